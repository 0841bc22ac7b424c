"""The same to all tickets of a view, in the background, each of them once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications.models import Notification
from tickets.actions import close_ticket, mark_spam, move_to_team, solve_ticket
from tickets.models import BulkChange, Ticket, TicketMessage
from tickets.tasks import carry_on_bulk_change, tend_bulk_changes

ALL = "/desk/tickets/bulk/all/"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def rung(monkeypatch):
    """The changes that a worker was told of."""
    rung = []
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", rung.append)
    return rung


@pytest.fixture
def run(desk, rung, django_capture_on_commit_callbacks):
    """`run("view=unsolved", priority="high")`: chosen, and then done by a worker."""

    def send(queue="view=unsolved", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            response = desk.post(ALL, {"queue": queue, "step": "do", **fields})
        while rung:
            carry_on_bulk_change(rung.pop())
        return response

    return send


def hundreds(monkeypatch, count):
    monkeypatch.setattr("tickets.changing.AT_ONCE", count)


def test_every_ticket_of_the_view_is_changed_and_no_other(run, desk, make_ticket):
    mine = [make_ticket(f"Printer {n}", priority="high") for n in range(3)]
    other = make_ticket("Cat in printer")
    page = desk.get(run("view=unsolved&priority=high", kind="incident").url)
    kinds = Ticket.objects.filter(kind="incident")
    assert list(kinds.order_by("pk")) == mine
    assert "3 tickets are as you chose" in page.text
    assert "Left alone" not in page.text
    other.refresh_from_db()
    assert other.kind == "question"


def test_the_queue_leads_to_a_preview_that_changes_nothing(desk, make_ticket, agent):
    closed = make_ticket("Old")
    solve_ticket(closed, by=agent)
    close_ticket(closed, by=agent)
    make_ticket("Printer on fire")
    queue = desk.get("/desk/tickets/?status=new,closed")
    assert f'formaction="{ALL}"' in queue.text
    form = desk.get(ALL, {"queue": "status=new,closed"})
    assert "2 tickets are chosen" in form.text
    page = desk.post(
        ALL, {"queue": "status=new,closed", "step": "preview", "body": "Look here."}
    )
    assert "left alone: it takes no reply as it stands" in page.text
    assert "Change 1 ticket" in page.text
    assert TicketMessage.objects.count() == 2
    assert not BulkChange.objects.exists()


def test_what_was_skipped_is_named_with_the_reason(
    run, desk, rung, make_ticket, agent, admin, private_team, monkeypatch
):
    took, closed, moved = (make_ticket(name) for name in ("Took", "Closed", "Moved"))
    solve_ticket(closed, by=agent)

    def meanwhile(pk):
        close_ticket(closed, by=agent)
        move_to_team(moved, team=private_team, by=admin)
        rung.append(pk)

    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", meanwhile)
    page = desk.get(run("status=new,solved", body="Look here.").url).text
    assert "It takes no reply as it stands" in page
    assert "It is not among those you work on" in page
    assert f"#{closed.pk} Closed" in page
    assert "Moved" not in page
    assert [t.messages.count() for t in (took, closed, moved)] == [2, 1, 1]


def test_a_worker_takes_it_up_where_another_was_killed(
    run, rung, make_ticket, monkeypatch
):
    """Halfway, and twice at once: every reply is there once."""
    hundreds(monkeypatch, 2)
    tickets = [make_ticket(f"Ticket {n}") for n in range(5)]
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", lambda pk: None)
    run(body="Look here.")
    change = BulkChange.objects.get()
    carry_on_bulk_change(change.pk)
    assert sorted(change.lines.counts().items()) == [("changed", 2), ("waiting", 3)]
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", rung.append)
    tend_bulk_changes()
    assert rung == []
    BulkChange.objects.update(worked_at=timezone.now() - timedelta(hours=1))
    tend_bulk_changes()
    while rung:
        carry_on_bulk_change(rung.pop())
        carry_on_bulk_change(change.pk)
    assert {ticket.messages.count() for ticket in tickets} == {2}
    assert change.lines.counts() == {"changed": 5}


def test_its_page_tells_how_far_it_is_and_the_bell_once_that_it_is_done(
    run, desk, rung, make_ticket, agent, monkeypatch
):
    hundreds(monkeypatch, 1)
    make_ticket("One"), make_ticket("Two")
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", lambda pk: None)
    place = run(body="A word that stays on the tickets alone.").url
    change = BulkChange.objects.get()
    carry_on_bulk_change(change.pk)
    page = desk.get(place).text
    assert "1 of 2 tickets are done" in page
    assert '<progress class="progress" id="progress" value="1" max="2">' in page
    carry_on_bulk_change(change.pk)
    carry_on_bulk_change(change.pk)
    change.refresh_from_db()
    assert Notification.objects.filter(person=agent).count() == 1
    assert f"Bulk change {change.pk} is done" in desk.get("/notifications/").text
    assert "hx-trigger" not in desk.get(place).text.split("<main")[1].split("</main")[0]
    assert change.chosen["body"] == ""


def test_what_came_after_the_preview_is_left_out(run, desk, make_ticket):
    first = make_ticket("Seen")
    form = desk.get(ALL, {"queue": "view=unsolved"}).context["form"]
    late = make_ticket("Not seen")
    run(priority="high", newest=form["newest"].value())
    first.refresh_from_db(), late.refresh_from_db()
    assert (first.priority, late.priority) == ("high", "normal")


def test_sent_twice_it_is_one(run, ticket):
    key = uuid4()
    places = {run(body="Look here.", client_key=key).url for _ in range(2)}
    assert len(places) == 1
    assert ticket.messages.count() == 2


def test_one_that_fails_does_not_keep_the_others(run, desk, make_ticket, monkeypatch):
    bad, good = make_ticket("Bad"), make_ticket("Good")

    def act(ticket, **kwargs):
        if ticket.pk == bad.pk:
            raise ValueError("Out of paper")
        mark_spam(ticket, **kwargs)

    from tickets.verbs import COMMANDS, Command

    spam = COMMANDS["spam"]
    wrong = Command(spam.may, act, spam.label, spam.icon, spam.done)
    monkeypatch.setitem(COMMANDS, "spam", wrong)
    page = desk.get(run(status="spam").url).text
    bad.refresh_from_db(), good.refresh_from_db()
    assert (bad.status, good.status) == ("new", "spam")
    assert "Something went wrong" in page


def test_who_is_no_agent_any_more_changes_nothing(
    run, rung, make_ticket, agent, monkeypatch
):
    ticket = make_ticket("Printer on fire")
    monkeypatch.setattr("tickets.tasks.carry_on_bulk_change.delay", lambda pk: None)
    run(priority="high")
    agent.is_agent = False
    agent.save()
    carry_on_bulk_change(BulkChange.objects.get().pk)
    ticket.refresh_from_db()
    assert ticket.priority == "normal"


@pytest.mark.parametrize("fields", [{}, {"priority": "none"}, {"priority": "high"}])
def test_nothing_or_nonsense_or_too_many_is_422(desk, two_too_many, fields):
    assert desk.post(ALL, {"step": "do", **fields}).status_code == 422
    assert not BulkChange.objects.exists()


@pytest.fixture
def two_too_many(make_ticket, monkeypatch):
    monkeypatch.setattr("tickets.forms.bulk.IN_A_VIEW", 1)
    return [make_ticket("One"), make_ticket("Two")]


def test_what_was_kept_long_enough_goes(run, ticket, rung):
    run(priority="high")
    week_ago = timezone.now() - timedelta(days=8)
    BulkChange.objects.update(finished_at=week_ago)
    tend_bulk_changes()
    assert not BulkChange.objects.exists()
