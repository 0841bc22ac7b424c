"""The thread of a ticket: its messages and what happened between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, DateTimeField, Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Team, User
from activity.events import registry
from activity.models import Event
from activity.querysets import EventQuerySet
from core.access import Viewer, is_admin
from core.prepared import Given, Prepared, given_like, values_of
from tickets import events
from tickets.choices import agent_names, team_names
from tickets.details import all_fields
from tickets.models import Rating, Ticket, TicketMessage

MESSAGES_AT_ONCE = 50
EVENTS_AT_MOST = 200
# before there was any ticket
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

ICONS = {
    events.StatusChanged.verb: "clock",
    events.TicketAssigned.verb: "user-check",
    events.TicketSolved.verb: "circle-check",
    events.TicketClaimed.verb: "hand",
    events.TicketReleased.verb: "hand",
    events.TicketSnoozed.verb: "alarm-clock",
    events.TicketWoken.verb: "alarm-clock-off",
    events.TicketLinked.verb: "link",
    events.TicketUnlinked.verb: "unlink",
    events.TicketReopened.verb: "rotate-ccw",
    events.TicketClosed.verb: "lock",
    events.CcAdded.verb: "user-plus",
    events.CcRemoved.verb: "user-minus",
    events.TicketMoved.verb: "users",
    events.PriorityChanged.verb: "flag",
    events.KindChanged.verb: "shapes",
    events.TagsChanged.verb: "tag",
    events.SubjectChanged.verb: "pencil",
    events.RequesterChanged.verb: "user-pen",
    events.DetailsChanged.verb: "list-checks",
    events.TicketRated.verb: "message-circle-more",
    events.TicketRatedLow.verb: "message-circle-warning",
    events.TicketHeld.verb: "shield-question-mark",
    events.TicketLetIn.verb: "shield-check",
    events.TookIn.verb: "merge",
    events.SplitOff.verb: "split",
    events.TicketSplit.verb: "split",
    events.MergeUndone.verb: "undo-2",
    events.UnmergedFrom.verb: "undo-2",
    events.MarkedSpam.verb: "shield-alert",
    events.UnmarkedSpam.verb: "shield-check",
    events.TicketTrashed.verb: "trash-2",
    events.TicketRestored.verb: "undo-2",
    events.ReplyTakenBack.verb: "undo-2",
    events.MessageRedacted.verb: "eraser",
    events.NoteRedacted.verb: "eraser",
    events.SubjectRedacted.verb: "eraser",
    events.DetailsRedacted.verb: "eraser",
    events.RatingRedacted.verb: "eraser",
}
# Their message says it; a change of status that came with it has a line of its own.
WRITTEN = (events.AgentReplied.verb, events.CustomerReplied.verb)
LABELS: dict[str, str | Promise] = {
    **dict(Ticket.Status.choices),
    **dict(Ticket.Priority.choices),
    **dict(Ticket.Kind.choices),
    **dict(Rating.Score.choices),
    "text": gettext_lazy("the text"),
    "file": gettext_lazy("a file"),
}
# keys of an Event's data that hold the number of another ticket
OTHERS = ("other", "into", "merged")
# keys of an Event's data that a line may name
TOLD = ("from", "to", "person")
ASSIGNED = gettext_lazy("{actor} assigned the ticket to {to}")
UNASSIGNED = gettext_lazy("{actor} took the ticket from {from}")


@dataclass(frozen=True)
class Entry:
    at: datetime
    message: TicketMessage | None = None
    event: Event | None = None
    text: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Timeline:
    """`earlier` is the number to look before for more, None at the beginning. `newest`
    is the last Event of what happened, None where later ones may be left out.
    """

    entries: list[Entry]
    earlier: int | None
    newest: int | None

    def waiting_of(self, person: User) -> list[TicketMessage]:
        """Her replies that she may still take back."""
        written = [entry.message for entry in self.entries if entry.message]
        return [m for m in written if m.is_waiting and m.author_id == person.pk]


def timeline(
    ticket: Ticket, *, agent: User | None, before: int | None = None
) -> Timeline:
    """The last fifty messages, or those before a number, in the order they came.

    `agent` works on the ticket; None: what everybody on it may read. Costs the same
    number of queries however long the ticket is.
    """
    messages = _messages(ticket, agent, before)
    has_earlier = len(messages) > MESSAGES_AT_ONCE
    messages = messages[:MESSAGES_AT_ONCE][::-1]
    since = messages[0].created_at if has_earlier else LONG_AGO
    entries = [Entry(at=message.created_at, message=message) for message in messages]
    newest_first = _lines(ticket, agent, since, before)
    entries += told_of(newest_first[::-1])
    entries.sort(key=lambda entry: entry.at)
    newest = newest_first[0].pk if newest_first else 0
    return Timeline(
        entries,
        earlier=messages[0].number if has_earlier else None,
        newest=newest if before is None else None,
    )


def _messages(
    ticket: Ticket, agent: User | None, before: int | None
) -> list[TicketMessage]:
    """The newest first, and one more than are shown."""
    if agent is not None and before is None:  # as nearly always
        messages = _last_messages().ask(ticket=ticket.pk)
        for message in messages:
            message.ticket = ticket
        return messages
    rows = ticket.messages.for_timeline().order_by("-number")
    if agent is None:
        rows = rows.public()
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows[: MESSAGES_AT_ONCE + 1])


@cache
def _last_messages() -> Prepared[TicketMessage]:
    rows = TicketMessage.objects.for_timeline().filter(ticket=Given("ticket"))
    return Prepared(rows.order_by("-number")[: MESSAGES_AT_ONCE + 1])


def _lines(
    ticket: Ticket, agent: User | None, since: datetime, before: int | None
) -> list[Event]:
    """The newest first."""
    if agent is not None and before is None:
        kind = ContentType.objects.get_for_model(Ticket).pk
        asked: dict[str, Any] = {"kind": kind, "ticket": ticket.pk, "since": since}
        return _last_lines(given_like(agent)).ask(**asked, **values_of(agent))
    rows = happened(ticket, agent=agent).filter(created_at__gte=since)
    if before is not None:
        until = ticket.messages.filter(number=before).values("created_at")
        rows = rows.filter(created_at__lt=until)
    return list(rows.order_by("-pk")[:EVENTS_AT_MOST])


@cache
def _last_lines(agent: Viewer) -> Prepared[Event]:
    rows = Event.objects.filter(target_type=Given("kind"), target_id=Given("ticket"))
    rows = _with_lines(rows.filter(created_at__gte=Given("since", DateTimeField())))
    rows = _naming_what_she_sees(rows, agent)
    return Prepared(rows.order_by("-pk")[:EVENTS_AT_MOST])


def changes_since(ticket: Ticket, *, agent: User, told: int) -> list[Entry]:
    """What others did besides writing, after that Event."""
    rows = happened(ticket, agent=agent).filter(verb__in=ICONS, pk__gt=told)
    newest_first = rows.exclude(actor=agent).order_by("-pk")[:EVENTS_AT_MOST]
    return list(told_of(list(newest_first)[::-1]))


def happened(ticket: Ticket, *, agent: User | None) -> EventQuerySet:
    """What was done to it; `agent` as above."""
    rows = _with_lines(Event.objects.about(ticket))
    if agent is not None:
        return _naming_what_she_sees(rows, agent)
    # what a reply did to the status is told when the reply is
    waiting = ticket.messages.waiting().values("pk")
    told_later = Q(verb=events.AgentReplied.verb, related_id__in=waiting)
    # who it was before is not for the one who has it now
    named = Q(verb=events.RequesterChanged.verb)
    return rows.for_participants().exclude(told_later | named)


def number_before(asked: Mapping[str, str]) -> int | None:
    """The message's number that an address names by `?before=`, if it names one."""
    text = asked.get("before", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else None


def _with_lines(rows: EventQuerySet) -> EventQuerySet:
    return rows.for_timeline().filter(verb__in=[*ICONS, *WRITTEN])


def _naming_what_she_sees(rows: EventQuerySet, agent: Viewer) -> EventQuerySet:
    """Without lines that name a ticket of a private team that is not hers."""
    if is_admin(agent):
        return rows
    numbers = [Cast(KT(f"data__{key}"), BigIntegerField()) for key in OTHERS]
    seen = Ticket.objects.worked_on_by(agent).filter(pk=OuterRef("other"))
    rows = rows.annotate(other=Coalesce(*numbers))
    return rows.filter(Q(other__isnull=True) | Exists(seen))


def told_of(rows: Iterable[Event]) -> Iterator[Entry]:
    told = [event for event in rows if event.verb in ICONS or "to" in event.data]
    names = _names(told)
    for event in told:
        verb = _verb_of(event)
        values = {
            key: names.get((_names_of(verb), value)) or _label(value, verb)
            for key, value in event.data.items()
            if not isinstance(value, list)  # `changes` tells of those
        }
        yield Entry(
            at=event.created_at,
            event=event,
            text=_sentence(verb, event.data).format(
                **values | {"actor": _actor(event), "changes": _changes(event.data)}
            ),
            icon=ICONS[verb],
        )


def _verb_of(event: Event) -> str:
    """What a reply did to the status besides being a reply."""
    if event.verb not in WRITTEN:
        return event.verb
    if event.data["to"] == Ticket.Status.SOLVED:
        return events.TicketSolved.verb
    if event.data["from"] in (Ticket.Status.SOLVED, Ticket.Status.CLOSED):
        return events.TicketReopened.verb
    return events.StatusChanged.verb


def _sentence(verb: str, data: dict[str, Any]) -> str:
    if verb == events.TicketAssigned.verb:
        return str(ASSIGNED if data["to"] else UNASSIGNED)
    return str(registry[verb].sentence).replace("{target}", _("the ticket"))


def _names_of(verb: str) -> type[User] | type[Team] | None:
    """Whose ids an Event's data holds."""
    if verb == events.TicketMoved.verb:
        return Team
    people = (
        events.TicketAssigned,
        events.RequesterChanged,
        events.CcAdded,
        events.CcRemoved,
    )
    return User if verb in [event_type.verb for event_type in people] else None


def _names(told: Iterable[Event]) -> dict[tuple[Any, Any], str]:
    """Names of the people and teams whose ids are told.

    One query for who is no agent; agents and teams are remembered.
    """
    wanted: dict[Any, set[int]] = {User: set(), Team: set()}
    for event in told:
        if model := _names_of(event.verb):
            wanted[model] |= {event.data[key] for key in TOLD if event.data.get(key)}
    names: dict[tuple[Any, Any], str] = {}
    if wanted[Team]:
        names |= {(Team, pk): name for pk, name in team_names().items()}
    if wanted[User]:
        names |= {(User, pk): name for pk, name in agent_names().items()}
    strangers = [pk for pk in wanted[User] if (User, pk) not in names]
    people = User.objects.filter(pk__in=strangers) if strangers else []
    return names | {(User, person.pk): person.public_name for person in people}


def _label(value: Any, verb: str) -> str:
    if value is None:
        return _("no team") if verb == events.TicketMoved.verb else _("nobody")
    if verb == events.TicketSnoozed.verb:
        until = localtime(datetime.fromisoformat(value))
        return date_format(until, "DATETIME_FORMAT")
    return str(LABELS.get(str(value), value))


def _actor(event: Event) -> str:
    return event.actor.public_name if event.actor else _("The system")


def _changes(data: dict[str, Any]) -> str:
    if keys := data.get("changed"):
        known = all_fields()
        return ", ".join(known[key].label if key in known else key for key in keys)
    added = [f"+{name}" for name in data.get("added", [])]
    return ", ".join([*added, *(f"−{name}" for name in data.get("removed", []))])
