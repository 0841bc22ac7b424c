"""Files that wait between a form and its sending: whose they are, how long."""

import os
import time
from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone

from composer.actions import attach_pictures, stage_files, store_uploads
from composer.forms import AttachmentsField
from composer.models import Upload
from composer.staging import KEPT_FOR, staged, token_of
from composer.tasks import sweep_staged
from tests.matrix.files import picture


@pytest.fixture
def stage():
    def one(name="a.txt", content=b"hello", by=None):
        return stage_files([SimpleUploadedFile(name, content)], by=by)[0]

    return one


class Letter(forms.Form):
    attachments = AttachmentsField()


def cleaned(*tokens):
    data = QueryDict(mutable=True)
    data.setlist("attachments-kept", tokens)
    form = Letter(data, {})
    return form.cleaned_data["attachments"] if form.is_valid() else None


def test_a_token_brings_its_file_and_nothing_else_does(stage, db):
    upload = stage()
    assert cleaned(token_of(upload)) == [upload]
    for forged in (upload.key.hex, f"{token_of(upload)}x", "\x00"):
        assert cleaned(forged) is None
    upload.delete()
    assert cleaned(token_of(upload)) is None
    assert staged([]) == []


def test_the_first_thing_takes_it_and_a_second_gets_its_own(stage, team, agent):
    upload = stage(by=agent)
    assert store_uploads([upload], target=team, by=agent) == [upload]
    (copy,) = store_uploads([upload], target=agent, by=agent)
    upload.refresh_from_db()
    assert (upload.target, copy.target) == (team, agent)
    assert (copy.sha256, copy.owner) == (upload.sha256, agent)
    assert copy.key != upload.key


def test_only_her_own_waiting_pictures_come_with_a_text(stage, team, agent, lead):
    hers, others = stage(by=agent), stage("b.txt", by=lead)
    odd = "-" * 36
    html = f'<img src="/files/{hers.key}/a"><img src="/files/{others.key}/b">{odd}'
    attach_pictures(f'{html}<img src="/files/{odd}/x">', target=team, by=agent)
    hers.refresh_from_db()
    others.refresh_from_db()
    assert (hers.target, others.target) == (team, None)


def test_what_was_never_sent_is_swept_with_its_bytes(stage, team):
    old, shared, fresh = stage(), stage("b", b"shared"), stage("c", b"fresh")
    late = stage("d", b"late")
    store_uploads([SimpleUploadedFile("e", b"shared")], target=team, by=None)
    long_ago = timezone.now() - KEPT_FOR - timedelta(days=1)
    aged = [old.pk, shared.pk, late.pk]
    Upload.objects.filter(pk__in=aged).update(created_at=long_ago)
    for upload in (old, shared, fresh):
        os.utime(upload.path, (time.time() - 2 * 86_400,) * 2)
    sweep_staged()
    assert set(Upload.objects.values_list("name", flat=True)) == {"c", "e"}
    there = [each.path.exists() for each in (old, shared, fresh, late)]
    assert there == [False, True, True, True]


def test_a_pasted_picture_is_kept_and_named_for_the_text(sign_in, customer, stranger):
    desk = sign_in(customer)
    part = desk.post("/files/staged/", {"attachments": picture("cat.png")})
    upload = Upload.objects.get()
    assert part.status_code == 200
    assert f"![cat.png]({upload.get_absolute_url()})" in part.text
    assert token_of(upload).split(":")[0] in part.text
    assert desk.get(upload.get_absolute_url()).status_code == 200
    assert sign_in(stranger).get(upload.get_absolute_url()).status_code == 404


def test_what_is_no_file_or_too_much_is_refused(sign_in, customer, monkeypatch):
    desk = sign_in(customer)
    assert desk.post("/files/staged/").status_code == 422
    monkeypatch.setattr("composer.forms.FILE_BYTES", 3)
    refused = desk.post("/files/staged/", {"attachments": picture()})
    assert refused.status_code == 422
    assert "is larger than" in refused.text
    assert not Upload.objects.exists()
