"""A backup that is made while people write."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from helpdesk.processes import ROOT

WRITER = """
import sys, django, uuid
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from accounts.actions import find_or_create_guest
from tickets.actions import open_ticket
person = find_or_create_guest("busy@example.com")
while True:
    key = uuid.uuid4().hex
    files = [SimpleUploadedFile("note.txt", key.encode() * 50)]
    ticket = open_ticket(requester=person, subject=key, body="Words.",
                         channel="web", by=None, files=files)
    print(ticket.pk, flush=True)
"""


def test_a_backup_under_load_has_every_row_and_file(tmp_path):
    """Tickets with files are written while it is made; it restores elsewhere."""
    here, there = tmp_path / "here", tmp_path / "there"
    archive = tmp_path / "site.tar.gz"
    manage("migrate", "-v0", data_dir=here)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env=environment(here),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        acknowledged = [int(writer.stdout.readline()) for _ in range(20)]
        manage("backup", str(archive), data_dir=here)
        after = int(writer.stdout.readline())
        writer.kill()
    manage("restore", str(archive), "--verify", data_dir=here)
    manage("restore", str(archive), data_dir=there)
    with closing(sqlite3.connect(there / "helpdesk.sqlite3")) as database:
        found = {pk for (pk,) in database.execute("SELECT id FROM tickets_ticket")}
        uploads = database.execute(
            "SELECT sha256, size FROM composer_upload"
        ).fetchall()
    assert set(acknowledged) <= found
    assert after > max(acknowledged)  # it did not stop for us
    assert len(uploads) == len(found)
    for sha256, size in uploads:
        path = there / "uploads" / "files" / sha256[:2] / sha256
        assert path.stat().st_size == size
    with pytest.raises(subprocess.CalledProcessError):
        manage("restore", str(archive), data_dir=there)


def environment(data_dir: Path) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL"
    }
    own = {"DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "helpdesk.settings"}
    return {**inherited, **own, "PYTHONPATH": str(ROOT)}


def manage(*arguments: str, data_dir: Path) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(
        command, env=environment(data_dir), cwd=ROOT, check=True, capture_output=True
    )
