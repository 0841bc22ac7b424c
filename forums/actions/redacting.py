"""Taking away for good what should never have been written. The mark stays."""

from __future__ import annotations

import re

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.html import escape

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from composer.actions import redact_upload, strike_from_drafts
from core.slugs import slug_of
from forums import events
from forums.actions.banners import strike_from_banners
from forums.actions.quotes import strike_quotes
from forums.actions.rows import lock, lock_post
from forums.actions.telling import told_words_of
from forums.models import Post, PostRevision, Topic, TopicProposal
from notifications.actions import forget_mails, strike_from_mails
from notifications.models import OutgoingEmail
from tickets.actions.redacting import REDACTED, redact_subject


@transaction.atomic
def redact_post(post: Post, *, by: User) -> bool:
    """Its words and pictures, what it said before, quotes of it, and the mails that
    hold them.

    The index follows. Posts that quote it may say its words besides: `quoting` names
    them.
    """
    topic = lock_post(post)
    if post.redacted_at:
        return False
    said = {post.body, *post.revisions.values_list("body", flat=True)}
    for words in said:
        strike_from_drafts(topic, words)
    for part in ("question", "answer"):
        proposed = TopicProposal.objects.filter(topic=topic, **{f"{part}__in": said})
        proposed.update(**{part: ""})
    post.revisions.update(body="", body_html="")
    for picture in post.attachments.all():
        redact_upload(picture)
    post.body = post.body_html = ""
    post.redacted_at = now()
    post.save(update_fields=["body", "body_html", "redacted_at"])
    forget_mails(told_words_of(post))
    strike_quotes(post)
    data = {"post": post.pk}
    record(events.PostRedacted, topic, by=by, related=post, data=data)
    return True


@transaction.atomic
def redact_title(topic: Topic, *, by: User) -> bool:
    """And what it was before, with the addresses made of it, also that of topics which
    went into this one; mails leave and banners stand without.

    The index follows. Tickets that were opened under it lose their subject; what was
    typed there stays, and the page names them.
    """
    lock(topic)
    mark = str(REDACTED)
    if topic.title == mark:
        return False
    before = PostRevision.objects.filter(post__topic=topic).exclude(title="")
    said = {topic.title, *before.values_list("title", flat=True)}
    said |= set(topic.merged_topics.values_list("title", flat=True))
    before.update(title=mark)
    TopicProposal.objects.filter(topic=topic).update(title=mark)
    topic.title, topic.slug = mark, slug_of(mark, otherwise="topic")
    topic.save(update_fields=["title", "slug"])
    topic.merged_topics.update(title=mark, slug=topic.slug)
    _strike(topic, said - {mark})
    _strike_from_tickets(topic, said - {mark}, by)
    record(events.TitleRedacted, topic, by=by)
    return True


def _strike(topic: Topic, titles: set[str]) -> None:
    for title in titles:
        strike_from_drafts(topic, title)
    mails = _mails_with(topic, titles)
    slugs = _any_of({slug_of(title, otherwise="topic") for title in titles})
    keys = topic.merged_topics.values_list("pk", flat=True)
    topics = _any_of({str(key) for key in (topic.pk, *keys)})
    address = re.compile(rf"(/topics/{topics}-){slugs}(?=/)")
    strike_from_mails(mails, address, mark=topic.slug)
    said = re.compile(rf"((?<!\w)){_any_of(titles | set(map(escape, titles)))}(?!\w)")
    strike_from_mails(mails, said, mark=topic.title)
    strike_from_banners(topic, said, mark=topic.title)


def _strike_from_tickets(topic: Topic, titles: set[str], by: User) -> None:
    links = topic.ticket_links.filter(ticket__subject__in=titles)
    for link in links.select_related("ticket").order_by("ticket"):
        redact_subject(link.ticket, by=by)


def _mails_with(topic: Topic, titles: set[str]) -> QuerySet[OutgoingEmail]:
    """Those about it, its posts, and of the summaries, which are about many things,
    those that say it.
    """
    posts, keys = ContentType.objects.get_for_model(Post), topic.posts.values("pk")
    of_posts = Event.objects.filter(related_type=posts, related_id__in=keys)
    events = Event.objects.about(topic) | Event.objects.related_to(topic) | of_posts
    held = Q(event__in=events)
    for title in titles:
        held |= Q(reason__in=OutgoingEmail.DIGESTS, text__contains=title)
    ledger = OutgoingEmail.objects
    return ledger.about(topic) | ledger.filter(held)


def _any_of(texts: set[str]) -> str:
    """The longest first: one may begin with another."""
    longest_first = sorted(texts, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
