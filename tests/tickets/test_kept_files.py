"""Files that came with a form which was refused are there when it is sent."""

import re

import pytest
from django.test import Client

from composer.models import Upload
from tests.matrix.files import picture, text_file
from tickets.access import mint_link
from tickets.actions import reply_to_ticket
from tickets.models import Ticket

BOX = re.compile(r'name="attachments-kept" value="([^"]+)" checked')
KEY = "7a5e8f8e-4f5e-4f57-9c10-21d6b8a9d7aa"


def refused(client, path, code=422, **fields):
    """The tokens that the page shows ticked."""
    files = [text_file("a.txt", "A"), picture("cat.png")]
    page = client.post(path, {"attachments": files, **fields})
    assert page.status_code == code
    tokens = BOX.findall(page.text)
    assert len(tokens) == 2
    assert "a.txt" in page.text
    return tokens


def keys(tokens):
    """A token says when it was drawn besides."""
    return [token.split(":")[0] for token in tokens]


def names(message):
    return sorted(message.attachments.values_list("name", flat=True))


@pytest.mark.parametrize("verb", ["reply", "note"])
def test_at_the_desk_after_422_twice(sign_in, agent, ticket, verb):
    desk, path = sign_in(agent), f"/desk/tickets/{ticket.pk}/{verb}/"
    tokens = refused(desk, path, body="")
    again = desk.post(path, {"attachments-kept": tokens, "body": ""})
    assert len(BOX.findall(again.text)) == 2
    # unticked it does not go
    sent = {"attachments-kept": tokens[:1], "body": "Here", "client_key": KEY}
    for _ in range(2):
        assert desk.post(path, sent).status_code == 302
    assert names(ticket.messages.get(number=2)) == ["a.txt"]
    assert ticket.messages.count() == 2


def test_at_the_desk_after_409_with_another_file(sign_in, agent, lead, ticket):
    desk, path = sign_in(agent), f"/desk/tickets/{ticket.pk}/reply/"
    reply_to_ticket(ticket, by=lead, body="Sand")
    tokens = refused(desk, path, 409, body="The file is attached", seen="1")
    fields = {"attachments-kept": tokens, "attachments": text_file("b.txt", "B")}
    fields |= {"body": "The file is attached", "seen": "2"}
    assert desk.post(path, fields).status_code == 302
    assert names(ticket.messages.get(number=3)) == ["a.txt", "b.txt", "cat.png"]


def test_a_customers_reply_and_a_guests(sign_in, customer, guest, make_ticket):
    theirs = make_ticket(requester=guest, by=None)
    link = mint_link(theirs, guest).split("//", 1)[1].split("/", 1)[1]
    hers = make_ticket()
    for client, path, ticket in (
        (sign_in(customer), f"/tickets/{hers.pk}/", hers),
        (Client(), f"/{link}", theirs),
    ):
        tokens = refused(client, f"{path}reply/", body="")
        sent = {"attachments-kept": tokens, "body": "Here"}
        assert client.post(f"{path}reply/", sent).status_code == 302
        reply = ticket.messages.get(number=2)
        assert names(reply) == ["a.txt", "cat.png"]
        assert {upload.owner for upload in reply.attachments.all()} == {reply.author}


def test_a_customers_reply_to_what_ended_meanwhile(sign_in, customer, agent, ticket):
    client, path = sign_in(customer), f"/tickets/{ticket.pk}/reply/"
    reply_to_ticket(ticket, by=agent, body="Sand", then="solved")
    count = ticket.messages.count()
    tokens = refused(client, path, 409, body="Look", was="open")
    sent = {"attachments-kept": tokens, "body": "Look", "was": "solved"}
    assert client.post(path, sent).status_code == 302
    assert names(ticket.messages.get(number=count + 1)) == ["a.txt", "cat.png"]


@pytest.mark.parametrize("who", ["customer", None])
def test_submitting(request, sign_in, db, who):
    client = sign_in(request.getfixturevalue(who)) if who else Client()
    fields = {"email": "new@example.com", "body": "It burns"}
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    tokens = refused(client, "/tickets/new/", **fields, subject="")
    fields |= {"attachments-kept": tokens, "subject": "Fire"}
    assert client.post("/tickets/new/", fields).status_code == 302
    assert names(Ticket.objects.get().messages.get()) == ["a.txt", "cat.png"]


def test_a_visitor_fills_the_disk_so_far_and_no_further(db, monkeypatch):
    monkeypatch.setattr("composer.keeping.is_over_limit", lambda *a, **k: True)
    client = Client(headers={"sec-fetch-site": "same-origin"})
    page = client.post("/tickets/new/", {"attachments": text_file("a.txt", "A")})
    assert page.status_code == 422
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_not_kept(sign_in, agent, ticket, monkeypatch):
    monkeypatch.setattr("composer.forms.FILE_BYTES", 3)
    path = f"/desk/tickets/{ticket.pk}/reply/"
    files = [text_file("a.txt", "A"), text_file("b.txt", "too long")]
    page = sign_in(agent).post(path, {"body": "Here", "attachments": files})
    assert page.status_code == 422
    assert len(BOX.findall(page.text)) == 1


def test_a_picture_pasted_into_a_draft_comes_with_the_reply(
    sign_in, agent, customer, guest, make_ticket
):
    ticket = make_ticket(requester=guest, by=None)
    desk = sign_in(agent)
    desk.post("/files/staged/", {"attachments": picture("cat.png")})
    upload = Upload.objects.get()
    body = f"Look: ![cat.png]({upload.get_absolute_url()})"
    desk.post(f"/desk/tickets/{ticket.pk}/reply/", {"body": body})
    reply = ticket.messages.get(number=2)
    assert names(reply) == ["cat.png"]
    type(reply).objects.update(public_at=reply.created_at)
    link = mint_link(ticket, guest).split("//", 1)[1].split("/", 1)[1]
    page = Client().get(f"/{link}").text
    shown = re.search(r'<img[^>]* src="([^"]+/cat.png)"', page)[1]
    assert shown == f"/{link}files/{upload.key}/cat.png"
    assert Client().get(shown).status_code == 200


def test_files_come_along_to_the_draft_a_macro_and_a_picker(
    sign_in, agent, ticket, make_macro
):
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    tokens = refused(desk, f"{page}reply/", body="")
    typed = {"body": "Here", "attachments-kept": tokens}
    macro = make_macro(body="Hello")
    for verb, fields in (("reply/draft/", {}), ("macro/", {"macro": macro.pk})):
        shown = desk.post(f"{page}{verb}", typed | fields, follow=True)
        assert keys(BOX.findall(shown.text)) == keys(tokens), verb
    picker = desk.post(f"{page}articles/", typed, follow=True)
    assert all(
        f'name="attachments-kept" value="{one}"' in picker.text for one in tokens
    )
    forged = desk.get(page, {"reply-kept": ["forged", "\x00"]})
    assert BOX.findall(forged.text) == []


def test_a_reply_that_is_taken_back_gives_its_files_back(sign_in, agent, ticket):
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    fields = {"body": "Look here.", "attachments": [text_file("a.txt", "A")]}
    desk.post(f"{page}reply/", fields)
    reply = ticket.messages.get(number=2)
    shown = desk.post(f"{page}undo/{reply.pk}/", follow=True)
    tokens = BOX.findall(shown.text)
    assert not ticket.messages.filter(number=2).exists()
    desk.post(f"{page}reply/", {"body": "Again", "attachments-kept": tokens})
    assert names(ticket.messages.latest("number")) == ["a.txt"]
