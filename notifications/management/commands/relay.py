"""`relay`: every mail leaves, whatever becomes of Celery and its broker."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from datetime import timedelta
from itertools import takewhile
from threading import Event as Flag
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from notifications.delivery import LEASE, deliver_mails
from notifications.digests import write_digests
from notifications.models import OutgoingEmail

logger = logging.getLogger(__name__)

AT_ONCE = 100
# Seconds between two looks for daily mails.
DIGESTS_EVERY = 600


class Command(BaseCommand):
    help = (
        "Sends the mail that no worker has sent in time. Runs until it is told to end."
    )
    # They would load the code of all pages for good: 50 MB.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--older-than", type=float, default=20, metavar="SECONDS")
        parser.add_argument(
            "--lease", type=float, default=LEASE.total_seconds(), metavar="SECONDS"
        )
        parser.add_argument("--every", type=float, default=5, metavar="SECONDS")

    def handle(self, **options: Any) -> None:
        self.older_than = timedelta(seconds=options["older_than"])
        self.lease = timedelta(seconds=options["lease"])
        self.ended = Flag()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: self.ended.set())
        rounds_per_digest = max(1, round(DIGESTS_EVERY / max(options["every"], 0.1)))
        rounds = 0
        while not self.ended.is_set():
            self._round(with_digests=rounds % rounds_per_digest == 0)
            rounds += 1
            self.ended.wait(options["every"])

    def _round(self, *, with_digests: bool) -> None:
        """A database that is away is asked again in the next round."""
        try:
            if with_digests:
                write_digests()
            self._sweep()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The database does not answer: %s", error)
            connection.close()

    def _sweep(self) -> None:
        due = OutgoingEmail.objects.due(older_than=self.older_than).order_by("pk")
        pks = list(due.values_list("pk", flat=True)[:AT_ONCE])
        not_told_to_end = takewhile(lambda _: not self.ended.is_set(), pks)
        deliver_mails(not_told_to_end, lease=self.lease)
