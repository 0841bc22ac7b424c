"""A visitor without an account is helped by mail alone, and may keep it all later."""

import re
import uuid
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import link_in, log_in

pytestmark = pytest.mark.browser

SECRET = "my serial is 4711-0815"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])
def test_a_guest_is_answered_by_a_mailed_link(open_browser, mailbox, scripts):
    address = f"gus-{uuid.uuid4().hex[:8]}@example.com"
    subject = f"Lost on the train ({uuid.uuid4().hex[:6]})"
    guest = open_browser(java_script_enabled=scripts)
    agent = open_browser(java_script_enabled=scripts)

    submits(guest, address, subject)
    receipt = mailbox.wait_for(address, "#")
    assert SECRET not in receipt.as_string()
    assert subject not in receipt.as_string()
    link = link_in(receipt, "/tickets/access/")

    agent_answers(agent, subject)
    mailbox.wait_for(address, "lost property office")

    guest.goto(link)
    expect(guest.get_by_text("lost property office").first).to_be_visible()
    guest.locator("main [name=body]").fill("They have it. Thank you!")
    guest.get_by_role("main").get_by_role("button", name="Send").first.click()
    expect(guest.get_by_text("They have it").first).to_be_visible()
    assert "/tickets/access/" in guest.url


def test_a_forged_link_shows_nothing(open_browser):
    page = open_browser()
    page.goto(f"/tickets/access/{uuid.uuid4().hex}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("does not work")
    page.get_by_role("button", name="Send me a new link").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("broke")


def submits(page: Page, address: str, subject: str) -> None:
    page.goto("/tickets/new/")
    page.locator("main [name=email]").fill(address)
    page.locator("main [name=subject]").fill(subject)
    page.locator("main [name=body]").fill(f"I left my laptop on the train, {SECRET}.")
    page.get_by_role("main").get_by_role("button", name="Submit a ticket").click()
    expect(
        page.get_by_role("main").get_by_text(re.compile(r"#\d+")).first
    ).to_be_visible()


def agent_answers(page: Page, subject: str) -> None:
    log_in(page, "agent@example.com")
    page.goto("/desk/tickets/")
    page.get_by_role("link", name=subject).click()
    reply = page.locator("form#reply")
    reply.get_by_role("textbox").fill("Ask at the **lost property office**.")
    ticket = urlsplit(page.url).path
    reply.get_by_role("button", name="Send reply").click()
    expect(page.get_by_text("leaves in").first).to_be_visible()
    page.goto(ticket)  # sending led on to the next of the queue
    expect(page.get_by_text("lost property office").first).to_be_visible()
