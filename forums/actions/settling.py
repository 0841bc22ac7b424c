"""Reports end with what becomes of their post, by whichever way."""

from __future__ import annotations

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.models import Post, Report


def settle_reports(post: Post, *, by: User) -> bool:
    """In the caller's transaction, which holds the topic. Reporters hear of it."""
    reports = post.reports.filter(state=Report.State.OPEN)
    if post.state == Post.State.HELD or not reports.exists():
        return False
    is_right = not post.is_published
    state = Report.State.ACCEPTED if is_right else Report.State.REJECTED
    reporters = list(reports.exclude(reporter=None).values_list("reporter", flat=True))
    reports.update(state=state, decided_by=by, decided_at=now())
    data = {"post": post.pk, "state": state.value, "reporters": reporters}
    forum = post.topic.forum
    record(events.ReportDecided, forum, by=by, related=post, data=data)
    return True
