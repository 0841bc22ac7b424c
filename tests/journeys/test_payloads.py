"""Hostile texts as articles in a browser, with nothing but the HTML to hold them."""

import pytest
from brs_kb.payloads import get_all_payloads

from tests.corpora import naughty_strings
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.browser

ON_A_PAGE = 200
# the policy of the page would stop what the HTML must not even ask for
WINDOW = {"bypass_csp": True}
# each thing of the article is touched, as handlers on it would notice
TOUCH = """article => {
    for (const element of article.querySelectorAll("*"))
        for (const kind of ["mouseover", "focus", "error", "load", "toggle"])
            element.dispatchEvent(new Event(kind, {bubbles: true}));
}"""


def text_of(payloads):
    """Each is an item of a list, so that none swallows the others."""
    items = [f"{payload}\n\n[x](<{payload}>)" for payload in payloads]
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)


def publish(writer, payloads):
    """The address of a published article that shows them; the first is its title."""
    token = {cookie["name"]: cookie["value"] for cookie in writer.context.cookies()}[
        "csrftoken"
    ]
    words = {"title": f"Payload {payloads[0]}"[:200], "body": text_of(payloads)}
    form = {"csrfmiddlewaretoken": token, "category": "1", **words}
    drafted = writer.request.post("/desk/articles/new/", form=form)
    assert drafted.ok, drafted.text()
    writer.request.post(f"{drafted.url}publish/", form=form)
    return f"/kb/articles/{drafted.url.rstrip('/').rpartition('/')[2]}/"


def test_no_payload_acts_in_a_browser(open_browser):
    writer, reader = open_browser(), open_browser(**WINDOW)
    log_in(writer, "admin@example.com")
    dialogs = []
    reader.on("dialog", lambda dialog: dialogs.append(reader.url) or dialog.dismiss())
    payloads = [entry.payload for entry in get_all_payloads().values()]
    payloads = [text.replace("\0", "\ufffd") for text in payloads + naughty_strings()]
    for start in range(0, len(payloads), ON_A_PAGE):
        shown = payloads[start : start + ON_A_PAGE]
        reader.goto(publish(writer, shown))
        article = reader.locator("article.prose")
        # some open or close lists of their own
        assert article.locator("li").count() > len(shown) * 0.9, start
        article.evaluate(TOUCH)
    assert dialogs == []  # and requests to other origins: see `open_browser`
    with reader.expect_event("dialog"):  # it would have been heard
        article.evaluate("it => { it.innerHTML = '<img src=/x onerror=alert(1)>' }")
