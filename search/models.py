from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.querysets import (
    ArrivalQuerySet,
    ReadingQuerySet,
    SearchDocumentQuerySet,
    SearchQueryQuerySet,
)


class SearchDocument(models.Model):
    """The one index over all content. The full-text part is the database's own:

    an external-content FTS5 table kept by triggers on SQLite, a generated tsvector
    column with a GIN index on PostgreSQL (see the first migration).
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thread_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    thread_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    # "": of none, found whatever language the reader has
    language = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    body = models.TextField()

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="search_document_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """A page that somebody opened in the hour before she asked about something."""

    asked_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    asked_id = models.PositiveBigIntegerField()
    read_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    read_id = models.PositiveBigIntegerField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked_type", "asked_id", "read_type", "read_id"],
                name="reading_once",
            )
        ]
        indexes = [
            # who asked after reading a page
            models.Index(fields=["read_type", "read_id"], name="reading_of"),
        ]

    def __str__(self) -> str:
        return f"{self.read_type_id}/{self.read_id}"


class SearchQuery(models.Model):
    """What people look for, tidied and without anything that is somebody's own."""

    text = models.CharField(max_length=100)
    language = models.CharField(max_length=10, blank=True)
    asked_count = models.PositiveIntegerField(default=0)
    # how often nothing was found
    empty_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    # when somebody wrote what was missing
    handled_at = models.DateTimeField(null=True)

    objects = SearchQueryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language"], name="search_query_once"
            )
        ]
        indexes = [
            # what was looked for in vain, most often first
            models.Index(
                fields=["-empty_count", "-id"],
                name="search_query_in_vain",
                condition=models.Q(empty_count__gt=0),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Arrival(models.Model):
    """How often a page was opened from what was found or suggested for a query."""

    class Place(models.TextChoices):
        SEARCH = "search", _("Search")
        SUGGESTION = "suggestion", _("Suggestion")

    # None where only the place is known
    query = models.ForeignKey(
        SearchQuery, models.CASCADE, null=True, related_name="arrivals"
    )
    place = models.CharField(max_length=10, choices=Place)
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            # read by its first columns for what led to a page
            models.UniqueConstraint(
                fields=["target_type", "target_id", "place", "query"],
                name="arrival_once",
            ),
            models.UniqueConstraint(
                fields=["target_type", "target_id", "place"],
                name="arrival_without_query_once",
                condition=models.Q(query__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_type_id}/{self.target_id}: {self.count}"
