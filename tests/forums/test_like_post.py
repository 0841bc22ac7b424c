import pytest

from forums.actions import accept_answer, add_post, like_post, unlike_post
from forums.models import Like, Topic


@pytest.fixture
def like_url(url, answer):
    return f"{url}posts/2/like/"


def test_it_counts_each_person_once(answer, customer, stranger):
    assert like_post(answer, by=customer)
    assert not like_post(answer, by=customer)
    assert like_post(answer, by=stranger)
    assert answer.like_count == Like.objects.count() == 2
    assert unlike_post(answer, by=customer)
    assert not unlike_post(answer, by=customer)
    assert answer.like_count == Like.objects.count() == 1


# the page


def test_it_is_pressed_and_taken_back(url, like_url, stranger, sign_in):
    browser = sign_in(stranger)
    answer = browser.post(like_url)
    assert (answer.status_code, answer.url) == (302, f"{url}#post-2")
    assert 'aria-pressed="true"' in browser.get(url).content.decode()
    browser.post(f"{url}posts/2/unlike/")
    assert 'aria-pressed="true"' not in browser.get(url).content.decode()


def test_a_script_gets_the_button_alone(like_url, stranger, sign_in):
    html = sign_in(stranger).post(like_url, headers={"HX-Request": "true"})
    html = html.content.decode()
    assert 'aria-pressed="true"' in html
    assert 'form="on-post"' in html
    assert "/unlike/" in html
    assert "<html" not in html


def test_nobody_likes_her_own(url, like_url, helper, sign_in):
    assert sign_in(helper).post(like_url).status_code == 403


def test_a_visitor_reads_the_number(client, answer, url, stranger):
    like_post(answer, by=stranger)
    assert "1 like\n" in client.get(url).content.decode().replace("</span>", "\n")


@pytest.mark.parametrize("last_number", [5, 30])
def test_what_helped_most_stands_under_the_question_until_it_is_solved(
    client, topic, answer, url, customer, stranger, agent, last_number
):
    """However many pages it has."""
    posts = [add_post(topic, by=stranger, body=f"Idea {n}") for n in range(3)]
    for post, people in [(posts[0], 1), (posts[1], 2), (posts[2], 0), (answer, 2)]:
        for person in [agent, customer][:people]:
            like_post(post, by=person)
    Topic.objects.update(last_number=last_number)
    page = client.get(url)
    assert [post.number for post in page.context["raised"]] == [2, 4]
    assert "Most helpful so far" in page.content.decode()
    accept_answer(posts[0], by=customer)
    page = client.get(url)
    assert page.context["raised"] == [posts[0]]
    assert "Most helpful so far" not in page.content.decode()
