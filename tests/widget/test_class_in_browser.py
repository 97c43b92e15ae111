"""A trainee joins a class on the page, finds a comment there, and leaves; on a real server, in both languages."""

from __future__ import annotations

import pytest

from bot.channels.errors import say
from bot.language import LANGUAGES
from tests.channels.classroom import Supervisor
from tests.server import RunningRembuk

from .browser import Page
from .test_accessibility import violations
from .test_files import WORDS

MARKUP = "<i>x</i>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trainee_joins_reads_a_comment_and_leaves(tab: Page, server: RunningRembuk, language: str) -> None:
    page, words, room = tab, WORDS[language], Supervisor(server, class_name=f"BK {MARKUP}")
    page.size(390, 800)
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat?case=thesis")
    page.click(f"#arrival [data-language={language}]")
    page.click("#start")
    page.wait("document.querySelectorAll('.message').length", seconds=40)  # a server's first session takes its time
    page.click("#box")
    page.type("Apa yang bikin kamu datang?")
    page.press("Enter")
    page.wait("document.querySelector('.feedback')")

    page.click("#menu summary")
    page.click("#menu-class")
    page.wait("document.activeElement.id === 'class-title'")
    page.click("#class-code")
    page.type("AAAA-AAAA")
    page.press("Enter")
    page.wait("document.querySelector('#class-notice').textContent")
    page.js("document.querySelector('#class-code').value = ''")
    page.click("#class-code")
    page.type(room.code)
    page.click("#class-name")
    page.type(f"Dewi {MARKUP}")
    page.press("Enter")
    page.wait("document.activeElement.id === 'class-text'")
    assert room.name in page.js("document.querySelector('#class-text').textContent")
    assert room.table()["trainees"] == [], "asked is not joined"
    assert violations(page) == []
    page.click("#class-yes")
    page.wait_for_text(words["class_joined"])
    (row,) = room.table()["trainees"]
    assert row["name"] == f"Dewi {MARKUP}"

    comments = f"/supervisor/sessions/{row['held'][0]['id']}/comments"
    assert room.http.post(comments, json={"turn": 1, "text": f"Terbuka. {MARKUP}"}).status_code == 201
    page.click("#class-close")
    page.click("#menu summary")
    page.click("#menu-class")
    page.wait_for_text(f"{room.name}: Terbuka. {MARKUP}")
    assert page.js("document.querySelectorAll('#class i').length") == 0, "what people write is text"
    assert violations(page) == []
    page.size(320, 640)
    assert page.js("document.documentElement.scrollWidth <= innerWidth")
    page.click("#class-list button")
    page.wait_for_text(words["class_left"])
    assert room.table()["trainees"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_typed_as_a_message_is_asked_about_and_joined(tab: Page, server: RunningRembuk, language: str) -> None:
    page, words, room = tab, WORDS[language], Supervisor(server, class_name="BK 6B")
    page.size(390, 800)
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat?case=thesis")
    page.click(f"#arrival [data-language={language}]")
    page.click("#start")
    page.wait("document.querySelectorAll('.message').length", seconds=40)
    page.click("#box")
    page.type(f" {room.code.lower()} " if any(map(str.isdigit, room.code)) else room.code)
    page.press("Enter")
    page.wait("document.activeElement.id === 'class-text'")
    assert room.name in page.js("document.querySelector('#class-text').textContent")
    assert room.table()["trainees"] == [], "asked is not joined"
    page.click("#class-yes")
    page.wait_for_text(words["class_joined"])
    assert len(room.table()["trainees"]) == 1
    page.click("#class-close")
    assert page.js("document.querySelectorAll('.message.client').length") == 0, "it was no words to the client"
    assert page.js("document.querySelector('#box').value") == ""
    page.click("#box")
    page.type("AAAA-BBBB")
    page.press("Enter")
    page.wait("document.querySelectorAll('.message.client').length === 1")
    assert page.js("document.querySelector('#class').open") is False, "what is no code is said as it is"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_typed_in_a_talk_about_oneself_is_no_words_of_it(
    tab: Page, server: RunningRembuk, language: str
) -> None:
    page, room = tab, Supervisor(server, class_name="BK 6C")
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.click(f"#arrival [data-language={language}]")
    page.click("#start")
    page.wait("document.querySelectorAll('.answer').length === 2", seconds=40)
    page.click("#box")
    page.type(room.code)
    page.press("Enter")
    page.wait_for_text(say("not_practice", language))
    assert page.js("document.querySelectorAll('.message.client').length") == 0
    assert room.table()["trainees"] == []


def test_in_a_talk_about_oneself_there_is_no_class_to_join(tab: Page, server: RunningRembuk) -> None:
    page = tab
    page.goto(f"{server.url}/webhooks/widget/static/icon.svg")
    page.js("sessionStorage.clear()")
    page.goto(f"{server.url}/webhooks/widget/chat")
    page.click("#start")
    page.wait("document.querySelectorAll('.answer').length === 2", seconds=40)
    page.click("#menu summary")
    assert page.js("document.querySelector('#menu-class').getClientRects().length") == 0
