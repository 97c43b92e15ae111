"""The pattern language and the files written in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.safety import context
from bot.safety.folding import fold_text, readings, spaced_words, unstretched
from bot.safety.lexicon import Lexicon, compile_lexicon, load_lexicon
from bot.safety.patterns import PatternError
from bot.safety.words import read_words

LISTS = {"FILL": "aja banget", "NOT": "nggak", "BUT": "tapi", "OTHER": "dia", "SELF": "aku", "WANT": "mau pengen"}


def small(pattern: str, **part: Any) -> Lexicon:
    rules = [{"id": "x", "level": "L2", "patterns": [pattern]}]
    return compile_lexicon([{"words": LISTS, "rules": rules, **part}])


def matches(pattern: str, text: str, **part: Any) -> bool:
    lexicon = small(pattern, **part)
    words = read_words(text, lexicon.vocabulary)
    return any(True for _ in lexicon.automaton.hits([word.readings for word in words]))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{WANT} mati", "aku pengen mati", True),
        ("{WANT} mati", "aku pengen tidur mati", False),
        ("{WANT} ~2 mati", "pengen banget aja mati", True),
        ("{WANT} ~2 mati", "pengen banget aja aja mati", False),
        ("{WANT} _2 mati", "pengen xx yy mati", True),
        ("{WANT} _2 mati", "pengen nggak mati", False),
        ("{WANT} _2 mati", "pengen dia mati", True),
        ("{WANT} =2 mati", "pengen dia mati", False),
        ("{WANT} =2 mati", "pengen xx mati", True),
        ("{WANT} =2 mati", "pengen, mati", False),
        ("{WANT} , mati", "pengen, mati", True),
        ("{WANT} aja? mati", "pengen mati", True),
        ("{WANT} (aja banget)? mati", "pengen aja banget mati", True),
        ("{WANT} (a|b c) mati", "pengen b c mati", True),
        ("{WANT} (a|b c) mati", "pengen b mati", False),
        ("^ mati $", "aku. mati. aku", True),
        ("^ mati $", "aku mati", False),
        ("<< mati >>", "mati", True),
        ("<< mati >>", "aku. mati", False),
        ("sia-sia", "hidup sia-sia", True),
        ("#many pil", "30 pil", True),
        ("#many pil", "3 pil", False),
        ("don't", "dont", True),
    ],
)
def test_a_pattern_means_what_it_says(pattern: str, text: str, found: bool) -> None:
    assert matches(pattern, text) is found


@pytest.mark.parametrize("pattern", ["", "(a", "a | b", "{NOWHERE} a", "a?", "a ~2", "_2 a", "a b?"])
def test_a_pattern_that_says_nothing_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(PatternError, match="x: "):
        small(pattern)


def test_entries_of_one_id_must_agree() -> None:
    rules = [{"id": "x", "level": "L2", "patterns": ["a"]}, {"id": "x", "level": "L3", "patterns": ["b"]}]
    with pytest.raises(PatternError, match="x"):
        compile_lexicon([{"words": LISTS, "rules": rules}])


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ({"joined": [["ga", "mati"]]}, "gamati"),
        ({"typos": "mengakhiri"}, "mengahkiri"),
        ({"glued": "mengakhiri"}, "meng akhiri"),
        ({"censored": "mengakhiri"}, "meng*khiri"),
        ({"also": {"akhr": "mengakhiri"}}, "akhr"),
    ],
)
def test_a_word_is_known_in_its_other_spellings(part: Mapping[str, Any], text: str) -> None:
    assert matches("(mengakhiri|ga mati)", text, **part)


def test_an_ordinary_word_is_never_taken_for_a_misspelling() -> None:
    assert matches("bunuh", "buuh", typos="bunuh")
    assert not matches("bunuh", "buuh", typos="bunuh", ordinary="buuh")


def test_folded_letters_know_where_they_came_from() -> None:
    folded = fold_text("Ｐá\u200bX")
    assert folded.text == "pax"
    assert folded.span(1, 3) == (1, 4)


def test_stretched_torn_and_disguised_words_are_read() -> None:
    assert "kill" in unstretched("killlll")
    assert "mati" in readings("m4ti")
    assert [word for word, _, _ in spaced_words("m a t i  a j a")] == ["mati", "aja"]


def test_every_file_can_be_read_and_every_rule_has_a_level_of_its_own() -> None:
    for rule in load_lexicon().rules:
        assert (rule.level >= "L1") if rule.kind == "rule" else (rule.level <= "L1"), rule.id


def test_every_list_that_the_context_asks_for_is_there() -> None:
    asked = set(re.findall(r'"([A-Z_]{2,})"', Path(context.__file__).read_text(encoding="utf-8")))
    there = frozenset().union(*load_lexicon().memberships.values())
    assert asked and asked <= there
