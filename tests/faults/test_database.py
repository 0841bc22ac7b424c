"""The database is restarted, or locked, while mail is written and sent."""

import http.client
import sqlite3
import threading
import uuid

from tests.faults.stage import HEARERS, connects, repeats
from tests.processes.conftest import wait_until


def test_postgres_crashes_and_comes_back(cluster, on_postgres, sink, say):
    """Replies that were answered with success stand, and their mails go out once."""
    stage = on_postgres
    relay = stage.relay()
    stage.web()
    accepted, asked = [], 0

    def post():
        nonlocal asked
        asked += 1
        body = f"Answer {asked}"
        try:
            if stage.post_reply(str(uuid.uuid4()), body=body) in (302, 303):
                accepted.append(body)
        except (OSError, http.client.HTTPException):
            return

    for _ in range(5):
        post()
    sink.delay = 0.1
    crash = threading.Thread(target=cluster.crash)
    crash.start()
    while crash.is_alive():
        post()
    for _ in range(3):
        post()
    before = len(accepted)
    cluster.start()
    wait_until(lambda: post() or len(accepted) >= before + 5, 60)

    wait_until(lambda: set(stage.states()) == {"sent"}, 90)
    stood = {body for (body,) in stage.query(ANSWERS)}
    assert stood >= set(accepted)
    sent = sum(stage.states().values())
    repeated = repeats(sink, mails_each=sent // len(HEARERS))
    say(f"{asked} replies, {len(accepted)} accepted, {repeated} of {sent} mails twice")
    assert repeated == 0
    assert relay.poll() is None


def test_sqlite_is_locked_for_a_while(stage, sink):
    relay = stage.relay()
    stage.web()
    assert connects(stage.port)
    lock = sqlite3.connect(
        stage.data_dir / "helpdesk.sqlite3",
        isolation_level=None,
        check_same_thread=False,
    )
    lock.execute("BEGIN IMMEDIATE")
    unlock = threading.Timer(5, lambda: lock.execute("ROLLBACK"))
    unlock.start()

    assert stage.post_reply(str(uuid.uuid4())) in (302, 303)
    stage.wait_until_all_is_sent()
    assert repeats(sink) == 0
    assert relay.poll() is None


ANSWERS = "SELECT body FROM tickets_ticketmessage WHERE number > 1"
