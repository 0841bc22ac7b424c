"""One world for the whole package; see `world.py`."""

import logging
from collections import Counter
from collections.abc import Callable
from copy import deepcopy

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from accounts.api.tokens import usable_token
from accounts.models import ApiToken, User
from brand.first_run import FirstRunMiddleware
from helpdesk.readiness import Report
from tests.matrix.building import build
from tests.matrix.world import World

PLAIN = {
    "SITE_URL": "https://help.example.com",
    # no rows to read for each of thousands of requests
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 3600,
}


@pytest.fixture(scope="package")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Never committed: the transaction ends with the package's last test."""
    uploads = tmp_path_factory.mktemp("matrix") / "uploads"
    settings = override_settings(**PLAIN, UPLOADS_DIR=uploads, MEDIA_ROOT=uploads)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(FirstRunMiddleware, "is_open", True)
        patch.setattr("core.view_counts._waiting.counts", Counter())
        patch.setattr("helpdesk.readiness.examine", lambda: Report([]))
        with settings, transaction.atomic():
            yield build(uploads)
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet():
    """Refusals are what is asked for here; their tracebacks take the time."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(whole_world, db, settings) -> World:
    """The world, as it was before the last test."""
    settings.UPLOADS_DIR = settings.MEDIA_ROOT = whole_world.uploads
    return whole_world


@pytest.fixture(scope="package")
def remembered(whole_world) -> Callable[[object, int], User | None]:
    """Everybody's row as it was built, made anew without a query."""
    names = [field.attname for field in User._meta.concrete_fields]
    rows = {row[0]: row for row in User.objects.values_list("pk", *names)}
    return lambda backend, pk: User.from_db("default", names, rows[pk][1:])


@pytest.fixture(scope="package")
def known_tokens(whole_world) -> Callable[[str], ApiToken | None]:
    """The same for programs."""
    secrets = whole_world.tokens.values()
    known = {secret: usable_token(secret) for secret in secrets}

    def token(secret: str) -> ApiToken | None:
        found = known.get(secret)
        return deepcopy(found) if found else usable_token(secret)

    return token


@pytest.fixture
def brief(db, monkeypatch, remembered, known_tokens):
    """Thousands of requests: who asks is remembered, and the pages of errors, which
    are read elsewhere, are not drawn.

    With `db`: tests without it come last, and the world would be built again.
    """
    monkeypatch.setattr(AuthenticationBackend, "get_user", remembered)
    monkeypatch.setattr("accounts.api.tokens.is_over_limit", lambda *who, **most: False)
    monkeypatch.setattr("accounts.api.tokens.note_use", lambda token: None)
    monkeypatch.setattr("accounts.api.tokens.usable_token", known_tokens)
    for status in (403, 404):
        monkeypatch.setattr(
            f"helpdesk.urls.handler{status}",
            lambda request, exception=None, status=status: HttpResponse(status=status),
            raising=False,
        )


@pytest.fixture
def undrawn(monkeypatch, settings, brief):
    """Views answer and actions act; no page is drawn and nobody is told, which is the
    longer half of the time. Pages and mails are read in `test_canary`.
    """
    settings.EVENT_LISTENERS = []
    monkeypatch.setattr(
        "django.template.backends.django.Template.render",
        lambda template, context=None, request=None: "",
    )
