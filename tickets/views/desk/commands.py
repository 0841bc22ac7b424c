"""Short commands on a ticket: each a POST to the ticket's address plus the verb."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, desk
from core.answering import require
from tickets import actions
from tickets import permissions as may
from tickets.actions import Outdated, Stale
from tickets.actions.blocking import block_sender_of
from tickets.fields import FIELDS, set_field
from tickets.forms.desk import ReadForm
from tickets.forms.fields import ShownForm
from tickets.models import Ticket, TicketCc
from tickets.verbs import COMMANDS
from tickets.views.desk.ticket import (
    field_forms,
    redirect_to_work,
    tell_of_children,
    ticket_for_work,
    ticket_page,
)
from tickets.views.desk.trail import next_place


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
        block_sender_of(ticket, by=request.user)
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
