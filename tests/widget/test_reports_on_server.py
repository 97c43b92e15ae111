"""Reports on a real server in a real browser: the way to them from the chat page, axe-core, small windows, paper."""

from __future__ import annotations

import json

import pytest

from tests.dialogues.client import ScriptedClient, straight_through
from tests.server import RunningRembuk

from .browser import Browser, Page
from .test_accessibility import violations

WORDS = {
    "id": {"plan": "Rencanaku", "practice": "Ulasan latihan", "trend": "Perkembangan", "compare": "Dua percobaan"},
    "en": {"plan": "My plan", "practice": "Debrief", "trend": "Trend", "compare": "Two attempts"},
}
SAID = {
    "id": ["Apa yang <img src=x onerror=alert(1)> kamu takutkan?", "Kamu harus cepat lulus."],
    "en": ["What <img src=x onerror=alert(1)> frightens you?", "You must finish soon."],
}
ENDS = {"id": "selesai", "en": "end"}


def come_back(page: Page, chat: str, client: ScriptedClient, mode: str) -> None:
    """Find a conversation that was held elsewhere in the chat page, as after a reload."""
    token = client.http.headers["Authorization"].removeprefix("Bearer ")
    kept = {"token": token, "returnCode": client.return_code, "language": client.language, "mode": mode,
            "phase": client.phase, "buttons": [], "person": {"name": "Dimas", "age": 23}}  # fmt: skip
    # Not on the page itself: it would keep its conversation once more.
    page.goto(chat.replace("/chat", "/static/icon.svg"))
    page.js(f"sessionStorage.setItem('rembuk.session', {json.dumps(json.dumps(kept))})")
    page.js(f"localStorage.setItem('rembuk.language', '{client.language}')")
    page.goto(chat)


def sound(page: Page, name: str) -> None:
    """A report breaks no rule of axe-core's or of its own policy, and fits a small phone."""
    page.wait("document.readyState === 'complete'")
    page.size(1280, 800)
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for scheme in ("light", "dark"):
        page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
        assert violations(page) == [], (name, scheme)
    page.media(prefers_reduced_motion="reduce")
    page.size(320, 640)
    assert page.js("document.documentElement.scrollWidth <= innerWidth"), name
    assert page.complaints() == [], name
    for chart in ("svg[role=img]", "svg title", "svg desc"):
        assert name == "plan" or page.js(f"document.querySelectorAll('{chart}').length") >= 2, (name, chart)


@pytest.mark.parametrize("language", ["id", "en"])
def test_from_the_debrief_to_the_charts_and_on_to_trend_and_comparison(
    browser: Browser, tab: Page, server: RunningRembuk, language: str
) -> None:
    code = None
    for _ in range(2):
        client = ScriptedClient(server.url, language, code, mode="practice", case="thesis")
        code = client.return_code
        for text in SAID[language]:
            client.say(text)
        client.say(ENDS[language])
    tab.size(390, 800)
    come_back(tab, f"{server.url}/webhooks/widget/chat", client, "practice")
    tab.click(".debrief [data-report=practice]")
    page = browser.opened("/report/", tab)
    page.wait_for_text(WORDS[language]["practice"])
    assert page.js("window.opener") is None
    assert page.js("document.querySelector('.turns mark').textContent").startswith(SAID[language][0][:4])
    assert page.js("document.querySelectorAll('.turns img').length") == 0
    page.wait("!document.querySelector('#print').hidden")
    sound(page, "practice")
    # On paper the ways to other pages are gone and the charts are there.
    page.call("Emulation.setEmulatedMedia", media="print")
    assert page.js("document.querySelector('.pages').getClientRects().length") == 0
    assert page.js("document.querySelector('svg.chart').getBoundingClientRect().width") > 100
    page.call("Emulation.setEmulatedMedia", media="")
    for name in ("trend", "compare"):
        page.click(f".pages [href={name}]")
        page.wait_for_text(WORDS[language][name])
        page.wait(f"location.pathname.endsWith('/{name}')")
        sound(page, name)
    tab.click("#exit")
    tab.wait("!location.href.includes('chat')")


@pytest.mark.parametrize("language", ["id", "en"])
def test_from_the_agreed_plan_to_its_page(browser: Browser, tab: Page, server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    straight_through(client)
    tab.size(1280, 800)
    come_back(tab, f"{server.url}/webhooks/widget/chat", client, "self_help")
    tab.click("#plan [data-report=plan]")
    page = browser.opened("/report/", tab)
    page.wait_for_text(WORDS[language]["plan"])
    (goal,) = client.export()["goals"]
    shown = page.js("document.body.innerText")
    assert goal["text"] in shown and goal["plan"]["steps"][0]["if_then"] in shown
    assert client.export()["client"]["values"][0] in shown
    assert page.js("document.querySelectorAll('.take a').length") == 2
    sound(page, "plan")
