"""Texts to write again and again: who sees them, who changes them, what they take."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import markdown
from tickets.models import Macro
from tickets.placeholders import fill, unknown_in

MACROS = "/desk/macros/"


def given(**fields):
    plain = {"title": "Water first", "audience": "mine", "purpose": "reply"}
    return plain | {"body": "Take water."} | fields


def titles(viewer):
    return set(Macro.objects.visible_to(viewer).values_list("title", flat=True))


def test_hers_her_teams_and_shared_ones_are_seen(
    make_macro, agent, lead, other_team_agent, admin, customer, team, private_team
):
    make_macro("Hers", owner=agent)
    make_macro("Team's", owner_team=team)
    make_macro("Secret", owner_team=private_team)
    make_macro("All")
    assert titles(agent) == {"Hers", "Team's", "All"}
    assert titles(lead) == {"Team's", "All"}
    assert titles(other_team_agent) == {"Secret", "All"}
    assert titles(admin) == {"Team's", "Secret", "All"}
    assert titles(customer) == set()


def test_agents_write_for_themselves_leads_for_teams_admins_for_all(
    sign_in, agent, lead, admin, team
):
    def audiences(person):
        form = sign_in(person).get(f"{MACROS}new/").context["form"]
        return [value for value, _label in form.fields["audience"].choices]

    assert audiences(agent) == ["mine"]
    assert audiences(lead) == ["mine", str(team.pk)]
    assert audiences(admin) == ["mine", str(team.pk), "shared"]
    refused = sign_in(agent).post(f"{MACROS}new/", given(audience="shared"))
    assert refused.status_code == 422
    sign_in(lead).post(f"{MACROS}new/", given(audience=str(team.pk)))
    made = Macro.objects.get()
    assert (made.owner, made.owner_team) == (None, team)


def test_it_is_saved_once_with_all_it_changes(sign_in, agent, lead, team):
    fields = given(
        body="Dear {{ customer.name }},",
        status="pending",
        priority="high",
        team=team.pk,
        assignee=lead.pk,
        tags="Hot, fire",
        client_key=str(uuid4()),
    )
    for _ in range(2):
        assert sign_in(agent).post(f"{MACROS}new/", fields).status_code == 302
    macro = Macro.objects.get()
    assert (macro.status, macro.priority, macro.team) == ("pending", "high", team)
    assert (macro.owner, macro.assignee, macro.use_count) == (agent, lead, 0)
    assert {tag.name for tag in macro.tags.all()} == {"fire", "hot"}
    page = sign_in(agent).get(MACROS).text
    for label in ("Status: Pending", "Priority: High", "Assignee: Lea Lead", "+hot"):
        assert label in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": "Dear {{ customer.email }}"}, "{{ customer.email }}"),
        ({"body": "{{customer.name|upper}}"}, "Nothing is known as"),
        ({"body": ""}, "Write a text or choose"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_meant_is_422_and_keeps_the_words(sign_in, agent, wrong, said):
    page = sign_in(agent).post(f"{MACROS}new/", given(**wrong))
    assert page.status_code == 422
    assert said in page.text
    assert wrong.get("body", "Take water.") in page.text.replace("&#x27;", "'")
    assert not Macro.objects.exists()


def test_two_assignees_are_refused(sign_in, agent, lead):
    both = given(assignee=lead.pk, assigns_sender="on")
    assert sign_in(agent).post(f"{MACROS}new/", both).status_code == 422


def test_who_may_change_it_changes_and_deletes_it(sign_in, make_macro, lead, team):
    macro = make_macro(owner_team=team, body="Old", tags=["cold"])
    desk, path = sign_in(lead), f"{MACROS}{macro.pk}/"
    assert "Old" in desk.get(path).text
    desk.post(path, given(title="New", body="New", audience=str(team.pk), tags="hot"))
    macro.refresh_from_db()
    assert (macro.title, macro.body, macro.owner_team) == ("New", "New", team)
    assert [tag.name for tag in macro.tags.all()] == ["hot"]
    assert desk.post(f"{path}delete/").status_code == 302
    assert desk.post(f"{path}delete/").status_code == 404


def test_others_may_not(sign_in, make_macro, agent, lead, team):
    for macro, code in ((make_macro(owner_team=team), 403), (make_macro(), 403)):
        path = f"{MACROS}{macro.pk}/"
        assert sign_in(agent).post(path, given()).status_code == code
        assert sign_in(agent).post(f"{path}delete/").status_code == code
    hers = make_macro(owner=lead)
    assert sign_in(agent).get(f"{MACROS}{hers.pk}/").status_code == 404
    assert Macro.objects.count() == 3


@pytest.mark.usefixtures("remembering_nothing")
def test_the_list_costs_the_same_for_2_and_for_20(sign_in, make_macro, agent, team):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            sign_in(agent).get(MACROS)
        return len(queries)

    for number in range(2):
        make_macro(f"Macro {number}", owner=agent, team=team, tags=["hot"])
    few = cost()
    for number in range(18):
        make_macro(f"More {number}", owner_team=team, assignee=agent, tags=["cold"])
    assert cost() == few


def test_placeholders_are_filled_and_a_customers_words_stay_words(
    make_ticket, customer, agent
):
    customer.display_name = "[Maya](http://evil.example)"
    ticket = make_ticket("Printer <b>on</b> fire")
    text = (
        "{{customer.name}} {{ ticket.number }} {{ ticket.subject }} {{agent.name}} {{"
    )
    assert fill(text, ticket, by=agent) == (
        rf"\[Maya\](http\://evil.example) {ticket.pk} "
        r"Printer \<b\>on\</b\> fire Ada Agent {{"
    )
    assert "<a" not in markdown.render(fill(text, ticket, by=agent)).html
    assert fill("{{ team.name }}{{ customer.organization }}", ticket, by=agent) == ""
    assert unknown_in("{{ a }} {{ ticket.number }} {{}} {{ a }}") == ["a", ""]
