"""Where the pages of the knowledge base stand in each language."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.languages import known, offered
from kb.models import Article, Category, Words


def address_of(words: Words) -> str:
    """That of the language which they are written in."""
    with override(words.language):
        address: str = words.get_absolute_url()  # type: ignore[attr-defined]
    return address


def desk_address(pk: int, language: str) -> str:
    """Where an article is worked on in that language."""
    if language == settings.LANGUAGE_CODE:
        return reverse("kb_desk:edit", args=[pk])
    return reverse("kb_desk:translate", args=[pk, language])


def addresses_of(article: Article) -> dict[str, str]:
    """Also of those in which its readers read the site's words."""
    found = {}
    for code in known():
        with override(code):
            found[code] = article.get_absolute_url()
    return found


def category_addresses(category: Category) -> dict[str, str]:
    slugs = {settings.LANGUAGE_CODE: category.slug}
    if offered():
        slugs |= {named.language: named.slug for named in category.translations.all()}
    found = {}
    for code in known():
        with override(code):
            slug = slugs.get(code, category.slug)
            found[code] = reverse("kb:category", args=[slug])
    return found
