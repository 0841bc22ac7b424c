"""The secret in a guest's mail that asks whether her ticket may become a topic."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from core.sealing import hash_of, new_token
from forums.models import TopicProposal
from tickets.models import Ticket


def mint_link(ticket: Ticket, person: User) -> str:
    """A new absolute link to what she is asked; one before it is good no more.

    Where she is asked no more it leads to nothing.
    """
    token = new_token()
    asked = ticket.topic_proposals.waiting().filter(ticket__requester=person)
    asked.update(token_hash=hash_of(token))
    with override(settings.LANGUAGE_CODE):  # addresses in mails bear no language
        return settings.SITE_URL + reverse("forums:guests-proposal", args=[token])


def proposal_of(token: str) -> TopicProposal | None:
    found = TopicProposal.objects.readable().for_page()
    return found.filter(token_hash=hash_of(token)).first()
