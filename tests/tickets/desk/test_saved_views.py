"""Queues under a name: who sees them, who changes them, what they hold."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.actions import assign, move_to_team, solve_ticket
from tickets.actions.saved_views import change_view, delete_view, save_view
from tickets.models import View

QUEUE = "/desk/tickets/"
VIEWS = "/desk/views/"


@pytest.fixture
def make_view(db):
    """`make_view("Fires", owner=agent, filters={"tag": ["fire"]})`"""

    def make(name="Fires", **fields):
        return save_view(client_key=uuid4(), name=name, **fields)

    return make


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def given(**fields):
    return {"name": "Fires", "audience": "mine", "sort": "-updated"} | fields


def names(viewer):
    return set(View.objects.visible_to(viewer).values_list("name", flat=True))


def subjects(client, query):
    return [row.subject for row in client.get(f"{QUEUE}?{query}").context["page"]]


def test_hers_her_teams_and_shared_ones_are_seen(
    make_view, agent, lead, other_team_agent, admin, customer, team, private_team
):
    make_view("Hers", owner=agent)
    make_view("Team's", owner_team=team)
    make_view("Secret", owner_team=private_team)
    make_view("All")
    assert names(agent) == {"Hers", "Team's", "All"}
    assert names(lead) == {"Team's", "All"}
    assert names(other_team_agent) == {"Secret", "All"}
    assert names(admin) == {"Team's", "Secret", "All"}
    assert names(customer) == set()


def test_leads_share_with_their_team_admins_with_all(sign_in, agent, lead, admin, team):
    for person, audience, status in (
        (agent, "shared", 422),
        (agent, str(team.pk), 422),
        (lead, str(team.pk), 302),
        (lead, "shared", 422),
        (admin, "shared", 302),
    ):
        form = given(name=f"{person} {audience}", audience=audience)
        response = sign_in(person).post(f"{VIEWS}new/", form)
        assert response.status_code == status, (person, audience)
    assert View.objects.get(owner_team=team).name.startswith("Lea")
    assert View.objects.get(owner=None, owner_team=None).name.startswith("Amy")


def test_what_the_queue_shows_is_saved_and_shown_again(desk, make_ticket, agent):
    for name, priority in (("Low", "low"), ("Urgent", "urgent"), ("High", "high")):
        assign(make_ticket(name, priority=priority), to=agent, by=agent)
    make_ticket("Nobody's", priority="urgent")
    page = desk.get(f"{VIEWS}new/?view=mine&priority=urgent,low&sort=-priority")
    filters = {f.name: f.control for f in page.context["form"].filter_fields().fields()}
    assert 'value="me" checked' in filters["assignee"]
    assert filters["priority"].count(" checked") == 2
    chosen = {"assignee": "me", "priority": ["urgent", "low"]}
    form = given(status="unsolved", sort="-priority", **chosen)
    response = desk.post(f"{VIEWS}new/", form | {"columns": ["priority", "due"]})
    view = View.objects.get()
    assert response.url == view.get_absolute_url()
    assert subjects(desk, f"view={view.pk}") == ["Urgent", "Low"]
    page = desk.get(response.url)
    assert [str(head.label) for head in page.context["heads"]] == [
        "Subject", "Priority", "Due",
    ]  # fmt: skip
    assert f'href="{response.url}" aria-current="page"' in page.text
    # narrowed and sorted anew, and on the way to the next ticket
    assert subjects(desk, f"view={view.pk}&priority=low") == ["Low"]
    assert subjects(desk, f"view={view.pk}&sort=priority") == ["Low", "Urgent"]
    trail = page.context["trail"]
    ticket = page.context["page"].rows[0]
    beside = desk.get(f"{QUEUE}{ticket.pk}/", {"queue": trail}).context["beside"]
    following = desk.get(f"{QUEUE}next/?{beside['after']}", follow=True)
    assert following.context["ticket"].subject == "Low"


def test_me_is_who_looks_and_a_teams_tickets_stay_its_own(
    make_view, sign_in, make_ticket, agent, admin, other_team_agent, private_team
):
    hers = make_view("Mine", filters={"assignee": ["me"]})
    secret = make_view("Secret", filters={"team": [str(private_team.pk)]})
    assign(make_ticket("Ada's"), to=agent, by=agent)
    move_to_team(make_ticket("Break-in"), team=private_team, by=admin)
    assert subjects(sign_in(agent), f"view={hers.pk}") == ["Ada's"]
    assert subjects(sign_in(other_team_agent), f"view={hers.pk}") == []
    assert subjects(sign_in(agent), f"view={secret.pk}") == []
    assert subjects(sign_in(other_team_agent), f"view={secret.pk}") == ["Break-in"]


def test_of_another_or_unknown_view_the_usual_queue_is_shown(
    desk, make_view, make_ticket, lead
):
    strange = make_view(owner=lead, filters={"tag": ["none"]})
    make_ticket("Printer on fire")
    for key in (strange.pk, 999_999, "9" * 30, "²"):
        assert subjects(desk, f"view={key}") == ["Printer on fire"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"status": "nonsense"},
        {"created": "last 9999 centuries"},
        {"columns": ["password"]},
        {"sort": "requester__password"},
        {"audience": "999"},
    ],
)
def test_what_means_nothing_is_refused_and_what_was_chosen_stays(desk, wrong):
    response = desk.post(f"{VIEWS}new/", given(priority="urgent") | wrong)
    assert response.status_code == 422
    assert 'name="priority" value="urgent" checked' in response.text
    assert not View.objects.exists()


def test_sent_twice_it_is_one_and_under_another_name_two(desk):
    form = given(client_key=str(uuid4()))
    for fields in (form, form, form | {"name": "Floods"}):
        assert desk.post(f"{VIEWS}new/", fields).status_code == 302
    assert View.objects.count() == 2


def test_it_is_changed_and_deleted_by_whose_it_is(
    desk, sign_in, make_view, agent, lead
):
    view = make_view(owner=agent, filters={"tag": ["fire"]}, sort="subject")
    path = f"{VIEWS}{view.pk}/"
    assert sign_in(lead).post(path, given()).status_code == 404
    assert desk.post(path, given(name="Floods", tag="flood")).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.filters) == ("Floods", {"tag": ["flood"]})
    # filters that were set in the queue stand in the form
    assert 'value="high" checked' in desk.get(f"{path}?priority=high").text
    assert desk.post(f"{path}delete/").status_code == 302
    assert desk.post(f"{path}delete/").status_code == 404


def test_nothing_new_changes_nothing(make_view, agent):
    view = make_view(owner=agent)
    assert not change_view(view, name="Fires")
    assert change_view(view, name="Floods")
    assert delete_view(view)
    assert not delete_view(View(pk=view.pk or 1))


def test_what_no_longer_means_anything_does_no_harm(
    desk, make_view, make_ticket, agent
):
    make_ticket("Printer on fire")
    view = make_view(
        owner=agent, filters={"gone": ["1"], "status": 7}, columns=["gone"], sort="gone"
    )
    assert subjects(desk, f"view={view.pk}") == ["Printer on fire"]


def test_counts_come_apart_from_pages_and_end_at_99(
    desk, make_view, make_ticket, agent, monkeypatch
):
    monkeypatch.setattr("tickets.counting.CAP", 3)
    view = make_view(owner=agent, filters={"priority": ["low"]})
    words = make_view("Words", owner=agent, filters={"q": ["printer"]})
    for name in ("One", "Two", "Three", "Four"):
        make_ticket(name)
    make_ticket("Low", priority="low")
    assert 'hx-trigger="load, every 60s"' in desk.get(QUEUE).text
    part = desk.get(VIEWS, headers={"hx-request": "true"})
    said = '<span class="count" id="count-{}" hx-swap-oob="true">{}</span>'
    for key, count in (("unsolved", "2+"), ("mine", ""), (view.pk, "1")):
        assert said.format(key, count) in part.text
    assert f"count-{words.pk}" not in part.text
    page = desk.get(QUEUE).text
    assert f'id="count-{view.pk}">1</span>' in page
    assert 'hx-trigger="every 60s"' in page
    # for half a minute they are not counted again
    solve_ticket(agent.requested_tickets.model.objects.get(subject="Low"), by=agent)
    again = desk.get(VIEWS, headers={"hx-request": "true"})
    assert said.format(view.pk, "1") in again.text


def test_neither_queue_nor_list_cost_more_with_more_views(
    desk, make_view, make_ticket, agent, remembering_things
):
    def costs():
        queries = []
        for path in (f"{QUEUE}?view={view.pk}", VIEWS):
            desk.get(path)
            with CaptureQueriesContext(connection) as captured:
                desk.get(path)
            queries.append(len(captured))
        return queries

    view = make_view(owner=agent)
    make_ticket("Printer on fire")
    few = costs()
    for number in range(10):
        make_view(f"View {number}", owner=agent)
        make_ticket(f"Ticket {number}")
    assert costs() == few
    assert max(few) <= 8
