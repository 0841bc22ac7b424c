"""Words that many articles show are written once."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from kb.actions import publish_article, schedule_article
from kb.actions.snippets import TooLongWithItError, save_snippet
from kb.exporting import export_folder
from kb.importing import import_folder
from kb.models import Article, Snippet
from kb.rendering import render
from search.finding import find
from tests.kb.whole import empty_site

ASK = "{{snippet:safe-mode}}"


@pytest.fixture
def write(db):
    def write(body="Hold *Shift*.", name="safe-mode", language="en"):
        return save_snippet(by=None, name=name, language=language, body=body)

    return write


@pytest.fixture
def snippet(write):
    return write()


def test_saving_one_renders_every_article_anew(
    snippet, make_article, write, client, customer
):
    articles = [make_article(f"Step {n}", body=f"First.\n\n{ASK}") for n in range(2)]
    assert "<p>Hold <em>Shift</em>.</p>" in articles[0].body_html
    write("Hold **Option**.\n\n## Then wait")
    for article in articles:
        page = client.get(article.get_absolute_url()).text
        assert "<strong>Option</strong>" in page
        assert "Shift" not in page
        article.refresh_from_db()
        assert [entry["title"] for entry in article.toc] == ["Then wait"]
        assert article.body == f"First.\n\n{ASK}"
    assert {found.target for found in find("option", customer)} == set(articles)


def test_code_is_left_alone_and_so_is_what_is_no_snippet(snippet):
    html = render(
        f"`{ASK}`\n\n```\n{ASK}\n```\n\n    {ASK}\n\n- {ASK}\n\n{{{{snippet:none}}}}"
    ).html
    assert html.count(ASK) == 3
    assert html.count("<em>Shift</em>") == 1
    assert "{{snippet:none}}" in html


def test_a_snippet_shows_no_other_and_not_itself(write):
    write(f"Again: {ASK}")
    assert render(ASK).html == f"<p>Again: {ASK}</p>"


def test_an_article_in_another_language_shows_its_own_words(snippet, write):
    write("Halte *Umschalt*.", language="de")
    assert "Umschalt" in render(ASK, "de").html
    assert "Shift" in render(ASK, "fr").html


def test_a_translation_is_found_by_what_its_snippet_says_now(
    snippet, write, article, make_translation, customer
):
    make_translation(article, body=ASK)
    write("Halte *Umschalt*.", language="de")
    with override("de"):
        assert find("umschalt", customer)
        assert not find("shift", customer)


def test_what_makes_an_article_too_long_is_refused_whole(
    snippet, make_article, write, sign_in, reviewer
):
    article = make_article("Long", body=ASK * 40)
    with pytest.raises(TooLongWithItError):
        write("x" * 2000)
    address = f"/desk/articles/snippets/{snippet.pk}/"
    response = sign_in(reviewer).post(address, {"body": "x" * 2000})
    assert response.status_code == 422
    assert "“Long” would be longer than 64 KB" in response.text
    snippet.refresh_from_db()
    assert snippet.body == "Hold *Shift*."
    assert Article.objects.get(pk=article.pk).body_html == article.body_html


def test_an_article_that_is_too_long_with_its_snippets_is_not_saved(
    write, sign_in, writer, category
):
    write("x" * 2000)
    fields = {"title": "Long", "category": category.pk, "body": ASK * 40}
    response = sign_in(writer).post("/desk/articles/new/", fields)
    assert response.status_code == 422
    assert not Article.objects.exists()


@pytest.mark.parametrize("body", [ASK * 3000, "{{snippet:" * 6000, f"`{ASK}" * 2500])
def test_hostile_texts_take_no_time(body, write):
    write("> " * 30_000)
    began = time.process_time()
    render(body)
    assert time.process_time() - began < 1


def test_what_readers_see_a_reviewer_changes(
    snippet, draft, save, sign_in, writer, reviewer, agent
):
    address = f"/desk/articles/snippets/{snippet.pk}/"
    save(draft, body=ASK)
    client = sign_in(writer)
    assert client.post(address, {"body": "Hold it."}).url == address
    publish_article(draft, by=reviewer)
    assert client.get(address).status_code == 200
    assert client.post(address, {"body": "Leave it."}).status_code == 403
    assert client.post(f"{address}delete/").status_code == 403
    assert sign_in(agent).get(address).status_code == 403
    client = sign_in(reviewer)
    assert "Half a thought" in client.get(address).text
    assert client.post(address, {"body": "Leave it."}).status_code == 302
    client.post(f"{address}delete/")
    assert Snippet.objects.get().body == "Leave it."


def test_what_readers_will_see_a_reviewer_changes(
    snippet, make_draft, sign_in, writer, reviewer
):
    other = "{{ snippet:other }}"
    article = make_draft(body=f"{ASK} {other}")
    at = timezone.now() + timedelta(hours=1)
    schedule_article(article, by=reviewer, at=at, number=1)
    client, address = sign_in(writer), "/desk/articles/snippets/"
    changed = client.post(f"{address}{snippet.pk}/", {"body": "Leave it."})
    assert changed.status_code == 403
    fields = {"name": "other", "language": "en", "body": "Leave it."}
    assert client.post(f"{address}new/", fields).status_code == 422


def test_one_that_is_missing_is_a_dead_link_until_a_reviewer_writes_it(
    make_article, sign_in, writer, reviewer
):
    article = make_article("Early", body=ASK)
    assert article.references.dead().count() == 1
    fields = {"name": "safe-mode", "language": "en", "body": "Hold *Shift*."}
    response = sign_in(writer).post("/desk/articles/snippets/new/", fields)
    assert response.status_code == 422
    sign_in(reviewer).post("/desk/articles/snippets/new/", fields)
    article.refresh_from_db()
    assert "<em>Shift</em>" in article.body_html
    assert not article.references.dead().exists()


def test_the_preview_beside_the_text_shows_it(snippet, sign_in, writer):
    shown = sign_in(writer).post("/desk/articles/preview/", {"body": ASK})
    assert "<em>Shift</em>" in shown.text


def test_one_that_nobody_shows_is_deleted(snippet, sign_in, writer):
    client = sign_in(writer)
    assert "safe-mode" in client.get("/desk/articles/snippets/").text
    client.post(f"/desk/articles/snippets/{snippet.pk}/delete/")
    assert not Snippet.objects.exists()


def test_they_go_out_and_come_in_again(write, make_article, tmp_path, settings, client):
    settings.SITE_URL = "http://127.0.0.1:8000"
    there = make_article("There")
    here = make_article("Here", body=ASK)
    write(f"See [it]({there.get_absolute_url()}).")
    write("Anders.", language="de")
    export_folder(tmp_path)
    empty_site()
    Snippet.objects.all().delete()
    import_folder(tmp_path)
    there = Article.objects.get(title="There")
    rows = Snippet.objects.values_list("name", "language", "body")
    assert list(rows) == [
        ("safe-mode", "de", "Anders."),
        ("safe-mode", "en", f"See [it]({there.get_absolute_url()})."),
    ]
    here = Article.objects.get(title="Here")
    assert f'href="{there.get_absolute_url()}"' in here.body_html
    assert import_folder(tmp_path).changed == 0
