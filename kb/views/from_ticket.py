"""A solved ticket becomes a draft: choose messages, look at the masks, save."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import require
from core.typed import take
from kb import actions
from kb.forms.from_ticket import (
    FromTicketForm,
    MaskFormSet,
    decided_by,
    shown_masks,
)
from kb.permissions import can_write_from
from kb.rendering import render as rendered
from tickets.carrying import Carried, carried, offered
from tickets.forms.carrying import TOO_LONG, ChooseMessagesForm, is_too_long
from tickets.models import Ticket, TicketMessage

# of a form that no browser sends more than 500 fields of
MASKS_AT_MOST = 150


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def from_ticket(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = get_object_or_404(Ticket.objects.worked_on_by(request.user), pk=number)
    require(can_write_from(request.user, ticket))
    sent = request.POST or take(request, request.path)
    choice = ChooseMessagesForm(sent or request.GET, offered=offered(ticket))
    if not choice.is_valid():
        return _answer_choice(request, ticket, choice)
    is_save = request.method == "POST" and "look" not in sent
    form = FromTicketForm(sent) if is_save else _begun(sent, ticket)
    masks = MaskFormSet(sent or None, prefix="mask")
    chosen = choice.cleaned_data["messages"]
    words = _words(ticket, chosen, form, masks)
    if len(words.masks) > MASKS_AT_MOST:
        choice.add_error("messages", _("That is too much to cover. Choose fewer."))
        return _answer_choice(request, ticket, choice)
    if not (is_save and _passes(form, words, masks.is_valid())):
        return _answer_masks(request, ticket, chosen, form, words)
    article = actions.draft_article(
        by=request.user,
        category=form.cleaned_data["category"],
        title=words.title,
        body=words.body,
        source=ticket,
        client_key=_once_key(request, ticket, words),
    )
    messages.success(request, _("The draft is saved."))
    return redirect("kb_desk:edit", article.pk)


def _once_key(request: SignedInRequest, ticket: Ticket, words: Carried) -> UUID:
    """A second click means the same draft."""
    said = (request.user.pk, ticket.pk, words.title, words.body)
    return uuid5(NAMESPACE_OID, "\0".join(map(str, said)))


def _words(
    ticket: Ticket, chosen: list[TicketMessage], form: FromTicketForm, masks: Any
) -> Carried:
    return carried(
        ticket,
        chosen,
        form.typed("title"),
        more=form.typed("more").splitlines(),
        decided=decided_by(masks),
    )


def _begun(sent: QueryDict, ticket: Ticket) -> FromTicketForm:
    """Not sent to be saved yet: with what was typed so far, and no complaints."""
    return FromTicketForm(initial={"title": ticket.subject, **sent.dict()})


def _passes(form: FromTicketForm, words: Carried, is_decided: bool) -> bool:
    if words.is_news or not is_decided:
        form.add_error(None, _("There are masks that you have not seen yet."))
    elif is_too_long(words.body):
        form.add_error(None, TOO_LONG)
    return form.is_valid()


def _answer_choice(
    request: SignedInRequest, ticket: Ticket, choice: ChooseMessagesForm
) -> HttpResponse:
    context = {"ticket": ticket, **choice.shown()}
    status = 422 if context["errors"] or request.method == "POST" else 200
    return render(request, "kb/desk/from_ticket.html", context, status=status)


def _answer_masks(
    request: SignedInRequest,
    ticket: Ticket,
    chosen: list[TicketMessage],
    form: FromTicketForm,
    words: Carried,
) -> HttpResponse:
    if not form.is_bound:
        form.initial["title"] = words.title
    rows = shown_masks(words.masks)
    context = {
        "ticket": ticket,
        "chosen": chosen,
        "form": form,
        "rows": rows,
        "masks": list(zip(rows, words.masks, strict=True)),
        "preview": rendered(words.body).html,
    }
    status = 422 if form.is_bound else 200
    return render(request, "kb/desk/from_ticket_masks.html", context, status=status)
