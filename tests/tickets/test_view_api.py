"""Saved views by the API."""

import pytest

from tests.tickets.test_api import KEY, Program
from tickets.models import View

FIRES = {"name": "Fires", "filters": {"status": ["unsolved"], "tag": ["fire"]}}


@pytest.fixture
def program(agent):
    return Program(agent)


def test_a_view_is_saved_once_used_changed_and_deleted(program, make_ticket, agent):
    made = [program.post("/views", FIRES, **KEY).json() for _ in range(2)]
    assert made[0] == made[1] == program.get("/views").json()["items"][0]
    assert (made[0]["audience"], made[0]["sort"]) == ("mine", "-updated")
    other = program.post("/views", FIRES | {"name": "Floods"}, **KEY)
    assert other.status_code == 409

    hot = make_ticket(subject="Hot")
    make_ticket(subject="Cold")
    program.post(f"/tickets/{hot.pk}/tags", {"tags": ["fire"]})
    view = made[0]["id"]
    (found,) = program.get("/tickets", view=view).json()["items"]
    assert found["number"] == hot.pk
    assert program.get("/views/counts").json()[str(view)] == 1

    floods = {"name": "Floods", "filters": {}, "sort": "due", "columns": ["due"]}
    assert program.post(f"/views/{view}", floods).json() == made[0] | floods
    assert program.post(f"/views/{view}/delete").json()["name"] == "Floods"
    assert not View.objects.exists()
    assert program.post(f"/views/{view}/delete").status_code == 404


def test_what_means_nothing_or_is_for_others_is_refused(program, team):
    for field, bad in (
        ("filters", {"colour": ["red"]}),
        ("filters", {"status": ["burning"]}),
        ("sort", "colour"),
        ("columns", ["colour"]),
        ("audience", "shared"),
        ("audience", str(team.pk)),
    ):
        answer = program.post("/views", FIRES | {field: bad})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not View.objects.exists()
