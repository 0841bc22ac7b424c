"""axe finds nothing, nothing is wider than its screen, in the light and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

PUBLIC = {
    "home": "/",
    "knowledge base": "/kb/",
    "article": "/search/?q=never+received+authentication&kind=article",
    "forums": "/forums/",
    "ask": "/forums/topics/ask/",
    "topic": "/search/?q=bought+pro+never+came&kind=topic",
    "search": "/search/?q=mail",
    "ticket form": "/tickets/new/?form=sign-in",
    "login": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "not found": "/nothing-here/",
    "style guide": "/styleguide/",
}
CUSTOMERS = {
    "my tickets": "/tickets/",
    "profile": "/accounts/profile/",
    "notifications": "/notifications/",
}
DESK = {
    "queue": "/desk/tickets/",
    "ticket page": "/desk/tickets/7/",
    "requester": "/desk/tickets/7/requester/",
    "tags": "/desk/tags/",
    "bulk change": "/desk/tickets/bulk/?tickets=7&tickets=8",
    "new ticket": "/desk/tickets/new/",
    "settings": "/desk/settings/",
    "people": "/desk/settings/people/",
    "fields of a form": "/desk/settings/forms/sign-in/",
    "held tickets": "/desk/tickets/?view=held",
    "articles": "/desk/articles/",
    "article editor": "/desk/articles/38/",
    "versions": "/desk/articles/38/revisions/",
    "two versions": "/desk/articles/38/compare/?before=1&after=2",
    "order": "/desk/articles/order/activation/",
    "change of articles": "/desk/articles/bulk/?articles=1&articles=38",
    "article from a ticket": "/desk/articles/from-ticket/1/?messages=1&messages=2",
    "article health": "/desk/articles/38/health/",
    "worst articles": "/desk/articles/health/",
    "searched in vain": "/desk/articles/gaps/",
    "new snippet": "/desk/articles/snippets/new/",
    "sent mail": "/desk/mail/",
}
LOOKS = [
    pytest.param(width, scheme, id=f"{width}-{scheme}")
    for width in (360, 1280)
    for scheme in ("light", "dark")
]


def look_at(page: Page, name: str, path: str) -> None:
    page.goto(path)
    if path.startswith("/search/") and name != "search":
        page.locator(".rows--results a").first.click()
        page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], name
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.fixture
def window(open_browser, request):
    def opened(width: int, scheme: str) -> Page:
        return open_browser(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
        )

    return opened


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_visitors_and_customers(window, width, scheme):
    page = window(width, scheme)
    for name, path in PUBLIC.items():
        look_at(page, name, path)
    log_in(page, "customer@example.com")
    for name, path in CUSTOMERS.items():
        look_at(page, name, path)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_the_desk(window, width, scheme):
    page = window(width, scheme)
    log_in(page, "admin@example.com")
    for name, path in DESK.items():
        look_at(page, name, path)
