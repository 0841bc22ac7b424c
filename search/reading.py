"""The reading trail: what somebody read in the hour before she asked.

Visitors have no session and read kept pages, so their browser remembers it, for one tab
(`reading-trail.js`), and gives it along as a field of the form.
"""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Model

from core.access import Viewer, visible
from search.documents import registry

THINGS_AT_MOST = 10


def things_read(trail: str, viewer: Viewer) -> list[Model]:
    """What a trail names: "kb.article:7 forums.topic:3". Costs one query a model.

    What is no such thing, or nothing that she may see, is passed over.
    """
    leaving = {m._meta.label_lower: m for m, each in registry.items() if each.is_read}
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
