from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from search.documents import registry
from search.models import Reading, SearchDocument

# A tsvector holds at most 1 MB; nobody searches beyond the first words of a book.
BODY_LENGTH = 200_000


def reindex(rows: Iterable[models.Model]) -> None:
    """Bring the index in step with rows of searchable models, in bulk."""
    found, gone = [], []
    for row in rows:
        document = _document(row)
        if document is None:
            gone.append(row)
        else:
            found.append(document)
    for row in gone:
        remove(row)
    SearchDocument.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=[
            *("thread_type", "thread_id", "kind", "language", "title", "body")
        ],
        batch_size=200,
    )


def remove(row: models.Model) -> None:
    """Take a row out of the index."""
    SearchDocument.objects.filter(
        content_type=ContentType.objects.get_for_model(row), object_id=row.pk
    ).delete()


def _document(row: models.Model) -> SearchDocument | None:
    searchable = registry[type(row)]
    document = searchable.document(row)
    if document is None:
        return None
    thread = document.thread or row
    return SearchDocument(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        thread_type=ContentType.objects.get_for_model(thread),
        thread_id=thread.pk,
        kind=searchable.kind.name,
        language=document.language,
        title=document.title[:500],
        body=document.body[:BODY_LENGTH],
    )


def remember_reading(asked: models.Model, read: Iterable[models.Model]) -> None:
    """What was read before this was asked; in the caller's transaction."""
    types = ContentType.objects.get_for_model
    readings = [
        Reading(
            asked_type=types(asked),
            asked_id=asked.pk,
            read_type=types(thing),
            read_id=thing.pk,
        )
        for thing in read
    ]
    Reading.objects.bulk_create(readings, ignore_conflicts=True)
