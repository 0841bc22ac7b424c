"""What the button "Follow" shows, and the list of what somebody follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Model

from accounts.models import User
from activity.events import Hearer
from core.access import Viewer
from notifications.bell import visible_things
from notifications.forms import FollowForm
from notifications.models import Watch
from notifications.querysets import watch_of, watches_of


@dataclass(frozen=True)
class Followed:
    """`thing` is None where the person cannot see it any more."""

    watch: Watch
    thing: Any

    @property
    def kind(self) -> str:
        return str(self.watch.target_type.name)

    @property
    def url(self) -> str:
        way = getattr(self.thing, "get_absolute_url", None)
        return way() if way else ""

    @property
    def form(self) -> FollowForm:
        return _form(self.watch)


def followed(watches: Sequence[Watch], person: User) -> list[Followed]:
    """One query for each kind of thing."""
    keys = [(each.target_type_id, False, each.target_id) for each in watches]
    things = visible_things(keys, person)
    return [
        Followed(each, things.get(key)) for each, key in zip(watches, keys, strict=True)
    ]


def follow_context(thing: Any, viewer: Viewer) -> dict[str, Any]:
    """What `ui/_follow.html` takes. The thing's address plus the verb is its form's."""
    watch, url = watch_of(thing, viewer), thing.get_absolute_url()
    return {
        "is_following": watch is not None,
        "form": _form(watch) if watch else None,
        "follow_url": f"{url}follow/",
        "unfollow_url": f"{url}unfollow/",
    }


def follower(person: User, reason: str = "follower", *, bell: bool = True) -> Hearer:
    """One of `watchers`, who hears as she chose for this thing."""
    return Hearer(person, reason, bell=bell, chosen=cast(Any, person).watch_mail)


def followers_of(things: Iterable[Model]) -> Iterator[Hearer]:
    """Of things of one model that an event is not itself about, asked in one query."""
    followed = {thing.pk: thing for thing in things}
    for watch in watches_of(followed.values()).select_related("person"):
        thing = followed[watch.target_id]
        yield Hearer(watch.person, "follower", followed=thing, chosen=watch.mail)


def _form(watch: Watch) -> FollowForm:
    return FollowForm(initial={"mail": watch.mail}, auto_id=False)
