"""A browser for all tests of the page, a server and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .browser import Browser, Page, find_browser
from .fake_server import FakeRembuk

NO_BROWSER = "NO BROWSER FOUND: the chat page was NOT tried in one (install chromium or set REMBUK_BROWSER)"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        pytest.skip(NO_BROWSER)
    browser = Browser(program)
    yield browser
    browser.close()


@pytest.fixture
def fake() -> Iterator[FakeRembuk]:
    fake = FakeRembuk().start()
    yield fake
    fake.stop()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Page:
    """One tab for all tests: each test's server has a port, so an origin and a storage, of its own."""
    tab = browser.page()
    tab.media(prefers_reduced_motion="reduce")
    return tab


@pytest.fixture
def page(tab: Page, fake: FakeRembuk) -> Iterator[Page]:
    """The chat page, open and in English; at the end it must not have asked anyone else or complained."""
    page = tab
    page.size(390, 800)
    page.offline(False)
    page.goto("about:blank")
    page.events.clear()
    page.goto(fake.page)
    page.click("#arrival [data-language=en]")
    yield page
    origin = fake.page.removesuffix("/chat")
    foreign = [url for url in page.requested() if not url.startswith((origin, "blob:"))]
    complaints = page.complaints()
    assert (foreign, complaints) == ([], [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", NO_BROWSER, yellow=True, bold=True)
