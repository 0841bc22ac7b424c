"""A solved ticket as a topic: an agent proposes it, its requester says yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import typed
from core.access import SignedInRequest, desk, public, signed_in
from core.answering import form_answer, require
from core.markdown import render as rendered
from forums.actions.proposals import agree_to_topic, decline_topic, propose_topic
from forums.forms import ProposalForm
from forums.models import TopicProposal
from forums.permissions import can_propose
from forums.proposal_links import proposal_of
from tickets.carrying import both_sides, offered
from tickets.forms.carrying import ChooseMessagesForm
from tickets.models import Ticket, TicketMessage

ANSWERS = {"agree": agree_to_topic, "decline": decline_topic}


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest, number: int) -> HttpResponse:
    """Choose messages, then read what is covered and mend it, then ask."""
    ticket = get_object_or_404(Ticket.objects.worked_on_by(request.user), pk=number)
    require(can_propose(request.user, ticket))
    if request.method == "POST":
        return _send(request, ticket)
    if given := typed.take(request, request.path):
        words = {name: given.get(name, "") for name in ("title", "question", "answer")}
        return _show(request, ticket, ProposalForm(initial=words, ticket=ticket))
    choice = ChooseMessagesForm(request.GET, offered=offered(ticket))
    if not choice.is_valid():
        return _choose(request, ticket, choice)
    return _show(request, ticket, _begun(ticket, choice.cleaned_data["messages"]))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Of a ticket of her own."""
    rows = (
        TopicProposal.objects.readable()
        .for_page()
        .filter(ticket__requester=request.user)
    )
    return _answer(request, get_object_or_404(rows, pk=pk))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def guests_proposal(request: HttpRequest, token: str) -> HttpResponse:
    """By the secret of a guest's mail."""
    found = proposal_of(token)
    if found is None:
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, found: TopicProposal) -> HttpResponse:
    """The field `answer` is `agree` or `decline`; looking decides nothing."""
    act = ANSWERS.get(request.POST.get("answer", ""))
    is_unclear = request.method == "POST" and act is None
    if act:
        act(found)
    elif is_unclear:
        messages.error(request, _("Please say yes or no."))
    context = {
        "proposal": found,
        "question": rendered(found.question).html,
        "answer": rendered(found.answer).html,
    }
    status = 422 if is_unclear else 200
    return render(request, "forums/proposal.html", context, status=status)


def _send(request: SignedInRequest, ticket: Ticket) -> HttpResponse:
    form = ProposalForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return _show(request, ticket, form)
    propose_topic(ticket, by=request.user, **form.words)
    messages.success(request, _("The requester is asked by mail."))
    return redirect("desk:ticket", ticket.pk)


def _begun(ticket: Ticket, chosen: list[TicketMessage]) -> ProposalForm:
    question, answer = both_sides(chosen)
    words = {"title": ticket.subject, "question": question, "answer": answer}
    return ProposalForm(initial=words, ticket=ticket)


def _show(request: SignedInRequest, ticket: Ticket, form: ProposalForm) -> HttpResponse:
    return form_answer(request, "forums/desk/propose.html", {"ticket": ticket}, form)


def _choose(
    request: SignedInRequest, ticket: Ticket, choice: ChooseMessagesForm
) -> HttpResponse:
    context = {"ticket": ticket, **choice.shown()}
    status = 422 if context["errors"] else 200
    page = "forums/desk/choose_messages.html"
    return render(request, page, context, status=status)
