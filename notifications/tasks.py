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


def ring(pks: list[int]) -> None:
    """Tell a worker after the commit. If nobody hears it, `relay` finds the rows."""
    for start in range(0, len(pks), AT_ONCE):
        some = pks[start : start + AT_ONCE]
        transaction.on_commit(partial(_publish, some), robust=True)


def _publish(pks: list[int]) -> None:
    checkpoint("W2")
    deliver.delay(pks)
    checkpoint("W3")
