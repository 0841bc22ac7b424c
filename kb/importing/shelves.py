"""Folders that become categories, with what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from core.slugs import RESERVED_SLUGS, SLUG_LENGTH, slug_of
from kb.actions import create_category
from kb.importing.meanings import each_of, is_foreign, order
from kb.importing.sources import Folders, Meta, key_of, line
from kb.models import Category, CategoryTranslation, OldSlug


def shelve(
    sources: Iterable[Folders], said: dict[Folders, Meta]
) -> dict[Folders, Category]:
    """The category of each folder, with those above it; missing ones are made."""
    known = {c.external_id: c for c in Category.objects.exclude(external_id=None)}
    by_slug = {category.slug: category for category in Category.objects.all()}
    found: dict[Folders, Category] = {}
    for whole in (*said, *sources):
        for depth in range(1, len(whole) + 1):
            folders = whole[:depth]
            if folders in found:
                continue
            meta = said.get(folders, {})
            key = key_of(line(meta.get("id")) or "/".join(folders))
            category = known.get(key) or by_slug.get(line(meta.get("slug")))
            if category is None:
                parent = found.get(folders[:-1])
                category = _shelf(folders, key, parent, set(by_slug), meta)
                by_slug[category.slug] = category
            found[folders] = category
    return found


@transaction.atomic
def _shelf(
    folders: Folders, key: str, parent: Category | None, slugs: set[str], meta: Meta
) -> Category:
    title = folders[-1].replace("-", " ").replace("_", " ").strip() or folders[-1]
    title = line(meta.get("title")) or title[:1].upper() + title[1:]
    wanted = slug_of(line(meta.get("slug")) or folders[-1], otherwise="category")
    category = create_category(
        by=None,
        title=title[:80],
        slug=_free_slug(wanted, parent, slugs),
        parent=parent,
        external_id=key,
        description=line(meta.get("description"))[:240],
        icon=line(meta.get("icon"))[:40] or "book-open",
    )
    category.position = order(meta.get("order"), otherwise=category.position)
    category.save(update_fields=["position"])
    _translate(category, meta)
    return category


def _translate(category: Category, meta: Meta) -> None:
    """Its names in other languages, and the addresses that it had."""
    for language, words in each_of(meta.get("translations")).items():
        title = line(words.get("title")) if isinstance(words, dict) else ""
        if title and is_foreign(language):
            slug = slug_of(line(words.get("slug")) or title, otherwise="category")
            CategoryTranslation.objects.get_or_create(
                language=language,
                slug=f"{slug}-2" if slug in RESERVED_SLUGS else slug,
                defaults={
                    "category": category,
                    "title": title[:80],
                    "description": line(words.get("description"))[:240],
                },
            )
    for language, slugs in each_of(meta.get("old_slugs")).items():
        for slug in slugs if isinstance(slugs, list) else ():
            if not Category.objects.filter(slug=slug_of(str(slug), otherwise="")):
                OldSlug.objects.get_or_create(
                    language=language,
                    slug=slug_of(str(slug), otherwise="category"),
                    defaults={"category": category},
                )


def _free_slug(slug: str, parent: Category | None, slugs: set[str]) -> str:
    """Two sections may bear one name: then the upper category's stands before it."""
    taken = slugs | RESERVED_SLUGS
    if slug in taken and parent is not None:
        slug = f"{parent.slug}-{slug}"[:SLUG_LENGTH].strip("-")
    number, wanted = 1, slug
    while slug in taken:
        number += 1
        slug = f"{wanted[: SLUG_LENGTH - 6]}-{number}"
    return slug
