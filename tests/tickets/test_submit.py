from datetime import time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brand.hours import Hours
from kb.actions import create_category, draft_article, publish_article
from kb.models import Article
from notifications.models import OutgoingEmail
from tickets.models import Ticket

NEW = "/tickets/new/"
UTC = ZoneInfo("UTC")
FILLED = {
    "email": "New.Person@example.org",
    "subject": "Printer on fire",
    "body": "It burns.",
}


@pytest.fixture
def visitor(db) -> Client:
    return Client()


@pytest.fixture
def guide(admin) -> Article:
    category = create_category(by=admin, title="Fire", slug="fire")
    words = {"title": "When a printer burns", "body": "Water."}
    article = draft_article(by=admin, category=category, **words)
    publish_article(article, by=admin)
    return article


def test_a_visitor_is_asked_for_an_address_and_shown_the_search(visitor):
    page = visitor.get(NEW).content.decode()
    for name in ("email", "name", "subject", "body", "attachments", "client_key"):
        assert f'name="{name}"' in page
    assert reverse("search:results") in page
    assert "Up to 10 files, 20 MB each." in page
    assert 'large="“%(name)s” is larger than 20.0\xa0MB."' in page


def test_somebody_signed_in_is_not(customer, sign_in):
    page = sign_in(customer).get(NEW).content.decode()
    assert 'name="email"' not in page


def test_a_visitor_submits_with_the_fields_of_the_contract(visitor):
    photo = SimpleUploadedFile("fire.txt", b"smoke")
    answer = visitor.post(NEW, {**FILLED, "attachments": photo})
    ticket = Ticket.objects.get()
    assert answer.status_code == 302
    assert ticket.requester.email == "new.person@example.org"
    assert ticket.requester.is_guest
    assert ticket.messages.get().attachments.get().name == "fire.txt"


def test_she_is_thanked_with_the_number_and_what_may_answer_it(visitor, guide):
    thanks = visitor.post(NEW, FILLED).url
    page, ticket = visitor.get(thanks).content.decode(), Ticket.objects.get()
    assert f"#{ticket.pk}" in page
    assert guide.get_absolute_url() in page
    assert FILLED["subject"] not in page
    assert reverse("tickets:ticket", args=[ticket.pk]) not in page
    Article.objects.update(audience="signed_in")
    assert guide.get_absolute_url() not in visitor.get(thanks).content.decode()


def test_an_old_link_to_the_thanks_looks_nothing_up(visitor, guide):
    thanks = visitor.post(NEW, FILLED).url
    Ticket.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert guide.get_absolute_url() not in visitor.get(thanks).content.decode()


def test_she_reads_when_somebody_is_there_again(visitor, monkeypatch):
    thanks = visitor.post(NEW, FILLED).url
    week = [None] * 7

    def page():
        monkeypatch.setattr("brand.hours.office_hours", lambda: Hours(tuple(week), UTC))
        return visitor.get(thanks).content.decode()

    assert "opens in" not in page()  # never open is always there
    week[timezone.now().weekday() - 4] = (time(0), time(0))  # in three days, all day
    assert "Our office is closed right now, and opens in 2\xa0days" in page()


def test_what_answers_it_after_all_closes_her_request(customer, sign_in, guide):
    client = sign_in(customer)
    page = client.post(NEW, {**FILLED, "email": ""}, follow=True).content.decode()
    ticket = Ticket.objects.get()
    assert guide.get_absolute_url() in page
    assert "close my request" in page
    client.post(f"{ticket.get_absolute_url()}solve/")
    ticket.refresh_from_db()
    assert ticket.status == "solved"


def test_thanks_are_not_given_for_a_made_up_number(visitor):
    assert visitor.get("/tickets/new/thanks/7/").status_code == 404


def test_a_known_address_gets_the_same_answer_and_the_ticket(
    visitor, customer, monkeypatch
):
    # a minute may pass between the two
    monkeypatch.setattr("tickets.views.portal.submitting.opens_at", lambda at: None)
    unknown = visitor.post(NEW, FILLED, follow=True).content.decode()
    known = visitor.post(NEW, {**FILLED, "email": customer.email}, follow=True)
    first, second = Ticket.objects.order_by("pk")
    assert second.requester == customer
    assert known.content.decode() == unknown.replace(f"#{first.pk}", f"#{second.pk}")
    mail = OutgoingEmail.objects.get(recipient=customer)
    assert reverse("tickets:ticket", args=[second.pk]) in mail.text


def test_the_signed_in_are_led_to_their_ticket(customer, sign_in):
    page = sign_in(customer).post(NEW, FILLED, follow=True)
    ticket = Ticket.objects.get()
    assert ticket.requester == customer
    assert reverse("tickets:ticket", args=[ticket.pk]) in page.content.decode()


def test_pressed_twice_it_is_one_ticket(visitor):
    key = str(uuid4())
    first = visitor.post(NEW, {**FILLED, "client_key": key})
    second = visitor.post(NEW, {**FILLED, "client_key": key})
    named, *_ = first.url.split(":")  # and signed, by the second
    assert second.url.startswith(f"{named}:")
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "nobody"},
        {"email": "a" * 250 + "@example.org"},
        {"subject": ""},
        {"subject": "x" * 201},
        {"subject": "a\x00b"},
        {"body": " \n "},
        {"body": "a\x00b"},
        {"body": "x" * 65_537},
        {"name": "x" * 61},
        {"client_key": "seven"},
    ],
)
def test_a_wrong_form_comes_back_filled(visitor, wrong):
    given = {"name": "Nora", **FILLED, **wrong}
    answer = visitor.post(NEW, given)
    assert answer.status_code == 422
    assert not Ticket.objects.exists()
    kept = "subject" if "body" in wrong else "body"
    assert given[kept] in answer.content.decode()


def test_a_wrong_key_is_shown_again_as_a_good_one(visitor):
    answer = visitor.post(NEW, {**FILLED, "client_key": "seven"})
    key = answer.context["form"]["client_key"].value()
    assert visitor.post(NEW, {**FILLED, "client_key": key}).status_code == 302


def test_other_fields_are_not_taken(visitor, agent):
    extra = {"priority": "urgent", "assignee": agent.pk, "status": "solved"}
    visitor.post(NEW, {**FILLED, **extra})
    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.status, ticket.assignee) == ("normal", "new", None)


def test_an_address_is_mailed_only_so_often(visitor):
    answers = [visitor.post(NEW, FILLED) for _ in range(21)]
    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert answers[-1]["Retry-After"]
    assert "It burns." in answers[-1].content.decode()


def test_a_visitor_submits_only_so_often(visitor):
    for number in range(31):
        answer = visitor.post(
            NEW,
            {**FILLED, "email": f"n{number}@example.org"},
            REMOTE_ADDR="203.0.113.9",
        )
    assert answer.status_code == 429
    assert User.objects.count() == 30


def test_submitting_costs_few_queries(
    visitor, django_assert_max_num_queries, remembering_things
):
    visitor.post(NEW, FILLED)
    with django_assert_max_num_queries(14):
        visitor.post(NEW, {**FILLED, "client_key": str(uuid4())})
