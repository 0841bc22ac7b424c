"""From ticket to ticket through a view of the queue."""

from urllib.parse import urlencode

import pytest

from tickets.actions import assign, move_to_team, reply_to_ticket


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def opened(desk, number, query="view=mine"):
    return desk.get(f"/desk/tickets/{number}/?{urlencode({'queue': query})}")


def answer(desk, page, **given):
    form = page.context["reply_form"]
    fields = {name: form[name].value() or "" for name in ("queue", "client_key")}
    path = f"/desk/tickets/{page.context['ticket'].pk}/reply/"
    return desk.post(path, {**fields, "body": "Look here.", **given}, follow=True)


@pytest.fixture
def hers(make_ticket, agent):
    """Three tickets of the agent, the latest first, as the queue has them."""
    made = [make_ticket(name) for name in ("Third", "Second", "First")]
    for ticket in made:
        assign(ticket, to=agent, by=agent)
    return made[::-1]


def test_after_each_answer_comes_the_next_of_the_view_then_the_queue(
    desk, hers, make_ticket
):
    make_ticket("Of nobody")
    page = opened(desk, hers[0].pk)
    read = []
    while "ticket" in page.context:
        read.append(page.context["ticket"].subject)
        page = answer(desk, page)
    assert read == ["First", "Second", "Third"]
    assert page.request["PATH_INFO"] == "/desk/tickets/"
    assert page.context["queue"].key == "mine"


def test_sent_twice_it_answers_once_and_leads_to_the_same_ticket(desk, hers):
    page = opened(desk, hers[0].pk)
    places = {answer(desk, page).context["ticket"].pk for _ in range(2)}
    assert places == {hers[1].pk}
    assert hers[0].messages.count() == 2


def test_what_needs_no_answer_is_solved_on_the_way_to_the_next(desk, hers, customer):
    page = opened(desk, hers[0].pk)
    solve = f"/desk/tickets/{hers[0].pk}/solve/"
    read = {"seen": 1, "queue": page.context["beside"]["after"]}
    assert 'data-key="e"' in page.text
    reply_to_ticket(hers[0], by=customer, body="And another thing")
    stopped = desk.post(solve, read)
    assert stopped.status_code == 409
    assert "And another thing" in stopped.text
    hers[0].refresh_from_db()
    assert hers[0].status == "new"
    page = desk.post(solve, read | {"seen": 2}, follow=True)
    assert page.context["ticket"] == hers[1]
    assert f"#{hers[0].pk}: Solved." in page.text
    hers[0].refresh_from_db()
    assert hers[0].status == "solved"


def test_off_the_trail_the_answer_leads_to_the_ticket_itself(desk, ticket):
    page = answer(desk, desk.get(f"/desk/tickets/{ticket.pk}/"))
    assert page.context["ticket"] == ticket


def test_an_answer_that_does_not_pass_keeps_the_trail(desk, hers):
    page = answer(desk, opened(desk, hers[0].pk), body=" ")
    assert page.status_code == 422
    assert answer(desk, page).context["ticket"] == hers[1]


def test_next_and_previous_walk_the_view(desk, hers):
    beside = opened(desk, hers[1].pk).context["beside"]
    for way, there in (("before", hers[0]), ("after", hers[2])):
        page = desk.get(f"/desk/tickets/next/?{beside[way]}", follow=True)
        assert page.context["ticket"] == there
        assert page.context["beside"]


def test_at_the_end_the_view_says_so(desk, hers):
    beside = opened(desk, hers[2].pk).context["beside"]
    page = desk.get(f"/desk/tickets/next/?{beside['after']}", follow=True)
    assert page.context["queue"].key == "mine"
    assert "no more tickets" in page.text


def test_the_next_ticket_is_one_that_she_works_on(
    desk, make_ticket, private_team, admin
):
    hidden, first = make_ticket("Break-in"), make_ticket("First")
    move_to_team(hidden, team=private_team, by=admin)
    page = answer(desk, opened(desk, first.pk, "view=unsolved"))
    assert page.request["PATH_INFO"] == "/desk/tickets/"


@pytest.mark.parametrize("query", ["after=x&view=%00", "&&", "x" * 1500, "q=ä"])
def test_a_trail_that_says_nothing_leads_somewhere(desk, ticket, query):
    page = answer(desk, desk.get(f"/desk/tickets/{ticket.pk}/"), queue=query)
    assert page.status_code == 200
    assert opened(desk, ticket.pk, query).status_code == 200


def test_a_command_stays_on_the_trail(desk, hers):
    path = f"/desk/tickets/{hers[0].pk}/"
    where = f"http://testserver{path}?{urlencode({'queue': 'view=mine'})}"
    response = desk.post(f"{path}pending/", headers={"referer": where})
    assert response.url == f"{path}?queue=view%3Dmine"
