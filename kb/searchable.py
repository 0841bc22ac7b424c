from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.markdown import plain_text
from kb.models import Article, ArticleComment, Translation, Words
from search.documents import Document, Kind, Searchable

ARTICLE = Kind("article", _("Article"), _("Articles"), "book-open")


class ArticleSearchable(Searchable):
    """Drafts too: their writers look for them, and nobody else sees them."""

    model = Article
    kind = ARTICLE
    route = "kb:article"
    is_read = True

    def for_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.prefetch_related("tags")

    def document(self, row: Article) -> Document:
        return _document(row)

    def translated(self, language: str) -> QuerySet[Any]:
        return Article.objects.written_in(language)


class TranslationSearchable(Searchable):
    """Live ones: who reads in their language finds them in place of the article."""

    model = Translation
    kind = ARTICLE

    def for_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("article").prefetch_related("article__tags")

    def for_results(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows

    def document(self, row: Translation) -> Document | None:
        return _document(row) if row.is_live else None


class CommentSearchable(Searchable):
    """Shown as the article; held and hidden ones are found by whoever sees them."""

    model = ArticleComment
    kind = ARTICLE

    def for_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("article")

    def document(self, row: ArticleComment) -> Document:
        return Document(title="", body=plain_text(row.body_html), thread=row.article)


def _document(words: Words) -> Document:
    tags = " ".join(tag.name for tag in words.article.tags.all())
    text = plain_text(words.body_html)
    # A summary that is the first words would stand twice in every excerpt.
    is_opening = " ".join(text.split()).startswith(words.summary.rstrip("…"))
    summary = "" if is_opening else words.summary
    return Document(
        title=words.title,
        body="\n\n".join(filter(None, [summary, text, tags])),
        language=words.language,
        thread=words.article,
    )
