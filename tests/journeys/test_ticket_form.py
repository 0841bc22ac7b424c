"""A form asks for what matters where scripts run, and says when it does elsewhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FORM = "/tickets/new/?form=sign-in"


def test_a_field_shows_where_it_is_asked(open_browser):
    page = open_browser()
    page.goto("/tickets/new/")
    page.get_by_label("How can we help?").fill("It says no.")
    page.get_by_role("button", name="I cannot sign in").click()
    expect(page.get_by_label("How can we help?")).to_have_value("It says no.")
    page.locator("main [name=subject]").press("Enter")  # presses no chip
    chosen = page.locator(".chip[aria-current]").filter(has_text="I cannot sign in")
    expect(chosen).to_be_visible()
    system = page.get_by_label("Where does it fail?")
    version = page.get_by_label("Version of Windows")
    expect(version).to_be_hidden()
    system.select_option("Windows")
    expect(version).to_be_visible()
    system.select_option("macOS")
    expect(version).to_be_hidden()


def test_without_scripts_its_condition_stands_in_words(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(FORM)
    expect(page.get_by_label("Version of Windows")).to_be_visible()
    expect(page.get_by_text("Only where “Where does it fail?”")).to_be_visible()


def test_guides_show_while_the_subject_is_typed(open_browser):
    page = open_browser()
    page.goto("/tickets/new/")
    subject = page.locator("main [name=subject]")
    subject.press_sequentially("authentication mail never came", delay=10)
    found = page.get_by_role("link", name="I never received the authentication")
    expect(found).to_be_visible()
    expect(found).to_have_attribute("target", "_blank")
