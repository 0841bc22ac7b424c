"""One ticket at the desk: read it, write on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from accounts.models import User
from composer.keeping import keep_files
from core.access import SignedInRequest, Viewer, desk
from core.answering import posted, require
from core.prepared import Given, Prepared, given_like, values_of
from core.typed import refill
from tickets.actions import Outdated, add_note, reply_to_ticket
from tickets.actions.macros import write_with_changes
from tickets.choices import macros_to_choose
from tickets.details import details_of
from tickets.fields import SHOWN
from tickets.forms.applying import TakesMacro
from tickets.forms.desk import ComposerForm, NoteComposerForm
from tickets.forms.fields import (
    CcForm,
    ShownForm,
)
from tickets.forms.linking import LinkForm
from tickets.forms.snoozing import SnoozeForm
from tickets.leading import standing_number
from tickets.linking import follow_ups, linked, unsolved_children
from tickets.macros import Change
from tickets.models import UNDO_FOR, Ticket, TicketMessage
from tickets.models.presence import LASTS
from tickets.permissions import (
    can_block,
    can_merge,
    can_note,
    can_reopen,
    can_reply,
    can_split,
)
from tickets.presence import company
from tickets.timeline import number_before, timeline
from tickets.verbs import allowed_commands
from tickets.views.desk.trail import next_place, trail_of
from tickets.views.desk.writing import places_to_write


def ticket_for_work(request: SignedInRequest, number: int) -> Ticket:
    """The ticket to do something to; 404 where this agent does not work on it."""
    return get_object_or_404(Ticket.objects.worked_on_by(request.user), pk=number)


def ticket_to_show(request: SignedInRequest, number: int) -> Ticket:
    """The same with all that its page tells."""
    viewer = request.user
    return _shown(given_like(viewer)).one_or_404(
        number=number,
        kind=ContentType.objects.get_for_model(Ticket).pk,
        since=timezone.now() - LASTS,
        **values_of(viewer),
    )


@cache
def _shown(viewer: Viewer) -> Prepared[Ticket]:
    rows = Ticket.objects.worked_on_by(viewer).for_detail().telling_of_links()
    rows = rows.followed_by(viewer, Given("kind")).telling_of_follow_ups(viewer)
    rows = rows.telling_of_company(viewer, Given("since", DateTimeField()))
    return Prepared(rows.filter(pk=Given("number")))


def redirect_to_work(request: SignedInRequest, number: int) -> HttpResponse:
    """To the ticket, or to the queue where a private team of others has it now."""
    if Ticket.objects.worked_on_by(request.user).filter(pk=number).exists():
        return redirect(trail_of(request).ticket(number))
    return redirect("desk:queue")


def tell_of_children(request: SignedInRequest, ticket: Ticket) -> None:
    """Solving it solves none of them."""
    if ticket.status != Ticket.Status.SOLVED:
        return
    if children := unsolved_children(ticket, request.user):
        numbers = ", ".join(f"#{number}" for number in children)
        text = _("Not solved yet of its children: %(numbers)s.")
        messages.warning(request, text % {"numbers": numbers})


def standing_ticket(request: SignedInRequest, number: int) -> Ticket:
    """The ticket, or the one that it was merged into: to read, and to write on.

    Other verbs take `ticket_for_work`, where one that was merged lets nothing be done
    to it: what was meant for the one is not done to the other.
    """
    ticket = ticket_for_work(request, number)
    if ticket.merged_into_id:
        ticket = ticket_for_work(request, standing_number(number))
    return ticket


@desk
@require_safe
def show(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_to_show(request, number)
    if ticket.merged_into_id:
        return redirect(trail_of(request).ticket(standing_ticket(request, number).pk))
    return _page(request, ticket)


def ticket_page(
    request: SignedInRequest, ticket: Ticket, *, status: int, **forms: Any
) -> HttpResponse:
    """After something was refused: the given bound forms in place of empty ones."""
    return _page(request, ticket_to_show(request, ticket.pk), status=status, **forms)


def _page(
    request: SignedInRequest, ticket: Ticket, *, status: int = 200, **forms: Any
) -> HttpResponse:
    trail = trail_of(request)
    thread = timeline(ticket, agent=request.user, before=number_before(request.GET))
    context = {
        "ticket": ticket,
        "trail": trail,
        "beside": trail.beside(ticket),
        "timeline": thread,
        "company": company(ticket, request.user),
        "waiting": thread.waiting_of(request.user),
        **places_to_write(request, ticket),
        "macros": macros_to_choose(request.user),
        "cc_form": _cc_form(request, ticket),
        "follow_ups": follow_ups(ticket),
        "links": linked(ticket, request.user),
        "link_form": LinkForm(),
        "snooze_form": SnoozeForm(ticket=ticket, auto_id="snooze_%s"),
        "details": details_of(ticket),
        "field_forms": field_forms(request, ticket),
        "commands": allowed_commands(request.user, ticket),
        "may_reply": can_reply(request.user, ticket),
        "may_reopen": can_reopen(request.user, ticket),
        "sender": can_block(request.user, ticket.requester) and ticket.requester,
        "may_merge": can_merge(request.user, ticket),
        # the first message stays
        "may_split": ticket.message_count > 1 and can_split(request.user, ticket),
    }
    return render(request, "desk/ticket.html", context | forms, status=status)


def field_forms(
    request: SignedInRequest, ticket: Ticket, **given: ShownForm
) -> list[tuple[str, Any]]:
    """By their addresses; some may be `given` by their verbs."""
    made = []
    for verb, form_class in SHOWN.items():
        address = reverse(f"desk:{verb}", args=[ticket.pk])
        form = given.get(verb) or form_class(ticket=ticket, auto_id=f"{verb}_%s")
        refill(request, form, address)
        made.append((address, form))
    return made


def _cc_form(request: SignedInRequest, ticket: Ticket) -> CcForm:
    form = CcForm(ticket=ticket, auto_id="cc_%s")
    refill(request, form, reverse("desk:cc", args=[ticket.pk]))
    return form


@desk
@require_POST
def reply(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = standing_ticket(request, number)
    require(can_reply(request.user, ticket))
    form = ComposerForm(*posted(request), ticket=ticket, by=request.user)
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return ticket_page(request, ticket, status=422, reply_form=form)
    try:
        message = _send(ticket, form, request.user, written_on=number)
    except Outdated as outdated:
        keep_files(request, form, by=request.user)
        again = form.read_up_to(ticket.message_count)
        newer = {"reply_form": again, "newer": outdated.newer}
        return ticket_page(request, ticket, status=409, **newer)
    messages.success(request, _on_its_way(message))
    tell_of_children(request, ticket)
    if following := form.cleaned_data["queue"]:
        return redirect(next_place(following, request.user))
    return _to_message(request, form, _place(message))


def _send(
    ticket: Ticket, form: ComposerForm, by: User, *, written_on: int
) -> TicketMessage:
    given, changes = form.cleaned_data, form.cleaned_data["changes"]
    entered = [each.key.split(":")[1] for each in changes if each.is_status]
    write = partial(
        reply_to_ticket,
        ticket,
        by=by,
        body=given["body"],
        files=given["attachments"],
        client_key=given["client_key"],
        then=given["then"] or next(iter(entered), None),
        # of one that was merged into another she has read nothing there
        seen=given["seen"] if ticket.pk == written_on else 0,
        undo_for=UNDO_FOR,
        left_out=form.left_out(),
    )
    return _with_changes(form, write, [each for each in changes if not each.is_status])


def _with_changes(
    form: TakesMacro, write: Callable[[], TicketMessage], changes: list[Change]
) -> TicketMessage:
    if form.filled_by is None:
        return write()
    return write_with_changes(
        form.ticket,
        write,
        client_key=form.cleaned_data["client_key"],
        macro=form.filled_by,
        changes=changes,
    )


def _to_message(request: SignedInRequest, form: TakesMacro, place: str) -> HttpResponse:
    """Where a macro did not just give the ticket to a private team of others."""
    if form.filled_by:
        seen = Ticket.objects.worked_on_by(request.user)
        if not seen.filter(pk=form.ticket.pk).exists():
            return redirect("desk:queue")
    return redirect(place)


@desk
@require_POST
def note(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = standing_ticket(request, number)
    require(can_note(request.user, ticket))
    form = NoteComposerForm(*posted(request), ticket=ticket, by=request.user)
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return ticket_page(request, ticket, status=422, note_form=form)
    given = form.cleaned_data
    write = partial(
        add_note,
        ticket,
        by=request.user,
        body=given["body"],
        files=given["attachments"],
        client_key=given["client_key"],
    )
    message = _with_changes(form, write, given["changes"])
    place = f"{trail_of(request).ticket(message.ticket_id)}#m{message.number}"
    return _to_message(request, form, place)


def _on_its_way(message: TicketMessage) -> str:
    """What leads back to the ticket where the next one is shown."""
    if not message.is_waiting:
        return _("Your reply is on its way.")
    text = _("Your reply leaves in %(seconds)d seconds, and can be undone until then.")
    text %= {"seconds": UNDO_FOR.total_seconds()}
    return format_html('{} <a href="{}">{}</a>', text, _place(message), _("Show it"))


def _place(message: Any) -> str:
    url = reverse("desk:ticket", args=[message.ticket_id])
    return f"{url}#m{message.number}"
