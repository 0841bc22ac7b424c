"""Short commands on a ticket: each a POST to the ticket's address plus the verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.actions import find_or_create_guest
from accounts.models import User
from core.access import SignedInRequest, desk
from core.answering import require
from tickets import actions
from tickets import permissions as may
from tickets.actions import Outdated, Stale, change_shown
from tickets.actions.blocking import block_sender
from tickets.actions.comparing import Values
from tickets.forms.desk import (
    AssignForm,
    CcForm,
    FieldForm,
    KindForm,
    PriorityForm,
    ReadForm,
    ShownForm,
    SubjectForm,
    TagsForm,
    TeamForm,
)
from tickets.forms.snoozing import SnoozeForm
from tickets.models import Ticket, TicketCc
from tickets.views.desk.ticket import (
    field_forms,
    redirect_to_work,
    tell_of_children,
    ticket_for_work,
    ticket_page,
)
from tickets.views.desk.trail import next_place
from tickets.views.desk.verbs import COMMANDS, Predicate


@desk
@require_POST
def run(request: SignedInRequest, number: int, verb: str) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    command = COMMANDS[verb]
    require(command.is_permitted(request.user, ticket))
    form = ReadForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, ticket, status=422)
    if verb == "spam" and "block" in request.POST:
        _block_sender(request, ticket)
    was_held = ticket.status == Ticket.Status.HELD
    read = {"seen": form.cleaned_data["seen"]} if verb == "solve" else {}
    try:
        command.act(ticket, by=request.user, **read)
    except Outdated as outdated:
        messages.warning(request, _not_yet(outdated))
        return ticket_page(request, ticket, status=409)
    if following := form.cleaned_data["queue"]:
        messages.success(request, f"#{number}: {command.done}")
        return redirect(next_place(following, request.user))
    messages.success(request, command.done)
    if verb == "solve":
        tell_of_children(request, ticket)
    if was_held:
        return redirect(f"{reverse('desk:queue')}?view=held")
    if verb in ("spam", "trash", "delete"):
        return redirect("desk:queue")
    return redirect_to_work(request, number)


def _not_yet(outdated: Outdated) -> str:
    text = ngettext(
        "Not solved yet: a message came in. Read it, then solve the ticket.",
        "Not solved yet: %(count)d messages came in. Read them, then solve the ticket.",
        len(outdated.newer),
    )
    return text % {"count": len(outdated.newer)}


def _block_sender(request: SignedInRequest, ticket: Ticket) -> None:
    """A visitor may have named one of ours: she stays."""
    if may.can_block(request.user, ticket.requester):
        block_sender(ticket.requester, by=request.user, of=ticket)


def _assign(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.assign(ticket, to=given["to"], by=by)


def _team(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.move_to_team(ticket, team=given["team"], by=by)


def _priority(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_priority(ticket, priority=given["priority"], by=by)


def _kind(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_kind(ticket, kind=given["kind"], by=by)


def _subject(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_subject(ticket, subject=given["subject"], by=by)


def _tags(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_tags(ticket, names=given["result"], by=by)


def _cc(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    person = find_or_create_guest(given["email"])
    actions.add_cc(ticket, person=person, can_reply=given["can_reply"], by=by)


def _snooze(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.snooze_ticket(ticket, until=given["until"], by=by)


# verb: (form, who may, what it does)
FIELDS: dict[str, tuple[type[FieldForm], Predicate, Callable[..., None]]] = {
    "assign": (AssignForm, may.can_assign, _assign),
    "team": (TeamForm, may.can_work_on, _team),
    "priority": (PriorityForm, may.can_work_on, _priority),
    "kind": (KindForm, may.can_work_on, _kind),
    "tags": (TagsForm, may.can_work_on, _tags),
    "subject": (SubjectForm, may.can_work_on, _subject),
    "cc": (CcForm, may.can_manage_ccs, _cc),
    "snooze": (SnoozeForm, may.can_snooze, _snooze),
}


def set_field(ticket: Ticket, verb: str, form: FieldForm, *, by: User) -> None:
    """By a form that passed; Stale where others set the same since it was shown."""
    given, act = form.cleaned_data, FIELDS[verb][2]
    if not isinstance(form, ShownForm):
        act(ticket, given, by)
        return

    def enter(result: Values) -> None:
        act(ticket, given | {"result": result}, by)

    change_shown(ticket, form, enter)


@desk
@require_POST
def change(request: SignedInRequest, number: int, verb: str) -> HttpResponse:
    """Set one field of the ticket."""
    ticket = ticket_for_work(request, number)
    form_class, allowed, _act = FIELDS[verb]
    require(allowed(request.user, ticket))
    form: Any = form_class(request.POST, ticket=ticket, auto_id=f"{verb}_%s")
    if not form.is_valid():
        said = [message for each in form.errors.values() for message in each]
        messages.error(request, " ".join(map(str, said)))
        return _shown_again(request, ticket, verb, form, status=422)
    try:
        set_field(ticket, verb, form, by=request.user)
    except Stale:
        return _shown_again(request, ticket, verb, form.told_newer(), status=409)
    return redirect_to_work(request, number)


def _shown_again(
    request: SignedInRequest, ticket: Ticket, verb: str, form: Any, *, status: int
) -> HttpResponse:
    forms = (
        {"field_forms": field_forms(request, ticket, **{verb: form})}
        if isinstance(form, ShownForm)
        else {f"{verb}_form": form}
    )
    return ticket_page(request, ticket, status=status, **forms)


@desk
@require_POST
def uncc(request: SignedInRequest, number: int, person: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(may.can_manage_ccs(request.user, ticket))
    cc = get_object_or_404(TicketCc.objects.filter(ticket=ticket), person__pk=person)
    actions.remove_cc(ticket, person=cc.person, by=request.user)
    return redirect_to_work(request, number)
