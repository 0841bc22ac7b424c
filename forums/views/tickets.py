"""From a post to the ticket about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, signed_in
from core.answering import require
from forums.actions.tickets import make_ticket
from forums.permissions import can_make_ticket
from forums.views.posts import post_for
from tickets.permissions import can_work_on


@signed_in
@require_POST
def make(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    post = post_for(request, pk, number)
    require(can_make_ticket(request.user, post))
    ticket = make_ticket(post, by=request.user)
    is_hers = ticket.requester_id == request.user.pk
    if can_work_on(request.user, ticket) and not is_hers:
        return redirect("desk:ticket", ticket.pk)
    return redirect(ticket)
