"""The sheets of the design system as one file: on a slow line forty take seconds.

Nothing is built: they are joined as they stand when static files are collected.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from whitenoise.storage import CompressedManifestStaticFilesStorage

LISTED = "ui/_stylesheets.html"
ALL = "css/all.css"
_SHEET = re.compile(
    r'\{% static "(?P<name>css/[^"]+)" %\}"(?: media="(?P<media>\w+)")?'
)
_ADDRESS = re.compile(r"url\(([\"']?)(?![\"'/]|\w+:)([^)\"']+)\1\)")


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Puts the joined sheets beside what was collected."""

    def post_process(self, paths: dict[str, Any], *args: Any, **more: Any) -> Any:
        if not more.get("dry_run"):
            self.delete(ALL)
            self._save(ALL, ContentFile(joined().encode()))
            paths[ALL] = (self, ALL)
        yield from super().post_process(paths, *args, **more)


@lru_cache
def stylesheets() -> SafeString:
    """The link to all of them; while one works on them, to each."""
    if settings.DEBUG or not isinstance(staticfiles_storage, BundlingStorage):
        return cast(SafeString, get_template(LISTED).render())
    return format_html('<link rel="stylesheet" href="{}">', static(ALL))


def joined() -> str:
    return "\n".join(_sheets())


def _sheets() -> Iterator[str]:
    """In the order of the part that lists them."""
    template: Any = get_template(LISTED)
    for found in _SHEET.finditer(Path(template.origin.name).read_text()):
        name, media = found["name"], found["media"]
        path = finders.find(name)
        assert path, f"{LISTED} names {name}, which is not there"
        text = _ADDRESS.sub(
            lambda address, name=name: _from_here(name, address[2]),  # type: ignore[misc]
            Path(path).read_text(),
        )
        yield f"@media {media} {{\n{text}\n}}" if media else text


def _from_here(sheet: str, address: str) -> str:
    """An address in a sheet, as seen from where all of them stand."""
    target = posixpath.join(posixpath.dirname(sheet), address)
    return f'url("{posixpath.relpath(target, posixpath.dirname(ALL))}")'
