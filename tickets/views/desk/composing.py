"""What goes on around writing: drafts, and taking a reply back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from composer.actions import save_draft
from composer.staging import token_of
from core.access import SignedInRequest, desk
from core.answering import require
from tickets.actions import take_back_reply
from tickets.forms.applying import ComposerDraftForm
from tickets.permissions import can_note, can_take_back
from tickets.views.desk.ticket import (
    standing_ticket,
    ticket_page,
)
from tickets.views.desk.writing import place_to_write


@desk
@require_POST
def draft(request: SignedInRequest, number: int, purpose: str) -> HttpResponse:
    """A button without JavaScript; with it, every few seconds and on leaving."""
    ticket = standing_ticket(request, number)
    require(can_note(request.user, ticket))
    form = ComposerDraftForm(request.POST)
    if not form.is_valid():
        refused = {f"{purpose}_form": form}
        return ticket_page(request, ticket, status=422, **refused)
    text, beside = form.text(), form.beside()
    save_draft(ticket, purpose=purpose, by=request.user, body=text, beside=beside)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    messages.success(request, _("Your draft is saved."))
    return redirect(place_to_write(request, ticket.pk, purpose))


@desk
@require_POST
def undo(request: SignedInRequest, number: int, message: int) -> HttpResponse:
    ticket = standing_ticket(request, number)
    reply = get_object_or_404(ticket.messages, pk=message)
    require(can_take_back(request.user, reply))
    kept = [token_of(upload) for upload in reply.attachments.all()]
    if take_back_reply(reply, by=request.user):
        messages.success(request, _("Nobody got your reply. Its text is back below."))
    else:
        messages.warning(request, _("Too late: your reply has been sent."))
        kept = []
    return redirect(place_to_write(request, ticket.pk, "reply", kept=kept))
