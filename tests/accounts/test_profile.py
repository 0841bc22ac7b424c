from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

pytestmark = pytest.mark.django_db

PROFILE = {"display_name": "Maya L.", "language": "en", "time_zone": "Asia/Tokyo"}


def image(size=(900, 500), kind="PNG", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def upload(client, content, name="me.png"):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post(reverse("accounts:change-picture"), {"picture": file})


def test_a_person_changes_name_and_time_zone(sign_in, customer):
    response = sign_in(customer).post(reverse("accounts:profile"), PROFILE)

    assert response.status_code == 302
    customer.refresh_from_db()
    assert (customer.display_name, customer.time_zone) == ("Maya L.", "Asia/Tokyo")


@pytest.mark.parametrize(
    "changes",
    [
        {"display_name": ""},
        {"display_name": "Ada Agent"},
        {"display_name": "x" * 61},
        {"display_name": "a\x00b"},
        {"time_zone": "Mars/Olympus"},
        {"language": "xx"},
    ],
)
def test_a_bad_profile_comes_back_filled(sign_in, customer, agent, changes):
    response = sign_in(customer).post(
        reverse("accounts:profile"), {**PROFILE, **changes}
    )

    assert response.status_code == 422
    customer.refresh_from_db()
    assert customer.display_name == "Maya Lind"


def test_roles_and_address_cannot_be_set_on_the_profile(sign_in, customer):
    sign_in(customer).post(
        reverse("accounts:profile"),
        {**PROFILE, "is_admin": "on", "is_agent": "on", "email": "x@example.com"},
    )

    customer.refresh_from_db()
    assert not customer.is_agent
    assert customer.email == "maya.lind@example.com"


def test_a_visitor_is_sent_to_the_login_page(visitor):
    response = visitor.get(reverse("accounts:profile"))

    assert response["Location"] == "/accounts/login/?next=/accounts/profile/"


def test_a_picture_is_cut_to_a_small_square_without_its_metadata(
    sign_in, customer, visitor
):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    response = upload(sign_in(customer), image(kind="JPEG", exif=exif))
    assert response.status_code == 302

    customer.refresh_from_db()
    served = visitor.get(customer.picture_url)
    content = b"".join(served.streaming_content)

    assert served["Content-Type"] == "image/webp"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in served["Content-Security-Policy"]
    assert b"taken at home" not in content
    assert Image.open(BytesIO(content)).size == (256, 256)


def test_a_new_picture_replaces_the_old_and_its_file(
    sign_in, customer, django_capture_on_commit_callbacks
):
    client = sign_in(customer)
    upload(client, image())
    customer.refresh_from_db()
    first = customer.picture.path

    with django_capture_on_commit_callbacks(execute=True):
        upload(client, image(size=(10, 400)))
    customer.refresh_from_db()

    assert customer.picture.path != first
    assert list(customer.picture.storage.listdir("pictures")[1]) == [
        customer.picture.name.split("/")[-1]
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", image()[:200]],
)
def test_what_is_no_picture_is_refused(sign_in, customer, content):
    response = upload(sign_in(customer), content)

    assert response.status_code == 422
    customer.refresh_from_db()
    assert not customer.picture


def test_a_small_file_that_claims_a_huge_canvas_is_refused(sign_in, customer):
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    assert upload(sign_in(customer), out.getvalue()).status_code == 422


def test_the_picture_is_removed(sign_in, customer):
    client = sign_in(customer)
    upload(client, image())

    client.post(reverse("accounts:remove-picture"))

    customer.refresh_from_db()
    assert not customer.picture
    assert (
        client.get(reverse("accounts:picture", args=[customer.pk])).status_code == 404
    )
