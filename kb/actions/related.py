"""Which articles are about the same: found by the index, kept beside each."""

from __future__ import annotations

from collections.abc import Iterable

from kb.models import Article
from search.finding import alike

# more than a page shows, for not everybody sees all of them
KEPT = 12


def relate(articles: Iterable[Article]) -> None:
    for article in articles:
        keys = related_keys(article)
        if keys != article.related:
            Article.objects.filter(pk=article.pk).update(related=keys)


def related_keys(article: Article) -> list[int]:
    tags = article.tags.values_list("name", flat=True)
    words = " ".join([article.title, *tags, article.summary])
    others = Article.objects.published().exclude(pk=article.pk)
    return alike(words, others, at_most=KEPT)
