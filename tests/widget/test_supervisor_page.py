"""The page for supervisors on a real server, in a real browser: from signing in to a comment, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.supervision import PAGE
from bot.language import LANGUAGES
from tests.channels.classroom import PASSWORD, Supervisor, join, trainee
from tests.channels.test_security import session_id_of
from tests.server import RunningRembuk

from .browser import Page
from .test_accessibility import violations

MARKUP = "<b onclick=alert(1)>x</b>"
SAID = ("Apa yang bikin kamu datang hari ini?", f"Kedengarannya berat sekali buatmu. {MARKUP}")
WORDS: dict[str, dict[str, str]] = json.loads(
    (PAGE / "supervisor-words.js").read_text(encoding="utf-8").partition("export const words = ")[2].rstrip("; \n")
)


@pytest.fixture(scope="module")
def room(server: RunningRembuk) -> Supervisor:
    room = Supervisor(server, class_name=f"BK {MARKUP}")
    dewi = trainee(server, *SAID)
    join(dewi, room.code, f"Dewi {MARKUP}")
    join(trainee(server), room.code)
    assert dewi.http.get("/class").json()["classes"]
    room.http.headers["X-Read"] = session_id_of(dewi)
    return room


@pytest.fixture
def page(tab: Page, server: RunningRembuk) -> Iterator[Page]:
    """The page, nobody signed in; at the end it must not have asked anyone else or complained."""
    tab.size(1280, 800)
    tab.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    tab.js("sessionStorage.clear()")
    tab.events.clear()
    tab.goto(f"{server.url}/webhooks/widget/supervisor")
    yield tab
    assert not [url for url in tab.requested() if not url.startswith((server.url, "blob:"))]
    assert not [told for told in tab.complaints() if "401" not in told]


def sign_in(page: Page, room: Supervisor, password: str = PASSWORD) -> None:
    page.click("#name")
    page.js("document.querySelector('#name').value = ''")
    page.type(room.name)
    page.click("#password")
    page.type(password)
    page.press("Enter")


def read(page: Page, room: Supervisor) -> None:
    """From the sign-in to the session that is to be read."""
    sign_in(page, room)
    page.click("#class-list button")
    page.wait("document.querySelectorAll('#table tbody tr').length === 2")
    page.click("#table tbody tr:first-child button")
    page.click("#held-list button")
    page.wait("document.querySelectorAll('#transcript .turn').length === 3")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_supervisor_reads_a_session_and_comments_on_a_turn(page: Page, room: Supervisor, language: str) -> None:
    words = WORDS[language]
    page.click(f"[data-language={language}]")
    read(page, room)
    assert page.js("document.querySelector('#report-title').textContent").startswith(f"Dewi {MARKUP}: ")
    assert page.js("document.activeElement.id") == "report-title"
    page.click(".turn:nth-child(3) summary")
    page.click(".turn:nth-child(3) textarea")
    page.type(f"Pantulan yang pas. {MARKUP}")
    page.click(".turn:nth-child(3) form button")
    page.wait_for_text(words["comment_sent"])
    assert page.js("document.querySelector('.turn:nth-child(3) .comment').textContent").endswith(MARKUP)
    assert page.js("document.querySelectorAll('main b').length") == 0, "what people write is text"
    report = room.http.get(f"/supervisor/sessions/{room.http.headers['X-Read']}").json()
    assert report["transcript"][1]["comments"][-1]["text"] == f"Pantulan yang pas. {MARKUP}"
    page.click("#to-cohort")
    page.wait("document.querySelectorAll('#table tbody tr').length === 2")
    assert words["trainee_number"].format(number=2) in page.js("document.querySelector('#table').textContent")


def test_the_language_changes_what_is_on_show_and_a_reload_keeps_the_sign_in(page: Page, room: Supervisor) -> None:
    page.click("[data-language=id]")
    read(page, room)
    before = page.js("document.querySelector('#debrief').textContent")
    page.click("[data-language=en]")
    page.wait(f"document.querySelector('#debrief').textContent !== {json.dumps(before)}")
    page.goto(page.js("location.href"))
    page.wait("!document.querySelector('#classes').hidden")
    page.click("#sign-out")
    page.wait_for_text(WORDS["en"]["signed_out"])
    assert page.js("sessionStorage.getItem('rembuk.supervisor')") is None


def test_a_wrong_password_is_told_and_a_sign_in_that_is_over_asks_anew(page: Page, room: Supervisor) -> None:
    page.click("[data-language=en]")
    sign_in(page, room, "not the password")
    page.wait_for_text("The name or the password is not right.")
    sign_in(page, room)
    page.wait("!document.querySelector('#classes').hidden")
    token = page.js("sessionStorage.getItem('rembuk.supervisor')")
    room.http.delete("/supervisor/session", headers={"Authorization": f"Bearer {token}"})
    page.click("#class-list button")
    page.wait_for_text("Your sign-in is over")
    assert not page.js("document.querySelector('#sign-in').hidden")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_breaks_a_rule_or_is_too_wide_for_a_phone(page: Page, room: Supervisor, language: str) -> None:
    page.click(f"[data-language={language}]")

    def check(name: str) -> None:
        for scheme in ("light", "dark"):
            page.media(prefers_reduced_motion="reduce", prefers_color_scheme=scheme)
            assert violations(page) == [], (name, scheme)
        page.size(320, 640)
        assert page.js("document.documentElement.scrollWidth <= innerWidth"), name
        page.size(1280, 800)

    try:
        check("signing in")
        sign_in(page, room)
        page.wait("!document.querySelector('#classes').hidden")
        check("classes")
        page.click("#class-list button")
        page.click("#table tbody tr:first-child button")
        page.click(".skills summary")
        check("class")
        page.click("#held-list button")
        page.click(".turn:nth-child(3) summary")
        check("session")
    finally:
        page.media(prefers_reduced_motion="reduce")


def test_both_languages_have_the_same_words_and_each_is_used() -> None:
    assert list(WORDS["id"]) == list(WORDS["en"])
    filled = {language: [sorted(re.findall(r"{\w+}", text)) for text in WORDS[language].values()] for language in WORDS}
    assert filled["id"] == filled["en"]
    html, code = (read_part(f"supervisor.{kind}") for kind in ("html", "js"))
    used = set(re.findall(r'data-(?:word|label)="(\w+)"', html)) | set(re.findall(r'"(\w+)"', code))
    assert set(WORDS["id"]) - used == set()
    shown = dict(re.findall(r'data-word="(\w+)"[^>]*>([^<]*)<', html))
    assert {key: WORDS["id"][key] for key in shown} == shown


def test_the_page_asks_no_other_site_and_makes_no_markup_of_what_it_gets() -> None:
    parts = "".join(
        path.read_text(encoding="utf-8") for path in PAGE.iterdir() if path.suffix in (".html", ".css", ".js")
    )
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+|@import|@font-face|url\(", parts) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|srcdoc|javascript:", parts) == []
    )
    assert not re.findall(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", read_part("supervisor.html"))


def read_part(name: str) -> str:
    return (Path(PAGE) / name).read_text(encoding="utf-8")
