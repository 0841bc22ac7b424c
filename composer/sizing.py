"""How large the pictures of a text are, so that it does not jump when they come."""

from __future__ import annotations

from django.utils.safestring import SafeString

from composer.models import Upload
from core import markdown


def sized(html: SafeString) -> SafeString:
    """HTML that `markdown.render` made, with the sizes of our own pictures in it."""
    keys = markdown.own_pictures(html)
    if not keys:
        return html
    sizes = {
        str(upload.key): (upload.width, upload.height)
        for upload in Upload.objects.filter(key__in=keys)
        if upload.width and upload.height
    }
    return markdown.with_sizes(html, sizes)
