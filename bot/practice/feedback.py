"""Feedback for the trainee: what they did, why the client reacted so, one better sentence; hints; an introduction."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.language import Language
from bot.practice.case import Case, Line
from bot.practice.client import Heard, Reaction
from bot.practice.state import PracticeState

CODES_FILE = Path(__file__).parents[1] / "skills" / "codes.yml"
MOST_CODES = 2
MOST_REASONS = 2
LONGEST_QUOTE = 60
# Shown first; `question` says nothing beside open and closed.
ORDER = (
    "confront", "persuade", "complex_reflection", "summary", "simple_reflection", "emphasize_autonomy",
    "affirm_strength", "affirm", "acknowledge_disagreement", "ask_for_disagreement", "persuade_with_permission",
    "offer_options", "propose_step", "propose_goal", "ask_for_commitment", "elicit_options", "elicit_goal",
    "explore_values", "explore_preference", "seek_collaboration", "check_understanding", "open", "closed",
    "giving_information", "clarify_problem",
)  # fmt: skip
OPENING = {
    "complex_reflection", "simple_reflection", "emphasize_autonomy", "affirm", "affirm_strength", "summary",
    "seek_collaboration", "acknowledge_disagreement", "elicit_options", "explore_values", "elicit_goal", "repair",
}  # fmt: skip
HURTFUL = {"confront", "insult", "advice", "against_their_ways", "too_early", "question_stream", "ignored", "parroting"}
# Told only where nothing else is.
MINOR = ("open_question", "closed_question", "information", "proposal")
RESISTANCE = ("doubt", "deny", "downplay", "blame", "reject")
# Kinds of made reflections that can stand as a model, and the fewest words of one.
MODEL_KINDS = ("double", "complex", "weighed")
FEWEST_WORDS = 6
# A client's sentence of so many words can be taken up as it is.
FEWEST_QUOTED, MOST_QUOTED = 3, 10
# What the client does besides speaking.
_GESTURE = re.compile(r"\*\([^)]*\)\*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_OWN = {
    "id": re.compile(r"\b(?:aku|saya|gue)\b|[a-z]{3}ku\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:I|my|me|I'm|I've|I'd|I'll)\b"),
}
# Said to the listener and not of themselves.
_ASIDE = {
    "id": re.compile(r"^(?:kasih|bentar|tunggu|maaf|boleh|coba|makasih|terima kasih|tanya)\b", re.IGNORECASE),
    "en": re.compile(r"^(?:give|hang|wait|sorry|excuse|may|let|ask|thank|please|look|listen)\b", re.IGNORECASE),
}
# What cannot stand within quotes of its own.
_ODD = re.compile(r"[“”\"()*]|'[^']*$|(?<![A-Za-z])'[^']+'")
_QUOTING = {"inform": "plain", "engage": "deep", "hesitate": "torn", "doubt": "against", "downplay": "against"}
_QUOTES_RESISTANCE = 0.5
# A reflection speaks of the person.
_OF_THEM = {"id": re.compile(r"\b(?:kamu|anda)\b|mu\b", re.IGNORECASE), "en": re.compile(r"\byou", re.IGNORECASE)}


@dataclass(frozen=True)
class Shown:
    """A code as the trainee sees it: its name in their language and the words that earned it."""

    code: str
    name: str
    what: str
    why: str
    start: int
    end: int


@dataclass(frozen=True)
class Feedback:
    """Feedback on one turn; `better` is the one sentence offered, also part of `text`."""

    codes: tuple[Shown, ...]
    text: str
    better: str = ""


def feedback(case: Case, heard: Heard, reaction: Reaction, client_line_before: str, language: Language) -> Feedback:
    """Feedback on a turn: the codes with their evidence, why the client reacted so, one better sentence."""
    words = _words()[language]
    shown = _shown(heard, language)
    parts = [", ".join(_quoted(one, heard.text, words) for one in shown) + "." if shown else words["no_code"]]
    did = words["did"].get(reaction.act.split("_")[0] if reaction.act.startswith("unsure") else reaction.act)
    if did:
        parts.append(words["did_so"].format(name=case.person.name, did=did))
    strongest = _strongest(reaction, language)
    clauses = [_reasons()[language][code].format(name=case.person.name) for code in strongest]
    why = words["and"].join(clauses) or words["nothing_moved"]
    parts.append(_capital(words[_connector(reaction.act, strongest)].format(why=why)))
    reasons = {reason["code"] for reason in reaction.reasons}
    better = ""
    if reaction.act not in ("program", "ended") and not reaction.ended:
        better = _better(case, client_line_before, language, reaction.state.turn)
        good = bool(reasons & OPENING) and not reasons & HURTFUL
        parts += [words["good"]] if good and "complex_reflection" in reasons else []
        parts.append(words["try" if good else "better"].format(reply=better))
    return Feedback(shown, _capital(" ".join(parts)), better)


def code_name(code: str, language: Language) -> str:
    """What trainees read for a code. Raises: KeyError: there is no such code."""
    return str(_codes()["codes"][code][language]["name"])


def reason_told(code: str, name: str, language: Language) -> str:
    """Why a client called `name` moved, as one clause; empty where there is nothing to tell."""
    return str(_reasons()[language].get(code, "")).format(name=name)


def hint(case: Case, state: PracticeState, client_line_before: str, language: Language) -> str:
    """What might be done next, with a sentence for it."""
    words = _words()[language]
    todo, kind = _next(state)
    replies = words["reply"]
    if kind in replies:
        reply = _filled(random.Random(f"{case.name}/{state.turn}").choice(replies[kind]), case, language)
    else:
        reply = _better(case, client_line_before, language, state.turn)
    return str(words["hint"].format(todo=words["todo"][todo], reply=reply))


def introduction(case: Case, language: Language) -> str:
    """A minute's introduction to the codes, after who the client is."""
    content = _codes()
    words, about = content["introduction"][language], case.about[language]
    lines = [f"{about.title}. {about.setting}.", about.text, "", words["start"]]
    for code in content["first"]:
        entry = content["codes"][code][language]
        lines.append(f"• {entry['name']}: {entry['what']} {entry['why']}")
    return "\n".join([*lines, "", words["end"]])


def name_of(code: str, language: Language) -> str:
    """The name of a code as people read it."""
    entry = _codes()["codes"].get(code)
    return str(entry[language]["name"]) if entry else code


def _shown(heard: Heard, language: Language) -> tuple[Shown, ...]:
    entries = _codes()["codes"]
    best: dict[str, Any] = {}
    counted = heard.coded.codes
    for skill in heard.coded.skills:
        if (
            skill.code in ORDER
            and skill.code in counted
            and (skill.code not in best or skill.chance > best[skill.code].chance)
        ):
            best[skill.code] = skill
    chosen = sorted(best.values(), key=lambda skill: ORDER.index(skill.code))[:MOST_CODES]
    return tuple(
        Shown(skill.code, entry["name"], entry["what"], entry["why"], skill.start, skill.end)
        for skill in chosen
        for entry in (entries[skill.code][language],)
    )


def _quoted(one: Shown, text: str, words: Mapping[str, Any]) -> str:
    quote = " ".join(text[one.start : one.end].split())
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"
    return str(words["code"].format(code=one.name, quote=quote)) if quote else one.name


def _strongest(reaction: Reaction, language: Language) -> list[str]:
    """The codes of the reasons that moved the client most, two at most."""
    told = [reason for reason in reaction.reasons if reason["code"] in _reasons()[language]]
    ranked = sorted(told, key=_weight, reverse=True)[:MOST_REASONS]
    codes = [reason["code"] for reason in ranked if _weight(reason)] or [reason["code"] for reason in ranked[:1]]
    # What opens and what closes do not belong in one "and".
    if len(codes) == 2 and (codes[0] in HURTFUL) != (codes[1] in HURTFUL):
        codes = codes[:1]
    return codes


def _connector(act: str, codes: Sequence[str]) -> str:
    """A good move met with resistance, or a poor one met kindly, is told with an even so or a but."""
    if act in (*RESISTANCE, "hesitate", "hollow") and codes and codes[0] in OPENING:
        return "even_so"
    if act in ("engage", "plan", "accept") and codes and codes[0] in HURTFUL:
        return "but"
    return "why"


def _weight(reason: Mapping[str, Any]) -> float:
    if reason["code"] in MINOR:
        return 0.0
    if reason["code"] in ("left", "program", "tier_opened", "tier_closed", "hollow", "own_plan", "committed"):
        return 1.0
    return sum(abs(reason.get(name, 0.0)) for name in ("trust", "receptivity", "importance", "confidence"))


def _better(case: Case, said: str, language: Language, turn: int) -> str:
    """One sentence that answers what the client said: a reflection where a good one comes out, their words taken up,
    or what fits an act such as theirs."""
    line = _line(case, said, language)
    act = line.act if line else "inform"
    chance = random.Random(f"{case.name}/{said}")
    made = _reflected(case, said, language, chance) if act in ("inform", "engage", "hesitate") else ""
    if made:
        return made
    words = _words()[language]
    kind = _QUOTING.get(act)
    kind = "deep" if kind == "plain" and line and line.tier else kind
    quote = _telling_words(said, language) if kind else ""
    if quote and (act in ("inform", "engage", "hesitate") or chance.random() < _QUOTES_RESISTANCE):
        return _filled(chance.choice(words["quoting"][kind]).replace("{quote}", quote), case, language)
    replies = words["reply"]
    return _filled(chance.choice(replies.get(act) or replies["greet" if turn <= 1 else "inform"]), case, language)


def _reflected(case: Case, said: str, language: Language, chance: random.Random) -> str:
    """A reflection made from the client's words, where one comes out that can stand as a model; else empty."""
    plain = _GESTURE.sub(" ", said).strip()
    made = reflect(plain, _address(case, language), (), chance)
    fits = made.form.split(".")[0] in MODEL_KINDS and len(made.text.split()) >= FEWEST_WORDS
    return made.text if fits and _OF_THEM[language].search(made.text) else ""


def _telling_words(said: str, language: Language) -> str:
    """A few of the client's words that can be taken up: a short sentence of theirs about themselves; else empty."""
    plain = _GESTURE.sub(" ", said)
    parts = [" ".join(part.split()).strip(" .,!…;:–—") for part in _SENTENCE_END.split(plain) if "?" not in part]
    fitting = [part for part in parts if FEWEST_QUOTED <= len(part.split()) <= MOST_QUOTED and not _ODD.search(part)]
    own = [part for part in fitting if _OWN[language].search(part) and not _ASIDE[language].search(part)]
    return max(own, key=len, default="")


def _next(state: PracticeState) -> tuple[str, str]:
    """What to do, and the kind of reply for it (empty: one made from the client's line)."""
    if (state.strikes and state.trust < 0.25) or state.act == "insulted":
        return "hurt", "hurt"
    if state.turn == 0:
        return "begin", "greet"
    if state.act in RESISTANCE:
        return "resisted", state.act
    if state.act == "hollow":
        return "hollow", "hollow"
    if state.act in ("plan", "accept"):
        return "commit", state.act
    if state.questions >= 2:
        return "questions", ""
    if state.act == "engage":
        return "deeper", ""
    if state.tier >= 1 and state.readiness >= 0.55 and not state.plan:
        return "plan", "ideas"
    return "reflect", ""


def _line(case: Case, said: str, language: Language) -> Line | None:
    return next((line for line in case.by_id.values() if line.text[language] == said), None)


def _address(case: Case, language: Language) -> Address:
    return Address(language, case.person.address, case.person.name)


def _filled(text: str, case: Case, language: Language) -> str:
    return _capital(text.format(you=_address(case, language).you))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def _words() -> Any:
    return _load(Path(__file__).with_name("feedback.yml"))


@lru_cache(maxsize=1)
def _reasons() -> Any:
    return _load(Path(__file__).with_name("reasons.yml"))


@lru_cache(maxsize=1)
def _codes() -> Any:
    return _load(CODES_FILE)


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
