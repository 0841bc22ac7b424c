from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kb.models.article import Article
from kb.models.words import LANGUAGE_LENGTH
from kb.querysets import RevisionQuerySet


class Revision(models.Model):
    """One save of an article in one language. Its words never change."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    # from 1 in each language
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="revisions"
    )
    # what its author says of the change
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    # followers hear of it, and translations made before are out of date
    is_significant = models.BooleanField(_("significant change"), default=False)
    # of a translation: the article's revision that it was made from
    source_number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    # when readers saw it first
    live_at = models.DateTimeField(null=True)
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            # the history of a text is read by it, too
            models.UniqueConstraint(
                fields=["article", "language", "number"], name="revision_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language} {self.number})"

    @property
    def vote_count(self) -> int:
        return self.helpful_count + self.unhelpful_count
