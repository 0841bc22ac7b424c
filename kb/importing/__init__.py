"""A folder of Markdown brought in as articles; brought in again it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path

from django.db import transaction

from kb.actions.related import relate
from kb.importing.bodies import Place, Rewriter, hosts_of, rendered
from kb.importing.report import Report
from kb.importing.rows import Shelver, make_room, shelve, write
from kb.importing.sources import Source, read_folder
from kb.models import Article

__all__ = ["Report", "import_folder"]

Progress = Callable[[Iterable[Source]], Iterable[Source]]

# articles in a transaction: others write in between
AT_ONCE = 20


def import_folder(folder: Path, *, progress: Progress = lambda rows: rows) -> Report:
    """Every Markdown file below it, with its pictures and the links between them.

    Articles are written some at a time: killed half-way, the next run does the rest.
    """
    report = Report()
    sources = read_folder(folder, report)
    shelves = shelve(sources)
    report.categories = len(shelves)
    report.created = make_room(sources, shelves)
    articles = _articles(sources)
    known = _places(sources, articles)
    rewriter = Rewriter(folder, known, hosts_of(sources, known), report)
    shelver = Shelver()
    written = 0
    rows = iter(progress(sources))
    while batch := list(islice(rows, AT_ONCE)):
        with transaction.atomic():
            for source in batch:
                article = articles[source.external_id]
                body = rewriter.rewrite(source, partial(shelver.keep, article))
                written += write(article, source, shelves[source.folders], body)
    if written:
        relate(article for article in articles.values() if article.is_published)
    report.drafts = sum(not article.is_published for article in articles.values())
    report.changed = max(written - report.created, 0)
    report.unchanged = len(sources) - report.created - report.changed
    return report


def _articles(sources: list[Source]) -> dict[str, Article]:
    keys = [source.external_id for source in sources]
    rows = Article.objects.filter(external_id__in=keys).prefetch_related("tags")
    return {article.external_id: article for article in rows}


def _places(sources: list[Source], articles: dict[str, Article]) -> dict[str, Place]:
    """By number and by file: of this import, and by number of earlier ones, too."""
    known = {
        article.external_id: Place(
            article.get_absolute_url(), article.title, partial(_shown_body, article.pk)
        )
        for article in Article.objects.only("external_id", "slug", "title")
    }
    for source in sources:
        pk = articles[source.external_id].pk
        address = Article(pk=pk, slug=source.slug).get_absolute_url()
        place = Place(address, source.title, partial(rendered, source))
        known[source.external_id] = known[source.name] = place
    return known


def _shown_body(pk: int) -> str:
    return Article.objects.values_list("body_html", flat=True).get(pk=pk)
