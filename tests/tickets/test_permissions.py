import pytest

from tickets import permissions
from tickets.actions import add_cc, close_ticket, mark_spam, solve_ticket, trash_ticket
from tickets.models import Ticket


@pytest.fixture
def cast(ticket, customer, stranger, colleague, guest, agent, admin, helper):
    """The people around the customer's ticket; the guest is let in to read only."""
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    add_cc(ticket, person=guest, can_reply=False, by=customer)
    return [customer, stranger, guest, colleague, helper, agent, admin]


@pytest.fixture
def who(cast, ticket):
    """`who("can_reply")`: the first names of those who may."""

    def names(predicate: str) -> list[str]:
        can = getattr(permissions, predicate)
        fresh = Ticket.objects.for_detail().get(pk=ticket.pk)
        return [p.display_name.split()[0] for p in cast if can(p, fresh)]

    return names


def test_on_an_unsolved_ticket(who):
    takes_part, staff = ["Maya", "Sam"], ["Ada", "Amy"]
    assert who("can_reply") == [*takes_part, *staff]
    assert who("can_solve") == [*takes_part, *staff]
    assert who("can_manage_ccs") == ["Maya", *staff]
    assert who("can_work_on") == who("can_note") == who("can_assign") == staff
    assert who("can_set_aside") == staff
    assert who("can_reopen") == who("can_close") == who("can_delete") == []


def test_on_a_solved_ticket(who, ticket, agent):
    solve_ticket(ticket, by=agent)
    assert who("can_reopen") == ["Maya", "Sam", "Ada", "Amy"]
    assert who("can_close") == ["Ada", "Amy"]
    assert who("can_solve") == []


def test_a_closed_ticket_is_locked_for_agents_until_reopened(who, ticket, agent):
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=agent)
    assert who("can_reply") == ["Maya", "Sam"]
    assert who("can_reopen") == ["Maya", "Sam", "Ada", "Amy"]


@pytest.mark.parametrize("set_aside", [mark_spam, trash_ticket])
def test_nobody_writes_on_spam_and_trash(who, ticket, agent, set_aside):
    set_aside(ticket, by=agent)
    assert who("can_reply") == who("can_manage_ccs") == who("can_solve") == []


def test_administrators_alone_delete_for_good(who, ticket, agent):
    trash_ticket(ticket, by=agent)
    assert who("can_delete") == ["Amy"]


def test_agents_of_other_teams_do_not_work_on_a_private_one(
    make_ticket, private_team, agent, other_team_agent, admin
):
    ticket = make_ticket(team=private_team)
    assert not permissions.can_work_on(agent, ticket)
    assert permissions.can_work_on(other_team_agent, ticket)
    assert permissions.can_work_on(admin, ticket)
