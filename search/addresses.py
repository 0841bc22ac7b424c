"""From addresses of this site to the things that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

from core.access import Viewer, visible
from search.documents import registry

# as core.markdown writes links
_LINK = re.compile(r'<a(?: [a-z]+="[^"]*")*? href="([^"]+)"')


def linked_from(html: str, viewer: Viewer, *, kind: str) -> list[Any]:
    """What of a kind the links in our HTML lead to, as far as the viewer sees it."""
    models = {
        searchable.route: model
        for model, searchable in registry.items()
        if searchable.route and searchable.kind.name == kind
    }
    wanted: dict[Any, set[int]] = defaultdict(set)
    for address in _LINK.findall(html):
        match = _match(unescape(address))
        if match and match.view_name in models:
            wanted[models[match.view_name]].add(match.kwargs["pk"])
    return [
        row
        for model, keys in wanted.items()
        for row in visible(model, viewer).filter(pk__in=keys).order_by("pk")
    ]


def _match(address: str) -> ResolverMatch | None:
    path = address.removeprefix(settings.SITE_URL)
    if not path.startswith("/"):
        return None
    try:
        path = urlsplit(path).path
        # whatever language the page has on which somebody wrote it
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            return resolve(path)
    except (Resolver404, ValueError):
        return None
