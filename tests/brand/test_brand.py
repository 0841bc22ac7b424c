from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from brand.models import Brand
from brand.querysets import current_brand

pytestmark = pytest.mark.django_db

LOOK = {"name": "Keyhaven", "tagline": "How can we help?", "accent": "#aa0044"}


def logo(size=(900, 300)) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, "teal").save(out, "PNG")
    return out.getvalue()


def upload(client, content):
    file = SimpleUploadedFile("logo.png", content, content_type="image/png")
    return client.post(reverse("brand_settings:change-logo"), {"logo": file})


def test_before_anybody_set_it_the_brand_is_the_default():
    assert current_brand().name == "Helpdesk"
    assert not Brand.objects.exists()


def test_the_brand_is_one_row():
    Brand.objects.create(pk=1)
    with pytest.raises(IntegrityError):
        Brand.objects.create(pk=2)


def test_the_style_sheet_says_the_colour_and_may_be_kept(client):
    brand = Brand.objects.create(pk=1, accent="#aa0044")
    response = client.get("/brand.css")

    assert response.content.decode() == ":root { --accent: #aa0044; }\n"
    assert response["Content-Type"].startswith("text/css")
    assert "max-age" in response["Cache-Control"]
    again = client.get("/brand.css", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304

    brand.accent = "#00aa44"
    brand.save()
    changed = client.get("/brand.css", headers={"if-none-match": response["ETag"]})
    assert changed.status_code == 200


def test_an_administrator_changes_name_line_and_colour(sign_in, admin):
    client = sign_in(admin)
    page = reverse("brand_settings:look")
    assert page == "/desk/settings/"
    assert client.get(page).status_code == 200

    client.post(page, LOOK)

    assert current_brand().name == "Keyhaven"
    assert "Keyhaven" in client.get(page).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"accent": "red"},
        {"accent": "#fff; } body { display: none"},
        {"name": "a\x00b"},
    ],
)
def test_a_bad_look_is_refused(sign_in, admin, changes):
    page = reverse("brand_settings:look")

    assert sign_in(admin).post(page, {**LOOK, **changes}).status_code == 422
    assert not Brand.objects.exists()


def test_the_logo_is_redrawn_small_and_served_to_everybody(sign_in, admin, client):
    assert client.get(reverse("brand:logo")).status_code == 404
    assert upload(sign_in(admin), logo()).status_code == 302

    response = client.get(current_brand().logo_url)

    assert response["Content-Type"] == "image/webp"
    shown = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert shown.width <= 640
    assert shown.height <= 160


def test_the_logo_is_removed(sign_in, admin, client):
    administrator = sign_in(admin)
    upload(administrator, logo())

    administrator.post(reverse("brand_settings:remove-logo"))

    assert current_brand().logo_url == ""
    assert client.get(reverse("brand:logo")).status_code == 404


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"not a picture"]
)
def test_what_is_no_picture_is_refused(sign_in, admin, content):
    assert upload(sign_in(admin), content).status_code == 422
    assert not current_brand().logo


def test_the_sender_is_set(sign_in, admin):
    form = {"sender_name": "Keyhaven", "sender_address": "help@keyhaven.example"}

    sign_in(admin).post(reverse("brand_settings:mail"), form)

    brand = current_brand()
    assert (brand.sender_name, brand.sender_address) == tuple(form.values())


@pytest.mark.parametrize(
    "form",
    [
        {"sender_name": "Key\r\nBcc: all@example.com"},
        {"sender_name": "Key <x@example.com>"},
        {"sender_address": "nonsense"},
    ],
)
def test_a_sender_that_would_break_the_mail_is_refused(sign_in, admin, form):
    response = sign_in(admin).post(reverse("brand_settings:mail"), form)

    assert response.status_code == 422


def test_a_test_mail_goes_to_the_administrator(sign_in, admin, agent, outbox):
    url = reverse("brand_settings:test-mail")

    assert sign_in(agent).post(url).status_code == 403
    assert not outbox
    assert sign_in(admin).post(url).status_code == 302
    assert outbox[0].to == [admin.email]
