"""Writing articles in a browser: pictures, the preview beside, the order of a shelf."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in
from tests.journeys.test_composer import PASTE

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_browser) -> Page:
    opened: Page = open_browser()
    log_in(opened, "admin@example.com")
    return opened


def test_a_pasted_picture_shows_in_the_preview_beside_and_on_the_page(page):
    page.goto("/desk/articles/new/")
    page.get_by_label("Title").fill("With a picture")
    page.get_by_label("Category").select_option(index=1)
    page.get_by_label("Text", exact=True).fill("It looks like this: ")
    page.evaluate(PASTE)
    shown = page.get_by_role("region", name="Preview").locator("img")
    expect(shown).to_have_attribute("src", re.compile("^/files/"))
    page.locator("form.card").get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Show the page").click()
    picture = page.locator("article.prose img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("img => img.naturalWidth") > 0


def test_an_article_stands_where_it_was_dropped(page):
    page.goto("/desk/articles/order/activation/")
    rows = page.locator("sort-rows li")
    last = rows.last.locator("a").inner_text()
    rows.last.drag_to(rows.first, target_position={"x": 200, "y": 5})
    page.wait_for_url(re.compile("#article-"))
    page.goto("/kb/activation/")
    expect(page.locator(".rows a").first).to_have_text(last)
