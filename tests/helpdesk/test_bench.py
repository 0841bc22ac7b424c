"""What the benchmark says of its numbers, and that its own client counts right."""

import json
import socket
import threading
from contextlib import suppress

import pytest

from bench import load
from bench.figures import figure, json_lines, table


def test_the_median_run_counts_and_the_spread_is_said():
    found = figure("page", "ms", [10, 30, 11])
    assert (found.median, found.spread) == (11, 20)


def test_ratios_are_of_the_same_runs():
    found = figure("page", "/s", [90, 40, 200], beside=[100, 50, 200], wanted="≥ 0.90")
    assert found.ratio == pytest.approx(0.9)
    assert found.ratio_spread == pytest.approx(0.2)
    assert found.holds


@pytest.mark.parametrize(
    ("wanted", "holds"), [("≤ 20", True), ("≤ 10", False), ("≥ 11", True), ("", None)]
)
def test_without_a_yardstick_the_median_is_what_is_wanted(wanted, holds):
    assert figure("late", "ms", [11], wanted=wanted).holds is holds


def test_the_table_and_the_lines_tell_the_same():
    found = figure("queue", "ms", [8], beside=[4], wanted="≤ 1.3", queries=8, note="12")
    assert "queue   8.0 ms  0.0       2.00" in table([found])
    assert "queue: 12" in table([found])
    line = json.loads(json_lines([found]))
    assert (line["median"], line["ratio"], line["holds"]) == (8, 2, False)


@pytest.fixture
def answers():
    """A server that answers each request with the given bytes, over few connections."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def start(answer: bytes) -> load.Server:
        def talk(client: socket.socket) -> None:
            with client, suppress(OSError):
                while client.recv(65536):
                    client.sendall(answer)

        def accept() -> None:
            with suppress(OSError):  # the test is over
                while True:
                    client = listener.accept()[0]
                    threading.Thread(target=talk, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return load.Server(listener.getsockname()[1])

    yield start
    listener.close()


def test_our_own_client_counts_whole_answers(answers):
    server = answers(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    assert load._rate_by_sockets(server, "/", 0.05) > 0


def test_an_error_page_is_not_measured(answers):
    server = answers(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(load.WrongAnswerError, match="500"):
        load._rate_by_sockets(server, "/", 0.05)
