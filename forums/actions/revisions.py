from __future__ import annotations

from django.db.models import Max

from forums.models import Post, PostRevision


def keep_revision(post: Post) -> None:
    """What the post, whose topic is locked, says until now."""
    last = post.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = PostRevision.standing(post)
    revision.number = last + 1
    revision.save()
