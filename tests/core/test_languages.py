"""Readers are led to their language, as far as an administrator offers it."""

import pytest
from django.conf import settings
from django.test import Client

from brand.actions import offer_language, withdraw_language
from brand.models import Brand

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    offer_language("de")


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who would read German."""
    return Client(
        headers={
            "accept-language": "fr-CH, de-CH;q=0.9, en;q=0.5",
            "sec-fetch-site": "same-origin",
        }
    )


def test_an_administrator_offers_languages_and_withdraws_them(sign_in, admin, client):
    desk = sign_in(admin)
    assert client.get("/de/kb/").status_code == 404
    desk.post("/desk/settings/languages/", {"language": "de"})
    assert client.get("/de/kb/").status_code == 200
    assert "Deutsch" in desk.get("/desk/settings/languages/").text
    again = desk.post("/desk/settings/languages/", {"language": "de"})
    assert again.status_code == 422
    desk.post("/desk/settings/languages/de/withdraw/")
    page = client.get("/de/kb/")
    assert page.status_code == 404
    assert 'href="/de/' not in page.text
    assert Brand.objects.get().languages == []


def test_readers_are_led_to_the_first_language_that_is_offered(german, reader):
    answer = reader.get("/kb/?page=2")
    assert (answer.status_code, answer.url) == (302, "/de/kb/?page=2")
    assert answer["Vary"] == "Accept-Language, Cookie"
    assert '<html lang="de"' in reader.get("/de/kb/").text


def test_where_nothing_is_offered_nobody_is_led_anywhere(reader):
    assert reader.get("/kb/").status_code == 200


@pytest.mark.parametrize(
    "header", ["", "en", "en-GB, de;q=0.5", "fr, it;q=0.4", "xx, *", "," * 900]
)
def test_who_reads_english_stays_where_she_is(german, client, header):
    assert client.get("/kb/", headers={"accept-language": header}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/feeds/kb/x/", "/robots.txt", "/api/docs", "/none/"]
)
def test_what_has_one_address_is_answered_there(german, reader, path):
    assert reader.get(path).status_code in (200, 404)


def test_what_she_chose_counts_before_profile_and_browser(
    german, reader, sign_in, customer
):
    page = reader.get("/de/kb/").text
    assert 'name="next" value="/kb/"' in page
    answer = reader.post("/i18n/setlang/", {"language": "en", "next": "/kb/"})
    assert answer.url == "/kb/"
    assert reader.get("/kb/").status_code == 200

    hers = sign_in(customer)
    german_browser = {"accept-language": "de"}
    assert hers.get("/kb/", headers=german_browser).status_code == 200
    customer.language = "de"
    customer.save()
    assert hers.get("/kb/").url == "/de/kb/"
    hers.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert hers.get("/kb/").status_code == 200


def test_a_page_names_its_addresses_and_offers_them_without_a_script(german, client):
    page = client.get("/kb/").text
    site = settings.SITE_URL
    assert f'hreflang="x-default" href="{site}/kb/"' in page
    assert f'hreflang="de" href="{site}/de/kb/"' in page
    assert '<form method="post" action="/i18n/setlang/">' in page
    withdraw_language("de")
    page = client.get("/kb/").text
    assert "hreflang" not in page
    assert "setlang" not in page


def test_people_choose_among_what_is_offered(german, sign_in, customer):
    page = sign_in(customer).get("/accounts/profile/").text
    assert '<option value="de">Deutsch</option>' in page
    assert "Français" not in page


def test_a_new_profile_counts_more_than_what_she_chose_before(
    german, sign_in, customer
):
    hers = sign_in(customer)
    hers.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    form = {"display_name": "Maya", "language": "de", "time_zone": "UTC"}
    hers.post("/accounts/profile/", form)
    assert hers.get("/kb/").url == "/de/kb/"
