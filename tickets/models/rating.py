from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.querysets import RatingQuerySet

ASKED_AFTER = timedelta(days=1)
# what was solved longer ago is asked about no more
ASKED_WITHIN = timedelta(days=7)
# a person is asked once in that time, whatever was solved
ASKED_EVERY = timedelta(days=7)
EDITABLE_FOR = timedelta(days=7)


class Rating(models.Model):
    """What became of the one question after a ticket was solved.

    Without a score: it was asked and is not answered yet.
    """

    class Score(models.TextChoices):
        GOOD = "good", _("Good")
        SO_SO = "so_so", _("So-so")
        BAD = "bad", _("Bad")

    ticket = models.OneToOneField(
        "tickets.Ticket", models.CASCADE, related_name="rating"
    )
    # whose ticket it was when it was asked or rated first
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    score = models.CharField(max_length=5, choices=Score, blank=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    # null: rated without a mail that asked for it
    asked_at = models.DateTimeField(null=True, editable=False)
    # the first score's moment, from which on it can be changed for a week
    rated_at = models.DateTimeField(null=True, editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score="", rated_at__isnull=True)
                | (~Q(score="") & Q(rated_at__isnull=False)),
                name="ticket_rating_score_iff_rated_at",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.get_score_display() or '–'}"

    @property
    def is_editable(self) -> bool:
        return self.rated_at is None or timezone.now() < self.rated_at + EDITABLE_FOR
