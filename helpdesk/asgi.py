"""The socket process. It holds open connections, pages are the work of WSGI."""

from collections.abc import Awaitable, Callable
from typing import Any

from helpdesk.tether import tie_worker_to_master

Message = dict[str, Any]

tie_worker_to_master()


async def application(
    scope: Message,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close"})
    elif scope["path"] == "/healthz":
        await _answer(send, 200, b"ok\n")
    else:
        await _answer(send, 404, b"This address is for sockets only.\n")


async def _live(
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    while (event := (await receive())["type"]) != "lifespan.shutdown":
        await send({"type": f"{event}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(
    send: Callable[[Message], Awaitable[None]], status: int, body: bytes
) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
