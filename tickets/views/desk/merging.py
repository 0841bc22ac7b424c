"""Merge a ticket into another, seen before it is done; and take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import SignedInRequest, desk
from core.answering import require
from tickets.actions import merge_tickets, undo_merge
from tickets.details import details_of
from tickets.forms.merging import MergeForm
from tickets.models import Merge, Ticket, TicketMessage
from tickets.permissions import can_merge, can_unmerge
from tickets.previewing import interleaved
from tickets.views.desk.ticket import standing_ticket


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, number: int) -> HttpResponse:
    """GET with `into` shows what would become of both."""
    ticket = standing_ticket(request, number)
    if ticket.pk != number:
        return redirect("desk:ticket", ticket.pk)
    require(can_merge(request.user, ticket))
    asked = request.POST or (request.GET if "into" in request.GET else None)
    form = MergeForm(asked, ticket=ticket, by=request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, ticket, form)
    into, tell = form.cleaned_data["into"], form.cleaned_data["tell"]
    merge_tickets(ticket, into=into, by=request.user, tell=tell)
    messages.success(request, _done(ticket, into))
    return redirect("desk:ticket", into.pk)


@desk
@require_POST
def unmerge(request: SignedInRequest, number: int) -> HttpResponse:
    rows = Ticket.objects.worked_on_by(request.user)
    ticket = get_object_or_404(rows, pk=number)
    require(can_unmerge(request.user, ticket))
    if undo_merge(ticket, by=request.user):
        messages.success(request, _("The two tickets are apart again."))
    elif ticket.merged_into_id:
        text = _("It is too late, or the other was merged on: undo that first.")
        messages.warning(request, text)
    return redirect("desk:ticket", number)


def _done(ticket: Ticket, into: Ticket) -> str:
    text = _("#%(loser)d went into this ticket. It can be undone for 30 days.")
    url = reverse("desk:merge", args=[into.pk])
    text %= {"loser": ticket.pk}
    return format_html('{} <a href="{}">{}</a>', text, url, _("Undo"))


def _page(request: SignedInRequest, ticket: Ticket, form: MergeForm) -> HttpResponse:
    into = form.cleaned_data.get("into") if form.is_bound and form.is_valid() else None
    seen = TicketMessage.objects.visible_to(request.user)
    context: dict[str, Any] = {
        "ticket": ticket,
        "form": form,
        "into": into,
        "others": _others(request, ticket),
        "merges": _merges(ticket),
        "details": details_of(ticket) if into else [],
        "was_private": _is_private(ticket),
        "will_be_private": into and _is_private(into),
        "thread": interleaved(seen, ticket, into) if into else [],
    }
    refused = form.is_bound and not form.is_valid()
    status = 422 if refused else 200
    return render(request, "desk/merge.html", context, status=status)


def _is_private(ticket: Ticket) -> bool:
    return ticket.team is not None and ticket.team.is_private


def _others(request: SignedInRequest, ticket: Ticket) -> list[Ticket]:
    rows = Ticket.objects.worked_on_by(request.user).not_set_aside().standing()
    rows = rows.filter(requester=ticket.requester_id).exclude(pk=ticket.pk)
    return list(rows.order_by("-last_reply_at", "-pk")[:10])


def _merges(ticket: Ticket) -> list[Merge]:
    """Into this ticket, while they can be undone."""
    since = timezone.now() - Merge.UNDO_FOR
    rows = ticket.merged_in.filter(undone_at=None, created_at__gte=since)
    return list(rows.select_related("loser", "merged_by").order_by("-pk")[:50])
