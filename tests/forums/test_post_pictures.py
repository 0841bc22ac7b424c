"""Pictures that are pasted into a post hang on it, and are seen by who sees it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from composer.actions import stage_files
from composer.models import Upload
from composer.staging import token_of
from forums.actions import edit_post, hide_post
from forums.actions.redacting import redact_post


@pytest.fixture
def picture_file():
    def make(name):
        written = BytesIO()
        Image.new("RGB", (3, 2)).save(written, "PNG")
        return SimpleUploadedFile(name, written.getvalue(), "image/png")

    return make


@pytest.fixture
def picture(picture_file, helper):
    (upload,) = stage_files([picture_file("screen.png")], by=helper)
    return upload


def test_it_is_seen_with_the_post_and_hidden_with_it(
    client, answer, picture, helper, agent
):
    where = picture.get_absolute_url()
    assert client.get(where).status_code == 404
    edit_post(answer, by=helper, body=f"See ![screen]({where})")
    assert list(answer.attachments.all()) == [picture]
    assert client.get(where).status_code == 200
    hide_post(answer, by=agent, reason="private")
    assert client.get(where).status_code == 404
    redact_post(answer, by=agent)
    assert picture in Upload.objects.redacted()


def test_nobody_takes_anothers_into_her_post(client, answer, picture, stranger, agent):
    edit_post(answer, by=agent, body=f"See ![screen]({picture.get_absolute_url()})")
    assert not answer.attachments.exists()


def test_one_is_chosen_beside_the_text_without_scripts(
    url, picture_file, helper, sign_in
):
    browser = sign_in(helper)
    words = {"body": "See below", "attachments": picture_file("in[1].png")}
    browser.post(f"{url}reply/", words)
    upload = Upload.objects.get()
    assert (
        upload.target.body == f"See below\n\n![in(1).png]({upload.get_absolute_url()})"
    )
    assert upload.get_absolute_url() in browser.get(url).content.decode()


def test_a_refused_form_keeps_it_and_no_other_file_is_taken(
    url, picture_file, helper, sign_in
):
    browser = sign_in(helper)
    refused = browser.post(f"{url}reply/", {"attachments": picture_file("a.png")})
    assert refused.status_code == 422
    kept = refused.context["form"]["attachments"].field.widget.kept
    words = {"body": "Now with words", "attachments-kept": [token_of(kept[0])]}
    browser.post(f"{url}reply/", words)
    assert Upload.objects.get().target.number == 2
    words = {"body": "x" * 65_000, "attachments": picture_file("b.png")}
    assert "no room for pictures" in browser.post(f"{url}reply/", words).text
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan", "application/pdf")
    refused = browser.post(f"{url}reply/", {"body": "A plan", "attachments": plan})
    assert "is not a picture" in refused.content.decode()


def test_what_a_visitor_chose_is_hers_once_she_logged_in(
    forum, picture_file, helper, sign_in
):
    (waiting,) = stage_files([picture_file("a.png")], by=None)
    words = {"where": f"{forum.slug}:question", "title": "Why?", "body": "Look:"}
    browser = sign_in(helper)
    browser.post("/forums/topics/ask/", words | {"attachments-kept": token_of(waiting)})
    waiting.refresh_from_db()
    assert (waiting.owner, waiting.target.number) == (helper, 1)


def test_new_people_are_not_asked_for_any(topic, url, stranger, helper, sign_in):
    assert 'name="attachments"' in sign_in(helper).get(url).content.decode()
    assert 'name="attachments"' not in sign_in(stranger).get(url).content.decode()
