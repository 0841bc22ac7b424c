"""A hidden, deleted or held post is found nowhere but by its author and moderators."""

import json

import pytest

from forums.actions import add_post, delete_post, edit_post, hide_post, restore_post
from forums.models import Post
from notifications.actions import watch
from notifications.digests import digest_parts, write_digest
from notifications.models import OutgoingEmail
from search.models import SearchDocument
from tests.tickets.test_api import Program

WORD = "zebrafish"


def hold(post, by):
    """Its author makes it one that looks like spam."""
    advert = f"{post.body} Ring the airline flight booking: +1 888 555 0147"
    edit_post(post, by=post.author, body=advert)


AWAY = {
    "hidden": lambda post, by: hide_post(post, by=by, reason="spam"),
    "deleted": lambda post, by: delete_post(post, by=by),
    "held": hold,
}


@pytest.fixture(params=AWAY)
def away(request, topic, make_person, customer, helper, agent):
    """A reply that was read, followed, quoted, and is out of sight since."""
    author = make_person("Otto Other")
    watch(topic, person=helper)
    post = add_post(topic, by=author, body=f"Feed it to the {WORD} instead.")
    words = f"> [Otto Other](#post-2):\n>\n> Feed it to the {WORD}\n\nWhat do you mean?"
    add_post(topic, by=customer, body=words)
    AWAY[request.param](post, agent)
    return post


def places(topic):
    url = topic.get_absolute_url()
    return [
        url,
        f"{url}?quote=2",
        f"{url}posts/2/history/",
        topic.forum.get_absolute_url(),
        "/forums/",
        "/",
        f"/search/?q={WORD}",
        f"/feeds/forums/{topic.forum.slug}/",
        f"/feeds/forums/topics/{topic.pk}/",
        "/feeds/forums/",
        topic.author.get_absolute_url(),
        "/notifications/",
    ]


def test_no_page_and_no_feed_has_it(topic, away, client, stranger, sign_in):
    readers = [client, sign_in(stranger)]
    for place in places(topic):
        for reader in readers:
            content = reader.get(place, follow=True).content.decode()
            content = content.replace(f"q={WORD}", "").replace(f'value="{WORD}"', "")
            found = [line for line in content.splitlines() if f"to the {WORD}" in line]
            assert found == [], place


def test_no_program_reads_it(topic, away, stranger):
    reading = Program(stranger, ["forums:read"])
    for place in (f"/topics/{topic.pk}", f"/topics/{topic.pk}/posts"):
        answer = reading.get(place)
        assert (answer.status_code, WORD in answer.content.decode()) == (200, False)


def test_the_index_and_the_daily_mail_do_not_have_it(topic, away, helper, customer):
    assert not SearchDocument.objects.filter(body__contains=WORD).exists()
    write_digest(customer, {"daily", "weekly"})
    for mail in OutgoingEmail.objects.filter(reason__in=["digest", "daily", "weekly"]):
        assert WORD not in json.dumps(digest_parts(mail) or "")


def test_it_comes_back_with_its_quotes(topic, away, agent, client):
    restore_post(Post.objects.get(pk=away.pk), by=agent)
    shown = client.get(topic.get_absolute_url()).content.decode()
    assert f"to the {WORD}" in shown
    assert WORD in Post.objects.get(number=3).body_html


def test_its_author_and_moderators_see_it_marked(
    topic, away, helper, agent, sign_in, client
):
    for person in (helper, agent, away.author):
        page = sign_in(person).get(topic.get_absolute_url()).content.decode()
        assert f"to the {WORD}" in page
