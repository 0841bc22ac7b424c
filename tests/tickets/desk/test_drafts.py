"""What an agent has written and not sent stays hers, wherever she goes."""

import pytest

from composer.models import Draft


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def page(ticket):
    return f"/desk/tickets/{ticket.pk}/"


@pytest.mark.parametrize("purpose", ["reply", "note"])
def test_a_draft_is_kept_and_shown_again(desk, ticket, purpose):
    address = f"{page(ticket)}{purpose}/draft/"
    for text in ("Use wa", "Use water"):
        assert desk.post(address, {"body": text}).status_code == 302
    assert Draft.objects.get().body == "Use water"
    form = desk.get(page(ticket)).context[f"{purpose}_form"]
    assert form.initial["body"] == "Use water"


def test_a_script_is_answered_with_nothing(desk, ticket):
    headers = {"HX-Request": "true"}
    address = f"{page(ticket)}reply/draft/"
    answer = desk.post(address, {"body": "Use water"}, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")


def test_it_survives_edits_of_fields_and_another_browser(desk, ticket, sign_in, agent):
    desk.post(f"{page(ticket)}reply/draft/", {"body": "Use water"})
    desk.post(f"{page(ticket)}priority/", {"priority": "urgent"})
    desk.logout()
    assert b"Use water" in sign_in(agent).get(page(ticket)).content


@pytest.mark.parametrize("purpose", ["reply", "note"])
def test_sending_ends_the_draft_of_its_own_kind(desk, ticket, purpose):
    for each in ("reply", "note"):
        desk.post(f"{page(ticket)}{each}/draft/", {"body": "Use water"})
    desk.post(f"{page(ticket)}{purpose}/", {"body": "Use water"})
    assert Draft.objects.get().purpose != purpose


def test_no_text_ends_it_too(desk, ticket):
    for text in ("Use water", "  ", ""):
        desk.post(f"{page(ticket)}note/draft/", {"body": text})
    assert not Draft.objects.exists()


def test_a_draft_is_nobody_elses(desk, ticket, sign_in, lead, customer):
    desk.post(f"{page(ticket)}reply/draft/", {"body": "Use water"})
    assert b"Use water" not in sign_in(lead).get(page(ticket)).content
    assert sign_in(customer).post(f"{page(ticket)}reply/draft/").status_code == 403


def test_too_long_a_text_is_422_and_still_there(desk, ticket):
    text = "wet " * 20_000
    answer = desk.post(f"{page(ticket)}note/draft/", {"body": text})
    assert answer.status_code == 422
    assert text.rstrip() in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_deleted_ticket_takes_its_drafts_along(desk, ticket):
    desk.post(f"{page(ticket)}reply/draft/", {"body": "Use water"})
    ticket.delete()
    assert not Draft.objects.exists()
