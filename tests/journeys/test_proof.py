"""A visitor's browser proves some work by itself, under the strict policy."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])
def test_with_a_proof_nobody_has_to_look_first(open_browser, scripts):
    visitor, agent = open_browser(java_script_enabled=scripts), open_browser()
    subject = f"Screenshot ({uuid.uuid4().hex[:6]})"
    visitor.goto("/tickets/new/")
    for name, words in {
        "email": f"{uuid.uuid4().hex[:8]}@example.com",
        "subject": subject,
        "body": "It looks like https://pictures.example/7.png on my side.",
    }.items():
        visitor.locator(f"main [name={name}]").fill(words)
    if scripts:
        proof = visitor.locator("main input[name=altcha]")
        expect(proof).to_have_value(re.compile(r"\w{100}"))
    visitor.get_by_role("main").get_by_role("button", name="Submit a ticket").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("we have it")

    log_in(agent, "agent@example.com")
    agent.goto("/desk/tickets/?view=held")
    row = agent.get_by_role("row").filter(has_text=subject)
    if not scripts:
        row.get_by_role("button", name="Let in").click()
        agent.wait_for_url("**/?view=held")
    expect(row).to_have_count(0)
    agent.goto("/desk/tickets/?view=unassigned")
    expect(agent.get_by_role("link", name=subject)).to_be_visible()


def test_who_is_quicker_than_her_browser_waits_a_moment(open_browser):
    page = open_browser()
    page.goto("/tickets/find/")
    page.locator("altcha-widget [data-state]").wait_for(state="attached")
    page.locator("main [name=email]").fill("quick@example.com")
    page.locator("main [name=email]").press("Enter")
    expect(page).to_have_url(re.compile(r"\?sent=1"))
