"""What a page says of itself to machines, in the words of schema.org (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

# what could end the element or begin another; JSON reads the escapes as the letters
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}

Facts = dict[str, Any]


class StructuredData:
    """Things that draw themselves as one element, which no browser runs."""

    def __init__(self, *things: Facts) -> None:
        self.things = things

    def __html__(self) -> str:
        graph = {"@context": "https://schema.org", "@graph": self.things}
        text = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False)
        text = text.translate(_ESCAPED)
        return f'<script type="application/ld+json">{text}</script>'


def whole_address(path: str) -> str:
    """An address of this site as it stands anywhere else."""
    return f"{settings.SITE_URL}{path}"


def the_site() -> Facts:
    """Names the organisation that each page describes."""
    return {"@id": whole_address("/#organization")}


def organization(name: str) -> Facts:
    return {
        **the_site(),
        "@type": "Organization",
        "name": name,
        "url": whole_address("/"),
    }


def breadcrumbs(crumbs: Iterable[tuple[str, str]]) -> Facts:
    """`crumbs` as the pages have them: the last one is the page itself."""
    steps = []
    for position, (name, path) in enumerate(crumbs, start=1):
        step = {"@type": "ListItem", "position": position, "name": name}
        steps.append(step | ({"item": whole_address(path)} if path else {}))
    return {"@type": "BreadcrumbList", "itemListElement": steps}
