import threading

import pytest
from django.db import DatabaseError
from django.http import HttpRequest

from core import view_counts
from core.view_counts import count_view_of, flush
from kb.models import Article, Category

REQUEST = HttpRequest()


def count_view(thing):
    view_counts.count_view(thing, REQUEST)


@pytest.fixture
def make_article(db):
    category = Category.objects.create(title="Sync", slug="sync")

    def make(title):
        return Article.objects.create(category=category, title=title, slug="x")

    return make


def views(article):
    article.refresh_from_db()
    return article.view_count


def test_a_view_is_written_by_the_flush_only(make_article, django_assert_num_queries):
    article = make_article("One")
    with django_assert_num_queries(0):
        count_view(article)
        count_view_of((Article, article.pk), REQUEST)
    assert views(article) == 0
    flush()
    flush()
    assert views(article) == 2


def test_views_add_to_those_written_before(make_article):
    article = make_article("One")
    for _ in range(3):
        count_view(article)
        flush()
    assert views(article) == 3


def test_things_seen_equally_often_share_an_update(
    make_article, django_assert_num_queries
):
    articles = [make_article(str(number)) for number in range(5)]
    for article in articles:
        count_view(article)
    with django_assert_num_queries(3):  # a savepoint, one update, its release
        flush()
    assert [views(article) for article in articles] == [1] * 5


def test_the_last_change_of_the_words_is_not_touched(make_article):
    article = make_article("One")
    before = article.updated_at
    count_view(article)
    flush()
    article.refresh_from_db()
    assert article.updated_at == before


def test_what_the_database_refuses_is_kept_for_later(make_article, monkeypatch):
    article = make_article("One")
    count_view(article)

    def refuse(counts):
        raise DatabaseError("locked")

    with monkeypatch.context() as broken:
        broken.setattr(view_counts, "_write", refuse)
        flush()
    count_view(article)
    flush()
    assert views(article) == 2


def test_a_deleted_thing_does_no_harm(make_article):
    gone, article = make_article("Gone"), make_article("One")
    count_view(gone)
    count_view(article)
    gone.delete()
    flush()
    assert views(article) == 1


def test_threads_count_together(make_article):
    article = make_article("One")

    def read():
        for _ in range(200):
            count_view(article)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    flush()
    assert views(article) == 800


def test_a_forked_child_leaves_the_parents_views_to_the_parent(make_article):
    article = make_article("One")
    count_view(article)
    view_counts._start_afresh()  # what the fork hook calls in the child
    flush()
    assert views(article) == 0
