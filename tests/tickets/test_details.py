"""What is filled in besides subject and text: on every way in, and where it shows."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.actions import make_token
from activity.models import Event
from notifications.actions import set_preferences, watch
from notifications.models import OutgoingEmail
from search.finding import find
from tests.matrix.files import text_file
from tickets.actions import (
    close_ticket,
    open_ticket,
    reply_to_ticket,
    set_details,
    solve_ticket,
)
from tickets.actions.forms import add_field, create_form, retire_field, retire_form
from tickets.conditions import narrowed
from tickets.filters import read
from tickets.models import Ticket, TicketForm, View

NEW = "/tickets/new/"
FILLED = {"email": "n@example.org", "subject": "Fire", "body": "It burns."}
DETAILS = {"system": "Windows", "version": "11", "count": "2"}


@pytest.fixture
def form(admin) -> TicketForm:
    """A system, its version where it is Windows, a count, a day, a promise."""
    form = create_form(by=admin, title="Device", slug="device")
    choice = {"kind": "choice", "options": ["Windows", "macOS"], "is_required": True}
    system = add_field(form, by=admin, label="System", **choice)
    condition = {"shown_when": system, "shown_value": "Windows", "is_required": True}
    version = add_field(form, by=admin, label="Version", kind="text", **condition)
    add_field(form, by=admin, label="Build", kind="text", shown_when=version)
    add_field(form, by=admin, label="Count", kind="number")
    add_field(form, by=admin, label="Since", kind="date")
    add_field(form, by=admin, label="Unplugged", kind="checkbox")
    return form


def named(details, form="device", **more):
    return {"form": form, **{f"custom.{k}": v for k, v in details.items()}, **more}


def send(**details):
    return Client().post(NEW, FILLED | named(details))


@pytest.fixture
def ticket(form, customer) -> Ticket:
    return open_ticket(
        requester=customer, subject="Fire", body="It burns.", channel="web",
        by=customer, form=form, custom=DETAILS,
    )  # fmt: skip


def test_a_guest_fills_a_form_in(form):
    days = {"since": "2026-11-01", "unplugged": "on", "build": " 7 ", "count": "2.50"}
    assert send(**DETAILS | days).status_code == 302
    assert Ticket.objects.get(form=form).custom == {
        "system": "Windows", "version": "11", "build": "7", "count": "2.5",
        "since": "2026-11-01", "unplugged": "yes",
    }  # fmt: skip


def test_nothing_and_zero_are_two_things(form):
    send(system="macOS", count="0", unplugged="", since="")
    assert Ticket.objects.get().custom == {"system": "macOS", "count": "0"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"system": ""},
        {"system": "BeOS"},
        {"version": ""},
        {"version": "x" * 201},
        {"count": "many"},
        {"count": "NaN"},
        {"since": "yesterday"},
    ],
)
def test_what_does_not_pass_comes_back_filled(form, wrong):
    answer = send(**DETAILS | wrong)
    assert answer.status_code == 422
    assert "It burns." in answer.content.decode()
    assert not Ticket.objects.exists()


def test_what_does_not_apply_is_ignored_whatever_it_holds(form):
    """Without scripts she sees all of it. The build hangs on the version."""
    assert send(system="macOS", version="x" * 300, build="7").status_code == 302
    assert Ticket.objects.get().custom == {"system": "macOS"}


def test_the_page_says_the_condition_in_words(form, client):
    page = client.get(f"{NEW}?form=device").content.decode()
    assert "Only where “System” is “Windows”." in page
    assert 'data-field="custom.version"' in page
    assert "required" not in page.split('name="custom.version"')[1].split(">")[0]


def test_a_form_that_went_meanwhile_keeps_her_words(form, admin):
    retire_form(form, by=admin)
    answer = send(**DETAILS)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "It burns." in page
    assert "offered no more" in page
    assert Client().post(NEW, FILLED | {"form": ""}).status_code == 302


def test_a_form_that_never_was_is_none(form, client):
    page = client.get(f"{NEW}?form=never-was")
    assert page.status_code == 200
    assert page.context["form"].ticket_form is None


def test_other_details_with_the_same_words_are_a_new_ticket(form, customer, sign_in):
    browser, key = sign_in(customer), "1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
    for system in ("macOS", "macOS", "Windows"):
        given = named(DETAILS | {"system": system}, client_key=key)
        browser.post(NEW, FILLED | given)
    assert Ticket.objects.count() == 2


def test_an_agent_opens_one_by_a_form(form, agent, sign_in):
    browser, page = sign_in(agent), "/desk/tickets/new/"
    given = FILLED | {"channel": "phone", "priority": "normal"}
    assert 'name="custom.system"' in browser.get(f"{page}?form=device").content.decode()
    assert browser.post(page, given | named({})).status_code == 422
    assert browser.post(page, given | named(DETAILS)).status_code == 302
    assert Ticket.objects.get().custom == DETAILS


@pytest.fixture
def call(form):
    def post(person, path, given):
        scopes = ["tickets:read", "tickets:write"]
        _, secret = make_token(person, name="Shop", scopes=scopes, days=30)
        headers = {"Authorization": f"Bearer {secret}"}
        kind = "application/json"
        return Client().post(
            f"/api/v1/tickets{path}", json.dumps(given), kind, headers=headers
        )

    return post


def test_a_program_fills_it_in_as_people_do(call, customer):
    given = {"subject": "Fire", "body": "It burns.", "form": "device"}
    wrong = call(customer, "", given | {"custom": {"version": "11"}})
    assert wrong.json()["errors"].keys() == {"custom.system"}
    unknown = call(customer, "", given | {"custom": DETAILS | {"colour": "red"}})
    assert unknown.status_code == 422
    numbers = DETAILS | {"count": 2, "unplugged": True}
    made = call(customer, "", given | {"custom": numbers})
    assert made.json()["custom"] == DETAILS | {"unplugged": "yes"}


def test_a_program_changes_them_as_agents_do(call, ticket, agent, customer):
    given = {"custom": {"system": "macOS"}}
    assert call(customer, f"/{ticket.pk}/details", given).status_code == 404
    changed = call(agent, f"/{ticket.pk}/details", given)
    assert changed.json()["custom"] == {"system": "macOS"}


def test_a_follow_up_takes_them_along(ticket, customer, agent):
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=agent)
    Ticket.objects.update(closed_at="2020-01-01T00:00Z")
    reply = reply_to_ticket(ticket, by=customer, body="Again")
    assert (reply.ticket.form, reply.ticket.custom) == (ticket.form, DETAILS)
    assert reply.ticket != ticket


def test_both_sides_read_them(ticket, customer, agent, sign_in):
    hers = sign_in(customer).get(f"/tickets/{ticket.pk}/").content.decode()
    ours = sign_in(agent).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    same = '<a href="/desk/tickets/?custom.system=Windows">Windows</a>'
    assert "<dt>System</dt><dd>Windows</dd>" in hers
    assert f"<dt>System</dt><dd>{same}</dd>" in ours


def test_a_field_and_a_form_that_are_gone_are_still_read(ticket, admin, sign_in):
    retire_field(ticket.form.fields.get(key="count"), by=admin)
    retire_form(ticket.form, by=admin)
    browser = sign_in(admin)
    page = browser.get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "<dt>Count</dt>" in page
    edit = f"/desk/tickets/{ticket.pk}/details/"
    assert "Count" not in browser.get(edit).content.decode()
    browser.post(edit, named({"system": "macOS"}, form=""))
    ticket.refresh_from_db()
    assert ticket.custom == {"system": "macOS", "count": "2"}


def test_agents_change_them_and_the_timeline_tells(ticket, agent, sign_in):
    browser, edit = sign_in(agent), f"/desk/tickets/{ticket.pk}/details/"
    assert 'value="11"' in browser.get(edit).content.decode()
    for _ in range(2):
        # what she does not know may stay empty
        answer = browser.post(edit, named({"system": "Windows", "count": "3"}))
        assert answer.status_code == 302
    event = Event.objects.get(verb="ticket.details_changed")
    assert event.data == {"changed": ["count", "version"]}
    page = browser.get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "changed the details: Count, Version" in page
    assert browser.post(edit, named({"count": "many"})).status_code == 422


def test_a_choice_that_is_offered_no_more_may_stay(ticket, form, agent, sign_in):
    form.fields.filter(key="system").update(options=["macOS"])
    edit = f"/desk/tickets/{ticket.pk}/details/"
    assert sign_in(agent).post(edit, named(DETAILS)).status_code == 302
    ticket.refresh_from_db()
    assert ticket.custom == DETAILS


def test_a_ticket_that_came_by_mail_is_given_a_form(form, customer, agent, sign_in):
    mailed = open_ticket(
        requester=customer, subject="Hi", body="Help", channel="mail", by=None
    )
    browser, edit = sign_in(agent), f"/desk/tickets/{mailed.pk}/details/"
    assert f'href="{edit}?form=device"' in browser.get(edit).content.decode()
    assert 'name="custom.system"' in browser.get(f"{edit}?form=device").content.decode()
    browser.post(edit, named({"system": "macOS"}))
    mailed.refresh_from_db()
    assert (mailed.form, mailed.custom) == (form, {"system": "macOS"})


def test_the_queue_is_filtered_by_them(ticket, customer, agent):
    def found(**details):
        asked = read({f"custom.{key}": value for key, value in details.items()})
        return list(narrowed(Ticket.objects.all(), asked, viewer=agent))

    assert found(system="Windows", count="2") == [ticket]
    assert found(system="macOS") == []
    change = {"custom": {"system": "macOS"}, "by": agent}
    set_details(ticket, form=ticket.form, **change)
    assert [len(found(system=name)) for name in ("macOS", "Windows")] == [1, 0]


def test_a_form_leads_to_its_team(form, team, agent, sign_in):
    TicketForm.objects.update(team=team)
    send(**DETAILS)
    assert Ticket.objects.get().team == team
    page = sign_in(agent).get("/desk/tickets/new/?form=device")
    assert page.context["form"]["team"].value() == team.pk


def test_programs_learn_what_is_asked(form, customer):
    _, secret = make_token(customer, name="Shop", scopes=["tickets:read"], days=30)
    headers = {"Authorization": f"Bearer {secret}"}
    (told,) = Client().get("/api/v1/forms", headers=headers).json()
    fields = {field.pop("key"): field for field in told["fields"]}
    assert told["slug"] == "device"
    assert list(fields)[:2] == ["system", "version"]
    assert fields["version"] == {
        "kind": "text", "label": "Version", "help": "", "is_required": True,
        "options": [], "shown_when": "system", "shown_value": "Windows",
    }  # fmt: skip


def test_the_queue_names_them_as_the_form_does(ticket, agent, sign_in):
    page = sign_in(agent).get("/desk/tickets/?custom.system=Windows").content.decode()
    assert 'for="id_custom.system">System</label>' in page
    assert ticket.subject in page


def test_they_are_found_by_their_words(ticket, customer, agent, stranger):
    set_details(ticket, form=ticket.form, custom={"version": "zq7"}, by=agent)
    found = [len(find("zq7", who)) for who in (customer, agent, stranger)]
    assert found == [1, 1, 0]


def test_agents_read_them_in_the_mail_of_a_new_ticket(form, team, agent, customer):
    watch(team, person=agent)
    set_preferences(agent, {"team": {"mail": "instant", "bell": True}})
    open_ticket(
        requester=customer, subject="Fire", body="It burns.", channel="web",
        by=customer, form=form, custom=DETAILS | {"version": "<b>"}, team=team,
    )  # fmt: skip
    mail, receipt = (
        OutgoingEmail.objects.get(recipient=person) for person in (agent, customer)
    )
    assert "\n\nSystem: Windows\nVersion: <b>\nCount: 2\n\nIt burns." in mail.text
    assert "<p><strong>Version:</strong> &lt;b&gt;</p>" in mail.html
    assert "Windows" not in receipt.text + receipt.html


def test_the_queue_offers_what_can_be_chosen(ticket, form, admin, agent, sign_in):
    system = form.fields.get(key="system")
    system.options = ["Windows", 'A "B", C & D', "macOS"]
    system.save()
    retire_field(form.fields.get(key="unplugged"), by=admin)
    browser = sign_in(agent)

    def ticked(query=""):
        page = browser.get(f"/desk/tickets/?{query}").text
        assert "custom.unplugged" not in page
        there = re.findall(r'name="custom.system" value="([^"]*)" checked', page)
        return [unescape(value) for value in there]

    assert not ticked()
    assert ticked("custom.system=Windows") == ["Windows"]
    odd = system.options[1]
    assert ticked(urlencode({"custom.system": odd})) == [odd]
    assert ticked("custom.system=Windows&custom.system=BeOS") == ["BeOS", "Windows"]


def test_the_queue_looks_for_what_is_typed_and_shows_it(ticket, form, agent, sign_in):
    browser = sign_in(agent)
    page = browser.get("/desk/tickets/?custom.version=11&custom.version=A,+B").text
    for value in ("11", "A, B"):
        assert f'<input name="custom.version" value="{value}"' in page
    assert 'id="id_custom.since" maxlength="200" type="date"' in page
    view = {"name": "Devices", "audience": "mine", "sort": "-updated"}
    columns = ["custom.system", "custom.count", "custom.since"]
    browser.post("/desk/views/new/", view | {"custom.count": "2", "columns": columns})
    held = View.objects.get()
    assert (held.filters, held.columns) == ({"custom.count": ["2"]}, columns)
    row = browser.get(held.get_absolute_url()).text.split("<tbody>")[1]
    for label, cell in (("System", "Windows"), ("Count", "2"), ("Since", "–")):
        assert f'<td data-label="{label}">{cell}</td>' in row


CHOICE = '<button class="chip" type="submit" form="new-ticket" name="choose" value='


def test_another_form_keeps_what_was_typed(form, admin, team, client):
    other = create_form(by=admin, title="Refund", slug="refund", team=team)
    add_field(other, by=admin, label="Amount", kind="number", is_required=True)
    file = text_file("log.txt", "It burns")
    typed = FILLED | named({"system": "Windows", "count": "many"}, attachments=file)
    answer = client.post(NEW, typed | {"choose": "refund"})
    assert answer.status_code == 200
    page = answer.text
    assert f'{CHOICE}"refund" formnovalidate aria-current="true">' in page
    assert "It burns." in page
    assert 'value="n@example.org"' in page
    assert "log.txt" in page
    assert "field__error" not in page
    assert 'name="custom.amount"' in page
    assert '<input type="hidden" name="custom.count" value="many">' in page
    assert not Ticket.objects.exists()
    back = client.post(NEW, FILLED | named({"count": "2"}, "refund", choose="device"))
    assert 'value="2"' in back.text.split('id="id_custom.count"')[0][-300:]


def test_the_team_goes_with_the_form_until_another_is_chosen(
    form, admin, team, private_team, agent, sign_in
):
    create_form(by=admin, title="Refund", slug="refund", team=team)
    browser, page = sign_in(agent), "/desk/tickets/new/"

    def team_after(**given):
        answer = browser.post(page, FILLED | given)
        assert "It burns." in answer.text
        return answer.context["form"]["team"].value()

    assert team_after(form="device", team="", choose="refund") == str(team.pk)
    assert team_after(form="refund", team=str(team.pk), choose="device") == ""
    chosen = str(private_team.pk)
    assert team_after(form="refund", team=chosen, choose="device") == chosen
