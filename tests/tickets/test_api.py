"""The API of tickets: once for one key, and nothing but what was declared."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import make_token
from accounts.models import ApiToken
from activity.models import Event
from notifications.models import OutgoingEmail
from tests.matrix.files import text_file
from tickets.actions import add_cc, add_note, open_ticket, reply_to_ticket
from tickets.models import Ticket, TicketMessage

WORK = ["tickets:read", "tickets:write"]
KEY = {"Idempotency-Key": "order-7"}


class Program:
    """What shows one token."""

    def __init__(self, person, scopes=WORK):
        _, secret = make_token(person, name="Shop", scopes=scopes, days=30)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path, **query):
        return Client().get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path, given=None, **headers):
        return Client().post(
            f"/api/v1{path}",
            json.dumps(given or {}),
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def send(self, path, form):
        return Client().post(f"/api/v1{path}", form, headers=self.headers)


@pytest.fixture
def ticket(customer, team):
    return open_ticket(
        requester=customer,
        subject="Printer on fire",
        body="It burns.",
        channel="web",
        by=customer,
        team=team,
    )


def test_a_retried_call_opens_one_ticket_and_answers_the_same(customer):
    program, given = Program(customer), {"subject": "Fire", "body": "It burns."}
    first = program.post("/tickets", given, **KEY)
    again = program.post("/tickets", given, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Ticket.objects.get().channel == "api"
    assert Event.objects.count() == 1


def test_a_key_that_was_used_otherwise_is_a_conflict(customer, ticket):
    program = Program(customer)
    path = f"/tickets/{ticket.pk}/reply"
    assert program.post(path, {"body": "A"}, **KEY).json()["body"] == "A"
    answer = program.post(path, {"body": "B"}, **KEY)
    assert answer.status_code == 409
    assert ticket.messages.count() == 2


def test_a_key_that_was_used_without_this_file_is_a_conflict(customer, ticket):
    program = Program(customer)
    said = {"subject": "Log", "body": "See the log", "client_key": str(uuid4())}
    reply = {name: said[name] for name in ("body", "client_key")}
    for path, form in ((f"/tickets/{ticket.pk}/reply", reply), ("/tickets", said)):
        for files, status in (([], 201), (["a.log"], 409)):
            kept = {"attachments": [text_file(name, "log") for name in files]}
            assert program.send(path, form | kept).status_code == status
        form["client_key"] = str(uuid4())
        for _try in range(2):
            kept = {"attachments": text_file("a.log", "log")}
            assert program.send(path, form | kept).status_code == 201
    assert TicketMessage.objects.count() == 5


def test_a_key_of_a_note_brings_nobody_the_note(customer, agent, ticket):
    staff = Program(agent, [*WORK, "private"])
    key = "1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
    made = staff.post(
        f"/tickets/{ticket.pk}/note", {"body": "Between us", "client_key": key}
    )
    assert made.status_code == 201
    answer = Program(customer).post(
        f"/tickets/{ticket.pk}/reply", {"body": "Hello", "client_key": key}
    )
    assert answer.json()["body"] == "Hello"


def test_a_reply_brings_files_and_they_can_be_fetched(agent, customer, ticket):
    form = {"body": "See here.", "attachments": text_file("a.txt", "Abc")}
    made = Program(agent).send(f"/tickets/{ticket.pk}/reply", form)
    assert made.status_code == 201
    key = made.json()["attachments"][0]["key"]
    got = Program(customer).get(f"/tickets/{ticket.pk}/files/{key}")
    assert b"".join(got) == b"Abc"


def test_agents_choose_the_status_and_customers_say_solved_alone(
    agent, customer, ticket
):
    path = f"/tickets/{ticket.pk}/reply"
    for program, then, is_taken in (
        (Program(customer), "pending", False),
        (Program(agent), "pending", True),
        (Program(customer), "solved", True),
    ):
        answer = program.post(path, {"body": "Done.", "then": then})
        assert answer.status_code == (201 if is_taken else 422)
    ticket.refresh_from_db()
    assert ticket.status == "solved"


def test_a_customer_who_knew_it_open_is_told_once_that_it_was_solved(
    agent, customer, ticket
):
    program, path = Program(customer), f"/tickets/{ticket.pk}/reply"
    reply_to_ticket(ticket, by=agent, body="Done.", then="solved")
    assert program.post(path, {"body": "And?", "was": "new"}).status_code == 409
    assert program.post(path, {"body": "And?", "was": "solved"}).status_code == 201
    ticket.refresh_from_db()
    assert (ticket.status, ticket.messages.count()) == ("open", 3)


def test_who_gets_a_reply_is_told_and_may_be_left_out(
    agent, customer, stranger, ticket
):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    program, path = Program(agent), f"/tickets/{ticket.pk}"
    told = program.get(f"{path}/recipients").json()
    assert [(each["person"]["id"], each["because"]) for each in told] == [
        (customer.pk, "requester"),
        (stranger.pk, "cc"),
    ]
    given = {"body": "Use water.", "left_out": [stranger.pk]}
    refused = program.post(f"{path}/reply", given | {"left_out": [agent.pk]})
    assert refused.status_code == 422
    form = {"body": "Use water.", "left_out": f"[{stranger.pk}]"}
    assert program.send(f"{path}/reply", form).status_code == 201
    mails = OutgoingEmail.objects.filter(event__verb="ticket.agent_replied")
    assert [mail.recipient for mail in mails] == [customer]


def test_a_customer_looks_for_words_among_hers(customer, stranger, ticket, make_ticket):
    make_ticket(subject="Printer of others", requester=stranger)
    make_ticket(subject="Scanner")
    found = Program(customer).get("/tickets", q="printer").json()["items"]
    assert [each["number"] for each in found] == [ticket.pk]


def test_a_reply_to_an_old_state_is_a_conflict(agent, customer, ticket):
    reply_to_ticket(ticket, by=customer, body="Wait!")
    program, path = Program(agent), f"/tickets/{ticket.pk}/reply"
    assert program.post(path, {"body": "Done.", "seen": 1}).status_code == 409
    assert ticket.messages.count() == 2
    assert program.post(path, {"body": "Done.", "seen": 2}).status_code == 201


def test_an_agent_opens_for_somebody_and_a_customer_does_not(agent, customer, team):
    given = {
        "subject": "A call",
        "body": "She called.",
        "email": "cal@example.com",
        "team": team.pk,
        "priority": "high",
    }
    assert Program(customer).post("/tickets", given).status_code == 403
    made = Program(agent).post("/tickets", given).json()
    assert (made["priority"], made["team"]["id"]) == ("high", team.pk)
    assert Ticket.objects.get().requester.email == "cal@example.com"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subject": "A"}, "body"),
        ({"subject": "", "body": "B"}, "subject"),
        ({"subject": "A\0", "body": "B"}, "subject"),
        ({"subject": "A", "body": "B", "status": "solved"}, "status"),
        ({"subject": "A", "body": ["B"]}, "body"),
    ],
)
def test_what_is_wrong_is_said_by_field(customer, given, field):
    answer = Program(customer).post("/tickets", given)
    assert answer.status_code == 422
    assert answer.json()["errors"][field]
    assert not Ticket.objects.exists()


def test_a_customer_sees_no_fields_of_the_desk(customer, agent, ticket):
    hers = Program(customer).get(f"/tickets/{ticket.pk}").json()
    assert not {"priority", "assignee", "team", "tags", "updated_at"} & hers.keys()
    assert Program(agent).get(f"/tickets/{ticket.pk}").json()["team"]["id"]


def test_notes_need_the_scope(agent, ticket):
    add_note(ticket, by=agent, body="Between us")
    path = f"/tickets/{ticket.pk}/messages"
    plain = Program(agent).get(path).json()["items"]
    assert [each["kind"] for each in plain] == ["reply"]
    whole = Program(agent, [*WORK, "private"]).get(path).json()["items"]
    assert [each["kind"] for each in whole] == ["reply", "note"]
    assert (
        Program(agent).post(f"/tickets/{ticket.pk}/note", {"body": "x"}).status_code
        == 403
    )
    assert TicketMessage.objects.filter(kind="note").count() == 1


@pytest.mark.parametrize("half", [r"a\ud800b", "a\ud800b"])
def test_half_a_character_is_refused(agent, ticket, half):
    raw = f'{{"tags": ["{half}"]}}'.encode(errors="surrogatepass")
    answer = Client().post(
        f"/api/v1/tickets/{ticket.pk}/tags",
        raw,
        content_type="application/json",
        headers=Program(agent).headers,
    )
    assert answer.status_code == 400


def test_words_of_notes_are_found_with_the_scope_alone(agent, ticket):
    add_note(ticket, by=agent, body="Between us: heron")
    plain, full = Program(agent), Program(agent, [*WORK, "private"])
    view = {"name": "Herons", "filters": {"q": ["heron"]}}
    view = plain.post("/views", view).json()
    for asked in ({"q": "heron"}, {"view": view["id"]}):
        assert plain.get("/tickets", **asked).status_code == 403
        assert len(full.get("/tickets", **asked).json()["items"]) == 1
    everything = {"query": "q=heron", "status": "solve"}
    assert plain.post("/tickets/bulk/all", everything).status_code == 403
    assert plain.post("/tickets/exports", {"query": "q=heron"}).status_code == 403


def test_pages_are_bounded_and_led_by_key(customer, ticket):
    for number in range(4):
        reply_to_ticket(ticket, by=customer, body=f"More {number}")
    program, path = Program(customer), f"/tickets/{ticket.pk}/messages"
    assert program.get(path, limit=0).status_code == 422
    assert program.get(path, limit=101).status_code == 422
    page = program.get(path, limit=3).json()
    assert [each["number"] for each in page["items"]] == [1, 2, 3]
    rest = Client().get(page["next"], headers=program.headers).json()
    assert [each["number"] for each in rest["items"]] == [4, 5]
    assert rest["next"] is None


def test_the_list_asks_as_often_for_two_as_for_twenty(customer, agent):
    program = Program(agent)

    def count():
        with CaptureQueriesContext(connection) as asked:
            program.get("/tickets")
        return len(asked)

    for number in range(2):
        _opened(customer, number)
    program.get("/tickets")
    few = count()
    for number in range(2, 20):
        _opened(customer, number)
    assert count() == few


def _opened(customer, number):
    return open_ticket(
        requester=customer, subject=f"S{number}", body="B", channel="web", by=customer
    )


def test_a_move_out_of_sight_answers_null(agent, private_team, ticket):
    answer = Program(agent).post(
        f"/tickets/{ticket.pk}/team", {"team": private_team.pk}
    )
    assert (answer.status_code, answer.json()) == (200, None)


def test_nobody_is_assigned_who_does_not_work_on_it(agent, customer, ticket):
    path = f"/tickets/{ticket.pk}/assign"
    assert Program(agent).post(path, {"to": customer.pk}).status_code == 422
    assert Program(agent).post(path, {"to": agent.pk}).json()["assignee"]["id"] == (
        agent.pk
    )
    assert Program(agent).post(path, {"to": None}).json()["assignee"] is None


def test_the_description_names_every_path_and_loads_nothing(db):
    schema = Client().get("/api/v1/openapi.json").json()
    assert "/api/v1/tickets/{number}/reply" in schema["paths"]
    page = Client().get("/api/docs").content.decode()
    assert "/api/v1/tickets/{number}/reply" in page
    reply = schema["paths"]["/api/v1/tickets/{number}/reply"]["post"]
    assert reply["security"] == [{"Token": ["tickets:write"]}]
    assert "needs <code>settings</code>" in page
    assert ApiToken.objects.count() == 0


def test_the_docs_stay_within_the_policy(db):
    answer = Client().get("/api/docs")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "cdn" not in answer.content.decode()


def test_the_docs_show_code_as_code(db):
    page = Client().get("/api/docs").content.decode()

    assert "<code>email</code>" in page
    assert "`" not in page


def test_a_merge_called_twice_merges_once_and_is_undone_once(customer, agent, ticket):
    staff = Program(agent)
    opened = {"subject": "Fire", "body": "Again", "email": customer.email}
    other = staff.post("/tickets", opened).json()["number"]
    path, into = f"/tickets/{other}", {"into": ticket.pk}
    answers = [staff.post(f"{path}/merge", into).json() for _ in range(2)]
    assert answers[0]["number"] == ticket.pk
    assert answers[0] == answers[1]
    assert staff.get(path).json()["number"] == ticket.pk
    assert staff.post(f"{path}/merge", {"into": other}).status_code == 409
    stopped = staff.post(f"{path}/reply", {"body": "A", "seen": 1})
    assert stopped.status_code == 409
    late = staff.post(f"{path}/reply", {"body": "A"}).json()
    assert (late["ticket"], late["number"]) == (ticket.pk, 3)
    back = [staff.post(f"{path}/unmerge").json() for _ in range(2)]
    assert back[0]["number"] == other
    assert back[0] == back[1]
    assert staff.post(f"{path}/merge", {"into": other}).status_code == 422


def test_a_split_called_twice_makes_one_ticket(customer, agent, ticket):
    staff, path = Program(agent), f"/tickets/{ticket.pk}/split"
    reply_to_ticket(ticket, by=customer, body="Also, no paper")
    given = {"messages": [2], "subject": "No paper"}
    first, again = (staff.post(path, given, **KEY) for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.json()["requester"]["name"] == customer.display_name
    other = staff.post(path, given | {"subject": "Lions"}, **KEY)
    assert other.status_code == 409
    assert staff.post(path, given).status_code == 422
