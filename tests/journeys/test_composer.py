"""Writing at the desk in a browser: macros, articles, colleagues, pasted pictures."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

PASTE = """
async () => {
  const canvas = document.createElement("canvas");
  const blob = await new Promise((done) => canvas.toBlob(done));
  const data = new DataTransfer();
  data.items.add(new File([blob], "screen.png", { type: "image/png" }));
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}
"""


@pytest.fixture
def page(open_browser) -> Page:
    opened: Page = open_browser()
    log_in(opened, "agent@example.com")
    opened.goto("/desk/tickets/?status=open")
    opened.locator("a.queue__link").first.click()
    return opened


def body(page: Page, form: str = "#reply"):
    return page.locator(f"{form} textarea[name=body]")


def test_a_macro_by_the_palette_goes_below_what_was_typed(page):
    body(page).fill("Hello.")
    page.keyboard.press("Control+k")
    page.keyboard.type("macro: ask for the")
    page.keyboard.press("Enter")
    expect(body(page)).to_have_value(re.compile(r"^Hello\.\n\nDear .*diagnostic", re.S))
    expect(body(page)).to_be_focused()
    expect(page.get_by_label("Status: Pending")).to_be_checked()
    expect(page.get_by_label("Tags: +needs-report")).to_be_checked()


def test_an_article_is_picked_to_where_the_caret_stands(page):
    body(page).fill("See . Bye.")
    body(page).evaluate("area => area.setSelectionRange(4, 4)")
    page.get_by_role("button", name="Link an article").click()
    page.locator("#reply-picker input[type=search]").fill("sync")
    page.get_by_role("button", name="How sync works").click()
    expect(body(page)).to_have_value(
        re.compile(r"^See \[How sync works\]\(http://\S+/kb/articles/\S+\) \. Bye\.$")
    )
    expect(page.locator("#reply-picker input")).to_have_count(0)


def test_a_colleague_is_picked_into_a_note(page):
    body(page, "#note").fill("Look,")
    page.get_by_role("button", name="Mention a colleague").click()
    page.locator("#note-picker [name=insert]").first.click()
    expect(body(page, "#note")).to_have_value(re.compile(r"^Look, @\w+"))


def test_a_pasted_picture_stands_in_the_text_and_goes_with_it(page):
    body(page).fill("It looks like this: ")
    page.evaluate(PASTE)
    expect(body(page)).to_have_value(
        re.compile(r"^It looks like this: !\[screen\.png\]\(/files/\S+\)$")
    )
    expect(page.locator("#reply [name=attachments-kept]")).to_be_checked()
    ten = [{"name": f"{n}", "mimeType": "text/plain", "buffer": b""} for n in range(10)]
    files = page.locator("#reply input[type=file]")
    files.set_input_files(ten)
    said = "input => input.validationMessage"
    assert files.evaluate(said) == "At most 10 files at once."
    files.set_input_files([])
    assert files.evaluate(said) == ""
    address = page.url.split("?")[0]
    page.get_by_role("button", name="Send reply").click()
    page.wait_for_load_state()
    page.goto(address)
    shown = page.locator(".message__body img").last
    expect(shown).to_have_attribute("src", re.compile(r"^/files/"))
    assert shown.evaluate("img => img.complete && img.naturalWidth > 0")
