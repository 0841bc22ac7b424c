"""What the actions do to rows, each in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import Max

from core import markdown
from core.slugs import slug_of
from kb.models import Article, Category


def lock(article: Article) -> None:
    """Bring the row up to date and hold it until the caller's transaction ends."""
    rows = Article.objects.select_for_update(no_key=True)
    article.refresh_from_db(from_queryset=rows)


def put_words(article: Article, *, title: str, body: str) -> None:
    """Set title and body with all that follows from them."""
    rendered = markdown.render(body)
    article.title, article.slug = title, slug_of(title, otherwise="article")
    article.body, article.body_html = body, rendered.html
    article.body_version = rendered.version
    article.toc = [asdict(entry) for entry in rendered.toc]


def next_position(category: Category) -> int:
    last = category.articles.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
