from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import Q

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from forums.querysets.forum import ForumQuerySet


def is_helper(viewer: Viewer) -> bool:
    """In some forum; in which ones says `ForumQuerySet.helped_by`."""
    return getattr(viewer, "is_helper", False)


def helped_forums(viewer: Viewer) -> ForumQuerySet:
    from forums.models import Forum

    return Forum.objects.helped_by(cast("User", viewer))


def in_audience(viewer: Viewer, forum: str = "") -> Q:
    """What her audiences see. `forum`: the way to it, as "topic__forum"."""
    path = f"{forum}__" if forum else ""
    if is_agent(viewer):
        return Q()
    audiences = ["everyone", "signed_in"] if viewer.is_authenticated else ["everyone"]
    seen = Q(**{f"{path}audience__in": audiences})
    if organization := getattr(viewer, "organization_id", None):
        seen |= Q(
            **{
                f"{path}audience": "organizations",
                f"{path}pk__in": _forums_of(organization),
            }
        )
    return seen


def _forums_of(organization: int) -> models.QuerySet[Any]:
    from forums.models import Forum

    chosen = Forum.organizations.through.objects.filter(organization=organization)
    return chosen.values("forum")


def is_own(viewer: Viewer) -> Q:
    """Nobody's own where the viewer has no account."""
    return Q(author=viewer.pk) if viewer.pk else Q(pk__in=[])
