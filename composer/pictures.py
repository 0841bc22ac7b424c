"""Small pictures of files, drawn when somebody first looks and kept from then on."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from uuid import uuid4

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

from composer.models import Upload
from core.pictures import redrawn

# twice what a page gives them, for dense screens
SIZE = (192, 128)
# a large picture takes hundreds of megabytes while it is drawn
_one_at_a_time = Lock()


def small_picture(upload: Upload) -> Path:
    """Where it lies; FileNotFoundError where there is none, or it cannot be drawn."""
    path = upload.small_path
    if not path.exists():
        with _one_at_a_time:
            _keep(path, _drawn(upload))
    if not path.stat().st_size:
        raise FileNotFoundError(path)
    return path


def _drawn(upload: Upload) -> bytes:
    """Nothing of what cannot be drawn: that is kept, too, and not tried again."""
    with upload.path.open("rb") as file:
        try:
            return redrawn(file, _fitted)
        except ValidationError:
            return b""


def _fitted(image: Image.Image) -> Image.Image:
    return ImageOps.fit(image, SIZE)


def _keep(path: Path, drawn: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{uuid4()}")
    part.write_bytes(drawn)
    part.replace(path)
