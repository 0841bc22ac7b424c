"""Macros: which there are, and one used on a ticket as it stands."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import HttpError

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import InvalidError, once_key
from tickets.actions import add_note, reply_to_ticket
from tickets.actions.macros import apply_changes, write_with_changes
from tickets.api.finding import Scope, shown_again, ticket_worked_on
from tickets.api.shapes import MacroIn, SeenOrGone
from tickets.forms.applying import ApplyMacroForm
from tickets.macros import changes_of
from tickets.models import Macro, Ticket
from tickets.permissions import can_note, can_reply
from tickets.placeholders import fill

router = Router(tags=["Macros"])


class MacroOut(Schema):
    id: int
    title: str
    purpose: str
    body: str
    # as people read them
    changes: list[str]
    use_count: int


@router.get(
    "/macros",
    auth=Token(Scope.READ_TICKETS),
    response=list[MacroOut],
    url_name="macros",
    summary="The macros you may use",
)
def macros(request: ApiRequest) -> Any:
    """The placeholders of their texts are open still. The first hundred by title."""
    rows = Macro.objects.visible_to(request.user).for_list().order_by("title", "pk")
    return [
        {
            **{name: getattr(row, name) for name in ("id", "title", "purpose", "body")},
            "changes": [each.label for each in changes_of(row, by=request.user)],
            "use_count": row.use_count,
        }
        for row in rows[:100]
    ]


@router.post(
    "/tickets/{int:number}/macro",
    auth=Token(Scope.WRITE_TICKETS),
    response=SeenOrGone,
    url_name="macro",
    summary="Use a macro",
)
def macro(request: ApiRequest, number: int, given: MacroIn) -> Any:
    """Writes its text, where it has one, and makes all its changes; both or neither.

    A note needs the scope `private`. The answer is the ticket, or null where that took
    it out of your sight.
    """
    ticket = ticket_worked_on(request, number)
    require(can_note(request.user, ticket))
    found = get_object_or_404(
        Macro.objects.visible_to(request.user).for_list(), pk=given.macro
    )
    _use(request, ticket, found, given)
    return shown_again(request, number)


def _use(request: ApiRequest, ticket: Ticket, macro: Macro, given: MacroIn) -> None:
    me = request.user
    changes = changes_of(macro, by=me)
    data = {"macro": macro.pk, "changes": [each.key for each in changes]}
    form = ApplyMacroForm(data, ticket=ticket, by=me)
    if not form.is_valid():
        raise InvalidError({"macro": [str(e) for e in form.errors["changes"]]})
    if not macro.body:
        return apply_changes(ticket, macro=macro, changes=changes)
    key = once_key(request, given.client_key)
    write = partial(
        _writer(request, ticket, macro),
        ticket,
        by=me,
        body=fill(macro.body, ticket, by=me),
        client_key=key,
    )
    write_with_changes(ticket, write, client_key=key, macro=macro, changes=changes)
    return None


def _writer(request: ApiRequest, ticket: Ticket, macro: Macro) -> Any:
    if macro.purpose == Macro.Purpose.REPLY:
        require(can_reply(request.user, ticket))
        entered = macro.status or None
        return partial(reply_to_ticket, then=entered, channel=Ticket.Channel.API)
    if Scope.PRIVATE not in request.auth.scopes:
        raise HttpError(403, "A note needs the scope “private”.")
    return add_note
