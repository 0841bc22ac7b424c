"""Who sees which article, asked of the queryset."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kb.actions.rows import put_live, write_revision
from kb.models import Article, Category, Revision, Translation


def sees(viewer, article):
    return Article.objects.visible_to(viewer).filter(pk=article.pk).exists()


def test_everybody_sees_a_published_article(article, customer, agent):
    assert sees(AnonymousUser(), article)
    assert sees(customer, article)
    assert sees(agent, article)


@pytest.mark.parametrize("state", ["draft", "review", "scheduled", "archived"])
def test_what_is_not_published_is_seen_by_writers_and_reviewers_only(
    state, draft, customer, helper, agent, writer, reviewer, admin
):
    now = timezone.now()
    Article.objects.update(
        state=state, review_asked_at=now, due_at=now, due_number=draft.number
    )
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


@pytest.fixture
def translation(article, writer):
    made = Translation(article=article, language="de")
    words = {"title": "Abgleich", "summary": "", "body": "Sofort."}
    write_revision(made, by=writer, significant=True, source_number=1, **words)
    return made


def test_a_translation_is_seen_live_by_whoever_sees_its_article(
    translation, customer, agent, writer
):
    def see():
        people = (AnonymousUser(), customer, agent, writer)
        seen = [Translation.objects.visible_to(person).exists() for person in people]
        found = Article.objects.in_language("de").get().translation
        return [*seen, found == translation]

    assert see() == [False, False, False, True, False]
    put_live(translation, 1)
    assert see() == [True] * 5
    Article.objects.update(audience="agents")
    assert see() == [False, False, True, True, True]


def test_a_revision_is_seen_by_writers(article, customer, agent, writer):
    people = (AnonymousUser(), customer, agent, writer)
    assert [
        Revision.objects.visible_to(person).of(article).exists() for person in people
    ] == [False, False, False, True]


def test_a_translation_is_stale_once_its_article_changed_in_what_matters(
    article, translation, writer
):
    words = {"title": "Sync", "summary": "", "body": "At once."}
    write_revision(article, by=writer, significant=False, **words)
    put_live(article, 2)
    assert not Translation.objects.stale().exists()
    write_revision(article, by=writer, significant=True, **words)
    assert not Translation.objects.stale().exists()
    put_live(article, 3)
    assert Translation.objects.stale().get().is_stale
