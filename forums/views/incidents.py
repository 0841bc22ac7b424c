"""Incidents at the desk: what the radar saw, and what agents make of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from brand.actions.announcements import announce, withdraw
from brand.querysets import current_announcements
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted
from core.pagination import paginate
from core.typed import refill
from forums.actions.incidents import (
    end_incident,
    fix_incident,
    suggest_reply,
    tie_ticket,
)
from forums.forms import BannerForm, SuggestedReplyForm, TieForm
from forums.models import Incident, TopicTicket
from forums.views.topic_page import TICKETS_SHOWN
from tickets.models import Ticket

ORDER = ("-began_at", "-pk")
PAGE = "forums/desk/incident.html"


@desk
@require_safe
def incidents(request: SignedInRequest) -> HttpResponse:
    rows = Incident.objects.visible_to(request.user).for_list()
    context = {"page": paginate(request, rows, order=ORDER)}
    return render(request, "forums/desk/incidents.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: SignedInRequest, pk: int) -> HttpResponse:
    """A POST says what agents are offered to answer with."""
    found = _incident(request, pk)
    form = SuggestedReplyForm(
        *posted(request), initial={"suggested_reply": found.suggested_reply}
    )
    if not form.is_valid():
        banner = BannerForm(initial={"text": _banner_text(found)})
        refill(request, banner, f"{request.path}put-up/")
        context = _context(request, found) | {"banner": banner}
        return form_answer(request, PAGE, context, form)
    suggest_reply(found, text=form.cleaned_data["suggested_reply"])
    messages.success(request, _("The reply is saved."))
    return redirect(found.get_absolute_url())


@desk
@require_POST
def put_up(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _incident(request, pk)
    banner = BannerForm(request.POST)
    if not banner.is_valid():
        reply = SuggestedReplyForm(initial={"suggested_reply": found.suggested_reply})
        context = _context(request, found) | {"form": reply, "banner": banner}
        return render(request, PAGE, context, status=422)
    if found.ended_at is None:
        link = found.topic.lasting_url if found.topic.is_for_everyone else ""
        text = banner.cleaned_data["text"]
        announce(found.banner_key, text=text, link=link, severity="warning")
    return redirect(found.get_absolute_url())


@desk
@require_POST
def take_down(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _incident(request, pk)
    withdraw(found.banner_key)
    return redirect(found.get_absolute_url())


def _command(act: Callable[..., bool], said: Any) -> Callable[..., HttpResponseBase]:
    @desk
    @require_POST
    def run(request: SignedInRequest, pk: int) -> HttpResponse:
        found = _incident(request, pk)
        if act(found, by=request.user):
            messages.success(request, said)
        return redirect(found.get_absolute_url())

    return run


end = _command(end_incident, gettext_lazy("The incident is over."))
fix = _command(
    fix_incident, gettext_lazy("Everybody who has it is told that it is fixed.")
)


@desk
@require_POST
def tie(request: SignedInRequest, pk: int) -> HttpResponse:
    """The field `ticket` is the number of one that is about the same."""
    found = _incident(request, pk)
    form = TieForm(request.POST)
    number = form.cleaned_data["ticket"] if form.is_valid() else None
    tickets = Ticket.objects.worked_on_by(request.user).standing()
    ticket = get_object_or_404(tickets, pk=number)
    tie_ticket(ticket, to=found, by=request.user)
    return redirect("desk:ticket", ticket.pk)


def _incident(request: SignedInRequest, pk: int) -> Incident:
    rows = Incident.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, pk=pk)


def _tied(request: SignedInRequest, incident: Incident) -> QuerySet[TopicTicket]:
    """The newest tickets about it, of those that she sees."""
    links = incident.topic.ticket_links.shown_to(request.user)
    return links.order_by("-pk")[:TICKETS_SHOWN]


def _context(request: SignedInRequest, incident: Incident) -> dict[str, Any]:
    shown = current_announcements().filter(key=incident.banner_key).first()
    return {"incident": incident, "tied": _tied(request, incident), "shown": shown}


def _banner_text(incident: Incident) -> str:
    """None of a topic whose title not everybody may read."""
    if not incident.topic.is_for_everyone:
        return ""
    text = _("We know about “%(title)s” and are working on it.")
    return text % {"title": incident.topic.title}
