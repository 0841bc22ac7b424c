from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Least, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.addresses import view_address
from core.slugs import slug_of
from tickets.querysets import SET_ASIDE, TagQuerySet, TicketQuerySet

UNSOLVED = ("new", "open", "pending", "on_hold")
# the orders of the queue besides the usual one, as their indexes hold them
SORTED_BY = {
    "created": ["created_at", "id"],
    "replied": ["last_reply_at", "id"],
    "urgency": ["urgency", "updated_at", "id"],
    "due": ["due_at", "id"],
    "subject": ["subject", "id"],
}
# when what is never due is due, so that all tickets can be sorted by it
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Tag(models.Model):
    name = models.CharField(_("name"), max_length=50, unique=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name=Lower("name")), name="ticket_tag_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of its topics."""
        slug = slug_of(self.name, otherwise="tag")
        return view_address("forums:tag", self.pk, slug)


class Ticket(models.Model):
    """A request and its thread. Its primary key is the number that people see."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        OPEN = "open", _("Open")
        PENDING = "pending", _("Pending")
        ON_HOLD = "on_hold", _("On hold")
        SOLVED = "solved", _("Solved")
        CLOSED = "closed", _("Closed")
        HELD = "held", _("Held")
        SPAM = "spam", _("Spam")
        TRASH = "trash", _("Trash")

    class Priority(models.TextChoices):
        LOW = "low", _("Low")
        NORMAL = "normal", _("Normal")
        HIGH = "high", _("High")
        URGENT = "urgent", _("Urgent")

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        INCIDENT = "incident", _("Incident")
        PROBLEM = "problem", _("Problem")
        TASK = "task", _("Task")

    class Channel(models.TextChoices):
        WEB = "web", _("Web form")
        MAIL = "mail", _("E-mail")
        CHAT = "chat", _("Chat")
        PHONE = "phone", _("Phone or counter")
        API = "api", _("API")

    subject = models.CharField(_("subject"), max_length=200)
    status = models.CharField(max_length=8, choices=Status, default=Status.NEW)
    # the status that letting in, "not spam" and restoring give back
    status_before = models.CharField(max_length=8, choices=Status, blank=True)
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.QUESTION)
    channel = models.CharField(max_length=5, choices=Channel)

    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="requested_tickets"
    )
    # the requester's when the ticket was opened
    organization = models.ForeignKey(
        "accounts.Organization", models.SET_NULL, null=True, related_name="tickets"
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="tickets"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="assigned_tickets",
    )
    # who says that she is answering it, and until when that holds
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="claimed_tickets",
    )
    claimed_until = models.DateTimeField(null=True)
    # put away until then
    snoozed_until = models.DateTimeField(null=True)
    tags = models.ManyToManyField(Tag, related_name="tickets")
    follow_up_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="follow_ups"
    )
    # an empty shell since then: it goes with the ticket that has its messages
    merged_into = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        db_index=False,  # a partial one below
        related_name="merged_tickets",
    )

    # what it was asked for by, and what was filled in there: field's key → value
    form = models.ForeignKey(
        "tickets.TicketForm", models.PROTECT, null=True, related_name="tickets"
    )
    custom = models.JSONField(default=dict, blank=True)

    # one form, one ticket, however often it is sent
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    # messages so far, notes included; the next one's number is one more
    message_count = models.PositiveIntegerField(default=0)

    reply_due_at = models.DateTimeField(null=True)
    solve_due_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    trashed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # anything at all, notes included: agents sort by it and customers never see it
    updated_at = models.DateTimeField(default=timezone.now)
    # the last public message
    last_reply_at = models.DateTimeField(default=timezone.now)

    # One column for the set that every queue asks for, so that an index can hold it.
    is_unsolved = models.GeneratedField(
        expression=Case(
            When(status__in=UNSOLVED, then=Value(True)), default=Value(False)
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    # The same for what lists are sorted by: how urgent, and when something is due next.
    urgency = models.GeneratedField(
        expression=Case(
            When(priority="urgent", then=Value(3)),
            When(priority="high", then=Value(2)),
            When(priority="normal", then=Value(1)),
            default=Value(0),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    due_at = models.GeneratedField(
        expression=Least(
            Coalesce("reply_due_at", Value(NEVER)),
            Coalesce("solve_due_at", Value(NEVER)),
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    drafts = GenericRelation("composer.Draft", "target_id", "target_type")
    readings = GenericRelation("search.Reading", "asked_id", "asked_type")

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["requester", "client_key"], name="ticket_sent_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=UNSOLVED) | Q(solved_at__isnull=True),
                name="ticket_unsolved_has_no_solved_at",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["solved", "closed"])
                | Q(solved_at__isnull=False),
                name="ticket_solved_has_solved_at",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | Q(status__in=[*UNSOLVED, "solved"], closed_at__isnull=True)
                | Q(status__in=SET_ASIDE),
                name="ticket_closed_iff_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(status="trash", trashed_at__isnull=False)
                | (~Q(status="trash") & Q(trashed_at__isnull=True)),
                name="ticket_trash_iff_trashed_at",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=SET_ASIDE) & ~Q(status_before=""))
                | (~Q(status__in=SET_ASIDE) & Q(status_before="")),
                name="ticket_set_aside_iff_status_before",
            ),
        ]
        indexes = [
            # the queue: everything, everything unsolved, one status
            models.Index(fields=["updated_at", "id"], name="ticket_queue"),
            models.Index(
                fields=["is_unsolved", "updated_at", "id"], name="ticket_queue_unsolved"
            ),
            models.Index(
                fields=["status", "updated_at", "id"], name="ticket_queue_status"
            ),
            # the queue in other orders: unsolved, then everything
            *[
                models.Index(fields=["is_unsolved", *by], name=f"ticket_open_{name}")
                for name, by in SORTED_BY.items()
            ],
            *[
                models.Index(fields=by, name=f"ticket_by_{name}")
                for name, by in SORTED_BY.items()
            ],
            # a team's queue
            models.Index(
                fields=["team", "is_unsolved", "updated_at", "id"],
                name="ticket_queue_team",
            ),
            models.Index(
                fields=["team", "status", "updated_at", "id"],
                name="ticket_queue_team_status",
            ),
            # my queue, and the unassigned
            models.Index(
                fields=["assignee", "is_unsolved", "updated_at", "id"],
                name="ticket_queue_assignee",
            ),
            models.Index(
                fields=["assignee", "status", "updated_at", "id"],
                name="ticket_queue_mine_status",
            ),
            # my tickets, and a requester's other tickets
            models.Index(
                fields=["requester", "last_reply_at", "id"], name="ticket_requester"
            ),
            # closing what was solved long ago
            models.Index(fields=["status", "solved_at"], name="ticket_to_close"),
            # waking what was snoozed
            models.Index(
                fields=["snoozed_until"],
                name="ticket_to_wake",
                condition=Q(snoozed_until__isnull=False),
            ),
            # emptying the trash
            models.Index(
                fields=["trashed_at"],
                name="ticket_trash",
                condition=Q(trashed_at__isnull=False),
            ),
            # what went into one; a whole index would be taken for all that stand
            models.Index(
                fields=["merged_into"],
                name="ticket_merged",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"

    def get_absolute_url(self) -> str:
        return view_address("tickets:ticket", self.pk)

    @property
    def is_claimed(self) -> bool:
        """Still: a claim ends by itself."""
        if self.claimed_by_id is None or self.claimed_until is None:
            return False
        return timezone.now() < self.claimed_until

    @property
    def is_snoozed(self) -> bool:
        """Still: it is awake in time, whether or not a worker is."""
        return self.snoozed_until is not None and timezone.now() < self.snoozed_until
