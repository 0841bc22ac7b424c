"""The forums for programs: the same as by their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.actions import accept_answer, add_post, hide_post
from forums.models import Topic
from notifications.models import Watch
from tests.forums.test_trust import PICTURE
from tests.tickets.test_api import KEY, Program
from tickets.actions.tags import tags_named

SCOPES = ["forums:read", "forums:write"]
WORDS = {"title": "Where is my key?", "body": "*Gone*.", "kind": "problem"}


def program(person):
    return Program(person, SCOPES)


def titles(answer):
    return [each["title"] for each in answer.json()["items"]]


def test_a_question_is_asked_answered_and_solved(forum, customer, helper):
    asking, helping = program(customer), program(helper)
    topics = f"/forums/{forum.slug}/topics"
    words = WORDS | {"kind": "question", "tags": ["Key", "mat"]}
    asked = asking.post(topics, words, **KEY).json()
    assert asking.post(topics, words, **KEY).json() == asked
    assert asked["tags"] == ["key", "mat"]
    place = f"/topics/{asked['id']}"
    assert (asked["state"], asked["answer"]) == ("open", None)
    answer = helping.post(f"{place}/posts", {"body": "Below the mat."}).json()
    assert answer["html"] == "<p>Below the mat.</p>"
    liked = asking.post(f"{place}/posts/2/like").json()
    assert (liked["like_count"], liked["has_like"]) == (1, True)
    solved = asking.post(f"{place}/accept", {"post": answer["number"]}).json()
    assert (solved["state"], solved["answer"]) == ("solved", 2)
    undone = asking.post(f"{place}/undo-accept", {"post": 2}).json()
    assert (undone["state"], undone["answer"]) == ("answered", None)
    assert Topic.objects.get().posts.count() == 2


def test_what_is_left_out_of_an_edit_stays(topic, customer):
    place = f"/topics/{topic.pk}"
    edited = program(customer).post(place, {"title": "No mail came"}).json()
    assert edited["title"] == "No mail came"
    versions = program(customer).get(f"{place}/posts/1/versions").json()
    assert [each["title"] for each in versions] == [topic.title, "No mail came"]
    assert len({each["body"] for each in versions}) == 1


def test_topics_are_narrowed_and_sorted(forum, ideas, make_topic, helper, customer):
    first, second = make_topic("First"), make_topic("Second", by=helper)
    idea = make_topic("Idea", forum=ideas)
    first.tags.set(tags_named(["mail"]))
    accept_answer(add_post(second, by=customer, body="So."), by=helper)
    asked = program(customer)
    for query, found in {
        (): ["Second", "Idea", "First"],
        (("tag", "mail"),): ["First"],
        (("state", "solved"),): ["Second"],
        (("author", str(helper.pk)),): ["Second"],
        (("kind", "idea"), ("forum", ideas.slug)): [idea.title],
    }.items():
        assert titles(asked.get("/topics", **dict(query))) == found
    here = f"/forums/{forum.slug}/topics"
    assert titles(asked.get(here, sort="unanswered")) == ["First"]
    assert titles(asked.get(here, sort="new", limit=1)) == ["Second"]
    assert asked.get(here, sort="new", limit=1).json()["next"]


@pytest.mark.parametrize("bad", ["a\x00b", "9" * 400, "nonsense"])
def test_nonsense_narrows_nothing_down_to_a_fault(topic, customer, bad):
    asked = program(customer)
    for name in ("forum", "kind", "state", "tag", "author"):
        assert asked.get("/topics", **{name: bad}).status_code in (200, 400, 422)
    slug = bad.replace("\x00", "%00")
    assert asked.get(f"/forums/{slug}").status_code in (400, 404)
    moved = asked.post(f"/topics/{topic.pk}/move", {"forum": bad})
    assert moved.status_code == 403


def test_words_are_looked_at_as_those_of_a_page_are(topic, stranger):
    asked, place = program(stranger), f"/topics/{topic.pk}/posts"
    secret = {"body": "My card is 4111 1111 1111 1111."}
    assert asked.post(place, secret).status_code == 422
    covered = asked.post(place, secret | {"secrets": "mask"}).json()
    assert "4111" not in covered["body"]
    image = {"body": PICTURE}
    assert "New people show no pictures" in asked.post(place, image).text
    edited = asked.post(f"{place}/{covered['number']}", image)
    assert edited.status_code == 422


def test_who_follows_says_how_to_hear(forum, topic, stranger):
    asked = program(stranger)
    for place in (f"/forums/{forum.slug}", f"/topics/{topic.pk}"):
        assert asked.post(f"{place}/follow", {"mail": "weekly"}).status_code == 200
        assert asked.post(f"{place}/follow", {"mail": "hourly"}).status_code == 422
        assert Watch.objects.get(person=stranger).mail == "weekly"
        assert asked.post(f"{place}/follow").status_code == 200
        assert Watch.objects.get(person=stranger).mail == ""
        asked.post(f"{place}/unfollow")
        assert not Watch.objects.filter(person=stranger).exists()


def test_what_is_hidden_is_its_authors_and_helpers(topic, stranger, helper, agent):
    post = add_post(topic, by=stranger, body="Buy now")
    hide_post(post, by=agent, reason="spam")
    place = f"/topics/{topic.pk}/posts"
    for person, seen in ((stranger, 2), (helper, 2), (topic.author, 1)):
        assert len(program(person).get(place).json()["items"]) == seen


def test_a_token_needs_the_scope(topic, customer):
    reading = Program(customer, ["forums:read", "tickets:write"])
    assert reading.get(f"/topics/{topic.pk}").status_code == 200
    assert reading.post(f"/topics/{topic.pk}/follow").status_code == 403
    assert Program(customer, ["tickets:read"]).get("/topics").status_code == 403


def test_lists_cost_the_same_however_long(make_topic, stranger, customer):
    asked, topic = program(customer), make_topic("First", replies=1)

    def queries(path):
        with CaptureQueriesContext(connection) as captured:
            assert asked.get(path).status_code == 200
        return len(captured)

    paths = ["/topics", f"/topics/{topic.pk}/posts"]
    queries(paths[0])  # content types are cached
    few = [queries(path) for path in paths]
    for number in range(8):
        make_topic(f"Topic {number}").tags.set(tags_named(["mail"]))
        add_post(topic, by=stranger, body="More")
    assert [queries(path) for path in paths] == few


def test_topics_are_split_and_merged(topic, make_topic, helper, agent):
    helpers, other = program(helper), make_topic("Another lost key")
    for words in ("About fire", "About water"):
        add_post(topic, by=agent, body=words)
    url = f"/topics/{topic.pk}"
    new = helpers.post(f"{url}/split", {"numbers": "3", "title": "Water"}).json()
    assert (new["title"], new["post_count"]) == ("Water", 1)
    gone = helpers.post(f"{url}/split", {"numbers": "9", "title": "Water"})
    assert (gone.status_code, list(gone.json()["errors"])) == (422, ["numbers"])
    into = helpers.post(f"{url}/merge", {"into": other.pk}).json()
    assert (into["id"], into["post_count"]) == (other.pk, 4)
