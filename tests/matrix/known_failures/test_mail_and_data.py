"""What reaches mails, questions to the database, and pages that show settings."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail
from django.urls import reverse

from helpdesk.celery import app
from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail
from search.finding import find
from tests.matrix.apps import FORMS
from tests.matrix.redirects import HOST
from tests.matrix.requests import send
from tests.matrix.world import World, taken_back
from tickets.actions import add_cc, open_ticket

pytestmark = pytest.mark.usefixtures("brief")


HOSTS = [
    "evil.example",
    "evil.example:80",
    "testserver.evil.example",
    "testserver@evil.example",
    "testserver:80@evil.example",
    "evil.example#testserver",
    "testserver evil.example",
    "testserver\\evil.example",
    "testserver/evil.example",
    "[evil.example]",
    "",
    "..",
    "*",
    "xn--",
    "127.0.0.1.evil.example",
    "help.example.com",
    "evil.example\r\nX: y",
]
FORWARDS = [
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_HOST",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_ORIGINAL_HOST",
    "HTTP_X_REWRITE_URL",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_PORT",
]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        *(("HTTP_HOST", host) for host in HOSTS),
        *((header, HOST) for header in FORWARDS),
        *((header, f"host={HOST}") for header in FORWARDS),
    ],
)
def test_host_header(world: World, header: str, value: str):
    """Links in mails stand on SITE_URL, whatever host was asked for."""
    with taken_back():
        before = OutgoingEmail.objects.count()
        mail.outbox.clear()
        for name in (
            "account_reset_password",
            "account_request_login_code",
            "tickets:new",
        ):
            response = send(world, name, FORMS[name].fields(world), **{header: value})
            assert response.status_code in (302, 400, 403)
            assert HOST not in response.get("Location", "")
        rows = OutgoingEmail.objects.order_by("pk")[before:]
        words = [
            f"{row.text} {row.html} {row.headers} {row.from_address}" for row in rows
        ]
        words += [
            f"{each.body} {each.from_email} {each.subject}" for each in mail.outbox
        ]
    for text in words:
        assert HOST not in text
        assert all(
            link.startswith(site.SITE_URL) for link in re.findall(r"https?://\S+", text)
        )


BREAKS = [
    "\r\n",
    "\n",
    "\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "\r\n\r\n",
    "%0d%0a",
]


@pytest.mark.parametrize("line_break", BREAKS)
def test_mail_header_injection(world: World, tmp_path, settings, line_break: str):
    """Each header of what leaves is one line, and no field adds another."""
    settings.EMAIL_URL = (tmp_path / "mail").as_uri()
    evil = f"Hello{line_break}Bcc: victim@evil.example"
    with taken_back():
        before = OutgoingEmail.objects.latest("pk").pk
        for name, field in [
            ("tickets:new", "subject"),
            ("tickets:new", "name"),
            ("desk:new", "subject"),
            ("forums:new", "title"),
            ("accounts:profile", "display_name"),
            ("brand_settings:mail", "sender_name"),
            ("brand_settings:look", "name"),
            ("kb_desk:edit", "title"),
        ]:
            assert (
                send(world, name, FORMS[name].fields(world) | {field: evil}).status_code
                < 500
            )
        ticket = open_ticket(
            requester=world.people["owner"],
            subject="Last",
            body="x",
            channel="web",
            by=None,
        )
        add_cc(
            ticket, person=world.people["cc"], can_reply=True, by=world.people["owner"]
        )
        made = OutgoingEmail.objects.filter(pk__gt=before).order_by("pk")
        deliver_mails(list(made.values_list("pk", flat=True)))
        files = list((tmp_path / "mail").glob("*.eml"))
        assert len(files) >= 3
        for file in files:
            message = email.message_from_bytes(
                file.read_bytes(), policy=email.policy.default
            )
            assert message["Bcc"] is None
            assert not message.defects
            assert len(message["To"].addresses) == 1
            assert not re.search(
                r"[\r\n\x0b\x0c\x1c\x85\u2028\u2029]", str(message["Subject"])
            )


def test_sql_injection_in_filter_builders(world: World):
    """A question's keys are a fixed list: lookups of somebody's own are not asked."""
    plain = {
        "owner": reverse("tickets:mine"),
        "agent": reverse("desk:queue"),
        "admin": reverse("accounts_settings:people"),
    }
    extra = {
        "requester__email": "x",
        "status__in": "new",
        "pk__gt": "0",
        "_connector": "OR 1=1",
        "assignee__password__startswith": "p",
        "team__isnull": "1",
        "order_by": "password",
        "id__in": "1) OR (1=1",
        "extra": "1=1",
    }
    for person, path in plain.items():
        with taken_back():
            one = _steady(world.ask(person, "GET", path))
            two = _steady(world.ask(person, "GET", path, extra))
        assert one == two, path
    for text in (
        "' OR 1=1 --",
        '" OR ""="',
        "x' UNION SELECT password",
        "NEAR(a b)",
        "a*",
        "title:x",
        "a AND NOT b",
        "{a b}",
        "^a",
        "a:*",
        "a & !b",
        "a <-> b",
        "\\",
        "'",
        '"',
    ):
        assert isinstance(find(text, world.people["stranger"]), list)


def test_deserialisation():
    """What others can write to holds JSON; what is pickled stands in our database."""
    assert app.conf.task_serializer == "json"
    assert set(app.conf.accept_content) == {"json"}
    assert site.SESSION_SERIALIZER.endswith("JSONSerializer")
    assert all(
        "redis" not in cache["BACKEND"].lower() for cache in site.CACHES.values()
    )


def _steady(response: Any) -> str:
    page = response.content.decode()
    drawn = "csrfmiddlewaretoken|client_key"
    page = re.sub(rf'(({drawn})" value|hx-headers|content)="[^"]*"', "", page)
    return re.sub(r"\?[^\"']*", "", page)
