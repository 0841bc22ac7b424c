from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kb.models.revision import Revision
from kb.querysets import ArticleVoteQuerySet


class ArticleVote(models.Model):
    """Whether it helped: one answer to a revision from each person and visitor."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="votes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    # a keyed hash that leads back to nobody
    visitor = models.CharField(max_length=64, blank=True)
    is_helpful = models.BooleanField()
    # what the reader looked for in vain
    missing = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleVoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "person"], name="article_vote_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["revision", "visitor"],
                name="article_vote_once_a_visitor",
                condition=~Q(visitor=""),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, visitor="")
                | (Q(person__isnull=True) & ~Q(visitor="")),
                name="article_vote_has_one_voter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {'yes' if self.is_helpful else 'no'}"
