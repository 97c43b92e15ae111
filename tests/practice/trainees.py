"""Trainees of six kinds, each turn as it would reach the client: words, skills, and likenesses set by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from bot.language import Language
from bot.practice.case import Case
from bot.practice.client import Reaction, open_session, respond
from bot.practice.hearing import Heard
from bot.practice.state import PracticeState
from bot.skills.codes import Coded, Main, Skill

Trainee = Callable[[Case, PracticeState, random.Random], Heard]
WORDS: dict[Language, dict[str, str]] = {
    "id": {
        "ask": "Bagaimana dengan yang ini?",
        "mirror": "Kedengarannya ada yang berat di situ.",
        "advice": "Mestinya diatur saja jadwalnya.",
        "options": "Apa yang terpikir untuk dicoba?",
        "commit": "Jadi minggu ini dijalankan?",
        "free": "Keputusannya tetap milik sendiri.",
        "confront": "Masalahnya ada pada sikap sendiri, jangan mengelak.",
        "strength": "Ada ketekunan yang terlihat di situ.",
    },
    "en": {
        "ask": "And what about this one?",
        "mirror": "It sounds as if that weighs a lot.",
        "advice": "You ought to plan the week better.",
        "options": "What comes to mind that could be tried?",
        "commit": "So will it be this week?",
        "free": "It stays your own decision.",
        "confront": "The trouble is your attitude, stop dodging.",
        "strength": "There is real staying power in that.",
    },
}
NOWHERE = {"topic:none": 0.3}


def coded(text: str, *codes: str) -> Coded:
    """An utterance with these codes, each earned by the whole of it."""
    question = "open" if "open" in codes else "closed" if "closed" in codes else "none"
    reflection = "complex" if "complex_reflection" in codes else "simple" if "simple_reflection" in codes else "none"
    main: Main = "reflection" if reflection != "none" else "question" if question != "none" else "other"
    main = "therapist_input" if {"persuade", "confront"} & set(codes) else main
    given = "advice" if "persuade" in codes else "none"
    return Coded(text, tuple(Skill(code, 0, len(text)) for code in codes), main, question, reflection, given)


def plain(state: PracticeState, name: str, *codes: str, near: Mapping[str, float] = NOWHERE) -> Heard:
    text = WORDS[state.language][name]
    return Heard(text, coded(text, *codes), near, state.language)


def ask(case: Case, state: PracticeState, rng: random.Random, kind: str = "open") -> Heard:
    """A question that a line of an open tier answers, of the present topic where there is one."""
    text = f"{WORDS[state.language]['ask']} {rng.randrange(10**6)}?"
    left = [
        line for line in case.lines if line.act == "inform" and line.tier <= state.tier and line.id not in state.said
    ]
    left.sort(key=lambda line: (line.topic != state.topic, -line.tier, rng.random()))
    near = {left[0].id: 0.8, f"topic:{left[0].topic}": 0.5} if left else NOWHERE
    return Heard(text, coded(text, "question", kind), near, state.language)


def mirror(state: PracticeState, rng: random.Random, kind: str = "complex") -> Heard:
    """A reflection of what was said last."""
    text = f"{WORDS[state.language]['mirror']} {rng.randrange(10**6)}"
    near = {state.said[-1]: 0.45, f"topic:{state.topic}": 0.4}
    return Heard(text, coded(text, f"{kind}_reflection"), near, state.language)


def good(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    """Asks, reflects twice, affirms and leaves the choice; asks for ideas and for a promise when the time has come."""
    step = state.turn % 6
    if state.plan in ("own", "agreed") and not state.committed and state.readiness >= 0.5:
        return plain(state, "commit", "ask_for_commitment", "question", "closed")
    if state.tier == 2 and not state.plan and step in (2, 5):
        return plain(state, "options", "elicit_options", "question", "open")
    if step == 4:
        codes = ("emphasize_autonomy",) if state.turn < 7 else ("affirm", "affirm_strength")
        return plain(state, "free" if state.turn < 7 else "strength", *codes)
    if step in (0, 3):
        return ask(case, state, rng)
    return mirror(state, rng, "complex" if step in (1, 5) else "simple")


def questioner(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    return ask(case, state, rng, "closed" if rng.random() < 0.6 else "open")


def adviser(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    if state.turn % 3 == 0:
        return ask(case, state, rng)
    return plain(state, "advice", "persuade", near={"never:0": 0.6} if rng.random() < 0.3 else NOWHERE)


def confronter(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    if state.turn % 3 == 0:
        return ask(case, state, rng, "closed")
    return plain(state, "confront", "confront")


def parrot(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    """Gives the client's own words back, again and again."""
    text = case.by_id[state.said[-1]].text[state.language]
    return Heard(text, coded(text, "simple_reflection"), {state.said[-1]: 1.0}, state.language)


def silent(case: Case, state: PracticeState, rng: random.Random) -> Heard:
    text = rng.choice(["", "hm", "ok", "…"])
    return Heard(text, coded(text), {}, state.language)


TRAINEES: dict[str, Trainee] = {
    "good": good,
    "questioner": questioner,
    "adviser": adviser,
    "confronter": confronter,
    "parrot": parrot,
    "silent": silent,
}


def play(
    case: Case, trainee: Trainee, language: Language, seed: int, turns: int = 20, before: PracticeState | None = None
) -> list[Reaction]:
    """A session: the opening and each reaction, until it ends."""
    rng = random.Random(seed)
    course = [open_session(case, language, seed, before)]
    while len(course) <= turns and not course[-1].ended:
        heard = trainee(case, course[-1].state, rng)
        course.append(respond(case, course[-1].state, heard, seed))
    return course
