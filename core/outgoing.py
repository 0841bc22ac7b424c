"""Requests to addresses that people typed in: to the public network and nowhere else.

The name is resolved once, each address is checked, and the connection is made to the
very address that was checked; the name is kept for TLS and for the Host header. A
redirect is an answer like any other: nobody follows it.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

SECONDS = 10
SNIPPET = 500
LOOKING = {"User-Agent": "Helpdesk looking for dead links", "Accept": "*/*"}
PORTS = (80, 443, *range(1024, 65536))
# ranges that the module does not call private, and that lead inwards all the same
NAT64 = ipaddress.ip_network("64:ff9b::/96")
INWARDS = [
    ipaddress.ip_network(each)
    for each in ("100.64.0.0/10", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")
]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class BlockedError(Exception):
    """An address that no request of ours may go to."""


@dataclass(frozen=True)
class Answer:
    status: int
    snippet: str


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Raises BlockedError, and OSError or HTTPException where nobody answers well."""
    return _send("POST", url, body, headers)


def look(url: str) -> int:
    """The status with which an address answers; raises as `post` does."""
    status = _send("HEAD", url, None, LOOKING).status
    # many servers know no HEAD
    return status if status < 400 else _send("GET", url, None, LOOKING).status


def _send(method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    parts = urlsplit(check_url(url))
    host = cast(str, parts.hostname)
    is_tls = parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    address = resolve(host, port)
    connection = _Pinned(host, port, address, is_tls=is_tls)
    # the timeout of a socket is for each read: a drop now and then would pass it
    deadline = threading.Timer(SECONDS, connection.cut)
    deadline.start()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        # people type letters that a request line may not hold
        connection.request(method, iri_to_uri(path), body, headers)
        response = connection.getresponse()
        snippet = response.read(SNIPPET).decode(errors="replace").replace("\0", "")
        return Answer(response.status, snippet)
    finally:
        deadline.cancel()
        connection.close()


def check_url(url: str) -> str:
    """http or https, a host, no user, a port that is no other service's."""
    if any(ord(each) <= 32 or ord(each) == 127 or each == "\\" for each in url):
        raise BlockedError("The address holds characters that none may hold.")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
        (host or "").encode("idna" if host and ":" not in host else "ascii")
    except (ValueError, UnicodeError) as error:
        raise BlockedError("This is no address.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BlockedError("Only http:// and https:// are called.")
    if "@" in parts.netloc:
        raise BlockedError("An address with a user name is not called.")
    if port is not None and port not in PORTS:
        raise BlockedError("This port belongs to another service.")
    return url


def resolve(host: str, port: int) -> str:
    """The first address of a name all of whose addresses are public.

    Raises OSError where the name is not known now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise BlockedError("This is no address.") from error
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        if not is_public(ipaddress.ip_address(address.partition("%")[0])):
            raise BlockedError("This host is not on the public network.")
    return addresses[0]


def is_public(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        # ::127.0.0.1, the old way of writing the same
        if int(ip) < 2**32:
            return False
        if inner:
            return is_public(inner)
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not any(
            ip in network for network in INWARDS if network.version == ip.version
        )
    )


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, speaks to the host that was meant."""

    def __init__(self, host: str, port: int, address: str, *, is_tls: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.address, self.is_tls = address, is_tls
        self.default_port = 443 if is_tls else 80
        self.plug: socket.socket | None = None

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if self.is_tls:
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.plug = self.sock
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def cut(self) -> None:
        """From another thread: whoever reads gets an end or an error."""
        if self.plug is not None:
            with suppress(OSError):
                # not that of SSLSocket, which takes itself apart under the reader
                socket.socket.shutdown(self.plug, socket.SHUT_RDWR)
