"""Tokens: made once, shown once, revoked for good."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import delete_account, make_token, revoke_token
from accounts.models import ApiToken
from core.sealing import hash_of
from tests.conftest import PASSWORD

READ = ["tickets:read"]


def ask(secret, path="/api/v1/me"):
    return Client().get(path, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def token(customer):
    return make_token(customer, name="Shop", scopes=READ, days=30)


def test_only_its_hash_is_kept(token):
    row, secret = token
    assert row.token_hash == hash_of(secret)
    assert secret not in str(ApiToken.objects.values().get())


def test_it_acts_for_its_person(token, customer):
    assert ask(token[1]).json() == {
        "id": customer.pk,
        "name": "Maya Lind",
        "email": customer.email,
        "roles": [],
        "scopes": READ,
    }
    row = ApiToken.objects.get()
    assert row.last_used_at is not None


def test_a_revoked_an_expired_and_a_wrong_one_open_nothing(token, customer):
    row, secret = token
    assert ask("hd_wrong").status_code == 401
    assert revoke_token(row)
    assert not revoke_token(row)
    assert ask(secret).status_code == 401
    _, late = make_token(customer, name="Late", scopes=READ, days=30)
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(late).status_code == 401


def test_it_ends_with_the_account(token, customer):
    delete_account(customer)
    assert ask(token[1]).status_code == 401


def test_too_many_requests_are_told_when_to_come_back(token, monkeypatch):
    monkeypatch.setattr("accounts.api.tokens.REQUESTS_A_MINUTE", 1)
    assert ask(token[1]).status_code == 200
    answer = ask(token[1])
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


@pytest.fixture
def known(customer, sign_in):
    """Her browser, where she has just typed her password."""
    client = sign_in(customer)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_page_shows_a_new_token_once(known):
    made = known.post(
        "/accounts/tokens/", {"name": "Shop", "scopes": READ, "days": "30"}
    )
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert made["Cache-Control"] == "no-store"
    assert ask(secret).status_code == 200
    assert secret not in known.get("/accounts/tokens/").content.decode()


def test_a_customer_is_not_offered_what_is_for_staff(known):
    for scope in ("private", "people", "settings"):
        given = {"name": "Shop", "scopes": [scope], "days": "30"}
        assert known.post("/accounts/tokens/", given).status_code == 422
    assert not ApiToken.objects.exists()


def test_nobody_revokes_anothers_token_but_an_administrator(
    token, stranger, admin, sign_in
):
    path = f"/accounts/tokens/{token[0].pk}/revoke/"
    assert sign_in(stranger).post(path).status_code == 404
    assert sign_in(admin).post(path).status_code == 302
    assert ApiToken.objects.get().revoked_at is not None
