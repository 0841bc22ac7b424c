"""What should not stand in public is told of before it does."""

import re

import pytest

from forums.actions import add_post
from forums.guarding import secrets_in
from forums.models import Post, Topic

CARD = "4111 1111 1111 1111"
KEY = "sk_live_abcdefgh12345678"
BODY = f"I paid with {CARD}, see {KEY}."
PLACES = {
    "new": ("/forums/sign-in-and-licence/new/", {"title": "Paid twice"}),
    "ask": (
        "/forums/topics/ask/",
        {"title": "Paid twice", "where": "sign-in-and-licence:question"},
    ),
}


def said(page, value):
    """The words' fingerprint, as the form gives it along."""
    return re.search(rf'name="secrets" value="({value})"', page.content.decode())[1]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"card {CARD}", ["card"]),
        (f"key {KEY}", ["secret"]),
        ("licence key: ABCDE-12345-FGHIJ-67890", ["serial"]),
        ("write to maya@harbour.eu or +49 30 1234567", ["address", "phone"]),
        ("`curl -u me@example.com https://api.example/v1`", []),
        ("me@mail.example.org, you@host.test, git@github.com:a/b.git", []),
        ("ping 192.168.1.1 from 00:1A:2b:3c:4D:5e", []),
    ],
)
def test_whose_own_it_is(text, kinds):
    assert [mask.kind for mask in secrets_in(text)] == kinds


@pytest.mark.parametrize("place", PLACES)
def test_a_topic_waits_until_something_is_said_of_it(customer, sign_in, forum, place):
    url, fields = PLACES[place]
    page = sign_in(customer).post(url, fields | {"body": BODY})
    html = page.content.decode()
    assert page.status_code == 422
    assert not Topic.objects.exists()
    assert f"{CARD} (card), {KEY} (secret)" in html
    assert f"{BODY}</textarea>" in html
    sign_in(customer).post(url, fields | {"body": BODY, "secrets": "mask"})
    assert Post.objects.get().body == "I paid with [card], see [secret]."


def test_who_lets_her_words_stand_lets_no_others_stand(customer, sign_in, topic, url):
    browser = sign_in(customer)
    page = browser.post(f"{url}reply/", {"body": BODY})
    assert page.status_code == 422
    very = said(page, "[0-9a-f]{64}")
    more = {"body": f"{BODY} 5555 5555 5555 4444", "secrets": very}
    assert browser.post(f"{url}reply/", more).status_code == 422
    answer = browser.post(f"{url}reply/", {"body": BODY, "secrets": very})
    assert answer.status_code == 302
    assert topic.posts.get(number=2).body == BODY


def test_what_was_said_stays_said_where_all_is_shown_again(customer, sign_in, forum):
    url, fields = PLACES["ask"]
    page = sign_in(customer).post(url, fields | {"body": BODY})
    fields |= {"body": BODY, "secrets": said(page, "[0-9a-f]{64}"), "where": ""}
    page = sign_in(customer).post(url, fields)
    assert re.search('value="[0-9a-f]{64}" checked', page.content.decode())


def test_a_title_is_looked_into_and_stays_a_title(customer, sign_in, forum):
    title = f"{'Lost ' * 36}my pin is 12x4"
    fields = {"title": title, "body": "Help", "secrets": "mask"}
    sign_in(customer).post("/forums/sign-in-and-licence/new/", fields)
    assert len(Topic.objects.get().title) <= 200
    assert "12x4" not in Topic.objects.get().title


@pytest.mark.parametrize("number", [1, 2])
def test_an_edit_is_looked_into_as_well(customer, sign_in, topic, url, number):
    add_post(topic, by=customer, body="And now?")
    place = f"{url}edit/" if number == 1 else f"{url}posts/2/edit/"
    fields = {"title": topic.title, "body": BODY}
    page = sign_in(customer).post(place, fields)
    assert page.status_code == 422
    fields["secrets"] = said(page, "mask")
    assert sign_in(customer).post(place, fields).status_code == 302
    assert "[card]" in topic.posts.get(number=number).body
