"""The cast: one person of each kind, and a browser's cookie jar for each of them."""

import gc
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from copy import copy
from datetime import timedelta
from importlib.resources import files
from itertools import count
from math import inf
from pathlib import Path
from zipfile import ZipFile

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.backends.sqlite3.creation import DatabaseCreation
from django.db.backends.utils import CursorWrapper
from django.test import Client, override_settings
from django.test.utils import ContextList
from django.utils import timezone, translation

from accounts.models import Organization, Team, TeamMembership, User
from brand.first_run import FirstRunMiddleware
from core import remembering
from core.roomy import roomy
from tests.kept import Kept
from tests.migrated import create_test_db

PASSWORD = "correct-horse-battery"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

roomy(runtestprotocol)  # a sixth of the suite's time

SignIn = Callable[[User], Client]


def pytest_configure():
    """Rarely: what tests leave behind is small, what they walk through is not."""
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_finish():
    """Thousands of tests are no garbage, and are not looked through for any."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def plain_settings():
    """Cheap passwords, no hashed static names."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**django_settings.STORAGES, "staticfiles": static},
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def only_the_pages_context():
    """`answer.context` is the page's own; copying that of each part takes the time."""

    def store(stored, signal, sender, template, context, **given):
        if "context" not in stored:
            stored["context"] = ContextList([copy(context)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", store)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_disk():
    """No power fails beside a test; lucide reads its archive once, not for an icon."""
    with (
        ZipFile(files("lucide") / "lucide.zip") as icons,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("lucide.ZipFile", lambda data, mode: nullcontext(icons))
        patch.setattr("os.fsync", lambda handle: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def migrated_once():
    """Four seconds of each process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "create_test_db", create_test_db)
        yield


@pytest.fixture(scope="session")
def uploads_dirs(tmp_path_factory) -> Iterator[Path]:
    """A folder for each test, made by the first file that is put there."""
    root = tmp_path_factory.mktemp("uploads")
    return (root / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_uploads(settings, uploads_dirs):
    settings.UPLOADS_DIR = settings.MEDIA_ROOT = next(uploads_dirs)
    settings.SMALL_DIR = settings.UPLOADS_DIR / "small"


@pytest.fixture(autouse=True)
def no_flushing(monkeypatch):
    """No thread writes views beside a test; tests that want them written flush."""
    monkeypatch.setattr("core.view_counts.keep_flushing", lambda: None)
    monkeypatch.setattr("core.view_counts._waiting.counts", Counter())
    monkeypatch.setattr("core.view_counts._waiting.seen", deque())


@pytest.fixture(autouse=True)
def no_kept_pages(monkeypatch):
    """No thread polls beside a test, so no page is kept; tests that want it poll."""
    monkeypatch.setattr("core.page_cache.poller.keep_polling", lambda: None)
    monkeypatch.setattr("core.page_cache.poller.polled_at", 0.0)


@pytest.fixture(scope="session", autouse=True)
def heard_writes():
    """What is remembered hears each query."""

    def hear(execute):
        def heard(cursor, sql, *args):
            result = execute(cursor, sql, *args)
            if isinstance(remembering._kept, Kept):
                remembering._kept.hear(sql)
            return result

        return heard

    with pytest.MonkeyPatch.context() as patch:
        for name in ("_execute", "_executemany"):
            patch.setattr(CursorWrapper, name, hear(getattr(CursorWrapper, name)))
        yield


@pytest.fixture(autouse=True)
def forgetting(monkeypatch):
    """What a test changes is on the next page; budgets say what they start with."""
    monkeypatch.setattr("core.remembering._kept", Kept())
    monkeypatch.setattr("tickets.counting._kept", {})
    monkeypatch.setattr("core.remembering.SECONDS", inf)


@pytest.fixture
def remembering_nothing(forgetting, monkeypatch):
    """Each time as if it were the first, or much later."""
    monkeypatch.setattr("core.remembering._kept", {})
    monkeypatch.setattr("core.remembering.SECONDS", 0.0)


@pytest.fixture
def remembering_things(forgetting, monkeypatch):
    """For longer than a second, so that a slow machine asks no more often."""
    monkeypatch.setattr("core.remembering._kept", {})
    monkeypatch.setattr("core.remembering.SECONDS", 60.0)


@pytest.fixture(autouse=True)
def no_language():
    """A request leaves that of its page with the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def opened_site(monkeypatch):
    """Past its first run: `/` shows the home page though the cast has no admin."""
    monkeypatch.setattr(FirstRunMiddleware, "is_open", True)


@pytest.fixture
def make_person(db):
    """`make_person("Ada Finch", is_agent=True)`: a verified person with an address."""

    def make(name: str, **fields: object) -> User:
        email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.com")
        fields.setdefault("verified_at", timezone.now())
        # posts of somebody who has just joined are looked at more closely
        fields.setdefault("joined_at", timezone.now() - timedelta(days=30))
        person = User.objects.create_user(
            str(email), PASSWORD, display_name=name, **fields
        )
        if person.verified_at:
            person.emailaddress_set.create(
                email=person.email, verified=True, primary=True
            )
        return person

    return make


@pytest.fixture
def team(db) -> Team:
    return Team.objects.create(name="First line", slug="first-line")


@pytest.fixture
def private_team(db) -> Team:
    return Team.objects.create(name="Security", slug="security", is_private=True)


@pytest.fixture
def organization(db) -> Organization:
    return Organization.objects.create(name="Harbour Ltd", shares_tickets=True)


@pytest.fixture
def customer(make_person) -> User:
    return make_person("Maya Lind")


@pytest.fixture
def stranger(make_person) -> User:
    return make_person("Sam Stranger")


@pytest.fixture
def colleague(make_person, customer, organization) -> User:
    """Of the customer's organisation, which shares its tickets."""
    customer.organization = organization
    customer.save()
    return make_person("Cora Colleague", organization=organization)


@pytest.fixture
def helper(make_person) -> User:
    return make_person("Hal Helper", is_helper=True)


@pytest.fixture
def agent(make_person, team) -> User:
    person = make_person("Ada Agent", is_agent=True)
    TeamMembership.objects.create(team=team, person=person)
    return person


@pytest.fixture
def lead(make_person, team) -> User:
    person = make_person("Lea Lead", is_agent=True)
    TeamMembership.objects.create(team=team, person=person, is_lead=True)
    return person


@pytest.fixture
def other_team_agent(make_person, private_team) -> User:
    """Of the private team."""
    person = make_person("Otto Other", is_agent=True)
    TeamMembership.objects.create(team=private_team, person=person)
    return person


@pytest.fixture
def admin(make_person) -> User:
    return make_person("Amy Admin", is_agent=True, is_admin=True)


@pytest.fixture
def writer(make_person) -> User:
    return make_person("Wim Writer", is_agent=True, is_writer=True)


@pytest.fixture
def reviewer(make_person) -> User:
    return make_person("Rita Reviewer", is_agent=True, is_reviewer=True)


@pytest.fixture
def guest(make_person) -> User:
    """Known by an address that wrote to us; has no password."""
    person = make_person("Gus Guest", verified_at=None)
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def sign_in() -> SignIn:
    """`sign_in(agent).get("/desk/")`"""

    def client_of(person: User) -> Client:
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        return client

    return client_of
