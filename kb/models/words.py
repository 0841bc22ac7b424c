from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.slugs import SLUG_LENGTH

LANGUAGE_LENGTH = 10


class Words(models.Model):
    """An article in one language: what readers see, or would see if it were live.

    Each save is a `Revision`. While one of them is live the row holds its words and
    newer ones wait in theirs; while none is, the row holds the newest.
    """

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=SLUG_LENGTH, editable=False)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    body_version = models.PositiveSmallIntegerField(editable=False, default=0)
    # entries with level, id and title
    toc = models.JSONField(default=list, editable=False)
    # of the last change of the words in the row
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    # the newest revision, and the one that readers see; 0: none
    number = models.PositiveIntegerField(default=0, editable=False)
    live_number = models.PositiveIntegerField(default=0, editable=False)
    # since when the newest revision waits for a reviewer
    review_asked_at = models.DateTimeField(null=True, editable=False)
    # why a reviewer sent it back; until she is asked again
    review_note = models.CharField(max_length=1000, blank=True, editable=False)

    # `Article` is its own article, in the language of the site
    article: Any
    language: Any

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(live_number__lte=F("number")),
                name="%(class)s_live_is_written",
            ),
        ]
        indexes = [
            # what waits for a reviewer, the oldest first
            models.Index(
                fields=["review_asked_at"],
                name="%(class)s_waiting",
                condition=Q(review_asked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.live_number > 0

    @property
    def has_changes(self) -> bool:
        """Do newer words wait to take the place of those that readers see?"""
        return self.number > self.live_number > 0
