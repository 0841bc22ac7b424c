"""Macros: which there are, written and changed, and used on a ticket as it stands."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, InvalidError, cleaned, once_key
from tickets.actions import add_note, reply_to_ticket
from tickets.actions.macros import (
    apply_changes,
    change_macro,
    create_macro,
    write_with_changes,
)
from tickets.api.finding import Scope, shown_again, ticket_worked_on
from tickets.api.shapes import SeenOrGone
from tickets.forms.applying import ApplyMacroForm
from tickets.forms.macros import MacroForm, given_of
from tickets.macros import changes_of
from tickets.models import Macro, Ticket
from tickets.permissions import can_change_macro, can_note, can_reply
from tickets.placeholders import fill
from tickets.querysets import MacroQuerySet

router = Router(tags=["Macros"], auth=Token(Scope.WRITE_TICKETS))


class MacroOut(Schema):
    id: int
    title: str
    audience: str
    purpose: str
    body: str
    status: str
    priority: str
    team: int | None
    assignee: int | None
    assigns_sender: bool
    tags: list[str]
    # as people read them
    changes: list[str]
    use_count: int


class MacroIn(Given):
    title: str
    # mine, the key of a team that you lead, or of administrators: shared
    audience: str = "mine"
    # reply or note
    purpose: str = "reply"
    body: str = ""
    status: str = ""
    priority: str = ""
    team: int | None = None
    assignee: int | None = None
    # to whoever uses it
    assigns_sender: bool = False
    tags: list[str] = []


class NewMacroIn(MacroIn):
    client_key: UUID | None = None


class UseMacroIn(Given):
    macro: int
    client_key: UUID | None = None


@router.get(
    "/macros",
    auth=Token(Scope.READ_TICKETS),
    response=list[MacroOut],
    url_name="macros",
    summary="The macros you may use",
)
def macros(request: ApiRequest) -> Any:
    """The placeholders of their texts are open still. The first hundred by title."""
    rows = _listed(request).order_by("title", "pk")
    return [_told(request, row) for row in rows[:100]]


@router.post(
    "/macros", response={201: MacroOut}, url_name="new-macro", summary="Write a macro"
)
def new_macro(request: ApiRequest, given: NewMacroIn) -> Any:
    """A text, changes to the ticket, or both; what is left out changes nothing."""
    require(request.user.is_agent)
    row = _row(request, given, None)
    made = create_macro(client_key=once_key(request, given.client_key), **row)
    told = _told(request, made)
    if (made.title, made.body) != (row["title"], row["body"]):
        raise HttpError(409, "This key was used for another macro.")
    return Status(201, told)


@router.post(
    "/macros/{int:pk}",
    response=MacroOut,
    url_name="edit-macro",
    summary="Change a macro",
)
def edit_macro(request: ApiRequest, pk: int, given: MacroIn) -> Any:
    """All of it: what is left out is as in a new one."""
    found = _changed(request, pk)
    change_macro(found, **_row(request, given, found))
    return _told(request, _listed(request).get(pk=pk))


@router.post(
    "/macros/{int:pk}/delete",
    response=MacroOut,
    url_name="delete-macro",
    summary="Delete a macro",
)
def delete_macro(request: ApiRequest, pk: int) -> Any:
    """The answer is what it was."""
    found = _changed(request, pk)
    told = _told(request, found)
    found.delete()
    return told


@router.post(
    "/tickets/{int:number}/macro",
    response=SeenOrGone,
    url_name="macro",
    summary="Use a macro",
)
def macro(request: ApiRequest, number: int, given: UseMacroIn) -> Any:
    """Writes its text, where it has one, and makes all its changes; both or neither.

    A note needs the scope `private`. The answer is the ticket, or null where that took
    it out of your sight.
    """
    ticket = ticket_worked_on(request, number)
    require(can_note(request.user, ticket))
    found = get_object_or_404(_listed(request), pk=given.macro)
    _use(request, ticket, found, given)
    return shown_again(request, number)


def _use(request: ApiRequest, ticket: Ticket, macro: Macro, given: UseMacroIn) -> None:
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


def _listed(request: ApiRequest) -> MacroQuerySet:
    return Macro.objects.visible_to(request.user).for_list()


def _changed(request: ApiRequest, pk: int) -> Macro:
    found = get_object_or_404(_listed(request), pk=pk)
    require(can_change_macro(request.user, found))
    return found


def _row(request: ApiRequest, given: MacroIn, macro: Macro | None) -> dict[str, Any]:
    sent = given.dict() | {"tags": ",".join(given.tags), "client_key": None}
    form = MacroForm(sent, by=request.user, macro=macro)
    return {"tags": cleaned(form)["tags"], **form.row()}


def _told(request: ApiRequest, macro: Macro) -> dict[str, Any]:
    return given_of(macro) | {
        "id": macro.pk,
        "tags": [tag.name for tag in macro.tags.all()],
        "changes": [each.label for each in changes_of(macro, by=request.user)],
        "use_count": macro.use_count,
    }
