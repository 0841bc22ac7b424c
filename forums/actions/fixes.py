"""Telling everyone who has a problem that it is fixed, and hearing that it is not."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from activity.actions import is_history, now, record
from forums import events
from forums.actions.tickets import link_ticket
from forums.models import FixNotice, MeToo, Topic
from forums.tasks import tell_of_fixes
from tickets.actions import open_ticket, reply_to_ticket
from tickets.models import Ticket
from tickets.permissions import can_reply

# of one transaction: what a dead worker left is told by the next one
AT_ONCE = 100
ANSWERED_WITHIN = timedelta(days=30)


def spread_fix(topic: Topic, *, by: User) -> None:
    """Write down whom to tell: a row each, once a fix. The topic is locked."""
    if is_history():
        return
    rows = FixNotice.objects.filter(topic=topic)
    fix = (rows.aggregate(last=Max("fix"))["last"] or 0) + 1
    said = MeToo.objects.filter(topic=topic).order_by().values_list("person")
    # to whose name spam was written has not written
    tied = Ticket.objects.not_set_aside().filter(topic_links__topic=topic)
    wrote = tied.order_by().values_list("requester")
    people = [pk for (pk,) in said.union(wrote) if pk != by.pk]
    FixNotice.objects.bulk_create(
        (FixNotice(topic=topic, person_id=pk, fix=fix) for pk in people),
        batch_size=500,
    )
    transaction.on_commit(tell_of_fixes.delay, robust=True)


def tell_some() -> int:
    """The oldest that wait: marked and told in one transaction, so nobody twice."""
    with transaction.atomic():
        waiting = FixNotice.objects.untold().order_by("pk")
        first = waiting.select_for_update(skip_locked=True, no_key=True).first()
        if first is None:
            return 0
        same = waiting.filter(topic=first.topic_id, fix=first.fix)
        found = list(same.select_for_update(skip_locked=True, no_key=True)[:AT_ONCE])
        keys = [notice.pk for notice in found]
        FixNotice.objects.filter(pk__in=keys).update(told_at=now())
        record(events.FixTold, first.topic, by=None, data={"notices": keys})
    return len(keys)


@transaction.atomic
def say_still_broken(notice: FixNotice) -> Ticket | None:
    """For her: her own ticket is opened again, or one for her, and nobody else's.

    None where she may not write any more.
    """
    rows = FixNotice.objects.select_for_update(no_key=True)
    notice.refresh_from_db(from_queryset=rows)
    if notice.still_broken_at:
        return notice.ticket
    notice.still_broken_at = now()
    notice.ticket = _reopened(notice) or _opened(notice)
    notice.save(update_fields=["still_broken_at", "ticket"])
    record(
        events.StillBroken,
        notice.topic,
        by=notice.person,
        data={"fix": notice.fix},
    )
    return notice.ticket


def _reopened(notice: FixNotice) -> Ticket | None:
    hers = Ticket.objects.filter(
        topic_links__topic=notice.topic, requester=notice.person
    )
    for ticket in hers.order_by("-pk"):
        if can_reply(notice.person, ticket):
            return reply_to_ticket(
                ticket, by=notice.person, body=_words(notice.topic)
            ).ticket
    return None


def _opened(notice: FixNotice) -> Ticket | None:
    if notice.person.blocked_at:
        return None
    topic = notice.topic
    ticket = open_ticket(
        requester=notice.person,
        subject=topic.title,
        body=_words(topic),
        channel=Ticket.Channel.WEB,
        by=notice.person,
    )
    link_ticket(topic, ticket, post=None, by=notice.person)
    return ticket


def _words(topic: Topic) -> str:
    text = _("It is still broken for me: %(link)s")
    return text % {"link": settings.SITE_URL + topic.lasting_url}
