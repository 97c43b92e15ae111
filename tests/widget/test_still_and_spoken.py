"""What a person finds who wants nothing to move, or who listens to the page: in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from .browser import Page
from .fake_server import CASES, FakeRembuk
from .test_accessibility import SCREENS
from .test_chat_in_browser import begin, wait_for_messages, write
from .test_plan_in_browser import reach

# All that moves for longer than a millisecond, where something is to be drawn; a longer one would be seen.
MOVING = """
document.getAnimations().map((one) => [one.animationName ?? one.transitionProperty, one.effect.getComputedTiming()])
  .filter(([, timing]) => timing.duration * timing.iterations > 1).map(([name]) => name)
"""
# The same of what could move: the styles of each element, whatever state it is in.
COULD_MOVE = """
[...document.querySelectorAll("*")].flatMap((node) => [node, "::before", "::after"].map((part) => {
  const style = getComputedStyle(node, typeof part === "string" ? part : null);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  return Math.max(longest(style.animationDuration), longest(style.transitionDuration)) > 0.001 ? node.className : "";
})).filter(Boolean)
"""


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_nothing_moves_for_who_wants_it_still(page: Page, fake: FakeRembuk, screen: Any) -> None:
    screen(page, fake)
    assert page.js(MOVING) == []
    assert page.js(COULD_MOVE) == []
    assert page.js("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_for_others_a_message_moves_into_its_place(page: Page, fake: FakeRembuk) -> None:
    page.media(prefers_reduced_motion="no-preference")
    try:
        begin(page)
        assert "message bot" in page.js(COULD_MOVE)
    finally:
        page.media(prefers_reduced_motion="reduce")


def spoken(page: Page) -> list[dict[str, Any]]:
    """What a screen reader has of the page: the nodes of the browser's own accessibility tree."""
    return [node for node in page.call("Accessibility.getFullAXTree")["nodes"] if not node.get("ignored")]


def value(node: dict[str, Any], name: str) -> Any:
    found = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    return node[name].get("value") if name in node else found.get(name)


def lines_in_log(page: Page) -> list[str]:
    """The texts inside the log in the order a screen reader comes to them."""
    nodes = {node["nodeId"]: node for node in page.call("Accessibility.getFullAXTree")["nodes"]}
    (log,) = (node for node in nodes.values() if value(node, "role") == "log")

    def texts(node: dict[str, Any]) -> list[str]:
        if value(node, "role") == "StaticText":
            return [str(value(node, "name"))]
        return [text for child in node.get("childIds", []) if child in nodes for text in texts(nodes[child])]

    return texts(log)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_talk_is_a_log_in_which_each_message_says_whose_it_is(page: Page, fake: FakeRembuk, language: str) -> None:
    page.click(f"#arrival [data-language={language}]")
    begin(page)
    write(page, "halo <b>")
    wait_for_messages(page, 4)
    (log,) = (node for node in spoken(page) if value(node, "role") == "log")
    assert value(log, "name") == {"id": "Obrolan dengan Rembuk", "en": "Conversation with Rembuk"}[language]
    assert (value(log, "live"), bool(value(log, "atomic"))) == ("polite", False)
    lines = lines_in_log(page)
    own, bot = {"id": ("Kamu:", "Rembuk:"), "en": ("You:", "Rembuk:")}[language]
    assert lines[lines.index("halo <b>") - 1] == own
    assert (lines.count(own), lines.count(bot)) == (1, 3)
    # The newest is said last, and inside the log.
    assert lines.index("halo <b>") < max(at for at, line in enumerate(lines) if line == bot)


def test_a_client_is_named_before_their_words(page: Page, fake: FakeRembuk) -> None:
    page.click("#practise")
    page.click(f"[data-case={CASES[1]['case']}]")
    page.wait("document.querySelector('.spoken')")
    name = CASES[1]["person"]["name"]
    assert "<" in name and f"{name}:" in lines_in_log(page)
    assert page.js("document.querySelector('#client-name').textContent") == name
    assert page.js("document.querySelectorAll('#practice i, #log i').length") == 0, "a name is text"


@pytest.mark.parametrize("width", [360, 1280])
def test_each_phase_has_its_name_and_the_one_reached_is_told(page: Page, fake: FakeRembuk, width: int) -> None:
    page.size(width, 700)
    reach(page, fake, "What would you like?", "goal", "goal")
    nodes = spoken(page)
    names = [value(node, "name") for node in nodes if value(node, "role") in {"button", "StaticText"}]
    assert [name for name in ("Hello", "Your story", "Goal", "Options", "Plan", "Closing") if name not in names] == []
    ways = {value(node, "name"): value(node, "description") for node in nodes if value(node, "role") == "button"}
    assert (ways["Your story"], ways["Options"] or "") == ("Back to the summary", "")
    # Those next to it can be read, too.
    drawn = page.js("""[...document.querySelectorAll('#steps li:not([hidden]) > *')]
      .filter((node) => parseFloat(getComputedStyle(node).fontSize) > 10).map((node) => node.textContent)""")
    assert set(drawn) >= {"Your story", "Goal", "Options"}
    assert page.js("document.documentElement.scrollWidth <= innerWidth")
