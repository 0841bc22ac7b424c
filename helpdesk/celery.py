"""The Celery application. Celery makes things quick, `relay` makes them certain."""

import logging
import os
import time
from typing import Any

from celery import Celery, Task
from celery.signals import celeryd_init
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
# The site is checked before anything starts; here it would load all pages' code for
# good: 50 MB a process.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

logger = logging.getLogger(__name__)

# No task may be held longer than a broker waits before it hands it out again.
BROKER_WAITS = 15 * 60
TASK_MAY_TAKE = 5 * 60

# How long nobody is kept waiting again by a broker that did not answer.
SILENCE = 10.0


class Doorbell(Task):
    """Publishing neither fails nor holds up its caller: it only rings a bell.

    What must happen stands in the database, and `relay` finds it there.
    """

    silent_until = 0.0

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < Doorbell.silent_until:
            return None
        try:
            return super().apply_async(*args, **kwargs)
        except OperationalError as error:
            Doorbell.silent_until = time.monotonic() + SILENCE
            logger.warning("The broker does not answer: %s", error)
            return None


app = Celery("helpdesk", task_cls=Doorbell)
app.conf.update(
    broker_url=settings.REDIS_URL.replace("unix://", "redis+socket://", 1),
    broker_transport_options={
        "socket_timeout": 0.2,
        "socket_connect_timeout": 0.2,
        "max_retries": 0,  # else a broker that is silent holds a request for 45 s
        "visibility_timeout": BROKER_WAITS,
    },
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_publish_retry=False,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=TASK_MAY_TAKE,
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    beat_schedule={
        "archive-stale-questions": {
            "task": "forums.tasks.archive_stale",
            "schedule": 86_400.0,
        },
        "recount-forums": {
            "task": "forums.tasks.recount",
            "schedule": 86_400.0,
        },
        "count-votes-of-the-week": {
            "task": "forums.tasks.count_weekly_votes",
            "schedule": 3600.0,
        },
        "unpin-what-is-over": {
            "task": "forums.tasks.unpin_what_is_over",
            "schedule": 3600.0,
        },
        "send-digests": {
            "task": "notifications.tasks.send_digests",
            "schedule": 900.0,
        },
        "sweep-webhooks": {
            "task": "notifications.tasks.sweep_hooks",
            "schedule": 60.0,
        },
        "forget-webhook-calls": {
            "task": "notifications.tasks.forget_hook_calls",
            "schedule": 86_400.0,
        },
        "delete-redacted-bytes": {
            "task": "composer.tasks.delete_redacted_bytes",
            "schedule": 300.0,
        },
        "close-solved-tickets": {
            "task": "tickets.tasks.close_solved_tickets",
            "schedule": 3600.0,
        },
        "keep-articles-to-dates": {
            "task": "kb.tasks.keep_to_dates",
            "schedule": 20.0,
        },
        "remind-of-reviews": {
            "task": "kb.tasks.remind_reviews",
            "schedule": 86_400.0,
        },
        "relate-articles": {
            "task": "kb.tasks.relate_articles",
            "schedule": 86_400.0,
        },
        "check-links-of-articles": {
            "task": "kb.tasks.check_links",
            "schedule": 86_400.0,
        },
        "count-harm-of-articles": {
            "task": "kb.tasks.count_harm",
            "schedule": 86_400.0,
        },
        "report-to-owners": {
            "task": "kb.tasks.report_to_owners",
            "schedule": 86_400.0,
        },
        "mind-clocks-of-questions": {
            "task": "forums.tasks.mind_clocks",
            "schedule": 60.0,
        },
        "watch-out-for-incidents": {
            "task": "forums.tasks.watch_out",
            "schedule": 300.0,
        },
        "tell-of-fixes": {
            "task": "forums.tasks.tell_of_fixes",
            "schedule": 60.0,
        },
        "forget-search-queries": {
            "task": "search.tasks.forget_queries",
            "schedule": 86_400.0,
        },
        "ask-for-ratings": {
            "task": "tickets.tasks.ask_for_ratings",
            "schedule": 3600.0,
        },
        "wake-snoozed-tickets": {
            "task": "tickets.tasks.wake_tickets",
            "schedule": 60.0,
        },
        "empty-ticket-trash": {
            "task": "tickets.tasks.empty_trash",
            "schedule": 3600.0,
        },
        "tend-ticket-exports": {
            "task": "tickets.tasks.tend_exports",
            "schedule": 300.0,
        },
        "tend-bulk-changes": {
            "task": "tickets.tasks.tend_bulk_changes",
            "schedule": 300.0,
        },
        "earn-trust": {
            "task": "forums.tasks.earn_trust",
            "schedule": 86_400.0,
        },
        "sweep-staged-files": {
            "task": "composer.tasks.sweep_staged",
            "schedule": 86_400.0,
        },
        "sweep-ticket-presences": {
            "task": "tickets.tasks.sweep_presences",
            "schedule": 3600.0,
        },
        "sweep-access-links": {
            "task": "tickets.tasks.sweep_access_links",
            "schedule": 86_400.0,
        },
    },
)
app.autodiscover_tasks()


@celeryd_init.connect
def wait_patiently(**kwargs: Any) -> None:
    """A worker has nobody waiting for it, and must outlive any broker."""
    app.conf.broker_transport_options = {
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "visibility_timeout": BROKER_WAITS,
    }
