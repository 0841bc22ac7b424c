"""Files that would run where they are shown: kept as they came, and only downloaded."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import TeamMembership
from composer.models import Upload
from kb.actions import unpublish_article
from tests.matrix.files import picture
from tests.matrix.requests import address, send
from tests.matrix.world import World, taken_back
from tickets.actions import remove_cc

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">%s</svg>' % SCRIPT
PNG = picture().read()
ACTIVE = {
    "drawing.svg": SVG,
    "drawing.svgz": b"\x1f\x8b\x08\x00" + SVG,
    "drawing.png": SVG,
    "page.html": b"<!doctype html>" + SCRIPT,
    "page.htm": SCRIPT,
    "page.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml">%s</html>' % SCRIPT,
    "page.jpg": b"<html>" + SCRIPT,
    "page.txt": SCRIPT,
    "page": b"\xef\xbb\xbf<html>" + SCRIPT,
    "page.mht": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + SCRIPT,
    "sheet.xml": b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>',
    "sheet.xsl": b'<xsl:stylesheet version="1.0"/>',
    "code.js": b"alert(1)",
    "code.php": b"<?php system('id');",
    ".htaccess": b"AddType application/x-httpd-php .png",
    "\u200b.htaccess": b"AddType text/html .png",
    "paper.pdf": b"%PDF-1.4\n1 0 obj <</JS (app.alert(1))>>",
    "film.swf": b"CWS\x0a" + b"\x00" * 20,
    "short.lnk": b"L\x00\x00\x00",
    "calendar.ics": b"BEGIN:VCALENDAR\nX:%s" % SCRIPT,
    "empty.html": b"\n",
    "wide.html": SCRIPT.decode().encode("utf-16"),
    "comment.html": b"\x00" * 200 + SCRIPT,
}
TWO_THINGS = {
    "cat.gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;" + SCRIPT,
    "cat.png": PNG + SCRIPT,
    "cat.html": PNG + SCRIPT,
}
NAMES = [
    "../../../etc/passwd", "..\\..\\windows\\x.html", "/etc/cron.d/x", "C:\\x.txt",
    "a\r\nSet-Cookie: x=1\r\n\r\n<b>.txt", 'a"; filename="b.html', "a;b=c.txt",
    "x" * 400 + ".html", "\u202egpj.exe", "CON", "nul.txt", "a\u2028b.txt", "\x01.txt",
    "naïve 你好 🎉.txt", "<img src=x onerror=alert(1)>.png", "{{7*7}}.txt", " .txt ",
    "a/b/c", "%2e%2e%2fx", "%00.html", "?x=1#y", "file:///etc/passwd", "...", "=1.csv",
]  # fmt: skip
PICTURES = ["brand_settings:change-logo", "accounts:change-picture"]
RANGES = [
    {"HTTP_RANGE": "bytes=0-1"},
    {"HTTP_RANGE": "bytes=9-1"},
    {"HTTP_RANGE": "bytes=-1,x"},
    {"HTTP_IF_NONE_MATCH": "*"},
]
FOREVER = re.compile(r"^[0-9a-f]{2}/[0-9a-f]{64}$")


@pytest.fixture
def keep(world: World):
    """Send a file with a reply, and fetch it as the same person."""

    def sent(name: str, content: bytes) -> tuple[Upload, Any]:
        fields = {"body": "See the file", "attachments": _file(name, content)}
        assert send(world, "tickets:reply", fields).status_code == 302
        upload = Upload.objects.latest("pk")
        return upload, world.ask("owner", "GET", upload.get_absolute_url())

    with taken_back():
        yield sent


@pytest.mark.parametrize("name", ACTIVE)
def test_active_files_are_kept_and_only_downloaded(keep, name):
    upload, response = keep(name, ACTIVE[name])

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == ACTIVE[name]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert_caged(response)
    assert upload.path.read_bytes() == ACTIVE[name]


@pytest.mark.parametrize("name", TWO_THINGS)
def test_a_picture_with_something_behind_it_is_a_picture_or_a_download(keep, name):
    _, response = keep(name, TWO_THINGS[name])

    is_download = response["Content-Disposition"].startswith("attachment")
    assert is_download or response["Content-Type"] in ("image/gif", "image/png")
    assert_caged(response)


def test_a_picture_is_shown_in_place(keep):
    _, response = keep("cat.png", PNG)

    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Type"] == "image/png"
    assert_caged(response)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_the_store_or_into_a_header(world, keep, name):
    upload, response = keep(name, b"plain words")

    assert response.status_code == 200
    assert FOREVER.match(str(upload.path.relative_to(world.uploads / "files")))
    stored = {path for path in world.uploads.rglob("*") if path.is_file()}
    assert all(path.is_relative_to(world.uploads) for path in stored)
    assert len(upload.name) <= 100
    assert not re.search(r"[\x00-\x1f\u200b-\u202e\u2028/\\]", upload.name)
    for header, value in response.items():
        assert "\n" not in value, header
        assert "\r" not in value, header
    assert "Set-Cookie" not in response
    assert_caged(response)


def test_a_name_is_shown_as_text_on_the_page_that_lists_it(world, keep):
    keep("<img src=x onerror=alert(1)>.txt", b"words")

    page = world.ask(
        "owner", "GET", address(world, "tickets:ticket", "own-ticket", "owner")
    )
    assert b"<img src=x" not in page.content


@pytest.mark.parametrize("ask", RANGES)
def test_ranges_and_conditions_are_no_way_around_the_headers(world, keep, ask):
    upload, _ = keep("page.html", SCRIPT)

    response = world.ask("owner", "GET", upload.get_absolute_url(), **ask)
    assert response.status_code in (200, 206, 416)
    assert_caged(response)
    stranger = world.ask("stranger", "GET", upload.get_absolute_url(), **ask)
    assert stranger.status_code == 404
    head = world.ask("stranger", "HEAD", upload.get_absolute_url(), **ask)
    assert head.status_code == 404


def test_a_file_is_gone_with_the_right_to_see_it(world):
    """The very next request is refused: nothing remembers who was let in."""
    people, own = world.people, world.rows["own-ticket"]
    left = TeamMembership.objects.filter(person=people["other_team_agent"])
    steps = {
        ("cc", "public-file"): lambda: remove_cc(
            own, person=people["cc"], by=people["owner"]
        ),
        ("other_team_agent", "private-file"): left.delete,
        ("visitor", "article-file"): lambda: unpublish_article(
            world.rows["article"], by=people["reviewer"]
        ),
    }
    for (person, thing), take_away in steps.items():
        path = address(world, "composer:file", thing, person)
        with taken_back():
            assert world.ask(person, "GET", path).status_code == 200
            take_away()
            assert world.ask(person, "GET", path).status_code == 404


def test_a_guests_files_are_gone_with_her_link(world):
    link, given = world.thing("guest-link", "guest"), world.things["guest-file"]
    path = reverse(
        "tickets:access_file", args=[link["token"], given["key"], given["name"]]
    )
    with taken_back():
        response = world.ask("guest", "GET", path)
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Referrer-Policy"] == "no-referrer"
        assert_caged(response)
        world.rows["guest-ticket"].access_links.all().delete()
        assert world.ask("guest", "GET", path).status_code == 404


@pytest.mark.parametrize(
    "name", ["brand_settings:change-logo", "accounts:change-picture"]
)
@pytest.mark.parametrize(
    "content", [SVG, SCRIPT, b"", PNG[:40], TWO_THINGS["cat.gif"][:14]]
)
def test_what_is_no_picture_is_no_logo_and_no_portrait(world, name, content):
    field = "logo" if "logo" in name else "picture"
    with taken_back():
        status = send(world, name, {field: _file("x.png", content)}).status_code
        assert status == 422


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", content, content_type="text/html")
    file.__dict__["_name"] = name  # as a browser of somebody's own making sends it
    return file


def assert_caged(response: Any) -> None:
    """A browser that shows it anyway runs nothing of it, and keeps nothing of it."""
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
