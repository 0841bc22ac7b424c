import pytest

from activity.models import Event
from kb.actions import place_article
from kb.models import Article
from tests.kb.test_read_pages import queries


@pytest.fixture
def shelf(make_article):
    return [make_article(title) for title in ("One", "Two", "Three")]


def titles():
    return [article.title for article in Article.objects.in_order()]


def test_it_stands_where_it_was_put_and_once_more_changes_nothing(shelf, writer):
    one, _, three = shelf
    assert place_article(three, place=0, by=writer)
    assert titles() == ["Three", "One", "Two"]
    assert not place_article(three, place=0, by=writer)
    assert place_article(one, place=99, by=writer)
    assert titles() == ["Three", "Two", "One"]
    event = Event.objects.about(one).last()
    assert (event.verb, event.data) == ("article.arranged", {"changed": ["position"]})


def test_articles_with_the_same_position_get_places(shelf, writer):
    Article.objects.update(position=0)
    place_article(shelf[2], place=1, by=writer)
    assert titles() == ["One", "Three", "Two"]


def test_a_writer_moves_one_by_buttons_and_readers_see_it(
    sign_in, writer, shelf, client
):
    desk, url = sign_in(writer), "/desk/articles/order/sync/"
    page = desk.get(url).text
    assert "Move “Three” up" in page
    place = f"/desk/articles/{shelf[2].pk}/place/"
    assert desk.post(place, {"place": 1}).url == f"{url}#article-{shelf[2].pk}"
    seen = client.get("/kb/sync/").text
    assert seen.index("Three") < seen.index("Two")
    assert desk.post(place, {"place": "x"}).status_code == 422


def test_it_asks_as_often_for_many_as_for_few(sign_in, writer, shelf, make_draft):
    desk, url = sign_in(writer), "/desk/articles/order/sync/"
    few = queries(desk, url)
    for number in range(10):
        make_draft(f"Draft {number}")
    assert queries(desk, url) == few
