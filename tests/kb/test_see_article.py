"""Who sees which article, asked of the queryset."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kb.models import Article, Category


def sees(viewer, article):
    return Article.objects.visible_to(viewer).filter(pk=article.pk).exists()


def test_everybody_sees_a_published_article(article, customer, agent):
    assert sees(AnonymousUser(), article)
    assert sees(customer, article)
    assert sees(agent, article)


def test_a_draft_is_seen_by_writers_and_reviewers_only(
    draft, customer, helper, agent, writer, reviewer, admin
):
    assert not sees(AnonymousUser(), draft)
    assert [sees(person, draft) for person in (customer, helper, agent)] == [False] * 3
    assert all(sees(person, draft) for person in (writer, reviewer, admin))


def test_signed_in_people_see_what_is_for_them(make_article, customer):
    article = make_article(audience="signed_in")
    assert not sees(AnonymousUser(), article)
    assert sees(customer, article)


def test_an_organisations_article_is_seen_by_its_members_and_staff(
    make_article, organization, colleague, stranger, agent
):
    article = make_article(audience="organizations", organizations=[organization])
    assert sees(colleague, article)
    assert sees(agent, article)
    assert not sees(stranger, article)
    assert not sees(AnonymousUser(), article)


def test_an_agents_article_is_seen_by_agents_only(
    make_article, customer, helper, agent
):
    article = make_article(audience="agents")
    assert sees(agent, article)
    assert not sees(customer, article)
    assert not sees(helper, article)


def test_categories_count_what_the_viewer_sees(
    make_article, make_draft, category, customer, writer
):
    make_article()
    make_article(audience="signed_in")
    make_article(audience="agents")
    make_draft()

    def count(viewer):
        return Category.objects.with_counts(viewer).get(pk=category.pk).own_count

    assert count(AnonymousUser()) == 1
    assert count(customer) == 2
    assert count(writer) == 3


@pytest.mark.parametrize("slug", ["articles", "topics", "new", "feeds"])
def test_reserved_words_are_no_category(make_category, slug):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        make_category("Anything", slug=slug)
