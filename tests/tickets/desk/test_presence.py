"""Agents see who else has a ticket open, and who of them writes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import Event
from tickets.actions import (
    add_cc,
    add_note,
    link_tickets,
    move_to_team,
    remove_cc,
    reply_to_ticket,
    set_priority,
    set_tags,
    solve_ticket,
)
from tickets.actions.presence import be_present, leave
from tickets.models import Presence, Ticket
from tickets.models.presence import LASTS
from tickets.presence import company, company_of
from tickets.tasks import sweep_presences

HTMX = {"hx-request": "true"}


@pytest.fixture
def page(ticket):
    return f"/desk/tickets/{ticket.pk}/"


@pytest.fixture
def tell(sign_in, page):
    """`tell(agent, "writing")`: what her open page hears."""

    def told(person, state="viewing", **given):
        fields = {"state": state, **given}
        return sign_in(person).post(f"{page}presence/", fields, headers=HTMX)

    return told


def seen(ticket, viewer) -> list[tuple[str, str]]:
    return [(one.person.display_name, one.state) for one in company(ticket, viewer)]


def test_the_others_are_told_whoever_writes_first(ticket, agent, lead, admin, tell):
    tell(lead, "idle")
    tell(admin, "viewing")
    tell(admin, "writing")
    text = tell(agent).text
    assert text.index("Amy Admin") < text.index("Lea Lead")
    assert "is writing" in text
    assert "Ada Agent" not in text
    there = [("Amy Admin", "writing"), ("Lea Lead", "idle")]
    assert seen(ticket, agent) == there
    since = timezone.now() - LASTS
    told = Ticket.objects.telling_of_company(agent, since).get()
    assert seen(told, agent) == there
    assert "<html" not in text


def test_it_ends_by_leaving_and_by_silence(ticket, agent, lead, tell):
    tell(lead)
    assert tell(lead, "left").status_code == 204
    assert seen(ticket, agent) == []
    assert not leave(ticket, by=lead)
    be_present(ticket, state="viewing", by=lead)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=91))
    assert seen(ticket, agent) == []
    be_present(ticket, state="viewing", by=agent)
    sweep_presences()
    assert Presence.objects.get().person == agent


def test_who_may_not_see_the_ticket_tells_and_hears_nothing(
    ticket, agent, other_team_agent, admin, private_team, tell
):
    move_to_team(ticket, team=private_team, by=admin)
    tell(other_team_agent)
    assert tell(agent).status_code == 404
    assert Presence.objects.get().person == other_team_agent


@pytest.mark.parametrize("given", [{"state": "dancing"}, {"seen": "x"}, {"told": "x"}])
def test_what_no_page_sends_is_refused(tell, agent, given):
    assert tell(agent, **given).status_code == 422
    assert not Presence.objects.exists()


def test_the_page_hears_of_messages_that_it_does_not_show(ticket, agent, lead, tell):
    assert "new message" not in tell(agent, seen=1).text
    reply_to_ticket(ticket, by=lead, body="Try again")
    add_note(ticket, by=lead, body="Odd")
    assert "2 new messages, show" in tell(agent, seen=1).text
    assert "new message" not in tell(agent, seen=3).text


def test_the_page_hears_what_others_did_and_not_what_one_did_oneself(
    sign_in, ticket, agent, lead, page, tell
):
    set_priority(ticket, priority="low", by=lead)
    shown = sign_in(agent).get(page).context["timeline"].newest
    set_priority(ticket, priority="high", by=lead)
    set_tags(ticket, names=["fire"], by=lead)
    solve_ticket(ticket, by=agent)
    text = tell(agent, told=shown).text
    assert "Lea Lead changed the priority from Low to High" in text
    assert "+fire" in text
    assert "solved" not in text
    assert "Show what changed" in text
    again = sign_in(agent).get(page).context["timeline"].newest
    assert "Lea Lead" not in tell(agent, told=again).text


def test_without_javascript_the_page_shows_who_is_there(
    sign_in, ticket, agent, lead, page, tell
):
    desk = sign_in(agent)
    assert "company__one" not in desk.get(page).text
    tell(lead, "writing")
    assert "company__one--writing" in desk.get(page).text
    sent = desk.post(f"{page}presence/", {"state": "viewing"})
    assert sent.url == page


def test_the_queue_shows_it_for_one_query(
    sign_in, ticket, make_ticket, agent, lead, admin, django_assert_num_queries
):
    numbers = [ticket.pk, make_ticket().pk]
    for person in (agent, lead, admin):
        be_present(ticket, state="writing", by=person)
    with django_assert_num_queries(1):
        found = [one.person.display_name for one in company_of(numbers, agent)]
    assert found == ["Amy Admin", "Lea Lead"]
    text = sign_in(agent).get("/desk/tickets/").text
    assert text.count("present--writing") == 2
    assert 'title="Lea Lead is writing"' in text


def test_a_heartbeat_costs_five_queries(
    sign_in, tell, page, agent, lead, django_assert_num_queries, remembering_things
):
    tell(lead)
    desk = sign_in(agent)
    beat = {"state": "viewing", "seen": 1, "told": Event.objects.latest("pk").pk}
    with django_assert_num_queries(5):  # two of them: who asks
        desk.post(f"{page}presence/", beat, headers=HTMX)


def test_the_whole_page_costs_twelve_queries_at_most(
    sign_in, ticket, make_ticket, page, agent, lead, stranger, remembering_things
):
    link_tickets(ticket, make_ticket(), kind="related", by=lead)
    add_cc(ticket, person=stranger, can_reply=True, by=lead)
    remove_cc(ticket, person=stranger, by=lead)
    set_tags(ticket, names=["a", "b"], by=lead)
    be_present(ticket, state="viewing", by=lead)
    desk = sign_in(agent)
    desk.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert "Lea Lead <span" in desk.get(page).text
    assert len(asked) <= 12
