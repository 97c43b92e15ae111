"""The page on a real server: from the start button to the agreed plan, in a real browser, in each language."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.counseling.questions import QUESTIONS
from bot.storage.models import Session
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT
from tests.server import RunningRembuk

from .browser import Page


def newest(server: RunningRembuk) -> Any:
    engine = server.engine()
    with engine.connect() as connection:
        row = connection.execute(select(Session.id, Session.asked).order_by(Session.started_at.desc()).limit(1)).one()
    engine.dispose()
    return row


def bot_messages(page: Page) -> int:
    return int(page.js("document.querySelectorAll('.message.bot').length"))


SIZES = {"phone": (390, 800), "desktop": (1280, 800)}
BOTH = [(language, size) for language in ("id", "en") for size in SIZES]


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_from_the_start_button_to_the_agreed_plan(
    tab: Page, server: RunningRembuk, language: str, size: str, tmp_path: Path
) -> None:
    page = tab
    page.size(*SIZES[size])
    # Not on the page itself: it would keep its conversation once more.
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.click(f"#arrival [data-language={language}]")
    page.click("#start")
    page.wait("document.querySelectorAll('.answer').length === 2")
    given: Counter[str] = Counter()
    for _ in range(40):
        asked = newest(server).asked
        if asked == "none":
            break
        outside = QUESTIONS[asked].asked
        choices = STRAIGHT[language][outside]
        answer = choices[min(given[outside], len(choices) - 1)]
        given[outside] += 1
        before = bot_messages(page)
        if answer.startswith("#"):
            page.click(f".answer:nth-of-type({int(answer[1:]) + 1})")
        else:
            page.click("#box")
            page.type(answer)
            page.press("Enter")
        end = time.monotonic() + 10
        while bot_messages(page) == before:
            assert time.monotonic() < end, f"no answer to {answer!r} at {asked}"
            time.sleep(0.02)
    shots = os.environ.get("REMBUK_SCREENSHOTS")
    if shots:
        page.screenshot(Path(shots) / f"plan-{language}-{size}.png")
    assert newest(server).asked == "none"
    page.allow_downloads(tmp_path)
    if size == "phone":
        page.click("#plan-open")
    page.click("#plan [data-download=ics]")
    while not (calendars := list(tmp_path.glob("*.ics"))):
        time.sleep(0.05)
    assert "BEGIN:VEVENT" in calendars[0].read_text(encoding="utf-8")
    if size == "phone":
        page.click("#plan-close")
    engine = server.engine()
    with UnitOfWork(engine) as work:
        session = work.rows.session(newest(server).id)
        assert session is not None
        (goal,) = session.client.goals
        assert (goal.text, goal.status, goal.plans[-1].status) == (STRAIGHT[language]["goal"][1], "agreed", "agreed")
    engine.dispose()
    assert page.complaints() == []


SAID = {
    "id": ["Halo Dimas, apa yang ingin kamu ceritakan hari ini?", "Kamu capek pura-pura baik-baik saja."],
    "en": ["Hi Dimas, what would you like to talk about?", "You're tired of pretending it's fine."],
}


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_from_choosing_a_client_to_the_debrief(tab: Page, server: RunningRembuk, language: str, size: str) -> None:
    page = tab
    page.size(*SIZES[size])
    # Not on the page itself: it would keep its conversation once more.
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.click(f"#arrival [data-language={language}]")
    page.click("#practise")
    page.wait("document.querySelectorAll('.client-card').length === 8")
    page.click("[data-case=thesis]")
    page.wait("document.querySelectorAll('.spoken').length === 1")
    for count, text in enumerate(SAID[language], start=1):
        page.click("#box")
        page.type(text)
        page.press("Enter")
        page.wait(f"document.querySelectorAll('.spoken').length === {count + 1}")
    assert page.js("document.querySelectorAll('.message.client .feedback').length") == 2
    assert page.js("document.querySelector('#mood').getClientRects().length") > 0
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.wait("document.querySelectorAll('.message.client .feedback').length === 2")
    page.click("#tools [value=end]")
    page.wait("document.querySelector('.debrief')")
    page.wait_for_text({"id": "Terima kasih sudah berlatih", "en": "Thank you for practising"}[language])
    assert page.js("document.querySelector('#tools').hidden")
    assert page.complaints() == []
