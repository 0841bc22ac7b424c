from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models

from search.querysets import SearchDocumentQuerySet


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
