"""What several routers take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeAlias

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, SkipValidation

from accounts.addresses import absolute
from accounts.api import PersonOut
from composer.models import Upload
from core.api import Given
from kb.files import shown_files
from kb.models import Article, Translation, Words
from tickets.api.shapes import FileOut, Keys, parsed

Names = Annotated[list[str], BeforeValidator(parsed)]


class TextOut(Schema):
    """An article in one language."""

    url: str
    language: str
    title: str
    summary: str
    updated_at: datetime

    @staticmethod
    def resolve_url(text: Article | Translation) -> str:
        return absolute(text.get_absolute_url())


class ArticleOut(TextOut):
    id: int
    # by its address
    category: str
    tags: list[str]
    audience: str
    # others that readers find it in
    languages: list[str]
    helpful_count: int
    unhelpful_count: int
    published_at: datetime | None

    @staticmethod
    def resolve_category(article: Article) -> str:
        return article.category.slug

    @staticmethod
    def resolve_tags(article: Article) -> list[str]:
        return sorted(tag.name for tag in article.tags.all())

    @staticmethod
    def resolve_languages(article: Article) -> list[str]:
        return sorted(article.translated)


class WorkedOut(Schema):
    """What writers know besides."""

    # the newest revision, and the one that readers see; 0: none
    number: int
    live_number: int
    review_asked_at: datetime | None
    # why a reviewer sent it back
    review_note: str


class WordsOut(Schema):
    """Those that readers see; to writers those of the newest revision."""

    body: str
    html: str

    @staticmethod
    def resolve_html(text: Words) -> str:
        return text.body_html


class ReadArticleOut(ArticleOut, WordsOut):
    files: list[FileOut]

    @staticmethod
    def resolve_files(article: Article) -> list[Upload]:
        return shown_files(article)


class ListedArticleOut(ArticleOut, WorkedOut):
    state: str


class WorkedArticleOut(ReadArticleOut, WorkedOut):
    state: str
    owner: PersonOut | None
    # by their numbers
    organizations: list[int]
    position: int
    view_count: int
    review_by: date | None
    due_at: datetime | None
    # the revision that goes live then
    due_number: int
    archive_at: datetime | None

    @staticmethod
    def resolve_files(article: Article) -> list[Upload]:
        return list(article.attachments.all())

    @staticmethod
    def resolve_organizations(article: Article) -> list[int]:
        return sorted(each.pk for each in article.organizations.all())


# `finding.shown` makes the one that is hers to see: told here, and not made again
Seen: TypeAlias = SkipValidation[WorkedArticleOut | ReadArticleOut]


class ArticlesOut(Schema):
    items: list[SkipValidation[ListedArticleOut | ArticleOut]]
    next: str | None
    previous: str | None


class ArticleIn(Given):
    title: str
    # by its address
    category: str
    body: str
    summary: str = ""
    audience: str = Article.Audience.EVERYONE
    # by their numbers
    organizations: Keys = []
    tags: Names = []


class SaveIn(Given):
    """What is left out stays as it is."""

    # the revision that the words were written on
    base: int
    title: str = ""
    category: str = ""
    body: str = ""
    summary: str = ""
    audience: str = ""
    organizations: Keys = []
    tags: Names = []
    # what changed, for reviewers and followers
    note: str = ""
    # followers hear of it, and translations are out of date
    significant: bool = False
    # by her number; null: nobody
    owner: int | None = None
    review_by: date | None = None
    archive_at: AwareDatetime | None = None
