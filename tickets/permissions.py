"""Who may do what to a ticket that she sees. Seeing is `visible_to`'s question."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import TeamMembership, User
from accounts.permissions import can_change_addresses
from core.access import Viewer
from tickets.models import (
    SET_ASIDE,
    UNSOLVED,
    Macro,
    Rating,
    Ticket,
    TicketMessage,
    View,
)

# where a ticket has no team to say it
REOPEN_DAYS = 14
RATED_WITHIN = timedelta(days=30)


def can_block(user: Viewer, person: User) -> bool:
    """As a sender of spam; never staff. An administrator lifts it."""
    return can_change_addresses(user, person)


def can_work_on(user: Viewer, ticket: Ticket) -> bool:
    """As an agent: notes, assignment, status, priority, tags, spam, trash."""
    if not isinstance(user, User) or not user.is_agent or ticket.merged_into_id:
        return False
    if user.is_admin or ticket.team is None or not ticket.team.is_private:
        return True
    return TeamMembership.objects.filter(team=ticket.team, person=user).exists()


def can_reply(user: Viewer, ticket: Ticket) -> bool:
    """Publicly. Customers may write on a closed ticket: it reopens or is followed up.

    For agents a closed ticket is locked until it is reopened.
    """
    if is_set_aside(ticket):
        return False
    if acts_as_customer(user, ticket):
        return True
    return ticket.status != Ticket.Status.CLOSED and can_work_on(user, ticket)


def can_note(user: Viewer, ticket: Ticket) -> bool:
    return can_work_on(user, ticket)


def can_take_back(user: Viewer, message: TicketMessage) -> bool:
    """Her own reply; whether it is too late is the action's question."""
    return not message.is_note and message.author_id == user.pk


def can_redact(user: Viewer, ticket: Ticket) -> bool:
    """Words and files, whoever wrote them."""
    return can_work_on(user, ticket)


def can_assign(user: Viewer, ticket: Ticket) -> bool:
    return can_work_on(user, ticket)


def can_edit_details(user: Viewer, ticket: Ticket) -> bool:
    """What was filled in on the form. Its requester tells of mistakes in a reply."""
    return can_work_on(user, ticket)


def can_set_requester(user: Viewer, ticket: Ticket) -> bool:
    """Not of spam and trash: the new one would be told of what she cannot see."""
    return not is_set_aside(ticket) and can_work_on(user, ticket)


def can_claim(user: Viewer, ticket: Ticket) -> bool:
    """From another as well: she may have gone to lunch."""
    return ticket.status in UNSOLVED and can_work_on(user, ticket)


def can_release(user: Viewer, ticket: Ticket) -> bool:
    is_hers = ticket.is_claimed and ticket.claimed_by_id == user.pk
    return is_hers and can_work_on(user, ticket)


def can_snooze(user: Viewer, ticket: Ticket) -> bool:
    return ticket.status in UNSOLVED and can_work_on(user, ticket)


def can_wake(user: Viewer, ticket: Ticket) -> bool:
    return ticket.is_snoozed and can_snooze(user, ticket)


def can_follow(user: Viewer, ticket: Ticket) -> bool:
    """As an agent. Whoever takes part hears of it anyway."""
    return can_work_on(user, ticket)


def can_solve(user: Viewer, ticket: Ticket) -> bool:
    return ticket.status in UNSOLVED and sees_to(user, ticket)


def can_send_and_solve(user: Viewer, ticket: Ticket) -> bool:
    """As a customer. Solved meanwhile it stays so; closed, her words open it again or
    a follow-up.
    """
    return can_solve(user, ticket) or ticket.status == Ticket.Status.SOLVED


def can_reopen(user: Viewer, ticket: Ticket) -> bool:
    return may_reopen(ticket) and sees_to(user, ticket)


def can_close(user: Viewer, ticket: Ticket) -> bool:
    return ticket.status == Ticket.Status.SOLVED and can_work_on(user, ticket)


def can_rate(user: Viewer, ticket: Ticket) -> bool:
    """What an agent answered and was solved, for a month; a score again for a week."""
    if not acts_as_customer(user, ticket) or not is_solved(ticket):
        return False
    rating = Rating.objects.filter(ticket=ticket).first()
    if rating is None or rating.rated_at is None:
        solved_at = ticket.solved_at or timezone.now()
        in_time = timezone.now() < solved_at + RATED_WITHIN
    else:
        in_time = rating.is_editable
    return in_time and Ticket.objects.answered().filter(pk=ticket.pk).exists()


def is_solved(ticket: Ticket) -> bool:
    return ticket.status in (Ticket.Status.SOLVED, Ticket.Status.CLOSED)


def can_manage_ccs(user: Viewer, ticket: Ticket) -> bool:
    if is_set_aside(ticket) or ticket.merged_into_id:
        return False
    is_hers = ticket.requester_id == user.pk and acts_as_customer(user, ticket)
    return is_hers or can_work_on(user, ticket)


def can_set_aside(user: Viewer, ticket: Ticket) -> bool:
    """Spam and trash, and back."""
    return can_work_on(user, ticket)


def can_let_in(user: Viewer, ticket: Ticket) -> bool:
    """What was held because it looked like spam."""
    return ticket.status == Ticket.Status.HELD and can_work_on(user, ticket)


def can_delete(user: Viewer, ticket: Ticket) -> bool:
    """For good, out of the trash."""
    is_admin = isinstance(user, User) and user.is_admin
    return is_admin and ticket.status == Ticket.Status.TRASH


def can_change_macro(user: Viewer, macro: Macro) -> bool:
    return Macro.objects.changed_by(user).filter(pk=macro.pk).exists()


def can_change_view(user: Viewer, view: View) -> bool:
    return View.objects.changed_by(user).filter(pk=view.pk).exists()


def can_merge(user: Viewer, ticket: Ticket) -> bool:
    """Away into another that she works on, or another into it."""
    return not is_set_aside(ticket) and can_work_on(user, ticket)


def can_split(user: Viewer, ticket: Ticket) -> bool:
    return can_merge(user, ticket)


def can_unmerge(user: Viewer, ticket: Ticket) -> bool:
    """Of a ticket that is merged no more there is nothing to undo, and no harm."""
    return can_merge(user, ticket.merged_into or ticket)


def acts_as_customer(user: Viewer, ticket: Ticket) -> bool:
    """Whoever takes part does, unless she is blocked."""
    return takes_part(user, ticket) and not getattr(user, "blocked_at", None)


def sees_to(user: Viewer, ticket: Ticket) -> bool:
    """Has a say in whether it is solved, on either side."""
    return acts_as_customer(user, ticket) or can_work_on(user, ticket)


def takes_part(user: Viewer, ticket: Ticket) -> bool:
    """Its requester, or a CC who may reply."""
    if not isinstance(user, User) or ticket.merged_into_id:
        return False
    if ticket.requester_id == user.pk:
        return True
    return any(cc.person_id == user.pk and cc.can_reply for cc in ticket.ccs.all())


def is_set_aside(ticket: Ticket) -> bool:
    return ticket.status in SET_ASIDE


def may_reopen(ticket: Ticket) -> bool:
    """Solved, or closed for no longer than its team takes late replies."""
    if ticket.merged_into_id:
        return False
    if ticket.status == Ticket.Status.SOLVED:
        return True
    if ticket.status != Ticket.Status.CLOSED or ticket.closed_at is None:
        return False
    days = ticket.team.reopen_days if ticket.team else REOPEN_DAYS
    return timezone.now() <= ticket.closed_at + timedelta(days=days)
