"""What the broker holds, asked briefly: a silent one answers nothing here either."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS = 0.25
# Celery's names: what waits, and what a worker took and did not end yet
WAITING, TAKEN = "celery", "unacked"


def queue_sizes() -> dict[str, int]:
    """Tasks that wait and tasks that were taken. Raises RedisError or OSError."""
    client = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=SECONDS,
        socket_connect_timeout=SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        waiting, taken = cast(Any, client.llen(WAITING)), cast(Any, client.hlen(TAKEN))
    finally:
        client.close()
    return {"waiting": int(waiting), "taken": int(taken)}
