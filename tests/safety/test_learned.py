"""What was learned raises levels: what it finds, what it leaves alone, and that spelling hides nothing from it."""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.screen import SETS, measure
from bot.nlu.encoder import EarlyEncoder, find_encoder
from bot.safety.context import Mode
from bot.safety.learned import WINDOW, Read, load_learned
from bot.safety.plain import plain
from bot.safety.screen import NOTHING, Finding, screen
from bot.safety.screener import Screener
from bot.screening import make_screener
from bot.settings import ROOT

LANGUAGES = ("id", "en")
SIGNS = "😭🙏💔"


@lru_cache(maxsize=1)
def screener() -> Screener:
    encoder = find_encoder(ROOT / "models", "talks")
    return make_screener(None if encoder is None else EarlyEncoder(encoder))


def level(text: str, mode: str = "self_help") -> str:
    return screener().screen([text], mode).level  # type: ignore[arg-type]


def implied(language: str, most: int = 25) -> list[str]:
    """Give messages that the lexicon alone does not find."""
    with (ROOT / "tests" / "review" / f"safety_{language}.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["level"] >= "L2" and row["mode"] == "self_help"]
    return [text for text in texts if screen(text).level < "L2" <= level(text)][:most]


def test_what_ships_was_learned_on_the_encoder_that_ships() -> None:
    encoder = find_encoder(ROOT / "models", "talks")
    if encoder is None:
        pytest.skip("NO SENTENCE ENCODER ON THIS MACHINE: the screen hears words alone")
    learned = load_learned(encoder.read, encoder.name)
    assert learned._read is not None, "run `python -m tools.fit_screen --write`"


@pytest.mark.parametrize("text", ["malam ini di kamar", "malam ini di kamar mandi aja", "tonight in my room"])
def test_when_and_where_a_step_is_done_is_no_danger(text: str) -> None:
    assert screener().screen([text], phase="when").level < "L2"


def test_another_encoder_than_it_was_learned_on_is_not_listened_to() -> None:
    def never(text: str) -> Read:
        raise AssertionError("asked")

    assert Screener(load_learned(never, "another")).screen(["halo"]).level < "L2"


def test_an_encoder_that_fails_takes_nothing_from_the_lexicon() -> None:
    encoder = find_encoder(ROOT / "models", "talks")

    def fails(text: str) -> Read:
        raise RuntimeError

    broken = Screener(load_learned(fails, encoder.name if encoder else ""))
    assert broken.screen(["aku pengen mati"]).level == "L2"
    assert broken.screen(["halo"]).level == "L0"


def test_the_encoder_has_begun_with_all_that_it_reads_before_the_lexicon_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder = find_encoder(ROOT / "models", "talks")
    if encoder is None:
        pytest.skip("NO SENTENCE ENCODER ON THIS MACHINE")
    begun: list[str] = []
    before: list[str] = []
    read: list[str] = []

    def reads(text: str) -> Read:
        read.append(text)
        return encoder.read(text)

    def lexicon(texts: Sequence[str], mode: Mode) -> Finding:
        before[:] = begun
        return NOTHING

    monkeypatch.setattr("bot.safety.screener.screen_turns", lexicon)
    one = Screener(load_learned(reads, encoder.name, begun.append))
    for length in (60, 300, 4000):
        one.screen([("aku capek banget hari ini, dosen minta revisi lagi dan aku belum mulai. " * 60)[:length]])
    assert len(read) >= 3 and before == read


@pytest.mark.parametrize("language", LANGUAGES)
def test_spelling_hides_nothing_that_is_implied(language: str) -> None:
    texts = implied(language)
    assert len(texts) >= 10
    for text in texts:
        assert level(text.upper()) >= "L2", text
        assert level("\u200b".join(text)) >= "L2", text
        assert level(f"{SIGNS} {text} {SIGNS}") >= "L2", text
        assert level(text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})) >= "L2", text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_implied_is_found_within_a_long_story(language: str) -> None:
    story = {
        "id": "Hari ini aku bangun jam enam, sarapan nasi uduk, terus berangkat naik kereta. Kantor biasa saja. ",
        "en": "Today I got up at six, had toast for breakfast and took the train. The office was the usual. ",
    }[language]
    texts = implied(language)
    found = [text for text in texts if level(f"{story * 4}{text}. {story * 4}") >= "L2"]
    assert len(found) >= 0.55 * len(texts), set(texts) - set(found)


@given(st.text(max_size=120), st.sampled_from(["self_help", "practice"]))
@settings(max_examples=60, deadline=None)
def test_it_only_raises_and_its_span_lies_in_the_text(text: str, mode: str) -> None:
    lexicon, both = screen(text, mode), screener().screen([text], mode)  # type: ignore[arg-type]
    assert both.level >= lexicon.level
    if both.span is not None:
        assert 0 <= both.span[0] < both.span[1] <= len(text)
    assert both == screener().screen([text], mode)  # type: ignore[arg-type]


def test_a_long_message_takes_little_longer_than_a_short_one() -> None:
    text = "aku capek banget hari ini, dosen minta revisi lagi dan aku belum mulai apa-apa. " * 50
    level("warm")
    took = []
    for number in range(30):
        started = time.process_time()
        level(f"{text[:3990]} {number}")
        took.append(time.process_time() - started)
    assert float(np.median(took)) < 0.12  # on a busy machine; benchmarks/screen.py gives the figure


@pytest.mark.parametrize(
    "text",
    ["maaf keluar peran dulu, aku sendiri udah ga pengen ada lagi", "out of role, i myself don't want to be here"],
)
def test_what_trainees_say_of_themselves_is_heard_without_plain_words(text: str) -> None:
    assert level(text, "practice") >= "L2"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Aku CAPEK", "aku capek"),
        ("c4pek bgt 😭😭", "capek bgt"),
        ("capeeeek", "capek"),
        ("c a p e k", "capek"),
        ("ca\u200bpek", "capek"),
        ("jam 7 ujian s1", "jam 7 ujian s1"),
        ("hah?!?!", "hah?"),
    ],
)
def test_a_message_is_written_plainly(text: str, written: str) -> None:
    assert plain(text).text == written


@given(st.text(max_size=2 * WINDOW))
@settings(max_examples=200, deadline=None)
def test_every_letter_of_the_plain_text_knows_where_it_came_from(text: str) -> None:
    found = plain(text)
    assert len(found.text) == len(found.origin)
    assert all(0 <= place < len(text) for place in found.origin)
    assert list(found.origin) == sorted(found.origin)


# What was measured stands in docs/safety-case.md; what stands here guards against slipping back.
FLOORS = {
    "explicit at L2+": 0.9,
    "implicit at L2+": 0.63,
    "slang at L2+": 0.85,
    "trainees' own at L2+": 0.7,
    "L3 at L3": 0.75,
}
CEILINGS = {"false L2+ on L0": 0.085, "counselors' lines at L2+": 0.06}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", SETS)
def test_what_it_has_not_seen_is_found_and_little_is_found_that_is_none(of: str, language: str) -> None:
    figures = measure(lambda text, mode: screener().screen([text], mode).level, of, language)
    found = {name: counted / all_ for name, (counted, all_) in figures.items()}
    assert {name: found[name] for name, floor in FLOORS.items() if found[name] < floor} == {}
    assert {name: found[name] for name, ceiling in CEILINGS.items() if found[name] > ceiling} == {}
