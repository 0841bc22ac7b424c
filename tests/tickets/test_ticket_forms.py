"""How an administrator describes what kinds of requests ask for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Event
from tests.tickets.test_api import Program
from tickets.actions.forms import add_field, create_form, retire_field
from tickets.models import TicketField, TicketForm

LIST = "/desk/settings/forms/"
FIELD = {"label": "Serial number", "kind": "text"}


@pytest.fixture
def form(admin) -> TicketForm:
    return create_form(by=admin, title="Device", slug="device")


@pytest.fixture
def add(form, admin):
    def field(label: str, kind: str = "text", **given: object) -> TicketField:
        return add_field(form, by=admin, label=label, kind=kind, **given)

    return field


def test_agents_have_nothing_to_say_here(form, agent, sign_in):
    assert sign_in(agent).get(LIST).status_code == 403
    assert sign_in(agent).post(f"{LIST}device/delete/").status_code == 403


def test_a_form_with_a_field_is_made_and_offered(admin, sign_in, client):
    browser = sign_in(admin)
    given = {"title": "Refund", "slug": "refund", "description": "Money back"}
    assert browser.post(f"{LIST}new/", given).url == f"{LIST}refund/"
    browser.post(f"{LIST}refund/fields/new/", FIELD)
    page = client.get("/tickets/new/?form=refund").content.decode()
    assert "Money back" in page
    assert 'name="custom.serial_number"' in page
    assert "Refund" in client.get("/tickets/new/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "device"}, {"slug": "new"}, {"slug": "two words"}, {"title": " "}],
)
def test_a_wrong_form_comes_back(form, admin, sign_in, wrong):
    given = {"title": "Other", "slug": "other", **wrong}
    assert sign_in(admin).post(f"{LIST}new/", given).status_code == 422


def test_the_address_of_a_form_that_is_gone_is_free(form, admin, sign_in):
    browser = sign_in(admin)
    browser.post(f"{LIST}device/delete/")
    browser.post(f"{LIST}device/delete/")
    retired = Event.objects.filter(verb="ticket_form.retired")
    assert retired.count() == 1
    given = {"title": "Device", "slug": "device"}
    assert browser.post(f"{LIST}new/", given).status_code == 302


def test_keys_come_of_labels_and_belong_to_one_field_for_ever(add, admin):
    first = add("Serial number")
    retire_field(first, by=admin)
    assert (first.key, add("Serial number").key) == ("serial_number", "serial_number_2")
    assert [add(label).key for label in ("7 days", "日本")] == ["field_7_days", "field"]


def test_a_field_keeps_key_and_kind_when_its_label_changes(add, admin, sign_in):
    field = add("Serial number")
    changed = {"label": "Serial", "kind": "number", "key": "other"}
    sign_in(admin).post(f"{LIST}device/fields/{field.key}/", changed)
    field.refresh_from_db()
    assert (field.label, field.key, field.kind) == ("Serial", "serial_number", "text")


def test_fields_and_forms_move_up(add, form, admin, sign_in):
    first, second = add("First"), add("Second")
    browser = sign_in(admin)
    browser.post(f"{LIST}device/fields/{second.key}/raise/")
    assert list(form.fields.all()) == [second, first]
    other = create_form(by=admin, title="Other", slug="other")
    browser.post(f"{LIST}other/raise/")
    assert list(TicketForm.objects.all()) == [other, form]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "choice", "options": " \n "},
        {"kind": "choice", "options": "x" * 201},
        {"kind": "password"},
        {"label": ""},
        {"shown_when": "never_was"},
        {"shown_when": "system", "shown_value": "BeOS"},
    ],
)
def test_a_wrong_field_comes_back(add, form, admin, sign_in, wrong):
    add("System", "choice", options=["Windows", "macOS"])
    answer = sign_in(admin).post(f"{LIST}device/fields/new/", {**FIELD, **wrong})
    assert answer.status_code == 422
    assert form.fields.count() == 1


def test_conditions_run_in_no_circle_and_wait_for_choices_that_there_are(
    add, admin, sign_in
):
    system = add("System", "choice", options=["Windows", "macOS"])
    version = add("Version", shown_when=system, shown_value="Windows")
    browser, page = sign_in(admin), f"{LIST}device/fields/system/"
    given = {"label": "System", "options": "Windows\nmacOS"}
    for wrong in ({"shown_when": version.key}, {"options": "macOS"}):
        assert browser.post(page, given | wrong).status_code == 422
    assert browser.post(page, given | {"options": "Windows"}).status_code == 302


def test_a_field_that_others_wait_for_stays(add, admin, sign_in):
    system = add("System")
    version = add("Version", shown_when=system)
    browser = sign_in(admin)
    page = browser.post(f"{LIST}device/fields/system/delete/", follow=True)
    assert "asked only where" in page.content.decode()
    assert retire_field(version, by=admin)
    assert retire_field(system, by=admin)
    assert not retire_field(system, by=admin)


def test_the_list_costs_the_same_however_long(admin, sign_in, remembering_things):
    browser = sign_in(admin)

    def cost(count):
        while (n := TicketForm.objects.count()) < count:
            form = create_form(by=admin, title=f"Form {n}", slug=f"form-{n}")
            add_field(form, by=admin, label="Serial", kind="text")
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIST)
        return len(asked)

    cost(1)
    assert cost(2) == cost(9)


def test_by_the_api_a_form_is_arranged_and_nothing_is_made_twice(form, admin):
    program = Program(admin, ["settings"])
    given = {"title": "Refund", "slug": "refund", "description": "Money back"}
    made = [program.post("/forms", given).json() for _ in range(2)]
    assert made[0] == made[1] == given | {"team": None, "fields": []}
    taken = program.post("/forms", given | {"title": "Other"})
    assert list(taken.json()["errors"]) == ["slug"]

    why = {"label": "Why", "kind": "choice", "options": ["Broken", "Late"]}
    when = {"label": "When", "kind": "date", "shown_when": "why", "shown_value": "Late"}
    for field in (why, when, when):
        fields = program.post("/forms/refund/fields", field).json()["fields"]
    assert [each["key"] for each in fields] == ["why", "when"]
    assert fields[1]["shown_when"] == "why"
    assert program.post("/forms/refund/fields/why/delete").status_code == 409
    changed = program.post("/forms/refund/fields/when", {"label": "Since"}).json()
    assert changed["fields"][1]["label"] == "Since"
    left = program.post("/forms/refund/fields/why/delete").json()["fields"]
    assert [each["key"] for each in left] == ["when"]

    assert program.post("/forms/refund/raise").json()[0]["slug"] == "refund"
    moved = program.post("/forms/refund", given | {"slug": "money"}).json()
    assert program.get("/forms/money").json() == moved
    (only,) = program.post("/forms/money/delete").json()
    assert only["slug"] == "device"
