"""What a queue shows as a table, written in the background for one agent alone."""

import csv
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.models import Notification
from tickets.actions import add_note, move_to_team, set_tags
from tickets.actions.forms import add_field, create_form, retire_field
from tickets.exporting import harmless
from tickets.models import TicketExport
from tickets.tasks import tend_exports, write_export

START = "/desk/tickets/exports/"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def export(desk):
    """`export("view=mine")`: started and written, as a worker does it."""

    def make(query="view=unsolved"):
        desk.post(START, {"queue": query, "client_key": uuid4()})
        made = TicketExport.objects.latest("pk")
        write_export(made.pk)
        made.refresh_from_db()
        return made

    return make


def table(response):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_the_file_holds_what_the_queue_showed(desk, export, make_ticket, agent, team):
    first = make_ticket("Printer on fire", priority="high", team=team)
    set_tags(first, names=["hot", "fire"], by=agent)
    make_ticket("Plain")
    made = export("view=unsolved&priority=high")
    response = desk.get(f"{START}{made.pk}/file/")
    [row] = table(response)
    assert row["number"] == str(first.pk)
    assert (row["subject"], row["team"]) == ("Printer on fire", "First line")
    assert row["tags"] in ("hot, fire", "fire, hot")
    assert made.row_count == 1
    assert "attachment" in response["Content-Disposition"]


def test_she_is_told_once_by_the_bell_and_led_there(desk, export, agent):
    made = export()
    write_export(made.pk)
    tend_exports()
    notification = Notification.objects.get(person=agent)
    page = desk.get("/notifications/").text
    assert f"Export {made.pk} is ready" in page
    assert not notification.awaits_digest
    assert desk.get(f"{START}{made.pk}/").status_code == 200


def test_before_it_is_written_there_is_nothing_to_download(desk, agent):
    response = desk.post(START, {"queue": ""})
    assert "being written" in desk.get(response.url).text
    assert desk.get(f"{response.url}file/").status_code == 404


def test_sent_twice_it_is_one(desk):
    key = uuid4()
    places = {desk.post(START, {"client_key": key}).url for _ in range(2)}
    assert len(places) == 1
    assert TicketExport.objects.count() == 1


def test_nobody_else_gets_it(export, sign_in, admin, lead, customer):
    path = f"{START}{export().pk}/"
    for person, status in ((admin, 404), (lead, 404), (customer, 403)):
        assert sign_in(person).get(path).status_code == status
        assert sign_in(person).get(f"{path}file/").status_code == status


def test_what_she_lost_sight_of_since_is_left_out(
    desk, export, make_ticket, admin, private_team
):
    make_ticket("Plain")
    moved = make_ticket("Break-in")
    made = export()
    move_to_team(moved, team=private_team, by=admin)
    rows = table(desk.get(f"{START}{made.pk}/file/"))
    assert [row["subject"] for row in rows] == ["Plain"]


def test_whoever_is_no_agent_any_more_gets_nothing(desk, export, agent):
    path = f"{START}{export().pk}/file/"
    agent.is_agent = False
    agent.save()
    assert desk.get(path).status_code == 403


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d"])
def test_no_cell_is_a_formula(start):
    assert harmless(f"{start}cmd") == f"'{start}cmd"
    assert harmless(f"a{start}") == f"a{start}"
    assert harmless(f"a; {start}cmd") == f"a; '{start}cmd"


def test_every_text_column_is_made_harmless(
    desk, export, make_ticket, customer, organization, team, agent
):
    for row, name in ((customer, "display_name"), (organization, "name")):
        setattr(row, name, "=1+1")
        row.save()
    customer.organization = organization
    customer.email = "+cmd@example.com"
    customer.save()
    team.name = "@team"
    team.save()
    ticket = make_ticket("=HYPERLINK(1)", team=team)
    set_tags(ticket, names=["-tag"], by=agent)
    [row] = table(desk.get(f"{START}{export().pk}/file/"))
    dangerous = [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")]
    assert dangerous == []
    assert row["subject"] == "'=HYPERLINK(1)"


def test_every_detail_has_a_column_of_its_own(desk, export, make_ticket, admin):
    form = create_form(by=admin, title="Device", slug="device")
    for label, kind in (("Serial", "text"), ("Drift", "number"), ("Since", "date")):
        add_field(form, by=admin, label=label, kind=kind)
    retire_field(form.fields.get(key="since"), by=admin)
    details = {"serial": "=cmd()", "drift": "-2.5", "since": "2026-11-01"}
    make_ticket("Printer on fire", form=form, custom=details)
    make_ticket("Plain")
    response = desk.get(f"{START}{export().pk}/file/")
    full, plain = sorted(table(response), key=lambda row: row["subject"], reverse=True)
    held = {key: full[f"custom.{key}"] for key in details}
    assert held == details | {"serial": "'=cmd()"}
    assert list(full)[-3:] == ["custom.serial", "custom.drift", "custom.since"]
    assert {plain[f"custom.{key}"] for key in details} == {""}


def test_no_word_of_a_message_stands_in_it(desk, export, ticket, agent):
    add_note(ticket, by=agent, body="zebra between us")
    text = desk.get(f"{START}{export().pk}/file/").getvalue().decode()
    assert "zebra" not in text
    assert "burns" not in text


def test_after_two_days_row_and_file_are_gone(export):
    made = export()
    assert made.path.exists()
    TicketExport.objects.update(created_at=timezone.now() - timedelta(days=3))
    tend_exports()
    assert not made.path.exists()
    assert not TicketExport.objects.exists()


def test_what_no_worker_heard_of_is_written_later(desk, make_ticket):
    make_ticket("Plain")
    desk.post(START, {"queue": ""})
    tend_exports()
    assert TicketExport.objects.get().row_count == 1


def test_a_table_of_20_costs_no_more_than_one_of_2(export, make_ticket, agent):
    def cost(count):
        for number in range(count):
            set_tags(make_ticket(f"Ticket {number}"), names=["a"], by=agent)
        with CaptureQueriesContext(connection) as queries:
            export()
        return len(queries)

    cost(1)
    assert cost(2) == cost(18)
