import pytest
from django.contrib.auth.models import AnonymousUser

from tickets.actions import add_cc, mark_spam, trash_ticket
from tickets.models import Ticket


@pytest.fixture
def sees(ticket):
    return lambda person: ticket in Ticket.objects.visible_to(person)


def test_requester_and_agents_see_a_ticket(sees, customer, agent, lead, admin):
    assert all(sees(person) for person in (customer, agent, lead, admin))


def test_strangers_helpers_guests_and_visitors_do_not(sees, stranger, helper, guest):
    people = (stranger, helper, guest, AnonymousUser())
    assert not any(sees(person) for person in people)


def test_a_copy_sees_it(sees, ticket, customer, stranger):
    add_cc(ticket, person=stranger, can_reply=False, by=customer)
    assert sees(stranger)


def test_colleagues_see_it_where_their_organisation_shares(
    sees, colleague, organization
):
    assert sees(colleague)
    organization.shares_tickets = False
    organization.save()
    assert not sees(colleague)


def test_people_without_an_organisation_are_no_colleagues(sees, stranger, customer):
    assert customer.organization is stranger.organization is None
    assert not sees(stranger)


def test_a_private_teams_ticket_is_seen_by_it_and_administrators(
    make_ticket, private_team, other_team_agent, agent, admin, customer
):
    ticket = make_ticket(team=private_team)
    seeing = [
        person
        for person in (other_team_agent, agent, admin, customer)
        if ticket in Ticket.objects.visible_to(person)
    ]
    assert seeing == [other_team_agent, admin, customer]


def test_an_agent_does_not_work_on_her_own_ticket_of_a_private_team(
    make_ticket, private_team, agent
):
    ticket = make_ticket(team=private_team, requester=agent)
    assert ticket in Ticket.objects.visible_to(agent)
    assert ticket not in Ticket.objects.worked_on_by(agent)


def test_customers_work_on_nothing(ticket, customer):
    assert not Ticket.objects.worked_on_by(customer).exists()
    assert not Ticket.objects.worked_on_by(AnonymousUser()).exists()


@pytest.mark.parametrize("set_aside", [mark_spam, trash_ticket])
def test_spam_and_trash_are_seen_by_agents_alone(
    sees, ticket, customer, agent, colleague, stranger, set_aside
):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    set_aside(ticket, by=agent)
    assert sees(agent)
    assert not any(sees(person) for person in (customer, colleague, stranger))


def test_tickets_that_concern_her_leave_out_her_colleagues(
    ticket, colleague, customer, stranger
):
    assert ticket in Ticket.objects.concerning(customer)
    assert ticket not in Ticket.objects.concerning(colleague)
    assert ticket in Ticket.objects.shared_with(colleague)
