"""What of a person's words is not said back as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.counseling.boundaries import phrases
from bot.counseling.feelings import named
from bot.counseling.person_shift import is_first_person
from bot.counseling.segments import Clause
from bot.counseling.sentences import opening
from bot.counseling.subjects import subject_of
from bot.counseling.wording import feeling_words, load
from bot.counseling.wording.tokens import Token
from bot.language import Language

_LONG_NUMBER = re.compile(r"\d{5,}|\d{3,}[.-]\d{3,}")
_LONGEST_WORD = 24
_UNSURE_WORDS = 4


def barred(tokens: Sequence[Token], language: Language) -> bool:
    """Whether the words of a clause must not, or cannot well, be said back."""
    said = [token.word for token in tokens if token.kind == "word"]
    guards = _guards(language)
    return (
        hurtful(tokens, language)
        or len(said) < 2 - _may_stand_alone(said[0], language)
        or any(opening(said, phrases("guards", language, key)) for key in ("questions", "requests"))
        or " ".join(said) in guards["unfinished"]
        or " ".join(_without_plain(said, language)) in guards["unfinished"]
        or _elliptic(said, language)
        or _only_confused(said, language)
    )


def hurtful(tokens: Sequence[Token], language: Language) -> bool:
    """Whether words, a whole clause or not, hold what is never said back, or break off."""
    guards = _guards(language)
    said = [token.word for token in tokens if token.kind == "word"]
    unsayable = {*guards["never"], *load("persons")[language]["second"]}
    return (
        not said
        or not unsayable.isdisjoint(
            part for word in said for part in (word, word.removesuffix("nya"), *word.split("-"))
        )
        or any(_LONG_NUMBER.search(token.text) or len(token.text) > _LONGEST_WORD for token in tokens)
        or _regional(said, language)
        or holds(said, language, "broken")
        or _breaks_off(said, language)
        or (bool(set(said) & set(guards["illnesses"])) and subject_of(tokens, language) not in ("person", "thing"))
    )


def _only_confused(said: Sequence[str], language: Language) -> bool:
    """`nggak tahu bingung aja`: two scraps that make no clause."""
    bare = [word for word in said if word not in load("persons")[language]["i"]]
    return bare[1:2] == ["tahu"] and not feeling_words(language).isdisjoint(bare[2:3])


def _regional(said: Sequence[str], language: Language) -> bool:
    """Whether the words are, in good part, of a language that cannot be turned to the person here."""
    strange = load("clauses")[language]["strange"]
    number = sum(word in strange for word in said)
    opens = language == "id" and said[0] in strange and said[0] not in load("persons")["id"]["i"]
    return number > 1 or opens or 3 * number > len(said)


def is_judgement(clause: Clause, language: Language) -> bool:
    """Whether the person speaks of themselves in hard words and states them as a fact."""
    guards = _guards(language)
    marked = set(clause.said) & {*guards["feel"], *guards["called"]}
    quoted = any(token.text.startswith('"') for token in clause.words)
    if quoted or marked or not holds(clause.said, language, "judgements"):
        return " ".join(_without_plain(clause.said, language)) in guards["verdicts"]
    tokens = [token for token in clause.words if token.kind == "word"]
    if language == "en":
        return any(_says_i_am(clause.said, phrase) for phrase in phrases("guards", "en", "judgements"))
    if subject_of(clause.words, "id") == "self":
        return not _said_of_another(clause.said)
    bare = [word for word in clause.said if word not in load("clauses")["id"]["adverbs"]]
    impersonal = not any(is_first_person(token, "id") for token in tokens)
    return impersonal and len(tokens) < 4 and opening(bare, phrases("guards", "id", "judgements")) > 0


def _said_of_another(said: Sequence[str]) -> bool:
    """Whether somebody else stands between the speaker and the hard word: `aku kesal sama teman yang jorok`."""
    own, others = set(load("persons")["id"]["i"]), {*load("clauses")["id"]["people"], *load("persons")["id"]["third"]}
    for phrase in phrases("guards", "id", "judgements"):
        for place in range(len(said) - len(phrase) + 1):
            if tuple(said[place : place + len(phrase)]) == phrase:
                near = next((at for at in range(place, -1, -1) if said[at] in own), 0)
                return not (others | {"yang"}).isdisjoint(said[near:place])
    return False


def _says_i_am(said: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether the English phrase is said of the speaker: `I'm so stupid`, `I hate myself`."""
    for place in range(len(said)):
        if tuple(said[place : place + len(phrase)]) == phrase:
            near = said[max(0, place - 4) : place]
            told = {"i", "i'm", "i've", "i'll"} & set(near) and {*_guards("en")["judged"]} & set(near)
            return bool(told) or (phrase[0] == "hate" and "i" in near)
    return False


def is_unsure(clause: Clause, language: Language) -> bool:
    """Whether the clause says little more than "I don't know"."""
    said = [word for word in clause.said if language == "en" or word not in load("persons")["id"]["i"]]
    return len(said) <= _UNSURE_WORDS and opening(said, phrases("guards", language, "unsure")) > 0


def without_unsure(clause: Clause, language: Language) -> Clause:
    """The clause without a run-up of "I don't know": `I don't know just tired` names a feeling all the same."""
    starts = opening(clause.said, phrases("guards", language, "unsure"))
    return replace(clause, words=clause.words[starts:]) if 0 < starts < len(clause.words) else clause


def is_absolute(said: Sequence[str], language: Language) -> bool:
    """Whether the words say more than anyone can know: nobody cares, I will never."""
    bare = [word for word in said if word not in _guards(language)["plain_words"]]
    starts = opening(bare, phrases("guards", language, "absolute_subjects")) > 0
    return starts or holds(said, language, "absolutes")


def content(clause: Clause, language: Language) -> list[str]:
    """What a clause says beyond naming a feeling of the speaker's: "aku capek banget" nothing, "takut ketemu
    dia" more."""
    lists = load("clauses")[language]
    tokens = [token for token in clause.words if token.kind == "word"]
    felt = {place for _, start, end in named(tokens, language) for place in range(start, end)}
    plain = {
        *lists["numerals"],
        *lists["time_units"],
        *lists["adverbs"],
        *lists["feel"],
        *load("persons")[language]["i"],
    }
    return [
        token.word
        for place, token in enumerate(tokens)
        if place not in felt and token.word not in plain and not token.word.isdigit()
    ]


def holds(said: Sequence[str], language: Language, key: str) -> bool:
    """Whether one of the phrases of a list stands anywhere in the words."""
    text = f" {' '.join(word for word in said if word != ',')} "
    return any(f" {phrase} " in text for phrase in _guards(language)[key])


def _guards(language: Language) -> dict[str, Any]:
    guards: dict[str, Any] = load("guards")[language]
    return guards


def _may_stand_alone(word: str, language: Language) -> bool:
    return word in feeling_words(language) or word in load("clauses")[language].get("hard", ())


def _without_plain(said: Sequence[str], language: Language) -> list[str]:
    plain = {*load("persons")[language]["i"], *_guards(language)["plain_words"]}
    return [word for word in said if word not in plain]


def _breaks_off(said: Sequence[str], language: Language) -> bool:
    """Whether the words end where more has to follow ("karena", "because of my")."""
    lists = load("clauses")[language]
    last, text = said[-1], f" {' '.join(said)}"
    if language == "en" and last.endswith(("'m", "'ve", "'ll", "'d", "'re")):
        return True
    return last in lists["dangling"] and not any(text.endswith(f" {end}") for end in lists["ends_well"])


def _points_elsewhere(said: Sequence[str], language: Language) -> bool:
    """Whether the words only point at what stands in another clause: `ini baru Kamis`, `that's what I can't
    get past`, `fifty-eight is what they mean`."""
    if language == "id":
        pointing = said[0] in ("ini", "itu") and (len(said) < 5 or said[1] == "pun")
        counted = len(said) < 6 and sum(word.isdigit() for word in said) > 1
        return pointing or counted or said[0] == "yang"
    unsaid = said[-1] == "to" and said[-2:-1] and said[-2] in load("clauses")["en"]["left_to"]
    if unsaid or said[:2] == ["used", "to"]:
        return True
    return said[1:3] == ["is", "what"] or (said[0] in ("that's", "this", "that", "it's") and "what" in said[1:3])


def _says_or_knows(said: Sequence[str]) -> bool:
    """Whether a who may stand inside a statement: `nggak tahu siapa`, `ke siapa-siapa`."""
    return not {"tahu", "bilang", "cerita", "ngerti", "ke", "nanya", "tanya"}.isdisjoint(said)


def _elliptic(said: Sequence[str], language: Language) -> bool:
    """Whether the words lean on something not in them: "I'm not sure I do"; a choice left open: "pergi apa
    tinggal"."""
    lists = load("clauses")[language]
    if _points_elsewhere(said, language):
        return True
    if language == "id":
        if (said[0] == "katanya" and len(said) < 5) or ("siapa" in said[1:] and not _says_or_knows(said)):
            return True
        after_apa = {*lists["adverbs"], "pun"}
        asked = (
            said[place - 1]
            for place, word in enumerate(said[:-1])
            if place and word == "apa" and said[place + 1] not in after_apa
        )
        return any(before not in lists["before_apa"] for before in asked)
    if not {*lists["left_open_after"]}.isdisjoint(said[:-1]):
        return False
    pronouns = {*load("persons")["en"]["third"], "i", "we"}
    if any(f" {' '.join(said)}".endswith(f" {end}") for end in lists["left_open"]) and len(said) > 2:
        return True
    return 1 < len(said) < 8 and said[-1] in lists["ellipses"] and said[-2] in pronouns
