"""Which pictures a browser may keep, and that it has to ask each time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kb.actions import publish_article, unpublish_article


@pytest.fixture
def with_picture(make_draft, reviewer):
    def make(**fields):
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20
        files = [SimpleUploadedFile("screen.png", png)]
        return make_draft(files=files, **fields)

    return make


def address(article):
    return article.attachments.get().get_absolute_url()


def test_a_public_picture_is_sent_once(with_picture, client, sign_in, agent, reviewer):
    article = with_picture()
    publish_article(article, by=reviewer)
    url = address(article)
    for reader in (client, sign_in(agent)):
        whole = reader.get(url)
        assert (whole.status_code, whole["Cache-Control"]) == (200, "no-cache")
        asked = {"if-none-match": whole["ETag"]}
        again = reader.get(url, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (whole["ETag"], "no-cache")
    assert reader.get(url, headers={"if-none-match": '"other"'}).status_code == 200
    unpublish_article(article, by=reviewer)
    assert client.get(url, headers=asked).status_code == 404


@pytest.mark.parametrize("audience", ["everyone", "agents"])
def test_what_not_everyone_sees_is_kept_nowhere(
    with_picture, audience, sign_in, writer, reviewer
):
    article = with_picture(audience=audience)
    if audience == "agents":
        publish_article(article, by=reviewer)
    url, browser = address(article), sign_in(writer)
    for headers in ({}, {"if-none-match": f'"{article.attachments.get().sha256}"'}):
        answer = browser.get(url, headers=headers)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer
