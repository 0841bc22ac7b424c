"""What ties the forums to the desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Forum
from forums.models.post import Post
from forums.models.topic import Topic
from forums.querysets import (
    FixNoticeQuerySet,
    IncidentQuerySet,
    TopicProposalQuerySet,
    TopicTicketQuerySet,
)


class TopicTicket(models.Model):
    """A topic, or one of its posts, and the ticket about the same matter."""

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="ticket_links", db_index=False
    )
    # where it was made of one post
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, related_name="ticket_links"
    )
    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="topic_links"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TopicTicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "ticket"], name="topic_ticket_once"
            )
        ]
        indexes = [
            # tickets that came lately
            models.Index(fields=["created_at", "topic"], name="topic_ticket_lately"),
        ]

    # set by `shown_to`
    was_published: bool

    def __str__(self) -> str:
        return f"topic {self.topic_id} – ticket {self.ticket_id}"

    @property
    def is_of_topic(self) -> bool:
        """Of all of it: neither of one reply, nor what it was published from."""
        is_of_reply = self.post is not None and not self.post.is_opening
        return not (is_of_reply or self.was_published)


class TopicProposal(models.Model):
    """A solved ticket as a topic, masked, that its requester is asked to agree to."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for the requester")
        AGREED = "agreed", _("Published")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="topic_proposals"
    )
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    question = models.TextField()
    answer = models.TextField()
    # of the secret in the requester's mail
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    topic = models.OneToOneField(
        Topic, models.SET_NULL, null=True, related_name="proposal"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True)

    objects = TopicProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                name="proposal_waits_once",
                condition=Q(state="asked"),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Incident(models.Model):
    """Many have the same at once: what the radar saw, until it is over."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="incidents")
    began_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # of the hour that passed the threshold
    me_toos = models.PositiveIntegerField(default=0)
    tickets = models.PositiveIntegerField(default=0)
    searches = models.PositiveIntegerField(default=0)
    # what agents are offered to answer with
    suggested_reply = models.TextField(_("suggested reply"), blank=True)

    # set by `telling_of`
    is_tied: bool

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic"],
                name="incident_once_at_a_time",
                condition=Q(ended_at__isnull=True),
            )
        ]
        indexes = [
            # the list of the desk
            models.Index(fields=["-began_at", "-id"], name="incident_list"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.began_at}"

    def get_absolute_url(self) -> str:
        return reverse("forum_desk:incident", args=[self.pk])

    @property
    def banner_key(self) -> str:
        """Of the announcement about it."""
        return f"incident:{self.pk}"


class FixNotice(models.Model):
    """Somebody was told that a problem is fixed, once a fix."""

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="fix_notices", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="fix_notices"
    )
    # of the topic's fixes, from 1
    fix = models.PositiveSmallIntegerField(default=1)
    # when her mail was written; null while she waits for it
    told_at = models.DateTimeField(null=True, editable=False)
    # when she said that it is not, for her
    still_broken_at = models.DateTimeField(null=True)
    ticket = models.ForeignKey(
        "tickets.Ticket", models.SET_NULL, null=True, related_name="fix_notices"
    )

    objects = FixNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "person", "fix"], name="fix_told_once"
            )
        ]
        indexes = [
            # who is still to be told
            models.Index(
                fields=["id"], name="fix_untold", condition=Q(told_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} heard of {self.topic_id}"
