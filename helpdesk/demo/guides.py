"""The knowledge base."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import frontmatter
from django.conf import settings
from django.db import models

from activity.actions import history
from helpdesk.demo.content_files import FOLDER, ago, read
from helpdesk.demo.people import Cast
from kb.actions import (
    create_category,
    draft_article,
    publish_article,
    save_revision,
)
from kb.models import Article, ArticleVote, Category, Revision
from search.models import SearchQuery

# links between pieces of the content name a guide by its file
LINK = re.compile(r"/kb/go/([a-z0-9-]+)")
Links = dict[str, str]
MOST_READ = "authentication-mail-never-arrived"


def load(cast: Cast) -> tuple[Links, list[models.Model]]:
    """The guides' addresses by file name, and every row made."""
    categories = _categories(cast)
    articles: dict[str, Article] = {}
    for path in sorted((FOLDER / "articles").glob("*/*.md")):
        articles[path.stem] = _article(path, categories[path.parent.name], cast)
    links = {name: article.get_absolute_url() for name, article in articles.items()}
    for article in articles.values():
        _link(article, links, cast)
    _read_and_rated(articles, cast)
    return links, [*categories.values(), *articles.values(), *_searched()]


def with_links(body: str, links: Links) -> str:
    return LINK.sub(lambda match: links[match[1]], body)


def _categories(cast: Cast) -> dict[str, Category]:
    made: dict[str, Category] = {}
    with history(ago(days=500)):
        for row in read("categories"):
            parent = made.get(row.pop("parent") or "")
            made[row["slug"]] = create_category(by=cast["admin"], parent=parent, **row)
    return made


def _article(path: Path, category: Category, cast: Cast) -> Article:
    page: Any = frontmatter.load(str(path))
    published = ago(days=page["published"])
    with history(published):
        article = draft_article(
            by=cast["eleanor"],
            category=category,
            title=page["title"],
            summary=page["summary"],
            body=page.content,
            tags=page["tags"],
        )
        publish_article(article, by=cast["henrik"])
    return article


def _link(article: Article, links: Links, cast: Cast) -> None:
    body = with_links(article.body, links)
    if body != article.body:
        when = article.published_at or article.created_at
        with history(when):
            save_revision(
                article,
                by=cast["eleanor"],
                base=article.number,
                title=article.title,
                summary=article.summary,
                body=body,
            )
            publish_article(article, by=cast["henrik"])


def _searched() -> list[SearchQuery]:
    """Each some hours after the one before, the first a few hours ago."""
    return [
        SearchQuery.objects.create(
            text=text,
            language=settings.LANGUAGE_CODE,
            asked_count=asked,
            empty_count=empty,
            last_at=ago(hours=5 + 7 * place),
        )
        for place, (text, asked, empty) in enumerate(read("searches"))
    ]


def _read_and_rated(articles: dict[str, Article], cast: Cast) -> None:
    """Made up, the same each time, and never more votes than customers."""
    chance = random.Random("keyhaven")
    customers = [person for person in cast.values() if not person.is_agent]
    votes, revisions = [], []
    for name, article in articles.items():
        revision = Revision.objects.of(article).get(number=article.live_number)
        revisions.append(revision)
        voters = chance.sample(customers, chance.randint(4, len(customers)))
        liked = [chance.random() < 0.85 for _ in voters]
        votes += [
            ArticleVote(revision=revision, person=person, is_helpful=helpful)
            for person, helpful in zip(voters, liked, strict=True)
        ]
        for counted in (article, revision):
            counted.helpful_count = liked.count(True)
            counted.unhelpful_count = liked.count(False)
        article.view_count = chance.randint(40, 900) + (
            4_000 if name == MOST_READ else 0
        )
    ArticleVote.objects.bulk_create(votes)
    fields = ["helpful_count", "unhelpful_count"]
    Revision.objects.bulk_update(revisions, fields)
    Article.objects.bulk_update(articles.values(), [*fields, "view_count"])
