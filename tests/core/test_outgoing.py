"""No address that somebody types leads inwards."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from core import outgoing
from core.outgoing import BlockedError, check_url, post

INWARDS = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0", "0.0.0.0", "2130706433",
    "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "localhost", "LOCALHOST",
    "localhost.", "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "169.254.169.254", "2852039166", "0xa9fea9fe", "100.64.0.1", "192.0.0.1",
    "192.0.2.1", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]",
    "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fec0::1]",
    "[ff02::1]", "[2001:db8::1]", "１２７.0.0.1", "①②⑦.0.0.1",
]  # fmt: skip
ODD = [
    "", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//x.y/",
    "http://", "http:///path", "http://a@example.com/", "http://a:b@example.com/",
    "http://example.com:22/", "http://example.com:25/", "http://example.com:0/",
    "http://example.com:99999/", "http://example.com\\@127.0.0.1/",
    "http://example.com/\r\nX: y", "http://exa mple.com/", "http://[::1/",
    "http://example.com/\t", "javascript:alert(1)",
]  # fmt: skip


class Receiver:
    """A server on the loopback that counts who connects."""

    def __init__(self, status=200):
        self.requests = requests = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                requests.append((self.path, dict(self.headers), body))
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(b"y" * 2000)

            def do_GET(self):
                requests.append((self.path, dict(self.headers), self.command))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,)).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver():
    server = Receiver()
    yield server
    server.stop()


@pytest.mark.parametrize("host", INWARDS)
def test_nothing_leads_inwards(host, receiver):
    with pytest.raises((BlockedError, OSError)):
        post(f"http://{host}:{receiver.port}/", b"{}", {})
    assert receiver.requests == []


@pytest.mark.parametrize("url", ODD)
def test_what_is_no_address_to_call(url):
    with pytest.raises(BlockedError):
        check_url(url)


def test_one_address_inwards_among_public_ones_is_enough(monkeypatch):
    found = [(2, 1, 6, "", (each, 80)) for each in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(BlockedError):
        outgoing.resolve("example.com", 80)


@pytest.mark.parametrize(
    "ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
)
def test_public_addresses_are_called(ip, monkeypatch):
    found = [(2, 1, 6, "", (ip, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert outgoing.resolve("example.com", 80) == ip


def test_a_receiver_gets_the_body_under_the_name_that_was_typed(receiver, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host, port: "127.0.0.1")
    url = f"http://hooks.example.com:{receiver.port}/in?x=1"
    answer = post(url, b'{"a": 1}', {"X-Own": "yes"})
    assert (answer.status, answer.snippet) == (200, "y" * 500)
    ((path, headers, body),) = receiver.requests
    assert (path, body, headers["X-Own"]) == ("/in?x=1", b'{"a": 1}', "yes")
    assert headers["Host"] == f"hooks.example.com:{receiver.port}"


def test_an_address_is_looked_at_by_get_where_nobody_knows_head(receiver, monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host, port: "127.0.0.1")
    assert outgoing.look(f"http://example.com:{receiver.port}/ä%20b?c=ß#d") == 200
    ((path, headers, command),) = receiver.requests
    assert (path, command) == ("/%C3%A4%20b?c=%C3%9F", "GET")
    assert "dead links" in headers["User-Agent"]


def test_a_redirect_is_an_answer(monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host, port: "127.0.0.1")
    server = Receiver(status=302)
    try:
        answer = post(f"http://hooks.example.com:{server.port}/", b"", {})
    finally:
        server.stop()
    assert (answer.status, len(server.requests)) == (302, 1)


def test_a_server_that_never_ends_its_answer_is_cut_off(monkeypatch):
    monkeypatch.setattr(outgoing, "resolve", lambda host, port: "127.0.0.1")
    timer = threading.Timer
    monkeypatch.setattr(outgoing.threading, "Timer", lambda _, cut: timer(0.1, cut))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises((OSError, outgoing.http.client.HTTPException)):
            post(f"http://hooks.example.com:{port}/", b"", {})
