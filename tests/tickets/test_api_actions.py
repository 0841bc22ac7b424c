"""The API of what is done to tickets besides writing: many, exports, ratings, time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Event
from composer.models import Draft
from tests.matrix.files import text_file
from tests.tickets.test_api import KEY, WORK, Program
from tickets.actions import add_note, reply_to_ticket
from tickets.models import Rating, TicketExport, TicketLink
from tickets.tasks import carry_on_bulk_change


@pytest.fixture
def program(agent):
    return Program(agent)


def test_many_are_changed_and_answered_once(program, make_ticket, private_team):
    first, second = make_ticket(), make_ticket()
    hidden = make_ticket(team=private_team)
    given = {"tickets": [first.pk, second.pk], "body": "Soon.", "priority": "high"}
    for _ in range(2):
        answer = program.post("/tickets/bulk", given, **KEY)
        assert answer.json() == {"changed": [first.pk, second.pk], "left": []}
    assert [first.messages.count(), second.messages.count()] == [2, 2]
    other = program.post("/tickets/bulk", given | {"body": "No."}, **KEY)
    assert other.status_code == 409
    refused = program.post("/tickets/bulk", {"tickets": [hidden.pk], "status": "open"})
    assert refused.status_code == 422


def test_many_name_what_was_left_alone(program, make_ticket, agent):
    solved, open_ = make_ticket(), make_ticket()
    reply_to_ticket(solved, by=agent, body="Done.", then="solved")
    given = {"tickets": [solved.pk, open_.pk], "status": "reopen"}
    shown = program.post("/tickets/bulk/preview", given).json()
    solved.refresh_from_db()
    assert solved.status == "solved"
    answer = program.post("/tickets/bulk", given).json()
    assert answer == shown == {"changed": [solved.pk], "left": [open_.pk]}


@pytest.fixture
def change_all(program, monkeypatch):
    """All of a view, by the same key each time; not done before a worker comes."""
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", lambda pk: None)
    view = {"query": "status=new,solved"}
    return lambda **given: program.post("/tickets/bulk/all", view | given, **KEY)


def test_all_of_a_view_are_changed_and_what_was_left_alone_is_told(
    program, change_all, make_ticket, agent
):
    solved, new = make_ticket(), make_ticket()
    reply_to_ticket(solved, by=agent, body="Done.", then="solved")
    started = change_all(status="reopen").json()
    carry_on_bulk_change(started["id"])
    told = program.get(f"/tickets/bulk/{started['id']}").json()
    assert (told["waiting"], told["changed"]) == (0, 1)
    assert told["left"] == [{"number": new.pk, "why": "status"}]


def test_all_of_a_view_are_answered_once_by_one_key(change_all, ticket):
    started = change_all(body="Soon.").json()
    assert change_all(body="No.").status_code == 409
    carry_on_bulk_change(started["id"])
    assert change_all(body="No.").status_code == 409
    assert change_all(body="Soon.").json()["changed"] == 1
    assert ticket.messages.count() == 2


def test_an_export_is_started_once_and_fetched(program, ticket, monkeypatch, customer):
    monkeypatch.setattr("tickets.tasks.write_export.delay", lambda pk: None)
    started = program.post("/tickets/exports", {"query": "view=all"}, **KEY)
    assert (started.status_code, started.json()["ready_at"]) == (201, None)
    again = program.post("/tickets/exports", {"query": "view=all"}, **KEY)
    assert again.json() == started.json()
    other = program.post("/tickets/exports", {"query": "view=mine"}, **KEY)
    assert other.status_code == 409
    path = f"/tickets/exports/{started.json()['id']}"
    assert program.get(f"{path}/file").status_code == 404
    from tickets.tasks import write_export

    write_export(TicketExport.objects.get().pk)
    assert program.get(path).json()["row_count"] == 1
    assert b"Printer on fire" in b"".join(program.get(f"{path}/file"))
    assert Program(customer).get(path).status_code == 404


def test_the_customer_says_how_it_went(program, ticket, agent, customer):
    hers, path = Program(customer), f"/tickets/{ticket.pk}"
    given = {"score": "good", "comment": "Quick."}
    assert hers.post(f"{path}/rate", given).status_code == 403
    reply_to_ticket(ticket, by=agent, body="Done.", then="solved")
    assert hers.get(f"{path}/rating").status_code == 404
    for _ in range(2):
        assert hers.post(f"{path}/rate", given).json()["comment"] == "Quick."
    assert Event.objects.filter(verb="ticket.rated").count() == 1
    assert hers.post(f"{path}/rate", {"score": "great"}).status_code == 422
    assert program.get(f"{path}/rating").json()["score"] == "good"
    assert program.post(f"{path}/rate", given).status_code == 403
    assert Rating.objects.get().comment == "Quick."


def test_a_ticket_is_snoozed_until_a_moment(program, ticket):
    path, until = f"/tickets/{ticket.pk}/snooze", timezone.now() + timedelta(hours=2)
    answer = program.post(path, {"until": until.isoformat()})
    ticket.refresh_from_db()
    assert ticket.snoozed_until == until
    assert answer.json()["snoozed_until"]
    for bad in (timezone.now() - timedelta(1), timezone.now() + timedelta(400)):
        assert program.post(path, {"until": bad.isoformat()}).status_code == 422
    naive = until.replace(tzinfo=None).isoformat()
    assert program.post(path, {"until": naive}).status_code == 422


def test_tickets_are_linked_both_ways(program, make_ticket):
    parent, child = make_ticket(), make_ticket()
    path = f"/tickets/{child.pk}"
    for _ in range(2):
        made = program.post(f"{path}/link", {"kind": "child", "other": parent.pk})
    assert made.json()[0]["kind"] == "child"
    (seen,) = program.get(f"/tickets/{parent.pk}/links").json()
    assert (seen["kind"], seen["number"]) == ("parent", child.pk)
    assert program.post(f"{path}/link", {"kind": "x", "other": 1}).status_code == 422
    assert program.post(f"{path}/link/{parent.pk}/remove").json() == []
    assert not TicketLink.objects.exists()


def test_drafts_are_those_of_the_desk(program, agent, lead, ticket):
    path = f"/tickets/{ticket.pk}"
    assert program.post(f"{path}/reply/draft", {"body": "Dear"}).status_code == 200
    assert program.post(f"{path}/note/draft", {"body": "Odd"}).status_code == 403
    staff = Program(agent, [*WORK, "private"])
    staff.post(f"{path}/note/draft", {"body": "Odd"})
    assert staff.get(f"{path}/drafts").json() == {"reply": "Dear", "note": "Odd"}
    assert program.get(f"{path}/drafts").json() == {"reply": "Dear", "note": None}
    assert Program(lead).get(f"{path}/drafts").json()["reply"] == ""
    program.post(f"{path}/reply/draft", {"body": " "})
    assert Draft.objects.get().purpose == "note"


def test_a_merge_is_shown_before_it_is_made(agent, make_ticket):
    here, there = make_ticket(), make_ticket()
    add_note(here, by=agent, body="Between us")
    reply_to_ticket(there, by=agent, body="Use water.")
    path, into = f"/tickets/{here.pk}/merge", {"into": there.pk}
    for scopes, numbers in ((WORK, [3, 1, 2]), ([*WORK, "private"], [3, 1, 4, 2])):
        seen = Program(agent, scopes).get(path, **into).json()
        assert [each["number"] for each in seen["messages"]] == numbers
    assert seen["into"]["number"] == there.pk
    here.refresh_from_db()
    assert here.merged_into is None


def test_what_was_done_is_told_to_each_as_far_as_it_is_hers(program, customer, ticket):
    path = f"/tickets/{ticket.pk}"
    program.post(f"{path}/priority", {"priority": "high"})
    program.post(f"{path}/solve")
    told = program.get(f"{path}/events").json()["items"]
    assert [each["verb"] for each in told] == [
        "ticket.priority_changed",
        "ticket.solved",
    ]
    assert told[1]["text"] == "Ada Agent solved the ticket"
    assert told[1]["actor"]["name"] == "Ada Agent"
    assert Program(customer).get(f"{path}/events").json()["items"] == told[1:]


def test_agents_hear_who_else_has_it_open(program, lead, ticket):
    path = f"/tickets/{ticket.pk}/presence"
    program.post(path, {"state": "writing"})
    hers = Program(lead)
    (there,) = hers.post(path, {"state": "viewing"}).json()
    assert (there["person"]["name"], there["state"]) == ("Ada Agent", "writing")
    assert [each["state"] for each in program.get(path).json()] == ["viewing"]
    program.post(path, {"state": "left"})
    assert hers.get(path).json() == []
    assert program.post(path, {"state": "asleep"}).status_code == 422


def test_tags_in_use_are_listed(program, ticket):
    program.post(f"/tickets/{ticket.pk}/tags", {"tags": ["hot", "fire"]})
    assert program.get("/tags").json()["items"] == ["fire", "hot"]


def test_a_message_is_redacted_and_a_note_by_its_scope_alone(program, agent, ticket):
    files = [text_file("a.txt", "Abc")]
    reply = reply_to_ticket(ticket, by=agent, body="Secret", files=files)
    key = str(reply.attachments.get().key)
    note = add_note(ticket, by=agent, body="Odd")
    path = f"/tickets/{ticket.pk}/messages"
    given = {"text": True, "attachments": [key]}
    for _ in range(2):
        answer = program.post(f"{path}/{reply.number}/redact", given)
        assert (answer.status_code, answer.json()["body"]) == (200, "")
    assert answer.json()["attachments"][0]["name"] == ""
    assert program.get(f"/tickets/{ticket.pk}/files/{key}").status_code == 404
    assert Event.objects.filter(verb="ticket.redacted").count() == 2
    hidden = program.post(f"{path}/{note.number}/redact", {"text": True})
    assert hidden.status_code == 404
    nothing = program.post(f"{path}/1/redact", {"text": False})
    assert nothing.status_code == 422


def test_the_description_tells_the_shape_of_each_answer(client):
    schema = client.get("/api/v1/openapi.json").json()
    untold = [
        (path, method)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        for status, answer in operation["responses"].items()
        if "content" not in answer and not path.endswith(("/file", "/{key}"))
    ]
    assert untold == []
    one = schema["paths"]["/api/v1/tickets/{number}"]["get"]["responses"]["200"]
    assert "WorkedTicketOut" in str(one)


def test_what_was_filled_in_is_taken_away_for_good(program, make_ticket):
    ticket = make_ticket(custom={"serial": "A7"})
    path = f"/tickets/{ticket.pk}/redact"
    told = program.post(path, {"subject": True, "details": ["serial"]}).json()
    assert (told["subject"], told["custom"]) == ("[redacted]", {"serial": ""})
    assert program.post(path, {"details": ["serial"]}).status_code == 422
