import pytest
from django.db import IntegrityError, transaction

from accounts.actions import delete_account
from activity.models import Event
from kb.actions import publish_article, vote
from kb.limits import LIMITS
from kb.models import ArticleVote

SAME_SITE = {"sec-fetch-site": "same-origin"}


def counts(article):
    article.refresh_from_db()
    return article.helpful_count, article.unhelpful_count


def test_a_person_votes_once_and_may_change_her_mind(article, customer, stranger):
    assert vote(article, person=customer, helpful=True)
    assert not vote(article, person=customer, helpful=True)
    vote(article, person=stranger, helpful=True)
    assert counts(article) == (2, 0)
    assert vote(article, person=customer, helpful=False)
    assert counts(article) == (1, 1)
    assert ArticleVote.objects.count() == 2


def test_votes_go_with_the_account(article, customer, stranger):
    vote(article, person=customer, helpful=True)
    vote(article, person=stranger, helpful=True)
    vote(article, person=stranger, helpful=False)
    delete_account(stranger)
    assert counts(article) == (1, 0)
    assert article.revisions.get().vote_count == 1


def test_a_vote_that_changes_something_is_one_event(article, customer):
    vote(article, person=customer, helpful=True)
    vote(article, person=customer, helpful=True)
    event = Event.objects.get(verb="article.rated")
    assert event.data == {"helpful": True}


def test_a_vote_is_a_persons_or_a_visitors(article, customer):
    revision = article.revisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleVote.objects.create(revision=revision, is_helpful=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleVote.objects.create(
            revision=revision, person=customer, visitor="x", is_helpful=True
        )


def test_a_visitor_votes_without_a_session(article, client):
    url = f"{article.get_absolute_url()}vote/"
    response = client.post(url, {"helpful": "yes"}, headers=SAME_SITE)
    assert response.url == f"{article.get_absolute_url()}?voted=1#vote"
    assert "Thank you for telling us" in client.get(response.url).text
    assert not client.cookies
    assert counts(article) == (1, 0)


def test_the_same_browser_counts_once_and_another_one_again(article, client):
    url = f"{article.get_absolute_url()}vote/"
    for _ in range(2):
        client.post(url, {"helpful": "yes"}, headers=SAME_SITE)
    client.post(url, {"helpful": "no"}, headers=SAME_SITE)
    assert counts(article) == (0, 1)
    client.post(url, {"helpful": "no"}, headers={**SAME_SITE, "user-agent": "Other"})
    assert counts(article) == (0, 2)


def test_nothing_of_the_visitor_is_kept(article, client):
    client.post(
        f"{article.get_absolute_url()}vote/",
        {"helpful": "yes"},
        headers={**SAME_SITE, "user-agent": "Firefox"},
    )
    kept = ArticleVote.objects.get().visitor
    assert len(kept) == 64
    assert "127.0.0.1" not in kept


def test_htmx_gets_the_box_alone(article, client):
    response = client.post(
        f"{article.get_absolute_url()}vote/",
        {"helpful": "yes"},
        headers={**SAME_SITE, "hx-request": "true"},
    )
    assert "Thank you for telling us" in response.text
    assert "<html" not in response.text


def test_a_no_asks_what_was_missing_and_staff_alone_read_it(
    article, client, sign_in, agent, customer
):
    url = f"{article.get_absolute_url()}vote/"
    asked = client.post(url, {"helpful": "no"}, headers=SAME_SITE)
    assert "What was missing?" in client.get(asked.url).text
    said = {"helpful": "no", "missing": "The <b>router</b>."}
    thanked = client.post(url, said, headers=SAME_SITE)
    assert "Thank you for telling us" in client.get(thanked.url).text
    client.post(url, {"helpful": "no"}, headers=SAME_SITE)
    assert counts(article) == (0, 1)
    for reader in (client, sign_in(customer)):
        assert "router" not in reader.get(article.get_absolute_url()).text
    page = sign_in(agent).get(article.get_absolute_url()).text
    assert "The &lt;b&gt;router&lt;/b&gt;." in page
    client.post(url, {"helpful": "yes", "missing": "x"}, headers=SAME_SITE)
    assert ArticleVote.objects.get().missing == ""


def test_too_long_an_answer_is_kept_in_the_box_that_comes_back(article, client):
    url = f"{article.get_absolute_url()}vote/"
    said = {"helpful": "no", "missing": "more " * 500}
    for headers in (SAME_SITE, {**SAME_SITE, "hx-request": "true"}):
        response = client.post(url, said, headers=headers)
        assert response.status_code == 422
        assert "more more" in response.text
    assert not ArticleVote.objects.exists()


def test_each_revision_is_voted_on_anew(article, customer, save, reviewer):
    vote(article, person=customer, helpful=False, missing="Pictures")
    save(article, body="With pictures.")
    publish_article(article, by=reviewer)
    assert vote(article, person=customer, helpful=True)
    votes = article.revisions.order_by("number").values_list(
        "helpful_count", "unhelpful_count"
    )
    assert list(votes) == [(0, 1), (1, 0)]


def test_a_signed_in_vote_is_the_persons(article, customer, sign_in):
    sign_in(customer).post(f"{article.get_absolute_url()}vote/", {"helpful": "no"})
    assert ArticleVote.objects.get().person == customer


@pytest.mark.parametrize("data", [{}, {"helpful": "maybe"}, {"helpful": "\0"}])
def test_what_is_no_answer_is_refused(article, client, data):
    url = f"{article.get_absolute_url()}vote/"
    assert client.post(url, data, headers=SAME_SITE).status_code == 422
    assert counts(article) == (0, 0)


def test_another_site_cannot_make_a_visitor_vote(article):
    from django.test import Client

    url = f"{article.get_absolute_url()}vote/"
    strict = Client(enforce_csrf_checks=True)
    headers = {"sec-fetch-site": "cross-site"}
    response = strict.post(url, {"helpful": "yes"}, headers=headers)
    assert response.status_code == 403
    response = strict.post(url, {"helpful": "yes"}, headers=SAME_SITE)
    assert response.status_code == 302


def test_too_many_votes_from_one_address_are_stopped(article, client, monkeypatch):
    monkeypatch.setitem(LIMITS, "vote", (2, 600))
    url = f"{article.get_absolute_url()}vote/"
    codes = [
        client.post(url, {"helpful": "yes"}, headers=SAME_SITE).status_code
        for _ in range(3)
    ]
    assert codes == [302, 302, 429]


def test_drafts_and_what_is_not_seen_take_no_votes(
    draft, make_article, client, sign_in, writer
):
    hidden = make_article(audience="agents")
    for article in (draft, hidden):
        url = f"{article.get_absolute_url()}vote/"
        response = client.post(url, {"helpful": "yes"}, headers=SAME_SITE)
        assert response.status_code == 404
    url = f"{draft.get_absolute_url()}vote/"
    assert sign_in(writer).post(url, {"helpful": "yes"}).status_code == 403
    assert client.get(url).status_code == 405
