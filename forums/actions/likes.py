from __future__ import annotations

from django.db import transaction
from django.db.models import F

from accounts.models import User
from activity.actions import now, record
from activity.events import EventType
from forums import events
from forums.models import Like, Post


@transaction.atomic
def like_post(post: Post, *, by: User) -> bool:
    """The unique row decides, so the count is right however many press at once."""
    _, changed = Like.objects.get_or_create(
        post=post, person=by, defaults={"created_at": now()}
    )
    if changed:
        _count(post, 1, events.PostLiked, by)
    return changed


@transaction.atomic
def unlike_post(post: Post, *, by: User) -> bool:
    deleted, _ = Like.objects.filter(post=post, person=by).delete()
    if deleted:
        _count(post, -1, events.PostUnliked, by)
    return bool(deleted)


def _count(post: Post, change: int, event_type: type[EventType], by: User) -> None:
    Post.objects.filter(pk=post.pk).update(like_count=F("like_count") + change)
    post.refresh_from_db(fields=["like_count"])
    record(event_type, post.topic, by=by, related=post, data={"post": post.pk})
