"""The same to many articles. Each is changed as a whole, or left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kb.actions.articles import set_details
from kb.actions.reviewing import archive_article
from kb.actions.rows import lock
from kb.models import Article, Category
from kb.permissions import can_archive, can_write


@dataclass(frozen=True)
class Step:
    """One action with its predicate."""

    may: Callable[[User, Article], bool]
    # why an article is left alone where the predicate says no
    refusal: str | Promise
    act: Callable[[Article, User], Any]


def steps_of(given: dict[str, Any]) -> list[Step]:
    """What was chosen, in the order it is done."""
    steps = []
    if given["category"]:
        steps.append(_moving(given["category"]))
    if given["add_tags"] or given["remove_tags"]:
        steps.append(_tagging(add=given["add_tags"], remove=given["remove_tags"]))
    if given["archive"]:
        steps.append(_archiving())
    return steps


def change_articles(
    articles: Iterable[Article], *, steps: Sequence[Step], by: User
) -> list[tuple[Article, str | Promise]]:
    """Those that were left alone, for they do not take every step, and why."""
    done = [(article, _change(article, steps, by)) for article in articles]
    return [(article, why) for article, why in done if why]


def _moving(category: Category) -> Step:
    return _arranging(lambda article: {"category": category})


def _tagging(*, add: Iterable[str], remove: Iterable[str]) -> Step:
    more, less = set(add), set(remove)

    def tags(article: Article) -> dict[str, Any]:
        names = set(article.tags.values_list("name", flat=True))
        return {"tags": (names | more) - less}

    return _arranging(tags)


def _archiving() -> Step:
    return Step(
        can_archive,
        _("readers see it, so that a reviewer has to archive it"),
        lambda article, by: archive_article(article, by=by),
    )


def _arranging(details: Callable[[Article], dict[str, Any]]) -> Step:
    return Step(
        lambda user, article: can_write(user),
        _("only writers change it"),
        lambda article, by: set_details(article, by=by, **details(article)),
    )


@transaction.atomic
def _change(article: Article, steps: Sequence[Step], by: User) -> str | Promise | None:
    lock(article)
    refused = (step.refusal for step in steps if not step.may(by, article))
    if why := next(refused, None):
        return why
    for step in steps:
        step.act(article, by)
    return None
