import pytest

from notifications.models import OutgoingEmail
from tickets.actions import assign, move_to_team, set_kind, set_priority, set_tags
from tickets.models import Tag


def test_assigning_tells_the_assignee(ticket, agent, lead, told, events):
    assert assign(ticket, to=agent, by=lead)
    assert not assign(ticket, to=agent, by=lead)
    assert told(ticket) == [("Ada Agent", "assignee", "mail+bell")]
    assert events(ticket) == ["ticket.opened", "ticket.assigned"]
    mail = OutgoingEmail.objects.get(recipient=agent)
    assert f"/desk/tickets/{ticket.pk}/" in mail.text


def test_taking_it_oneself_is_told_to_nobody(ticket, agent):
    assign(ticket, to=agent, by=agent)
    assert not OutgoingEmail.objects.filter(recipient=agent).exists()


def test_a_ticket_may_be_nobodys(ticket, agent, told):
    assign(ticket, to=agent, by=agent)
    assert assign(ticket, to=None, by=agent)
    assert ticket.assignee is None
    assert told(ticket) == []


def test_only_who_works_on_it_is_assigned(
    make_ticket, private_team, customer, agent, other_team_agent
):
    ticket = make_ticket(team=private_team)
    for person in (customer, agent):
        with pytest.raises(ValueError, match="does not work"):
            assign(ticket, to=person, by=other_team_agent)
    assert assign(ticket, to=other_team_agent, by=other_team_agent)


def test_moving_to_another_team_keeps_the_assignee(ticket, team, agent):
    assign(ticket, to=agent, by=agent)
    assert move_to_team(ticket, team=team, by=agent)
    assert not move_to_team(ticket, team=team, by=agent)
    assert (ticket.team, ticket.assignee) == (team, agent)


def test_a_private_team_takes_it_from_who_is_not_in_it(
    ticket, private_team, agent, events
):
    assign(ticket, to=agent, by=agent)
    move_to_team(ticket, team=private_team, by=agent)
    ticket.refresh_from_db()
    assert ticket.assignee is None
    assert events(ticket) == ["ticket.opened", "ticket.assigned", "ticket.moved"]


def test_priority_and_kind_change_once(ticket, agent, events, told):
    assert set_priority(ticket, priority="urgent", by=agent)
    assert not set_priority(ticket, priority="urgent", by=agent)
    assert set_kind(ticket, kind="incident", by=agent)
    assert not set_kind(ticket, kind="incident", by=agent)
    assert events(ticket)[1:] == ["ticket.priority_changed", "ticket.kind_changed"]
    assert told(ticket) == []


def test_unknown_values_are_refused(ticket, agent):
    with pytest.raises(ValueError, match="soon"):
        set_priority(ticket, priority="soon", by=agent)


def test_tags_are_tidied_and_set_as_a_whole(ticket, agent):
    assert set_tags(ticket, names=["  Fire  Alarm ", "Billing", ""], by=agent)
    assert [tag.name for tag in ticket.tags.all()] == ["billing", "fire alarm"]
    assert set_tags(ticket, names=["billing"], by=agent)
    assert not set_tags(ticket, names=["BILLING"], by=agent)
    assert [tag.name for tag in ticket.tags.all()] == ["billing"]
    assert Tag.objects.count() == 2
