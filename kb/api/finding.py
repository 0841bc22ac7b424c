"""The rows that a token leads to, and as much of them as its person may know."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.shortcuts import get_object_or_404

from accounts.api import ApiRequest, Token
from accounts.models import ApiToken
from core.api import ConflictError, InvalidError
from kb import rendering
from kb.actions import Outdated
from kb.actions.revisions import WORDS
from kb.api.shapes import ArticleOut, ListedArticleOut, ReadArticleOut, WorkedArticleOut
from kb.models import Article, Category, Revision, Words
from kb.permissions import can_write
from kb.querysets import ArticleQuerySet

read, write = (
    Token(ApiToken.Scope.READ_ARTICLES),
    Token(ApiToken.Scope.WRITE_ARTICLES),
)


def articles_seen(request: ApiRequest) -> ArticleQuerySet:
    rows = Article.objects.visible_to(request.user)
    return rows.select_related("category", "owner").prefetch_related("tags")


def article_seen(request: ApiRequest, pk: int) -> Article:
    return get_object_or_404(articles_seen(request), pk=pk)


def listed(request: ApiRequest, article: Article) -> ArticleOut:
    shape = ListedArticleOut if can_write(request.user) else ArticleOut
    return shape.from_orm(article)


def shown(request: ApiRequest, article: Article) -> ReadArticleOut:
    if can_write(request.user):
        return WorkedArticleOut.from_orm(with_newest(article))
    return ReadArticleOut.from_orm(article)


def shown_again(request: ApiRequest, pk: int) -> ReadArticleOut:
    """After something was done to it."""
    return shown(request, article_seen(request, pk))


def with_newest(text: Words) -> Words:
    """As writers go on with it: what readers see may be older."""
    if text.has_changes:
        newest, text = Revision.objects.newest_of(text).get(), copy(text)
        for name in WORDS:
            setattr(text, name, getattr(newest, name))
        text.body_html = rendering.render(text.body, text.language).html
    return text


def category_at(slug: str) -> Category | None:
    """None has a NUL in its address; PostgreSQL would not even look."""
    return None if "\x00" in slug else Category.objects.filter(slug=slug).first()


def category_named(slug: str) -> Category:
    category = category_at(slug)
    if category is None:
        raise InvalidError({"category": ["There is no such category."]})
    return category


def conflict(outdated: Outdated) -> ConflictError:
    """What is the newest now: written on that, it can be sent again."""
    newest = outdated.newer[-1]
    now: dict[str, Any] = {name: getattr(newest, name) for name in WORDS}
    return ConflictError({"number": newest.number, **now})
