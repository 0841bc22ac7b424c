"""A mail server in all its moods, and a relay that goes on until the mail is out."""

import pytest

from tests.faults.stage import HEARERS, repeats
from tests.processes.conftest import wait_until

VERBS = ["EHLO", "MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize("verb", [*VERBS, "DOT"])
def test_server_refuses_for_now(verb, stage, sink):
    sink.at(verb, "451 come back later", times=3)
    stage.run("reply")
    stage.relay()
    stage.wait_until_all_is_sent()

    assert repeats(sink) == 0


@pytest.mark.parametrize("how", ["drop", "stall"])
@pytest.mark.parametrize("verb", VERBS)
def test_server_hangs_up_or_falls_silent_before_the_final_dot(verb, how, stage, sink):
    sink.at(verb, how, times=2)
    stage.run("reply")
    stage.relay()
    stage.wait_until_all_is_sent()

    assert repeats(sink) == 0


@pytest.mark.parametrize("how", ["drop", "stall", "vanish"])
def test_receipt_is_lost(how, stage, sink, say):
    sink.at("DOT", how)
    stage.run("reply")
    stage.relay()
    stage.wait_until_all_is_sent()

    repeated = repeats(sink)
    say(f"receipt lost ({how}): {repeated} of {len(HEARERS)} mails came twice")
    assert repeated == (0 if how == "vanish" else 1)


def test_server_knows_one_address_no_more(stage, sink):
    sink.at("RCPT", "550 no such user", recipient=HEARERS[1])
    stage.run("reply")
    stage.relay()
    wait_until(lambda: stage.states() == {"sent": 2, "failed": 1})

    assert repeats(sink, [HEARERS[0], HEARERS[2]]) == 0


def test_server_is_away_for_a_while(stage, sink):
    sink.stop()
    stage.run("reply")
    stage.relay()
    wait_until(lambda: "cannot be handed over" in stage.log())
    sink.restart()
    stage.wait_until_all_is_sent()

    assert repeats(sink) == 0
