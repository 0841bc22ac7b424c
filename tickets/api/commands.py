"""Commands on a ticket: its fields, its verbs, and who is let in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.api import ApiRequest, Token, TooManyError
from accounts.models import User
from core.answering import require
from core.api import ConflictError, cleaned
from tickets import actions
from tickets import permissions as may
from tickets.actions import Stale
from tickets.api import shapes
from tickets.api.finding import (
    Scope,
    shown_again,
    ticket_seen,
    ticket_worked_on,
)
from tickets.fields import FIELDS, give_to, set_field
from tickets.forms.fields import CcForm, RequesterForm
from tickets.forms.snoozing import UntilForm
from tickets.limits import wait_for
from tickets.models import Ticket
from tickets.verbs import COMMANDS

router = Router(tags=["Commands"], auth=Token(Scope.WRITE_TICKETS))
CUSTOMERS_TOO = ("solve", "reopen")


@router.post(
    "/tickets/{int:number}/assign",
    response=shapes.SeenOrGone,
    url_name="assign",
    summary="Assign",
)
def assign(request: ApiRequest, number: int, given: shapes.AssignIn) -> Any:
    """To an agent who works on it; null: to nobody.

    With `was`, the key of the assignee that you read, 409 where it is somebody else's
    by `now`; team, priority and kind likewise.
    """
    return _change(request, number, "assign", given.dict(exclude_unset=True))


@router.post(
    "/tickets/{int:number}/team",
    response=shapes.SeenOrGone,
    url_name="team",
    summary="Move to a team",
)
def team(request: ApiRequest, number: int, given: shapes.TeamIn) -> Any:
    """The answer is null where that took it out of your sight."""
    return _change(request, number, "team", given.dict(exclude_unset=True))


@router.post(
    "/tickets/{int:number}/priority",
    response=shapes.SeenOrGone,
    url_name="priority",
    summary="Set the priority",
)
def priority(request: ApiRequest, number: int, given: shapes.PriorityIn) -> Any:
    return _change(request, number, "priority", given.dict(exclude_unset=True))


@router.post(
    "/tickets/{int:number}/kind",
    response=shapes.SeenOrGone,
    url_name="kind",
    summary="Set the kind",
)
def kind(request: ApiRequest, number: int, given: shapes.KindIn) -> Any:
    return _change(request, number, "kind", given.dict(exclude_unset=True))


@router.post(
    "/tickets/{int:number}/tags",
    response=shapes.SeenOrGone,
    url_name="tags",
    summary="Set the tags",
)
def tags(request: ApiRequest, number: int, given: shapes.TagsIn) -> Any:
    """Exactly these. With `was`, the tags that you read: what others added or took away
    since stays.
    """
    data = given.dict(exclude_unset=True)
    return _change(request, number, "tags", {k: ",".join(data[k]) for k in data})


@router.post(
    "/tickets/{int:number}/subject",
    response=shapes.SeenOrGone,
    url_name="subject",
    summary="Change the subject",
)
def subject(request: ApiRequest, number: int, given: shapes.SubjectIn) -> Any:
    return _change(request, number, "subject", given.dict(exclude_unset=True))


@router.post(
    "/tickets/{int:number}/requester",
    response=shapes.SeenOrGone,
    url_name="requester",
    summary="Say whose it is",
)
def requester(request: ApiRequest, number: int, given: shapes.RequesterIn) -> Any:
    """She is mailed the number and a link, and reads all that was written; the one
    before is out, and so are her links.
    """
    ticket = ticket_worked_on(request, number)
    require(may.can_set_requester(request.user, ticket))
    form = RequesterForm(given.dict(exclude_unset=True), ticket=ticket)
    cleaned(form)
    try:
        give_to(form, by=request.user)
    except Stale as stale:
        raise ConflictError(dict(stale.now)) from stale
    return shown_again(request, number)


@router.post(
    "/tickets/{int:number}/snooze",
    response=shapes.SeenOrGone,
    url_name="snooze",
    summary="Snooze until a time",
)
def snooze(request: ApiRequest, number: int, given: shapes.SnoozeIn) -> Any:
    """`until` with its zone, as in 2030-05-01T09:00:00+02:00; within a year."""
    ticket = ticket_worked_on(request, number)
    require(may.can_snooze(request.user, ticket))
    clean = cleaned(UntilForm(given.dict()))
    actions.snooze_ticket(ticket, until=clean["until"], by=request.user)
    return shown_again(request, number)


@router.post(
    "/tickets/{int:number}/cc",
    response=shapes.SeenOrGone,
    url_name="cc",
    summary="Let somebody in",
)
def cc(request: ApiRequest, number: int, given: shapes.CcIn) -> Any:
    """Also changes whether she may reply."""
    ticket = ticket_seen(request, number)
    require(may.can_manage_ccs(request.user, ticket))
    if seconds := wait_for("cc", request.user):
        raise TooManyError(seconds)
    form = CcForm(given.dict(), ticket=ticket)
    cleaned(form)
    set_field(ticket, "cc", form, by=request.user)
    return shown_again(request, ticket.pk)


@router.post(
    "/tickets/{int:number}/cc/{int:person}/remove",
    response=shapes.SeenOrGone,
    url_name="uncc",
    summary="Let somebody in no longer",
)
def uncc(request: ApiRequest, number: int, person: int) -> Any:
    ticket = ticket_seen(request, number)
    require(may.can_manage_ccs(request.user, ticket))
    found = get_object_or_404(User, pk=person, ticket_ccs__ticket=ticket)
    actions.remove_cc(ticket, person=found, by=request.user)
    return shown_again(request, ticket.pk)


@router.get(
    "/tickets/{int:number}/ccs",
    auth=Token(Scope.READ_TICKETS),
    response=list[shapes.CcOut],
    url_name="ccs",
    summary="Who else is in on it",
)
def ccs(request: ApiRequest, number: int) -> Any:
    return list(ticket_seen(request, number).ccs.all())


def _change(request: ApiRequest, number: int, verb: str, data: dict[str, Any]) -> Any:
    ticket = ticket_worked_on(request, number)
    form_class, allowed, _act = FIELDS[verb]
    require(allowed(request.user, ticket))
    form = form_class(data, ticket=ticket)
    cleaned(form)
    try:
        set_field(ticket, verb, form, by=request.user)
    except Stale as stale:
        raise ConflictError(form.now(ticket)) from stale
    return shown_again(request, number)


def _runs(verb: str) -> Callable[..., Any]:
    command = COMMANDS[verb]
    find = ticket_seen if verb in CUSTOMERS_TOO else ticket_worked_on

    def run(request: ApiRequest, number: int) -> Any:
        ticket: Ticket = find(request, number)
        require(command.is_permitted(request.user, ticket))
        command.act(ticket, by=request.user)
        return shown_again(request, ticket.pk)

    return run


for each in COMMANDS:
    router.add_api_operation(
        f"/tickets/{{int:number}}/{each}",
        ["POST"],
        _runs(each),
        response=shapes.SeenOrGone,
        url_name=each,
        operation_id=f"tickets_{each.replace('-', '_')}",
        summary=str(COMMANDS[each].label),
    )
