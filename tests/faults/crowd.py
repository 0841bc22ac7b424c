"""Fifty agents at one ticket at once: run by the launcher, in a process of its own."""

import json
from collections import Counter
from threading import Barrier, Thread

from django.conf import settings
from django.db import connection

from tests.faults.scene import _person
from tickets import actions
from tickets.actions.rows import MergedError
from tickets.models import Ticket

AGENTS = 50


def crowd():
    """Each sends a reply that had read message 1 alone, and again after a conflict.

    Some merge the ticket into another, under the hands of the others.
    """
    agents = [_person(f"agent{n}@example.com", is_agent=True) for n in range(AGENTS)]
    maya = _the_ticket().requester
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
        said.append(_DOES[number % len(_DOES)](_the_ticket(), number, agent))
    except MergedError:
        said.append("refused: merged")
    except Exception as error:  # noqa: BLE001 - the test shows what it was
        said.append(f"failed: {error!r}")
    finally:
        connection.close()


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
    return _told("assigned", actions.assign(ticket, to=agent, by=agent))


def _solve(ticket, number, agent):
    return _told("solved", actions.solve_ticket(ticket, by=agent))


def _prioritise(ticket, number, agent):
    priority = list(Ticket.Priority)[number // 7 % 4]
    return _told(
        "prioritised", actions.set_priority(ticket, priority=priority, by=agent)
    )


def _claim(ticket, number, agent):
    return _told("claimed", actions.claim_ticket(ticket, by=agent))


def _merge(ticket, number, agent):
    into = Ticket.objects.order_by("pk").last()
    merged = actions.merge_tickets(ticket, into=into, by=agent, tell=False)
    return _told("merged", merged)


def _told(word, changed):
    return word if changed else f"{word} already"


_DOES = (_reply, _assign, _solve, _note, _prioritise, _claim, _merge)
