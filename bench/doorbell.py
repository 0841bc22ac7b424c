"""A task that only says how long after it was enqueued it started."""

import time

from helpdesk.celery import app


@app.task(name="bench.started")
def started(enqueued: float, file: str) -> None:
    late = time.time() - enqueued
    with open(file, "a") as output:
        output.write(f"{late * 1000}\n")
