from __future__ import annotations

from django.db import models
from django.db.models import Q

from kb.models.article import Article
from kb.models.snippet import Snippet
from kb.models.words import LANGUAGE_LENGTH
from kb.querysets import ReferenceQuerySet


class Reference(models.Model):
    """What the live words of an article lead to or show, in one language."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="references")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    # as it stands in the text; of a snippet its placeholder
    address = models.CharField(max_length=500)
    # where it is one of ours
    target = models.ForeignKey(
        Article, models.SET_NULL, null=True, related_name="referrers"
    )
    snippet = models.ForeignKey(
        Snippet, models.SET_NULL, null=True, related_name="uses"
    )
    # nights in a row on which nothing answered there
    failures = models.PositiveSmallIntegerField(default=0)
    dead_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "address"], name="reference_once"
            ),
        ]
        indexes = [
            # the next addresses elsewhere to look at
            models.Index(
                fields=["checked_at", "id"],
                name="reference_to_check",
                condition=Q(target__isnull=True, snippet__isnull=True),
            ),
            # the dead ones of an article, and of all
            models.Index(
                fields=["article"],
                name="reference_dead",
                condition=Q(dead_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.address
