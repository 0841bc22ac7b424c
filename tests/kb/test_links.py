"""What articles lead to, what leads to them, and which links are dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import outgoing
from kb.actions import publish_article, unpublish_article
from kb.models import Article, Reference
from kb.tasks import check_links
from tests.core.test_outgoing import Receiver


@pytest.fixture
def elsewhere(make_article):
    return make_article("Elsewhere", body="See [it](https://example.com/a?b=1&c=2).")


@pytest.fixture
def answers(monkeypatch):
    """`answers(404)`: what every address elsewhere says from now on."""

    def answers(status):
        def look(url):
            asked.append(url)
            if isinstance(status, Exception):
                raise status
            return status

        monkeypatch.setattr("kb.links.look", look)
        return asked

    asked: list[str] = []
    return answers


def night(*, later=timedelta(days=1)):
    old = Reference.objects.exclude(checked_at=None)
    old.update(checked_at=timezone.now() - later)
    check_links()


def dead():
    return [str(each) for each in Reference.objects.dead().order_by("address")]


def test_what_an_article_leads_to_is_known_while_it_is_live(
    make_article, draft, save, reviewer, sign_in, writer, settings
):
    there = make_article("There")
    whole = f"{settings.SITE_URL}{there.get_absolute_url()}#part"
    words = f"[a]({there.get_absolute_url()}) [b]({whole}) [c](/tickets/new/) [d](#x)"
    save(draft, body=words)
    assert not Reference.objects.exists()
    publish_article(draft, by=reviewer)
    references = Reference.objects.filter(article=draft, target=there)
    assert references.count() == Reference.objects.count() == 2
    page = sign_in(writer).get(f"/desk/articles/{there.pk}/health/")
    assert [row.title for row in page.context["health"].referrers] == ["Half a thought"]
    save(draft, body="No links.")
    assert references.count() == 2
    publish_article(draft, by=reviewer)
    assert not references.exists()


def test_a_link_to_what_readers_do_not_see_is_dead_by_the_night(
    make_article, reviewer, answers
):
    answers(200)
    there = make_article("There")
    make_article("Here", body=f"[a]({there.get_absolute_url()}) [b](/kb/articles/999/)")
    assert dead() == ["/kb/articles/999/"]
    unpublish_article(there, by=reviewer)
    night()
    assert dead() == [there.get_absolute_url(), "/kb/articles/999/"]
    publish_article(there, by=reviewer)
    night()
    assert dead() == ["/kb/articles/999/"]
    Article.objects.filter(pk=there.pk).delete()
    night()
    assert len(dead()) == 2


@pytest.mark.parametrize(
    ("nights", "is_dead"),
    [
        ([404], True),
        ([410], True),
        ([500], False),
        ([500, 503], True),
        ([OSError("silence"), TimeoutError()], True),
        ([500, 200, 500], False),
        ([404, 200], False),
        ([403], False),
        ([302], False),
        ([outgoing.BlockedError("inwards"), outgoing.BlockedError("inwards")], False),
    ],
)
def test_a_link_elsewhere_dies_at_once_or_after_two_nights(
    nights, is_dead, elsewhere, answers
):
    for said in nights:
        asked = answers(said)
        night()
    assert asked == ["https://example.com/a?b=1&c=2"] * len(nights)
    assert bool(dead()) == is_dead


def test_an_address_is_asked_once_a_night_however_many_lead_there(
    elsewhere, make_article, answers, sign_in, writer
):
    make_article("Another", body="https://example.com/a?b=1&c=2")
    asked = answers(404)
    night()
    night(later=timedelta(hours=1))
    assert len(asked) == 1
    assert len(dead()) == 2
    page = sign_in(writer).get(f"/desk/articles/{elsewhere.pk}/health/").text
    assert "https://example.com/a?b=1&amp;c=2" in page


def test_no_link_leads_a_request_inwards(make_article):
    server = Receiver()
    try:
        hosts = ("127.0.0.1", "localhost", "[::1]", "0x7f.1")
        links = [f"[a](http://{host}:{server.port}/canary)" for host in hosts]
        make_article("Inwards", body=" ".join(links))
        assert Reference.objects.count() == len(hosts)
        night()
    finally:
        server.stop()
    assert server.requests == []
