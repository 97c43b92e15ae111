"""What the bot may find in a goal and name once, softly, as a question; in doubt, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.counseling.clauses import strip_opening
from bot.counseling.wording import load
from bot.counseling.wording.tokens import tokenise
from bot.language import Language

Doubt = Literal["others", "vague"]
# How far importance stands above confidence where the two seem to contradict each other (10 and 1, 9 and 3).
ODDS = 6.0


def doubt_about(goal: str, language: Language) -> Doubt | None:
    """Give what may be asked about a goal: that it is somebody else's change, or that nobody could notice it."""
    if in_others_hands(goal, language):
        return "others"
    return "vague" if is_vague(goal, language) else None


def in_others_hands(goal: str, language: Language) -> bool:
    """Whether the goal is what another person does: "biar suami berhenti marah", "my mum to stop nagging".

    What the client does with or towards somebody ("ngobrol sama ibu", "be patient with my son") is their own.
    """
    lists = load("goal_checks")[language]
    said = _words(strip_opening(goal, language) or goal, language)
    while said and said[0] in lists["before"]:
        said = said[1:]
    if len(said) < 2 or not _is_person(said[0], lists["persons"], language):
        return False
    after = said[1:]
    while after and (after[0] in lists["second"] or _is_person(after[0], lists["second"], language)):
        after = after[1:]  # orang tua, mertuaku, mother in law
    if not after or not set(lists["never_after"]).isdisjoint((said[1], after[0])):
        return False
    return language == "id" or after[0] in lists["turns"]


def is_vague(goal: str, language: Language) -> bool:
    """Whether the goal holds nothing that could be noticed: "jadi lebih baik", "be happy"."""
    lists = load("goal_checks")[language]
    said = _words(goal, language)
    wide = set(said) & set(lists["vague"])
    return bool(wide) and all(word in lists["vague"] or word in lists["plain"] for word in said)


def at_odds(importance: float | None, confidence: float | None) -> bool:
    """Whether something matters much and is hardly believed in."""
    return importance is not None and confidence is not None and importance - confidence >= ODDS


def _words(text: str, language: Language) -> list[str]:
    return [token.word for token in tokenise(text, language) if token.kind == "word"]


def _is_person(word: str, persons: Sequence[str], language: Language) -> bool:
    endings = ("", "ku", "nya") if language == "id" else ("",)
    first, _, again = word.partition("-")
    word = first if again.startswith(first) else word  # adik-adik, anak-anakku
    return any(word == person + ending for person in persons for ending in endings)
