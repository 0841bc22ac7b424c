from collections.abc import Callable

import pytest

from kb.actions import (
    create_category,
    draft_article,
    publish_article,
    save_revision,
)
from kb.models import Article, Category, Revision, Words


@pytest.fixture
def make_category(admin) -> Callable[..., Category]:
    """`make_category("Sync", parent=other)`"""

    def make(title: str, **fields: object) -> Category:
        slug = fields.pop("slug", title.lower().replace(" ", "-"))
        return create_category(by=admin, title=title, slug=slug, **fields)

    return make


@pytest.fixture
def category(make_category) -> Category:
    return make_category("Sync", description="How changes travel.")


@pytest.fixture
def make_draft(category, writer) -> Callable[..., Article]:
    def make(title: str = "How sync works", **fields: object) -> Article:
        fields = {"category": category, "body": "Changes travel at once.", **fields}
        return draft_article(by=writer, title=title, **fields)

    return make


@pytest.fixture
def make_article(make_draft, reviewer) -> Callable[..., Article]:
    """A published article: drafted by the writer, published by the reviewer."""

    def make(title: str = "How sync works", **fields: object) -> Article:
        article = make_draft(title, **fields)
        publish_article(article, by=reviewer)
        return article

    return make


@pytest.fixture
def article(make_article) -> Article:
    return make_article()


@pytest.fixture
def draft(make_draft) -> Article:
    return make_draft("Half a thought")


@pytest.fixture
def save(writer) -> Callable[..., Revision | None]:
    """`save(article, title="Sync")`; what is not named is as the newest has it."""

    def make(text: Words, **given: object) -> Revision | None:
        newest = Revision.objects.of(text).get(number=text.number)
        words = {name: getattr(newest, name) for name in ("title", "summary", "body")}
        fields = {"by": writer, "base": text.number, **words, **given}
        return save_revision(text, **fields)

    return make
