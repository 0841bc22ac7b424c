"""One ticket at the desk: read it, write on it, open one for a customer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions import find_or_create_guest
from accounts.models import User
from composer.models import Draft
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from core.typed import take
from tickets.actions import Outdated, add_note, open_ticket, reply_to_ticket
from tickets.forms.desk import (
    AssignForm,
    CcForm,
    ComposerForm,
    KindForm,
    NoteForm,
    OpenTicketForm,
    PriorityForm,
    TagsForm,
    TeamForm,
)
from tickets.forms.linking import LinkForm
from tickets.forms.snoozing import SnoozeForm
from tickets.linking import linked
from tickets.models import UNDO_FOR, Ticket, TicketMessage
from tickets.permissions import can_note, can_reply
from tickets.timeline import number_before, timeline
from tickets.views.desk.trail import Trail, next_place, trail_of
from tickets.views.desk.verbs import allowed_commands


def ticket_for_work(request: SignedInRequest, number: int) -> Ticket:
    """The ticket as this agent works on it; 404 where she does not."""
    rows = Ticket.objects.worked_on_by(request.user).for_detail()
    rows = rows.followed_by(request.user).telling_of_links()
    return get_object_or_404(rows, pk=number)


def redirect_to_work(request: SignedInRequest, number: int) -> HttpResponse:
    """To the ticket, or to the queue where a private team of others has it now."""
    if Ticket.objects.worked_on_by(request.user).filter(pk=number).exists():
        return redirect(trail_of(request).ticket(number))
    return redirect("desk:queue")


@desk
@require_safe
def show(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    return ticket_page(request, ticket)


def ticket_page(
    request: SignedInRequest, ticket: Ticket, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page, with the given bound forms in place of empty ones."""
    typed = take(request, request.path)
    drafts = Draft.objects.written_by(request.user, about=ticket).texts()
    trail = trail_of(request)
    thread = timeline(ticket, staff=True, before=number_before(request.GET))
    context = {
        "ticket": ticket,
        "trail": trail,
        "beside": trail.beside(ticket),
        "timeline": thread,
        "waiting": thread.waiting_of(request.user),
        "reply_form": _reply_form(trail, ticket, typed or drafts.get("reply", "")),
        "note_form": NoteForm(initial={"body": drafts.get("note", "")}),
        "cc_form": CcForm(ticket=ticket),
        "links": linked(ticket, request.user),
        "link_form": LinkForm(),
        "snooze_form": SnoozeForm(ticket=ticket, auto_id="snooze_%s"),
        "field_forms": _field_forms(ticket),
        "commands": allowed_commands(request.user, ticket),
        "may_reply": can_reply(request.user, ticket),
    }
    return render(request, "desk/ticket.html", context | forms, status=status)


def _reply_form(trail: Trail, ticket: Ticket, typed: str) -> ComposerForm:
    following = trail.beside(ticket).get("after", "")
    initial = {"body": typed, "queue": following, "seen": ticket.message_count}
    return ComposerForm(initial=initial, ticket=ticket)


def _field_forms(ticket: Ticket) -> list[tuple[str, Any]]:
    forms = {
        "assign": AssignForm,
        "team": TeamForm,
        "priority": PriorityForm,
        "kind": KindForm,
        "tags": TagsForm,
    }
    return [
        (
            reverse(f"desk:{verb}", args=[ticket.pk]),
            form(ticket=ticket, auto_id=f"{verb}_%s"),
        )
        for verb, form in forms.items()
    ]


@desk
@require_POST
def reply(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_reply(request.user, ticket))
    form = ComposerForm(*posted(request), ticket=ticket)
    if not form.is_valid():
        return ticket_page(request, ticket, status=422, reply_form=form)
    try:
        message = _send(ticket, form, request.user)
    except Outdated as outdated:
        again = form.read_up_to(ticket.message_count)
        newer = {"reply_form": again, "newer": outdated.newer}
        return ticket_page(request, ticket, status=409, **newer)
    messages.success(request, _on_its_way(message))
    if following := form.cleaned_data["queue"]:
        return redirect(next_place(following, request.user))
    return redirect(_place(message))


def _send(ticket: Ticket, form: ComposerForm, by: User) -> TicketMessage:
    given = form.cleaned_data
    return reply_to_ticket(
        ticket,
        by=by,
        body=given["body"],
        files=given["attachments"],
        client_key=given["client_key"],
        then=given["then"] or None,
        seen=given["seen"],
        undo_for=UNDO_FOR,
        left_out=form.left_out(),
    )


@desk
@require_POST
def note(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_note(request.user, ticket))
    form = NoteForm(*posted(request))
    if not form.is_valid():
        return ticket_page(request, ticket, status=422, note_form=form)
    message = add_note(
        ticket,
        by=request.user,
        body=form.cleaned_data["body"],
        files=form.cleaned_data["attachments"],
        client_key=form.cleaned_data["client_key"],
    )
    return redirect(f"{trail_of(request).ticket(number)}#m{message.number}")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = OpenTicketForm(*posted(request))
    if not form.is_valid():
        return form_answer(request, "desk/new.html", {}, form)
    given = form.cleaned_data
    ticket = open_ticket(
        requester=find_or_create_guest(given["email"], name=given["name"]),
        subject=given["subject"],
        body=given["body"],
        channel=given["channel"],
        team=given["team"],
        priority=given["priority"],
        files=given["attachments"],
        client_key=given["client_key"],
        by=request.user,
    )
    messages.success(request, _("Ticket #%(number)d is open.") % {"number": ticket.pk})
    return redirect_to_work(request, ticket.pk)


def _on_its_way(message: TicketMessage) -> str:
    """What leads back to the ticket where the next one is shown."""
    if not message.is_waiting:
        return _("Your reply is on its way.")
    text = _("Your reply leaves in %(seconds)d seconds.")
    text %= {"seconds": UNDO_FOR.total_seconds()}
    return format_html('{} <a href="{}">{}</a>', text, _place(message), _("Take back"))


def _place(message: Any) -> str:
    url = reverse("desk:ticket", args=[message.ticket_id])
    return f"{url}#m{message.number}"
