from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import TeamMembership
from notifications.models import OutgoingEmail
from tickets.access import mint_link
from tickets.actions import (
    add_cc,
    ask_for_rating,
    close_ticket,
    mark_spam,
    rate_ticket,
    reopen_ticket,
    reply_to_ticket,
    solve_ticket,
)
from tickets.models import Rating, Ticket
from tickets.tasks import ask_for_ratings


@pytest.fixture
def make_solved(make_ticket, agent):
    """Answered by the agent, and solved two days ago."""

    def make(subject="Printer on fire", **given):
        ticket = make_ticket(subject, **given)
        reply_to_ticket(ticket, by=agent, body="Use water.", then="solved")
        age(ticket, days=2)
        return ticket

    return make


@pytest.fixture
def solved(make_solved):
    return make_solved()


def age(ticket, **ago):
    moment = timezone.now() - timedelta(**ago)
    Ticket.objects.filter(pk=ticket.pk).update(solved_at=moment)


def asked():
    return list(
        OutgoingEmail.objects.filter(event__verb="ticket.rating_asked")
        .order_by("pk")
        .values_list("target_id", flat=True)
    )


def page(ticket):
    return f"/tickets/{ticket.pk}/rate/"


def test_a_day_after_it_was_solved_the_requester_is_asked_once(solved, customer):
    ask_for_ratings()
    ask_for_ratings()
    assert asked() == [solved.pk]
    mail = OutgoingEmail.objects.get(event__verb="ticket.rating_asked")
    assert mail.recipient == customer
    assert f"/tickets/{solved.pk}/rate/?score=bad" in mail.text


def test_nobody_is_asked_before_a_day_or_after_a_week(make_solved, make_person):
    fresh = make_solved("Fresh")
    old = make_solved("Old", requester=make_person("Olga Old"))
    age(fresh, hours=23)
    age(old, days=8)
    ask_for_ratings()
    assert asked() == []


def test_a_person_is_asked_once_a_week(make_solved, stranger):
    first, second = make_solved("One"), make_solved("Two")
    others = make_solved("Hers", requester=stranger)
    ask_for_ratings()
    assert asked() == [first.pk, others.pk]
    assert not ask_for_rating(second)
    Rating.objects.update(asked_at=timezone.now() - timedelta(days=8))
    ask_for_ratings()
    assert asked() == [first.pk, others.pk, second.pk]


def test_spam_and_what_nobody_answered_are_not_asked_about(
    make_solved, make_ticket, agent, customer
):
    mark_spam(make_solved("Buy"), by=agent)
    unanswered = make_ticket("Found it")
    reply_to_ticket(unanswered, by=customer, body="Never mind.")
    solve_ticket(unanswered, by=customer)
    age(unanswered, days=2)
    reopen_ticket(make_solved("Not yet"), by=customer)
    ask_for_ratings()
    assert asked() == []


def test_a_closed_ticket_is_asked_about_too(solved, agent):
    close_ticket(solved, by=agent)
    assert ask_for_rating(solved)
    assert not ask_for_rating(solved)


def test_saying_the_same_twice_changes_nothing(solved, customer, events):
    assert rate_ticket(solved, by=customer, score="good", comment="Thanks")
    assert not rate_ticket(solved, by=customer, score="good", comment="Thanks")
    assert rate_ticket(solved, by=customer, score="so_so", comment="Thanks")
    assert events(solved)[-2:] == ["ticket.rated", "ticket.rated"]
    assert Rating.objects.get().score == "so_so"


def test_an_answer_to_the_question_is_the_asked_row(solved, customer, agent):
    Ticket.objects.filter(pk=solved.pk).update(assignee=agent)
    solved.refresh_from_db()
    ask_for_rating(solved)
    rate_ticket(solved, by=customer, score="good")
    rating = Rating.objects.get()
    assert rating.asked_at
    assert rating.rated_at
    assert rating.agent == agent


def test_a_low_score_tells_the_leads_of_the_team(
    make_solved, team, lead, customer, told
):
    TeamMembership.objects.update_or_create(
        team=team, person=lead, defaults={"is_lead": True}
    )
    ticket = make_solved(team=team)
    rate_ticket(ticket, by=customer, score="bad", comment="It burnt down.")
    assert told(ticket) == [(lead.display_name, "lead", "mail+bell")]
    assert lead.notifications.filter(event__verb="ticket.rated_low").count() == 1
    rate_ticket(ticket, by=customer, score="bad", comment="To the ground.")
    assert told(ticket) == []


def test_without_a_team_the_lead_of_the_assignee_hears(
    make_solved, team, lead, agent, customer, told
):
    for person in (lead, agent):
        TeamMembership.objects.update_or_create(
            team=team, person=person, defaults={"is_lead": person == lead}
        )
    ticket = make_solved()
    Ticket.objects.filter(pk=ticket.pk).update(assignee=agent)
    ticket.refresh_from_db()
    rate_ticket(ticket, by=customer, score="bad")
    assert [name for name, _, _ in told(ticket)] == [lead.display_name]


def test_the_mailed_link_changes_nothing_until_its_form_is_sent(
    solved, customer, sign_in
):
    client = sign_in(customer)
    answer = client.get(f"{page(solved)}?score=bad")
    assert answer.context["form"]["score"].value() == "bad"
    assert not Rating.objects.exists()
    answer = client.post(page(solved), {"score": "bad", "comment": "Hm"})
    assert (answer.status_code, answer.url) == (302, f"/tickets/{solved.pk}/")
    assert Rating.objects.get().comment == "Hm"


def test_the_ticket_page_asks_and_shows_what_was_said(solved, customer, sign_in):
    client = sign_in(customer)
    assert f'action="{page(solved)}"' in client.get(solved.get_absolute_url()).text
    rate_ticket(solved, by=customer, score="so_so", comment="Slow.")
    assert "Slow." in client.get(solved.get_absolute_url()).text


def test_a_guest_rates_through_her_link(make_solved, guest, settings):
    ticket = make_solved(requester=guest, by=None)
    link = mint_link(ticket, guest).removeprefix(settings.SITE_URL)
    browser = Client(enforce_csrf_checks=True)
    assert f'action="{link}rate/"' in browser.get(link).text
    answer = browser.post(f"{link}rate/", {"score": "good"})
    assert (answer.status_code, answer.url) == (302, link)
    assert Rating.objects.get().score == "good"


def test_what_is_no_score_is_refused_with_the_comment_kept(solved, customer, sign_in):
    given = {"score": "great", "comment": "My words"}
    answer = sign_in(customer).post(page(solved), given)
    assert answer.status_code == 422
    assert "My words" in answer.text
    assert not Rating.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(6, 302), (8, 403)])
def test_a_rating_is_changed_for_a_week(solved, customer, sign_in, days, status):
    rate_ticket(solved, by=customer, score="good")
    Rating.objects.update(rated_at=timezone.now() - timedelta(days=days))
    answer = sign_in(customer).post(page(solved), {"score": "bad"})
    assert answer.status_code == status


def test_what_is_not_solved_or_answered_is_not_rated(ticket, customer, sign_in, agent):
    client = sign_in(customer)
    assert client.post(page(ticket), {"score": "bad"}).status_code == 403
    solve_ticket(ticket, by=agent)
    assert client.post(page(ticket), {"score": "bad"}).status_code == 403


def test_only_who_takes_part_rates(solved, stranger, agent, customer, sign_in):
    assert sign_in(agent).post(page(solved), {"score": "bad"}).status_code == 403
    assert sign_in(stranger).post(page(solved), {"score": "bad"}).status_code == 404
    add_cc(solved, person=stranger, can_reply=False, by=customer)
    assert sign_in(stranger).post(page(solved), {"score": "bad"}).status_code == 403


def test_the_desk_sees_the_rating_and_other_customers_do_not(
    solved, customer, stranger, agent, sign_in
):
    rate_ticket(solved, by=customer, score="bad", comment="It burnt down.")
    assert "It burnt down." in sign_in(agent).get(f"/desk/tickets/{solved.pk}/").text
    add_cc(solved, person=stranger, can_reply=False, by=customer)
    shown = sign_in(stranger).get(solved.get_absolute_url()).text
    assert "It burnt down." not in shown
    assert "rated" not in shown
