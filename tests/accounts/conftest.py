"""Reading the code or link of the last mail, and a visitor's browser."""

import re

import pytest
from django.core import mail
from django.test import Client

CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://help.example.com"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def visitor() -> Client:
    """Somebody without a session, whose requests come from our own pages."""
    return Client(headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def last_code(outbox):
    def read() -> str:
        return CODE.search(outbox[-1].body).group()

    return read


@pytest.fixture
def last_link(outbox):
    """The path of the last mail's link, which must stand on SITE_URL."""

    def read() -> str:
        found = re.search(r"https://help\.example\.com(/\S+)", outbox[-1].body)
        return found.group(1)

    return read


@pytest.fixture
def unhurried(settings):
    """Lets two sign-ups with one address follow each other at once."""
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
