from collections.abc import Callable

import pytest

from kb.actions import create_category, draft_article, publish_article
from kb.models import Article


@pytest.fixture
def make_draft(admin, writer) -> Callable[..., Article]:
    category = create_category(by=admin, title="Guides", slug="guides")

    def make(title: str, body: str = "Words.", **fields: object) -> Article:
        return draft_article(
            by=writer, category=category, title=title, body=body, **fields
        )

    return make


@pytest.fixture
def make_article(make_draft, reviewer) -> Callable[..., Article]:
    def make(title: str, body: str = "Words.", **fields: object) -> Article:
        article = make_draft(title, body, **fields)
        publish_article(article, by=reviewer)
        return article

    return make
