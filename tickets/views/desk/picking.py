"""What is picked into a text: links to articles, names of colleagues.

A part of the ticket's page with JavaScript, a page of its own without; either way a
button of it puts the words into the text, which waits as a draft meanwhile.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from composer.actions import save_draft
from composer.models import Draft
from core.access import SignedInRequest, desk
from core.answering import require
from core.typed import take
from tickets.choices import agents_to_choose
from tickets.forms.applying import ComposerDraftForm
from tickets.models import Ticket
from tickets.permissions import can_note, can_reply
from tickets.picking import Pick, article_picks
from tickets.views.desk.ticket import ticket_for_work, ticket_page
from tickets.views.desk.trail import trail_of

QUERY_LENGTH = 200


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def articles(request: SignedInRequest, number: int) -> HttpResponse:
    """Those that the requester may read; first what speaks of the ticket's subject."""
    ticket = ticket_for_work(request, number)
    require(can_reply(request.user, ticket))
    if request.method == "POST":
        return _keep(request, ticket, Draft.Purpose.REPLY)
    picks = article_picks(ticket, _query(request))
    title = _("Link an article")
    return _show(request, ticket, Draft.Purpose.REPLY, picks, title=title)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: SignedInRequest, number: int) -> HttpResponse:
    """The agents who work on the ticket: a note tells those whom it names."""
    ticket = ticket_for_work(request, number)
    require(can_note(request.user, ticket))
    if request.method == "POST":
        return _keep(request, ticket, Draft.Purpose.NOTE)
    query = _query(request).casefold()
    picks = [
        Pick(name, f"@{name}")
        for pk, name in agents_to_choose(ticket).items()
        if query in name.casefold() and pk != request.user.pk
    ]
    title = _("Mention a colleague")
    return _show(request, ticket, Draft.Purpose.NOTE, picks, title=title)


def _query(request: SignedInRequest) -> str:
    return request.GET.get("q", "").strip()[:QUERY_LENGTH]


def _keep(request: SignedInRequest, ticket: Ticket, purpose: str) -> HttpResponse:
    """Without JavaScript one leaves the page: what was typed must not be lost."""
    form = ComposerDraftForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, ticket, status=422, **{f"{purpose}_form": form})
    body = form.cleaned_data["body"]
    beside = form.beside()
    save_draft(ticket, purpose=purpose, by=request.user, body=body, beside=beside)
    kept = request.POST.getlist("attachments-kept")
    asked = {"queue": trail_of(request).query, "kept": kept}
    query = urlencode(asked, doseq=True)
    return redirect(f"{request.path}?{query}")


def _show(
    request: SignedInRequest,
    ticket: Ticket,
    purpose: str,
    picks: list[Pick],
    *,
    title: str,
) -> HttpResponse:
    context: dict[str, Any] = {
        "ticket": ticket,
        "purpose": purpose,
        "picks": picks,
        "title": title,
        "query": _query(request),
        "trail": trail_of(request),
        "draft_url": reverse(f"desk:{purpose}-draft", args=[ticket.pk]),
    }
    if request.headers.get("HX-Request"):
        return render(request, "desk/_picker.html", context)
    drafts = Draft.objects.written_by(request.user, about=ticket).by_purpose()
    draft, unsent = drafts.get(purpose, Draft()), take(request, request.path)
    if unsent and (sent := ComposerDraftForm(unsent)).is_valid():
        draft.body, draft.beside = sent.cleaned_data["body"], sent.beside()
    kept = request.GET.getlist("kept") + unsent.getlist("attachments-kept")
    context |= {"draft": draft, "kept": kept}
    return render(request, "desk/picker.html", context)
