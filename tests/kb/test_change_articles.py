import pytest

from kb.actions import ask_review
from tests.kb.test_read_pages import queries


@pytest.fixture
def desk(sign_in, writer):
    return sign_in(writer)


def test_each_is_changed_as_a_whole_or_left_and_it_says_why(
    desk, make_article, make_draft, make_category
):
    mobile = make_category("Mobile")
    live = make_article("Live one", tags=["old"])
    drafts = [make_draft("One", tags=["old", "kept"]), make_draft("Two")]
    given = {
        "articles": [each.pk for each in (live, *drafts)],
        "category": mobile.pk,
        "add_tags": "new",
        "remove_tags": "old",
        "archive": "on",
    }
    page = desk.post("/desk/articles/bulk/", given, follow=True).text
    assert "2 articles are as you chose." in page
    assert "Live one: readers see it, so that a reviewer has to archive it" in page
    for article in (live, *drafts):
        article.refresh_from_db()
    assert (live.state, live.category.title) == ("published", "Sync")
    assert [each.name for each in live.tags.all()] == ["old"]
    assert [(d.state, d.category) for d in drafts] == [("archived", mobile)] * 2
    assert {tag.name for tag in drafts[0].tags.all()} == {"kept", "new"}


def test_those_that_were_ticked_are_named_and_nothing_is_changed_unasked(desk, draft):
    page = desk.get(f"/desk/articles/bulk/?articles={draft.pk}&articles=x").text
    assert "1 article is chosen" in page
    assert draft.title in page
    for wrong in ({}, {"archive": "on"}, {"articles": [draft.pk]}):
        assert desk.post("/desk/articles/bulk/", wrong).status_code == 422


def test_the_list_is_narrowed(desk, writer, reviewer, make_draft, article, save):
    other = make_draft("Waits")
    ask_review(other, by=writer)
    save(article, body="Newer.")
    found = {
        "state=published": {"How sync works"},
        "waiting=review": {"Waits"},
        "waiting=changes": {"How sync works"},
        "waiting=look": set(),
        "owner=me": {"How sync works", "Waits"},
        f"owner={writer.pk}&state=review": {"Waits"},
        "owner=nobody": set(),
        f"category={article.category_id}": {"How sync works", "Waits"},
        "category=x&owner=y&waiting=z&state=a": {"How sync works", "Waits"},
    }
    for query, titles in found.items():
        page = desk.get(f"/desk/articles/?{query}").context["page"]
        assert {each.title for each in page} == titles, query
    assert "checked" in desk.get("/desk/articles/?tick=page").text


def test_the_list_asks_as_often_for_twenty_as_for_two(desk, make_draft, draft):
    make_draft("Two")
    few = queries(desk, "/desk/articles/")
    for number in range(18):
        make_draft(f"Draft {number}")
    assert queries(desk, "/desk/articles/") == few
