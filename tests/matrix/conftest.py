"""One world for the whole package; see `world.py`."""

import logging
from collections import Counter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from brand.first_run import FirstRunMiddleware
from helpdesk.readiness import Report
from tests.matrix.building import build
from tests.matrix.world import World

PLAIN = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
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
        patch.setattr("composer.files.os.fsync", lambda handle: None)
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
    for name, value in PLAIN.items():
        setattr(settings, name, value)
    return whole_world


@pytest.fixture
def bare_errors(monkeypatch):
    """The pages of errors are read elsewhere; drawing 5,000 of them takes a minute."""
    for status in (403, 404):
        monkeypatch.setattr(
            f"helpdesk.urls.handler{status}",
            lambda request, exception=None, status=status: HttpResponse(status=status),
            raising=False,
        )


@pytest.fixture
def undrawn(monkeypatch, bare_errors):
    """Views answer, their templates draw nothing: that is the longer half of the time.

    The pages themselves are asked for in `test_canary`.
    """
    monkeypatch.setattr(
        "django.template.backends.django.Template.render",
        lambda template, context=None, request=None: "",
    )
