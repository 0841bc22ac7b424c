from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from activity.actions import record
from kb import events
from kb.models import Category, CategoryTranslation, OldSlug


@transaction.atomic
def create_category(
    *, by: User | None, title: str, slug: str, **fields: Any
) -> Category:
    """The new category stands last."""
    last = Category.objects.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    category = Category.objects.create(
        title=title, slug=slug, position=position, **fields
    )
    _forget_slug(slug, settings.LANGUAGE_CODE)
    record(events.CategoryChanged, category, by=by)
    return category


@transaction.atomic
def change_category(category: Category, *, by: User, **fields: Any) -> bool:
    """Raises ValueError where it would come to stand inside itself."""
    changed = [
        name for name, value in fields.items() if getattr(category, name) != value
    ]
    if not changed:
        return False
    if "parent" in changed and is_inside(fields["parent"], category):
        raise ValueError(f"Category {category.pk} cannot stand inside itself")
    if "slug" in changed:
        _remember_slug(category, category.slug, fields["slug"], settings.LANGUAGE_CODE)
    for name in changed:
        setattr(category, name, fields[name])
    category.save(update_fields=changed)
    record(events.CategoryChanged, category, by=by, data={"changed": sorted(changed)})
    return True


@transaction.atomic
def translate_category(
    category: Category, *, by: User, language: str, **words: Any
) -> bool:
    """`title slug description` in another language than the site's."""
    named = CategoryTranslation.objects.filter(category=category, language=language)
    earlier = named.first() or CategoryTranslation(category=category, language=language)
    changed = [name for name, value in words.items() if getattr(earlier, name) != value]
    if not changed:
        return False
    if "slug" in changed:
        _remember_slug(category, earlier.slug, words["slug"], language)
    for name in changed:
        setattr(earlier, name, words[name])
    earlier.save()
    data = {"changed": sorted(changed), "language": language}
    record(events.CategoryChanged, category, by=by, data=data)
    return True


@transaction.atomic
def raise_category(category: Category, *, by: User) -> bool:
    """One place up among its siblings."""
    return _move(category, -1, by)


@transaction.atomic
def lower_category(category: Category, *, by: User) -> bool:
    """One place down among its siblings."""
    return _move(category, 1, by)


@transaction.atomic
def delete_category(category: Category, *, by: User) -> bool:
    """Only an empty one goes: False where anything stands in it."""
    if category.children.exists() or category.articles.exists():
        return False
    data = {"title": category.title}
    record(events.CategoryDeleted, category, by=by, data=data)
    category.delete()
    return True


def is_inside(category: Category | None, other: Category) -> bool:
    """Is it the other one, or does it stand anywhere below that?"""
    while category is not None:
        if category.pk == other.pk:
            return True
        category = category.parent
    return False


def _remember_slug(category: Category, old: str, slug: str, language: str) -> None:
    """Its old address leads to the new one, which is nobody's old one any more."""
    _forget_slug(slug, language)
    if old:
        OldSlug.objects.update_or_create(
            language=language, slug=old, defaults={"category": category}
        )


def _forget_slug(slug: str, language: str) -> None:
    OldSlug.objects.filter(language=language, slug=slug).delete()


def _move(category: Category, step: int, by: User) -> bool:
    siblings = list(
        Category.objects.select_for_update(no_key=True).filter(
            parent=category.parent_id
        )
    )
    here = siblings.index(category)
    there = here + step
    if not 0 <= there < len(siblings):
        return False
    # Positions are written anew, so that none is there twice.
    positions = sorted(sibling.position for sibling in siblings)
    first = positions[0]
    siblings[here], siblings[there] = siblings[there], siblings[here]
    for place, sibling in enumerate(siblings):
        sibling.position = first + place
    Category.objects.bulk_update(siblings, ["position"])
    record(events.CategoryChanged, category, by=by, data={"changed": ["position"]})
    return True
