"""What is kept, read and changed on the page: consent given and withdrawn by a button, on a real server."""

from __future__ import annotations

import pytest

from bot.language import LANGUAGES
from tests.server import RunningRembuk

from .browser import Page
from .test_accessibility import violations
from .test_files import WORDS

SAID = {"id": "Raka", "en": "Robin"}


def arrive(page: Page, server: RunningRembuk, language: str, query: str = "") -> None:
    page.size(390, 800)
    # Not on the page itself: it would keep its conversation once more.
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat{query}")
    page.click(f"#arrival [data-language={language}]")
    page.click("#start")
    page.wait("document.querySelectorAll('.message.bot').length", seconds=40)  # a server's first session takes its time


def open_consent(page: Page) -> str:
    """Open the dialog and give what it says."""
    page.click("#menu summary")
    page.click("#menu-consent")
    page.wait("!document.querySelector('#consent-body').hidden && document.activeElement.id === 'consent-title'")
    return said(page)


def said(page: Page) -> str:
    return str(page.js("document.querySelector('#consent-text').innerText"))


def answer(page: Page, text: str) -> None:
    before = page.js("document.querySelectorAll('.message.bot').length")
    page.click("#box")
    page.type(text)
    page.press("Enter")
    page.wait(f"document.querySelectorAll('.message.bot').length > {before}")


def seen(page: Page, selector: str) -> bool:
    return bool(page.js(f"document.querySelector('{selector}').getClientRects().length"))


def notice(page: Page, text: str) -> None:
    page.wait(f"document.querySelector('#consent-notice').textContent === {text!r}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_consent_is_withdrawn_and_given_by_a_button(tab: Page, server: RunningRembuk, language: str) -> None:
    page, words = tab, WORDS[language]
    arrive(page, server, language)
    assert words["consent_no_self_help"] in open_consent(page)
    assert seen(page, "#consent-give") and not seen(page, "#consent-withdraw")
    page.click("#consent-close")
    before = page.js("document.querySelectorAll('.message.bot').length")
    page.click(".answer")
    page.wait(f"document.querySelectorAll('.message.bot').length > {before}")
    answer(page, SAID[language])

    told = open_consent(page)
    assert words["consent_self_help"] in told and words["consent_means"] in told
    assert not seen(page, "#consent-give")
    assert violations(page) == []
    page.click("#consent-withdraw")
    notice(page, words["consent_withdrawn"])
    assert words["consent_no_self_help"] in said(page) and not seen(page, "#consent-withdraw")
    page.click("#consent-close")
    assert seen(page, "#unkept")

    page.goto(f"{server.url}/webhooks/widget/chat")
    page.wait_for_text(words["unkept_self_help"])
    assert page.js("document.querySelectorAll('.message.client').length") == 0
    assert page.js("document.querySelectorAll('.message.bot').length") > 2
    answer(page, "Rani")

    open_consent(page)
    page.click("#consent-give")
    notice(page, words["consent_given"])
    assert words["consent_self_help"] in said(page)
    page.click("#consent-close")
    assert not seen(page, "#unkept")
    answer(page, "20")
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.wait("document.querySelectorAll('.message.client').length === 1")
    assert not seen(page, "#unkept")
    assert page.complaints() == []


def test_practice_is_kept_and_taken_back_apart_from_talks(tab: Page, server: RunningRembuk) -> None:
    page, words = tab, WORDS["en"]
    arrive(page, server, "en", "?case=thesis")
    assert words["consent_no_practice"] in open_consent(page)
    page.size(320, 640)
    assert page.js("document.documentElement.scrollWidth <= innerWidth")
    page.click("#consent-give")
    notice(page, words["consent_given"])
    assert words["consent_practice"] in said(page) and words["consent_self_help"] not in said(page)
    page.click("#consent-withdraw")
    notice(page, words["consent_withdrawn"])
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.wait_for_text(words["unkept_practice"])
    assert page.complaints() == []
