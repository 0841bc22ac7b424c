"""Forums and topics, made by what people do."""

import pytest

from forums.actions import add_post, create_forum, start_topic
from forums.models import Forum


@pytest.fixture
def make_forum(admin):
    def make(title="Sign-in and licence", **fields):
        fields.setdefault("slug", title.lower().replace(" ", "-"))
        fields.setdefault("kinds", ["question", "problem"])
        return create_forum(by=admin, title=title, **fields)

    return make


@pytest.fixture
def forum(make_forum) -> Forum:
    return make_forum()


@pytest.fixture
def ideas(make_forum) -> Forum:
    return make_forum("Ideas", kinds=["idea"])


@pytest.fixture
def make_topic(forum, customer):
    """`make_topic("Printer on fire", replies=2)`: a question of the customer's."""

    def make(title="The authentication mail never arrived", **given):
        where = given.pop("forum", forum)
        replies = given.pop("replies", 0)
        given.setdefault("by", customer)
        given.setdefault("kind", where.kinds[0])
        given.setdefault("body", "I bought a **Pro** licence and no mail came.")
        topic = start_topic(where, title=title, **given)
        for number in range(replies):
            add_post(topic, by=given["by"], body=f"More about it, part {number}.")
        return topic

    return make


@pytest.fixture
def topic(make_topic):
    return make_topic()


@pytest.fixture
def answer(topic, helper):
    return add_post(topic, by=helper, body="Look into the spam folder.")


@pytest.fixture
def url(topic) -> str:
    return topic.get_absolute_url()
