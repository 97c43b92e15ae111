"""What the page does when the server is gone for a while, and when one person has two tabs: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .browser import Browser, Page
from .fake_server import FakeRembuk
from .test_chat_in_browser import begin, texts, wait_for_messages, write


@pytest.fixture
def other(browser: Browser, page: Page, fake: FakeRembuk) -> Iterator[Page]:
    """A second tab of the same person, with the page in it."""
    other = browser.page(beside=page)
    other.goto(fake.page)
    yield other
    other.call("Page.close")
    # A tab behind another one is slow.
    page.call("Page.bringToFront")


def test_a_server_that_is_killed_and_comes_back_loses_nothing(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.stop()
    write(page, "are you still there?")
    page.wait_for_text("can't be reached")
    page.click("#crisis summary")
    page.wait_for_text("116 123")
    page.press("Escape")
    again = FakeRembuk(fake.server_address[1])
    again.talks = fake.talks
    again.start()
    try:
        page.click(".mark button")
        wait_for_messages(page, 4)
        assert [body["text"] for body in again.sent()] == ["are you still there?"]
        page.goto(again.page)
        wait_for_messages(page, 4)
    finally:
        again.stop()


@pytest.mark.parametrize("size", [(390, 800), (1280, 800)], ids=["phone", "desktop"])
def test_the_back_button_and_forward_again_find_the_talk_and_lose_nothing(
    page: Page, fake: FakeRembuk, size: tuple[int, int]
) -> None:
    page.size(*size)
    begin(page)
    write(page, "before I go")
    wait_for_messages(page, 4)
    page.goto("about:blank")
    page.leave("history.back()")
    page.wait("location.pathname.endsWith('/chat')")
    wait_for_messages(page, 4)
    assert texts(page, "client") == ["before I go"]
    page.click("#box")
    write(page, "and I am back")
    wait_for_messages(page, 6)
    assert len(fake.talks) == 1


# What is said while things go wrong, in each language; the course is the same.
TOLD = {
    "id": {"offline": "Kamu sedang offline", "unreachable": "Rembuk tidak bisa dihubungi"},
    "en": {"offline": "You're offline", "unreachable": "Rembuk can't be reached"},
}


@pytest.mark.parametrize("language", TOLD)
def test_a_lost_network_and_a_lost_server_are_told_in_ones_language(
    page: Page, fake: FakeRembuk, language: str
) -> None:
    page.click(f"#arrival [data-language={language}]")
    begin(page)
    page.offline(True)
    write(page, "one")
    page.wait_for_text(TOLD[language]["offline"])
    page.offline(False)
    wait_for_messages(page, 4)
    fake.stop()
    page.click("#box")
    write(page, "two")
    page.wait_for_text(TOLD[language]["unreachable"])
    assert texts(page, "client") == ["one", "two"]


def test_a_second_tab_begins_a_talk_of_its_own(page: Page, other: Page, fake: FakeRembuk) -> None:
    begin(page)
    other.wait("!document.querySelector('#arrival').hidden")
    other.click("#start")
    other.wait("document.querySelectorAll('.answer').length === 3")
    other.click("#box")
    write(other, "in the other tab")
    wait_for_messages(other, 4)
    assert texts(page, "client") == []
    assert len(fake.talks) == 2


def test_a_tab_that_was_doubled_shares_the_talk(page: Page, other: Page, fake: FakeRembuk) -> None:
    begin(page)
    kept = page.js("sessionStorage['rembuk.session']")
    other.js(f"sessionStorage['rembuk.session'] = {kept!r}")
    other.goto(fake.page)
    wait_for_messages(other, 2)
    other.click("#box")
    write(other, "from the other tab")
    wait_for_messages(other, 4)
    page.click("#box")
    write(page, "from this one")
    wait_for_messages(page, 4)
    page.goto(fake.page)
    wait_for_messages(page, 6)
    assert texts(page, "client") == ["from the other tab", "from this one"]
