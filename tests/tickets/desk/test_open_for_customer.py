import pytest

from accounts.models import User
from tickets.models import Ticket

FORM = {
    "email": "Caller@Example.com",
    "name": "Carl Caller",
    "subject": "Printer on fire",
    "body": "He calls from the street",
    "channel": "phone",
    "priority": "urgent",
}


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def test_an_agent_opens_a_ticket_for_a_caller(desk, agent):
    response = desk.post("/desk/tickets/new/", FORM)
    ticket = Ticket.objects.get()
    assert response.url == f"/desk/tickets/{ticket.pk}/"
    assert ticket.requester.email == "caller@example.com"
    assert ticket.requester.is_guest
    assert (ticket.channel, ticket.priority) == ("phone", "urgent")


def test_a_ticket_for_a_private_team_of_others_leads_to_the_queue(desk, private_team):
    response = desk.post("/desk/tickets/new/", FORM | {"team": private_team.pk})
    assert response.url == "/desk/tickets/"
    assert Ticket.objects.get().team == private_team
    assert "is open" in desk.get(response.url).content.decode()


def test_the_page_has_its_form(desk):
    assert "Came by" in desk.get("/desk/tickets/new/").content.decode()


def test_a_known_customer_keeps_her_name(desk, customer):
    desk.post("/desk/tickets/new/", FORM | {"email": customer.email, "name": "X"})
    assert Ticket.objects.get().requester == customer
    customer.refresh_from_db()
    assert customer.display_name == "Maya Lind"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"subject": ""},
        {"subject": "x" * 201},
        {"body": " "},
        {"channel": "pigeon"},
        {"priority": ""},
    ],
)
def test_nonsense_is_422_with_the_form_still_filled(desk, wrong):
    response = desk.post("/desk/tickets/new/", FORM | wrong)
    assert response.status_code == 422
    assert "Carl Caller" in response.content.decode()
    assert not Ticket.objects.exists()
    assert not User.objects.filter(email="caller@example.com").exists()


def test_customers_do_not(sign_in, customer):
    assert sign_in(customer).post("/desk/tickets/new/", FORM).status_code == 403
