import pytest

from kb.actions import publish_article
from notifications.actions import watch
from notifications.models import Notification
from notifications.querysets import is_watching


def test_follow_and_unfollow(article, customer, sign_in):
    browser, url = sign_in(customer), article.get_absolute_url()
    assert browser.post(f"{url}follow/").url == url
    assert is_watching(article, customer)
    assert "Following" in browser.get(url).text
    answer = browser.post(f"{url}unfollow/", headers={"hx-request": "true"})
    assert "Follow" in answer.text
    assert "<html" not in answer.text
    assert not is_watching(article, customer)


def test_a_visitor_is_sent_to_the_login_and_back(article, client):
    url = article.get_absolute_url()
    assert client.post(f"{url}follow/").url == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("significant", [False, True])
def test_followers_hear_of_what_matters(article, customer, save, reviewer, significant):
    watch(article, person=customer)
    save(article, body="Other words.", significant=significant)
    publish_article(article, by=reviewer)
    told = Notification.objects.filter(person=customer)
    assert told.filter(reason="follower").exists() == significant
    assert told.count() == significant
