"""A topic, or one of its posts, goes on in private: as a ticket of who wrote it."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.db import transaction

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.rows import lock_post
from forums.models import Post, Topic, TopicTicket
from forums.quotes import shown_body
from tickets.actions import open_ticket
from tickets.models import Ticket


@transaction.atomic
def make_ticket(post: Post, *, by: User) -> Ticket:
    """With the text of the post, which stays; a second time the same one."""
    topic = lock_post(post)
    earlier = topic.ticket_links.filter(post=post).select_related("ticket").first()
    if earlier is not None:
        return earlier.ticket
    ticket = open_ticket(
        requester=post.author,
        subject=topic.title,
        body=f"{shown_body(post)}\n\n{settings.SITE_URL}{post.lasting_url}",
        channel=Ticket.Channel.WEB,
        # the words are the author's, whoever takes them along
        by=by if by.pk == post.author_id else None,
        client_key=uuid5(NAMESPACE_OID, f"forums.post {post.pk}"),
    )
    link_ticket(topic, ticket, post=post, by=by)
    return ticket


def link_ticket(
    topic: Topic, ticket: Ticket, *, post: Post | None, by: User | None
) -> None:
    TopicTicket.objects.create(topic=topic, ticket=ticket, post=post, by=by)
    record(events.TopicTicketLinked, topic, by=by, related=ticket)
