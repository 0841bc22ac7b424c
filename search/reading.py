"""The reading trail: what somebody read in the hour before she asked.

Visitors have no session and read kept pages, so their browser remembers it, for one tab
(`reading-trail.js`), and gives it along as a field of the form.
"""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Model

from core.access import Viewer, visible
from search.documents import registry
from search.models import Reading
from search.querysets import type_of

THINGS_AT_MOST = 10


def things_read(trail: str, viewer: Viewer) -> list[Model]:
    """What a trail names: "kb.article:7 forums.topic:3". Costs one query a model.

    What is no such thing, or nothing that she may see, is passed over.
    """
    leaving = {model._meta.label_lower: model for model in _read_models()}
    keys: dict[type[Model], set[int]] = defaultdict(set)
    for word in trail.split()[-THINGS_AT_MOST:]:
        label, _colon, key = word.partition(":")
        if label in leaving and key.isascii() and key.isdigit() and len(key) < 19:
            keys[leaving[label]].add(int(key))
    return [
        thing
        for model, pks in keys.items()
        for thing in visible(model, viewer).filter(pk__in=pks)
    ]


def things_before(asked: Model, viewer: Viewer) -> list[Model]:
    """What was read before this was asked, as far as the viewer may see it."""
    keys: dict[int, set[int]] = defaultdict(set)
    for read in Reading.objects.before(asked):
        keys[read.read_type_id].add(read.read_id)
    return [
        thing
        for model in _read_models()
        if (pks := keys.get(type_of(model).pk))
        for thing in visible(model, viewer).filter(pk__in=pks)
    ]


def _read_models() -> list[type[Model]]:
    return [model for model, searchable in registry.items() if searchable.is_read]
