from datetime import timedelta

from django.utils import timezone

from tickets.access import mint_link
from tickets.actions import solve_ticket, trash_ticket
from tickets.models import AccessLink, Ticket
from tickets.tasks import close_solved_tickets, empty_trash, sweep_access_links


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


def test_what_was_solved_two_weeks_ago_is_closed(make_ticket, agent, events):
    old, fresh = make_ticket("Old"), make_ticket("Fresh")
    solve_ticket(old, by=agent)
    solve_ticket(fresh, by=agent)
    Ticket.objects.filter(pk=old.pk).update(solved_at=days_ago(15))
    Ticket.objects.filter(pk=fresh.pk).update(solved_at=days_ago(13))
    close_solved_tickets()
    close_solved_tickets()
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.status, fresh.status) == ("closed", "solved")
    assert events(old) == ["ticket.opened", "ticket.solved", "ticket.closed"]


def test_the_trash_is_emptied_after_thirty_days(make_ticket, agent):
    old, fresh = make_ticket("Old"), make_ticket("Fresh")
    trash_ticket(old, by=agent)
    trash_ticket(fresh, by=agent)
    Ticket.objects.filter(pk=old.pk).update(trashed_at=days_ago(31))
    empty_trash()
    assert list(Ticket.objects.all()) == [fresh]


def test_links_that_ran_out_a_year_ago_are_swept(ticket, customer):
    mint_link(ticket, customer)
    mint_link(ticket, customer)
    newest = AccessLink.objects.latest("pk")
    AccessLink.objects.exclude(pk=newest.pk).update(expires_at=days_ago(366))
    sweep_access_links()
    assert list(AccessLink.objects.all()) == [newest]
