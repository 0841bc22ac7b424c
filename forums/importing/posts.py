"""Rows of posts, made and changed as the file says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.markdown import render
from forums.importing.sources import Written
from forums.models import Post, Report


def post_said(written: Written, body: str, post: Post | None) -> dict[str, Any]:
    """Its fields as the file has them; what is there already is not rendered anew."""
    shown: dict[str, Any]
    if post and post.body == body:
        shown = {"body_html": post.body_html, "body_version": post.body_version}
    else:
        rendered = render(body)
        shown = {"body_html": rendered.html, "body_version": rendered.version}
    others = post.like_count - post.imported_likes if post else 0
    return {
        "body": body,
        **shown,
        "created_at": written.at,
        "edited_at": written.edited_at,
        "imported_likes": written.likes,
        "like_count": others + written.likes,
        "state": Post.State.HELD if written.is_spam else Post.State.PUBLISHED,
    }


def report_held(posts: Iterable[Post]) -> None:
    """The site reports what the other one had marked, and takes that back with it."""
    rows = list(posts)
    held = [post for post in rows if post.state == Post.State.HELD]
    by_site = Report.objects.filter(reporter=None, state=Report.State.OPEN)
    by_site.filter(post__in=[post for post in rows if post not in held]).delete()
    Report.objects.bulk_create(
        [
            Report(post=post, reason=Report.Reason.SPAM, created_at=post.created_at)
            for post in held
        ],
        ignore_conflicts=True,
    )
