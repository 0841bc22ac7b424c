import re

from django.core.files.uploadedfile import SimpleUploadedFile

from kb.actions import set_details
from kb.models import Article

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20


def form_of(article, **changes):
    return {
        "title": article.title,
        "category": article.category_id,
        "body": article.body,
        "audience": article.audience,
        **changes,
    }


def test_moved_to_another_category_it_stands_last_there(
    article, make_article, make_category, writer
):
    mobile = make_category("Mobile")
    make_article("Already there", category=mobile)
    before = article.updated_at
    assert set_details(article, by=writer, category=mobile, tags=[])
    assert not set_details(article, by=writer, category=mobile, tags=[])
    article.refresh_from_db()
    assert (article.category, article.position) == (mobile, 1)
    assert article.updated_at == before


def test_what_a_writer_saves_waits_until_a_reviewer_publishes_it(
    sign_in, writer, reviewer, client, article
):
    url, page = f"/desk/articles/{article.pk}/", article.get_absolute_url()
    desk = sign_in(writer)
    assert desk.post(url, form_of(article, body="Better words.")).status_code == 302
    assert "Better words." in desk.get(url).text
    assert "Better words." not in client.get(page).text
    assert "Changes wait" in desk.get("/desk/articles/").text
    assert desk.post(f"{url}publish/", {"number": 2}).status_code == 403
    sign_in(reviewer).post(f"{url}publish/", {"number": 2})
    assert "Better words." in client.get(page).text


def test_of_two_who_save_neither_loses_and_both_are_told(
    sign_in, writer, reviewer, make_article
):
    article = make_article(body="Travels at once.\n\nBy cable.")
    url, others = f"/desk/articles/{article.pk}/", sign_in(reviewer)
    theirs = "Travels at night.\n\nBy cable."
    hers = "Travels at once.\n\nBy air."
    assert others.post(url, form_of(article, body=theirs, base=1)).status_code == 302
    refused = sign_in(writer).post(url, form_of(article, body=hers, base=1))
    assert refused.status_code == 409
    page = refused.text
    assert f"{reviewer.public_name} saved version 2 meanwhile" in page
    assert f"{hers}</textarea>" in page
    assert re.search(
        "Travels at <mark>once</mark>.</del>.*<mark>night</mark>", page, re.S
    )
    assert "By <mark>air</mark>.</ins>" in page
    assert 'name="base" value="2"' in page
    again = form_of(article, body=hers, base=2)
    assert sign_in(writer).post(url, again).status_code == 302
    bodies = article.revisions.order_by("number").values_list("body", flat=True)
    assert list(bodies)[1:] == [theirs, hers]
    assert "Writer edited" in others.get("/notifications/").text


def test_a_version_that_is_not_there_is_no_base(sign_in, writer, article):
    for base in (0, -1, 2):
        sent = form_of(article, body="Hers.", base=base)
        answer = sign_in(writer).post(f"/desk/articles/{article.pk}/", sent)
        assert answer.status_code == 422


def test_a_writer_cannot_open_a_published_article_to_others(
    sign_in, writer, make_article
):
    article = make_article(audience="agents")
    sign_in(writer).post(
        f"/desk/articles/{article.pk}/", form_of(article, audience="everyone")
    )
    article.refresh_from_db()
    assert article.audience == "agents"


def test_a_reviewer_can(sign_in, reviewer, make_article):
    article = make_article(audience="agents")
    sign_in(reviewer).post(
        f"/desk/articles/{article.pk}/", form_of(article, audience="everyone")
    )
    article.refresh_from_db()
    assert article.audience == "everyone"


def test_undeclared_fields_are_ignored(sign_in, writer, draft):
    sign_in(writer).post(
        f"/desk/articles/{draft.pk}/",
        form_of(draft, state="published", view_count=99, author=1),
    )
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT
    assert draft.view_count == 0


def test_pictures_are_kept_and_their_address_is_shown(sign_in, writer, draft):
    client = sign_in(writer)
    client.post(
        f"/desk/articles/{draft.pk}/",
        form_of(draft, attachments=SimpleUploadedFile("screen.png", PNG)),
    )
    upload = draft.attachments.get()
    page = client.get(f"/desk/articles/{draft.pk}/").text
    assert f"![]({upload.get_absolute_url()})" in page


def test_a_form_that_did_not_pass_keeps_the_page_of_the_stored_article(
    sign_in, writer, article
):
    response = sign_in(writer).post(
        f"/desk/articles/{article.pk}/", form_of(article, title="", body="Kept.")
    )
    assert response.status_code == 422
    assert "Kept." in response.text
    assert f"<h1>{article.title}</h1>" in response.text


def test_an_agent_who_does_not_write_may_not_edit(sign_in, agent, article, draft):
    client = sign_in(agent)
    url = f"/desk/articles/{article.pk}/"
    assert client.get(url).status_code == 403
    assert client.post(url, form_of(article, body="x")).status_code == 403
    assert client.get(f"/desk/articles/{draft.pk}/").status_code == 404


def test_files_of_a_refused_form_are_there_when_it_is_saved(sign_in, writer, article):
    client, url = sign_in(writer), f"/desk/articles/{article.pk}/"
    picture = SimpleUploadedFile("sync.png", PNG)
    refused = client.post(url, form_of(article, title="", attachments=[picture]))
    assert refused.status_code == 422
    token = re.search(r'name="attachments-kept" value="([^"]+)" checked', refused.text)
    sent = form_of(article, **{"attachments-kept": [token[1]]})
    assert client.post(url, sent).status_code == 302
    assert article.attachments.get().name == "sync.png"
