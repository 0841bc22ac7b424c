"""What people say of posts, and what moderators decide about it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.actions.posts import delete_post, hide_post, restore_post
from forums.actions.rows import lock_post
from forums.actions.settling import settle_reports
from forums.models import Post, Report

# a moderator takes so many at once, for so long
AT_ONCE = 20
CLAIMED_FOR = timedelta(minutes=10)


class Decision(models.TextChoices):
    PUBLISH = "publish", _("It is fine: show it")
    HIDE = "hide", _("Hide it")
    DELETE = "delete", _("Delete it")


@transaction.atomic
def report_post(post: Post, *, by: User, reason: str, text: str) -> bool:
    """Once for a person while it is open. Moderators hear of it, not who said it."""
    said = {"reason": reason, "text": text}
    _row, changed = Report.objects.get_or_create(
        post=post, reporter=by, state=Report.State.OPEN, defaults=said
    )
    if changed:
        data = {"post": post.pk, "reason": reason}
        record(events.ReportOpened, post.topic, by=None, related=post, data=data)
    return changed


@transaction.atomic
def claim_reports(reports: models.QuerySet[Report], *, by: User) -> int:
    """The oldest that nobody else looks at are hers; how many posts that are."""
    moment = now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=moment) | Q(claimed_by=by)
    open_ones = reports.filter(free, state=Report.State.OPEN).order_by("created_at")
    posts = list(dict.fromkeys(open_ones.values_list("post", flat=True)[: AT_ONCE * 5]))
    claimed = posts[:AT_ONCE]
    Report.objects.filter(free, post__in=claimed, state=Report.State.OPEN).update(
        claimed_by=by, claimed_until=moment + CLAIMED_FOR
    )
    return len(claimed)


@transaction.atomic
def decide(post: Post, *, by: User, decision: str, reason: str) -> bool:
    """`decision`: a value of Decision; False where somebody decided before her."""
    lock_post(post)
    if not post.reports.filter(state=Report.State.OPEN).exists():
        return False
    if decision == Decision.HIDE:
        changed = hide_post(post, by=by, reason=reason)
    elif decision == Decision.DELETE:
        changed = delete_post(post, by=by)
    else:
        changed = restore_post(post, by=by)
    if not changed:  # it is already as she wants it
        settle_reports(post, by=by)
    return True
