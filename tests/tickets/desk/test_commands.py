import pytest

from accounts.models import User
from tickets.actions import close_ticket, solve_ticket
from tickets.models import Ticket


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def run(desk):
    def post(ticket, verb, **fields):
        response = desk.post(f"/desk/tickets/{ticket.pk}/{verb}/", fields)
        ticket.refresh_from_db()
        return response

    return post


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("solve", "solved"),
        ("pending", "pending"),
        ("hold", "on_hold"),
        ("spam", "spam"),
        ("trash", "trash"),
    ],
)
def test_a_verb_moves_the_ticket(run, make_ticket, verb, status):
    ticket = make_ticket("Printer on fire")
    assert run(ticket, verb).status_code == 302
    assert ticket.status == status


def test_spam_and_trash_can_be_undone(run, make_ticket):
    ticket = make_ticket("Printer on fire")
    run(ticket, "spam")
    run(ticket, "not-spam")
    assert ticket.status == "new"
    run(ticket, "trash")
    run(ticket, "restore")
    assert ticket.status == "new"


def test_a_closed_ticket_is_reopened(run, make_ticket, agent):
    ticket = make_ticket("Printer on fire")
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=agent)
    run(ticket, "reopen")
    assert ticket.status == "open"


def test_a_verb_that_the_status_does_not_allow_is_403(run, make_ticket, agent):
    ticket = make_ticket("Printer on fire")
    assert run(ticket, "close").status_code == 403
    assert run(ticket, "delete").status_code == 403
    assert ticket.status == "new"


@pytest.mark.parametrize(
    "verbs", [["snooze", "wake"], ["claim", "release"], ["solve", "close", "reopen"]]
)
def test_pressed_twice_is_done_once(run, make_ticket, events, verbs):
    ticket = make_ticket("Printer on fire")
    for verb in verbs:
        answers = [run(ticket, verb, until="tomorrow") for _press in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
    assert len(set(events(ticket))) == len(events(ticket)) == 1 + len(verbs)


def test_only_an_administrator_deletes_for_good(run, make_ticket, sign_in, admin):
    ticket = make_ticket("Printer on fire")
    run(ticket, "trash")
    assert run(ticket, "delete").status_code == 403
    sign_in(admin).post(f"/desk/tickets/{ticket.pk}/delete/")
    assert not Ticket.objects.filter(pk=ticket.pk).exists()


def test_fields_are_set_one_by_one(run, make_ticket, agent, team):
    ticket = make_ticket("Printer on fire")
    run(ticket, "assign", to=agent.pk)
    run(ticket, "team", team=team.pk)
    run(ticket, "priority", priority="urgent")
    run(ticket, "kind", kind="incident")
    run(ticket, "tags", tags="Hot,  red  hot, hot")
    assert (ticket.assignee, ticket.team) == (agent, team)
    assert (ticket.priority, ticket.kind) == ("urgent", "incident")
    assert {tag.name for tag in ticket.tags.all()} == {"hot", "red hot"}
    run(ticket, "assign", to="")
    assert ticket.assignee is None


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("assign", {"to": "abc"}),
        ("assign", {"to": "99999999999999999999"}),
        ("team", {"team": "-1"}),
        ("priority", {"priority": "extreme"}),
        ("kind", {}),
        ("tags", {"tags": "x" * 51}),
        ("cc", {"email": "nobody"}),
    ],
)
def test_nonsense_is_422_and_changes_nothing(run, make_ticket, verb, fields):
    ticket = make_ticket("Printer on fire")
    before = ticket.updated_at
    assert run(ticket, verb, **fields).status_code == 422
    assert ticket.updated_at == before


def test_a_ticket_is_not_assigned_to_a_customer(run, make_ticket, customer):
    ticket = make_ticket("Printer on fire")
    assert run(ticket, "assign", to=customer.pk).status_code == 422


def test_somebody_is_copied_in_and_out_again(run, make_ticket):
    ticket = make_ticket("Printer on fire")
    run(ticket, "cc", email="Boss@Example.com", can_reply="on")
    boss = User.objects.get(email="boss@example.com")
    assert boss.is_guest
    assert ticket.ccs.get().person == boss
    run(ticket, f"cc/{boss.pk}/remove")
    assert not ticket.ccs.exists()


def test_verbs_want_a_post(desk, make_ticket):
    ticket = make_ticket("Printer on fire")
    for verb in ("solve", "assign", "trash", "reply"):
        assert desk.get(f"/desk/tickets/{ticket.pk}/{verb}/").status_code == 405


def test_handing_a_ticket_to_a_private_team_leads_back_to_the_queue(
    run, make_ticket, private_team
):
    ticket = make_ticket("Break-in")
    assert run(ticket, "team", team=private_team.pk).url == "/desk/tickets/"
