"""What holds whatever a trainee does."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import LANGUAGES, Language
from bot.practice.case import Case, all_cases
from bot.practice.client import open_session, respond
from bot.practice.hearing import Heard
from bot.practice.state import VALUES, PracticeState, outcome_of
from bot.skills.codes import CODES
from tests.practice.trainees import TRAINEES, coded, mirror, plain, play

CASES = all_cases()
THESIS = CASES["thesis"]
ACTS = st.sampled_from(["", "ask_bot_identity", "goodbye", "gibberish", "out_of_scope"])


@st.composite
def turns(draw: st.DrawFn, case: Case, language: Language) -> Heard:
    """Anything a trainee might do: any words, codes and likenesses."""
    text = draw(st.one_of(st.text(max_size=60), st.sampled_from([line.text[language] for line in case.lines[:40]])))
    codes = draw(st.sets(st.sampled_from(CODES), max_size=4))
    lines = draw(st.lists(st.sampled_from(sorted(case.by_id)), max_size=4))
    keys = [
        *lines,
        *draw(st.lists(st.sampled_from(["accepts:0", "never:0", "move:goodbye", "move:ask_leave"]), max_size=2)),
    ]
    near = {key: draw(st.floats(0, 1)) for key in keys}
    return Heard(text, coded(text, *codes), near, draw(st.sampled_from(LANGUAGES)), draw(ACTS))


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(sorted(CASES)), st.sampled_from(LANGUAGES), st.integers(0, 10**6))
def test_no_line_comes_twice_no_tier_leaks_and_values_stay_in_bounds(
    data: st.DataObject, name: str, language: Language, seed: int
) -> None:
    case = CASES[name]
    reaction = open_session(case, language, seed, None)
    texts = [reaction.text]
    for _ in range(12):
        before = reaction.state
        heard = data.draw(turns(case, language))
        reaction = respond(case, before, heard, seed)
        assert reaction == respond(case, before, heard, seed), "the same in, the same out"
        state = reaction.state
        assert all(0 <= getattr(state, value) <= 1 for value in VALUES)
        assert PracticeState.from_json(json.loads(json.dumps(state.to_json()))) == state
        json.dumps(reaction.reasons)
        if reaction.line_id:
            line = case.by_id[reaction.line_id]
            assert line.tier <= before.tier or line.tier <= state.tier
            assert reaction.text == line.text[language]
            assert reaction.text not in texts
            texts.append(reaction.text)
        if reaction.ended:
            assert respond(case, state, heard, seed).act == "ended"
            break


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("trainee", TRAINEES)
def test_fifty_turns_repeat_nothing_and_leak_nothing(name: str, trainee: str) -> None:
    for seed in range(4):
        language: Language = "id" if seed % 2 else "en"
        course = play(CASES[name], TRAINEES[trainee], language, seed, turns=50)
        texts = [reaction.text for reaction in course]
        assert len(texts) == len(set(texts))
        assert all(
            text == CASES[name].by_id[one.line_id].text[language] for one, text in zip(course, texts) if one.line_id
        )
        for before, after in pairwise(course):
            if after.line_id:
                assert CASES[name].by_id[after.line_id].tier <= max(before.state.tier, after.state.tier)


# Words that hardly a sentence of its language goes without, and that the other one does not have.
MARKS: dict[Language, frozenset[str]] = {
    "id": frozenset(
        "yang saya aku gue nggak tidak enggak itu ini dari saja aja sama kalau sudah udah ada belum".split()
    ),
    "en": frozenset("the and that it's i'm i've you my was have with they what she he".split()),
}
COUNSELS = re.compile(
    r"\b(?:how do you feel|tell me more|it sounds like you|have you tried|you should try|what do you need"
    r"|bagaimana perasaan(?:mu| anda)|kedengarannya (?:kamu|anda)|sebaiknya (?:kamu|anda)|coba ceritakan|saran saya)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", CASES)
def test_no_line_is_in_the_other_language_or_counsels(name: str) -> None:
    for line in CASES[name].by_id.values():
        for language, text in line.text.items():
            words = set(re.findall(r"[\w']+", text.casefold()))
            other: Language = "en" if language == "id" else "id"
            assert len(words & MARKS[other]) <= len(words & MARKS[language]) or len(words & MARKS[other]) < 2, text
            assert not COUNSELS.search(text), text


def test_what_sounds_like_settling_something_may_ask_for_a_fact() -> None:
    line = next(line for line in THESIS.lines if line.act == "inform" and line.tier == 0)
    asked = heard("What time do you get up?", "question", "closed", "ask_for_commitment", near={line.id: 0.85})
    assert respond(THESIS, start(), asked, 1).line_id == line.id
    settled = heard(
        "Will you do it?", "question", "closed", "ask_for_commitment", near={"move:commitment": 0.7, line.id: 0.5}
    )
    assert respond(THESIS, start(), settled, 1).line_id != line.id


@pytest.mark.parametrize(
    ("said", "hurts"),
    [
        ("You ought to be ashamed, other people manage.", True),
        ("It feels to you as if it's all your own fault.", False),
    ],
)
def test_shaming_closes_whatever_the_coder_took_it_for(said: str, hurts: bool) -> None:
    before = start()
    near = {before.said[-1]: 0.45}
    after = respond(THESIS, before, heard(said, "complex_reflection", near=near), 1).state
    assert (after.trust < before.trust) == hurts


def test_seeds_make_different_talks() -> None:
    courses = {tuple(reaction.text for reaction in play(THESIS, TRAINEES["good"], "id", seed)) for seed in range(6)}
    assert len(courses) == 6


def heard(
    text: str, *codes: str, near: dict[str, float] | None = None, language: Language = "en", act: str = ""
) -> Heard:
    return Heard(text, coded(text, *codes), near or {"topic:none": 0.4}, language, act)


def start(language: Language = "en") -> PracticeState:
    return open_session(THESIS, language, 1, None).state


@pytest.mark.parametrize("language", LANGUAGES)
def test_asked_whether_it_is_a_program_it_says_so_once_and_goes_on(language: Language) -> None:
    text = "Are you a real person or a bot?" if language == "en" else "Kamu ini orang beneran atau robot?"
    first = respond(THESIS, start(language), heard(text, "question", "closed", language=language), 1)
    assert first.act == "program" and "program" in first.text
    again = respond(THESIS, first.state, heard(text, "question", "closed", language=language), 1)
    assert again.act != "program" and again.line_id


@pytest.mark.parametrize(
    ("said", "act"),
    [
        (heard("You stupid moron, shut up"), "insulted"),
        (
            heard("What should I do about my own marriage?", "question", "open", near={"move:for_advice": 0.8}),
            "asked_for_advice",
        ),
        (heard("Who will win the election?", "question", "open", near={"move:off_topic": 0.8}), "off_topic"),
        (heard("Apa kabar kamu hari ini?", "question", "open", language="id"), "other_language"),
        (heard("😀😀"), "silence"),
        (heard("qwe rtzu asdf ghjk", act="gibberish"), "unclear"),
        (
            heard(
                "May I tell you something?", "seek_collaboration", "question", "closed", near={"move:ask_leave": 0.8}
            ),
            "allow",
        ),
    ],
)
def test_the_client_stays_a_client(said: Heard, act: str) -> None:
    assert respond(THESIS, start(), said, 1).act == act


def test_taking_leave_ends_the_session_but_not_in_the_first_turns() -> None:
    goodbye = heard("Thank you, see you next week.", near={"move:goodbye": 0.9})
    assert not respond(THESIS, start(), goodbye, 1).ended
    course = play(THESIS, TRAINEES["good"], "en", 1, turns=5)
    leaving = respond(THESIS, course[-1].state, goodbye, 1)
    assert leaving.ended and leaving.act in ("thank", "bye") and leaving.state.ended == "closed"


def test_what_was_asked_gets_answered() -> None:
    line = next(line for line in THESIS.lines if line.act == "inform" and line.topic == "supervisor" and line.tier == 0)
    reaction = respond(THESIS, start(), heard("?" + line.asks["en"][0], "question", "open", near={line.id: 0.7}), 1)
    assert reaction.line_id == line.id


def test_what_was_told_is_not_told_again() -> None:
    line = next(line for line in THESIS.lines if line.act == "inform" and line.tier == 0)
    question = heard("When was that again, exactly?", "question", "closed", near={line.id: 0.9})
    first = respond(THESIS, start(), question, 1)
    assert first.line_id == line.id
    assert respond(THESIS, first.state, question, 1).act == "repeat"


def test_what_lies_deeper_is_dodged_at_first() -> None:
    line = next(line for line in THESIS.lines if line.act == "inform" and line.tier == 2)
    for seed in range(8):
        reaction = respond(THESIS, start(), heard("What happened then?", "question", "open", near={line.id: 0.9}), seed)
        assert reaction.act == "private"
        assert reaction.state.tier == 0


def test_a_reflection_that_fits_opens_more_than_one_beside_the_point() -> None:
    state = start()
    fits = respond(THESIS, state, mirror(state, random.Random(1)), 1).state
    beside = respond(
        THESIS, state, heard("You hate gardening.", "complex_reflection", near={"topic:none": 0.1}), 1
    ).state
    assert fits.trust > state.trust >= beside.trust
    assert fits.receptivity > state.receptivity > beside.receptivity


def test_leave_that_was_asked_and_given_makes_advice_a_proposal() -> None:
    asked = respond(
        THESIS,
        start(),
        heard("May I suggest something?", "seek_collaboration", "question", near={"move:ask_leave": 0.9}),
        1,
    )
    advised = respond(THESIS, asked.state, plain(asked.state, "advice", "persuade"), 1)
    assert "advice" not in {reason["code"] for reason in advised.reasons}
    assert advised.state.trust > respond(THESIS, start(), plain(start(), "advice", "persuade"), 1).state.trust


def test_a_step_is_done_the_more_it_was_their_own() -> None:
    base = start().to_json()
    own = PracticeState.from_json({**base, "plan": "own", "confidence": 0.7, "committed": 0.7, "trust": 0.8})
    agreed = PracticeState.from_json({**base, "plan": "agreed", "confidence": 0.45, "committed": 0.5, "trust": 0.5})
    hollow = PracticeState.from_json({**base, "plan": "hollow", "confidence": 0.3, "trust": 0.2})
    assert [outcome_of(state, 0.5) for state in (own, agreed, hollow, start())] == ["done", "partly", "not_done", ""]


def test_reasons_have_words_in_both_languages() -> None:
    import yaml

    folder = Path(__file__).parents[2] / "bot" / "practice"
    rules = yaml.safe_load((folder / "rules.yml").read_text(encoding="utf-8"))
    words = yaml.safe_load((folder / "reasons.yml").read_text(encoding="utf-8"))
    assert set(words["id"]) == set(words["en"]) >= set(rules["moves"])
