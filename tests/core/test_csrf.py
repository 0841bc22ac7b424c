import pytest
from django.test import Client, RequestFactory

from core.csrf import is_same_origin


def post(**headers):
    return RequestFactory().post("/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "http://testserver/kb/"}, True),
        ({"Referer": "http://evil.example/http://testserver/"}, False),
        ({}, False),
    ],
)
def test_a_browser_says_itself_where_a_form_stood(headers, same):
    assert is_same_origin(post(**headers)) is same


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def send(client, **headers):
    return client.post("/files/preview/", {"body": "hello"}, headers=headers)


def test_without_a_session_same_origin_stands_for_the_token(strict, db):
    assert send(strict, **{"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_without_a_session_a_foreign_page_is_refused(strict, db):
    assert send(strict, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(strict).status_code == 403


def test_with_a_session_the_token_is_required(strict, customer):
    strict.force_login(
        customer, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    response = send(strict, **{"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 403
    # and the words are on the page, to copy
    assert "hello" in response.content.decode()
