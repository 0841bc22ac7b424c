"""The verbs of the desk that need no fields, and when each is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets import actions
from tickets import permissions as may
from tickets.models import Ticket

Predicate = Callable[[User, Ticket], bool]


@dataclass(frozen=True)
class Command:
    """A verb without fields: who may, what it does, how it is called and drawn."""

    may: Predicate
    act: Callable[..., Any]
    label: Any
    icon: str
    done: Any
    # pressed twice, or after somebody else: nothing is left to do, nor to refuse
    is_so: Callable[[Ticket], bool] = lambda ticket: False

    def is_permitted(self, user: User, ticket: Ticket) -> bool:
        """To who sees to the ticket what is so already is as good as done by her."""
        if self.is_so(ticket) and may.sees_to(user, ticket):
            return True
        return self.may(user, ticket)


def _stands(status: str) -> Callable[[Ticket], bool]:
    return lambda ticket: ticket.status == status


COMMANDS = {
    "solve": Command(
        may.can_solve,
        actions.solve_ticket,
        _("Solve"),
        "circle-check",
        _("Solved."),
        is_so=_stands(Ticket.Status.SOLVED),
    ),
    "open": Command(
        may.can_solve, actions.mark_open, _("Mark open"), "circle", _("Open.")
    ),
    "pending": Command(
        may.can_solve,
        actions.mark_pending,
        _("Wait for the customer"),
        "hourglass",
        _("Waiting for the customer."),
    ),
    "hold": Command(
        may.can_solve, actions.put_on_hold, _("Put on hold"), "pause", _("On hold.")
    ),
    "claim": Command(
        may.can_claim,
        actions.claim_ticket,
        _("Claim for 10 minutes"),
        "hand",
        _("Yours for ten minutes."),
    ),
    "release": Command(
        may.can_release,
        actions.release_ticket,
        _("Release"),
        "hand",
        _("Released."),
        is_so=lambda ticket: not ticket.is_claimed,
    ),
    "wake": Command(
        may.can_wake,
        actions.wake_ticket,
        _("Wake now"),
        "alarm-clock-off",
        _("Awake."),
        is_so=lambda ticket: not ticket.is_snoozed,
    ),
    "follow": Command(
        may.can_follow,
        actions.follow_ticket,
        _("Follow"),
        "bell",
        _("You hear of all that happens here."),
    ),
    "unfollow": Command(
        may.can_follow,
        actions.unfollow_ticket,
        _("Follow no longer"),
        "bell-off",
        _("You follow it no longer."),
    ),
    "reopen": Command(
        may.can_reopen,
        actions.reopen_ticket,
        _("Reopen"),
        "rotate-ccw",
        _("Reopened."),
        is_so=_stands(Ticket.Status.OPEN),
    ),
    "close": Command(
        may.can_close,
        actions.close_ticket,
        _("Close"),
        "lock",
        _("Closed."),
        is_so=_stands(Ticket.Status.CLOSED),
    ),
    "spam": Command(
        may.can_set_aside,
        actions.mark_spam,
        _("Mark as spam"),
        "shield-alert",
        _("Moved to spam."),
    ),
    "let-in": Command(
        may.can_let_in,
        actions.let_ticket_in,
        _("Let in"),
        "shield-check",
        _("In the queue now, and its requester was told."),
        is_so=_stands(Ticket.Status.NEW),
    ),
    "not-spam": Command(
        may.can_set_aside,
        actions.unmark_spam,
        _("Not spam"),
        "shield-check",
        _("Back from spam."),
    ),
    "trash": Command(
        may.can_set_aside,
        actions.trash_ticket,
        _("Move to trash"),
        "trash-2",
        _("In the trash for 30 days."),
    ),
    "restore": Command(
        may.can_set_aside,
        actions.restore_ticket,
        _("Restore"),
        "undo-2",
        _("Back from the trash."),
    ),
    "delete": Command(
        may.can_delete,
        actions.delete_ticket,
        _("Delete for good"),
        "trash",
        _("Deleted for good."),
    ),
}
CLAIM = ("claim", "release")
FOLLOW = ("follow", "unfollow")
# verbs that make sense in a status; the others are not offered
OFFERED = {
    Ticket.Status.NEW: ("solve", "pending", "hold", *CLAIM, *FOLLOW, "spam", "trash"),
    Ticket.Status.OPEN: ("solve", "pending", "hold", *CLAIM, *FOLLOW, "spam", "trash"),
    Ticket.Status.PENDING: ("solve", "open", "hold", *CLAIM, *FOLLOW, "spam", "trash"),
    Ticket.Status.ON_HOLD: (
        "solve",
        "open",
        "pending",
        *CLAIM,
        *FOLLOW,
        "spam",
        "trash",
    ),
    Ticket.Status.SOLVED: ("reopen", "close", *FOLLOW, "trash"),
    Ticket.Status.CLOSED: ("reopen", *FOLLOW, "trash"),
    Ticket.Status.HELD: ("let-in", "spam", "trash"),
    Ticket.Status.SPAM: ("not-spam", "trash"),
    Ticket.Status.TRASH: ("restore", "delete"),
}


def allowed_commands(user: User, ticket: Ticket) -> list[tuple[str, Command]]:
    """What to offer on the ticket's page, the most likely first."""
    moot = "follow" if getattr(ticket, "is_followed", False) else "unfollow"
    return [
        (verb, COMMANDS[verb])
        for verb in OFFERED[Ticket.Status(ticket.status)]
        if verb != moot and COMMANDS[verb].may(user, ticket)
    ]
