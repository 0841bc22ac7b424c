from collections.abc import Callable

import pytest

from brand.actions import offer_language
from kb.actions import (
    create_category,
    draft_article,
    publish_article,
    publish_translation,
    save_revision,
    translate_article,
)
from kb.models import Article, Category, Revision, Translation, Words


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
def make_translation(writer, reviewer) -> Callable[..., Translation]:
    """`make_translation(article, title="Wie der Abgleich geht")`: live, in German."""

    def make(article: Article, language: str = "de", **words: str) -> Translation:
        words = {"title": "Abgleich", "summary": "", "body": "Gleich da.", **words}
        translate_article(
            article,
            by=writer,
            language=language,
            base=0,
            source_number=article.number,
            **words,
        )
        text = article.translations.get(language=language)
        publish_translation(text, by=reviewer)
        article.refresh_from_db()
        return text

    return make


@pytest.fixture
def german(db) -> None:
    offer_language("de")


@pytest.fixture
def save(writer) -> Callable[..., Revision | None]:
    """`save(article, title="Sync")`; what is not named is as the newest has it."""

    def make(text: Words, **given: object) -> Revision | None:
        newest = Revision.objects.of(text).get(number=text.number)
        words = {name: getattr(newest, name) for name in ("title", "summary", "body")}
        fields = {"by": writer, "base": text.number, **words, **given}
        return save_revision(text, **fields)

    return make
