import pytest
from django.contrib.auth.models import AnonymousUser

from kb.actions import add_comment, hide_comment, restore_comment
from kb.models import ArticleComment


@pytest.fixture
def comment(article, customer):
    return add_comment(article, by=customer, body="Buy my pills!")


def sees(viewer, comment):
    return ArticleComment.objects.visible_to(viewer).filter(pk=comment.pk).exists()


def test_hidden_it_is_seen_by_its_author_and_staff(
    comment, agent, customer, stranger, helper
):
    assert hide_comment(comment, by=agent)
    assert not hide_comment(comment, by=agent)
    assert sees(agent, comment)
    assert sees(customer, comment)
    assert not sees(stranger, comment)
    assert not sees(helper, comment)
    assert not sees(AnonymousUser(), comment)
    comment.article.refresh_from_db()
    assert comment.article.comment_count == 0


def test_restored_it_counts_again(comment, agent):
    hide_comment(comment, by=agent)
    assert restore_comment(comment, by=agent)
    assert not restore_comment(comment, by=agent)
    comment.article.refresh_from_db()
    assert comment.article.comment_count == 1


def test_an_agent_hides_and_restores_on_the_page(comment, agent, sign_in, client):
    article, staff = comment.article, sign_in(agent)
    base = f"{article.get_absolute_url()}comments/{comment.pk}/"
    assert staff.post(f"{base}hide/").url == comment.get_absolute_url()
    assert "Buy my pills" not in client.get(article.get_absolute_url()).text
    page = staff.get(article.get_absolute_url()).text
    assert "Buy my pills" in page
    assert f"{base}restore/" in page
    staff.post(f"{base}restore/")
    assert "Buy my pills" in client.get(article.get_absolute_url()).text


def test_its_author_sees_that_it_is_hidden(comment, agent, customer, sign_in):
    hide_comment(comment, by=agent)
    page = sign_in(customer).get(comment.article.get_absolute_url()).text
    assert "Buy my pills" in page
    assert 'data-status="hidden"' in page


def test_customers_may_not_hide(comment, customer, stranger, client, sign_in):
    url = f"{comment.article.get_absolute_url()}comments/{comment.pk}/hide/"
    assert sign_in(customer).post(url).status_code == 403
    assert sign_in(stranger).post(url).status_code == 403
    response = client.post(url, headers={"sec-fetch-site": "same-origin"})
    assert "/accounts/login/" in response.url
    comment.refresh_from_db()
    assert comment.is_published


def test_a_comment_of_another_article_is_not_found(
    comment, make_article, agent, sign_in
):
    other = make_article("Another")
    url = f"{other.get_absolute_url()}comments/{comment.pk}/hide/"
    assert sign_in(agent).post(url).status_code == 404
