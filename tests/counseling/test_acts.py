"""What only sounds like a wish about the talk, or like a question to the bot."""

from __future__ import annotations

import pytest
import yaml

from bot.counseling.acts import only_sounds_like, reads_as_answer
from bot.settings import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "mau ngobrol sama istri",
        "ngomong sama pak RT dulu",
        "aku pengen bicara sama orang tuaku",
        "Saya ingin berbicara dengan suami saya",
        "curhat ke sahabatku",
        "ngomong karo bojo",
        "talk to my sister",
    ],
)
def test_talking_with_somebody_of_ones_own_asks_for_no_counselor(text: str) -> None:
    assert only_sounds_like("ask_human", text, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "mau bicara sama orang aja mas",
        "bisa ngobrol sama kakak konselor",
        "curhat ke psikolog, bukan ke ibuku",
        "boleh ngomong sama bapak ibu petugas?",
        "I want to talk to a human",
    ],
)
def test_who_wants_a_counselor_is_heard(text: str) -> None:
    assert not only_sounds_like("ask_human", text, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "my Indonesian boss yells at me",
        "my husband is Indonesian",
        "tetanggaku orang Jepang",
        "guru bahasa Inggrisku galak",
        "I failed my English exam",
        "she only cooks Indonesian food",
    ],
)
def test_telling_of_a_language_or_its_people_asks_for_no_other(text: str) -> None:
    assert only_sounds_like("switch_language", text, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "English please",
        "pakai bahasa Indonesia aja",
        "can we speak Indonesian?",
        "ganti ke inggris dong",
        "in English",
        "Bahasa Indonesia",
        "bisa bahasa Jawa?",
        "boleh pake basa sunda teu",
        "switch language",
        "I prefer Indonesian",
    ],
)
def test_who_asks_for_a_language_is_heard(text: str) -> None:
    assert not only_sounds_like("switch_language", text, 0.99)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("ask_privacy", "if somebody sat with me when I open it"),
        ("ask_privacy", "when the house is quiet"),
        ("ask_human", "I'd rather not go to HR"),
        ("ask_human", "go to the clinic on Monday"),
        ("delete_data", "kalo notifnya muncul ya langsung gue swipe hapus"),
    ],
)
def test_what_reads_as_an_answer_asks_nothing_of_the_bot(act: str, text: str) -> None:
    assert reads_as_answer(act, text, 0.9)


@pytest.mark.parametrize("act", ["ask_privacy", "ask_human", "delete_data", "go_back", "pause_stop", "out_of_scope"])
def test_hardly_any_wish_that_we_know_of_is_taken_for_an_answer(act: str) -> None:
    texts = [
        example["text"]
        for file in sorted((ROOT / "data" / "nlu").rglob("*.yml"))
        for part in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if part.get("intent") == act
        for example in part["examples"]
    ]
    lost = [
        text
        for text in texts
        if reads_as_answer(act, text, 0.9) or (act == "go_back" and only_sounds_like(act, text, 0.9))
    ]
    assert len(lost) <= len(texts) // 50, lost


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("ask_privacy", "I don't want anyone to read this"),
        ("ask_privacy", "is it just us?"),
        ("ask_privacy", "will you tell my parents"),
        ("ask_privacy", "jangan sampai bocor ya"),
        ("ask_human", "I want to talk to a real person"),
        ("ask_human", "mau ke psikolog aja"),
        ("ask_human", "hubungkan saya ke petugas"),
        ("ask_ideas", "if somebody sat with me"),
        ("delete_data", "hapus data gue"),
        ("delete_data", "remove me from your system"),
        ("delete_data", "tolong hapus semua yang udah aku ceritain dari tadi"),
        ("delete_data", "please forget everything I have told you so far"),
    ],
)
def test_what_is_asked_is_asked(act: str, text: str) -> None:
    assert not reads_as_answer(act, text, 0.5)
