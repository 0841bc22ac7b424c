"""How much one request may cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.names import clean_name, skeleton
from core.markdown import render
from search.finding import find
from tests.matrix.apps import FORMS
from tests.matrix.files import text_file
from tests.matrix.requests import address, send
from tests.matrix.rows import STAGED, writes
from tests.matrix.world import World, taken_back

pytestmark = pytest.mark.usefixtures("brief")


GENERATORS = [
    "a",
    " ",
    "\n",
    "a ",
    "a@",
    "a.",
    "-",
    "'",
    '"',
    "\\",
    "(",
    "[",
    "[](",
    "*a",
    "_",
    "`",
    "<",
    "<a ",
    "&",
    "&#",
    "http://",
    "://",
    "@a",
    "#",
    "|",
    "> ",
    "1",
    "é",
    "\u0301",
    "\u200b",
    "ﷺ",
    "rn",
]
SEARCHED = 400


@pytest.mark.parametrize("piece", GENERATORS)
def test_redos(world: World, piece: str):
    """Twice the text costs no more than thrice the time; the longest is under 1 s.

    Less than a tenth of a second is proof enough, and measured once.
    """
    agent = world.people["agent"]
    for read, most in (
        (lambda text: find(text, agent), SEARCHED),
        (lambda text: skeleton(text), 200),
        (lambda text: _named(text), 10_000),
        (lambda text: render(text), 65_536),
    ):
        half, whole = ((piece * length)[:length] for length in (most // 2, most))
        if (cost := _seconds(read, whole)) >= 0.1:
            cost = min(cost, _seconds(read, whole))
            of_half = min(_seconds(read, half), _seconds(read, half))
            assert cost < 1, piece
            assert cost < 0.1 or cost / of_half < 3.5, (piece, of_half, cost)


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [
        ("tickets:new", "subject", 200),
        ("tickets:new", "name", 60),
        ("tickets:new", "email", 254),
        ("tickets:new", "body", 65_536),
        ("forums:new", "title", 200),
        ("forums:reply", "body", 65_536),
        ("kb_desk:new", "title", 200),
        ("kb_desk:new", "summary", 300),
        ("kb_desk:new", "tags", 500),
        ("kb_settings:new", "title", 80),
        ("kb_settings:new", "slug", 80),
        ("kb_settings:new", "description", 240),
        ("forum_settings:new", "title", 80),
        ("accounts:profile", "display_name", 60),
        ("accounts_settings:new-team", "name", 80),
        ("desk:new", "subject", 200),
        ("desk:tags", "tags", 500),
        ("brand_settings:look", "name", 60),
        ("brand_settings:look", "tagline", 160),
        ("brand_settings:mail", "sender_name", 60),
    ],
)
def test_unbounded_inputs(world: World, name: str, field: str, most: int):
    """The longest is taken, one character more is refused."""
    fields = FORMS[name].fields(world)
    longest = (
        "a" * (most - 12) + "@example.com" if field == "email" else _words(field, most)
    )
    if field != "email":  # of which a part may be no longer than 64
        with taken_back():
            assert send(world, name, fields | {field: longest}).status_code == 302
    with taken_back(), writes() as written:
        assert send(world, name, fields | {field: longest + "a"}).status_code == 422
    assert written <= STAGED


def test_unbounded_lists(world: World):
    fields = FORMS["tickets:reply"].fields(world)
    files = [text_file(f"{n}.txt", "x") for n in range(11)]
    tags = ",".join(f"t{n}" for n in range(21))
    with taken_back():
        assert (
            send(world, "tickets:reply", fields | {"attachments": files}).status_code
            == 422
        )
        assert send(world, "desk:tags", {"tags": tags}).status_code == 422
        own = world.rows["own-ticket"]
        for n in range(20):
            send(world, "tickets:cc", {"email": f"cc{n}@example.com"})
        assert own.ccs.count() <= 20


def test_bombs(world: World):
    """A small body that says it is large, or unpacks to it."""
    multipart = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="body"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + b"\n" * 200_000 + b"QQ==\r\n"
        for _ in range(5)
    )
    path = address(world, "tickets:reply", "own-ticket", "owner")
    began = time.process_time()
    with taken_back():
        response = world.ask(
            "owner",
            "POST",
            path,
            raw=multipart + b"--b--\r\n",
            content_type="multipart/form-data; boundary=b",
        )
        assert response.status_code in (302, 400, 413, 422)
        large = world.ask(
            "owner", "POST", path, {"body": "x"}, CONTENT_LENGTH=str(2**40)
        )
        assert large.status_code == 413
        assert b"Go back" in large.content
    assert time.process_time() - began < 2


def _words(field: str, length: int) -> str:
    if field == "tags":
        return ("abcdefg, " * length)[: length - 2] + "zz"
    return "a" * length


def _named(text: str) -> None:
    try:
        clean_name(text)
    except ValidationError:
        return


def _seconds(read: Callable[[str], Any], text: str) -> float:
    began = time.process_time()
    read(text)
    return max(time.process_time() - began, 0.0001)
