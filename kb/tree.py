"""The categories as a tree. They are few, so a page reads them all in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from core.access import Viewer
from core.remembering import remembered
from kb.models import Category, OldSlug


class Shelf:
    """A category with what stands below it."""

    def __init__(
        self, category: Category, above: list[Category], children: list[Shelf]
    ) -> None:
        self.category = category
        self.above = above
        self.children = children

    @property
    def count(self) -> int:
        """Articles in it and below it."""
        below = sum(child.count for child in self.children)
        return getattr(self.category, "own_count", 0) + below

    @property
    def is_empty(self) -> bool:
        return not (self.count or self.children)

    @property
    def filled(self) -> list[Shelf]:
        """The shelves in it that hold anything."""
        return [child for child in self.children if child.count]


class Tree:
    def __init__(self, categories: Iterable[Category]) -> None:
        self._by_pk: dict[int, Category] = {}
        self._below: dict[int | None, list[Category]] = defaultdict(list)
        for category in categories:
            self._by_pk[category.pk] = category
            self._below[category.parent_id].append(category)

    @classmethod
    def of(cls, viewer: Viewer) -> Tree:
        """Every category, with the count of articles that the viewer sees.

        Each in the language at hand.
        """
        categories = Category.objects.visible_to(viewer).in_language(get_language())
        return cls(categories.with_counts(viewer))

    @property
    def top(self) -> list[Shelf]:
        return [self._shelf(category, []) for category in self._below[None]]

    @property
    def filled(self) -> list[Shelf]:
        """The top shelves that hold anything."""
        return [shelf for shelf in self.top if shelf.count]

    def find(self, slug: str) -> Shelf | None:
        """By its address in the language at hand."""
        found = (c for c in self._by_pk.values() if c.shown.slug == slug)
        category = next(found, None)
        if category is None:
            return None
        return self._shelf(category, self.path_to(category.pk)[:-1])

    def present(self, category: Category) -> Category:
        """The same as the tree has it."""
        return self._by_pk[category.pk]

    def path_to(self, pk: int) -> list[Category]:
        """From the top down to the category itself."""
        path: list[Category] = []
        current: Category | None = self._by_pk.get(pk)
        while current is not None and current not in path:
            path.append(current)
            current = self._by_pk.get(current.parent_id or 0)
        return path[::-1]

    def walk(self) -> Iterator[Shelf]:
        """Every shelf, each before those in it."""
        for shelf in self.top:
            yield from _walk(shelf)

    def _shelf(self, category: Category, above: list[Category]) -> Shelf:
        path = [*above, category]
        children = [self._shelf(child, path) for child in self._below[category.pk]]
        return Shelf(category, above, children)


@remembered
def known_tree(language: str | None) -> Tree:
    """Without counts, in that language: for the way that leads to a page."""
    return Tree(Category.objects.in_language(language))


def moved(slug: str) -> Category:
    """Whose address it was, or is in the language of the site."""
    languages = [get_language(), settings.LANGUAGE_CODE]
    olds = OldSlug.objects.filter(language__in=languages, slug=slug)
    found = {old.language: old for old in olds.select_related("category")}
    for language in languages:
        if language in found:
            return found[language].category
    return get_object_or_404(Category, slug=slug)


def _walk(shelf: Shelf) -> Iterator[Shelf]:
    yield shelf
    for child in shelf.children:
        yield from _walk(child)
