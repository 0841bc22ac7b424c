"""What a post has said, from its first words to those of now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.diffs import Difference, differences
from forums.models import Post, PostRevision
from forums.quotes import gone_from, without_quotes

_FIELDS = {"title": _("Title"), "body": _("Text")}


def versions_of(post: Post) -> list[PostRevision]:
    """The oldest first; the last one is no row, but what the post says now."""
    earlier = list(post.revisions.select_related("by").order_by("number"))
    now = PostRevision.standing(post)
    now.number = earlier[-1].number + 1 if earlier else 1
    versions, gone = [*earlier, now], gone_from(post)
    for each in versions:
        each.body = without_quotes(each.body, gone)
    return versions


def changes(before: PostRevision, after: PostRevision) -> list[Difference]:
    return differences(vars(before), vars(after), _FIELDS)
