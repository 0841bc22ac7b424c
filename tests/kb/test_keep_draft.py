"""What a writer has typed and not saved."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activity.models import Event
from composer.models import Draft
from kb.models import Article
from tests.kb.test_edit_article import PNG, form_of

HX = {"hx-request": "true"}


@pytest.fixture
def desk(sign_in, writer):
    return sign_in(writer)


@pytest.fixture
def url(article):
    return f"/desk/articles/{article.pk}/"


def opened(client, url):
    """The hidden fields of a page that was opened."""
    page = client.get(url).text
    names = "base|window|seen"
    return dict(re.findall(rf'name="({names})"(?: value="([^"]*)")?', page))


def test_it_stands_in_the_form_again_and_nowhere_else(
    desk, url, article, sign_in, admin
):
    events = Event.objects.count()
    sent = form_of(article, body="*Begun*", tags="new", **opened(desk, url))
    assert desk.post(f"{url}draft/", sent).url == url
    page = desk.get(url).text
    assert "*Begun*</textarea>" in page
    assert 'value="new"' in page
    assert "<em>Begun</em>" in page
    article.refresh_from_db()
    assert (article.number, article.tags.count()) == (1, 0)
    assert Event.objects.count() == events
    theirs = sign_in(admin).get(url).text
    assert "Begun" not in theirs
    assert "Writer is at work on this as well" in re.sub(r"\s+", " ", theirs)


def test_while_she_types_it_says_who_else_is_at_work(
    desk, url, article, save, reviewer
):
    window = opened(desk, url)
    save(article, by=reviewer, body="Theirs.")
    sent = form_of(article, body="Hers.", **window)
    part = desk.post(f"{url}draft/", sent, headers=HX)
    assert (part.status_code, "<html" in part.text) == (200, False)
    assert f"{reviewer.public_name} saved version 2 since you began" in part.text


def test_another_window_of_hers_is_not_overwritten(desk, url, article):
    first, second = opened(desk, url), opened(desk, url)
    for words in ("One.", "One and more."):
        desk.post(f"{url}draft/", form_of(article, body=words, **first), headers=HX)
    late = form_of(article, body="Two.", **second)
    part = desk.post(f"{url}draft/", late, headers=HX)
    assert part.status_code == 409
    assert "One and more." in part.text
    page = desk.post(f"{url}draft/", late)
    assert page.status_code == 409
    assert "Two.</textarea>" in page.text
    assert Draft.objects.get().body == "One and more."
    # she has seen it now, and takes it over
    stamp = re.search(r'name="seen" value="([^"]+)" formaction', page.text)[1]
    assert desk.post(f"{url}draft/", {**late, "seen": stamp}).status_code == 302
    assert Draft.objects.get().body == "Two."


def test_saved_it_ends_but_for_what_another_window_holds(desk, url, article):
    first, second = opened(desk, url), opened(desk, url)
    desk.post(f"{url}draft/", form_of(article, body="One.", **first))
    desk.post(url, form_of(article, body="Two.", **second))
    assert Draft.objects.get().body == "One."
    page = desk.get(url).text
    assert "One.</textarea>" in page
    assert "saved version 2 since you began" in page
    desk.post(
        url, form_of(article, body="One and two.", **opened(desk, url)) | {"base": 2}
    )
    assert not Draft.objects.exists()


def test_a_new_article_is_kept_and_thrown_away(desk, category):
    url, picture = "/desk/articles/new/", SimpleUploadedFile("sync.png", PNG)
    sent = {"body": "Begun.", "category": "", "attachments": picture}
    assert desk.post(f"{url}draft/", sent).url == url
    page = desk.get(url).text
    assert "Begun.</textarea>" in page
    assert "sync.png" in page
    desk.post(f"{url}drop-draft/", {"seen": "another"})
    assert "Begun." in desk.get(url).text
    desk.post(f"{url}drop-draft/", opened(desk, url))
    assert "Begun." not in desk.get(url).text
    desk.post(f"{url}draft/", {"body": "Again."})
    sent = {"title": "New", "body": "Again.", "category": category.pk}
    desk.post(url, {**sent, **opened(desk, url)})
    assert (Article.objects.count(), Draft.objects.count()) == (1, 0)


def test_what_is_no_form_is_not_kept(desk, url, article, draft):
    odd = form_of(draft, body="Words", archive_at="2999-02-03T04:05\0")
    assert desk.post(f"/desk/articles/{draft.pk}/draft/", odd).status_code == 302
    assert "archive_at" not in Draft.objects.get().beside["given"]
    Draft.objects.all().delete()
    bad = desk.post(f"{url}draft/", form_of(article, body="x\0"))
    assert bad.status_code == 422
    assert not Draft.objects.exists()


def test_a_pasted_picture_that_a_draft_held_hangs_on_the_article(desk, url, article):
    files = {"attachments": SimpleUploadedFile("screen.png", PNG)}
    kept = desk.post("/files/staged/", files, headers=HX).text
    line = re.search(r'data-picture="([^"]+)"', kept)[1]
    desk.post(f"{url}draft/", form_of(article, body=line, **opened(desk, url)))
    desk.post(url, form_of(article, body=line, **opened(desk, url)))
    assert article.attachments.get().name == "screen.png"
