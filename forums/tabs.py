"""The tabs of a forum's page; what stands under each says `TopicQuerySet.under`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from forums.models import Forum, Topic

_BY_VOTES = ("-is_pinned", "-weekly_me_toos", "-latest_at", "-pk")
# what each is called, and the order below it
TABS = {
    "active": (_("Active"), ("-is_pinned", "-latest_at", "-pk")),
    "new": (_("New"), ("-is_pinned", "-created_at", "-pk")),
    "votes": (_("Votes this week"), _BY_VOTES),
    "unanswered": (_("Unanswered"), ("-is_pinned", "-created_at", "-pk")),
}


def known_tab(name: str) -> str:
    """The first where there is none of that name."""
    return name if name in TABS else "active"


def tabs_of(forum: Forum) -> list[str]:
    """Nobody votes on news, and only questions are answered."""
    needs = {"votes": set(Topic.SHARED_KINDS), "unanswered": {Topic.Kind.QUESTION}}
    return [
        key
        for key in TABS
        if key not in needs or not needs[key].isdisjoint(forum.kinds)
    ]
