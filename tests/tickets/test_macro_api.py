"""Macros for programs: listed, written, and used on a ticket as a whole."""

from tests.tickets.test_api import KEY, WORK, Program
from tickets.actions import move_to_team
from tickets.models import Macro


def test_it_is_listed_and_used_once_for_a_key(ticket, agent, make_macro):
    macro = make_macro(
        body="Dear {{ customer.name }}", priority="high", status="solved", tags=["hot"]
    )
    program = Program(agent)
    (told,) = program.get("/macros").json()
    assert (told["id"], told["audience"]) == (macro.pk, "shared")
    assert told["changes"] == ["Tags: +hot", "Priority: High", "Status: Solved"]
    for _ in range(2):
        answer = program.post(
            f"/tickets/{ticket.pk}/macro", {"macro": macro.pk}, **KEY
        ).json()
    assert (answer["status"], answer["priority"]) == ("solved", "high")
    assert ticket.messages.get(number=2).body == "Dear Maya Lind"
    macro.refresh_from_db()
    assert (ticket.messages.count(), macro.use_count) == (2, 1)


def test_one_without_a_text_only_changes(ticket, agent, make_macro, private_team):
    macro = make_macro(team=private_team, priority="urgent")
    path = f"/tickets/{ticket.pk}/macro"
    assert Program(agent).post(path, {"macro": macro.pk}).json() is None
    ticket.refresh_from_db()
    assert (ticket.priority, ticket.messages.count()) == ("urgent", 1)


def test_what_may_not_be_is_refused(
    ticket, agent, lead, customer, admin, make_macro, private_team
):
    path = f"/tickets/{ticket.pk}/macro"
    hers, note = make_macro(owner=lead, body="Hi"), make_macro(purpose="note", body="x")
    away = make_macro(assignee=customer, body="Hi")
    program = Program(agent)
    assert program.post(path, {"macro": hers.pk}).status_code == 404
    assert program.post(path, {"macro": away.pk}).status_code == 422
    assert program.post(path, {"macro": note.pk}).status_code == 403
    assert Program(customer).post(path, {"macro": note.pk}).status_code == 404
    assert ticket.messages.count() == 1
    assert (
        Program(agent, [*WORK, "private"]).post(path, {"macro": note.pk}).status_code
        == 200
    )
    assert ticket.messages.last().is_note
    move_to_team(ticket, team=private_team, by=admin)
    assert program.post(path, {"macro": note.pk}).status_code == 404


def test_a_macro_is_written_once_changed_and_deleted(agent, lead, team):
    program = Program(lead)
    given = {
        "title": "Water first",
        "audience": str(team.pk),
        "body": "Dear {{ customer.name }}",
        "priority": "high",
        "tags": ["fire"],
    }
    made = [program.post("/macros", given, **KEY).json() for _ in range(2)]
    assert made[0] == made[1] == program.get("/macros").json()[0]
    assert {name: made[0][name] for name in given} == given
    assert made[0]["changes"] == ["Tags: +fire", "Priority: High"]
    other = program.post("/macros", given | {"body": "Hi"}, **KEY)
    assert other.status_code == 409
    refused = program.post("/macros", given | {"body": "{{ secret }}"})
    assert list(refused.json()["errors"]) == ["body"]

    path = f"/macros/{made[0]['id']}"
    assert Program(agent).post(path, given).status_code == 403
    changed = program.post(path, {"title": "Sand", "body": "Sand."}).json()
    assert (changed["audience"], changed["priority"], changed["tags"]) == (
        "mine", "", [],
    )  # fmt: skip
    assert Program(agent).post(path, given).status_code == 404
    assert program.post(f"{path}/delete").json() == changed
    assert not Macro.objects.exists()
