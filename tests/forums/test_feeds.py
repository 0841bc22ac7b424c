from xml.etree import ElementTree

import pytest

from forums.actions import add_post, hide_post
from forums.sitemaps import ForumSitemap, TopicSitemap
from tickets.actions.tags import tags_named

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "/feeds/forums/sign-in-and-licence/"


def _titles(answer):
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") for entry in entries]


def test_a_feed_holds_the_newest_topics(client, make_topic, agent):
    make_topic("First")
    make_topic("Second", body="With *stress*")
    hidden = make_topic("Hidden")
    hide_post(hidden.posts.get(number=1), by=agent, reason="spam")
    answer = client.get(URL)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert _titles(answer) == ["Second", "First"]
    assert "With &lt;em&gt;stress" in answer.content.decode()


def test_a_feed_is_the_same_for_everyone(topic, agent, customer, sign_in):
    hide_post(topic.posts.get(number=1), by=agent, reason="spam")
    for person in (agent, customer):
        assert _titles(sign_in(person).get(URL)) == []


def test_no_cache_holds_a_feed_without_asking(topic, client):
    """It would guess for how long by when the feed changed."""
    feed = client.get("/feeds/forums/")
    assert (feed["Cache-Control"], "Last-Modified" in feed) == ("no-cache", True)


@pytest.mark.parametrize("audience", ["signed_in", "agents"])
def test_there_is_no_feed_of_a_forum_that_not_everyone_sees(
    make_forum, agent, sign_in, audience
):
    make_forum("Inside", audience=audience)
    assert sign_in(agent).get("/feeds/forums/inside/").status_code == 404


def test_the_sitemap_holds_what_everyone_sees(topic, make_topic, make_forum, agent):
    inside = make_forum("Inside", audience="signed_in")
    make_topic(forum=inside)
    hide_post(make_topic().posts.get(number=1), by=agent, reason="spam")
    assert [row.pk for row in TopicSitemap().items()] == [topic.pk]
    assert inside not in ForumSitemap().items()
    assert TopicSitemap().lastmod(topic) == topic.latest_at


def test_controls_in_a_title_do_not_break_the_feed(
    client, forum, customer, admin, sign_in
):
    words = {"title": "Sign\x0bin", "description": "Keys\x01", "icon": "key"}
    place = {
        "slug": forum.slug,
        "kinds": ["question"],
        "audience": "everyone",
        "approval": "nobody",
    }
    sign_in(admin).post(f"/desk/settings/forums/{forum.slug}/", words | place)
    assert "<title>Sign in</title>" in client.get(URL).content.decode()
    page = "/forums/sign-in-and-licence/new/"
    sign_in(customer).post(page, {"title": "A\x01\x0b title\x1b", "body": "B\x01"})
    assert _titles(client.get(URL)) == ["A title"]


def test_feeds_of_topics_posts_tag_and_person_hold_what_everyone_reads(
    client, topic, answer, make_topic, make_forum, agent, helper
):
    inside = make_topic("Inside", forum=make_forum("In", audience="signed_in"))
    add_post(inside, by=helper, body="Not for all")
    gone = add_post(topic, by=helper, body="Spam")
    hide_post(gone, by=agent, reason="spam")
    for each in (topic, inside):
        each.tags.set(tags_named(["mail"]))
    tag = topic.tags.get()
    feeds = {
        "": [topic.title],
        f"tags/{tag.pk}/": [topic.title],
        f"topics/{topic.pk}/": [topic.title] * 2,
        f"people/{helper.pk}/": [topic.title],
    }
    for path, titles in feeds.items():
        assert _titles(client.get(f"/feeds/forums/{path}")) == titles, path
    assert client.get(f"/feeds/forums/topics/{inside.pk}/").status_code == 404
