"""WCAG 2.2 AA on each screen, as far as axe-core can tell, light and dark, and what it cannot tell of the keyboard."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from .browser import Page
from .fake_server import FakeRembuk
from .test_chat_in_browser import begin
from .test_plan_in_browser import KEPT, reach
from .test_practice_in_browser import meet

_PACKAGE = find_spec("axe_playwright_python")
assert _PACKAGE is not None and _PACKAGE.origin is not None
AXE = (Path(_PACKAGE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Give what axe-core finds wrong with the page as it stands."""
    # Its words are there before its style sheet is, on a busy machine long before.
    page.wait("document.readyState === 'complete'")
    if not page.js("Boolean(window.axe)"):
        page.js(AXE)
    found = page.js(f"axe.run(document, {{runOnly: {TAGS}, resultTypes: ['violations']}})"
                    ".then(({violations}) => violations.flatMap(({id, nodes}) =>"
                    " nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))")  # fmt: skip
    return list(found)


def arrival(page: Page, fake: FakeRembuk) -> None:
    page.click("#have-code summary")


def gallery(page: Page, fake: FakeRembuk) -> None:
    page.click("#practise")
    page.wait("document.querySelectorAll('.client-card').length === 2")


def help_panel(page: Page, fake: FakeRembuk) -> None:
    page.click("#crisis summary")


def talk(page: Page, fake: FakeRembuk) -> None:
    begin(page)


def menu(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click("#menu summary")


def scale(page: Page, fake: FakeRembuk) -> None:
    reach(page, fake, "From 0 to 10, how important is this?", "goal", "importance")


def drawer(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    reach(page, fake, "When?", "plan", "when")
    page.click("#plan-open")


def plan(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    page.size(1280, 800)
    reach(page, fake, "When?", "plan", "when")
    page.wait("document.querySelector('#plan').getClientRects().length")


def editing(page: Page, fake: FakeRembuk) -> None:
    drawer(page, fake)
    page.click("#plan-body [aria-label='Change: Goal']")
    page.wait("document.activeElement.matches('#plan-body textarea')")


def practice(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    page.type("What brings you here?")
    page.press("Enter")
    page.click(".feedback summary")


def asking(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click("#forget")


def failing(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.offline(True)
    page.type("from the train")
    page.press("Enter")
    page.wait("document.querySelector('.mark')")


SCREENS = [arrival, gallery, help_panel, talk, menu, scale, drawer, plan, editing, practice, asking, failing]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_breaks_no_rule_in_the_light_or_in_the_dark(page: Page, fake: FakeRembuk, screen) -> None:  # type: ignore[no-untyped-def]
    screen(page, fake)
    try:
        for scheme in ("light", "dark"):
            page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
            assert violations(page) == [], scheme
    finally:
        page.media(prefers_reduced_motion="reduce")
        page.offline(False)


@pytest.mark.parametrize("screen", [gallery, scale, drawer, editing, practice], ids=lambda screen: screen.__name__)
@pytest.mark.parametrize("width", [320, 195])
def test_a_screen_fits_a_small_phone_and_one_at_200_per_cent(
    page: Page,
    fake: FakeRembuk,
    screen,
    width: int,  # type: ignore[no-untyped-def]
) -> None:
    screen(page, fake)
    page.size(width, 640)
    assert page.js("document.documentElement.scrollWidth <= innerWidth")


def test_practice_can_be_chosen_and_asked_of_with_the_keyboard_alone(page: Page, fake: FakeRembuk) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(25):
            if page.js(f"document.activeElement.matches({selector!r})"):
                return
            page.press("Tab")
        raise AssertionError(f"{selector} cannot be reached")

    page.goto(fake.page)
    tab_to("#practise")
    page.press("Enter")
    page.wait("document.querySelectorAll('.client-card').length === 2")
    assert page.js("document.activeElement.id") == "gallery-title"
    tab_to("[data-case=thesis]")
    page.press("Enter")
    page.wait("document.activeElement.id === 'box'")
    page.type("What brings you here?")
    page.press("Enter")
    page.wait("document.querySelector('.feedback')")
    page.js("document.querySelector('#skip').focus()")
    tab_to(".feedback summary")
    page.press("Enter")
    page.wait("document.querySelector('.feedback').open")
    tab_to("#tools [value=hint]")
