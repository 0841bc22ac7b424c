"""What a browser is told, and what it would do with what others wrote."""

from __future__ import annotations

import re
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.test.client import ClientHandler
from django.urls import reverse

from brand.models import Brand
from core.csrf import is_same_origin
from core.markdown import render
from notifications.models import OutgoingEmail
from tests.matrix.apps import FORMS
from tests.matrix.redirects import HOST, HOSTILE, host_of
from tests.matrix.requests import send
from tests.matrix.rows import writes
from tests.matrix.world import World, taken_back
from tickets.actions import open_ticket, reply_to_ticket
from tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("brief")

XSS = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
ACTIVE = re.compile(rb"<(script>alert|img src=x|style>\*|iframe|svg/)")


@pytest.mark.usefixtures("undrawn")
def test_csrf_missing_token(world: World):
    """Without a token no session's POST is taken; signed addresses carry their own."""
    lenient, world.browser.handler = (
        world.browser.handler,
        ClientHandler(enforce_csrf_checks=True),
    )
    signed = {name for name in FORMS if name.startswith("tickets:access")}
    try:
        for name, form in FORMS.items():
            if name in signed | {"notifications:unsubscribe"}:
                continue
            with taken_back(), writes() as written:
                response = send(
                    world,
                    name,
                    form.fields(world),
                    HTTP_SEC_FETCH_SITE="cross-site",
                    HTTP_ORIGIN=f"https://{HOST}",
                )
            assert response.status_code == 403, name
            assert written == set(), name
    finally:
        world.browser.handler = lenient


@pytest.mark.parametrize(
    "source",
    [
        "https://help.example.com.evil.example",
        "https://evil-help.example.com",
        "https://help.example.com@evil.example",
        "https://xhelp.example.com",
        "null",
        "https://",
        "http://help.example.com",
        "https://help.example.com:8443",
        "https://sub.help.example.com",
        "https://help.example.com%00.evil.example",
        "https://help.example.com\\.evil.example",
    ],
)
def test_suffix_matching(world: World, source: str):
    """Whose page a form came from is compared whole, not by its end or beginning."""
    headers = {"Origin": source}
    request = SimpleNamespace(
        headers=headers, scheme="http", get_host=lambda: "testserver"
    )
    assert not is_same_origin(request)
    marked = str(render(f"[x]({source}/a)").html)
    assert "href" not in marked or "nofollow" in marked or "://" not in source


def test_caching_ends_with_the_session(world: World):
    with taken_back():
        response = send(world, "account_logout", {})
        assert response["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    "name", ["account_login", "account_logout", "account_reauthenticate"]
)
def test_open_redirect(world: World, settings, name: str):
    """Wherever `next` points, the browser stays on this site."""
    assert len(HOSTILE) >= 80
    settings.ACCOUNT_RATE_LIMITS = False  # a dozen questions for each login
    fields = FORMS[name].fields(world)
    path = reverse(name)
    for nth, target in enumerate(HOSTILE):
        typed = nth % 4 == 0  # the same check reads both
        query, data = (
            ("", {"next": target}) if typed else (f"?{_query(next=target)}", {})
        )
        with taken_back():
            response = world.ask(FORMS[name].by, "POST", path + query, fields | data)
            assert response.status_code in (302, 400), target
            if response.status_code == 302:
                assert host_of(response["Location"]) == "testserver", target


def test_open_redirect_of_signed_in_and_signing_up(world: World):
    for target in HOSTILE:
        query = f"?{_query(next=target)}"
        for person, path in (
            ("owner", "/accounts/login/"),
            ("owner", "/accounts/signup/"),
            ("visitor", "/accounts/login/code/"),
        ):
            with taken_back():
                response = world.ask(person, "GET", path + query)
                where = response.get("Location", "/")
                assert host_of(where) == "testserver", (path, target)


def test_css_injection(world: World):
    text = "<style>*{background:url(//evil.example)}</style> <p style='color:red'>x</p>"
    html = str(render(text).html)
    assert "<style" not in html
    assert " style=" not in html
    with taken_back():
        policy = world.ask("visitor", "GET", "/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ):
        assert part in policy


def test_stored_xss_in_tickets_and_profiles(world: World):
    with taken_back():
        ticket = _hostile_ticket(world)
        for person, path in (
            ("owner", reverse("tickets:ticket", args=[ticket.pk])),
            ("agent", reverse("desk:ticket", args=[ticket.pk])),
            ("agent", reverse("desk:queue")),
            ("owner", reverse("tickets:mine")),
            ("agent", reverse("search:results") + "?q=alert"),
            ("agent", reverse("person", args=[world.people["owner"].pk])),
            ("agent", reverse("mail:ledger")),
            ("visitor", reverse("search:results") + f"?{_query(q=XSS)}"),
        ):
            page = world.ask(person, "GET", path)
            assert page.status_code == 200
            assert not ACTIVE.search(page.content), path


def test_xss_outward_into_customers_mail(world: World):
    with taken_back():
        ticket = _hostile_ticket(world)
        reply_to_ticket(
            ticket, by=world.people["agent"], body=XSS + "<style>*{}</style>"
        )
        rows = OutgoingEmail.objects.about(ticket)
        assert rows.count() >= 2
        for row in rows:
            assert not ACTIVE.search(row.html.encode()), row.subject


def test_open_tracking(world: World):
    """No mail of ours tells anybody that it was opened."""
    for row in OutgoingEmail.objects.exclude(html=""):
        assert "<img" not in row.html
        assert "url(" not in row.html


@pytest.mark.parametrize(
    "braces", ["{{7*7}}", "{% now 'Y' %}", "${7*7}", "%(subject)s", "{0.__class__}"]
)
def test_template_injection(world: World, braces: str):
    with taken_back():
        Brand.objects.update_or_create(pk=1, defaults={"name": f"Site {braces}"})
        ticket = open_ticket(
            requester=world.people["owner"],
            subject=f"About {braces}",
            body=f"See {braces}",
            channel="web",
            by=None,
        )
        row = (
            OutgoingEmail.objects.about(ticket)
            .filter(recipient=world.people["owner"])
            .get()
        )
        page = world.ask("owner", "GET", ticket.get_absolute_url()).content.decode()
    assert braces in row.subject
    assert braces in row.text
    assert "<class" not in row.text + page
    assert "49" not in row.subject


def _query(**given: str) -> str:
    return urlencode(given)


def _hostile_ticket(world: World) -> Ticket:
    owner = world.people["owner"]
    owner.__class__.objects.filter(pk=owner.pk).update(display_name=XSS[:60])
    owner.refresh_from_db()
    return open_ticket(
        requester=owner, subject=XSS, body=f"alert {XSS}", channel="web", by=owner
    )
