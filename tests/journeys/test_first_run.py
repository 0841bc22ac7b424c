"""An empty site asks its first visitor who runs it, and nobody after her."""

import pytest
from playwright.sync_api import expect

from tests.processes.conftest import RunningSite

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path):
    running = RunningSite(tmp_path / "data", DEMO="0")
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_the_first_administrator_makes_herself_at_home(open_browser):
    page = open_browser()
    page.goto("/")
    assert page.url.endswith("/welcome/")
    for name, value in {
        "site_name": "Harbour Help",
        "display_name": "Ada Finch",
        "email": "ada@harbour.test",
        "password1": "a-quiet-harbour-at-dawn",
    }.items():
        page.locator(f"main [name={name}]").fill(value)
    page.get_by_role("main").locator("button[type=submit]").click()
    page.wait_for_url("**/desk/settings/**")
    page.goto("/")
    expect(page.get_by_role("link", name="Harbour Help").first).to_be_visible()
    response = open_browser().goto("/welcome/")
    assert response is not None
    assert response.status == 404
