"""Take the screens of docs/screens anew, from a real server in a real browser: `python -m tools.screens [reports]`.

They are kept small: 128 colours, no scroll bars.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from PIL import Image

from bot.settings import ROOT
from bot.storage.models import GoalRating
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT, ScriptedClient, straight_through
from tests.dialogues.test_practice import LISTENING
from tests.server import RunningRembuk
from tests.widget.browser import Browser, Page, find_browser
from tests.widget.test_page_on_server import newest
from tests.widget.test_reports_on_server import come_back

SCREENS = ROOT / "docs" / "screens"
PHONE, DESKTOP = (390, 800), (1280, 800)
TRAINEE = {
    "id": ("Halo Dimas, apa yang ingin kamu ceritakan hari ini?", "Kamu capek pura-pura baik-baik saja."),
    "en": ("Hi Dimas, what would you like to talk about?", "You're tired of pretending it's fine."),
}
PUSHING = {
    "id": (
        "Halo Dimas, apa yang ingin kamu ceritakan hari ini?",
        "Kamu harus segera ketemu dosbing, jangan ditunda lagi.",
        "Sudah berapa lama macet?",
        "Coba bikin jadwal tiap hari, pasti selesai.",
    ),
    "en": (
        "Hi Dimas, what would you like to talk about?",
        "You should just see your supervisor right away.",
        "How long has it been stuck?",
        "Make a timetable for each day and stick to it.",
    ),
}
STANDS = "(({asked, scale}) => [asked, Boolean(scale)])(JSON.parse(sessionStorage['rembuk.session']))"
COLOURS = 128


class Photographer:
    """Goes through the page and keeps what it sees."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address

    def _page(self, language: str, size: tuple[int, int], scheme: str = "light") -> Page:
        page = self._browser.page()
        page.call("Emulation.setScrollbarsHidden", hidden=True)
        page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
        page.size(*size)
        page.goto(self._address)
        page.click(f"#arrival [data-language={language}]")
        page.js("window.scrollTo(0, 0)")
        return page

    def _keep(self, page: Page, name: str) -> None:
        time.sleep(0.5)
        path = SCREENS / f"{name}.png"
        page.screenshot(path)
        Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)

    def arrive(self, language: str, size: tuple[int, int], name: str) -> None:
        page = self._page(language, size)
        self._keep(page, f"arrival-{name}")
        page.click("#crisis summary")
        self._keep(page, f"help-{name}")
        page.close()

    def choose(self, language: str, size: tuple[int, int], name: str, scheme: str) -> None:
        page = self._page(language, size, scheme)
        page.click("#practise")
        page.wait("document.querySelectorAll('.client-card').length === 8")
        self._keep(page, f"gallery-{name}")
        page.close()

    def practise(self, language: str, size: tuple[int, int], name: str) -> None:
        page = self._page(language, size)
        page.click("#practise")
        page.click("[data-case=thesis]")
        page.wait("document.querySelectorAll('.spoken').length === 1")
        for count, text in enumerate(TRAINEE[language], start=2):
            self._say(page, text)
            page.wait(f"document.querySelectorAll('.spoken').length === {count}")
        page.js("[...document.querySelectorAll('.feedback summary')].at(-1).click()")
        page.js("document.querySelector('.spoken:last-of-type').scrollIntoView({block: 'end'})")
        self._keep(page, f"practice-{name}")
        page.click("#tools [value=end]")
        page.wait("document.querySelector('.debrief')")
        self._keep(page, f"debrief-{name}")
        page.close()

    def talk(self, language: str, size: tuple[int, int], name: str) -> None:
        """A talk from the first question to the agreed plan."""
        page = self._page(language, size)
        page.click("#start")
        page.wait("document.querySelectorAll('.answer').length === 2")
        given: Counter[str] = Counter()
        asked = ""
        while asked != "none":
            asked, scale = page.js(STANDS)
            if asked == "importance" and scale:
                self._keep(page, f"scale-{name}")
            if asked == "agreement":
                if page.js("!document.querySelector('#plan-open').hidden"):
                    page.click("#plan-open")
                self._keep(page, f"plan-{name}")
                page.js("document.querySelector('#plan').matches(':modal') && document.querySelector('#plan').close()")
            if asked == "none":
                break
            choices = STRAIGHT[language][asked]
            answer = choices[min(given[asked], len(choices) - 1)]
            given[asked] += 1
            before = page.js("document.querySelectorAll('.message.bot').length")
            if answer.startswith("#"):
                page.click(f".answer:nth-of-type({int(answer[1:]) + 1})")
            else:
                self._say(page, answer)
            page.wait(f"document.querySelectorAll('.message.bot').length > {before}")
        page.close()

    def report(self, client: ScriptedClient, opens: str, pages: dict[str, str], size: tuple[int, int]) -> None:
        """The reports of somebody who has talked already: `pages` are parts of addresses and names of screens."""
        page = self._page(client.language, size)
        come_back(page, self._address, client, "self_help" if opens == "plan" else "practice")
        if opens == "plan":
            drawer = "document.querySelector('#plan-open').getClientRects().length > 0"
            page.wait(f"{drawer} || document.querySelector('#plan').open")
            if page.js(drawer):
                page.click("#plan-open")
        page.click(f"[data-report={opens}]")
        report = self._browser.opened("/report/", page)
        report.call("Emulation.setScrollbarsHidden", hidden=True)
        report.size(*size)
        base = report.js("location.href").rpartition("/")[0]
        for view, name in pages.items():
            report.goto(f"{base}/{view}")
            place = view.partition("#")[2]
            if place:
                report.js(f"document.getElementById('{place}').scrollIntoView({{behavior: 'instant'}})")
            self._keep(report, name)
        page.close()

    @staticmethod
    def _say(page: Page, text: str) -> None:
        page.click("#box")
        page.type(text)
        page.press("Enter")


def practised(server: RunningRembuk, language: str) -> ScriptedClient:
    """Somebody who has met one client three times, each time listening better; the last session is open to them."""
    code = None
    for lines in (PUSHING[language], (*PUSHING[language][:1], *LISTENING[language][:4]), LISTENING[language]):
        client = ScriptedClient(server.url, language, code, mode="practice", case="thesis")
        code = client.return_code
        for line in lines:
            client.say(line)
        client.say({"id": "selesai", "en": "end"}[language])
    return client


def planned(server: RunningRembuk, language: str) -> ScriptedClient:
    """Somebody with an agreed plan, who said their numbers a week and two weeks ago too."""
    client = ScriptedClient(server.url, language)
    straight_through(client)
    engine = server.engine()
    with UnitOfWork(engine) as work:
        goal = work.rows.session(newest(server).id).client.goals[-1]
        for rating in list(goal.ratings):
            for weeks, less in ((1, 1), (2, 3)):
                at, lower = rating.at - timedelta(weeks=weeks), max(0.0, rating.rating - less)
                goal.ratings.append(GoalRating(kind=rating.kind, rating=lower, at=at))
        work.commit()
    engine.dispose()
    return client


def take_pages(photographer: Photographer) -> None:
    for language, size, name, scheme in (("id", PHONE, "phone", "light"), ("en", DESKTOP, "desktop", "dark")):
        photographer.arrive(language, size, name)
        photographer.choose(language, size, name, scheme)
        photographer.practise(language, size, name)
        photographer.talk(language, size, name)


def take_reports(photographer: Photographer, server: RunningRembuk) -> None:
    for language, size, name in (("id", PHONE, "phone"), ("en", DESKTOP, "desktop")):
        trainee = practised(server, language)
        for each, kind in ((PHONE, "phone"), (DESKTOP, "desktop")):
            photographer.report(trainee, "practice", {"practice": f"report-debrief-{kind}-{language}"}, each)
        shown = {"curve": "practice#curve-heading", "talk": "practice#transcript"}
        shown |= {view: view for view in ("trend", "compare")}
        pages = {view: f"report-{what}-{name}" for what, view in shown.items()}
        photographer.report(trainee, "practice", pages, size)
        photographer.report(planned(server, language), "plan", {"plan": f"report-plan-{name}"}, size)


def main() -> None:
    program = find_browser()
    if program is None:
        raise SystemExit("No browser found: install chromium or set REMBUK_BROWSER.")
    SCREENS.mkdir(exist_ok=True)
    browser = Browser(program)
    try:
        with tempfile.TemporaryDirectory() as folder, RunningRembuk(Path(folder)) as server:
            photographer = Photographer(browser, f"{server.url}/webhooks/widget/chat")
            if "reports" not in sys.argv[1:]:
                take_pages(photographer)
            take_reports(photographer, server)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
