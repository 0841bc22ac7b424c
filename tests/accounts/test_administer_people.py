import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import LastAdministratorError, change_roles
from accounts.models import Team

pytestmark = pytest.mark.django_db


def test_staff_are_listed_and_anybody_is_found(sign_in, admin, agent, customer, guest):
    client = sign_in(admin)
    url = reverse("accounts_settings:people")

    listed = client.get(url).content.decode()
    assert agent.email in listed
    assert customer.email not in listed

    found = client.get(url, {"q": "maya"}).content.decode()
    assert customer.email in found
    assert "Nobody found" in client.get(url, {"q": "gus"}).content.decode()


def test_nobody_is_found_by_more_than_an_address_can_hold(sign_in, admin):
    url = reverse("accounts_settings:people")
    assert "Nobody found" in sign_in(admin).get(url, {"q": "a" * 60_000}).text


def test_the_list_costs_the_same_with_more_people(
    sign_in, admin, agent, make_person, django_assert_num_queries
):
    client = sign_in(admin)
    url = reverse("accounts_settings:people")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(15):
        make_person(f"Agent {number}", is_agent=True)

    with django_assert_num_queries(len(few)):
        client.get(url)


def test_an_administrator_gives_and_takes_roles(sign_in, admin, customer):
    client = sign_in(admin)
    url = reverse("accounts_settings:person", args=[customer.pk])
    assert client.get(url).status_code == 200

    client.post(url, {"roles": ["writer", "helper"]})
    customer.refresh_from_db()
    assert set(customer.roles) == {"agent", "writer", "helper"}

    client.post(url, {"roles": []})
    customer.refresh_from_db()
    assert customer.roles == []


def test_who_is_an_agent_no_more_leaves_the_teams(lead):
    assert change_roles(lead, roles=[])
    assert not lead.memberships.exists()
    assert not change_roles(lead, roles=[])


def test_the_last_administrator_stays_one(sign_in, admin):
    with pytest.raises(LastAdministratorError):
        change_roles(admin, roles=["agent"])

    url = reverse("accounts_settings:person", args=[admin.pk])
    assert sign_in(admin).post(url, {"roles": ["agent"]}).status_code == 422
    admin.refresh_from_db()
    assert admin.is_admin


def test_an_agent_cannot_make_herself_administrator(sign_in, agent):
    url = reverse("accounts_settings:person", args=[agent.pk])

    assert sign_in(agent).post(url, {"roles": ["admin"]}).status_code == 403
    agent.refresh_from_db()
    assert not agent.is_admin


def test_unknown_roles_and_people_are_refused(sign_in, admin, customer, guest):
    client = sign_in(admin)
    url = reverse("accounts_settings:person", args=[customer.pk])

    assert client.post(url, {"roles": ["owner"]}).status_code == 422
    assert (
        client.get(reverse("accounts_settings:person", args=[guest.pk])).status_code
        == 404
    )


def test_a_team_is_made_renamed_and_closed(sign_in, admin):
    client = sign_in(admin)
    form = {"name": "Billing", "reopen_days": 14}
    client.post(reverse("accounts_settings:new-team"), form)
    made = Team.objects.get()
    assert made.slug == "billing"

    url = reverse("accounts_settings:team", args=[made.pk])
    client.post(url, {"name": "Money", "reopen_days": 3, "is_private": "on"})

    made.refresh_from_db()
    assert (made.name, made.slug) == ("Money", "billing")
    assert (made.is_private, made.reopen_days) == (True, 3)


def test_teams_of_one_name_in_other_scripts_get_slugs_of_their_own(sign_in, admin):
    client = sign_in(admin)
    for name in ("Команда", "队", "Team"):
        client.post(
            reverse("accounts_settings:new-team"), {"name": name, "reopen_days": 14}
        )

    slugs = set(Team.objects.values_list("slug", flat=True))
    assert slugs == {"team", "team-2", "team-3"}


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "reopen_days": 14},
        {"name": "First line", "reopen_days": 14},
        {"name": "x", "reopen_days": -1},
        {"name": "x", "reopen_days": "many"},
        {"name": "a\x00b", "reopen_days": 14},
    ],
)
def test_a_bad_team_is_refused(sign_in, admin, team, form):
    client = sign_in(admin)

    assert client.post(reverse("accounts_settings:new-team"), form).status_code == 422
    assert Team.objects.count() == 1


def test_members_and_leads_are_set(sign_in, admin, team, agent, lead, make_person):
    newcomer = make_person("Nora New", is_agent=True)
    url = reverse("accounts_settings:team-members", args=[team.pk])

    sign_in(admin).post(url, {"members": [agent.pk, newcomer.pk], "leads": [agent.pk]})

    members = dict(team.memberships.values_list("person_id", "is_lead"))
    assert members == {agent.pk: True, newcomer.pk: False}


@pytest.mark.parametrize("who", ["customer", "nobody"])
def test_only_agents_become_members(sign_in, admin, team, agent, customer, who):
    pk = customer.pk if who == "customer" else 99999
    url = reverse("accounts_settings:team-members", args=[team.pk])

    assert sign_in(admin).post(url, {"members": [pk]}).status_code == 422
    assert [m.person for m in team.memberships.all()] == [agent]


def test_a_lead_must_be_a_member(sign_in, admin, team, agent):
    url = reverse("accounts_settings:team-members", args=[team.pk])

    assert sign_in(admin).post(url, {"leads": [agent.pk]}).status_code == 422
