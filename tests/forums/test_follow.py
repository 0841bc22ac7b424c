import pytest

from notifications.querysets import is_watching


@pytest.fixture(params=["forum", "topic"])
def followed(request, forum, topic):
    return {"forum": forum, "topic": topic}[request.param]


def test_follow_and_unfollow(followed, stranger, sign_in):
    browser, url = sign_in(stranger), followed.get_absolute_url()
    assert browser.post(f"{url}follow/").url == url
    assert is_watching(followed, stranger)
    assert "Following" in browser.get(url).content.decode()
    assert browser.post(f"{url}unfollow/").url == url
    assert not is_watching(followed, stranger)


def test_a_script_gets_the_button_alone(followed, stranger, sign_in):
    url = f"{followed.get_absolute_url()}follow/"
    answer = sign_in(stranger).post(url, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "Following" in html
    assert "<html" not in html


def test_a_visitor_is_sent_to_the_login_and_back(client, followed):
    url = followed.get_absolute_url()
    assert client.post(f"{url}follow/").url == f"/accounts/login/?next={url}"
