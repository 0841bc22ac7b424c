"""Work that a browser proves: what counts, and that it counts once."""

import base64
import hashlib
import json
import time
from pathlib import Path

import altcha
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from core import proof

pytestmark = pytest.mark.django_db


def solution(**changes):
    """What the widget would have sent."""
    given = Client().get("/proof/").json()
    for number in range(given["maxNumber"] + 1):
        tried = hashlib.sha256(f"{given['salt']}{number}".encode()).hexdigest()
        if tried == given["challenge"]:
            break
    given.pop("maxNumber")
    return packed(given | {"number": number} | changes)


def packed(given):
    return base64.b64encode(json.dumps(given).encode()).decode()


@pytest.fixture(autouse=True)
def easy(monkeypatch):
    monkeypatch.setattr(proof, "NUMBERS", 50)


def test_a_solution_counts_once():
    solved = solution()
    assert [proof.is_proven(solved) for _ in range(3)] == [True, False, False]


def test_a_challenge_is_never_kept():
    answer = Client().get("/proof/")
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["challenge"] != Client().get("/proof/").json()["challenge"]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 51},
        {"number": -1},
        {"number": "x"},
        {"number": None},
        {"signature": "0" * 64},
        {"challenge": "0" * 64},
        {"salt": ""},
    ],
)
def test_what_was_changed_counts_for_nothing(changes):
    assert not proof.is_proven(solution(**changes))


@pytest.mark.parametrize(
    "payload",
    ["", "x", "é", packed([1]), packed(7), packed({}), packed({"number": 1e999})],
)
def test_what_no_widget_sends_counts_for_nothing(payload):
    assert not proof.is_proven(payload)


def test_no_second_time_prolongs_a_life(monkeypatch):
    """The package believes the first time it reads and signs the last."""
    monkeypatch.setattr(proof, "LIFE", -proof.LIFE)
    given = json.loads(base64.b64decode(solution()))
    monkeypatch.undo()
    key, later = proof._key(), int(time.time()) + 999
    salt = given["salt"].replace("?", f"?expires={later}&")
    longer = packed(given | {"salt": salt})
    assert altcha.verify_solution(longer, key)[0]
    assert not proof.is_proven(longer)
    assert not proof.is_proven(packed(given))


@pytest.mark.parametrize("page", ["/tickets/new/", "/tickets/find/"])
def test_the_policy_is_wider_on_its_pages_alone(page):
    assert "worker-src 'self' blob:" in Client().get(page)["Content-Security-Policy"]
    assert "blob:" not in Client().get("/search/")["Content-Security-Policy"]


def test_the_widget_has_the_sheet_that_the_policy_names():
    """Of a newer widget another hash must be named."""

    script = Path(finders.find("altcha/altcha.min.js")).read_text("utf-8")
    sheet = script.split("Bo='", 1)[1].split("';function", 1)[0]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == proof.STYLE
