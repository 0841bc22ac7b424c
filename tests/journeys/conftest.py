"""A real Chromium against the running processes, on the demo content."""

import email
import os
import re
import shutil
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from tests.processes.conftest import RunningSite, wait_until

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "helpdesk-demo"
expect.set_options(timeout=20_000)


class Mailbox:
    """The outbox directory: one mail a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def wait_for(self, address: str, words: str) -> EmailMessage:
        """The latest mail to an address that says these words."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            found[:] = [
                mail
                for mail in self.to(address)
                if words in mail["Subject"] or words in text_of(mail)
            ]
            return bool(found)

        wait_until(arrived, 45)
        return found[-1]

    def to(self, address: str) -> list[EmailMessage]:
        mails = [
            email.message_from_bytes(path.read_bytes(), policy=default)
            for path in sorted(self.folder.glob("*.eml"), key=os.path.getmtime)
        ]
        return [mail for mail in mails if address in mail["To"]]


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def link_in(mail: EmailMessage, path: str) -> str:
    """The first link of the text part whose address holds this path."""
    links = re.findall(r"https?://\S+", text_of(mail))
    return next(link for link in links if path in link)


@pytest.fixture(scope="package")
def site(tmp_path_factory) -> Iterator[RunningSite]:
    running = RunningSite(tmp_path_factory.mktemp("site") / "data", DEMO="1")
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="package")
def mailbox(site) -> Mailbox:
    return Mailbox(site.data_dir / "mail")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with the journeys: its loop would forbid others the database."""
    if CHROMIUM is None:
        pytest.skip("the browser ring needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser, site, tmp_path) -> Iterator[Callable[..., Page]]:
    """`open_browser(java_script_enabled=False)`: a new person's window.

    At the end no window may have logged an error or asked another origin.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    origin = f"http://127.0.0.1:{site.port}"
    ours = (origin, f"blob:{origin}")  # what a page of ours made for its worker

    def new_window(**options: object) -> Page:
        context = browser.new_context(base_url=origin, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda m: m.type == "error" and note(m.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: r.url.startswith(ours) or complaints.append(r.url))
        return page

    def note(text: str) -> None:
        # Chromium logs each 4xx answer; the page that shows it is what is tested
        if "Failed to load resource" not in text:
            complaints.append(text)

    yield new_window
    for number, context in enumerate(contexts):
        for page in context.pages:  # what each person saw last
            page.screenshot(path=tmp_path / f"window-{number}.png", full_page=True)
        context.close()
    assert complaints == []


def log_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.locator("main [name=login]").fill(address)
    page.locator("main [name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
