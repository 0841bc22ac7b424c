"""Small files of the kinds that people send."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def text_file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def picture(name: str = "picture.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (2, 2), "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
