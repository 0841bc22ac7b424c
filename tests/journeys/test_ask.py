"""Asking in the forums: led to a question that stands, or asked, answered, accepted."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

# of others, one for each way: whoever said me too is not asked again
STANDING = {
    True: "Student discount after I have already paid the full price?",
    False: "Licence key from a reseller is refused with KH-204",
}
ways = pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])


@ways
def test_who_asks_what_stands_there_says_me_too(open_browser, scripts):
    page = open_browser(java_script_enabled=scripts)
    log_in(page, "customer@example.com")
    begins_to_ask(page, STANDING[scripts][:-6])
    if not scripts:  # else it shows while she types
        page.get_by_role("button", name="Continue").click()
    match = page.locator(".suggest__list > li").filter(has_text=STANDING[scripts])
    expect(match.get_by_role("link")).to_have_attribute("target", "_blank")
    match.get_by_role("button", name="I have this question too").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STANDING[scripts])
    expect(page.get_by_text("You have this question too")).to_be_visible()


@ways
def test_a_question_is_asked_answered_accepted_and_open_again(open_browser, scripts):
    asker = open_browser(java_script_enabled=scripts)
    agent = open_browser(java_script_enabled=scripts)
    log_in(asker, "customer@example.com")
    log_in(agent, "agent@example.com")
    title = f"Sync stops each day at noon ({uuid.uuid4().hex[:6]})"
    asks(asker, title, scripts)
    answers(agent, asker.url, "Leave the app open once over night.")
    asker.reload()
    asker.get_by_role("button", name="This solved it").click()
    main = asker.get_by_role("main")
    expect(main.get_by_role("heading", name="Answer", exact=True)).to_be_visible()
    expect(main.get_by_text("Solved").first).to_be_visible()
    main.get_by_role("button", name="Not the answer").first.click()
    expect(asker.get_by_role("button", name="This solved it")).to_be_visible()


def begins_to_ask(page: Page, title: str) -> None:
    page.goto("/forums/")
    page.get_by_role("link", name="Ask a question").first.click()
    page.locator("main [name=title]").press_sequentially(title, delay=5)


def asks(page: Page, title: str, scripts: bool) -> None:
    begins_to_ask(page, title)
    if scripts:
        expect(page.locator(".suggest__list")).to_be_visible()
    page.locator("main [name=title]").press("Enter")
    if not scripts:
        page.get_by_role("button", name="None of these helps: go on").click()
    page.locator("main [name=body]").fill("Since 7.4, by card 4111 1111 1111 1111.")
    page.get_by_role("button", name="Private ticket").click()
    expect(page.locator("main [name=subject]")).to_have_value(title)
    page.get_by_role("button", name="Question in the forums").click()
    expect(page.locator("main [name=title]")).to_have_value(title)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="None of these helps: go on").click()
    page.locator("main [name=where]").select_option("apps-and-extension:question")
    page.get_by_role("main").get_by_role("button", name="Post").click()
    expect(page.get_by_text("4111 1111 1111 1111 (card)")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Post").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("Since 7.4, by card [card].")).to_be_visible()


def answers(page: Page, topic: str, words: str) -> None:
    page.goto(topic)
    page.locator("#reply [name=body]").fill(words)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_text(words).first).to_be_visible()
