"""What stands beside the name of a file that is a picture."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from composer.actions import store_uploads
from tests.matrix.files import text_file


def stored(file, person):
    return store_uploads([file], target=None, by=person)[0]


def picture_of(size, kind="PNG", mode="RGB"):
    out = BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return SimpleUploadedFile(f"picture.{kind}", out.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_it_is_small_and_drawn_once(sign_in, customer, kind):
    upload = stored(picture_of((900, 300), kind), customer)
    url, browser = f"{upload.get_absolute_url()}?small", sign_in(customer)
    answer = browser.get(url)
    with Image.open(BytesIO(answer.getvalue())) as small:
        assert (small.format, small.size) == ("WEBP", (192, 128))
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, no-store"
    drawn_at = upload.small_path.stat().st_mtime_ns
    assert browser.get(url).status_code == 200
    assert upload.small_path.stat().st_mtime_ns == drawn_at


def test_it_is_whose_the_file_is_and_goes_with_it(sign_in, customer, stranger, agent):
    upload = stored(picture_of((9, 9)), customer)
    url = f"{upload.get_absolute_url()}?small"
    assert sign_in(customer).get(url).status_code == 200
    for other in (stranger, agent):
        assert sign_in(other).get(url).status_code == 404
    upload.unlink()
    assert not upload.small_path.exists()
    assert sign_in(customer).get(url).status_code == 404


def test_of_what_cannot_be_drawn_there_is_none(sign_in, customer):
    """A canvas that would take gigabytes, and a head without a picture behind it."""
    vast = stored(picture_of((9000, 9000), mode="1"), customer)
    head = SimpleUploadedFile("a.png", picture_of((900, 900)).read()[:60])
    for upload in (vast, stored(head, customer)):
        assert upload.is_picture
        for _ in "12":
            answer = sign_in(customer).get(f"{upload.get_absolute_url()}?small")
            assert answer.status_code == 404
    text = stored(text_file("a.txt", "It burns"), customer)
    answer = sign_in(customer).get(f"{text.get_absolute_url()}?small")
    assert answer.getvalue() == b"It burns"
