"""A folder of texts brought in as articles; brought in again it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path

from django.db import transaction

from kb.actions.related import relate
from kb.importing.bodies import Place, Rewriter, hosts_of, rendered
from kb.importing.exports import read
from kb.importing.meanings import is_foreign
from kb.importing.report import Report
from kb.importing.rows import Shelver, make_room, words_of, write, write_translation
from kb.importing.shelves import shelve
from kb.importing.snippets import bring_snippets
from kb.importing.sources import Source, read_snippets
from kb.models import Article, Translation

__all__ = ["Report", "import_folder"]

Progress = Callable[[Iterable[Source]], Iterable[Source]]
Texts = dict[str, Translation]

# articles in a transaction: others write in between
AT_ONCE = 20


def import_folder(folder: Path, *, progress: Progress = lambda rows: rows) -> Report:
    """Every text below it, with its pictures and the links between them.

    Articles are written some at a time: killed half-way, the next run does the rest.
    """
    report = Report()
    files, said = read(folder, report)
    sources = [source for source in files if not source.translation_of]
    folders = [source.folders for source in sources]
    shelves = shelve(folders, said)
    report.categories = len(shelves)
    report.created = make_room(sources, shelves)
    articles = _articles(files)
    texts = _texts(files, articles, report)
    known = _places(sources, articles) | _translated(files, texts)
    snippets = read_snippets(folder, report)
    known |= {each.name: Place("", each.title, str) for each in snippets}
    rewriter = Rewriter(folder, known, hosts_of(files, known), report)
    bring_snippets(snippets, rewriter, report)
    shelver = Shelver()

    def bring(source: Source) -> bool:
        article = articles[source.external_id]
        keep = partial(shelver.keep, article)
        body = rewriter.rewrite(source, keep)
        rewriter.keep_beside(source, keep)
        has_files = article.pk in shelver.filled
        words = words_of(article, source, body, has_files=has_files)
        return write(article, source, shelves[source.folders], words, report)

    def translate(source: Source) -> bool:
        text = texts[source.name]
        body = rewriter.rewrite(source, partial(shelver.keep, text.article))
        return write_translation(text, source, words_of(text, source, body))

    written = _some_at_a_time(progress(sources), bring)
    translations = [source for source in files if source.name in texts]
    report.translations = _some_at_a_time(translations, translate)
    if written:
        relate(article for article in articles.values() if article.is_published)
    report.drafts = sum(not article.is_published for article in articles.values())
    report.changed = max(written - report.created, 0)
    report.unchanged = len(sources) - report.created - report.changed
    return report


def _some_at_a_time(sources: Iterable[Source], act: Callable[[Source], bool]) -> int:
    """Each some in a transaction; of how many the act said yes."""
    rows, count = iter(sources), 0
    while batch := list(islice(rows, AT_ONCE)):
        with transaction.atomic():
            count += sum(act(source) for source in batch)
    return count


def _articles(sources: list[Source]) -> dict[str, Article]:
    keys = {source.translation_of or source.external_id for source in sources}
    rows = Article.objects.filter(external_id__in=keys).prefetch_related("tags")
    return {article.external_id: article for article in rows}


def _texts(
    sources: list[Source], articles: dict[str, Article], report: Report
) -> Texts:
    """By file: the translations whose articles are here."""
    texts = {}
    known = {
        (text.article_id, text.language): text
        for text in Translation.objects.filter(article__in=articles.values())
    }
    for source in sources:
        article = articles.get(source.translation_of)
        if article and is_foreign(source.language):
            key = article.pk, source.language
            new = Translation(article=article, language=source.language)
            texts[source.name] = known.setdefault(key, new)
            texts[source.name].article = article
        elif source.translation_of:
            kind = "Translations without an article or a language"
            report.lose(kind, source.name, source.language)
    return texts


def _places(sources: list[Source], articles: dict[str, Article]) -> dict[str, Place]:
    """By number and by file: of this import, and by number of earlier ones, too."""
    named = ("external_id", "slug", "title", "translated")
    known = {
        article.external_id: Place(
            article.get_absolute_url(), article.title, partial(_shown_body, article.pk)
        )
        for article in Article.objects.only(*named)
    }
    for source in sources:
        pk = articles[source.external_id].pk
        address = Article(pk=pk, slug=source.slug).get_absolute_url()
        place = Place(address, source.title, partial(rendered, source))
        known[source.external_id] = known[source.name] = place
    return known


def _translated(sources: list[Source], texts: Texts) -> dict[str, Place]:
    places = {}
    for source in sources:
        if text := texts.get(source.name):
            there = Translation(
                article_id=text.article_id, language=text.language, slug=source.slug
            )
            address = there.get_absolute_url()
            page = partial(rendered, source)
            places[source.name] = Place(address, source.title, page)
    return places


def _shown_body(pk: int) -> str:
    return Article.objects.values_list("body_html", flat=True).get(pk=pk)
