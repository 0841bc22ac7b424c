"""What a file says of its article, its translation or its category."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import yaml

from kb.models import Article, Category, Snippet, Translation, Words

Meta = dict[str, Any]


def dump(meta: Meta) -> str:
    """Without what is empty; an empty summary is one that was meant."""
    said = {
        name: value
        for name, value in meta.items()
        if name == "summary" or value not in (None, "", [], {})
    }
    lines = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
    return f"---\n{lines}---\n\n"


def of_article(article: Article, files: list[str]) -> Meta:
    return {
        "id": article.external_id,
        **_words(article),
        "state": article.state,
        "audience": article.audience,
        "organizations": sorted(each.name for each in article.organizations.all()),
        "owner": article.owner.email if article.owner else None,
        "order": article.position,
        "tags": sorted(tag.name for tag in article.tags.all()),
        "created": article.created_at,
        "published": article.published_at,
        "updated": article.updated_at,
        "review_by": article.review_by,
        "due_at": article.due_at,
        "archive_at": article.archive_at,
        "files": files,
    }


def of_translation(text: Translation) -> Meta:
    return {
        "translation_of": text.article.external_id,
        **_words(text),
        "state": "published" if text.is_live else "draft",
        "updated": text.updated_at,
        "stale": text.is_stale or None,
    }


def of_snippet(snippet: Snippet) -> Meta:
    return {"title": snippet.name, "language": snippet.language}


def of_category(category: Category) -> Meta:
    old = defaultdict(list)
    for each in category.old_slugs.all():
        old[each.language].append(each.slug)
    return {
        "id": category.external_id,
        "title": category.title,
        "slug": category.slug,
        "description": category.description,
        "icon": category.icon,
        "order": category.position,
        "translations": {
            each.language: {
                "title": each.title,
                "slug": each.slug,
                "description": each.description,
            }
            for each in category.translations.all()
        },
        "old_slugs": dict(old),
    }


def _words(text: Words) -> Meta:
    return {"title": text.title, "language": text.language, "summary": text.summary}
