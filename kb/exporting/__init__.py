"""The knowledge base as a folder of Markdown, which an import reads again."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from kb.exporting import front_matter
from kb.exporting.addresses import Addresses
from kb.exporting.layout import Layout
from kb.importing.sources import CATEGORY
from kb.models import Article, Category, Snippet, Words

Progress = Callable[[Iterable[Article]], Iterable[Article]]


def export_folder(folder: Path, *, progress: Progress = lambda rows: rows) -> Counter:
    """Live words, of what is not live the newest; no history. Counts what it wrote."""
    layout = Layout()
    addresses = Addresses(layout)
    written: Counter[str] = Counter()
    for category in Category.objects.prefetch_related("translations", "old_slugs"):
        path = folder / layout.folders[category.pk] / CATEGORY
        _write(path, front_matter.of_category(category), "")
        written["categories"] += 1
    for snippet in Snippet.objects.all():
        place = layout.place_of_snippet(snippet)
        body = addresses.relative(snippet.body, place)
        _write(folder / place, front_matter.of_snippet(snippet), body)
        written["snippets"] += 1
    for article in progress(_articles()):
        files = layout.files_of(article)
        for upload, place in files:
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(upload.path, folder / place)
            written["files"] += 1
        names = [place.relative_to(layout.folder_of(article)) for _, place in files]
        meta = front_matter.of_article(article, [name.as_posix() for name in names])
        _export(folder, article, layout, addresses, meta)
        written["articles"] += 1
        for text in article.translations.all():
            meta = front_matter.of_translation(text)
            _export(folder, text, layout, addresses, meta)
            written["translations"] += 1
    return written


def _articles() -> Iterable[Article]:
    rows = Article.objects.select_related("owner").order_by("pk")
    beside = ("tags", "organizations", "translations__article")
    return rows.prefetch_related(*beside).iterator(chunk_size=100)


def _export(
    folder: Path,
    text: Words,
    layout: Layout,
    addresses: Addresses,
    meta: front_matter.Meta,
) -> None:
    place = layout.place_of(text.article, text.language)
    _write(folder / place, meta, addresses.relative(text.body, place))


def _write(path: Path, meta: front_matter.Meta, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front_matter.dump(meta) + body + "\n", encoding="utf-8")
