"""Words without a break, wherever people may write them, fit a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def send(page: Page, path: str, **fields: str) -> None:
    page.goto(path)
    for name, text in fields.items():
        page.locator(f"main [name={name}]").fill(text)
    with page.expect_navigation():
        page.locator(f"main [name={name}]").evaluate("it => it.form.requestSubmit()")


def assert_fits(page: Page, path: str = "") -> None:
    if path:
        page.goto(path)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], page.url


def test_the_name_of_the_site_is_read_on_a_phone(open_browser):
    page = open_browser(viewport=PHONE)
    log_in(page, "tess.vandijk@example.com")
    name = page.locator(".site-header__inner > .brand > span").last
    cut = (
        "it => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight + 1"
    )
    assert name.inner_text() == "Keyhaven Support"
    assert not name.evaluate(cut)


def test_what_stands_beside_a_row_is_not_cut_off_on_a_phone(open_browser):
    page = open_browser(viewport=PHONE)
    log_in(page, "admin@example.com")
    page.goto("/desk/settings/people/")
    expect(page.get_by_text("Reviewer").last).to_be_visible()
    end = "it => it.getBoundingClientRect().right"
    cut = f"all => all.filter(it => ({end})(it) > ({end})(it.parentElement)).length"
    assert page.locator(".row__side").evaluate_all(cut) == 0


def test_long_words_fit_a_phone(open_browser):
    writer = open_browser(viewport=PHONE)
    log_in(writer, "tess.vandijk@example.com")
    send(writer, "/accounts/profile/", display_name="W" * 60)
    send(writer, "/forums/ideas/new/", title="W" * 200, body="W" * 500)
    assert_fits(writer)
    topic = writer.url
    send(writer, "/tickets/new/", subject="M" * 200, body="M" * 500)
    for path in (
        "/tickets/",
        "/forums/ideas/",
        "/people/19/",
        "/search/?q=" + "W" * 200,
    ):
        assert_fits(writer, path)
    writer.goto("/tickets/")
    writer.get_by_role("link", name="MMMM").click()
    writer.wait_for_load_state()
    assert_fits(writer)
    ticket = writer.url.rstrip("/").rsplit("/", 1)[1]

    reader = open_browser(viewport=PHONE)
    assert_fits(reader, topic)
    log_in(reader, "agent@example.com")
    assert_fits(reader, "/desk/tickets/")
    assert_fits(reader, f"/desk/tickets/{ticket}/")
