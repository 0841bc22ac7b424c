"""From words to results."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.functional import Promise
from django.utils.translation import get_language

from core.access import Viewer, visible
from search.backends import START, STOP, backend
from search.backends.sql import Sql
from search.candidates import candidates, candidates_among
from search.documents import Kind, kinds, models_of, registry
from search.models import SearchDocument
from search.querysets import SearchDocumentQuerySet

WORDS_AT_MOST = 24
SHOWN = 30
SUGGESTED = 5
THREADS = 500

_WORD = re.compile(r"\w+")
# words that every text holds; they only cost time when others are there to go by
_COMMON = frozenset(
    "a an and are as at be but by can do for from had has have how i if in is it its"
    " me my no not of on or our so than that the their them then there they this to"
    " was we were what when where which who why will with you your".split()
)


@dataclass(frozen=True)
class Result:
    """A thing that was found. Segments are (text, is it a match?)."""

    kind: Kind
    target: Any
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]
    # that its words are in; "" where that is not known
    language: str
    # of the thread that a message without a title of its own stands in
    thread_title: str = ""

    @property
    def url(self) -> str:
        return self.target.get_absolute_url()

    @property
    def status(self) -> tuple[str, str | Promise] | None:
        return registry[type(self.target)].status(self.target)


def words_of(text: str) -> list[str]:
    """The words to look for: the telling ones, or all when there are no others."""
    words = list(dict.fromkeys(_WORD.findall(text.lower())))
    telling = [word for word in words if word not in _COMMON]
    return (telling or words)[:WORDS_AT_MOST]


def find(text: str, viewer: Viewer, *, kind: str = "") -> list[Result]:
    """What the viewer may see that holds any of the words, best first, at most 30.

    In the language at hand, else in the site's. `kind` keeps to articles, topics or
    tickets; "" looks everywhere.
    """
    documents = SearchDocument.objects.in_language(get_language())
    return _find(text, viewer, documents, kind)


def find_titled(text: str, viewer: Viewer, *, kind: str) -> list[Result]:
    """The same in the site's language, but for the messages in threads.

    An article, none of its comments.
    """
    documents = SearchDocument.objects.in_language(settings.LANGUAGE_CODE)
    return _find(text, viewer, documents.titled(), kind)


def _find(
    text: str, viewer: Viewer, documents: SearchDocumentQuerySet, kind: str
) -> list[Result]:
    words = words_of(text)
    found = candidates(documents, models_of(kind), words, viewer)
    if found is None:
        return []
    best = SearchDocument.objects.raw(*backend().marked(found, words, SHOWN))
    return _results(list(best), viewer)


def suggested(text: str, viewer: Viewer) -> list[Result]:
    """What everybody might read before asking: the best few."""
    found = [each for each in find(text, viewer) if each.kind.for_visitors]
    return found[:SUGGESTED]


def alike(text: str, rows: models.QuerySet[Any], *, at_most: int) -> list[int]:
    """Keys of those of these rows that hold the most of the words, best first."""
    words = words_of(text.replace("\x00", " "))
    documents = SearchDocument.objects.filter(
        models.Exists(rows.filter(pk=models.OuterRef("object_id"))),
        content_type=ContentType.objects.get_for_model(rows.model),
    )
    return _best(candidates_among(documents, rows.model, words), words, at_most)


def _results(documents: list[Any], viewer: Viewer) -> list[Result]:
    targets = _targets(documents, viewer)
    titles = _thread_titles(documents)
    named = kinds()
    return [
        Result(
            kind=named[document.kind],
            target=targets[key],
            title=segments(document.headline) if document.title else [],
            excerpt=segments(document.excerpt),
            language=document.language,
            thread_title=titles.get((document.thread_type_id, document.thread_id))
            or str(targets[key]),
        )
        for document in documents
        if (key := (document.content_type_id, document.object_id)) in targets
    ]


def _targets(documents: list[Any], viewer: Viewer) -> dict[tuple[int, int], Any]:
    """The rows behind the documents, one query a model."""
    found: dict[tuple[int, int], Any] = {}
    for model, searchable in registry.items():
        wanted = {
            document.object_id: document.content_type_id
            for document in documents
            if ContentType.objects.get_for_id(document.content_type_id).model_class()
            is model
        }
        if wanted:
            rows = searchable.for_results(visible(model, viewer)).filter(pk__in=wanted)
            found |= {(wanted[row.pk], row.pk): row for row in rows}
    return found


def _thread_titles(documents: list[Any]) -> dict[tuple[int, int], str]:
    """What the threads of messages are called; who sees a message may see that."""
    threads: dict[int, list[int]] = defaultdict(list)
    for document in documents:
        if not document.title:
            threads[document.thread_type_id].append(document.thread_id)
    wanted = models.Q(pk__in=[])
    for content_type, keys in threads.items():
        wanted |= models.Q(content_type=content_type, object_id__in=keys)
    rows = SearchDocument.objects.filter(wanted).values_list(
        "content_type", "object_id", "title"
    )
    return {(content_type, key): title for content_type, key, title in rows}


def segments(marked: str) -> list[tuple[str, bool]]:
    """Split at the marks: [(text, False), (match, True), …]."""
    parts: list[tuple[str, bool]] = []
    for index, piece in enumerate(marked.split(START)):
        match, stop, rest = piece.partition(STOP)
        if index and stop:
            parts.append((match, True))
            piece = rest
        if piece:
            parts.append((piece, False))
    return parts


def thread_ids(text: str, viewer: Viewer, model: type[models.Model]) -> list[int]:
    """Keys of the threads of a model that hold any of the words, the best 500."""
    words, kind = words_of(text), registry[model].kind.name
    documents = SearchDocument.objects.all()
    found = candidates(documents, models_of(kind), words, viewer)
    return _best(found, words, THREADS)


def _best(found: Sql | None, words: list[str], at_most: int) -> list[int]:
    """Keys of the threads that these documents stand in."""
    if found is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*backend().best(found, words, at_most))
        return [thread_id for (thread_id,) in cursor.fetchall()]
