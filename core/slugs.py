"""Addresses made of words: what a title becomes, and which words are taken."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

SLUG_LENGTH = 80
# They stand where the slug of a category or forum would: /kb/articles/… and its likes.
RESERVED_SLUGS = frozenset({"articles", "topics", "new", "feeds"})
NO_SLUG = _("Only small letters, digits and hyphens.")


def slug_of(title: str, *, otherwise: str) -> str:
    """ASCII, as addresses are passed on; `otherwise` for a title without any."""
    return slugify(title)[:SLUG_LENGTH].strip("-") or otherwise


def refuse_reserved_slug(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This word is reserved; choose another."))
