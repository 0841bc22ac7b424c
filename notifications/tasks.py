from datetime import datetime
from functools import partial
from typing import Any

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


@shared_task
def post_hooks(pks: list[int]) -> None:
    from notifications.webhooks import post_deliveries

    post_deliveries(pks)


@shared_task
def sweep_hooks() -> None:
    """What nobody was told of, and what is to be tried again."""
    from notifications.hooks import WebhookDelivery
    from notifications.webhooks import post_deliveries

    due = WebhookDelivery.objects.due().order_by("pk")
    post_deliveries(list(due.values_list("pk", flat=True)[:AT_ONCE]))


@shared_task
def forget_hook_calls() -> None:
    """Empty the log of what is old, and of calls for webhooks that are gone."""
    from notifications.hooks import WebhookDelivery

    WebhookDelivery.objects.forgettable().delete()


def ring_hooks(pks: list[int], *, at: datetime | None = None) -> None:
    """As `ring`; here it is beat that finds the rows."""
    options: dict[str, Any] = {"eta": at} if at else {}
    tell = partial(post_hooks.apply_async, (pks,), **options)
    transaction.on_commit(tell, robust=True)


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
