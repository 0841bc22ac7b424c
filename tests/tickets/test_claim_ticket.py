"""A claim tells the others that somebody is answering; it ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tickets.actions import claim_ticket, release_ticket, reply_to_ticket
from tickets.models import Ticket


def run_out(ticket: Ticket) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Ticket.objects.filter(pk=ticket.pk).update(claimed_until=past)
    ticket.refresh_from_db()


def test_a_claim_holds_ten_minutes_and_ends_by_itself(ticket, agent):
    assert claim_ticket(ticket, by=agent)
    left = ticket.claimed_until - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    assert ticket.is_claimed
    run_out(ticket)
    assert not ticket.is_claimed


def test_claimed_twice_is_one_event_and_does_not_move_the_queue(ticket, agent, events):
    before = ticket.updated_at
    assert claim_ticket(ticket, by=agent)
    assert not claim_ticket(ticket, by=agent)
    ticket.refresh_from_db()
    assert events(ticket) == ["ticket.opened", "ticket.claimed"]
    assert ticket.updated_at == before


def test_another_takes_it_over_and_the_first_cannot_release_it(ticket, agent, lead):
    claim_ticket(ticket, by=agent)
    assert claim_ticket(ticket, by=lead)
    assert not release_ticket(ticket, by=agent)
    assert ticket.claimed_by == lead


def test_her_answer_ends_her_claim_and_no_other(ticket, agent, lead):
    claim_ticket(ticket, by=agent)
    reply_to_ticket(ticket, by=lead, body="I was here, too")
    assert ticket.is_claimed
    reply_to_ticket(ticket, by=agent, body="Water!")
    ticket.refresh_from_db()
    assert ticket.claimed_by is None


def test_what_was_released_or_ran_out_is_free(ticket, agent, events):
    claim_ticket(ticket, by=agent)
    assert release_ticket(ticket, by=agent)
    assert not release_ticket(ticket, by=agent)
    claim_ticket(ticket, by=agent)
    run_out(ticket)
    assert not release_ticket(ticket, by=agent)
    assert events(ticket)[-2:] == ["ticket.released", "ticket.claimed"]


@pytest.mark.parametrize("verb", ["claim", "release"])
def test_the_page_offers_it_and_takes_it(sign_in, ticket, agent, verb):
    if verb == "release":
        claim_ticket(ticket, by=agent)
    page, desk = f"/desk/tickets/{ticket.pk}/", sign_in(agent)
    assert f'action="{page}{verb}/"' in desk.get(page).content.decode()
    assert desk.post(f"{page}{verb}/").status_code == 302
    ticket.refresh_from_db()
    assert ticket.is_claimed == (verb == "claim")


def test_the_others_see_who_is_at_it(sign_in, ticket, agent, lead):
    claim_ticket(ticket, by=agent)
    text = sign_in(lead).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "Ada Agent claimed this ticket until" in text
    assert "release/" not in text
