"""The socket process: alive, and for sockets only."""

import asyncio

from helpdesk.asgi import application


def test_it_says_that_it_is_alive():
    assert _get("/healthz") == (200, b"ok\n")


def test_it_serves_no_pages():
    assert _get("/")[0] == 404


def test_it_refuses_a_socket_that_nobody_serves():
    sent = _talk({"type": "websocket", "path": "/"}, [{"type": "websocket.connect"}])

    assert sent == [{"type": "websocket.close"}]


def test_it_starts_and_stops_with_its_server():
    sent = _talk(
        {"type": "lifespan"},
        [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}],
    )

    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


def _get(path):
    start, body = _talk({"type": "http", "path": path}, [])
    return start["status"], body["body"]


def _talk(scope, incoming):
    sent = []
    waiting = iter(incoming)

    async def receive():
        return next(waiting)

    async def send(message):
        sent.append(message)

    asyncio.run(application(scope, receive, send))
    return sent
