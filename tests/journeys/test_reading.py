"""Reading the knowledge base in a browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser


def open_article(page, number):
    page.goto(f"/kb/articles/{number}/")
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])
def test_who_was_not_helped_says_what_was_missing(open_browser, scripts):
    reader, agent = open_browser(java_script_enabled=scripts), open_browser()
    open_article(reader, 1)
    reader.get_by_role("button", name="No", exact=True).click()
    missing = f"The way back, {scripts}."
    reader.get_by_label("What was missing?").fill(missing)
    reader.get_by_role("button", name="Send", exact=True).click()
    expect(reader.get_by_label("What was missing?")).to_have_count(0)
    expect(reader.get_by_text("Thank you for telling us.")).to_be_visible()
    log_in(agent, "agent@example.com")
    open_article(agent, 1)
    agent.get_by_text("missed").click()
    expect(agent.get_by_text(missing)).to_be_visible()


def test_a_browser_remembers_what_it_read(open_browser):
    reader, other = open_browser(), open_browser()
    first = open_article(reader, 1)
    recent = reader.get_by_role("navigation", name="Recently viewed")
    expect(recent).to_be_hidden()
    second = open_article(reader, 2)
    expect(recent.get_by_role("link")).to_have_text([first])
    reader.goto("/kb/")
    expect(recent.get_by_role("link")).to_have_text([second, first])
    recent.get_by_role("link", name=first).click()
    expect(recent.get_by_role("link")).to_have_text([second])
    other.goto("/kb/")
    expect(other.get_by_text("Recently viewed")).to_be_hidden()
