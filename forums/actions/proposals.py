"""A solved ticket becomes a topic without names, once its requester agreed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext, override

from accounts.models import User
from activity.actions import now, record
from core.sealing import hash_of, new_token
from forums import events
from forums.actions.answers import accept_answer
from forums.actions.posts import add_post, restore_post
from forums.actions.tickets import link_ticket
from forums.actions.topics import start_topic
from forums.models import Forum, Post, Topic, TopicProposal
from tickets.models import Ticket

State = TopicProposal.State
# nobody has an address under .invalid (RFC 2606), and nobody logs in as this row
NOBODY = "a-customer@forums.invalid"


@transaction.atomic
def propose_topic(
    ticket: Ticket, *, by: User, forum: Forum, title: str, question: str, answer: str
) -> TopicProposal:
    """Ask the requester; what waited for her before is asked no more."""
    Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)
    ticket.topic_proposals.waiting().update(state=State.WITHDRAWN, decided_at=now())
    proposal = TopicProposal.objects.create(
        ticket=ticket,
        forum=forum,
        title=title,
        question=question,
        answer=answer,
        by=by,
        # of no link yet: a mail brings one as it leaves
        token_hash=hash_of(new_token()),
    )
    record(events.TopicProposed, ticket, by=by, data={"proposal": proposal.pk})
    return proposal


@transaction.atomic
def agree_to_topic(proposal: TopicProposal) -> bool:
    """Published at once, as solved, while she may read it (`readable`)."""
    _hold(proposal)
    if proposal.state != State.ASKED:
        return False
    ticket = proposal.ticket
    if not TopicProposal.objects.readable().filter(pk=proposal.pk).exists():
        return _decide(proposal, State.WITHDRAWN)
    proposal.topic = _publish(proposal)
    link_ticket(proposal.topic, ticket, post=None, by=proposal.by)
    return _decide(proposal, State.AGREED)


@transaction.atomic
def decline_topic(proposal: TopicProposal) -> bool:
    _hold(proposal)
    return proposal.state == State.ASKED and _decide(proposal, State.DECLINED)


def _hold(proposal: TopicProposal) -> None:
    """The ticket first: nothing of it is redacted meanwhile."""
    Ticket.objects.select_for_update(no_key=True).get(pk=proposal.ticket_id)
    rows = TopicProposal.objects.select_for_update(no_key=True)
    proposal.refresh_from_db(from_queryset=rows)


def _decide(proposal: TopicProposal, state: str) -> bool:
    proposal.state, proposal.decided_at = state, now()
    proposal.save(update_fields=["state", "decided_at", "topic"])
    by = proposal.ticket.requester
    data = {"proposal": proposal.pk, "to": state}
    record(events.TopicProposalDecided, proposal.ticket, by=by, data=data)
    return True


def _publish(proposal: TopicProposal) -> Topic:
    nobody = _nobody()
    topic = start_topic(
        proposal.forum,
        by=nobody,
        kind=Topic.Kind.QUESTION,
        title=proposal.title,
        body=proposal.question,
    )
    agent = proposal.by or nobody
    _show(topic.posts.get(number=1), by=agent)
    topic.refresh_from_db()
    answer = add_post(topic, by=agent, body=proposal.answer)
    _show(answer, by=agent)
    accept_answer(answer, by=agent)
    return topic


def _show(post: Post, *, by: User) -> None:
    """Though it look like spam: an agent has read every word."""
    if not post.is_published:
        restore_post(post, by=by)


def _nobody() -> User:
    """In whose name a question stands that must lead to nobody, whoever wrote to us
    under the address before.
    """
    with override(settings.LANGUAGE_CODE):
        name = gettext("A customer")
    fields = {"display_name": name, "is_active": False, "password": make_password(None)}
    return User.objects.update_or_create(email=NOBODY, defaults=fields)[0]
