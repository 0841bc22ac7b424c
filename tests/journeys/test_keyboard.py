"""An agent's day without a mouse: twenty tickets answered, key by key."""

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in
from tests.processes.conftest import ROOT, RunningSite

pytestmark = pytest.mark.browser

ANSWERED = 20
KEYS_AT_MOST = 4
MAKE = """
from accounts.models import User
from tickets.actions import open_ticket, set_tags
agent = User.objects.get(email="agent@example.com")
asking = User.objects.get(email="customer@example.com")
for number in range({count}, 0, -1):
    ticket = open_ticket(
        requester=asking, subject=f"{tag} number {{number}}", body="How?",
        channel="web", by=asking,
    )
    set_tags(ticket, names=["{tag}"], by=agent)
"""


class Keyboard:
    """Presses keys and counts them: Ctrl with a key is two."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, keys: str) -> None:
        self.pressed += len(keys.split("+"))
        self.page.keyboard.press(keys)


@pytest.fixture
def tag(site: RunningSite) -> Iterator[str]:
    """Of 21 tickets of its own, "<tag> number 1" the first in the queue."""
    word = f"keys{uuid.uuid4().hex[:6]}"
    code = MAKE.format(tag=word, count=ANSWERED + 1)
    command = [sys.executable, "manage.py", "shell", "-c", code]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True)
    return word


@pytest.fixture
def page(open_browser) -> Page:
    opened: Page = open_browser()
    log_in(opened, "agent@example.com")
    return opened


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_twenty_tickets_are_answered_from_the_keyboard_alone(page, tag):
    keyboard = Keyboard(page)
    page.goto(f"/desk/tickets/?tag={tag}")
    keyboard.press("j")
    keyboard.press("Enter")
    for number in range(1, ANSWERED + 1):
        heading(page, f"{tag} number {number}")
        before = keyboard.pressed
        keyboard.press("r")
        page.keyboard.type(f"Answer {number}.")
        keyboard.press("Control+Enter")
        heading(page, f"{tag} number {number + 1}")
        assert keyboard.pressed - before <= KEYS_AT_MOST
    heading(page, f"{tag} number {ANSWERED + 1}")


def test_keys_lead_back_to_the_row_and_on_to_the_next(page, tag):
    page.goto(f"/desk/tickets/?tag={tag}")
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    heading(page, f"{tag} number 2")
    page.keyboard.press("j")
    heading(page, f"{tag} number 3")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name=f"{tag} number 3")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    heading(page, "Mine")


def test_each_key_of_a_ticket_leads_to_its_field(page, tag):
    page.goto(f"/desk/tickets/?tag={tag}")
    page.get_by_role("link", name=f"{tag} number 1", exact=True).click()
    heading(page, f"{tag} number 1")
    for key, name in (("n", "body"), ("r", "body"), ("a", "to"), ("h", "until")):
        page.keyboard.press(key)
        expect(page.locator(":focus")).to_have_attribute("name", name)
        page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator(":focus")).to_have_text(re.compile("Solve"))
    page.keyboard.press("e")
    heading(page, f"{tag} number 2")


def test_the_palette_offers_what_the_page_offers(page, tag):
    page.goto(f"/desk/tickets/?tag={tag}")
    page.get_by_role("link", name=f"{tag} number 1", exact=True).click()
    heading(page, f"{tag} number 1")
    page.keyboard.press("Control+k")
    options = page.get_by_role("option")
    for name in ("Solve", "Move to trash", "Private note", "Priority", "Mine"):
        page.keyboard.press("Control+a")
        page.keyboard.type(name.lower())
        expect(options.filter(has_text=name).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("wait for")
    page.keyboard.press("Enter")
    expect(page.locator(".page-head").get_by_text("Pending").first).to_be_visible()


def test_the_sheet_tells_all_keys_and_turns_them_off(page, tag):
    page.goto(f"/desk/tickets/?tag={tag}")
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet.get_by_text("New ticket")).to_be_visible()
    page.keyboard.press("c")  # nothing beneath an open dialog
    sheet.get_by_label("Single keys work").uncheck()
    sheet.get_by_role("button", name="Close").click()
    page.keyboard.press("c")
    page.keyboard.press("j")
    expect(page.locator("tr:focus-within")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    expect(sheet).to_be_visible()
    assert f"tag={tag}" in page.url


def test_news_of_the_queue_wait_until_they_are_asked_for(page, open_browser, tag):
    page.goto(f"/desk/tickets/?tag={tag}")
    page.get_by_label("Choose").nth(1).check()
    last = page.get_by_role("link", name=f"{tag} number {ANSWERED + 1}")
    number = re.search(r"/(\d+)/", last.get_attribute("href") or "")
    assert number
    colleague = open_browser()
    log_in(colleague, "admin@example.com")
    colleague.goto(f"/desk/tickets/{number[1]}/")
    colleague.get_by_role("button", name="More").click()
    colleague.get_by_role("button", name="Put on hold").click()
    expect(colleague.locator(".page-head").get_by_text("On hold").first).to_be_visible()
    place = page.get_by_role("link", name=f"{tag} number 2", exact=True)
    before = place.bounding_box()
    show = page.get_by_role("link", name="1 update, show")
    expect(show).to_be_visible(timeout=40_000)
    assert place.bounding_box() == before
    show.click()
    expect(page.locator("tbody tr").first).to_contain_text(f"number {ANSWERED + 1}")
    expect(page.locator("tr", has=place).get_by_role("checkbox")).to_be_checked()
