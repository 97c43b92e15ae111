"""Replies as words alone: lists by number, long texts in pieces, commands."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messengers.commands import COMMANDS, command_in
from bot.channels.messengers.said import Answer
from bot.channels.messengers.showing import NUMBERS_ARE_ANSWERS, as_text, choice_in, chosen, split
from bot.channels.messengers.words import WORDS, fit
from bot.counseling.questions import ASKED
from bot.language import LANGUAGES
from bot.services.opening import new_return_code
from bot.settings import ROOT

TEXTS = yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def reply(asked: str, *titles: str, text: str = "Lalu?") -> list[dict[str, Any]]:
    buttons = [{"title": title, "payload": f"/{number}"} for number, title in enumerate(titles)]
    return [{"text": "Hmm."}, {"text": text, "buttons": buttons, "custom": {"asked": asked}}]


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "2)", "(2)", "#2", "no 2", "No. 2", "nomor 2", "number 2", "2️⃣",
                                  "pilih 2", "option 2"])  # fmt: skip
def test_a_number_chooses_however_it_is_written(text: str) -> None:
    assert choice_in(text, 3) == 1
    assert chosen(reply("agreement", "Ya", "Tidak"), text) == {"title": "Tidak", "payload": "/1"}


@pytest.mark.parametrize("text", ["0", "4", "22", "2 orang", "-2", "2/10", "1 2", "dua", "", "jam 2", "2,5", "²"])
def test_what_is_no_number_of_the_list_chooses_nothing(text: str) -> None:
    assert choice_in(text, 3) is None


@pytest.mark.parametrize("asked", sorted(NUMBERS_ARE_ANSWERS))
def test_where_a_number_is_an_answer_nothing_is_numbered(asked: str) -> None:
    assert asked in ASKED
    shown = as_text(Answer(reply(asked, "Lewati")), "telegram")
    assert "1." not in shown
    assert chosen(reply(asked, "Lewati"), "1") is None


def test_ideas_that_stand_in_the_text_with_their_numbers_are_not_listed_again() -> None:
    text = "Ini beberapa:\n1. Jalan pagi: sepuluh menit\n2. Menulis: tiga baris"
    shown = as_text(Answer(reply("options", "Jalan pagi", "Menulis", "Bukan ini", text=text)), "telegram")
    assert shown.endswith("2. Menulis: tiga baris\n\n3. Bukan ini\nBalas dengan nomornya.")


@given(
    st.text(alphabet=st.sampled_from("abc .,!?\n😀é"), max_size=300) | st.text(max_size=300),
    st.integers(min_value=4, max_value=120),
)
def test_nothing_is_lost_and_no_piece_is_too_long(text: str, most: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    pieces = split(text, most)
    assert all(len(piece.encode("utf-16-le")) // 2 <= most for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


def test_a_text_is_divided_where_it_may_be() -> None:
    assert split("Satu dua tiga.\n\nEmpat lima enam.", 20) == ["Satu dua tiga.", "Empat lima enam."]
    assert split("Satu dua tiga. Empat lima enam.", 20) == ["Satu dua tiga.", "Empat lima enam."]
    assert split("satu dua tiga empat", 10) == ["satu dua", "tiga empat"]
    assert split("Temui dr. Ani jam 7.30 di sana", 25) == ["Temui dr. Ani jam 7.30 di", "sana"]
    assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert split("😀" * 5, 5) == ["😀😀", "😀😀", "😀"]
    assert split("pendek", 4096) == ["pendek"]


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [("/start", "start", ""), ("/START@RembukBot", "start", ""), ("/start kampus", "start", "kampus"),
     ("/hapus", "delete", ""), ("/latihan 3", "practice", "3"), ("/practice thesis", "practice", "thesis"),
     ("/kode ABCD-EFGH-JKMN", "code", "ABCD-EFGH-JKMN"), ("/code abcd efgh jkmn", "code", "abcd efgh jkmn"),
     ("ABCD-EFGH-JKMN", "code", "ABCD-EFGH-JKMN"), ("/apa", "help", "")],
)  # fmt: skip
def test_commands_are_heard_in_both_languages(text: str, name: str, argument: str) -> None:
    command = command_in(text)
    assert command is not None and (command.name, command.argument) == (name, argument)


@pytest.mark.parametrize("text", ["halo", "/stop aku mau mati", "/hapus semuanya ya", "/apa ini", "start", "/",
                                  "/latihan 3 dong", "/ start", "1/2", "/kode itu apa ya kok aku lupa"])  # fmt: skip
def test_more_than_a_command_is_words(text: str) -> None:
    assert command_in(text) is None


def test_every_code_is_heard() -> None:
    for _ in range(200):
        code = new_return_code()
        assert command_in(code) == command_in(f"/kode {code}") is not None


def test_every_command_that_is_told_of_is_one() -> None:
    told = re.findall(r"(?<![\w/])/([a-z]+)\b", WORDS.read_text(encoding="utf-8"))
    assert {"start", "hapus", "plan"} < set(told) <= set(COMMANDS)


def test_every_word_is_there_in_both_languages_with_the_same_places() -> None:
    for group in ("says", "lists", "notices"):
        for key, texts in TEXTS[group].items():
            assert set(texts) == set(LANGUAGES), key
            places = {tuple(sorted(re.findall(r"{(\w+)}", str(text)))) for text in texts.values()}
            assert len(places) == 1, key


def test_what_is_said_of_a_page_stands_in_the_dialogue_and_nowhere_in_a_chat() -> None:
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    for language in LANGUAGES:
        for was in TEXTS["instead"][language]:
            assert was in domain, was
    for line in re.findall(r'text: "(.*)"', domain):
        for language in LANGUAGES:
            line = fit(line, language, "telegram")
        assert not re.search(r"halaman ini|this page", line), line
