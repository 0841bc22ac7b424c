"""Two tickets that have to do with each other say so on both pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tickets.actions import (
    close_ticket,
    link_tickets,
    move_to_team,
    reply_to_ticket,
    solve_ticket,
    unlink_tickets,
)
from tickets.linking import linked
from tickets.models import Ticket, TicketLink


@pytest.fixture
def other(make_ticket):
    return make_ticket("Smoke in the hall")


def seen(ticket, viewer) -> list[tuple[str, int]]:
    return [(str(each.label), each.ticket.pk) for each in linked(ticket, viewer)]


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("related", "Related", "Related"),
        ("parent", "Child", "Parent"),
        ("duplicate", "Duplicate of", "Duplicate"),
    ],
)
def test_both_sides_tell_it(ticket, other, agent, kind, here, there):
    assert link_tickets(ticket, other, kind=kind, by=agent)
    assert seen(ticket, agent) == [(here, other.pk)]
    assert seen(other, agent) == [(there, ticket.pk)]


def test_a_closed_ticket_tells_of_its_follow_up(ticket, customer, agent, sign_in):
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=None)
    Ticket.objects.filter(pk=ticket.pk).update(
        closed_at=timezone.now() - timedelta(days=400)
    )
    new = reply_to_ticket(ticket, by=customer, body="It burns again").ticket
    assert new.follow_up_of == ticket
    page = sign_in(agent).get(f"/desk/tickets/{ticket.pk}/").text
    assert f'<a href="/desk/tickets/{new.pk}/">Followed up by #{new.pk}</a>' in page


@pytest.mark.parametrize("how", ["solve", "reply"])
def test_solving_a_parent_says_which_children_are_open(
    ticket, other, make_ticket, agent, admin, private_team, sign_in, how
):
    done, secret = make_ticket("Done"), make_ticket("Secret")
    for child in (other, done, secret):
        link_tickets(ticket, child, kind="parent", by=agent)
    solve_ticket(done, by=agent)
    move_to_team(secret, team=private_team, by=admin)
    fields = {"body": "Done.", "then": "solved"} if how == "reply" else {}
    path = f"/desk/tickets/{ticket.pk}/{how}/"
    page = sign_in(agent).post(path, fields, follow=True).text
    assert f"Not solved yet of its children: #{other.pk}." in page


def test_a_pair_has_one_link_and_one_event(ticket, other, agent, events):
    before = ticket.updated_at
    assert link_tickets(ticket, other, kind="related", by=agent)
    assert not link_tickets(ticket, other, kind="related", by=agent)
    assert not link_tickets(other, ticket, kind="related", by=agent)
    assert not link_tickets(ticket, ticket, kind="related", by=agent)
    assert events(ticket) == ["ticket.opened", "ticket.linked"]
    assert link_tickets(other, ticket, kind="parent", by=agent)
    assert seen(ticket, agent) == [("Parent", other.pk)]
    assert TicketLink.objects.count() == 1
    ticket.refresh_from_db()
    assert ticket.updated_at == before


def test_unlinked_from_either_side_once(ticket, other, agent, events):
    link_tickets(ticket, other, kind="parent", by=agent)
    assert unlink_tickets(other, ticket, by=agent)
    assert not unlink_tickets(ticket, other, by=agent)
    assert events(other)[-1] == "ticket.unlinked"


def test_a_private_teams_ticket_is_not_named_to_others(
    sign_in, ticket, other, agent, admin, private_team
):
    link_tickets(ticket, other, kind="related", by=admin)
    move_to_team(other, team=private_team, by=admin)
    assert seen(ticket, agent) == []
    assert seen(ticket, admin) == [("Related", other.pk)]
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    sent = desk.post(f"{page}link/", {"kind": "related", "other": other.pk})
    assert sent.status_code == 422
    assert desk.post(f"{page}link/{other.pk}/remove/").status_code == 404


def test_the_page_links_and_unlinks(sign_in, ticket, other, agent):
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    sent = desk.post(f"{page}link/", {"kind": "child", "other": f"#{other.pk}"})
    assert sent.status_code == 302
    assert seen(ticket, agent) == [("Parent", other.pk)]
    text = desk.get(page).content.decode()
    assert f'action="{page}link/{other.pk}/remove/"' in text
    assert desk.post(f"{page}link/{other.pk}/remove/").status_code == 302
    assert seen(ticket, agent) == []


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 19, "itself"])
def test_what_names_no_other_ticket_is_refused(sign_in, ticket, agent, number):
    given = ticket.pk if number == "itself" else number
    page = f"/desk/tickets/{ticket.pk}/link/"
    sent = sign_in(agent).post(page, {"kind": "related", "other": given})
    assert sent.status_code == 422
    assert not TicketLink.objects.exists()


def test_many_links_cost_one_query(
    make_ticket, ticket, agent, django_assert_num_queries
):
    for number in range(5):
        link_tickets(ticket, make_ticket(f"{number}"), kind="related", by=agent)
    with django_assert_num_queries(1):
        assert len(seen(ticket, agent)) == 5
