"""A redacted file: nobody gets it from that moment on, and its bytes are deleted."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from composer.actions import (
    redact_upload,
    save_draft,
    store_uploads,
    strike_from_drafts,
)
from composer.models import Draft, Upload
from composer.tasks import delete_redacted_bytes


@pytest.fixture
def upload(team, agent) -> Upload:
    return _stored(team, agent, b"the secret plan")


def _stored(team, agent, content) -> Upload:
    file = SimpleUploadedFile("plan-of-maya.txt", content)
    with transaction.atomic():
        return store_uploads([file], target=team, by=agent)[0]


def _written_long_ago(upload):
    moment = time.time() - 3600
    os.utime(upload.path, (moment, moment))


def test_its_name_and_bytes_go(upload):
    path = upload.path
    _written_long_ago(upload)
    assert redact_upload(upload)
    assert not redact_upload(upload)
    upload.refresh_from_db()
    assert (upload.name, upload.redacted_at is None) == ("", False)
    delete_redacted_bytes()
    assert not path.exists()
    assert Upload.objects.get().sha256 == ""


def test_bytes_that_another_row_stands_on_stay(upload, team, agent):
    other = _stored(team, agent, b"the secret plan")
    _written_long_ago(other)
    redact_upload(upload)
    delete_redacted_bytes()
    assert other.path.exists()
    redact_upload(other)
    delete_redacted_bytes()
    assert not other.path.exists()


def test_bytes_that_were_written_just_now_wait(upload):
    """Somebody may be sending the same, whose row is not there yet."""
    redact_upload(upload)
    delete_redacted_bytes()
    assert upload.path.exists()


def test_its_owner_gets_it_no_more(upload, agent, sign_in):
    Upload.objects.update(target_id=None, target_type=None)
    address = upload.get_absolute_url()
    assert sign_in(agent).get(address).status_code == 200
    redact_upload(upload)
    assert sign_in(agent).get(address).status_code == 404


def test_words_go_from_drafts_line_by_line(team, agent):
    body = "Before\n> ok\n> the code is 12\nLook at that"
    save_draft(team, purpose="reply", by=agent, body=body, beside={})
    strike_from_drafts(team, "ok\nthe code is 12\n")
    assert Draft.objects.get().body == "Before\nLook at that"
    strike_from_drafts(team, "Look")
    assert "Look at that" in Draft.objects.get().body
    strike_from_drafts(team, "Before\nLook at that")
    assert not Draft.objects.exists()
