"""Reading on from where one left."""

import pytest

from core.view_counts import flush
from forums.actions import add_post
from forums.actions.reading import write_positions
from forums.models import ReadPosition


@pytest.fixture
def read(url, stranger, sign_in):
    def read(page=1):
        html = sign_in(stranger).get(url, {"page": page}).content.decode()
        flush()
        return html

    return read


def test_the_page_leads_on_to_what_is_new(topic, url, answer, read, customer):
    assert "Continue at post" not in read()
    assert "Continue at post" not in read()
    for number in range(30):
        add_post(topic, by=customer, body=f"More, part {number}")
    html = read()
    assert "Continue at post 3" in html
    assert "30 new posts" in html
    assert f'href="{url}#post-3"' in html
    assert f'href="{url}?page=2#post-26"' in read()
    assert "Continue at post" in read(page=2)
    assert "Continue at post" not in read(page=2)


def test_a_list_says_how_many_are_new(topic, answer, read, stranger, sign_in, helper):
    read()
    forum = sign_in(stranger)
    where = topic.forum.get_absolute_url()
    assert "1 new" not in forum.get(where).content.decode()
    add_post(topic, by=helper, body="And look again")
    assert "1 new" in forum.get(where).content.decode()
    assert "1 new" in forum.get("/").content.decode()


def test_ones_own_post_is_not_new(url, read, stranger, sign_in):
    read()
    sign_in(stranger).post(f"{url}reply/", {"body": "Me too."})
    assert "Continue at post" not in read()


def test_nobody_is_taken_back(topic, stranger):
    write_positions({(stranger.pk, topic.pk, 7): 1, (stranger.pk, topic.pk, 5): 2})
    write_positions({(stranger.pk, topic.pk, 3): 1})
    assert ReadPosition.objects.get().number == 7


def test_who_or_what_is_gone_keeps_nobody_waiting(topic, stranger):
    write_positions(
        {(stranger.pk, 0, 1): 1, (0, topic.pk, 1): 1, (stranger.pk, topic.pk, 1): 1}
    )
    assert ReadPosition.objects.count() == 1
