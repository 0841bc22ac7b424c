"""What is backed up comes back, all of it or not at all."""

import io
import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.actions.people import change_picture
from composer.models import Upload
from helpdesk.backups import BackupError, back_up, restore, sqlite, verify
from helpdesk.backups.archive import DATABASE, MANIFEST
from helpdesk.backups.engines import engine
from notifications.models import OutgoingEmail
from tickets.actions import open_ticket
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.UPLOADS_DIR = settings.MEDIA_ROOT = settings.DATA_DIR / "uploads"
    settings.UPLOADS_DIR.mkdir(parents=True)
    (settings.DATA_DIR / "secret_key").write_text("the key")
    return settings.DATA_DIR


@pytest.fixture
def ticket(customer) -> Ticket:
    return open_ticket(
        requester=customer,
        subject="Printer on fire",
        body="See the picture.",
        channel="web",
        by=customer,
        files=[SimpleUploadedFile("fire.txt", b"flames")],
    )


@pytest.fixture
def archive(ticket, customer, data_dir, tmp_path) -> Path:
    change_picture(customer, image=b"a face")
    file = tmp_path / "site.tar.gz"
    back_up(file)
    return file


@pytest.fixture
def elsewhere(settings, tmp_path) -> Path:
    """Another machine: nothing there yet."""
    settings.DATA_DIR = tmp_path / "elsewhere"
    settings.UPLOADS_DIR = settings.MEDIA_ROOT = settings.DATA_DIR / "uploads"
    return settings.DATA_DIR


only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="only on SQLite: its file is looked into; verifying restores on PostgreSQL",
)


def rewritten(archive: Path, change) -> Path:
    """The archive with its files changed; `change(name, data)` returns data or None."""
    target = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as copy:
        for entry in source:
            data = change(entry.name, source.extractfile(entry).read())
            if data is not None:
                entry.size = len(data)
                copy.addfile(entry, io.BytesIO(data))
    return target


def test_database_uploads_pictures_and_key_are_in_it(archive, ticket, customer):
    upload = Upload.objects.get()
    customer.refresh_from_db()
    with tarfile.open(archive) as tar:
        assert set(tar.getnames()) == {
            "database",
            "secret_key",
            "manifest.json",
            f"uploads/files/{upload.sha256[:2]}/{upload.sha256}",
            f"uploads/{customer.picture}",
        }
    assert archive.stat().st_mode & 0o077 == 0


def test_what_was_made_verifies(archive, capsys):
    call_command("restore", str(archive), "--verify")
    said = capsys.readouterr().out
    assert "every row has its file" in said


def test_half_an_upload_is_left_out(archive, data_dir, tmp_path):
    (data_dir / "uploads" / "files" / "incoming-x1").write_bytes(b"hal")
    back_up(tmp_path / "second.tar.gz")
    with tarfile.open(tmp_path / "second.tar.gz") as tar:
        assert not [name for name in tar.getnames() if "incoming" in name]


def test_nothing_unfinished_stays_beside_the_archive(archive, data_dir, tmp_path):
    assert {path.name for path in tmp_path.iterdir()} == {"data", archive.name}
    assert {path.name for path in data_dir.iterdir()} == {"uploads", "secret_key"}


def test_a_backup_that_fails_leaves_the_one_before(archive, monkeypatch):
    before = archive.read_bytes()
    monkeypatch.setattr(
        "helpdesk.backups.taking.pack_manifest",
        lambda *a: (_ for _ in ()).throw(OSError("disk")),
    )
    with pytest.raises(OSError, match="disk"):
        back_up(archive)
    assert archive.read_bytes() == before


def test_a_picture_replaced_meanwhile_is_in_it(
    ticket, customer, monkeypatch, tmp_path, data_dir
):
    change_picture(customer, image=b"the old face")
    snapshot = engine().snapshot

    def replace_after(*args):
        copy = snapshot(*args)
        for path in (data_dir / "uploads" / "pictures").iterdir():
            path.unlink()
        return copy

    monkeypatch.setattr(engine(), "snapshot", replace_after)
    taken = back_up(tmp_path / "site.tar.gz")
    assert taken.missing == []
    assert verify(tmp_path / "site.tar.gz").files == 4


def test_a_file_that_is_gone_is_said_and_the_rest_kept(
    ticket, data_dir, tmp_path, capsys
):
    Upload.objects.get().path.unlink()
    call_command("backup", str(tmp_path / "site.tar.gz"))
    assert "not there: files/" in capsys.readouterr().err
    with pytest.raises(BackupError, match="known when it was made"):
        verify(tmp_path / "site.tar.gz")


def test_a_flipped_byte_is_found(archive):
    def flip(name, data):
        if name.startswith("uploads/files/"):
            return b"F" + data[1:]
        return data

    with pytest.raises(BackupError, match="Damaged"):
        verify(rewritten(archive, flip))


@pytest.mark.parametrize("lost", ["uploads/files/", "database", "secret_key"])
def test_a_lost_file_is_found(archive, lost):
    def lose(name, data):
        return None if name.startswith(lost) else data

    with pytest.raises(BackupError, match="missing"):
        verify(rewritten(archive, lose))


def test_half_an_archive_is_found(archive):
    half = archive.with_name("half.tar.gz")
    data = archive.read_bytes()
    half.write_bytes(data[: len(data) // 2])
    with pytest.raises(BackupError):
        verify(half)


def test_lost_rows_are_found(archive):
    def pretend(name, data):
        if name != MANIFEST:
            return data
        manifest = json.loads(data)
        manifest["tables"]["tickets_ticket"] += 1
        return json.dumps(manifest).encode()

    with pytest.raises(BackupError, match="tickets_ticket"):
        verify(rewritten(archive, pretend))


@pytest.mark.parametrize(
    "name", ["uploads/../../evil", "/etc/evil", "uploads", "other/file"]
)
def test_nothing_is_written_outside(archive, name):
    target = archive.with_name("evil.tar.gz")
    with tarfile.open(target, "w:gz") as tar:
        entry = tarfile.TarInfo(name)
        tar.addfile(entry, io.BytesIO(b""))
    with pytest.raises(BackupError, match="No backup of this site"):
        verify(target)


def test_what_is_no_archive_is_said(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(CommandError, match="no backup"):
        call_command("restore", str(tmp_path / "letter.txt"), "--verify")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", str(tmp_path / "nothing"), "--verify")


def test_a_backup_of_another_database_is_refused(archive):
    def relabel(name, data):
        if name != MANIFEST:
            return data
        return json.dumps(json.loads(data) | {"engine": "oracle"}).encode()

    with pytest.raises(BackupError, match="oracle"):
        verify(rewritten(archive, relabel))


@only_sqlite
def test_all_of_it_comes_back_elsewhere(archive, ticket, customer, elsewhere):
    customer.refresh_from_db()
    restored = restore(archive, into=sqlite.Target(elsewhere / "helpdesk.sqlite3"))
    assert not restored.needs_secret_key
    assert (elsewhere / "secret_key").read_text() == "the key"
    assert Upload.objects.get().path.read_bytes() == b"flames"
    assert (elsewhere / "uploads" / str(customer.picture)).read_bytes() == b"a face"
    with closing(sqlite3.connect(elsewhere / "helpdesk.sqlite3")) as database:
        rows = database.execute("SELECT id, subject FROM tickets_ticket").fetchall()
    assert rows == [(ticket.pk, ticket.subject)]


@only_sqlite
def test_mail_goes_on_where_it_was(ticket, tmp_path, elsewhere, settings):
    sent, due = (
        OutgoingEmail.objects.create(reason="cc", message_id="<1@x>", reply_token="1"),
        OutgoingEmail.objects.create(reason="cc", message_id="<2@x>", reply_token="2"),
    )
    OutgoingEmail.objects.filter(pk=sent.pk).update(
        state="sent", sent_at=timezone.now()
    )
    elsewhere.mkdir()
    back_up(tmp_path / "site.tar.gz")
    restore(tmp_path / "site.tar.gz", into=sqlite.Target(elsewhere / "x.sqlite3"))
    with closing(sqlite3.connect(elsewhere / "x.sqlite3")) as database:
        states = dict(
            database.execute("SELECT id, state FROM notifications_outgoingemail")
        )
    assert (states[sent.pk], states[due.pk]) == ("sent", "pending")


@only_sqlite
def test_a_damaged_archive_changes_nothing(archive, elsewhere):
    def flip(name, data):
        return data[:-1] + b"!" if name == DATABASE else data

    with pytest.raises(BackupError):
        restore(rewritten(archive, flip), into=sqlite.Target(elsewhere / "x.sqlite3"))
    assert list(elsewhere.iterdir()) == []


def test_a_database_in_use_is_not_overwritten(archive, monkeypatch):
    if connection.vendor == "sqlite":
        target = sqlite.Target(archive.with_name("used.sqlite3"))
        with closing(sqlite3.connect(target.file)) as database:
            database.execute("CREATE TABLE mine (id)")
        monkeypatch.setattr(sqlite, "target", lambda: target)
    with pytest.raises(CommandError, match="empty one"):
        call_command("restore", str(archive))


@only_sqlite
def test_files_of_another_site_are_not_mixed_in(archive, tmp_path):
    with pytest.raises(BackupError, match="holds files"):
        restore(archive, into=sqlite.Target(tmp_path / "new.sqlite3"))
