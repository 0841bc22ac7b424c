"""Articles and categories as readers of other languages get them."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.actions import (
    change_category,
    publish_article,
    translate_category,
    unpublish_translation,
)
from kb.models import ArticleVote

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def abgleich(category, admin):
    translate_category(
        category, by=admin, language="de", title="Abgleich", slug="abgleich"
    )
    return category


@pytest.fixture
def german_text(article, make_translation):
    return make_translation(article, title="Wie Abgleich geht", body="Gleich **da**.")


def test_a_reader_gets_her_words_and_is_led_to_their_address(
    client, article, german_text
):
    source = article.get_absolute_url()
    address = f"/de/kb/articles/{article.pk}-wie-abgleich-geht/"
    answer = client.get(f"/de/kb/articles/{article.pk}-{article.slug}/")
    assert (answer.status_code, answer.url) == (301, address)
    page = client.get(address).text
    assert "Gleich <strong>da</strong>." in page
    assert article.title not in page
    site = settings.SITE_URL
    assert f'rel="canonical" href="{site}{address}"' in page
    assert f'hreflang="en" href="{site}{source}"' in page
    assert '"inLanguage": "de"' in page
    assert "alert" not in page
    assert german_text.title not in client.get(source).text


def test_what_is_not_translated_is_shown_in_the_sites_language_and_says_so(
    client, article
):
    source = settings.SITE_URL + article.get_absolute_url()
    page = client.get(f"/de/kb/articles/{article.pk}-{article.slug}/").text
    assert "not there in Deutsch yet: it is shown in English" in page
    assert 'lang="en" dir="ltr"' in page
    assert f'rel="canonical" href="{source}"' in page
    assert 'hreflang="de"' not in page
    assert 'name="language" value="de"' in page


def test_a_translation_says_when_the_text_moved_on(
    client, article, german_text, save, reviewer
):
    address = german_text.get_absolute_url()
    there = f"{article.get_absolute_url()}?language=en"
    save(article, body="Mind the gap.")
    publish_article(article, by=reviewer)
    assert "out of date" not in client.get(address).text
    save(article, body="It waits for the night.", significant=True)
    assert "out of date" not in client.get(address).text
    publish_article(article, by=reviewer)
    page = client.get(address).text
    assert "out of date" in page
    assert f'href="{there}"' in page
    answer = client.get(there, headers={"accept-language": "de"})
    assert "It waits for the night." in answer.text


def test_words_that_are_not_live_are_nobodys(client, article, german_text, reviewer):
    unpublish_translation(german_text, by=reviewer)
    page = client.get(german_text.get_absolute_url(), follow=True).text
    assert "Gleich" not in page
    assert article.title in page


def test_lists_and_paths_are_in_her_language(client, abgleich, article, german_text):
    for address in ("/de/", "/de/kb/", "/de/kb/abgleich/"):
        assert "Abgleich" in client.get(address).text
    for address in ("/de/", "/de/kb/abgleich/"):
        page = client.get(address).text
        assert german_text.title in page
        assert german_text.get_absolute_url() in page
        assert article.title not in page
    page = client.get(german_text.get_absolute_url()).text
    assert '<a href="/de/kb/abgleich/">Abgleich</a>' in page


def test_the_neighbours_are_named_in_her_language(
    client, article, german_text, make_article
):
    second = make_article("Second")
    page = client.get(f"/de/kb/articles/{second.pk}-second/").text
    assert f'rel="prev" href="{german_text.get_absolute_url()}"' in page
    assert german_text.title in page


def test_a_category_has_an_address_in_each_language_and_old_ones_lead_on(
    client, abgleich, admin
):
    page = client.get("/de/kb/abgleich/").text
    assert 'name="next" value="/kb/sync/"' in page
    assert f'hreflang="de" href="{settings.SITE_URL}/de/kb/abgleich/"' in page
    translate_category(abgleich, by=admin, language="de", title="A", slug="gleich")
    change_category(abgleich, by=admin, slug="syncing")
    for old in ("abgleich", "sync", "syncing"):
        answer = client.get(f"/de/kb/{old}/")
        assert (answer.status_code, answer.url) == (301, "/de/kb/gleich/")
    assert client.get("/kb/sync/").url == "/kb/syncing/"
    assert client.get("/kb/abgleich/").status_code == 404
    assert client.get("/de/kb/nirgends/").status_code == 404


def test_an_administrator_names_categories(sign_in, admin, category, make_category):
    desk = sign_in(admin)
    base = "/desk/settings/categories"
    assert f"{base}/sync/in/de/" in desk.get(f"{base}/sync/").text
    form = {"title": "Abgleich", "slug": "abgleich", "description": "Wie es wandert."}
    assert desk.post(f"{base}/sync/in/de/", form).url == f"{base}/sync/"
    assert "Wie es wandert." in desk.get("/de/kb/abgleich/").text
    make_category("Other")
    assert desk.post(f"{base}/other/in/de/", form).status_code == 422


def test_a_vote_is_about_the_words_that_were_read(client, article, german_text):
    address = german_text.get_absolute_url()
    answer = client.post(
        f"{address}vote/", {"helpful": "yes"}, headers={"sec-fetch-site": "same-origin"}
    )
    assert answer.url == f"{address}?voted=1#vote"
    assert ArticleVote.objects.get().revision.language == "de"
    article.refresh_from_db()
    assert article.helpful_count == 1


def test_a_page_in_another_language_asks_no_more(
    client, abgleich, article, german_text, make_article, remembering_things
):
    make_article("Before")
    for address in (german_text.get_absolute_url(), article.get_absolute_url()):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= 6
