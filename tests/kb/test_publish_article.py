import pytest

from activity.models import Event
from kb.actions import Outdated, publish_article, unpublish_article
from notifications.actions import set_preferences, watch
from notifications.models import OutgoingEmail


def test_publishing_records_one_public_event(draft, reviewer):
    assert publish_article(draft, by=reviewer)
    assert not publish_article(draft, by=reviewer)
    event = Event.objects.about(draft).get(verb="article.published")
    assert (event.actor, event.audience) == (reviewer, "public")
    assert draft.published_at is not None


def test_nobody_publishes_what_she_did_not_read(sign_in, article, save, reviewer):
    save(article, body="Read.")
    save(article, body="Not read.")
    with pytest.raises(Outdated):
        publish_article(article, by=reviewer, number=2)
    url = f"/desk/articles/{article.pk}/publish/"
    refused = sign_in(reviewer).post(url, {"number": 2})
    assert refused.status_code == 409
    assert "Newer versions came meanwhile: 3" in refused.text
    for wrong in (4, "x", 0):
        assert sign_in(reviewer).post(url, {"number": wrong}).status_code == 422
    article.refresh_from_db()
    assert article.live_number == 1


def test_followers_hear_of_what_matters(article, save, reviewer, customer):
    watch(article, person=customer)
    set_preferences(customer, {"follower": {"mail": "instant", "bell": True}})
    save(article, body="A comma.")
    publish_article(article, by=reviewer)
    assert not OutgoingEmail.objects.exists()
    save(article, body="Other ports.", significant=True, note="The ports changed.")
    publish_article(article, by=reviewer)
    mail = OutgoingEmail.objects.get(recipient=customer)
    assert "How sync works" in mail.subject
    assert "The ports changed." in mail.text
    assert article.get_absolute_url() in mail.text


def test_taken_back_it_shows_writers_the_newest_words(article, save, reviewer):
    save(article, body="Newer.")
    unpublish_article(article, by=reviewer)
    article.refresh_from_db()
    assert (article.body, article.live_number) == ("Newer.", 0)


def test_published_again_it_keeps_its_first_date(article, reviewer):
    first = article.published_at
    assert unpublish_article(article, by=reviewer)
    assert not unpublish_article(article, by=reviewer)
    publish_article(article, by=reviewer)
    article.refresh_from_db()
    assert article.published_at == first


def test_a_reviewer_publishes_on_the_desk(sign_in, reviewer, draft, client):
    response = sign_in(reviewer).post(f"/desk/articles/{draft.pk}/publish/")
    assert response.url == f"/desk/articles/{draft.pk}/"
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_unpublished_it_is_gone_for_readers(sign_in, reviewer, article, client):
    sign_in(reviewer).post(f"/desk/articles/{article.pk}/unpublish/")
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_writer_cannot_publish(sign_in, writer, draft, article):
    client = sign_in(writer)
    assert client.post(f"/desk/articles/{draft.pk}/publish/").status_code == 403
    assert client.post(f"/desk/articles/{article.pk}/unpublish/").status_code == 403
    draft.refresh_from_db()
    assert not draft.is_published


def test_an_administrator_is_writer_and_reviewer(sign_in, admin, draft):
    response = sign_in(admin).post(f"/desk/articles/{draft.pk}/publish/")
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.is_published


def test_the_list_is_filtered_by_state(sign_in, writer, draft, article):
    client = sign_in(writer)
    every = client.get("/desk/articles/").text
    assert draft.title in every
    assert article.title in every
    drafts = client.get("/desk/articles/?state=draft").text
    assert draft.title in drafts
    assert article.title not in drafts
    assert client.get("/desk/articles/?state=nonsense").status_code == 200
