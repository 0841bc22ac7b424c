"""Killed with -9 at each labelled step: nothing is lost, nothing sent twice.

Only a kill between the server's receipt and our record of it (D6, D7) may repeat a
mail, once, under the same Message-ID.
"""

import http.client
import signal
import uuid

import pytest

from tests.faults.stage import HEARERS, repeats

STEPS = ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"]
MAY_REPEAT = {"D6", "D7"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["relay", "worker"])
def test_sender_is_killed(who, step, stage, sink, say):
    if who == "worker":
        stage.broker()
    stage.run("reply")
    killed = getattr(stage, who)(CRASH_AT=step)
    assert killed.wait(60) == -signal.SIGKILL, stage.log()

    stage.relay()
    stage.wait_until_all_is_sent()
    repeated = repeats(sink)
    say(f"{who} killed at {step}: {repeated} of {len(HEARERS)} mails came twice")
    assert repeated <= (1 if step in MAY_REPEAT else 0)


@pytest.mark.parametrize("step", ["D1", "D5", "D6", "D7", "D8"])
def test_sender_into_a_folder_is_killed(step, stage, tmp_path):
    """A file has a name of its own: it is never there twice."""
    stage.environment["EMAIL_URL"] = (tmp_path / "mail").as_uri()
    stage.run("reply")
    assert stage.relay(CRASH_AT=step).wait(60) == -signal.SIGKILL

    stage.relay()
    stage.wait_until_all_is_sent()
    assert len(list((tmp_path / "mail").glob("*.eml"))) == len(HEARERS)


@pytest.mark.parametrize("step", ["W1", "W2", "W3"])
def test_web_process_is_killed_while_an_agent_replies(step, stage, sink):
    """She sees no answer and sends the same form again."""
    stage.broker()
    form = str(uuid.uuid4())
    killed = stage.web(CRASH_AT=step)
    with pytest.raises((OSError, http.client.HTTPException)):
        stage.post_reply(form)
    assert killed.wait(10) == -signal.SIGKILL
    stood = stage.query("SELECT count(*) FROM tickets_ticketmessage WHERE number = 2")
    assert stood == [(0 if step == "W1" else 1,)]

    stage.web()
    assert stage.post_reply(form) in (302, 303)
    stage.relay()
    stage.wait_until_all_is_sent()
    assert stage.query("SELECT count(*) FROM tickets_ticketmessage") == [(2,)]
    assert repeats(sink) == 0


def test_relay_is_killed_again_and_again(stage, sink, say):
    stage.run("reply", "20")
    sink.delay = 0.02
    kills = 0
    while stage.states()["sent"] < 60 and kills < 12:
        relay = stage.relay()
        seen = len(sink.received)
        while len(sink.received) < seen + 4 and stage.states()["sent"] < 60:
            pass
        relay.kill()
        relay.wait(10)
        kills += 1

    stage.relay()
    stage.wait_until_all_is_sent(60, seconds=120)
    repeated = repeats(sink, mails_each=20)
    say(f"{kills} kills while 60 mails were sent: {repeated} came twice")
    assert repeated <= kills
