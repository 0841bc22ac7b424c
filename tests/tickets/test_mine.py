from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tickets.actions import add_cc, add_note, reply_to_ticket, solve_ticket

MINE = "/tickets/"


def subjects(answer):
    return [ticket.subject for ticket in answer.context["page"]]


def test_visitors_log_in_first(db):
    answer = Client().get(MINE)
    assert answer.status_code == 302
    assert answer.url.endswith("?next=/tickets/")


def test_the_newest_stands_first_and_strangers_tickets_nowhere(
    make_ticket, stranger, customer, sign_in
):
    make_ticket("One")
    make_ticket("Two")
    make_ticket("Hidden", requester=stranger)
    assert subjects(sign_in(customer).get(MINE)) == ["Two", "One"]


def test_tickets_she_is_copied_on_are_listed(make_ticket, stranger, customer, sign_in):
    ticket = make_ticket("Theirs", requester=stranger)
    add_cc(ticket, person=customer, can_reply=False, by=stranger)
    assert subjects(sign_in(customer).get(MINE)) == ["Theirs"]


def test_tabs_part_open_from_solved(make_ticket, agent, customer, sign_in):
    make_ticket("Open")
    solve_ticket(make_ticket("Solved"), by=agent)
    client = sign_in(customer)
    assert subjects(client.get(MINE)) == ["Open"]
    assert subjects(client.get(MINE + "?status=solved")) == ["Solved"]
    assert subjects(client.get(MINE + "?status=all")) == ["Solved", "Open"]
    assert subjects(client.get(MINE + "?status=nonsense")) == ["Open"]


def test_colleagues_tickets_stand_apart(ticket, colleague, sign_in):
    client = sign_in(colleague)
    assert subjects(client.get(MINE)) == []
    page = client.get(MINE + "?whose=organization")
    assert subjects(page) == ["Printer on fire"]
    assert b"Harbour Ltd" in page.content


def test_an_empty_list_says_what_to_do(customer, sign_in):
    assert b"/tickets/new/" in sign_in(customer).get(MINE).content


def test_pages_follow_each_other(make_ticket, customer, sign_in):
    for number in range(30):
        make_ticket(f"Ticket {number}")
    client = sign_in(customer)
    first = client.get(MINE)
    second = client.get(first.context["page"].next_url)
    assert len(subjects(first)) == 25
    assert subjects(second) == [f"Ticket {number}" for number in (4, 3, 2, 1, 0)]


def test_its_queries_do_not_grow(make_ticket, customer, sign_in):
    client = sign_in(customer)
    make_ticket()
    make_ticket()
    client.get(MINE)
    with CaptureQueriesContext(connection) as few:
        client.get(MINE)
    for _ in range(18):
        make_ticket()
    with CaptureQueriesContext(connection) as many:
        client.get(MINE)
    assert len(many) == len(few)


def test_words_and_numbers_find(make_ticket, customer, agent, sign_in):
    fire, flood = make_ticket("Printer on fire"), make_ticket("Flood in the cellar")
    reply_to_ticket(flood, by=agent, body="Where is the pump?")
    client = sign_in(customer)
    assert subjects(client.get(MINE + "?q=fire")) == [fire.subject]
    assert subjects(client.get(MINE + "?q=pump")) == [flood.subject]
    assert subjects(client.get(MINE + f"?q=%23{fire.pk}")) == [fire.subject]
    assert subjects(client.get(MINE + "?q=nowhere")) == []


def test_search_finds_neither_notes_nor_strangers(
    make_ticket, customer, stranger, agent, sign_in
):
    add_note(make_ticket(), by=agent, body="A secret squirrel.")
    theirs = make_ticket("Squirrel", requester=stranger)
    client = sign_in(customer)
    assert subjects(client.get(MINE + "?q=squirrel")) == []
    assert subjects(client.get(MINE + f"?q={theirs.pk}")) == []


def test_what_waits_for_her_has_a_tab(make_ticket, customer, agent, sign_in):
    make_ticket("Ours")
    reply_to_ticket(make_ticket("Hers"), by=agent, body="Which?", then="pending")
    assert subjects(sign_in(customer).get(MINE + "?status=waiting")) == ["Hers"]


def test_copies_stand_apart(make_ticket, stranger, customer, sign_in):
    make_ticket("Own")
    theirs = make_ticket("Theirs", requester=stranger)
    add_cc(theirs, person=customer, can_reply=True, by=stranger)
    assert subjects(sign_in(customer).get(MINE + "?whose=copied")) == ["Theirs"]


def test_strangers_have_no_tab_of_an_organisation(ticket, stranger, sign_in):
    page = sign_in(stranger).get(MINE + "?whose=organization")
    assert page.context["whose"] == "mine"
    assert subjects(page) == []
