from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from notifications.models import OutgoingEmail
from tickets.access import mint_link
from tickets.actions import (
    add_cc,
    add_note,
    assign,
    close_ticket,
    reply_to_ticket,
    solve_ticket,
    trash_ticket,
)
from tickets.models import AccessLink, Ticket


@pytest.fixture
def hers(make_ticket, guest) -> Ticket:
    """A ticket that a guest opened, with a file."""
    smoke = SimpleUploadedFile("fire.txt", b"smoke")
    return make_ticket(requester=guest, by=None, files=[smoke])


@pytest.fixture
def link(hers, guest, settings) -> str:
    return mint_link(hers, guest).removeprefix(settings.SITE_URL)


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def test_only_the_hash_of_a_long_token_is_kept(link):
    token = link.rstrip("/").rsplit("/", 1)[1]
    kept = AccessLink.objects.get()
    assert len(token) >= 43
    assert token not in (kept.token_hash, str(kept))
    assert timedelta(days=29) < kept.expires_at - timezone.now() <= timedelta(days=30)


def test_it_opens_the_ticket_and_tells_nobody_its_address(link, browser):
    page = browser.get(link)
    assert page.status_code == 200
    assert b"It burns since this morning." in page.content
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert not browser.cookies.get("sessionid")


def test_looking_changes_nothing(link, browser, hers):
    before = Ticket.objects.values().get()
    kept = AccessLink.objects.values().get()
    browser.get(link)
    browser.head(link)
    assert Ticket.objects.values().get() == before
    assert AccessLink.objects.values().get() == kept


@pytest.mark.parametrize("verb", ["reply", "solve", "reopen", "renew"])
def test_verbs_are_posted(link, browser, verb):
    assert browser.get(f"{link}{verb}/").status_code == 405


def test_she_replies_solves_and_reopens(link, browser, hers, guest):
    assert browser.post(f"{link}reply/", {"body": "Hurry."}).url == f"{link}#m2"
    assert hers.messages.get(number=2).author == guest
    for verb, status in (("solve", "solved"), ("reopen", "open")):
        assert browser.post(f"{link}{verb}/").url == link
        hers.refresh_from_db()
        assert hers.status == status


def test_a_wrong_reply_comes_back_filled(link, browser):
    answer = browser.post(f"{link}reply/", {"body": "x" * 65_537})
    assert answer.status_code == 422
    assert b"x" * 1000 in answer.content
    # below a long thread: the page opens at what is wrong
    assert b'role="alert" tabindex="-1" autofocus' in answer.content
    assert answer["Referrer-Policy"] == "no-referrer"


def test_files_come_through_the_link(link, browser, hers):
    key = hers.messages.get().attachments.get().key
    answer = browser.get(f"{link}files/{key}/fire.txt")
    assert b"".join(answer.streaming_content) == b"smoke"
    assert f"{link}files/{key}/fire.txt" in browser.get(link).content.decode()
    assert browser.get(f"/files/{key}/fire.txt").status_code == 404


def test_files_of_notes_and_other_tickets_do_not(
    link, browser, hers, agent, make_ticket
):
    secret = SimpleUploadedFile("secret.txt", b"secret")
    note = add_note(hers, by=agent, body="Look.", files=[secret])
    other = make_ticket(files=[SimpleUploadedFile("other.txt", b"other")])
    for message in (note, other.messages.get()):
        upload = message.attachments.get()
        answer = browser.get(f"{link}files/{upload.key}/{upload.name}")
        assert answer.status_code == 404


def test_a_note_is_not_shown(link, browser, hers, agent):
    add_note(hers, by=agent, body="zanzibar")
    assert b"zanzibar" not in browser.get(link).content


def test_a_reading_copy_only_reads(hers, agent, stranger, browser, settings):
    add_cc(hers, person=stranger, can_reply=False, by=agent)
    link = mint_link(hers, stranger).removeprefix(settings.SITE_URL)
    assert browser.get(link).status_code == 200
    assert b'name="body"' not in browser.get(link).content
    for verb in ("reply", "solve", "reopen"):
        assert browser.post(f"{link}{verb}/", {"body": "Hi"}).status_code == 403


def test_a_link_given_to_read_stays_so(hers, agent, stranger, browser, settings):
    add_cc(hers, person=stranger, can_reply=False, by=agent)
    link = mint_link(hers, stranger).removeprefix(settings.SITE_URL)
    add_cc(hers, person=stranger, can_reply=True, by=agent)
    assert browser.post(f"{link}reply/", {"body": "Hi"}).status_code == 403


def test_a_link_opens_one_ticket_and_its_person_no_desk(
    make_ticket, agent, customer, browser, settings
):
    ticket = make_ticket()
    assign(ticket, to=agent, by=agent)
    add_cc(ticket, person=agent, can_reply=True, by=customer)
    add_note(ticket, by=agent, body="zanzibar")
    link = mint_link(ticket, agent).removeprefix(settings.SITE_URL)
    assert b"zanzibar" not in browser.get(link).content
    assert browser.get("/desk/tickets/").status_code == 302


def test_nobody_manages_copies_through_a_link(link, browser):
    assert b"/cc/" not in browser.get(link).content
    assert browser.post(f"{link}cc/", {"email": "x@example.org"}).status_code == 404


def test_a_late_reply_is_followed_up_by_mail(link, browser, hers, agent, guest):
    solve_ticket(hers, by=agent)
    close_ticket(hers, by=None)
    Ticket.objects.update(closed_at=timezone.now() - timedelta(days=15))
    assert browser.post(f"{link}reply/", {"body": "Again."}).url == link
    follow_up = Ticket.objects.get(follow_up_of=hers)
    assert f"#{follow_up.pk}" in browser.get(link).content.decode()
    mail = OutgoingEmail.objects.filter(recipient=guest).latest("pk")
    assert mail.target == follow_up


def test_links_die_with_time_trash_and_their_person(link, browser, hers, agent, guest):
    AccessLink.objects.update(expires_at=timezone.now())
    assert browser.get(link).status_code == 404
    assert browser.post(f"{link}reply/", {"body": "Hi"}).status_code == 404
    AccessLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    guest.is_active = False
    guest.save()
    assert browser.get(link).status_code == 404
    guest.is_active = True
    guest.save()
    assert browser.get(link).status_code == 200
    trash_ticket(hers, by=agent)
    assert browser.get(link).status_code == 404


def test_a_dead_link_offers_a_new_one(link, browser, guest, hers):
    AccessLink.objects.update(expires_at=timezone.now())
    OutgoingEmail.objects.all().delete()
    page = browser.get(link)
    assert f"{link}renew/" in page.content.decode()
    answer = browser.post(f"{link}renew/")
    assert answer.status_code == 200
    mail = OutgoingEmail.objects.get()
    assert (mail.recipient, mail.target) == (guest, hers)
    assert list(mail.placeholders.values()) == ["access-link"]


def test_a_made_up_link_gets_the_same_answers(link, browser):
    AccessLink.objects.update(expires_at=timezone.now())
    token = link.rstrip("/").rsplit("/", 1)[1]
    made_up = link.replace(token, "A" * len(token))
    for address in ("", "renew/"):
        send = browser.post if address else browser.get
        known, unknown = send(link + address), send(made_up + address)
        assert known.status_code == unknown.status_code
        assert known.content == unknown.content.replace(
            b"A" * len(token), token.encode()
        )
    assert OutgoingEmail.objects.filter(subject__contains="ticket").count() <= 2


def test_a_new_link_is_mailed_only_so_often(link, browser, db):
    OutgoingEmail.objects.all().delete()
    answers = {browser.post(f"{link}renew/").status_code for _ in range(6)}
    assert answers == {200}
    assert OutgoingEmail.objects.count() == 3


def test_a_mail_to_a_guest_gets_its_link_when_it_leaves(hers, agent, guest):
    reply_to_ticket(hers, by=agent, body="Use water.")
    assert not AccessLink.objects.exists()
    mail = OutgoingEmail.objects.filter(recipient=guest).latest("pk")
    assert "/tickets/access/" not in mail.text + mail.html
