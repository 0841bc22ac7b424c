"""Two agents on one ticket see each other, and what comes meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

TICKET = "/desk/tickets/40/"
SOON = 40_000  # a page asks every 15 s


@pytest.fixture
def two(open_browser) -> tuple[Page, Page]:
    """The agent and the administrator, each with the ticket open."""
    pages = open_browser(), open_browser()
    for page, address in zip(pages, ("agent", "admin"), strict=True):
        log_in(page, f"{address}@example.com")
        page.goto(TICKET)
    return pages


def test_each_sees_that_the_other_reads_writes_and_leaves(two):
    one, other = two
    here = one.locator(".company")
    expect(here).to_contain_text("is viewing this", timeout=SOON)
    other.get_by_label("Reply", exact=True).press_sequentially("Hello")
    expect(here).to_contain_text("is writing", timeout=SOON)
    other.goto("/desk/tickets/")
    expect(here).to_be_hidden(timeout=SOON)


def test_what_came_and_changed_is_shown_beside_what_is_being_written(two):
    one, other = two
    one.get_by_label("Reply", exact=True).fill("My own words")
    other.get_by_label("Private note", exact=True).fill("Told in between")
    other.keyboard.press("Control+Enter")
    expect(other.locator("#thread")).to_contain_text("Told in between")
    priority = other.get_by_label("Priority")
    to = "high" if priority.input_value() != "high" else "low"
    priority.select_option(to)
    other.locator("form", has=priority).get_by_role("button").click()
    expect(one.locator(".company")).to_contain_text(
        "changed the priority", timeout=SOON
    )
    one.get_by_role("link", name="1 new message, show").click()
    expect(one.get_by_label("Priority")).to_have_value(to)
    expect(one.locator("#thread")).to_contain_text("Told in between")
    expect(one.get_by_label("Reply", exact=True)).to_have_value("My own words")
    one.get_by_role("button", name="Send reply").click()
    expect(one.locator("#thread")).to_contain_text("My own words")


def test_what_was_read_comes_along_with_the_question(open_browser):
    visitor = open_browser()
    visitor.goto("/search/?q=never+received+authentication&kind=article")
    visitor.locator(".rows--results a").first.click()
    title = visitor.get_by_role("heading", level=1).inner_text()
    visitor.goto("/tickets/new/")
    visitor.get_by_label("Your e-mail address").fill("rea.reader@example.com")
    visitor.get_by_label("Subject").fill("Still no mail")
    visitor.get_by_label("How can we help?").fill("I read the guide.")
    visitor.get_by_role("main").get_by_role("button", name="Submit a ticket").click()
    visitor.wait_for_url("**/thanks/**")
    agent = open_browser()
    log_in(agent, "agent@example.com")
    agent.goto("/desk/tickets/")
    agent.get_by_role("link", name="Still no mail").click()
    agent.get_by_role("heading", name="Links").scroll_into_view_if_needed()
    expect(agent.get_by_role("link", name=title)).to_be_visible()


def test_a_page_of_the_queue_is_ticked_at_once(open_browser):
    page = open_browser()
    log_in(page, "agent@example.com")
    page.goto("/desk/tickets/")
    rows = page.locator("tbody input[type=checkbox]")
    count = rows.count()
    page.keyboard.press("Shift+X")
    expect(page.locator("tbody input:checked")).to_have_count(count)
    rows.first.uncheck()
    expect(page.get_by_label("Tick all on this page")).not_to_be_checked()
    page.get_by_role("button", name="Change the ticked ones").click()
    expect(page.get_by_text(f"{count - 1} tickets are chosen.")).to_be_visible()


def test_a_tag_is_completed_while_it_is_typed(open_browser):
    page = open_browser()
    log_in(page, "agent@example.com")
    page.goto(TICKET)
    page.get_by_label("Tags, by commas").fill("")
    page.get_by_label("Tags, by commas").press_sequentially("new one, sign")
    option = page.locator('#tag-names option[value="new one, sign-in"]')
    expect(option).to_have_count(1)
