"""What people say of posts, and what becomes of it."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from accounts.api import ApiRequest, TooManyError
from core.answering import require
from core.api import cleaned, page_of
from forums import permissions as may
from forums.actions.deciding import settle
from forums.actions.reports import claim_reports, report_post
from forums.api import shapes
from forums.api.finding import post_seen, read, write
from forums.forms.moderation import DecisionForm, ReportForm
from forums.limits import wait_for
from forums.models import Report
from forums.querysets import OLDEST_FIRST

router = Router(tags=["Forums"])


@router.get(
    "/reports",
    auth=read,
    response=shapes.ReportsOut,
    url_name="reports",
    summary="What waits for a decision",
)
def reports(request: ApiRequest, limit: int = Query(25, ge=1, le=100)) -> Any:
    """For those who look after a forum: the first report of each post, the oldest
    first.
    """
    require(may.can_moderate(request.user))
    rows = Report.objects.visible_to(request.user).open().first_of_post().for_queue()
    return page_of(request, rows, order=OLDEST_FIRST, limit=limit)


@router.post(
    "/reports/claim",
    auth=write,
    response=shapes.ClaimedOut,
    url_name="claim-reports",
    summary="Take some to decide on",
)
def claim(request: ApiRequest) -> Any:
    """The oldest that nobody else looks at."""
    require(may.can_moderate(request.user))
    rows = Report.objects.visible_to(request.user)
    return {"count": claim_reports(rows, by=request.user)}


@router.post(
    "/topics/{int:pk}/posts/{int:number}/report",
    auth=write,
    response=shapes.PostOut,
    url_name="report-post",
    summary="Report a post",
)
def report(request: ApiRequest, pk: int, number: int, given: shapes.ReportIn) -> Any:
    """Moderators hear of it, not who said it."""
    found = post_seen(request, pk, number)
    require(may.can_report(request.user, found))
    clean = cleaned(ReportForm(given.dict()))
    if seconds := wait_for("report", request):
        raise TooManyError(seconds)
    report_post(found, by=request.user, **clean)
    return post_seen(request, pk, number)


@router.post(
    "/topics/{int:pk}/posts/{int:number}/decide",
    auth=write,
    response=shapes.PostOut,
    url_name="decide-post",
    summary="Decide on a reported post",
)
def decide(request: ApiRequest, pk: int, number: int, given: shapes.DecisionIn) -> Any:
    """Those whom it concerns are told. What somebody has decided before stays."""
    found = post_seen(request, pk, number)
    require(may.can_decide(request.user, found))
    form = DecisionForm(given.dict(), user=request.user, author=found.author)
    settle(found, by=request.user, **cleaned(form))
    return post_seen(request, pk, number)
