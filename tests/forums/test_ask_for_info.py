"""Asking the asker for more, and her answer to it."""

from uuid import UUID

from forums.actions import add_post
from tests.matrix.forums import KEY


def _state(topic):
    topic.refresh_from_db()
    return topic.state


def test_a_helper_ticks_that_she_needs_more(topic, url, helper, customer, sign_in):
    helps, asks = sign_in(helper), sign_in(customer)
    assert "I need more information" in helps.get(url).content.decode()
    assert "I need more information" not in asks.get(url).content.decode()
    helps.post(f"{url}reply/", {"body": "Which version?", "info": "missing"})
    assert _state(topic) == "needs_info"
    assert 'value="given" checked' in asks.get(url).content.decode()
    asks.post(f"{url}reply/", {"body": "I will look.", "info": ["missing"]})
    assert _state(topic) == "needs_info"
    asks.post(f"{url}reply/", {"body": "It is 4.", "info": ["missing", "given"]})
    assert _state(topic) == "open"


def test_what_is_sent_again_does_not_ask_again(topic, url, helper, customer, sign_in):
    words = {"body": "Which version?", "info": "missing", "client_key": KEY}
    for _ in range(2):
        sign_in(helper).post(f"{url}reply/", words)
        add_post(topic, by=customer, body="It is 4.", client_key=UUID(KEY[::-1]))
    assert _state(topic) == "open"


def test_others_cannot(topic, url, stranger, sign_in):
    sign_in(stranger).post(f"{url}reply/", {"body": "Hm?", "info": "missing"})
    assert _state(topic) == "answered"
