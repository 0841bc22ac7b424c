"""Search, feeds and the sitemap in each language."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kb.actions import (
    save_revision,
    translate_category,
    unpublish_translation,
)
from search.addresses import linked_from
from search.models import SearchDocument

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def german_text(article, make_translation):
    return make_translation(article, title="Wie Abgleich geht", body="Sofort, überall.")


def found(client, address):
    return [result.url for result in client.get(address).context["results"]]


def test_each_reader_finds_her_language(client, article, german_text):
    source = article.get_absolute_url()
    there = german_text.get_absolute_url()
    assert found(client, "/search/?q=travel") == [source]
    assert found(client, "/search/?q=überall") == []
    assert found(client, "/de/search/?q=überall") == [there]
    assert found(client, "/de/search/?q=travel") == []
    page = client.get("/de/search/?q=abgleich").text
    assert 'lang="en" dir' not in page


def test_where_it_is_not_translated_the_source_is_found_and_marked(client, article):
    page = client.get("/de/search/?q=travel")
    address = f"/de/kb/articles/{article.pk}-{article.slug}/"
    assert [result.url for result in page.context["results"]] == [address]
    assert 'lang="en" dir="ltr"' in page.text


def test_words_that_are_not_live_are_not_found(
    client, article, german_text, writer, reviewer
):
    save_revision(
        german_text, by=writer, base=1, title="Neu", summary="", body="Geheimnis."
    )
    assert found(client, "/de/search/?q=geheimnis") == []
    unpublish_translation(german_text, by=reviewer)
    assert SearchDocument.objects.filter(language="de").count() == 0
    assert len(found(client, "/de/search/?q=travel")) == 1


def test_a_translation_is_found_by_whom_its_article_is_for(
    client, make_article, make_translation, sign_in, agent
):
    article = make_article("For staff", audience="agents")
    make_translation(article, title="Nur intern", body="Losungswort.")
    assert found(client, "/de/search/?q=losungswort") == []
    assert len(found(sign_in(agent), "/de/search/?q=losungswort")) == 1


@pytest.mark.usefixtures("remembering_nothing")
def test_a_search_asks_no_more_in_another_language(client, article, german_text):
    counts = []
    for address in ("/search/?q=sync", "/de/search/?q=abgleich"):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert len(found(client, address)) == 1
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_feed_holds_what_is_there_in_its_language(
    client, category, article, german_text, make_article, admin
):
    make_article("Second")
    translate_category(
        category, by=admin, language="de", title="Abgleich", slug="abgleich"
    )
    page = client.get("/de/kb/abgleich/").text
    assert 'href="/de/feeds/kb/abgleich/"' in page
    answer = client.get("/de/feeds/kb/abgleich/")
    assert "Sofort, überall." in answer.text
    feed = ElementTree.fromstring(answer.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert (feed.findtext(f"{ATOM}title"), titles) == ("Abgleich", [german_text.title])
    link = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert link.endswith(german_text.get_absolute_url())
    english = client.get("/feeds/kb/sync/", headers={"accept-language": "de"})
    assert len(list(ElementTree.fromstring(english.content).iter(f"{ATOM}entry"))) == 2


def test_the_sitemap_names_each_language_of_a_page(
    client, category, article, german_text, make_article, admin
):
    second = make_article("Second")
    source, there = article.get_absolute_url(), german_text.get_absolute_url()
    text = client.get("/sitemap-articles.xml").text
    places = [each.text for each in ElementTree.fromstring(text).iter(f"{MAP}loc")]
    host = "http://testserver"
    wanted = [host + source, host + there, host + second.get_absolute_url()]
    assert sorted(places) == sorted(wanted)
    assert f'hreflang="de" href="{host}{there}"' in text
    assert f'hreflang="x-default" href="{host}{source}"' in text
    translate_category(
        category, by=admin, language="de", title="Abgleich", slug="abgleich"
    )
    assert "/de/kb/abgleich/" in client.get("/sitemap-categories.xml").text


@pytest.mark.parametrize("page", ["", "/de"])
def test_a_link_means_the_article_whatever_the_language_of_the_page(
    client, article, customer, page
):
    html = f'<a href="{page}{article.get_absolute_url()}">x</a>'
    for language in ("en", "de"):
        with override(language):
            assert linked_from(html, customer, kind="article") == [article]
