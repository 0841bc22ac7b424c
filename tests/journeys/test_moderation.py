"""A post is reported, taken by a moderator, and decided; the reporter is told."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

REPORTED = "Licence key from a reseller is refused with KH-204"
ways = pytest.mark.parametrize("scripts", [True, False], ids=["with-js", "without-js"])


@ways
def test_from_a_report_to_what_becomes_of_the_post(open_browser, scripts):
    reader = open_browser(java_script_enabled=scripts)
    moderator = open_browser(java_script_enabled=scripts)
    log_in(reader, "ben.okafor@example.com")  # a member, who may report
    log_in(moderator, "agent@example.com")
    reader.goto("/search/?q=reseller+KH-204")
    reader.get_by_role("link", name=REPORTED).first.click()
    opening = reader.locator("#post-1")
    opening.get_by_role("button", name="What to do with this post").click()
    opening.get_by_role("link", name="Report").click()
    reader.get_by_label("It does not belong to this topic.").check()
    reader.get_by_label("In your words").fill("Is this the right forum?")
    reader.get_by_role("button", name="Report").click()
    expect(reader.get_by_text("A moderator looks at it")).to_be_visible()
    moderator.goto("/desk/moderation/")
    moderator.get_by_role("button", name="Take the next 20").click()
    row = moderator.get_by_role("listitem").filter(has_text=REPORTED)
    expect(row).to_contain_text("yours")
    row.get_by_role("link", name=REPORTED).click()
    expect(moderator.get_by_role("main")).to_contain_text("Is this the right forum?")
    moderator.get_by_label("It is fine: show it").check()
    moderator.get_by_role("button", name="Decide").click()
    expect(moderator.get_by_text("Those whom it concerns are told")).to_be_visible()
    reader.goto("/notifications/")
    expect(reader.get_by_role("main")).to_contain_text("was decided")
