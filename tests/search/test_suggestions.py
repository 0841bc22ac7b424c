"""What was answered already, shown while somebody writes what is wrong."""

import pytest

from kb.actions import create_category, draft_article, publish_article
from search.suggesting import says_enough
from tickets.actions import open_ticket

PLACE = "/search/suggestions/"
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def article(admin, writer, reviewer):
    shelf = create_category(by=admin, title="Printers", slug="printers")
    made = draft_article(
        by=writer, category=shelf, title="The printer burns", body="Use the hose."
    )
    publish_article(made, by=reviewer)
    return made


def test_a_subject_finds_what_is_written_about_it(client, article):
    page = client.get(PLACE, {"subject": "my printer is on fire"}, **HTMX)
    assert article.get_absolute_url() in page.content.decode()
    assert 'target="_blank"' in page.content.decode()
    assert page["Cache-Control"] == "private, max-age=60"


def test_no_ticket_is_suggested_not_even_her_own(customer, sign_in):
    words = {"subject": "Printer burns", "body": "x", "channel": "web"}
    open_ticket(requester=customer, by=customer, **words)
    page = sign_in(customer).get(PLACE, {"subject": "printer"}, **HTMX)
    assert "printer" not in page.content.decode().lower()


@pytest.mark.parametrize(
    ("text", "enough"),
    [("", False), ("pr", False), ("pri", True), ("印", False), ("印刷", True)],
)
def test_three_letters_say_enough_or_two_signs(text, enough):
    assert says_enough(text) is enough


def test_without_scripts_it_is_the_search(client, db):
    assert client.get(PLACE, {"subject": "a & b"}).url == "/search/?q=a+%26+b"


def test_the_ticket_form_asks_for_them(client, db):
    page = client.get("/tickets/new/").content.decode()
    assert f'hx-get="{PLACE}"' in page


def test_who_asks_too_often_is_shown_nothing(client, article, monkeypatch):
    monkeypatch.setattr("search.suggesting.A_MINUTE", 1)
    pages = [client.get(PLACE, {"subject": "printer"}, **HTMX) for _ in range(2)]
    assert [bool(page.content.strip()) for page in pages] == [True, False]
