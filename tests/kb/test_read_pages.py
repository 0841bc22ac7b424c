"""The pages as readers get them."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from activity.changes import keys_of
from activity.models import Event
from composer.actions import stage_files
from kb.actions import (
    add_comment,
    publish_article,
    publish_due,
    schedule_article,
)
from kb.views.reading import AROUND
from tests.kb.test_article_api import program

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20


def picture_of(width, height):
    out = BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return SimpleUploadedFile("screen.png", out.getvalue())


def queries(client, url):
    client.get(url)  # content types are cached by the process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_home_shows_the_categories_with_all_below_them(
    client, category, make_category, make_article
):
    below = make_category("On phones", parent=category)
    make_article("One")
    make_article("Two", category=below)
    make_category("Empty shelf")
    page = client.get("/kb/").text
    assert "Sync" in page
    assert "2 articles" in page
    assert "On phones" not in page
    assert "Empty shelf" not in page


def test_a_new_site_has_an_empty_page(client, db):
    assert "No articles yet" in client.get("/kb/").text


def test_a_category_shows_its_path_its_categories_and_articles(
    client, category, make_category, make_article
):
    below = make_category("On phones", parent=category)
    make_article("Battery savers", category=below, summary="They stop sync.")
    page = client.get("/kb/on-phones/").text
    assert 'href="/kb/sync/"' in page
    assert "Battery savers" in page
    assert "They stop sync." in page
    assert "On phones" in client.get("/kb/sync/").text


def test_an_unknown_category_is_not_found(client, db):
    for slug in ("nowhere", "articles", "new"):
        assert client.get(f"/kb/{slug}/").status_code == 404


def test_drafts_are_marked_for_writers_and_not_there_for_others(
    client, sign_in, writer, draft, article
):
    assert draft.title not in client.get("/kb/sync/").text
    page = sign_in(writer).get("/kb/sync/").text
    assert draft.title in page
    assert 'data-status="draft"' in page
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert 'data-status="draft"' in sign_in(writer).get(draft.get_absolute_url()).text


def test_an_article_has_contents_date_path_and_neighbours(client, make_article):
    make_article("Before")
    article = make_article(
        "Middle", body="## First part\n\ntext\n\n## Second part\n\nx"
    )
    make_article("After")
    page = client.get(article.get_absolute_url()).text
    assert "Last updated" in page
    assert "On this page" in page
    assert "Second part" in page
    assert 'rel="prev"' in page
    assert "Before" in page
    assert 'rel="next"' in page
    assert "After" in page
    assert '<li><a href="/kb/sync/">Sync</a></li>' in page


def test_neighbours_are_those_that_the_reader_sees(client, make_article, make_draft):
    make_draft("A draft before")
    article = make_article("Middle")
    make_article("For staff", audience="agents")
    page = client.get(article.get_absolute_url()).text
    assert 'rel="prev"' not in page
    assert 'rel="next"' not in page


def test_a_wrong_or_missing_slug_redirects_for_good(client, article):
    right = article.get_absolute_url()
    for url in (f"/kb/articles/{article.pk}-old-name/", f"/kb/articles/{article.pk}/"):
        response = client.get(url)
        assert (response.status_code, response.url) == (301, right)


def test_a_wrong_slug_tells_nothing_of_what_is_not_seen(client, draft):
    assert client.get(f"/kb/articles/{draft.pk}-x/").status_code == 404


def test_kept_pages_learn_of_a_neighbours_new_title(article, save, reviewer):
    save(article, title="Sync, explained")
    waits = keys_of(Event.objects.about(article).last())
    assert not waits & set(AROUND)
    publish_article(article, by=reviewer)
    assert keys_of(Event.objects.about(article).last()) & set(AROUND)


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_an_unknown_number_is_not_found(client, db, pk):
    assert client.get(f"/kb/articles/{pk}-x/").status_code == 404


def test_the_old_address_leads_on_after_a_new_title(client, article, save, reviewer):
    old = article.get_absolute_url()
    save(article, title="Sync, explained")
    publish_article(article, by=reviewer)
    assert client.get(old).url == article.get_absolute_url()


def test_a_visitors_page_holds_nothing_of_hers(client, article):
    first = client.get(article.get_absolute_url())
    assert "csrfmiddlewaretoken" not in first.text
    assert "client_key" not in first.text
    assert not first.cookies
    assert client.get(article.get_absolute_url()).content == first.content


def test_pictures_in_the_text_are_shown_and_other_files_listed(
    client, make_draft, save, reviewer
):
    article = make_draft(
        files=[
            SimpleUploadedFile("screen.png", PNG),
            SimpleUploadedFile("form.pdf", b"%PDF-1.4 x"),
        ]
    )
    picture = article.attachments.get(name="screen.png")
    save(article, body=f"![]({picture.get_absolute_url()})")
    assert client.get(picture.get_absolute_url()).status_code == 404
    publish_article(article, by=reviewer)
    page = client.get(article.get_absolute_url()).text
    assert page.count("screen.png") == 1
    assert "form.pdf" in page
    response = client.get(picture.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"


def test_files_of_words_that_wait_are_not_listed(
    client, make_draft, save, writer, reviewer, customer
):
    """However early they were chosen, and however late what readers see goes live."""

    def told():
        path = f"/articles/{article.pk}"
        return client.get(article.get_absolute_url()).text + api.get(path).text

    article, api = make_draft(), program(customer)
    chosen = stage_files([SimpleUploadedFile("form.pdf", b"%PDF-1.4 x")], by=writer)
    save(article, body="Words without a file")
    due = {"at": timezone.now() - timedelta(hours=1), "number": 2}
    schedule_article(article, by=reviewer, **due)
    assert save(article, files=chosen)
    publish_due(article)
    assert "form.pdf" not in told()
    publish_article(article, by=reviewer)
    assert told().count("form.pdf") > 1


def test_an_article_takes_six_queries_whatever_hangs_on_it(
    client, make_article, customer, stranger, remembering_things
):
    lonely = make_article("Lonely")
    few = queries(client, lonely.get_absolute_url())
    make_article("Busy before")
    busy = make_article("Busy")
    make_article("Last")
    for _ in range(10):
        for person in (customer, stranger):
            add_comment(busy, by=person, body="Hm.")
    assert few <= 6
    assert queries(client, busy.get_absolute_url()) <= 6
    assert "Related articles" in client.get(busy.get_absolute_url()).text


def test_lists_take_as_many_queries_with_two_rows_as_with_twenty(
    client, sign_in, writer, make_article, make_category, category
):
    staff = sign_in(writer)
    pages = [(client, "/"), (client, "/kb/"), (client, "/kb/sync/")]
    pages += [(staff, "/desk/articles/"), (staff, "/kb/sync/")]
    for number in range(2):
        make_article(f"Article {number}")
        make_category(f"Shelf {number}", parent=category)
    few = [queries(*page) for page in pages]
    for number in range(2, 20):
        make_article(f"Article {number}")
        shelf = make_category(f"Shelf {number}", parent=category)
        make_article(f"Below {number}", category=shelf)
    assert [queries(*page) for page in pages] == few
    assert few[1] <= 6
    assert few[2] <= 6


def test_the_home_page_shows_categories_and_popular_articles(client, make_article):
    from django.http import HttpRequest

    from core.view_counts import count_view, flush

    make_article("Seldom read")
    article = make_article("Often read")
    count_view(article, HttpRequest())
    flush()
    page = client.get("/").text
    assert "Browse by topic" in page
    assert page.index("Often read") < page.index("Seldom read")


def test_long_categories_go_on_on_the_next_page(client, make_article, monkeypatch):
    monkeypatch.setattr("kb.views.reading.SHELF_LENGTH", 2)
    for number in range(3):
        make_article(f"Article {number}")
    first = client.get("/kb/sync/")
    assert "Article 2" not in first.text
    assert "Article 2" in client.get(first.context["page"].next_url).text


def test_pictures_take_their_place_before_they_come(client, make_draft, save, reviewer):
    article = make_draft(files=[picture_of(30, 20)])
    picture = article.attachments.get()
    assert (picture.width, picture.height) == (30, 20)
    address = picture.get_absolute_url()
    save(article, body=f'![A]({address})\n\n<img src="{address}" width="9">')
    publish_article(article, by=reviewer)
    first, second = re.findall(r"<img[^>]*>", article.body_html)
    assert 'width="30" height="20"' in first
    assert 'loading="lazy"' in first
    assert '"30"' not in second
