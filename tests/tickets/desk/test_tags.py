"""Tags lead to their tickets, and a box for tags completes what is typed."""

import pytest

from tickets.actions import set_tags
from tickets.models import Tag


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def tagged(ticket, agent):
    set_tags(ticket, names=["fire", "fire alarm", "smoke"], by=agent)
    return ticket


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("fi", ["fire", "fire alarm"]),
        ("Smoke,  FI", ["Smoke, fire", "Smoke, fire alarm"]),
        ("fire, fire", ["fire, fire alarm"]),
        ("smoke,", []),
        ("", []),
        ("%", []),
    ],
)
def test_the_last_tag_is_completed(desk, tagged, typed, suggested):
    asked = desk.get("/desk/tags/", {"tags": typed}, headers={"hx-request": "true"})
    assert asked.context["suggested"] == suggested


def test_the_boxes_ask_for_suggestions(desk, tagged):
    for path in (
        f"/desk/tickets/{tagged.pk}/",
        "/desk/tickets/",
        f"/desk/tickets/bulk/?tickets={tagged.pk}",
    ):
        page = desk.get(path).text
        assert 'list="tag-names"' in page
        assert 'hx-get="/desk/tags/"' in page
        assert '<datalist id="tag-names">' in page


def test_a_tag_leads_to_its_tickets(desk, tagged, make_ticket):
    make_ticket("Untagged")
    Tag.objects.create(name="of an article")
    link = 'href="/desk/tickets/?tag=fire%20alarm"'
    page = desk.get("/desk/tags/").text
    assert link in page
    assert "of an article" not in page
    assert link in desk.get(f"/desk/tickets/{tagged.pk}/").text
    assert 'href="/desk/tickets/?tag=fire+alarm"' in desk.get("/desk/tickets/").text
    rows = desk.get("/desk/tickets/?tag=fire+alarm").context["page"].rows
    assert [row.pk for row in rows] == [tagged.pk]
