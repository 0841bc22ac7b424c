"""How the customer found it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, cleaned
from tickets.actions import rate_ticket
from tickets.api.finding import Scope, ticket_seen
from tickets.forms.portal import RatingForm
from tickets.models import Rating
from tickets.permissions import can_rate

router = Router(tags=["Rating"])


class RatingOut(Schema):
    score: str
    comment: str
    rated_at: datetime


class RatingIn(Given):
    # good, so_so or bad
    score: str
    comment: str = ""


@router.get(
    "/tickets/{int:number}/rating",
    auth=Token(Scope.READ_TICKETS),
    response=RatingOut,
    url_name="rating",
    summary="How it went",
)
def rating(request: ApiRequest, number: int) -> Any:
    """404 where nobody has said so yet."""
    rows = Rating.objects.visible_to(request.user).filter(rated_at__isnull=False)
    return get_object_or_404(rows, ticket=ticket_seen(request, number))


@router.post(
    "/tickets/{int:number}/rate",
    auth=Token(Scope.WRITE_TICKETS),
    response=RatingOut,
    url_name="rate",
    summary="Say how it went",
)
def rate(request: ApiRequest, number: int, given: RatingIn) -> Any:
    """For who takes part, once it is solved; said anew, it takes the place of what was
    said before.
    """
    ticket = ticket_seen(request, number)
    require(can_rate(request.user, ticket))
    clean = cleaned(RatingForm(given.dict(), rating=None))
    rate_ticket(ticket, by=request.user, **clean)
    return Rating.objects.get(ticket=ticket)
