from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.banners import keep_banners_of
from forums.actions.quotes import follow_forum
from forums.models import Forum


@transaction.atomic
def create_forum(*, by: User, **fields: Any) -> Forum:
    """The new forum stands last."""
    last = Forum.objects.aggregate(last=Max("position"))["last"]
    sets = _take_sets(fields)
    forum = Forum.objects.create(position=0 if last is None else last + 1, **fields)
    _set_sets(forum, sets)
    record(events.ForumChanged, forum, by=by)
    return forum


@transaction.atomic
def change_forum(forum: Forum, *, by: User, **fields: Any) -> bool:
    changed = _set_sets(forum, _take_sets(fields))
    for name, value in fields.items():
        if getattr(forum, name) != value:
            setattr(forum, name, value)
            changed.append(name)
    if not changed:
        return False
    forum.save(update_fields=fields)  # topics are counted meanwhile
    if "audience" in changed:
        follow_forum(forum)
        keep_banners_of(forum)
    record(events.ForumChanged, forum, by=by, data={"changed": sorted(changed)})
    return True


@transaction.atomic
def raise_forum(forum: Forum, *, by: User) -> bool:
    """One place up in its group. All positions are written anew, each once."""
    forums = list(Forum.objects.select_for_update().order_by("position", "title"))
    place = forums.index(forum)
    above = [n for n in range(place) if forums[n].group_id == forum.group_id]
    if not above:
        return False
    forums.insert(above[-1], forums.pop(place))
    for position, each in enumerate(forums):
        each.position = position
    Forum.objects.bulk_update(forums, ["position"])
    record(events.ForumChanged, forum, by=by, data={"changed": ["position"]})
    return True


@transaction.atomic
def delete_forum(forum: Forum, *, by: User) -> bool:
    """Only an empty one: topics that were hidden or deleted count as well."""
    if forum.topics.exists():
        return False
    record(events.ForumDeleted, forum, by=by)
    forum.delete()
    return True


def _take_sets(fields: dict[str, Any]) -> dict[str, Any]:
    names = {"organizations", "helpers"} & fields.keys()
    return {name: list(fields.pop(name)) for name in sorted(names)}


def _set_sets(forum: Forum, sets: dict[str, Any]) -> list[str]:
    """Set the many-to-many fields, and say which changed."""
    changed: list[str] = []
    for name, rows in sets.items():
        if {row.pk for row in rows} != {row.pk for row in getattr(forum, name).all()}:
            getattr(forum, name).set(rows)
            changed.append(name)
    return changed
