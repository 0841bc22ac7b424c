from uuid import uuid4

import pytest

from activity.models import Event
from kb.actions import add_comment
from kb.limits import LIMITS
from notifications.actions import set_preferences
from notifications.models import Notification, OutgoingEmail

SAME_SITE = {"sec-fetch-site": "same-origin"}


def comment_url(article):
    return f"{article.get_absolute_url()}comment/"


def test_a_comment_is_rendered_counted_and_recorded(article, customer):
    comment = add_comment(article, by=customer, body="It *works*.")
    assert "<em>works</em>" in comment.body_html
    article.refresh_from_db()
    assert article.comment_count == 1
    event = Event.objects.get(verb="article.commented")
    assert (event.target, event.related, event.actor) == (article, comment, customer)


def test_sent_twice_it_is_one_comment(article, customer, stranger):
    key = uuid4()
    first = add_comment(article, by=customer, body="Once.", client_key=key)
    assert add_comment(article, by=customer, body="Once.", client_key=key) == first
    assert add_comment(article, by=stranger, body="Mine.", client_key=key) != first
    assert article.comments.count() == 2


def test_owner_and_reviewers_hear_of_it(article, customer, writer, reviewer, agent):
    add_comment(article, by=customer, body="A question.")
    heard = {n.person: n.reason for n in Notification.objects.all()}
    assert heard[writer] == "owner"
    assert heard[reviewer] == "reviewer"
    assert agent not in heard
    assert customer not in heard


def test_nobody_hears_of_her_own_comment(article, writer):
    add_comment(article, by=writer, body="Mine.")
    assert writer not in {n.person for n in Notification.objects.all()}


def test_the_mail_shows_the_comment_and_leads_to_it(article, customer, writer):
    set_preferences(writer, {"owner": {"mail": "instant", "bell": True}})
    comment = add_comment(article, by=customer, body="Which *port*?")
    mail = OutgoingEmail.objects.get(recipient=writer)
    assert "How sync works" in mail.subject
    assert "Which *port*?" in mail.text
    assert "<em>port</em>" in mail.html
    assert f"#{comment.anchor}" in mail.text


def test_a_signed_in_person_comments_on_the_page(article, customer, sign_in):
    client = sign_in(customer)
    response = client.post(comment_url(article), {"body": "Thank you!"})
    comment = article.comments.get()
    assert response.url == comment.get_absolute_url()
    assert "Thank you!" in client.get(article.get_absolute_url()).text


def test_a_visitor_logs_in_and_finds_what_she_typed(article, customer, client):
    page = client.get(article.get_absolute_url()).text
    assert "Log in or sign up to post a comment" in page
    response = client.post(
        comment_url(article), {"body": "Typed before."}, headers=SAME_SITE
    )
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=")
    assert article.get_absolute_url() in response.url
    client.force_login(
        customer, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(article.get_absolute_url()).text
    assert "Typed before." in page
    assert "Post comment" in page
    assert "Typed before." not in client.get(article.get_absolute_url()).text


@pytest.mark.parametrize("body", ["", "  \n ", "a\0b", "x" * 70_000])
def test_what_is_no_comment_is_refused_with_the_form_filled(
    article, customer, sign_in, body
):
    response = sign_in(customer).post(comment_url(article), {"body": body})
    assert response.status_code == 422
    assert not article.comments.exists()


def test_too_many_comments_keep_their_text(article, customer, sign_in, monkeypatch):
    monkeypatch.setitem(LIMITS, "comment", (1, 60))
    client = sign_in(customer)
    client.post(comment_url(article), {"body": "One."})
    response = client.post(comment_url(article), {"body": "Two, too soon."})
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Two, too soon." in response.text
    assert article.comments.count() == 1


def test_no_comment_on_a_draft_or_on_what_is_not_seen(
    draft, make_article, sign_in, customer, writer
):
    hidden = make_article(audience="agents")
    client = sign_in(customer)
    for article in (draft, hidden):
        assert client.post(comment_url(article), {"body": "x"}).status_code == 404
    response = sign_in(writer).post(comment_url(draft), {"body": "x"})
    assert response.status_code == 403
