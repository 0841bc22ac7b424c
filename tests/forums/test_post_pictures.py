"""Pictures that are pasted into a post hang on it, and are seen by who sees it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from composer.actions import stage_files
from composer.models import Upload
from forums.actions import edit_post, hide_post
from forums.actions.redacting import redact_post


@pytest.fixture
def picture(helper):
    written = BytesIO()
    Image.new("RGB", (3, 2)).save(written, "PNG")
    file = SimpleUploadedFile("screen.png", written.getvalue(), "image/png")
    (upload,) = stage_files([file], by=helper)
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
