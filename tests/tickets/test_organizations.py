"""Organisations: who makes them, who belongs to them, and who sees what by that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import confirm_guest
from accounts.models import Organization
from activity.models import Event
from tests.tickets.test_api import Program
from tickets.actions.organizations import change_organization, create_organization

LIST = "/desk/settings/organizations/"
PIER = {"name": "Pier Ltd", "shares_tickets": "on", "domains": "@Pier.example\n"}


def edit(organization):
    return reverse("organization_settings:edit", args=[organization.pk])


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def pier(admin):
    return create_organization(
        name="Pier Ltd", shares_tickets=True, domains=["pier.example"], by=admin
    )


def test_an_administrator_makes_renames_and_deletes_one(sign_in, admin):
    client = sign_in(admin)
    place = client.post(f"{LIST}new/", PIER).url
    pier = Organization.objects.get()
    assert (place, pier.shares_tickets) == (edit(pier), True)
    assert [str(domain) for domain in pier.domains.all()] == ["pier.example"]
    page = client.get(LIST, {"q": "pier"})
    assert "Pier Ltd" in page.text
    assert "pier.example" in page.text

    client.post(place, {"name": "Pier AG", "domains": ""})
    pier.refresh_from_db()
    assert (pier.name, pier.shares_tickets, pier.domains.count()) == (
        "Pier AG",
        False,
        0,
    )
    client.post(place, {"name": "Pier AG", "domains": ""})
    assert verbs() == ["organization.made", "organization.changed"]

    client.post(f"{place}delete/")
    assert not Organization.objects.exists()


def test_what_cannot_be_meant_is_said(sign_in, admin, pier):
    client = sign_in(admin)

    def errors(**given):
        page = client.post(f"{LIST}new/", {"name": "Mole", **given})
        assert page.status_code == 422
        return [str(e) for each in page.context["form"].errors.values() for e in each]

    assert errors(name="pier ltd") == ["Another organisation has this name."]
    assert errors(name="") == ["This field is required."]
    assert errors(domains="mole.example x") == ["“x” is no mail domain."]
    taken = errors(domains="mole.example, pier.example")
    assert taken == ["“pier.example” belongs to Pier Ltd."]


def test_members_come_and_go_and_see_what_is_shared(
    sign_in, admin, customer, stranger, make_ticket, pier
):
    ticket, client = make_ticket(), sign_in(admin)
    reads = sign_in(stranger)
    for person in (customer, stranger):
        assert client.post(f"{edit(pier)}members/add/", {"email": person.email}).url
    page = client.get(edit(pier))
    assert "Maya Lind" in page.text
    assert reads.get(ticket.get_absolute_url()).status_code == 200

    client.post(f"{edit(pier)}members/{stranger.pk}/remove/")
    assert reads.get(ticket.get_absolute_url()).status_code == 404
    moved = Event.objects.filter(verb="person.organization_changed")
    assert [(each.target, each.data["to"]) for each in moved.order_by("pk")] == [
        (customer, pier.pk), (stranger, pier.pk), (stranger, None),
    ]  # fmt: skip
    assert client.post(f"{edit(pier)}members/add/", {"email": "x"}).status_code == 422


def test_sharing_and_the_organisation_itself_end_what_colleagues_see(
    sign_in, admin, customer, colleague, organization, ticket
):
    client, place = sign_in(colleague), ticket.get_absolute_url()
    assert client.get(place).status_code == 200
    settings = sign_in(admin)
    settings.post(edit(organization), {"name": "Harbour Ltd"})
    assert client.get(place).status_code == 404
    settings.post(edit(organization), {"name": "Harbour Ltd", "shares_tickets": "on"})
    assert client.get(place).status_code == 200
    settings.post(f"{edit(organization)}delete/")
    assert client.get(place).status_code == 404
    customer.refresh_from_db()
    assert customer.organization is None


def test_whoever_proves_an_address_of_a_domain_belongs_to_it(
    make_person, pier, organization, admin, agent
):
    pia = make_person("Pia", email="pia@pier.example", verified_at=None)
    mole = make_person("Mo", email="mo@mole.pier.example", verified_at=None)
    for person in (pia, mole):
        confirm_guest(person, language="en")
        person.refresh_from_db()
    assert (pia.organization, mole.organization) == (pier, None)

    settled = make_person("Sue", email="sue@quay.example", organization=organization)
    new = make_person("Ned", email="ned@quay.example")
    guest = make_person("Gil", email="gil@quay.example", verified_at=None)
    staff = make_person("Stu", email="stu@quay.example", is_agent=True)
    domains = ["pier.example", "quay.example"]
    change_organization(
        pier, name=pier.name, shares_tickets=True, domains=domains, by=admin
    )
    people = (settled, new, guest, staff)
    for person in people:
        person.refresh_from_db()
    now = [person.organization for person in people]
    assert now == [organization, pier, None, None]
    told = Event.objects.get(verb="organization.changed").data
    assert told == {"fields": ["domains"], "joined": [new.pk]}


def test_an_agent_says_on_her_page_where_a_person_belongs(
    sign_in, agent, admin, customer, pier
):
    client = sign_in(agent)
    page = reverse("desk_people:person", args=[customer.pk])
    set_place = reverse("desk:organization", args=[customer.pk])
    assert set_place in client.get(page).text
    wrong = client.post(set_place, {"organization": "Peer Ltd"})
    assert wrong.status_code == 422
    assert "There is no organisation of this name." in wrong.text
    assert client.post(set_place, {"organization": "pier ltd"}).url == page
    assert "All of Pier Ltd read her tickets" in client.get(page).text
    client.post(set_place, {"organization": ""})
    customer.refresh_from_db()
    assert customer.organization is None
    staff_page = client.get(reverse("desk_people:person", args=[admin.pk]))
    assert reverse("desk:organization", args=[admin.pk]) not in staff_page.text


def test_programs_do_the_same(admin, customer):
    program = Program(admin, ["people"])
    given = {"name": "Pier Ltd", "shares_tickets": True, "domains": ["pier.example"]}
    made = program.post("/organizations", given)
    pier = made.json()
    assert (made.status_code, pier) == (
        201,
        {**given, "id": pier["id"], "member_count": 0},
    )
    assert program.post("/organizations", given).status_code == 422

    place = f"/organizations/{pier['id']}"
    path = f"/people/{customer.pk}/organization"
    set_to = program.post(path, {"organization": pier["id"]}).json()
    assert set_to["organization"] == "Pier Ltd"
    listed = program.get("/organizations", q="PIER").json()["items"]
    assert listed == [program.get(place).json()] == [pier | {"member_count": 1}]
    assert [each["id"] for each in program.get(f"{place}/members").json()["items"]] == [
        customer.pk
    ]
    changed = program.post(place, {"name": "Pier AG"}).json()
    assert changed == pier | {
        "name": "Pier AG", "shares_tickets": False, "domains": [], "member_count": 1,
    }  # fmt: skip
    assert program.post(path, {"organization": 0}).status_code == 422
    assert program.post(path, {"organization": None}).json()["organization"] is None
    assert program.post(f"{place}/delete").json()["name"] == "Pier AG"
    assert program.get(place).status_code == 404


@pytest.mark.usefixtures("remembering_nothing")
def test_the_lists_ask_as_often_whatever_they_hold(sign_in, admin, pier, make_person):
    client = sign_in(admin)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            for place in (LIST, edit(pier)):
                client.get(place)
        return len(asked)

    few = queries()
    for number in range(20):
        name = f"Pier {number}"
        domains = [f"pier{number}.example"]
        create_organization(name=name, shares_tickets=False, domains=domains, by=admin)
        make_person(f"Pia {number}", organization=pier)
    assert queries() == few
