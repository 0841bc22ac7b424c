from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from kb import events
from kb.models import Article, Category


@transaction.atomic
def place_article(article: Article, *, place: int, by: User) -> bool:
    """At this place of its category, counted from 0; beyond the last it is the last.

    The category's row is held, not the articles': who writes one holds that alone.
    """
    held = Category.objects.select_for_update(no_key=True)
    category = held.get(pk=article.category_id)
    shelf = list(category.articles.in_order().only("category", "position"))
    keys = [each.pk for each in shelf]
    if article.pk not in keys:  # it was moved to another shelf meanwhile
        return False
    here, there = keys.index(article.pk), min(place, len(keys) - 1)
    if here == there:
        return False
    shelf.insert(there, shelf.pop(here))
    # Positions are written anew, so that none is there twice.
    moved = [each for index, each in enumerate(shelf) if each.position != index]
    for index, each in enumerate(shelf):
        each.position = index
    Article.objects.bulk_update(moved, ["position"], batch_size=500)
    article.position = there
    record(events.ArticleArranged, article, by=by, data={"changed": ["position"]})
    return True
