"""Any talk can be scored, and every figure stays where it belongs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.debrief import about, debrief, explain, name_of
from bot.practice.scoring import score
from bot.practice.volley import CodedTurn
from bot.skills.codes import CODES, INPUTS, MAINS, TALKS, Coded, Skill
from tests.practice.talks import client, counselor, good_talk, poor_talk

WORDS = st.sampled_from(
    ["ya", "iya, tapi", "mm-hm", "no", "", "  ", "besok aku akan lari", "you should stop", "I want to sleep",
     "bukan gitu", "skripsiku macet dan ibu marah", "What do you think I should do?",
     "I'll do it tomorrow at 7", "🙂", "{said} {}"]
)  # fmt: skip


@st.composite
def turns(draw: st.DrawFn) -> CodedTurn:
    text = draw(st.one_of(WORDS, st.text(max_size=30)))
    if draw(st.booleans()):
        return CodedTurn("client", text, None, draw(st.sampled_from([*TALKS, None])))
    if draw(st.integers(0, 9)) == 0:
        return CodedTurn("counselor", text)
    skills = []
    for code in draw(st.lists(st.sampled_from(CODES), max_size=4)):
        start = draw(st.integers(0, len(text)))
        skills.append(Skill(code, start, draw(st.integers(start, len(text))), draw(st.floats(0, 1))))
    coded = Coded(
        text, tuple(skills), draw(st.sampled_from(MAINS)), draw(st.sampled_from(["open", "closed", "none"])),
        draw(st.sampled_from(["simple", "complex", "none"])), draw(st.sampled_from([*INPUTS, "none"])),
    )  # fmt: skip
    return CodedTurn("counselor", text, coded)


def check(said: list[CodedTurn]) -> None:
    scores = score(said)
    json.dumps(scores, allow_nan=False)
    assert 0 <= scores["quality"] <= 1
    assert set(scores) == {"quality", "enough_material", "miti", "negotiation", "ownership"}
    assert list(scores["negotiation"]) == [f"N{place}" for place in range(1, 9)]
    assert list(scores["ownership"]) == [f"C{place}" for place in range(1, 7)]
    for measure in [*scores["negotiation"].values(), *scores["ownership"].values()]:
        assert measure["score"] is None or 0 <= measure["score"] <= 1
        for entry in measure["evidence"]:
            check_evidence(entry, said)
    for rating in (scores["miti"]["globals"] or {}).values():
        assert 1 <= rating["estimate"] <= 5
        for reason in rating["reasons"]:
            assert explain(reason["why"], "id")
    for language in ("id", "en"):
        spoken = debrief(scores, said, language)  # type: ignore[arg-type]
        assert spoken.strip()
        assert len(spoken.splitlines()) <= 31


def check_evidence(entry: dict[str, Any], said: list[CodedTurn]) -> None:
    assert said[entry["turn"] - 1].text.strip()
    assert entry["quote"].strip()
    assert explain(entry["why"], "id")
    assert explain(entry["why"], "en")


@given(st.lists(turns(), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_talk_can_be_scored(said: list[CodedTurn]) -> None:
    check(said)


def test_an_empty_talk_and_one_sided_talks() -> None:
    check([])
    check([client("Halo?")])
    check([counselor("Halo?", "question open")] * 30)
    assert score([])["enough_material"] is False


def test_quality_tells_the_good_talk_from_the_poor() -> None:
    assert score(good_talk())["quality"] > 0.65
    assert score(poor_talk())["quality"] < 0.35


def test_a_short_talk_says_so_and_stays_nearer_the_middle() -> None:
    short, long = score(poor_talk()[:4]), score(poor_talk())
    assert not short["enough_material"]
    assert long["enough_material"]
    assert long["quality"] < short["quality"]


def test_a_parrot_is_no_good_counselor() -> None:
    said: list[CodedTurn] = []
    for place in range(12):
        words = f"My sister number {place} shouts at me every single evening after dinner."
        said += [client(words), counselor(words.replace("My", "Your").replace(" me ", " you "), "simple_reflection")]
    scores = score(said)
    assert scores["miti"]["counts"]["simple_reflection"] == 12
    assert scores["quality"] < 0.6
    assert scores["miti"]["globals"]["empathy"]["estimate"] <= 3


def test_the_same_lines_in_another_order_score_lower() -> None:
    said = good_talk()
    spoken = [turn for turn in said if turn.who == "counselor"]
    others = iter([*spoken[6:], *spoken[:6]])
    mixed = [next(others) if turn.who == "counselor" else turn for turn in said]
    assert score(mixed)["quality"] < score(said)["quality"]


def test_ten_thousand_turns_take_seconds() -> None:
    scores = score(good_talk() * 455)
    assert len(json.dumps(scores)) < 20_000


def test_every_measure_has_a_name_and_a_sentence_in_both_languages() -> None:
    for measure in (*(f"N{place}" for place in range(1, 9)), *(f"C{place}" for place in range(1, 7))):
        assert name_of(measure, "id") != name_of(measure, "en")
        assert about(measure, "id").endswith("?")
        assert about(measure, "en").endswith("?")
