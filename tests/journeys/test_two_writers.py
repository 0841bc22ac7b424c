"""Two writers on one article: neither loses anything, and both are told."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

WRITERS = "eleanor.whitcombe@example.com", "admin@example.com"
KEEP = "Keep as my draft and preview"
HERS, THEIRS = "Hers: **by cable**.", "Theirs: by air."


def text(page: Page):
    return page.get_by_role("textbox", name="Text", exact=True)


def press(page: Page, name: str):
    page.locator("form.card").get_by_role("button", name=name, exact=True).click()


def keep(page: Page, words: str, *, by_itself: bool):
    """What she types is kept, with JavaScript by itself."""
    text(page).fill(text(page).input_value() + f"\n\n{words}")
    if by_itself:
        expect(page.get_by_text("Draft saved")).to_be_visible()
    else:
        press(page, KEEP)
        expect(page.get_by_text("Your draft is saved.")).to_be_visible()


@pytest.fixture
def two(open_browser, java_script):
    """A writer and an administrator, each in a window of her own."""
    pages = [open_browser(java_script_enabled=java_script) for _ in range(2)]
    for page, address in zip(pages, WRITERS, strict=True):
        log_in(page, address)
    return pages


@pytest.mark.parametrize(("java_script", "row"), [(True, 1), (False, 2)])
def test_nothing_is_lost_and_both_are_told(two, java_script, row):
    hers, theirs = two
    hers.goto("/desk/articles/")
    hers.locator("tbody tr").nth(row).get_by_role("link").click()
    hers.wait_for_url(re.compile(r"/desk/articles/\d+/$"))
    url = hers.url
    theirs.goto(url)

    keep(hers, HERS, by_itself=java_script)
    expect(
        hers.get_by_role("region", name="Preview").get_by_text("by cable")
    ).to_have_js_property("tagName", "STRONG")
    keep(theirs, THEIRS, by_itself=java_script)
    expect(theirs.get_by_text("is at work on this as well")).to_be_visible()
    press(theirs, "Save")
    expect(theirs.get_by_text("Your changes are saved.")).to_be_visible()

    # her window was closed, and she is back
    hers.goto("/desk/")
    hers.goto(url)
    expect(text(hers)).to_have_value(re.compile(re.escape(HERS)))
    expect(hers.get_by_text("since you began")).to_be_visible()
    press(hers, "Save")
    expect(hers.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(hers.locator("ins", has_text=THEIRS).first).to_be_visible()
    expect(text(hers)).to_have_value(re.compile(re.escape(HERS)))
    press(hers, "Save")
    expect(hers.get_by_text("Your changes are saved.")).to_be_visible()

    hers.goto(f"{url}revisions/")
    hers.get_by_role("link", name="What it changed").nth(1).click()
    expect(hers.locator("ins", has_text=THEIRS)).to_be_visible()
    theirs.goto("/notifications/")
    expect(theirs.get_by_text("edited").first).to_be_visible()
