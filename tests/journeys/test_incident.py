"""One problem of many: from the forum into a ticket, and back as a fix for all."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Mailbox, link_in, log_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])
def test_a_problem_goes_into_a_ticket_and_its_fix_to_everybody(
    open_browser, mailbox, scripts
):
    customer, agent = (open_browser(java_script_enabled=scripts) for _ in range(2))
    log_in(customer, "customer@example.com")
    log_in(agent, "agent@example.com")
    title = f"Sync stops at half ({uuid.uuid4().hex[:6]})"

    topic = reports(customer, title)
    number = makes_a_ticket(agent, topic)
    customer.goto(topic)
    expect(customer.get_by_text("This is being handled in private.")).to_be_visible()
    solves(agent, number)
    says_that_it_is_fixed(agent, topic)
    says_that_it_is_not(customer, mailbox, title, number)
    agent.goto(topic)
    facts = agent.get_by_role("complementary").locator("dl", has_text="Still broken")
    expect(facts).to_have_text(re.compile(r"Told\s*1\s*Still broken for\s*1"))


def reports(page: Page, title: str) -> str:
    page.goto("/forums/apps-and-extension/new/")
    page.locator("main [name=title]").fill(title)
    page.get_by_label("Problem", exact=True).check()
    page.locator("main [name=body]").fill("At 50 % it waits for ever.")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def makes_a_ticket(page: Page, topic: str) -> str:
    page.goto(topic)
    page.get_by_role("button", name="What to do with this post").first.click()
    page.get_by_role("button", name="Make a ticket").first.click()
    expect(page.get_by_text("At 50 % it waits for ever.").first).to_be_visible()
    found = re.search(r"/desk/tickets/(\d+)/", page.url)
    assert found
    return found[1]


def solves(page: Page, number: str) -> None:
    page.get_by_role("button", name="Solve", exact=True).click()
    page.goto(f"/desk/tickets/{number}/")
    expect(page.locator(".page-head").get_by_text("Solved")).to_be_visible()


def says_that_it_is_fixed(page: Page, topic: str) -> None:
    page.goto(topic)
    page.get_by_label("State").select_option("fixed")
    page.get_by_role("button", name="Set state").click()
    expect(page.locator(".page-head").get_by_text("Fixed")).to_be_visible()


def says_that_it_is_not(page: Page, mailbox: Mailbox, title: str, number: str) -> None:
    mail = mailbox.wait_for("customer@example.com", f"Fixed: {title}")
    page.goto(link_in(mail, "/still-broken/"))
    page.get_by_role("button", name="Still broken for me").click()
    expect(page).to_have_url(re.compile(rf"/tickets/{number}/"))
    expect(page.get_by_text("It is still broken for me").first).to_be_visible()
    assert len([m for m in mailbox.to("customer@example.com") if title in m["Subject"]])
