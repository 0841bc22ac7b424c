"""Saying that one is answering a topic: by the button that opens the box to reply."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, signed_in
from core.answering import require
from forums import actions
from forums.permissions import can_claim
from forums.views.topics import topic_for


@signed_in
@require_POST
def claim(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_for(request.user, pk)
    require(can_claim(request.user, found))
    actions.claim_topic(found, by=request.user)
    return redirect(f"{found.get_absolute_url()}?page={found.last_page}#reply")


@signed_in
@require_POST
def release(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    found = topic_for(request.user, pk)
    require(can_claim(request.user, found))
    actions.release_topic(found, by=request.user)
    return redirect(found)
