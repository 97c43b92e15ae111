"""Practice on the page: choosing a client, feedback on demand, tools, mood and clock, in a real browser."""

from __future__ import annotations

import re
import time

from .browser import Page
from .fake_server import CASES, DEBRIEF, FIRST_WORDS, FakeRembuk
from .test_chat_in_browser import texts, wait_for_messages, write


def meet(page: Page) -> None:
    page.click("#practise")
    page.click("[data-case=thesis]")
    wait_for_messages(page, 2)
    page.click("#box")


def test_the_gallery_shows_who_can_be_met(page: Page, fake: FakeRembuk) -> None:
    page.click("#practise")
    page.wait("document.querySelectorAll('.client-card').length === 2")
    shown = page.js("document.querySelector('#cases').innerText")
    for text in ("Dimas, 23", "A thesis that will not move", "Gentle", "talkative", "Demanding", "guarded"):
        assert text in shown
    assert "has not moved for months" not in shown  # one line each
    assert page.js("document.querySelectorAll('.client-card .avatar').length") == 2
    faces = page.js("[...document.querySelectorAll('.client-card .avatar')].map((n) => n.innerHTML)")
    assert faces[0] != faces[1]


def test_markup_in_a_case_is_shown_as_text(page: Page, fake: FakeRembuk) -> None:
    page.click("#practise")
    page.wait_for_text(CASES[1]["title"])
    page.wait_for_text("Pak <i>Wayan</i>, 61")
    page.wait_for_text("Wayan <i>S.</i>, 61")
    assert page.js("document.querySelectorAll('#cases b, #cases i:not(.dots i)').length") == 0


def test_the_gallery_changes_its_language_and_leads_back(page: Page, fake: FakeRembuk) -> None:
    page.click("#practise")
    page.wait("document.activeElement.id === 'gallery-title'")
    page.click("#gallery-back")
    page.wait("!document.querySelector('#arrival').hidden")
    page.click("#arrival [data-language=id]")
    page.click("#practise")
    page.wait_for_text("Latihan dengan Dimas")


def test_a_gallery_that_did_not_come_comes_when_the_network_is_back(page: Page, fake: FakeRembuk) -> None:
    page.offline(True)
    page.click("#practise")
    page.wait_for_text("couldn't be loaded")
    page.click("#cases-notice button")
    page.wait_for_text("couldn't be loaded")
    page.offline(False)
    page.wait("document.querySelectorAll('.client-card').length === 2")


def test_choosing_a_client_opens_practice_with_them(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    opened = next(body for method, path, body in fake.received if path == "/session")
    assert (opened["mode"], opened["case"]) == ("practice", "thesis")
    assert page.js("document.querySelector('#client-name').textContent") == "Dimas"
    assert page.js("document.querySelector('#mood-words').textContent") == "calm"
    assert texts(page, "bot")[-1] == FIRST_WORDS
    assert page.js("document.querySelector('#steps').hidden")
    # What the codes mean is there for who asks.
    assert "Each sentence gets a code." not in page.js("document.querySelector('#log').innerText")
    page.click(".more summary")
    page.wait_for_text("Each sentence gets a code.")


def test_feedback_is_a_card_under_ones_own_words_and_opens_on_demand(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    write(page, "What <b>brings</b> you here?")
    wait_for_messages(page, 4)
    card = "document.querySelector('.message.client .feedback')"
    assert page.js(f"{card}.open") is False
    assert "Open question" not in page.js("document.querySelector('#log').innerText")
    page.click(".feedback summary")
    page.wait_for_text("Turn 1 · Open question.")
    page.wait("document.querySelector('.message.client mark')?.textContent === 'What'")
    assert texts(page, "client") == ["What <b>brings</b> you here?"]
    assert page.js("document.querySelector('#mood-words').textContent") == "opening up"


def test_tools_stand_by_the_box_and_a_hint_does_not_repeat_the_client(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    assert page.js("document.querySelectorAll('.answer').length") == 0
    page.click("#tools [value=hint]")
    page.wait_for_text("Reflect what was just said.")
    assert fake.sent()[-1]["payload"] == '/practise{"command": "hint"}'
    assert texts(page, "bot").count(FIRST_WORDS) == 1


def test_words_taken_back_are_crossed_out(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    write(page, "You should just write.")
    wait_for_messages(page, 4)
    page.click("#tools [value=take_back]")
    page.wait_for_text("are taken back")
    assert page.js("document.querySelector('.taken-back .text').textContent") == "You should just write."
    assert texts(page, "bot")[-1] == FIRST_WORDS


def test_a_reload_brings_practice_back_with_its_cards(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    write(page, "What brings you here?")
    wait_for_messages(page, 4)
    page.goto(fake.page)
    wait_for_messages(page, 4)
    assert page.js("document.querySelectorAll('.message.client .feedback').length") == 1
    assert page.js("document.querySelector('#client-name').textContent") == "Dimas"
    assert not page.js("document.querySelector('#tools').hidden")


def test_the_clock_runs_until_the_session_ends(page: Page, fake: FakeRembuk) -> None:
    meet(page)
    page.wait("document.querySelector('#clock').textContent !== '0:00'")
    assert re.fullmatch(r"0:0\d", page.js("document.querySelector('#clock').textContent"))
    page.click("#tools [value=end]")
    page.wait_for_text("The talk was short.")
    assert page.js("document.querySelector('#tools').hidden")
    page.wait("JSON.parse(sessionStorage['rembuk.session']).endedAt > 0")
    stands = page.js("document.querySelector('#clock').textContent")
    time.sleep(1.1)
    assert page.js("document.querySelector('#clock').textContent") == stands
    # Who goes back in it takes it up again.
    page.click("#box")
    write(page, "Back to 1")
    page.wait(f"document.querySelector('#clock').textContent !== '{stands}'")


def test_the_debrief_has_headings_lists_and_the_way_to_all_of_it_near_its_beginning(
    page: Page, fake: FakeRembuk
) -> None:
    meet(page)
    page.click("#tools [value=end]")
    page.wait("document.querySelector('.debrief')")

    def shown(selector: str) -> list[str]:
        return list(page.js(f"[...document.querySelectorAll('.debrief {selector}')].map((n) => n.textContent)"))

    assert shown("h3") == ["What went well", "To try next", "Negotiation"]
    assert [len(shown(f"ul:nth-of-type({at}) li")) for at in (1, 2)] == [2, 2]
    assert "One thing at a time. Ask less." in shown("p")
    assert shown("p")[-1].startswith("The numbers of the turns are of use: type")
    assert shown("b, .debrief i") == [] and shown("p")[0] == DEBRIEF.splitlines()[0]
    order = page.js("[...document.querySelector('.debrief .text').children].map((node) => node.localName)")
    assert order[:4] == ["p", "p", "button", "h3"]


def test_the_address_can_open_the_gallery_or_name_a_client(page: Page, fake: FakeRembuk) -> None:
    page.goto(f"{fake.page}?mode=practice&language=id")
    page.wait_for_text("Latihan dengan Dimas")
    page.goto(f"{fake.page}?case=thesis&seed=7&language=en")
    page.wait_for_text("Start practising")
    page.click("#start")
    wait_for_messages(page, 2)
    opened = [body for method, path, body in fake.received if path == "/session"][-1]
    assert (opened["case"], opened["seed"]) == ("thesis", 7)
