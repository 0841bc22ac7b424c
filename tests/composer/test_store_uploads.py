import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from composer.actions import store_uploads
from composer.files import display_name
from composer.models import Upload

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def upload(name, content, *, target, by=None):
    with transaction.atomic():
        return store_uploads([SimpleUploadedFile(name, content)], target=target, by=by)[
            0
        ]


def test_bytes_lie_under_their_hash_and_equal_files_share_them(team, agent):
    first = upload("a.txt", b"hello", target=team, by=agent)
    second = upload("b.txt", b"hello", target=team, by=agent)
    assert first.path == second.path
    assert first.path.read_bytes() == b"hello"
    assert first.size == 5
    assert first.owner == agent


def test_the_type_is_sniffed_from_the_bytes_not_from_the_name(team):
    assert upload("page.html", PNG, target=team).content_type == "image/png"
    assert upload("picture.png", b"plain words", target=team).content_type == (
        "text/plain"
    )


def test_a_failed_transaction_leaves_no_row(team):
    with transaction.atomic():
        store_uploads([SimpleUploadedFile("a.txt", b"x")], target=team, by=None)
        transaction.set_rollback(True)
    assert not Upload.objects.exists()


def test_a_full_disk_leaves_nothing_half_written(team, monkeypatch, settings):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("composer.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        upload("a.txt", b"x", target=team)
    assert [p for p in settings.UPLOADS_DIR.rglob("*") if p.is_file()] == []
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\bill.pdf", "bill.pdf"),
        ("in\u202evoice\u200b.exe", "invoice.exe"),
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
        ("\x07", "file"),
        ("..", "file"),
    ],
)
def test_names_are_made_safe_to_show(given, shown):
    assert display_name(given) == shown
