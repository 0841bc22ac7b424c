import pytest

from activity.models import Event
from kb.actions import Outdated, publish_article
from kb.models import Revision
from notifications.models import Notification


def test_each_save_is_a_revision_and_its_words_never_change(draft, save, reviewer):
    save(draft, body="*More*", note="Said more", by=reviewer)
    draft.refresh_from_db()
    first, second = Revision.objects.of(draft).order_by("number")
    assert (first.body, second.body) == ("Changes travel at once.", "*More*")
    assert (second.number, second.author, second.note) == (2, reviewer, "Said more")
    assert "<em>More</em>" in draft.body_html
    data = {"changed": ["body"], "number": 2, "language": "en"}
    assert Event.objects.about(draft).last().data == data


def test_saving_what_stands_there_is_none(article, save):
    events = Event.objects.count()
    assert save(article) is None
    assert (article.revisions.count(), Event.objects.count()) == (1, events)


def test_readers_go_on_seeing_the_live_one(article, save, reviewer):
    before = article.updated_at
    save(article, title="Sync explained", body="*New*")
    save(article, body="*Newer*")
    article.refresh_from_db()
    assert (article.title, article.updated_at) == ("How sync works", before)
    assert (article.number, article.live_number) == (3, 1)
    assert article.has_changes
    publish_article(article, by=reviewer)
    article.refresh_from_db()
    assert (article.slug, article.has_changes) == ("sync-explained", False)
    assert "<em>Newer</em>" in article.body_html
    assert article.updated_at > before


def test_written_on_an_old_one_it_is_refused_and_says_what_is_new(article, save):
    newer = [save(article, body="Two."), save(article, body="Three.")]
    with pytest.raises(Outdated) as refused:
        save(article, base=1, body="Mine.")
    assert refused.value.newer == newer
    assert article.revisions.count() == 3


def test_whose_words_were_the_newest_hears_of_it_by_bell(article, save, reviewer):
    save(article, by=reviewer, body="Over it.")
    told = Notification.objects.get(event__verb="article.edited")
    assert (told.reason, told.person) == ("writer", article.owner)


def test_what_matters_counts_once_it_is_live(article, save, reviewer):
    save(article, body="Matters.", significant=True)
    save(article, body="A comma.")
    article.refresh_from_db()
    assert article.significant_number == 1
    publish_article(article, by=reviewer)
    article.refresh_from_db()
    assert article.significant_number == 2
