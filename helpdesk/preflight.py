"""What to look at before a new version starts, or when something seems wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from redis import RedisError

from helpdesk.broker import queue_sizes
from helpdesk.readiness import oldest_due_seconds, pending_migrations
from notifications.models import OutgoingEmail
from notifications.transport import UnreachableError, open_transport

OK, WARNING, FAILED = "ok", "warning", "FAILED"

MEGABYTE = 1024 * 1024
# A backup, a migration of the largest table and the uploads of a day need some.
TOO_LITTLE, LITTLE = 200 * MEGABYTE, 1024 * MEGABYTE
# Mail that waits longer was left by worker and relay alike.
STUCK = 60


@dataclass(frozen=True)
class Finding:
    verdict: str
    what: str
    said: str


def findings() -> Iterator[Finding]:
    """One after the other, as the answers come."""
    for look in (_database, _disk, _tasks, _mails, _transport, _settings):
        yield from look()


def _database() -> Iterator[Finding]:
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        yield Finding(FAILED, "database", _first_line(error))
        return
    yield Finding(OK, "database", f"{connection.display_name} answers")
    if pending:
        said = f"{len(pending)} pending: {', '.join(pending[:5])}"
        yield Finding(FAILED, "migrations", said)
    else:
        yield Finding(OK, "migrations", "in step")


def _disk() -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        yield Finding(FAILED, "disk", _first_line(error))
        return
    verdict = FAILED if free < TOO_LITTLE else WARNING if free < LITTLE else OK
    yield Finding(verdict, "disk", f"{free // MEGABYTE:,} MB free")


def _tasks() -> Iterator[Finding]:
    try:
        sizes = queue_sizes()
    except (RedisError, OSError) as error:
        yield Finding(FAILED, "broker", _first_line(error))
        return
    yield Finding(OK, "broker", "answers")
    said = f"{sizes['waiting']} wait, {sizes['taken']} run"
    yield Finding(WARNING if any(sizes.values()) else OK, "tasks", said)


def _mails() -> Iterator[Finding]:
    try:
        leased = OutgoingEmail.objects.filter(state=OutgoingEmail.State.LEASED).count()
        age = oldest_due_seconds()
    except DatabaseError as error:
        yield Finding(FAILED, "mails", _first_line(error))
        return
    if age > STUCK:
        said = f"the oldest has been waiting for {age:.0f} s: start worker and relay"
        yield Finding(FAILED, "mails", said)
    elif leased:
        yield Finding(WARNING, "mails", f"{leased} are being sent")
    else:
        yield Finding(OK, "mails", "none waits")


def _transport() -> Iterator[Finding]:
    """No mail is sent, and no password is printed."""
    parts = urlsplit(settings.EMAIL_URL)
    where = f"{parts.scheme}://{parts.hostname or parts.path}"
    try:
        with closing(open_transport(settings.EMAIL_URL)) as transport:
            transport.try_out()
    except (UnreachableError, ValueError) as error:
        yield Finding(FAILED, "mail transport", f"{where}: {_first_line(error)}")
        return
    if parts.scheme == "file":
        said = f"{where}: mails stay in this folder, nobody receives them"
        yield Finding(WARNING, "mail transport", said)
    else:
        yield Finding(OK, "mail transport", f"{where} answers")


def _settings() -> Iterator[Finding]:
    doubts = [said for holds, said in _doubts() if holds()]
    for said in doubts:
        yield Finding(WARNING, "settings", said)
    messages = checks.run_checks(include_deployment_checks=True)
    loud = [m for m in messages if m.level >= checks.WARNING and not m.is_silenced()]
    for message in loud:
        verdict = FAILED if message.is_serious() else WARNING
        yield Finding(verdict, "settings", f"{message.id}: {_first_line(message.msg)}")
    if not doubts and not loud:
        yield Finding(OK, "settings", "sane")


def _doubts() -> list[tuple[Callable[[], bool], str]]:
    site = urlsplit(settings.SITE_URL)
    return [
        (lambda: settings.DEBUG, "DEBUG is on: errors show the inside of the site"),
        (lambda: site.scheme != "https", "SITE_URL is not https"),
        (
            lambda: site.hostname in ("127.0.0.1", "localhost", None),
            "SITE_URL leads to this machine, and so does every link in a mail",
        ),
        (lambda: "*" in settings.ALLOWED_HOSTS, "ALLOWED_HOSTS takes any name"),
    ]


def _first_line(text: object) -> str:
    return (str(text).strip() or type(text).__name__).splitlines()[0]
