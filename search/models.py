from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models

from search.querysets import ReadingQuerySet, SearchDocumentQuerySet


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

    def __str__(self) -> str:
        return f"{self.read_type_id}/{self.read_id}"
