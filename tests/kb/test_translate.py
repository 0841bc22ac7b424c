"""Articles in other languages, as writers make them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.actions import ask_review, publish_article, translate_article
from kb.models import Revision, Translation
from notifications.models import Notification

pytestmark = pytest.mark.usefixtures("german")

WORDS = {"title": "Wie Abgleich geht", "body": "Gleich da.", "is_current": "on"}


def form(base=0, source_number=1, **changes):
    return {**WORDS, "base": base, "source_number": source_number, **changes}


@pytest.fixture
def desk(article):
    return f"/desk/articles/{article.pk}/in/de/"


@pytest.fixture
def publish(article, save, reviewer):
    """`publish(body="…", significant=True)`: changed words that readers see."""

    def make(**words):
        save(article, **words)
        publish_article(article, by=reviewer)

    return make


def text_of(article):
    return Translation.objects.select_related("article").get(article=article)


def test_a_writer_translates_beside_the_source_and_a_reviewer_publishes(
    sign_in, writer, reviewer, client, article, desk
):
    hers = sign_in(writer)
    page = hers.get(desk).text
    assert "Deutsch: How sync works" in page
    assert "Changes travel at once.</textarea>" in page
    assert desk in hers.get(f"/desk/articles/{article.pk}/").text

    assert hers.post(desk, form()).url == desk

    text = text_of(article)
    assert (text.number, text.live_number, text.source_number) == (1, 0, 1)
    assert "Gleich da." not in client.get(f"/de/kb/articles/{article.pk}-x/").text
    command = f"/desk/articles/{article.pk}/publish/?language=de"
    assert hers.post(command).status_code == 403
    assert sign_in(reviewer).post(command).url == desk
    there = f"/de/kb/articles/{article.pk}-x/"
    assert "Gleich da." in client.get(there, follow=True).text
    assert f'href="{desk}"' in hers.get(there, follow=True).text


def test_it_knows_what_it_was_made_from(
    sign_in, writer, article, make_translation, publish, desk
):
    make_translation(article)
    hers = sign_in(writer)
    publish(body="Changes travel at once!")
    assert not text_of(article).is_stale
    publish(body="Changes travel at night.", significant=True)
    assert text_of(article).is_stale
    page = hers.get(desk).text
    assert "What changed in the source since" in page
    assert "<mark>night</mark>" in page
    # a slip is mended, and it is as old as before
    hers.post(desk, form(1, 3, body="Gleich dort.", is_current=""))
    assert text_of(article).is_stale
    hers.post(desk, form(2, 3, body="In der Nacht."))
    newest = Revision.objects.of(text_of(article)).get(number=3)
    assert newest.source_number == 3


def test_what_is_typed_is_kept_for_her_alone(sign_in, writer, reviewer, article, desk):
    hers, his = sign_in(writer), sign_in(reviewer)
    key = str(uuid4())
    half = {"title": "Halb", "body": "Noch nicht fer", "base": 0, "window": key}
    kept = hers.post(f"{desk}draft/", half, headers={"hx-request": "true"})
    assert kept.status_code == 200
    page = hers.get(desk).text
    assert "Noch nicht fer</textarea>" in page
    assert "This is your draft" in page
    assert "Noch nicht" not in hers.get(f"/desk/articles/{article.pk}/").text
    page = his.get(desk).text
    assert "Noch nicht" not in page
    assert f"{writer.public_name} is at work on this as well" in page
    late = hers.post(f"{desk}draft/", half | {"window": str(uuid4())})
    assert late.status_code == 409
    hers.post(f"{desk}drop-draft/", {"window": key})
    assert "Noch nicht" not in hers.get(desk).text
    assert not Translation.objects.exists()


def test_a_saved_draft_is_one_no_more(sign_in, writer, desk):
    hers = sign_in(writer)
    key = str(uuid4())
    hers.post(f"{desk}draft/", form(body="Halb", window=key))
    hers.post(desk, form(body="Ganz", window=key))
    page = hers.get(desk).text
    assert "Ganz</textarea>" in page
    assert "This is your draft" not in page


def test_what_is_still_true_needs_no_new_words(
    sign_in, writer, article, make_translation, publish, desk
):
    make_translation(article)
    publish(body="Changes do travel.", significant=True)
    hers = sign_in(writer)
    assert hers.post(f"{desk}still-true/", {"number": 2}).url == desk
    text = text_of(article)
    assert (text.number, text.source_number, text.is_stale) == (1, 2, False)
    publish(body="They fly.", significant=True)
    assert text_of(article).is_stale
    hers.post(f"{desk}still-true/", {"number": 99})
    assert text_of(article).is_stale


def test_of_two_translators_nobody_loses_a_word(
    sign_in, writer, reviewer, article, desk
):
    hers, his = sign_in(writer), sign_in(reviewer)
    hers.post(desk, form(body="Gleich da."))
    answer = his.post(desk, form(body="Sofort da."))
    assert answer.status_code == 409
    assert "Sofort da.</textarea>" in answer.text
    assert "Gleich da." in answer.text
    assert his.post(desk, form(1, body="Sofort da.")).status_code == 302
    assert Notification.objects.filter(person=writer).exists()


@pytest.mark.parametrize(
    "changes",
    [{"title": ""}, {"body": " "}, {"base": "1"}, {"source_number": "7"}],
)
def test_what_cannot_be_is_refused(sign_in, writer, article, desk, changes):
    assert sign_in(writer).post(desk, form() | changes).status_code == 422
    assert not Translation.objects.exists()


def test_only_what_is_offered_is_translated_into(sign_in, writer, article):
    for language in ("fr", "en", "nonsense"):
        page = f"/desk/articles/{article.pk}/in/{language}/"
        assert sign_in(writer).get(page).status_code == 404


def test_the_list_of_a_language_says_what_is_to_do(
    sign_in, writer, make_article, make_translation, save, reviewer
):
    missing, _, stale, draft, waiting = (
        make_article(title) for title in ("Big", "Small", "Old", "Half", "Waits")
    )
    type(missing).objects.filter(pk=missing.pk).update(view_count=9)
    make_translation(stale)
    save(stale, body="New", significant=True)
    publish_article(stale, by=reviewer)
    for article in (draft, waiting):
        words = {"title": "X", "summary": "", "body": "Y"}
        translate_article(
            article, by=writer, language="de", base=0, source_number=1, **words
        )
    ask_review(text_of(waiting), by=writer)
    hers = sign_in(writer)
    assert hers.get("/desk/articles/languages/").url == "/desk/articles/languages/de/"

    def shown(name):
        page = hers.get(f"/desk/articles/languages/de/?show={name}")
        return [article.title for article in page.context["page"]]

    assert shown("missing") == ["Big", "Small"]
    assert shown("stale") == ["Old"]
    assert shown("drafts") == ["Half"]
    assert shown("waiting") == ["Waits"]


def test_the_list_costs_the_same_with_two_rows_and_with_twenty(
    sign_in, writer, make_article
):
    hers = sign_in(writer)
    counts = []
    for many in (2, 18):
        for number in range(many):
            make_article(f"Article {many} {number}")
        hers.get("/desk/articles/languages/de/")
        with CaptureQueriesContext(connection) as captured:
            hers.get("/desk/articles/languages/de/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
