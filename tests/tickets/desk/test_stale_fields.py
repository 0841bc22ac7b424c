"""Two agents have the ticket's page open: neither changes what the other did unseen."""

import pytest

from tests.tickets.test_api import Program
from tickets.actions import open_ticket, set_details, set_kind, set_priority, set_tags
from tickets.actions.forms import add_field, create_form


@pytest.fixture
def page(sign_in, agent, ticket):
    """`page("tags")`: what the form of a verb holds when its page is drawn, and what
    `send` sends of it later on.
    """
    return Page(sign_in(agent), f"/desk/tickets/{ticket.pk}/")


class Page:
    def __init__(self, client, path):
        self.client, self.path = client, path

    def fields(self, verb):
        forms = dict(self.client.get(self.path).context["field_forms"])
        return {each.name: each.value() or "" for each in forms[f"{self.path}{verb}/"]}

    def send(self, verb, fields):
        return self.client.post(f"{self.path}{verb}/", fields)


def tags(ticket):
    return {tag.name for tag in ticket.tags.all()}


def test_tags_of_both_stay_and_what_either_took_away_is_gone(page, ticket, lead):
    set_tags(ticket, names=["one", "two", "three"], by=lead)
    shown = page.fields("tags")
    set_tags(ticket, names=["one", "two", "hers"], by=lead)
    sent = page.send("tags", shown | {"tags": "one, three, mine"})
    assert sent.status_code == 302
    assert tags(ticket) == {"one", "hers", "mine"}


@pytest.mark.parametrize(
    ("verb", "field", "hers", "mine"),
    [
        ("assign", "to", "lead", "agent"),
        ("team", "team", "team", "private_team"),
        ("priority", "priority", "high", "low"),
        ("kind", "kind", "problem", "task"),
    ],
)
def test_a_field_that_a_colleague_set_is_shown_and_then_replaced(
    request, sign_in, page, ticket, lead, admin, agent, verb, field, hers, mine
):
    if verb in ("assign", "team"):
        hers, mine = (request.getfixturevalue(name).pk for name in (hers, mine))
        page.client = sign_in(admin)
    shown = page.fields(verb)
    Page(sign_in(lead), page.path).send(verb, {field: hers})

    stopped = page.send(verb, shown | {field: mine})
    assert stopped.status_code == 409
    form = dict(stopped.context["field_forms"])[f"{page.path}{verb}/"]
    assert "Meanwhile this became" in stopped.text
    assert form[field].value() == str(mine)
    assert page.fields(verb)[field] == hers
    again = {each.name: each.value() for each in form}
    assert page.send(verb, again).status_code == 302
    assert page.fields(verb)[field] == mine


def test_who_changed_nothing_takes_nothing_back(page, ticket, lead):
    shown = page.fields("priority")
    set_priority(ticket, priority="high", by=lead)
    assert page.send("priority", shown).status_code == 302
    assert page.fields("priority")["priority"] == "high"


@pytest.fixture
def asked(admin, customer):
    """A ticket with two details."""
    form = create_form(by=admin, title="Device", slug="device")
    for label in ("Device", "Serial", "Story"):
        kind = "long_text" if label == "Story" else "text"
        add_field(form, by=admin, label=label, kind=kind)
    return open_ticket(
        requester=customer, subject="Fire", body="It burns.", channel="web",
        by=customer, form=form, custom={"device": "Lamp", "story": "Long\nago"},
    )  # fmt: skip


def sent(form):
    """As a browser sends it: breaks in its own way."""
    values = {each.name: each.value() for each in form}
    return {name: str(v or "").replace("\n", "\r\n") for name, v in values.items()}


def test_each_fills_in_another_detail_and_one_is_shown_the_others(
    sign_in, agent, lead, asked
):
    path = f"/desk/tickets/{asked.pk}/details/"
    client = sign_in(agent)
    shown = sent(client.get(path).context["form"])
    hers = {"device": "Lamp", "serial": "A7", "story": "Long\nago"}
    set_details(asked, form=asked.form, custom=hers, by=lead)
    client.post(path, shown | {"custom.device": "Oven"})
    asked.refresh_from_db()
    assert asked.custom == hers | {"device": "Oven"}

    mine = {"custom.serial": "B8", "custom.story": "Short"}
    stopped = client.post(path, shown | mine)
    assert stopped.status_code == 409
    assert "Meanwhile this became “A7”." in stopped.text
    again = sent(stopped.context["form"])
    assert again.items() >= (mine | {"custom.device": "Oven"}).items()
    client.post(path, again)
    asked.refresh_from_db()
    assert asked.custom == {"device": "Oven", "serial": "B8", "story": "Short"}


def test_another_form_that_was_chosen_meanwhile_is_told(
    sign_in, admin, agent, lead, asked, ticket
):
    path = f"/desk/tickets/{ticket.pk}/details/"
    client = sign_in(agent)
    shown = sent(client.get(f"{path}?form=device").context["form"])
    other = create_form(by=admin, title="Refund", slug="refund")
    add_field(other, by=admin, label="Amount", kind="number")
    set_details(ticket, form=other, custom={"amount": "5"}, by=lead)
    stopped = client.post(path, shown | {"custom.device": "Oven"})
    assert stopped.status_code == 409
    assert "You had filled in: Oven" in stopped.text
    ticket.refresh_from_db()
    assert (ticket.form, ticket.custom) == (other, {"amount": "5"})


def test_programs_say_what_they_read(agent, lead, asked, team):
    program, path = Program(agent), f"/tickets/{asked.pk}"
    set_kind(asked, kind="problem", by=lead)
    set_tags(asked, names=["hers"], by=lead)
    refused = program.post(f"{path}/kind", {"kind": "task", "was": "question"})
    assert (refused.status_code, refused.json()["now"]) == (409, {"kind": "problem"})
    assert program.post(f"{path}/kind", {"kind": "task"}).json()["kind"] == "task"
    stale = {"team": team.pk, "was": None}
    assert program.post(f"{path}/team", stale).status_code == 200
    assert program.post(f"{path}/team", stale | {"team": None}).status_code == 200
    both = program.post(f"{path}/tags", {"tags": ["mine"], "was": []}).json()
    assert both["tags"] == ["hers", "mine"]
    given = {"custom": {"device": "Oven"}, "was": {"device": "Pan"}}
    refused = program.post(f"{path}/details", given)
    assert (refused.status_code, refused.json()["now"]) == (409, {"device": "Lamp"})
    given["was"] = {"device": "Lamp"}
    custom = program.post(f"{path}/details", given).json()["custom"]
    assert custom == {"device": "Oven", "story": "Long\nago"}
