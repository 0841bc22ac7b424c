"""A visitor has somebody's question, too, and hears by mail when it is solved."""

import re
import uuid
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import link_in, log_in
from tests.processes.conftest import wait_until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])
def test_a_guest_is_told_when_it_is_solved(open_browser, mailbox, scripts):
    mark = str(uuid.uuid4().int % 9000 + 1000)
    address = f"gus-{mark}@example.com"
    topic = asks(open_browser(), f"The blue lamp blinks twice ({mark})")
    guest = open_browser(java_script_enabled=scripts)

    guest.goto(topic)
    expect(guest.get_by_text("1 person has this question")).to_be_visible()
    guest.get_by_role("link", name="Without an account").click()
    guest.locator("main [name=email]").fill(address)
    guest.get_by_role("button", name="Mail me a link").click()
    expect(guest.get_by_text("Look into your mailbox")).to_be_visible()
    guest.goto(link_in(mailbox.wait_for(address, mark), "/me-too/"))
    guest.get_by_role("button", name="Yes, tell me").click()
    expect(guest.get_by_text("2 people have this question")).to_be_visible()

    solves(open_browser(java_script_enabled=scripts), topic, f"Press it long, {mark}.")
    solved = mailbox.wait_for(address, f"Press it long, {mark}.")
    wait_until(lambda: reads_answer(guest, link_in(solved, "/forums/topics/")), 10)
    guest.goto(solved["List-Unsubscribe"].strip("<>"))
    guest.get_by_role("button", name="Stop these mails").click()
    expect(guest.get_by_text("These mails have stopped")).to_be_visible()


def test_a_press_after_the_login_ran_out_says_so(open_browser):
    page = open_browser()
    log_in(page, "customer@example.com")
    page.goto("/forums/sign-in-and-licence/")
    page.locator("main a[href*='/forums/topics/3']").first.click()
    note = page.get_by_text("Your login ran out")
    expect(note).to_be_hidden()

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Like", exact=True).last.click()
    expect(note).to_be_in_viewport()
    expect(note.get_by_role("link")).to_have_attribute("href", re.compile("topics/3"))


def reads_answer(page: Page, link: str) -> bool:
    """Visitors may get a page that is a second old; the link is to a place on it."""
    page.goto(link)
    page.reload()
    return page.get_by_role("heading", name="Answer", exact=True).count() == 1


def asks(page: Page, title: str) -> str:
    log_in(page, "ben.okafor@example.com")
    page.goto("/forums/sign-in-and-licence/new/?kind=question")
    page.locator("main [name=title]").fill(title)
    page.locator("main [name=body]").fill("It did so all morning.")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return urlsplit(page.url).path


def solves(page: Page, topic: str, words: str) -> None:
    log_in(page, "agent@example.com")
    page.goto(topic)
    page.locator("#reply [name=body]").fill(words)
    page.get_by_role("button", name="Post comment").click()
    page.get_by_role("button", name="This solved it").click()
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()
