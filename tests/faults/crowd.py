"""Fifty agents at one ticket at once: run by the launcher, in a process of its own."""

import json
from collections import Counter
from functools import partial
from threading import Barrier, Semaphore, Thread

from django.conf import settings
from django.db import connection

from tests.faults.scene import _person
from tickets import actions
from tickets.actions.forms import add_field, create_form
from tickets.actions.rows import MergedError
from tickets.fields import change_details
from tickets.forms.details import EditDetailsForm
from tickets.forms.fields import AssignForm, PriorityForm, TagsForm
from tickets.models import Ticket

AGENTS = 50
_DONE = Semaphore(0)


def crowd():
    """All have read message 1 alone, and seen a ticket of nobody without details.

    A reply is sent again after a conflict. Two merge the ticket into another, under
    the hands of the others, once some are done.
    """
    agents = [_person(f"agent{n}@example.com", is_agent=True) for n in range(AGENTS)]
    ticket = _the_ticket()
    ticket.form = create_form(by=None, title="Device", slug="device")
    ticket.save(update_fields=["form"])
    add_field(ticket.form, by=None, label="Device", kind="text")
    maya = ticket.requester
    actions.open_ticket(
        requester=maya, subject="Again", body="No mail", channel="web", by=maya
    )
    start, said = Barrier(AGENTS), []
    threads = [
        Thread(target=_act, args=(start, said, *one)) for one in enumerate(agents)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (settings.DATA_DIR / "crowd.json").write_text(json.dumps(Counter(said)))


def _act(start, said, number, agent):
    start.wait()
    try:
        does = _merge if number % 25 == 24 else _DOES[number % len(_DOES)]
        said.append(does(_the_ticket(), number, agent))
    except MergedError:
        said.append("refused: merged")
    except Exception as error:  # noqa: BLE001 - the test shows what it was
        said.append(f"failed: {error!r}")
    finally:
        connection.close()
        _DONE.release()


def _the_ticket():
    return Ticket.objects.order_by("pk").first()


def _reply(ticket, number, agent):
    seen, conflicts = 1, 0
    while True:
        try:
            actions.reply_to_ticket(ticket, by=agent, body=f"by {number}", seen=seen)
        except actions.Outdated as outdated:
            last = outdated.newer[-1]
            ticket, seen, conflicts = last.ticket, last.number, conflicts + 1
        else:
            return "replied after a conflict" if conflicts else "replied at once"


def _note(ticket, number, agent):
    actions.add_note(ticket, by=agent, body=f"note by {number}")
    return "noted"


def _assign(ticket, number, agent):
    form = AssignForm({"to": agent.pk, "was": ""}, ticket=ticket)
    return _set("assigned", form, lambda _: actions.assign(ticket, to=agent, by=agent))


def _solve(ticket, number, agent):
    return _told("solved", actions.solve_ticket(ticket, by=agent))


def _prioritise(ticket, number, agent):
    priority = list(Ticket.Priority)[number // len(_DOES) % 4]
    form = PriorityForm({"priority": priority, "was": "normal"}, ticket=ticket)
    act = partial(actions.set_priority, ticket, priority=priority, by=agent)
    return _set("prioritised", form, lambda _: act())


def _tag(ticket, number, agent):
    form = TagsForm({"tags": f"tag{number}", "was": ""}, ticket=ticket)
    return _set(
        "tagged", form, lambda names: actions.set_tags(ticket, names=names, by=agent)
    )


def _fill_in(ticket, number, agent):
    given = {"custom.device": f"No. {number}", "was": "device", "was.device": ""}
    form = EditDetailsForm(given, ticket=ticket)
    form.full_clean()
    return _conflict_or("filled in", lambda: change_details(form, by=agent))


def _set(word, form, act):
    return _conflict_or(word, lambda: actions.change_shown(form.ticket, form, act))


def _conflict_or(word, change):
    try:
        return _told(word, change())
    except actions.Stale:
        return f"not {word}: conflict shown"


def _claim(ticket, number, agent):
    return _told("claimed", actions.claim_ticket(ticket, by=agent))


def _merge(ticket, number, agent):
    for _ in range(AGENTS // 4):
        _DONE.acquire()
    into = Ticket.objects.order_by("pk").last()
    merged = actions.merge_tickets(ticket, into=into, by=agent, tell=False)
    return _told("merged", merged)


def _told(word, changed):
    return word if changed else f"{word} already"


_DOES = (_reply, _assign, _solve, _note, _prioritise, _claim, _tag, _fill_in)
