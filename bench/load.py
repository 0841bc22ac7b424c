"""Asking a server: as much as it can answer, or one request after the other.

`wrk` where it is on the PATH, else sockets of our own: a client in threads would be
the bottleneck and make all servers look alike.
"""

from __future__ import annotations

import http.client
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

CONNECTIONS = 16
TOKEN = "benchmark" * 3 + "token"


class WrongAnswerError(Exception):
    """The server answered with an error: what was measured is not the page."""


@dataclass(frozen=True)
class Server:
    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def signed_in(self, cookie: str) -> Server:
        """With a token of our own, as forms of a session must have one."""
        own = {"Cookie": f"{cookie}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        return Server(self.port, {**self.headers, **own})


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "sockets of bench/load.py"


def rate(server: Server, path: str, *, seconds: float) -> float:
    """Requests a second over 16 connections."""
    if shutil.which("wrk"):
        return _rate_by_wrk(server, path, seconds)
    return _rate_by_sockets(server, path, seconds)


def fetch(server: Server, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        return _get(connection, server, path)
    finally:
        connection.close()


def milliseconds(server: Server, paths: list[str], *, times: int) -> list[float]:
    """The median time of each path, over one connection, all paths in turn."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for _ in range(times):
        for path in paths:
            began = time.perf_counter()
            _get(connection, server, path)
            taken[path].append((time.perf_counter() - began) * 1000)
    connection.close()
    return [statistics.median(taken[path]) for path in paths]


def post_milliseconds(server: Server, path: str, forms: list[dict[str, str]]) -> float:
    """The median time of a form that is answered by a redirect."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {
        **server.headers,
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
    }
    taken = []
    for form in forms:
        began = time.perf_counter()
        connection.request("POST", path, urlencode(form), headers)
        response = connection.getresponse()
        response.read()
        taken.append((time.perf_counter() - began) * 1000)
        if response.status not in (302, 303):
            raise WrongAnswerError(f"POST {path}: {response.status}")
    connection.close()
    return statistics.median(taken)


def _get(connection: http.client.HTTPConnection, server: Server, path: str) -> bytes:
    connection.request("GET", path, headers=server.headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise WrongAnswerError(f"{path}: {response.status}")
    return body


def _rate_by_wrk(server: Server, path: str, seconds: float) -> float:
    flags = [f"-H{name}: {value}" for name, value in server.headers.items()]
    url = f"http://127.0.0.1:{server.port}{path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s"]
    done = subprocess.run(
        [*command, *flags, url], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise WrongAnswerError(f"{path}: {done.stdout}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def _rate_by_sockets(server: Server, path: str, seconds: float) -> float:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}"]
    lines += [f"{name}: {value}" for name, value in server.headers.items()]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    selector = selectors.DefaultSelector()
    address = ("127.0.0.1", server.port)
    clients = [socket.create_connection(address) for _ in range(CONNECTIONS)]
    for client in clients:
        client.sendall(request)
        selector.register(client, selectors.EVENT_READ, bytearray())
    began, answered = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        for key, _ in selector.select(1):
            connection: Any = key.fileobj
            received = key.data
            received += connection.recv(262_144)
            if _is_whole(received, path):
                answered += 1
                received.clear()
                connection.sendall(request)
    taken = time.perf_counter() - began
    for client in clients:
        client.close()
    return answered / taken


def _is_whole(received: bytearray, path: str) -> bool:
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return False
    if not received.startswith(b"HTTP/1.1 200"):
        raise WrongAnswerError(f"{path}: {received[:80]!r}")
    length = re.search(rb"(?i)content-length: (\d+)", received[:head])
    return length is not None and len(received) >= head + 4 + int(length[1])
