"""Tickets with their messages, tags, copies and timelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from activity.events import EventType
from helpdesk.generating import words
from helpdesk.generating.loading import Run, chunks, event
from helpdesk.generating.people import Crowd
from helpdesk.generating.texts import Zipf
from tickets import events
from tickets.models import Tag, Ticket, TicketCc, TicketMessage

Status = Ticket.Status
Kind = TicketMessage.Kind

CHANNELS = Zipf(["web", "mail", "api", "phone"])
PRIORITIES = Zipf(["normal", "high", "low", "urgent"], exponent=1.5)
KINDS = Zipf(["question", "incident", "problem", "task"])
RECENT = Zipf(["open", "new", "pending", "solved", "on_hold"], exponent=0.6)
OLD = Zipf(["closed", "solved", "pending", "open", "on_hold", "new"], exponent=3)
# messages after the first
REPLIES = Zipf(range(13), exponent=0.7)
LONG_THREAD = 80


@dataclass
class Story:
    """One ticket and what is to be written once it has its number."""

    ticket: Ticket
    messages: list[TicketMessage] = field(default_factory=list)
    # (moment, type, actor, number of the message or 0, data)
    happened: list[tuple[datetime, type[EventType], User | None, int, Any]] = field(
        default_factory=list
    )


def generate_tickets(run: Run, crowd: Crowd, count: int) -> None:
    tags = Zipf(ticket_tags(run))
    stories = (_story(run, crowd, moment) for moment in run.moments(count))
    for chunk in chunks(stories):
        with transaction.atomic():
            _write(run, crowd, chunk, tags)
        run.progress(len(chunk))


def ticket_tags(run: Run) -> list[Tag]:
    there = set(Tag.objects.values_list("name", flat=True))
    run.insert([Tag(name=name) for name in words.TAGS if name not in there])
    return list(Tag.objects.filter(name__in=words.TAGS).order_by("pk"))


def _story(run: Run, crowd: Crowd, opened: datetime) -> Story:
    requester = crowd.customers.draw(run.rng)
    agent = crowd.agents.draw(run.rng)
    ticket = Ticket(
        subject=run.writer.title(),
        priority=PRIORITIES.draw(run.rng),
        kind=KINDS.draw(run.rng),
        channel=CHANNELS.draw(run.rng),
        requester=requester,
        organization_id=requester.organization_id,
        team=crowd.teams.draw(run.rng) if run.chance(0.9) else None,
        client_key=run.uuid(),
        created_at=opened,
        updated_at=opened,
    )
    story = Story(ticket)
    age = run.until - opened
    status = (RECENT if age < timedelta(days=21) else OLD).draw(run.rng)
    _converse(run, story, agent, silent=status == Status.NEW)
    _end(run, story, agent, status)
    ticket.message_count = len(story.messages)
    return story


def _converse(run: Run, story: Story, agent: User, *, silent: bool) -> None:
    """Customer and agent in turn, now and then a note between them."""
    ticket = story.ticket
    _say(run, story, ticket.requester, events.TicketOpened, ticket.created_at)
    if silent:
        return
    at = run.later(ticket.created_at, hours=3)
    if run.chance(0.85):
        ticket.assignee, ticket.updated_at = agent, at
        data = {"from": None, "to": agent.pk}
        story.happened.append((at, events.TicketAssigned, agent, 0, data))
    count = LONG_THREAD if run.chance(0.001) else REPLIES.draw(run.rng)
    for place in range(count):
        at = run.later(at, hours=9)
        if run.chance(0.15):
            _say(run, story, agent, events.NoteAdded, at)
        elif place % 2:
            _say(run, story, ticket.requester, events.CustomerReplied, at)
        else:
            _say(run, story, agent, events.AgentReplied, at)


def _say(
    run: Run, story: Story, author: User, event_type: type[EventType], at: datetime
) -> None:
    ticket, number = story.ticket, len(story.messages) + 1
    is_note = event_type is events.NoteAdded
    if is_note:
        text = run.writer.note()
    elif event_type is events.AgentReplied:
        text = run.writer.answer()
    else:
        text = run.writer.question()
    story.messages.append(
        TicketMessage(
            number=number,
            author=author,
            kind=Kind.NOTE if is_note else Kind.REPLY,
            channel=ticket.channel if number == 1 else Ticket.Channel.WEB,
            client_key=ticket.client_key if number == 1 else run.uuid(),
            created_at=at,
            public_at=at,
            **text.fields(),
        )
    )
    data: dict[str, Any] = {"mentioned": []} if is_note else {}
    story.happened.append((at, event_type, author, number, data))
    ticket.updated_at = at
    if not is_note:
        ticket.last_reply_at = at


def _end(run: Run, story: Story, agent: User, status: str) -> None:
    """Where the ticket stands, with the moments that belong to it."""
    ticket = story.ticket
    ticket.status = status
    if status in (Status.SOLVED, Status.CLOSED):
        ticket.solved_at = _happen(run, story, events.TicketSolved, agent, status)
    if status == Status.CLOSED:
        ticket.closed_at = _happen(run, story, events.TicketClosed, None, status)
    if run.chance(0.02):
        _happen(run, story, events.MarkedSpam, agent, Status.SPAM)
        ticket.status, ticket.status_before = Status.SPAM, status
    elif run.chance(0.01):
        at = _happen(run, story, events.TicketTrashed, agent, Status.TRASH)
        ticket.status, ticket.status_before = Status.TRASH, status
        ticket.trashed_at = at


def _happen(
    run: Run, story: Story, event_type: type[EventType], by: User | None, to: str
) -> datetime:
    ticket = story.ticket
    hours = 96 if event_type is events.TicketClosed else 6
    at = ticket.updated_at = run.later(ticket.updated_at, hours=hours)
    before = Status.SOLVED if event_type is events.TicketClosed else Status.OPEN
    story.happened.append((at, event_type, by, 0, {"from": before, "to": to}))
    return at


def _write(run: Run, crowd: Crowd, stories: list[Story], tags: Zipf[Tag]) -> None:
    run.insert([story.ticket for story in stories])
    for story in stories:
        for message in story.messages:
            message.ticket = story.ticket
    messages = [message for story in stories for message in story.messages]
    run.insert(messages)
    run.insert([row for story in stories for row in _timeline(story)])
    run.insert([row for story in stories for row in _tags(run, story.ticket, tags)])
    run.insert([_copy(run, crowd, s.ticket) for s in stories if run.chance(0.05)])
    for story in stories:
        opening: Any = story.ticket
        opening.opening_html = story.messages[0].body_html
    run.index([story.ticket for story in stories])
    run.index([message for message in messages if message.number > 1])


def _timeline(story: Story) -> list[Any]:
    return [
        event(
            event_type,
            story.ticket,
            by=by,
            at=at,
            related=story.messages[number - 1] if number else None,
            data=data,
        )
        for at, event_type, by, number, data in sorted(
            story.happened, key=lambda entry: entry[0]
        )
    ]


def _tags(run: Run, ticket: Ticket, tags: Zipf[Tag]) -> list[Any]:
    count = run.rng.choice((0, 0, 1, 1, 2))
    chosen = {tags.draw(run.rng).pk for _ in range(count)}
    through = Ticket.tags.through
    return [through(ticket_id=ticket.pk, tag_id=pk) for pk in sorted(chosen)]


def _copy(run: Run, crowd: Crowd, ticket: Ticket) -> TicketCc:
    person = crowd.customers.draw(run.rng)
    if person.pk == ticket.requester_id:
        person = crowd.agents.draw(run.rng)
    return TicketCc(ticket=ticket, person=person, can_reply=run.chance(0.5))
