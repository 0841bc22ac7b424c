"""The knowledge base for programs: the same as by its pages, and what is its own."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Event
from kb.actions.rows import write_revision
from kb.models import (
    Article,
    ArticleComment,
    ArticleVote,
    Category,
    Revision,
    Translation,
)
from tests.matrix.files import picture
from tests.matrix.world import taken_back, turning_back_sequences
from tests.tickets.test_api import KEY, Program

SCOPES = ["articles:read", "articles:write"]
WORDS = {"title": "Sync", "summary": "In short", "body": "All *of* it."}
# by what one is told apart, or when it was
FLEETING = {"id", "pk", "updated_at", "created_at", "external_id", "client_key"}
# command: state before, what the page takes, what the API takes besides
COMMANDS = {
    "ask-review": ("draft", {}, {}),
    "send-back": ("review", {"note": "Which port?"}, {}),
    "publish": ("draft", {"number": "1"}, {"number": 1}),
    "schedule": (
        "draft",
        {"number": "1", "at": "2999-02-03T04:05"},
        {"number": 1, "at": "2999-02-03T04:05:00Z"},
    ),
    "unschedule": ("scheduled", {}, {}),
    "unpublish": ("published", {}, {}),
    "archive": ("published", {}, {}),
    "unarchive": ("archived", {}, {}),
}


def program(person):
    return Program(person, SCOPES)


def everything():
    """What an act leaves behind, but for keys and times."""
    models = (Article, Revision, Event, ArticleVote, ArticleComment, Category)
    return {
        model.__name__: [
            {name: told(row[name]) for name in row if name not in FLEETING}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }


def told(value):
    is_now = isinstance(value, datetime) and value.year < 2999
    return "now" if is_now else value


@pytest.fixture(autouse=True)
def own_keys():
    """What is taken back here leaves no other test the keys of this one's rows."""
    turning_back_sequences.cache_clear()
    yield
    turning_back_sequences.cache_clear()


def assert_same(by_page, by_api):
    before, found = everything(), []
    for act, status in ((by_page, 302), (by_api, 200)):
        with taken_back():
            answer = act()
            assert answer.status_code in (status, 201), answer.content
            found.append(everything())
    assert found[0] == found[1]
    assert found[0] != before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_the_same_by_page_and_api(make_draft, reviewer, sign_in, name):
    state, given, more = COMMANDS[name]
    article, page, api = make_draft(), sign_in(reviewer), program(reviewer)
    for step in {
        "review": ["ask-review"],
        "published": ["publish"],
        "archived": ["archive"],
        "scheduled": ["schedule"],
    }.get(state, []):
        api.post(f"/articles/{article.pk}/{step}", COMMANDS[step][2])
    assert_same(
        lambda: page.post(f"/desk/articles/{article.pk}/{name}/", given),
        lambda: api.post(f"/articles/{article.pk}/{name}", given | more),
    )


def test_words_are_saved_the_same_by_page_and_api(
    article, category, make_category, reviewer, sign_in
):
    page, api = sign_in(reviewer), program(reviewer)
    other = make_category("Other")
    form = {**WORDS, "category": other.pk, "tags": "one, two", "audience": "agents"}
    given = form | {"category": "other", "tags": ["one", "two"]}
    assert_same(
        lambda: page.post("/desk/articles/new/", form),
        lambda: api.post("/articles", given),
    )
    changed = {"base": 1, "note": "More", "significant": True}
    assert_same(
        lambda: page.post(f"/desk/articles/{article.pk}/", form | changed),
        lambda: api.post(f"/articles/{article.pk}", given | changed),
    )
    ticked = {"articles": [article.pk], "archive": "on", "add_tags": "one"}
    assert_same(
        lambda: page.post("/desk/articles/bulk/", ticked | {"category": other.pk}),
        lambda: api.post(
            "/articles/bulk",
            {**ticked, "archive": True, "add_tags": ["one"], "category": "other"},
        ),
    )
    old = {"title": "Old", "slug": "old", "icon": "key", "parent": ""}
    assert_same(
        lambda: page.post(f"{article.get_absolute_url()}vote/", {"helpful": "no"}),
        lambda: api.post(f"/articles/{article.pk}/vote", {"helpful": False}),
    )
    assert_same(
        lambda: page.post(f"{article.get_absolute_url()}comment/", {"body": "Hm"}),
        lambda: api.post(f"/articles/{article.pk}/comments", {"body": "Hm"}),
    )
    reviewer.is_admin = True
    reviewer.save()
    assert_same(
        lambda: page.post("/desk/settings/categories/new/", old),
        lambda: api.post("/categories", old | {"parent": None}),
    )


def test_what_is_left_out_stays_and_an_old_base_is_refused(article, writer):
    api, path = program(writer), f"/articles/{article.pk}"
    more = {"review_by": "2999-01-02", "tags": ["sync"]}
    saved = api.post(path, {"base": 1, "body": "New words", **more}).json()
    assert (saved["review_by"], saved["owner"]["id"]) == ("2999-01-02", writer.pk)
    assert (saved["title"], saved["number"], saved["live_number"]) == (
        article.title, 2, 1,
    )  # fmt: skip
    assert (saved["body"], saved["tags"]) == ("New words", ["sync"])
    refused = api.post(path, {"base": 1, "body": "Others"})
    assert refused.status_code == 409
    now = {"number": 2, "title": article.title, "summary": "", "body": "New words"}
    assert refused.json()["now"] == now
    assert api.post(path, {"base": 2, "body": "Both"}).json()["number"] == 3


def test_readers_get_live_words_and_writers_the_newest(
    article, save, customer, writer, reviewer
):
    save(article, title="Newer", body="# Newer")
    path = f"/articles/{article.pk}"
    read, worked = (program(who).get(path).json() for who in (customer, writer))
    assert (read["title"], read["body"]) == (article.title, article.body)
    assert "state" not in read
    assert (worked["title"], worked["html"]) == ("Newer", '<h2 id="h-newer">Newer</h2>')
    assert (worked["state"], worked["owner"]["id"]) == ("published", writer.pk)
    refused = program(reviewer).post(f"{path}/publish", {"number": 1})
    assert refused.status_code == 200  # it is live
    article.refresh_from_db()
    save(article, body="Newest")
    assert program(reviewer).post(f"{path}/publish", {"number": 2}).status_code == 409
    told = program(writer).get(f"{path}/revisions").json()["items"]
    assert [each["number"] for each in told] == [3, 2, 1]
    restored = program(writer).post(f"{path}/revisions/1/restore").json()
    assert (restored["number"], restored["body"]) == (4, article.body)
    assert program(writer).get(f"{path}/revisions/4").json()["body"] == article.body


def test_a_draft_is_written_once_for_a_key_and_takes_files(category, writer):
    api, given = program(writer), {"title": "A", "body": "x", "category": "sync"}
    made = [api.post("/articles", given, **KEY).json() for _ in range(2)]
    assert made[0] == made[1]
    sent = api.send("/articles", {**given, "tags": '["a"]', "attachments": picture()})
    assert sent.status_code == 201, sent.content
    assert (len(sent.json()["files"]), sent.json()["tags"]) == (1, ["a"])
    assert Article.objects.count() == 2


def test_translations_are_read_and_published(article, writer, reviewer, customer):
    text = Translation(article=article, language="de")
    words = {"title": "Abgleich", "summary": "", "body": "Alles."}
    write_revision(text, by=writer, significant=False, source_number=1, **words)
    path = f"/articles/{article.pk}"
    assert program(customer).get(f"{path}/translations").json() == []
    (told,) = program(writer).get(f"{path}/translations").json()
    assert (told["language"], told["number"], told["is_stale"]) == ("de", 1, False)
    program(reviewer).post(f"{path}/publish?language=de", {"number": 1})
    read = program(customer).get(f"{path}/translations/de").json()
    assert (read["title"], read["body"]) == ("Abgleich", "Alles.")
    assert program(customer).get(path).json()["languages"] == ["de"]


def test_a_program_translates_and_says_what_is_still_true(
    article, writer, customer, german
):
    path = f"/articles/{article.pk}/translations/de"
    words = {"base": 0, "source_number": 1, "title": "Abgleich", "body": "Alles."}
    assert program(customer).post(path, words).status_code == 403
    hers = program(writer)
    saved = hers.post(path, words).json()
    assert (saved["number"], saved["source_number"]) == (1, 1)
    late = hers.post(path, words | {"title": "Gleich"})
    assert (late.status_code, late.json()["now"]["title"]) == (409, "Abgleich")
    assert hers.post(path.replace("/de", "/fr"), words).status_code == 404
    publish_newer = {"base": 1, "body": "It moved.", "significant": True}
    hers.post(f"/articles/{article.pk}", publish_newer)
    told = hers.post(f"{path}/still-true", {"number": 2}).json()
    assert told["source_number"] == 2


def test_the_list_is_filtered_and_asks_no_more_for_more(
    make_article, make_category, make_draft, writer, customer
):
    other = make_category("Other")
    make_article("First", tags=["sync"])
    make_draft("Draft")
    api = program(writer)

    def titles(**query):
        items = api.get("/articles", **query).json()["items"]
        return {each["title"] for each in items}

    assert titles(state="draft") == {"Draft"}
    assert titles(owner="me") == {"First", "Draft"}
    assert titles(owner="nobody") == titles(waiting="review") == set()
    assert titles(tag="sync") == {"First"}
    assert titles(category="other") == set()
    counts = []
    for number in (1, 18):
        for each in range(number):
            make_article(f"More {number} {each}", category=other)
        with CaptureQueriesContext(connection) as captured:
            api.get("/articles", limit=100)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    shelves = {
        each["slug"]: each for each in program(customer).get("/categories").json()
    }
    assert shelves["other"]["article_count"] == 19


def test_a_snippet_is_written_once_and_changed_where_it_is_shown(
    make_article, writer, reviewer
):
    given = {"name": "safe", "body": "Hold it."}
    made = program(writer).post("/snippets", given).json()
    assert program(writer).post("/snippets", given).status_code == 422
    article = make_article(body="First: {{snippet:safe}}")
    path = f"/snippets/{made['id']}"
    assert program(writer).post(path, {"body": "Hold *both*."}).status_code == 403
    changed = program(reviewer).post(path, {"body": "Hold *both*."}).json()
    assert (changed["use_count"], changed["language"]) == (1, "en")
    read = program(writer).get(f"/articles/{article.pk}").json()
    assert "Hold <em>both</em>." in read["html"]
    assert program(reviewer).post(f"{path}/delete").status_code == 409
    assert program(writer).get("/snippets").json()["items"] == [changed]


def test_scopes_are_asked_for(article, reviewer):
    path = f"/articles/{article.pk}"
    assert Program(reviewer, ["articles:write"]).get(path).status_code == 403
    reading = Program(reviewer, ["articles:read"])
    assert reading.get(path).status_code == 200
    assert reading.post(f"{path}/archive").status_code == 403
