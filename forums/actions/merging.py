"""Two topics become one: the posts of the loser stand after those of the survivor.

Authors, times, likes, reports and versions hang on the posts and go along. What both
topics have (a me too, a follower, a ticket) stays with the survivor once.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from brand.actions.announcements import withdraw
from forums import events
from forums.actions.banners import keep_banners
from forums.actions.clock import stop_clock
from forums.actions.quotes import follow_topic
from forums.actions.rows import count_topics, lock, recount
from forums.models import FixNotice, MeToo, Topic, TopicTicket
from notifications.letters import thread_of
from notifications.models import Mute, OutgoingEmail, Watch


@transaction.atomic
def merge_topics(loser: Topic, *, into: Topic, by: User) -> bool:
    for topic in sorted((loser, into), key=lambda topic: topic.pk):
        lock(topic)
    if loser.pk == into.pk or not (loser.is_published and into.is_published):
        return False
    after = into.last_number
    _tell_solved(loser, into, by)
    loser.accepted_post = None
    loser.state = Topic.STATES[loser.kind][0]
    loser.save(update_fields=["accepted_post", "state"])
    _move_posts(loser, into)
    _move_people(loser, into)
    _move_links(loser, into)
    _move_fixes(loser, into)
    _move_incidents(loser, into, by)
    _move_events(loser, into, after)
    changed = [*_keep_answers(into), *recount(into)]
    into.save(update_fields=[*changed, "last_number", *_count_me_toos(loser, into)])
    _close(loser, into)
    follow_topic(into)
    count_topics(loser.forum_id, -1)
    data = {"merged": loser.pk, "after": after, "from": loser.forum_id}
    record(events.TopicMerged, into, by=by, related=loser, data=data)
    return True


def _tell_solved(loser: Topic, into: Topic, by: User) -> None:
    """Whose question gets an answer by this hears of it as if it were marked now."""
    for asked, solved in ((loser, into), (into, loser)):
        answer, is_open = solved.accepted_post, not asked.is_solved
        if answer and is_open and asked.kind == Topic.Kind.QUESTION:
            data = {"post": answer.pk}
            record(events.AnswerAccepted, asked, by=by, related=answer, data=data)


def _move_posts(loser: Topic, into: Topic) -> None:
    taken = into.posts.values("client_key")
    for post in loser.posts.filter(client_key__in=taken):
        post.client_key = uuid4()
        post.save(update_fields=["client_key"])
    loser.posts.update(topic=into, number=F("number") + into.last_number)
    into.last_number += loser.last_number


def _keep_answers(into: Topic) -> list[str]:
    """As many as the survivor may have; its own come first."""
    answers = into.posts.answers()
    kept = into.accepted_post
    if into.kind != Topic.Kind.QUESTION:
        answers.update(accepted_at=None)
        return []
    kept = kept or answers.order_by("number").first()
    if kept is None:
        return []
    if not into.forum.allows_several_answers:
        answers.exclude(pk=kept.pk).update(accepted_at=None)
    into.accepted_post, into.state = kept, Topic.State.SOLVED
    return ["accepted_post", "state", *stop_clock(into)]


def _move_people(loser: Topic, into: Topic) -> None:
    """What somebody said of both counts there; a mail that she asked for stays."""
    topics = ContentType.objects.get_for_model(Topic)
    watches = Watch.objects.filter(target_type=topics, target_id=loser.pk)
    mutes = Mute.objects.filter(target_type=topics, target_id=loser.pk)
    followers = Watch.objects.filter(target_type=topics, target_id=into.pk)
    muting = Mute.objects.filter(target_type=topics, target_id=into.pk)
    alone = mutes.exclude(person__in=followers.values("person"))
    alone.exclude(person__in=muting.values("person")).update(target_id=into.pk)
    watches.exclude(person__in=followers.values("person")).update(target_id=into.pk)
    for rows in (mutes, watches):
        rows.delete()
    if into.kind in Topic.SHARED_KINDS:
        asked = loser.me_toos.filter(wants_mail=True).values("person")
        into.me_toos.filter(person__in=asked).update(wants_mail=True)
        mine = MeToo.objects.filter(topic=into).values("person")
        loser.me_toos.exclude(person__in=mine).update(topic=into)
    loser.me_toos.all().delete()
    loser.read_positions.all().delete()


def _move_links(loser: Topic, into: Topic) -> None:
    """Of a ticket that is tied to both the row stays that knows of which post."""
    of_posts = loser.ticket_links.filter(post__isnull=False).values("ticket")
    into.ticket_links.filter(post=None, ticket__in=of_posts).delete()
    tied = TopicTicket.objects.filter(topic=into).values("ticket")
    loser.ticket_links.exclude(ticket__in=tied).update(topic=into)
    loser.ticket_links.all().delete()
    loser.merged_topics.update(merged_into=into)
    into.tags.add(*loser.tags.all())


def _move_fixes(loser: Topic, into: Topic) -> None:
    """As later fixes of the survivor; who waits to be told of both is told once."""
    there = FixNotice.objects.filter(topic=into)
    waiting = there.untold().values("person")
    loser.fix_notices.untold().filter(person__in=waiting).delete()
    before = there.aggregate(last=Max("fix"))["last"] or 0
    loser.fix_notices.update(topic=into, fix=F("fix") + before)


def _move_incidents(loser: Topic, into: Topic, by: User) -> None:
    """One that is not over goes on there, with its banner; of two the survivor's."""
    if into.incidents.open().exists():
        for incident in loser.incidents.open():
            withdraw(incident.banner_key)
        loser.incidents.open().update(ended_at=now(), ended_by=by)
    loser.incidents.update(topic=into)
    keep_banners(into)


def _move_events(loser: Topic, into: Topic, after: int) -> None:
    """What the bell and mail say of the loser leads to the survivor, and so do those
    that had been merged into it.
    """
    for event in Event.objects.about(loser).filter(verb=events.TopicMerged.verb):
        event.data["after"] += after
        event.save(update_fields=["data"])
    topics = ContentType.objects.get_for_model(Topic)
    Event.objects.about(loser).update(target_id=into.pk)
    related = Event.objects.filter(related_type=topics, related_id=loser.pk)
    related.exclude(verb=events.TopicMerged.verb).update(related_id=into.pk)
    mails = OutgoingEmail.objects.about(loser)  # else those that wait would not leave
    mails.filter(thread=thread_of(loser)).update(thread=thread_of(into))
    mails.update(target_id=into.pk)


def _count_me_toos(loser: Topic, into: Topic) -> list[str]:
    if into.kind not in Topic.SHARED_KINDS:
        return []
    into.imported_me_toos += loser.imported_me_toos
    into.me_too_count = into.me_toos.count() + into.imported_me_toos
    return ["me_too_count", "imported_me_toos"]


def _close(loser: Topic, into: Topic) -> None:
    loser.visibility, loser.merged_into = Topic.Visibility.MERGED, into
    loser.post_count = loser.last_number = 0
    loser.latest_at = loser.created_at
    loser.me_too_count = loser.imported_me_toos = loser.weekly_me_toos = 0
    loser.is_pinned = loser.is_featured = False
    loser.pinned_until = loser.featured_until = None
    stop_clock(loser)
    loser.save()
