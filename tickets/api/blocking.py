"""Senders of spam."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from accounts.api import ApiRequest, CustomerOut, Token, customer_seen
from accounts.models import ApiToken, User
from core.access import is_admin
from core.answering import require
from core.api import page_of
from tickets.actions.blocking import block_sender, unblock_sender
from tickets.api.organizations import PeopleOut
from tickets.permissions import can_block

router = Router(tags=["Customers"], auth=Token(ApiToken.Scope.PEOPLE))


@router.get(
    "/people/blocked",
    response=PeopleOut,
    url_name="blocked",
    summary="Who is blocked",
)
def blocked(request: ApiRequest, limit: int = Query(25, ge=1, le=100)) -> Any:
    """For administrators."""
    require(is_admin(request.user))
    rows = User.objects.blocked().select_related("organization")
    return page_of(request, rows, order=["-blocked_at", "-pk"], limit=limit)


@router.post(
    "/people/{int:pk}/block",
    response=CustomerOut,
    url_name="block",
    summary="Block a sender",
)
def block(request: ApiRequest, pk: int) -> Any:
    """For agents: what she opens is spam from then on, and she writes on no ticket."""
    person = customer_seen(request, pk)
    require(can_block(request.user, person))
    block_sender(person, by=request.user)
    return person


@router.post(
    "/people/{int:pk}/unblock",
    response=CustomerOut,
    url_name="unblock",
    summary="Lift a block",
)
def unblock(request: ApiRequest, pk: int) -> Any:
    """For administrators."""
    person = customer_seen(request, pk)
    require(is_admin(request.user))
    unblock_sender(person, by=request.user)
    return person
