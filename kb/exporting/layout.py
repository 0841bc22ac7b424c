"""Where everything stands in the folder."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from composer.models import Upload
from kb.importing.sources import FILES, SNIPPETS
from kb.models import Article, Category, Snippet
from kb.tree import Tree

Kept = list[tuple[Upload, PurePosixPath]]


class Layout:
    """`folders`: of each category; `stems`: of each article, without its ending."""

    def __init__(self) -> None:
        categories = Category.objects.in_bulk()
        tree = Tree(categories.values())
        self.folders = {
            pk: PurePosixPath(*(each.slug for each in tree.path_to(pk)))
            for pk in categories
        }
        self.stems = self._stems()
        self._files = self._uploads()
        # by the key that stands in its address
        self.uploads = {
            str(upload.key): place
            for kept in self._files.values()
            for upload, place in kept
        }

    def place_of(self, article: Article, language: str) -> PurePosixPath:
        ending = "" if language == settings.LANGUAGE_CODE else f".{language}"
        stem = self.stems[article.pk]
        return stem.with_name(f"{stem.name}{ending}.md")

    def place_of_snippet(self, snippet: Snippet) -> PurePosixPath:
        return PurePosixPath(SNIPPETS) / f"{snippet.name}.{snippet.language}.md"

    def folder_of(self, article: Article) -> PurePosixPath:
        return self.stems[article.pk].parent

    def files_of(self, article: Article) -> Kept:
        return self._files[article.pk]

    def _stems(self) -> dict[int, PurePosixPath]:
        """By the title's address; a second one of a folder bears its number."""
        taken: set[PurePosixPath] = set()
        stems = {}
        rows = Article.objects.order_by("pk").values_list("pk", "category", "slug")
        for pk, category, slug in rows:
            stem = self.folders[category] / (slug or "article")
            if stem in taken:
                stem = stem.with_name(f"{stem.name}-{pk}")
            taken.add(stem)
            stems[pk] = stem
        return stems

    def _uploads(self) -> dict[int, Kept]:
        """The files of each article; two of one name stand in two folders."""
        content_type = ContentType.objects.get_for_model(Article)
        rows = Upload.objects.filter(target_type=content_type, redacted_at=None)
        files: dict[int, Kept] = defaultdict(list)
        taken: set[PurePosixPath] = set()
        for upload in rows.filter(target_id__in=self.stems).order_by("pk"):
            stem = self.stems[upload.target_id or 0]
            folder = stem.with_name(stem.name + FILES)
            place = folder / Path(upload.name).name
            if place in taken:
                place = folder / str(upload.pk) / place.name
            taken.add(place)
            files[upload.target_id or 0].append((upload, place))
        return files
