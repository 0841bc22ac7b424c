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
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.access import SignedInRequest, desk
from core.answering import require
from tickets.actions import merge_all, merge_tickets, undo_merge
from tickets.conditions import narrowed
from tickets.filters import read
from tickets.forms.merging import MergeForm, MergeTickedForm, is_number
from tickets.models import Merge, Ticket, TicketMessage
from tickets.permissions import can_merge, can_unmerge
from tickets.previewing import preview_of
from tickets.views.desk.ticket import standing_ticket
from tickets.views.desk.trail import Trail


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, number: int) -> HttpResponse:
    """GET with `into` shows what would become of both, or which ticket it may mean."""
    ticket = standing_ticket(request, number)
    if ticket.pk != number:
        return redirect("desk:ticket", ticket.pk)
    require(can_merge(request.user, ticket))
    asked, words = request.POST or request.GET, request.GET.get("into", "").strip()
    if request.method != "POST" and not is_number(words):
        form = MergeForm(initial={"into": words}, ticket=ticket, by=request.user)
        return _page(request, ticket, form, words)
    form = MergeForm(asked, ticket=ticket, by=request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, ticket, form, "")
    into, tell = form.cleaned_data["into"], form.cleaned_data["tell"]
    merge_tickets(ticket, into=into, by=request.user, tell=tell)
    messages.success(request, _done([ticket], into))
    return redirect("desk:ticket", into.pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def merge_ticked(request: SignedInRequest) -> HttpResponse:
    """Of the queue's tickets: into the oldest of them until another is chosen."""
    asked = (request.POST or request.GET).copy()
    ticked, queue = asked.getlist("tickets"), Trail(asked.get("queue", "")).queue
    if len(ticked) < 2 and request.method != "POST":
        messages.info(request, _("Tick two tickets at the least, then merge them."))
        return redirect(queue)
    if "into" not in asked:
        asked["into"] = min(
            ticked, default="", key=lambda number: (len(number), number)
        )
    form = MergeTickedForm(asked, by=request.user)
    if not form.is_valid():
        context = {"form": form, "back": queue}
        return render(request, "desk/merge_ticked.html", context, status=422)
    losers, into = form.losers(), form.cleaned_data["into"]
    if request.method == "POST":
        tell = form.cleaned_data["tell"]
        merge_all(losers, into=into, by=request.user, tell=tell)
        messages.success(request, _done(losers, into))
        return redirect("desk:ticket", into.pk)
    seen = TicketMessage.objects.visible_to(request.user)
    preview = preview_of(seen, losers, into)
    context = {"form": form, "back": queue, "preview": preview}
    return render(request, "desk/merge_ticked.html", context)


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


def _done(losers: list[Ticket], into: Ticket) -> str:
    text = ngettext(
        "%(losers)s went into this ticket. It can be undone for 30 days.",
        "%(losers)s went into this ticket. Each can be undone for 30 days.",
        len(losers),
    )
    url = reverse("desk:merge", args=[into.pk])
    text %= {"losers": ", ".join(f"#{loser.pk}" for loser in losers)}
    return format_html('{} <a href="{}">{}</a>', text, url, _("Undo"))


def _page(
    request: SignedInRequest, ticket: Ticket, form: MergeForm, words: str
) -> HttpResponse:
    into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    seen = TicketMessage.objects.visible_to(request.user)
    context: dict[str, Any] = {
        "ticket": ticket,
        "form": form,
        "preview": preview_of(seen, [ticket], into) if into else None,
        "words": words,
        "others": _others(request, ticket, words),
        "merges": _merges(ticket),
    }
    refused = form.is_bound and not form.is_valid()
    status = 422 if refused else 200
    return render(request, "desk/merge.html", context, status=status)


def _others(request: SignedInRequest, ticket: Ticket, words: str) -> list[Ticket]:
    """That these words find, without any the requester's."""
    rows = Ticket.objects.worked_on_by(request.user)
    if words:
        rows = narrowed(rows, read({"q": words}), viewer=request.user)
    else:
        rows = rows.not_set_aside().standing().filter(requester=ticket.requester_id)
    rows = rows.exclude(pk=ticket.pk).select_related("requester")
    return list(rows.order_by("-last_reply_at", "-pk")[:10])


def _merges(ticket: Ticket) -> list[Merge]:
    """Into this ticket, while they can be undone."""
    since = timezone.now() - Merge.UNDO_FOR
    rows = ticket.merged_in.filter(undone_at=None, created_at__gte=since)
    return list(rows.select_related("loser", "merged_by").order_by("-pk")[:50])
