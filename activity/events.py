"""The vocabulary that every app's `events.py` is written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, cast

from django.db.models import Model
from django.utils.functional import Promise

from accounts.models import User
from activity.models import Event

registry: dict[str, type[EventType]] = {}


@dataclass(frozen=True)
class Hearer:
    """Somebody who hears of an Event, why, and by which ways unless she chose others.

    `reason` is the key of a preference and of the sentence "why you got this":
    `requester`, `assignee`, `team`, `follower`, `cc`, `mentioned`, `author`, `me_too`.
    `own_act` is for receipts: the actor hears of it too, as of nothing else.
    `followed` is what she follows, where that is not the Event's target; `chosen`, a
    value of `Preference.Mail`, how she wants to hear of just that.
    """

    person: User
    reason: str
    mail: bool = True
    bell: bool = True
    own_act: bool = False
    followed: Model | None = None
    chosen: str = ""


class EventType:
    """One kind of Event. Subclassing registers it under its verb."""

    verb: ClassVar[str] = ""
    # Event.Audience value
    audience: ClassVar[str] = "participants"
    # folder under templates/mail/, "" for an Event that is never mailed
    mail: ClassVar[str] = ""
    # must who is mailed see the related thing, too, as the mail leaves?
    shows_related: ClassVar[bool] = True
    # no mail can have come before in its thread: nobody looks for one
    opens_thread: ClassVar[bool] = False
    # what a timeline and the bell say; takes {actor}, {target} and the data's keys
    sentence: ClassVar[str | Promise] = ""

    def __init_subclass__(cls) -> None:
        if cls.verb:
            registry[cls.verb] = cls

    @classmethod
    def place_of(cls, target: Model) -> dict[str, Any]:
        """Where its target stood, for its data: ids that `page_keys` are made of."""
        return {}

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        """Keys of kept pages to forget, besides those of its things and its verb."""
        return set()

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        """Who hears of it. The listener leaves the actor out, but of receipts."""
        return ()

    @classmethod
    def sentence_for(cls, event: Event, person: User) -> str | Promise:
        """What the bell says to her, where it says something else to others."""
        return cls.sentence

    @classmethod
    def told_at(cls, event: Event) -> datetime:
        """When its hearers are told. Until then `notifications` can call it off."""
        return event.created_at

    @classmethod
    def thread_of(cls, event: Event) -> Model:
        """What a mail program shows as one thread: all mails about this thing."""
        return cast(Model, event.target)

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        """Where a mail and the bell lead her; a path is taken as one of this site."""
        return cast(Any, event.target).get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        """What the mail's templates take besides `event`, `hearer` and the site's own.

        Text that stands in the domain rows (a reply's body) is fetched here. `secret`
        names the entry of MAIL_PLACEHOLDERS that stands in place of a guest's link.
        """
        return {}
