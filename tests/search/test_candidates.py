"""Only some of what holds the words is ranked, and nobody notices."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from accounts.models import User
from kb.models import Article
from search import candidates
from search.finding import find
from tickets.actions import open_ticket
from tickets.models import Ticket

QUESTIONS = [
    "invoice charged",
    "browser extension",
    "vault empty",
    "code refused",
    "mail never came after the renewal of my licence",
    "the desktop app does not start after the restart",
    "passkey",
]


@pytest.fixture
def few(monkeypatch):
    """As if the site were large: `few(2, 4)` ranks so many of what is found."""

    def cap(newest: int, others: int) -> None:
        monkeypatch.setattr(candidates, "NEWEST", newest)
        monkeypatch.setattr(candidates, "OTHERS", others)

    return cap


def titles(text, viewer=None):
    return [found.target.title for found in find(text, viewer or AnonymousUser())]


def test_the_ten_best_of_some_are_those_of_all(few, db):
    counts = {"articles": 30, "topics": 30, "tickets": 250, "users": 60}
    options = [f"--{name}={count}" for name, count in counts.items()]
    call_command("generate", *options, "--seed=3", "--until=2026-03-01T00:00:00Z")
    agent = User.objects.agents().order_by("pk")[0]

    def ten_best():
        results = [find(question, agent) for question in QUESTIONS]
        return [[found.target for found in each[:10]] for each in results]

    of_all = ten_best()
    few(25, 100)
    of_some = ten_best()
    shared = [
        len(set(one) & set(other)) for one, other in zip(of_all, of_some, strict=True)
    ]
    assert sum(shared) / len(shared) >= 9
    assert [each[0] for each in of_some] == [each[0] for each in of_all]


def test_a_rare_word_is_found_however_much_is_newer(few, make_article):
    few(2, 4)
    make_article("Zebra", "About a licence.")
    for number in range(6):
        make_article(f"Number {number}", "A licence.")
    assert titles("my licence says zebra")[0] == "Zebra"


def test_all_words_together_count_before_what_is_newer(few, make_article):
    few(2, 4)
    make_article("Old", "A licence for a seat.")
    for number in range(6):
        make_article(f"Licence {number}")
        make_article(f"Seat {number}")
    assert "Old" in titles("licence seat")


def test_of_the_alike_the_newer_come_first_but_not_before_the_better(make_article):
    for title in ("Licence gone", "Licence one", "Licence two", "Licence three"):
        make_article(title, "About it.")
    best = ["Licence gone", "Licence three", "Licence two", "Licence one"]
    assert titles("licence gone") == best


def test_what_may_not_be_seen_leaves_room_for_what_may(few, make_article):
    few(2, 2)
    make_article("Elsewhere", "Far down: a licence.")
    for number in range(4):
        make_article(f"Internal licence note {number}", audience="agents")
    assert titles("licence") == ["Elsewhere"]


def test_a_customer_finds_hers_among_many_newer_ones(few, customer, stranger, agent):
    few(2, 1)
    words = {"subject": "A licence", "body": "x", "channel": "web"}
    ticket = open_ticket(requester=customer, by=customer, **words)
    for _ in range(4):
        open_ticket(requester=stranger, by=stranger, **words)
    assert [found.target for found in find("licence", customer)] == [ticket]
    assert find("licence", AnonymousUser()) == []
    assert len(find("licence", agent)) < 5


def test_a_number_is_looked_for_in_texts_alone(customer, agent, make_article):
    make_article("Sync")
    words = {"subject": "Lost", "body": "x", "channel": "web"}
    open_ticket(requester=customer, by=customer, **words)
    for model in (Article, Ticket):
        number = str(ContentType.objects.get_for_model(model).pk)
        assert find(number, customer) == find(number, agent) == []
