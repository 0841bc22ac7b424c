from datetime import datetime
from functools import partial

from celery import shared_task
from django.db import transaction

from core.checkpoints import checkpoint

# Mails that one worker sends over one connection.
AT_ONCE = 50


@shared_task
def deliver(pks: list[int]) -> None:
    from notifications.delivery import LEASE, deliver_mails

    deliver_mails(pks, lease=LEASE)


@shared_task
def send_digests() -> None:
    from notifications.digests import write_digests

    write_digests()


def ring(pks: list[int], *, at: datetime | None = None) -> None:
    """Tell a worker after the commit. If nobody hears it, `relay` finds the rows.

    `at`: when the mails are due, where that is not now but within minutes.
    """
    for start in range(0, len(pks), AT_ONCE):
        some = pks[start : start + AT_ONCE]
        transaction.on_commit(partial(_publish, some, at), robust=True)


def _publish(pks: list[int], at: datetime | None) -> None:
    checkpoint("W2")
    if at is None:
        deliver.delay(pks)
    else:
        deliver.apply_async((pks,), eta=at)
    checkpoint("W3")
