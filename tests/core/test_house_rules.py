"""Rules of the house that no linter knows."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "core", "accounts", "brand", "activity", "composer", "search", "notifications",
    "tickets", "kb", "forums", "helpdesk",
]  # fmt: skip
BANNED = {
    "utils", "helpers", "common", "services", "managers", "mixins", "signals",
    "constants", "misc",
}  # fmt: skip


def modules():
    for app in APPS:
        yield from (ROOT / app).rglob("*.py")


def test_only_the_markdown_module_marks_html_as_safe():
    callers = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "mark_safe(" in path.read_text() and "core/markdown" not in str(path)
    ]
    assert callers == []
    trusting = [
        path.name for path in (ROOT / "templates").rglob("*.*")
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
        and path.suffix == ".html"
    ]  # fmt: skip
    assert trusting == []


def test_no_page_carries_script_or_style_of_its_own():
    inline = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if "mail" not in path.parts
        and "email" not in path.parts
        and re.search(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son[a-z]+=",
            path.read_text(),
        )
    ]
    assert inline == []


def test_no_module_hides_behind_a_name_that_says_nothing():
    assert [path for path in modules() if path.stem in BANNED] == []


def test_parts_and_pages_stay_small():
    def length(path):
        return path.read_text().count("\n")

    pages = [
        path.relative_to(ROOT)
        for path in (ROOT / "templates").rglob("*.html")
        if length(path) > (60 if path.name.startswith("_") else 150)
    ]
    assert pages == []
    assert [p.relative_to(ROOT) for p in modules() if length(p) > 400] == []
    assert length(ROOT / "helpdesk/settings.py") <= 250
