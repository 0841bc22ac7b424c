import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tickets.actions import (
    add_cc,
    add_note,
    close_ticket,
    reply_to_ticket,
    solve_ticket,
    trash_ticket,
)
from tickets.models import Ticket


@pytest.fixture
def at(ticket):
    """`at("reply")`: the address of a verb of the ticket."""
    return lambda verb="": f"/tickets/{ticket.pk}/{verb}{'/' if verb else ''}"


def test_the_requester_reads_the_thread(ticket, agent, customer, sign_in, at):
    reply_to_ticket(ticket, by=agent, body="Use water.")
    page = sign_in(customer).get(at()).content.decode()
    assert "It burns since this morning." in page
    assert "Use water." in page
    assert 'name="body"' in page


def test_visitors_log_in_and_come_back(at, ticket):
    assert Client().get(at()).url.endswith(f"?next={at()}")


def test_strangers_are_told_that_there_is_nothing(at, stranger, helper, sign_in):
    for person in (stranger, helper):
        client = sign_in(person)
        assert client.get(at()).status_code == 404
        for verb in ("reply", "solve", "reopen", "cc", "uncc"):
            assert client.post(at(verb), {"body": "Hi"}).status_code == 404


def test_numbers_beyond_any_ticket_are_not_found(customer, sign_in):
    assert sign_in(customer).get(f"/tickets/{10**30}/").status_code == 404


def test_agents_are_led_to_the_desk(ticket, agent, sign_in, at):
    assert sign_in(agent).get(at()).url == f"/desk/tickets/{ticket.pk}/"


def test_an_agent_stays_with_a_ticket_of_her_own(make_ticket, agent, sign_in):
    ticket = make_ticket(requester=agent)
    add_note(ticket, by=agent, body="zanzibar")
    page = sign_in(agent).get(ticket.get_absolute_url())
    assert page.status_code == 200
    assert b"zanzibar" not in page.content


def test_a_ticket_in_the_trash_is_gone(ticket, agent, customer, sign_in, at):
    trash_ticket(ticket, by=agent)
    assert sign_in(customer).get(at()).status_code == 404


def test_she_replies(ticket, customer, sign_in, at):
    key = str(uuid4())
    given = {"body": "Hurry.", "client_key": key}
    client = sign_in(customer)
    assert client.post(at("reply"), given).url == f"{at()}#m2"
    assert client.post(at("reply"), given).url == f"{at()}#m2"
    assert ticket.messages.count() == 2


@pytest.mark.parametrize("body", ["", "  ", "a\x00b", "x" * 65_537])
def test_a_wrong_reply_comes_back_filled(ticket, customer, sign_in, at, body):
    answer = sign_in(customer).post(at("reply"), {"body": body})
    assert answer.status_code == 422
    assert ticket.messages.count() == 1
    assert answer.context["form"]["body"].value() == body


def test_a_reply_after_the_login_ran_out_is_kept(ticket, customer, at, monkeypatch):
    monkeypatch.setattr("composer.forms.FILE_BYTES", 5)
    client, typed = Client(), {"body": "Typed for an hour."}
    files = [
        SimpleUploadedFile("small", b"12345"),
        SimpleUploadedFile("big", b"123456"),
    ]
    answer = client.post(at("reply"), {**typed, "attachments": files})
    assert answer.url.endswith(f"?next={at()}")
    assert "Not all files could be kept" in client.get(answer.url).content.decode()
    client.force_login(
        customer, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(at())
    assert page.context["form"]["body"].value() == "Typed for an hour."
    [token] = re.findall(r'"attachments-kept" value="(.+?)"', page.content.decode())
    client.post(at("reply"), {**typed, "attachments-kept": token})
    assert ticket.messages.last().attachments.get().name == "small"


def test_colleagues_and_reading_copies_only_read(
    ticket, colleague, stranger, customer, sign_in, at
):
    add_cc(ticket, person=stranger, can_reply=False, by=customer)
    for person in (colleague, stranger):
        client = sign_in(person)
        assert b'name="body"' not in client.get(at()).content
        for verb in ("reply", "solve", "reopen", "cc", "uncc"):
            assert client.post(at(verb), {"body": "Hi"}).status_code == 403


def test_a_late_reply_leads_to_the_follow_up(ticket, agent, customer, sign_in, at):
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=None)
    Ticket.objects.update(closed_at=timezone.now() - timedelta(days=15))
    client = sign_in(customer)
    answer = client.post(at("reply"), {"body": "Again."})
    follow_up = Ticket.objects.get(follow_up_of=ticket)
    assert answer.url == follow_up.get_absolute_url()
    assert f"#{follow_up.pk}" in client.get(at()).content.decode()


def test_she_solves_and_reopens(ticket, customer, sign_in, at):
    client = sign_in(customer)
    assert client.post(at("solve")).url == at()
    ticket.refresh_from_db()
    assert ticket.status == "solved"
    client.post(at("reopen"))
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_pressed_twice_does_it_once(ticket, customer, sign_in, at, events):
    client = sign_in(customer)
    for verb, event in (("solve", "ticket.solved"), ("reopen", "ticket.reopened")):
        for _press in range(2):
            assert client.post(at(verb)).url == at()
        assert events(ticket).count(event) == 1


@pytest.mark.parametrize("verb", ["reply", "solve", "reopen", "cc", "uncc"])
def test_verbs_are_posted(customer, sign_in, at, verb):
    assert sign_in(customer).get(at(verb)).status_code == 405


def test_she_lets_somebody_in_and_out(ticket, customer, stranger, sign_in, at):
    client = sign_in(customer)
    client.post(at("cc"), {"email": stranger.email, "can_reply": "on"})
    client.post(at("cc"), {"email": "Unknown@example.org"})
    ccs = {cc.person.email: cc.can_reply for cc in ticket.ccs.all()}
    assert ccs == {stranger.email: True, "unknown@example.org": False}
    client.post(at("uncc"), {"person": stranger.pk})
    assert [cc.person.email for cc in ticket.ccs.all()] == ["unknown@example.org"]


def test_a_copy_lets_nobody_in(ticket, customer, stranger, sign_in, at):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    answer = sign_in(stranger).post(at("cc"), {"email": "friend@example.org"})
    assert answer.status_code == 403


def test_a_wrong_address_is_said_to_be_wrong(customer, sign_in, at):
    answer = sign_in(customer).post(at("cc"), {"email": "nobody"})
    assert answer.status_code == 422
    assert b"nobody" in answer.content


@pytest.mark.parametrize("person", ["", "x", "-1", "9" * 30, "999"])
def test_only_who_is_in_on_it_is_removed(customer, sign_in, at, person):
    assert sign_in(customer).post(at("uncc"), {"person": person}).status_code == 404


def test_twenty_people_are_enough(ticket, customer, agent, sign_in, make_person, at):
    for number in range(20):
        ticket.ccs.create(person=make_person(f"Person {number}"))
    last = ticket.ccs.last()
    for person, place in ((customer, at("cc")), (agent, f"/desk{at('cc')}")):
        answer = sign_in(person).post(place, {"email": "more@example.org"})
        assert answer.status_code == 422
        assert "at most twenty people" in answer.text
        last.can_reply = True
        last.save()
        sign_in(person).post(place, {"email": last.person.email})
        last.refresh_from_db()
        assert not last.can_reply


def test_the_page_costs_the_same_however_long(
    ticket, agent, customer, make_person, sign_in, at
):
    client = sign_in(customer)
    reply_to_ticket(ticket, by=agent, body="Water.", then="pending")
    ticket.ccs.create(person=make_person("Person"))
    client.get(at())
    with CaptureQueriesContext(connection) as few:
        client.get(at())
    for _ in range(20):
        reply_to_ticket(ticket, by=agent, body="Water.", then="pending")
        reply_to_ticket(ticket, by=customer, body="No.")
    for number in range(20):  # none of whom was written to
        ticket.ccs.create(person=make_person(f"Person {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(at())
    assert len(many) == len(few) <= 14


def test_she_sends_and_solves_in_one(ticket, agent, customer, sign_in, at):
    reply_to_ticket(ticket, by=agent, body="Water.", then="pending")
    answer = sign_in(customer).post(at("reply"), {"body": "Out.", "then": "solved"})
    ticket.refresh_from_db()
    assert answer.url == at() + "#m3"
    assert (ticket.status, ticket.messages.count()) == ("solved", 3)


def test_what_was_solved_meanwhile_stays_solved_and_keeps_her_words(
    ticket, agent, customer, sign_in, at
):
    solve_ticket(ticket, by=agent)
    client = sign_in(customer)
    assert b"Send and solve" not in client.get(at()).content
    answer = client.post(at("reply"), {"body": "Out.", "then": "solved"})
    ticket.refresh_from_db()
    assert answer.url == at() + "#m2"
    assert ticket.status == "solved"


@pytest.mark.parametrize("then", ["closed", "spam", "x"])
def test_nothing_else_comes_with_sending(ticket, customer, sign_in, at, then):
    answer = sign_in(customer).post(at("reply"), {"body": "Hi", "then": then})
    assert (answer.status_code, ticket.messages.count()) == (422, 1)


def test_a_reply_brings_files(ticket, customer, sign_in, at):
    smoke = SimpleUploadedFile("fire.txt", b"smoke")
    client = sign_in(customer)
    client.post(at("reply"), {"body": "Look.", "attachments": smoke})
    assert ticket.messages.get(number=2).attachments.get().name == "fire.txt"
    assert b"fire.txt" in client.get(at()).content


def test_the_list_says_what_each_may(ticket, customer, stranger, sign_in, at):
    client = sign_in(customer)
    client.post(at("cc"), {"email": stranger.email, "can_reply": "on"})
    assert b"may reply" in client.get(at()).content
    client.post(at("cc"), {"email": stranger.email})
    assert b"reads along" in client.get(at()).content


@pytest.mark.parametrize("then", ["solved", "closed"])
def test_what_ended_while_she_wrote_is_not_opened_unasked(
    ticket, agent, customer, sign_in, at, then
):
    client = sign_in(customer)
    was = client.get(at()).context["form"]["was"].value()
    reply_to_ticket(ticket, by=agent, body="Water helps.", then="solved")
    if then == "closed":
        close_ticket(ticket, by=None)

    stopped = client.post(at("reply"), {"body": "Still hot.", "was": was})
    page = stopped.content.decode()
    assert stopped.status_code == 409
    assert f"was {then} while you wrote" in page
    assert "Water helps." in page
    assert "Still hot." in page
    assert ticket.messages.count() == 2

    again = {
        name: stopped.context["form"][name].value()
        for name in ("body", "was", "client_key")
    }
    assert client.post(at("reply"), again).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.status, ticket.messages.count()) == ("open", 3)


def test_a_page_that_showed_the_end_is_not_outdated(
    ticket, agent, customer, sign_in, at
):
    solve_ticket(ticket, by=agent)
    given = {"body": "Still hot.", "was": "solved"}
    assert sign_in(customer).post(at("reply"), given).status_code == 302
