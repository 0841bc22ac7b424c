"""Who looks after a forum."""

from __future__ import annotations

from accounts.models import User
from accounts.querysets import UserQuerySet
from forums.models import Forum


def moderators_of(forum: Forum) -> UserQuerySet:
    """Agents, and the helpers whom it chose; where it chose nobody, all helpers."""
    helpers = User.objects.present().filter(is_helper=True)
    if forum.helpers.exists():
        helpers = helpers.filter(helped_forums=forum)
    return User.objects.agents() | helpers
