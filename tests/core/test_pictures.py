import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.pictures import redrawn


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("picture", content)


def claiming(width: int, height: int) -> bytes:
    """The head of a PNG of that size; there is nothing behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk


def test_a_picture_is_made_anew_without_its_metadata():
    original = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (40, 20), "red").save(original, "JPEG", exif=exif)
    made = redrawn(upload(original.getvalue() + b"<script>"), lambda picture: picture)
    assert Image.open(BytesIO(made)).format == "WEBP"
    assert Image.open(BytesIO(made)).size == (40, 20)
    assert b"at home" not in made
    assert b"script" not in made


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg/>",
        claiming(40, 20),
        claiming(10_000, 10_000),
        claiming(50_000, 50_000),
    ],
    ids=["nothing", "svg", "cut short", "too large", "a bomb"],
)
def test_what_is_no_picture_of_reasonable_size_is_refused(content):
    with pytest.raises(ValidationError):
        redrawn(upload(content), lambda picture: picture)
