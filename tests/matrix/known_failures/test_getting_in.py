"""Who gets in: tricks, leftovers and doors left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import change_roles
from accounts.models import Invitation, TeamMembership
from notifications.models import OutgoingEmail
from tests.matrix.apps import FORMS
from tests.matrix.requests import address, send
from tests.matrix.rows import writes
from tests.matrix.world import FORGED, PASSWORD, World, taken_back
from tickets.actions import remove_cc
from tickets.models import Ticket


def test_ticket_trick(world: World):
    """To write in somebody's name is not to read in it, and no text is mailed on."""
    fields = FORMS["tickets:new"].fields(world)
    with taken_back():
        for address_of in (
            "owner@example.com",
            "gus.guest@example.com",
            "n@example.com",
        ):
            given = fields | {
                "email": address_of,
                "body": "BUY zqpills",
                "client_key": "",
            }
            response = send(world, "tickets:new", given)
            made = Ticket.objects.latest("pk")
            thanks = world.ask("visitor", "GET", response["Location"])
            assert "sessionid" not in response.cookies
            assert b"zqpills" not in thanks.content
            page = world.ask(
                "visitor", "GET", reverse("tickets:ticket", args=[made.pk])
            )
            assert page.status_code == 302
            for receipt in OutgoingEmail.objects.about(made).filter(
                recipient=made.requester
            ):
                is_hers = made.requester.verified_at is not None
                assert is_hers or "zqpills" not in receipt.text + receipt.html


def test_attachment_idor(world: World):
    """A key of another ticket's file is worth nothing behind one's own link."""
    token = world.thing("guest-link", "guest")["token"]
    for name in (
        "public-file",
        "note-file",
        "private-file",
        "guest-note-file",
        "draft-file",
    ):
        given = world.things[name]
        path = reverse("tickets:access_file", args=[token, given["key"], given["name"]])
        with taken_back():
            assert world.ask("guest", "GET", path).status_code == 404
            assert world.ask("guest", "HEAD", path).status_code == 404
            assert world.ask("stranger", "DELETE", path).status_code == 405


def test_access_after_removal(world: World):
    """Out of the team, the staff or the ticket: the next request already knows."""
    people = world.people
    agent, outsider = people["agent"], people["other_team_agent"]
    own = world.rows["own-ticket"]
    steps: list[tuple[str, str, str, Callable[[], Any]]] = [
        (
            "other_team_agent",
            "desk:ticket",
            "private-ticket",
            lambda: TeamMembership.objects.filter(person=outsider).delete(),
        ),
        ("agent", "desk:ticket", "own-ticket", lambda: change_roles(agent, roles=[])),
        (
            "cc",
            "tickets:ticket",
            "own-ticket",
            lambda: remove_cc(own, person=people["cc"], by=people["owner"]),
        ),
        (
            "colleague",
            "tickets:ticket",
            "own-ticket",
            lambda: (
                people["colleague"]
                .__class__.objects.filter(pk=people["colleague"].pk)
                .update(organization=None)
            ),
        ),
        (
            "owner",
            "tickets:ticket",
            "own-ticket",
            lambda: (
                people["owner"]
                .__class__.objects.filter(pk=people["owner"].pk)
                .update(is_active=False)
            ),
        ),
    ]
    for person, route, thing, take_away in steps:
        path = address(world, route, thing, person)
        with taken_back():
            assert world.ask(person, "GET", path).status_code == 200
            take_away()
            assert world.ask(person, "GET", path).status_code in (302, 403, 404), person
        for row in people.values():
            row.refresh_from_db()


def test_set_up_endpoint_left_open(world: World):
    with taken_back(), writes() as written:
        assert (
            send(
                world, "brand:welcome", FORMS["brand:welcome"].fields(world)
            ).status_code
            == 404
        )
        assert world.ask("visitor", "GET", reverse("brand:welcome")).status_code == 404
    assert written == set()


def test_session_fixation(customer):
    """The key of before is dead after; a changed password ends the other sessions."""
    browser, other = Client(), Client()
    for each in (browser, other):
        each.get(reverse("account_login"))
        each.session["planted"] = True
        each.session.save()
        before = each.session.session_key
        each.post(
            reverse("account_login"), {"login": customer.email, "password": PASSWORD}
        )
        assert each.session.session_key != before
        assert "_auth_user_id" in each.session
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    new = {
        "oldpassword": PASSWORD,
        "password1": "staple-battery-horse",
        "password2": "staple-battery-horse",
    }
    held = browser.session.session_key
    browser.post(reverse("account_change_password"), new)
    assert browser.session.session_key != held
    assert other.get(reverse("accounts:profile")).status_code == 302


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("account_login", "login"),
        ("account_reset_password", "email"),
        ("account_request_login_code", "email"),
        ("account_signup", "email"),
    ],
)
def test_enumeration(world: World, name: str, field: str):
    """Known, guest and unknown addresses are answered with the same bytes."""
    fields = FORMS[name].fields(world) | {"password": "wrong", "remember": ""}
    answers = []
    for known in ("owner@example.com", "gus.guest@example.com", "nobody@example.com"):
        with taken_back():
            response = send(world, name, fields | {field: known})
            page = response.content.decode().replace(known, "")
            page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
            answers.append((response.status_code, response.get("Location"), page))
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    "token", ["", " ", "%20", "%00", "null", "0", "None", FORGED, "x" * 3000]
)
def test_invite_and_reset_tokens_that_were_never_given(world: World, token: str):
    for path in (
        f"/accounts/invitations/{token}/",
        f"/accounts/password/reset/key/1-{token}/",
        f"/tickets/access/{token}/",
        f"/notifications/unsubscribe/{token}/",
    ):
        with taken_back(), writes() as written:
            got = world.ask("visitor", "GET", path)
            sent = world.ask(
                "visitor", "POST", path, {"password1": "staple-battery-horse"}
            )
            assert got.status_code in (200, 400, 404)
            assert got.status_code != 200 or b'name="password1"' not in got.content
            assert sent.status_code in (200, 400, 403, 404, 405)
        assert written == set()


def test_invite_tokens_once_and_in_time(world: World):
    path = address(world, "accounts:invitation", "invitation", "visitor")
    fields = FORMS["accounts:invitation"].fields(world)
    with taken_back():
        assert world.ask("visitor", "POST", path, fields).status_code == 302
        assert world.ask("visitor", "POST", path, fields).status_code == 404
    with taken_back():
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert world.ask("visitor", "POST", path, fields).status_code == 404
    token = world.things["invitation"]["token"]
    assert not Invitation.objects.filter(token_hash=token).exists()


@pytest.mark.parametrize(
    "header",
    [
        "REMOTE_USER",
        "HTTP_REMOTE_USER",
        "HTTP_X_REMOTE_USER",
        "HTTP_X_FORWARDED_USER",
        "HTTP_X_AUTH_USER",
        "HTTP_X_USER",
        "HTTP_X_WEBAUTH_USER",
        "HTTP_AUTH_USER",
        "HTTP_X_FORWARDED_EMAIL",
        "HTTP_X_AUTH_REQUEST_EMAIL",
        "AUTH_USER",
        "HTTP_AUTHORIZATION",
    ],
)
def test_trusted_header_sso(world: World, header: str):
    for who in ("admin@example.com", str(world.people["admin"].pk)):
        path = reverse("desk:queue")
        with taken_back():
            assert world.ask("visitor", "GET", path, **{header: who}).status_code == 302
            assert world.ask("owner", "GET", path, **{header: who}).status_code == 403


def test_guest_lookup(world: World):
    """A link is renewed three times an hour, to its own person and nobody else."""
    path = address(world, "tickets:access_renew", "expired-link", "visitor")
    forged = reverse("tickets:access_renew", args=[FORGED])
    with taken_back():
        before = OutgoingEmail.objects.count()
        # in other languages it stands at an address of its own
        pages = {
            world.ask("visitor", "POST", asked).content.replace(token.encode(), b"")
            for asked, token in [*[(path, path.split("/")[3])] * 6, (forged, FORGED)]
        }
        made = OutgoingEmail.objects.order_by("pk")[before:]
        assert len(pages) == 1
        assert len(made) == 3
        assert {row.recipient for row in made} == {world.rows["guest"]}
