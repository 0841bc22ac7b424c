"""What no form can mean: a clear refusal, or an answer that changes nothing."""

from __future__ import annotations

import base64
import json
from itertools import product

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.matrix.apps import CELLS, FORMS
from tests.matrix.files import text_file
from tests.matrix.naughty import NAUGHTY, packs
from tests.matrix.requests import ROUTES, address, send
from tests.matrix.rows import STAGED, writes
from tests.matrix.tables import Fields
from tests.matrix.world import World, taken_back

pytestmark = pytest.mark.usefixtures("brief")

LONG = "x" * 70_000  # more than any text may have
# ticked by anything; a choice of what is hers alone; a moment ends at its last digit
TAKES_ALL = {
    "can_reply", "no_file", "chosen", "is_private", "remember", "action_add",
    "includes_private", "is_active", "is_required", "text",
    "shares_tickets", "significant", "at", "archive", "allows_several_answers",
    "archive_at", "is_current", "mask-0-keep", "begins_at", "ends_at",
}  # fmt: skip
# the first 64 KB are shown; a subject that is a tick; phrases may be long, and are only
# ever hashed; Django's own leads back to whatever address of ours
FREE = {
    "composer:preview", "kb_desk:preview", "desk:redact-ticket", "accounts:invitation",
    "set_language",
} | {name for name in FORMS if name.startswith("account_")}  # fmt: skip
TAKES_ALL.add("tell")
FULL = [
    name for name in FORMS if name.endswith((":new", ":reply", ":edit", ":profile"))
]
BASE64 = (
    b'--b\r\nContent-Disposition: form-data; name="body"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--b--\r\n"
)
BODIES = [
    ("application/json", b'{"body": 1}'),
    ("application/json", b"{"),
    ("text/plain", b"body=x"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data"),
    ("multipart/form-data; boundary=b", BASE64),
    ("multipart/form-data; boundary=" + "b" * 300, b"x"),
    ("application/x-www-form-urlencoded", b"body=%ff%fe&subject=%c3%28&=&&&=x&%00=1"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(600))),
    ("application/x-www-form-urlencoded; charset=utf-7", b"body=+ADw-"),
    ("application/x-www-form-urlencoded; charset=nothing", b"body=x"),
    ("", b"body=x"),
]
KEYS = """after before page q view kind tab state status next team assignee tag about
whose quote voted priority v channel degraded p forum reason title""".split()
VALUES = [
    "0", "-1", "é", "9" * 19, "9" * 400, "[]", "' OR 1=1 --", "٣", '%"*"', "a AND (",
    "a" * 5000, "9-9" * 9,
]  # fmt: skip
LISTS = """tickets:mine desk:queue mail:ledger notifications:list kb_desk:articles
accounts_settings:people kb:category forums:forum forum_moderation:queue
forum_desk:queue""".split()
# by time, by name, by key, by place
ORDERS = "desk:queue accounts_settings:people mail:ledger kb:category".split()
PAGES = (
    "desk:ticket forums:topic forums:new forums:ask kb:article search:results".split()
)
PLACES = [
    [], [None], [1], [None, None], ["x", "y"], [10**30, 10**30], [1, 10**30], [{}, []],
    [1e308, 1], ["0001-01-01", 1], ["99999-01-01", 1], [True, False, True], ["", ""],
    ["2020-01-01T00:00:00+99:99", 1], ["\x00", 1], [0, "2020-01-01", 1], {"a": 1}, "x",
]  # fmt: skip
TYPED = """subject body title summary description email name tagline display_name
site_name sender_name sender_address tags slug""".split()


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", FORMS)
def test_a_field_that_is_missing_is_no_fault(world: World, name: str):
    fields = FORMS[name].fields(world)
    for field in fields:
        without = {key: value for key, value in fields.items() if key != field}
        refused_whole_or_taken(world, name, without)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", FORMS)
def test_nul_bytes_and_endless_texts_are_refused(world: World, name: str):
    fields = FORMS[name].fields(world)
    for field in set(texts(fields)) - TAKES_ALL:
        for bad in (f"{fields[field]}\x00", LONG):
            status = refused_whole_or_taken(world, name, fields | {field: bad})
            assert name in FREE or 400 <= status < 500, (field, bad[:9], status)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", FORMS)
def test_texts_for_files_and_files_for_texts_are_no_fault(world: World, name: str):
    fields = FORMS[name].fields(world)
    for field, value in fields.items():
        other = "text" if hasattr(value, "read") else text_file("x.txt", "y")
        refused_whole_or_taken(world, name, fields | {field: [other, other]})


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", FULL)
def test_a_body_of_another_kind_is_no_fault(world: World, name: str):
    form = FORMS[name]
    path = address(world, name, form.thing, form.by)
    for kind, body in BODIES:
        with taken_back():
            response = world.ask(form.by, "POST", path, raw=body, content_type=kind)
            assert response.status_code < 500, (kind, body)


@pytest.mark.parametrize("name", [name for name in FULL if name.endswith(":new")])
def test_naughty_texts_are_taken_or_refused(world: World, name: str):
    fields = FORMS[name].fields(world)
    for pack in packs(60):
        naughty = {key: pack for key in texts(fields) if key in TYPED}
        refused_whole_or_taken(world, name, fields | naughty)


@pytest.mark.parametrize(
    "name", ["tickets:reply", "forums:new", "kb_desk:new", "desk:new"]
)
def test_a_page_that_holds_all_naughty_texts_is_shown(world: World, name: str):
    body = "\n\n".join(NAUGHTY)
    fields = FORMS[name].fields(world) | {"body": body, "secrets": "keep"}
    for pack in packs(150):
        line = "".join(char for char in pack if char.isprintable()) or "x"
        titles = {key: line for key in ("subject", "title") if key in fields}
        with taken_back():
            response = send(world, name, fields | titles)
            assert response.status_code == 302, pack
            page = world.ask(FORMS[name].by, "GET", response["Location"])
            assert page.status_code == 200
            assert b"<script>alert(1)" not in page.content
            assert b"<svg/onload" not in page.content


@pytest.mark.parametrize("name", LISTS + PAGES)
def test_questions_that_nobody_can_mean_are_answered(world: World, name: str):
    path = page_of(world, name)
    for value in VALUES:
        with taken_back():
            response = world.ask("admin", "GET", path, dict.fromkeys(KEYS, value))
            assert response.status_code == 200, value


@pytest.mark.parametrize("name", ORDERS)
def test_a_forged_place_in_a_list_is_its_beginning(world: World, name: str):
    path = page_of(world, name)
    for way, place in product(("after", "before"), PLACES):
        token = base64.urlsafe_b64encode(json.dumps(place).encode()).decode()
        with taken_back():
            response = world.ask("admin", "GET", path, {way: token})
            assert response.status_code == 200, place


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", ROUTES)
def test_an_address_with_an_id_of_another_size_leads_nowhere(world: World, name: str):
    cell = next(each for each in CELLS if each.route == name)
    given = world.thing(cell.thing, "admin")
    keys = {key for key in ROUTES[name].takes if isinstance(given[key], int)}
    method, fields = (
        ("POST", FORMS[name].fields(world)) if name in FORMS else ("GET", None)
    )
    for key, size in product(keys, (10**19, 10**60)):
        taken = {each: given[each] for each in ROUTES[name].takes}
        path = reverse(name, kwargs=taken | {key: size})
        with taken_back(), writes() as written:
            status = world.ask("admin", method, path, fields).status_code
        assert status == 404, path
        assert written <= STAGED


@pytest.mark.parametrize("name", FORMS)
def test_a_refused_form_still_holds_what_was_typed(world: World, name: str):
    fields = FORMS[name].fields(world)
    words = {field for field in texts(fields) if field in TYPED}
    unseen = words  # each is looked for once
    for broken in texts(fields)[:4]:
        if unseen <= {broken}:
            continue
        with taken_back():
            response = send(world, name, fields | {broken: "a\x00b"})
            page = response.content.decode() if response.status_code == 422 else ""
        whole = words - {broken}
        kept = {field for field in whole if escape(fields[field]) in page}
        assert not page or kept == whole, broken
        unseen = unseen - kept


def texts(fields: Fields) -> list[str]:
    return [name for name, value in fields.items() if isinstance(value, str)]


def page_of(world: World, name: str) -> str:
    cell = next(each for each in CELLS if (each.route, each.method) == (name, "GET"))
    return address(world, name, cell.thing, "admin")


def refused_whole_or_taken(world: World, name: str, given: Fields) -> int:
    """Never a fault; and who refuses a form has written nothing of it."""
    with taken_back(), writes() as written:
        status: int = send(world, name, given).status_code
    assert status < 500
    assert status < 400 or written <= STAGED
    return status
