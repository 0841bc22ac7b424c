import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/%00", "/search/?q=%00", "/kb/%00/"])
def test_a_nul_byte_in_the_address_is_a_400(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.django_db
def test_the_address_of_a_form_leads_back_to_its_page(client):
    page = client.get("/kb/articles/1-a-b/vote/")
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert 'href="/kb/articles/1-a-b/"' in page.content.decode()
    assert "<title>This address takes a form" in page.content.decode()


def test_whoever_is_named_there_is_named_to_no_cache(sign_in, customer):
    page = sign_in(customer).get("/kb/articles/1-a-b/vote/")
    assert page.status_code == 405
    assert customer.display_name in page.content.decode()
    assert page["Cache-Control"] == "private, no-cache"
    assert page["X-Frame-Options"] == "DENY"


@pytest.fixture
def browser(db):
    """Checks CSRF, which is where Django reads a form first."""
    return Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})


def assert_says_go_back(response):
    assert response.status_code == 413
    assert "Go back" in response.content.decode()


def test_a_text_over_the_limit_gets_a_page_that_says_to_go_back(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert_says_go_back(browser.post("/files/preview/", {"body": "x" * 500}))


def test_too_many_fields_get_the_same(browser, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    fields = {f"f{number}": "x" for number in range(9)}
    assert_says_go_back(browser.post("/files/preview/", fields))


def test_too_many_files_get_the_same(browser, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = {f"f{n}": SimpleUploadedFile("a.txt", b"x") for n in range(3)}
    assert_says_go_back(browser.post("/files/preview/", files))


def test_a_body_over_the_transport_limit_is_not_even_read(browser, settings):
    settings.REQUEST_BYTES = 100
    assert_says_go_back(browser.post("/files/preview/", {"body": "x" * 500}))


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "latin-1"])
def test_a_form_in_an_encoding_that_our_pages_have_not_is_a_400(browser, charset):
    body = b'--B\r\nContent-Disposition: form-data; name="body"\r\n\r\nhi\r\n--B--\r\n'
    kind = f"multipart/form-data; boundary=B; charset={charset}"
    assert browser.post("/files/preview/", body, content_type=kind).status_code == 400


def test_a_form_that_names_our_encoding_is_read(browser):
    body = b'--B\r\nContent-Disposition: form-data; name="body"\r\n\r\nhi\r\n--B--\r\n'
    kind = "multipart/form-data; boundary=B; charset=UTF-8"
    assert "hi" in browser.post("/files/preview/", body, content_type=kind).text
