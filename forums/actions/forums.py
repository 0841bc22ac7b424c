from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from activity.actions import record
from forums import events
from forums.models import Forum


@transaction.atomic
def create_forum(*, by: User, **fields: Any) -> Forum:
    """The new forum stands last."""
    last = Forum.objects.aggregate(last=Max("position"))["last"]
    forum = Forum.objects.create(position=0 if last is None else last + 1, **fields)
    record(events.ForumChanged, forum, by=by)
    return forum


@transaction.atomic
def change_forum(forum: Forum, *, by: User, **fields: Any) -> bool:
    changed = [name for name, value in fields.items() if getattr(forum, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(forum, name, fields[name])
    forum.save(update_fields=changed)
    record(events.ForumChanged, forum, by=by, data={"changed": sorted(changed)})
    return True


@transaction.atomic
def raise_forum(forum: Forum, *, by: User) -> bool:
    """One place up. All positions are written anew, so that none is there twice."""
    forums = list(Forum.objects.select_for_update().order_by("position", "title"))
    place = forums.index(forum)
    if place == 0:
        return False
    forums[place - 1], forums[place] = forums[place], forums[place - 1]
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
