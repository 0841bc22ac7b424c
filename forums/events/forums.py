"""What happens to forums and their groups."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activity.events import EventType


class ForumChanged(EventType):
    verb = "forum.changed"
    audience = "staff"
    sentence = _("{actor} changed the forum {target}")


class ForumDeleted(EventType):
    verb = "forum.deleted"
    audience = "staff"
    sentence = _("{actor} deleted a forum")


class ForumGroupChanged(EventType):
    verb = "forum_group.changed"
    audience = "staff"
    sentence = _("{actor} changed the group of forums {target}")
