"""The headings under which forums stand."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from activity.actions import record
from forums import events
from forums.models import ForumGroup


@transaction.atomic
def create_group(*, by: User, title: str) -> ForumGroup:
    """The new group stands last."""
    last = ForumGroup.objects.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    group = ForumGroup.objects.create(title=title, position=position)
    record(events.ForumGroupChanged, group, by=by)
    return group


@transaction.atomic
def rename_group(group: ForumGroup, *, by: User, title: str) -> bool:
    if group.title == title:
        return False
    group.title = title
    group.save(update_fields=["title"])
    record(events.ForumGroupChanged, group, by=by, data={"changed": ["title"]})
    return True


@transaction.atomic
def raise_group(group: ForumGroup, *, by: User) -> bool:
    """One place up. All positions are written anew, so that none is there twice."""
    groups = list(ForumGroup.objects.select_for_update().order_by("position", "title"))
    place = groups.index(group)
    if place == 0:
        return False
    groups.insert(place - 1, groups.pop(place))
    for position, each in enumerate(groups):
        each.position = position
    ForumGroup.objects.bulk_update(groups, ["position"])
    record(events.ForumGroupChanged, group, by=by, data={"changed": ["position"]})
    return True


@transaction.atomic
def delete_group(group: ForumGroup, *, by: User) -> bool:
    """Only one without forums."""
    if group.forums.exists():
        return False
    record(events.ForumGroupChanged, group, by=by, data={"changed": ["deleted"]})
    group.delete()
    return True
