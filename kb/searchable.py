from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.markdown import plain_text
from kb.models import Article, ArticleComment
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
        tags = " ".join(tag.name for tag in row.tags.all())
        text = plain_text(row.body_html)
        # A summary that is the first words would stand twice in every excerpt.
        is_opening = " ".join(text.split()).startswith(row.summary.rstrip("…"))
        summary = "" if is_opening else row.summary
        words = filter(None, [summary, text, tags])
        return Document(title=row.title, body="\n\n".join(words))


class CommentSearchable(Searchable):
    """Shown as the article; held and hidden ones are found by whoever sees them."""

    model = ArticleComment
    kind = ARTICLE

    def for_index(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("article")

    def document(self, row: ArticleComment) -> Document:
        return Document(title="", body=plain_text(row.body_html), thread=row.article)
