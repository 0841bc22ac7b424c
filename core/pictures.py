"""Pictures that people upload: made anew from their pixels, shown, thrown away."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# A small file may claim a huge canvas; decoding it would cost the memory.
PIXELS = 50_000_000
# Larger than any picture that we keep; a JPEG is decoded no finer than that.
ENOUGH = (1024, 1024)
A_YEAR = 365 * 24 * 3600

# the tag of EXIF; from 5 on width and height are changed about
_ORIENTATION = 0x0112
_UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
)


def redrawn(
    file: UploadedFile | BinaryIO, shrink: Callable[[Image.Image], Image.Image]
) -> bytes:
    """A WebP of the shrunk picture, or ValidationError where there is none.

    Nothing of the uploaded file is kept: no metadata, no second format in its tail.
    """
    unreadable = ValidationError(_("This is not a picture that we can read."), "image")
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > PIXELS:
                raise unreadable
            image.draft("RGB", ENOUGH)
            small = shrink(ImageOps.exif_transpose(image).convert("RGBA"))
    except _UNREADABLE as error:
        raise unreadable from error
    out = BytesIO()
    small.save(out, "WEBP", quality=90)
    return out.getvalue()


def size_of(file: UploadedFile) -> tuple[int, int] | None:
    """Width and height as a browser shows it; only the head is read.

    None where that says nothing: the file is kept as it is in any case.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as image:
            width, height = image.size
            is_on_its_side = image.getexif().get(_ORIENTATION, 1) in range(5, 9)
    except (*_UNREADABLE, Image.DecompressionBombWarning):
        return None
    finally:
        file.seek(0)
    return (height, width) if is_on_its_side else (width, height)


def drop(picture: FieldFile) -> None:
    """The file goes once its row no longer names it for certain."""
    if picture:
        storage, name = picture.storage, str(picture)
        transaction.on_commit(lambda: storage.delete(name))


def version_of(picture: FieldFile) -> str:
    """Part of its address that changes with it, so that browsers keep it for good."""
    return str(picture).rsplit("/", 1)[-1][:8]


def picture_response(picture: FieldFile) -> FileResponse:
    """Pictures are public as names are; the bytes are our own WebP."""
    try:
        response = FileResponse(picture.open(), content_type="image/webp")
    except (FileNotFoundError, ValueError) as error:  # the file, or the name of one
        raise Http404 from error
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
