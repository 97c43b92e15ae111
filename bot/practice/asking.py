"""What a question asks for (a time, a number, a person, a reason …) and of whom, by its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.language import Language
from bot.practice.case import Case, Line

# What a question asks for where its words tell nothing.
ANYTHING = "what"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Between two questions in one sentence.
_QUESTION_WORDS = (
    r"(?:kapan|berapa|brp|siapa|di ?mana|ke ?mana|dari mana|kenapa|mengapa|g?imana|gmn|bagaimana|apa(?:kah)?|ngapain"
    r"|seberapa|when|where|who|what|why|how|which"
    r"|(?:do|did|does|are|is|was|were|have|has|can|could|would) (?:you|he|she|it|they|there|that|your))"
)
_ASKS_MORE = re.compile(
    rf"(?:,\s*|\s+)(?:dan|terus|trus|lalu|sama|and|but)\s+(?:(?:kamu|anda|mbak|mas|bapak|pak|ibu|bu|lo)\s+)?"
    rf"(?={_QUESTION_WORDS}\b)"
    rf"|,\s*(?:atau\s+)?(?={_QUESTION_WORDS}\b)",
    re.IGNORECASE,
)
_LEAST_WORDS = 3
_TITLE = re.compile(r"\b(?:[Ii]bu|[Bb]u|[Bb]apak|[Pp]ak) (?=[A-Z])")
_WHOSE = re.compile(r"(?<=\w{3})(?:nya|mu|ku)$")
_BARE_MOTHER = re.compile(r"\bibu\b(?! ?mertua)", re.IGNORECASE)
# A name after one of these is a place's.
_PLACE = re.compile(r"\b(?:in|di) ([A-Z][a-z]+)\b")


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("asking.yml").read_text(encoding="utf-8"))
    return content


def strict_kinds() -> tuple[str, ...]:
    """The kinds that ask for a fact of one sort: a time, a person, a place, a reason."""
    return tuple(_content()["strict"])


@cache
def _pattern(kind: str, language: Language) -> re.Pattern[str]:
    return re.compile(_content()["kinds"][kind][language], re.IGNORECASE)


@lru_cache(maxsize=8192)
def asked_for(text: str, language: Language) -> str:
    """The kind of a question, a name under `kinds` or "what"; of several sentences the last with a question mark
    counts."""
    asked = [part for part in re.findall(r"[^.!?]+[.!?]*", text) if part.rstrip().endswith("?")]
    last = asked[-1] if asked else text
    return next((kind for kind in _content()["kinds"] if _pattern(kind, language).search(last)), ANYTHING)


def questions_in(sentence: str) -> list[str]:
    """A sentence that asks two things ("how old is she, and where does she live?") cut into its questions, each with
    its mark; else the sentence as it is."""
    stem, mark = re.fullmatch(r"(.*?)([?!.…\s]*)", sentence, re.DOTALL).groups()  # type: ignore[union-attr]
    pieces = [piece.strip() for piece in _ASKS_MORE.split(stem)]
    if len(pieces) < 2 or any(len(piece.split()) < _LEAST_WORDS for piece in pieces):
        return [sentence]
    return [f"{piece}{mark.strip() or '?'}" for piece in pieces]


def kinds_asked(text: str, language: Language) -> frozenset[str]:
    """The kinds of all that a text asks for."""
    parts = [part.strip() for part in re.findall(r"[^.!?]+[.!?]*", text)]
    asked = [part for part in parts if part.endswith("?")] or [text]
    return frozenset(asked_for(piece, language) for part in asked for piece in questions_in(part))


def unanswered(text: str, language: Language) -> str:
    """The act of the line that takes up a question which nothing answers, by its form and depth."""
    kind, by_kind = asked_for(text, language), _content()["unanswered"]
    if asks_what_is_felt(text, language) and kind != "why":
        return by_kind["supposing"]
    return by_kind.get(kind, "unsure_fact")


def asks_what_is_felt(text: str, language: Language) -> bool:
    """Whether what is felt, wished or feared is asked for, and no number, name or place."""
    fact = asked_for(text, language) in ("when", "amount", "who", "where")
    return not fact and re.search(_content()["felt"][language], text, re.IGNORECASE) is not None


def asks_of_dying(text: str, language: Language) -> bool:
    """Whether somebody is asked if they think of ending their life or hurting themselves."""
    return re.search(_content()["grave"][language], text, re.IGNORECASE) is not None


@lru_cache(maxsize=8192)
def people_in(text: str, language: Language) -> frozenset[str]:
    """The groups of people that a text names; in Indonesian whosever they are (anaknya, putra-putramu)."""
    # "Bu Yanti" is a name, and nobody's mother.
    words = {word.casefold() for word in _WORD.findall(_TITLE.sub(" ", text))}
    if language == "id":
        words |= {_WHOSE.sub("", part) for word in words for part in (word, *word.split("-"))}
    return frozenset(name for name, by_language in _content()["people"].items() if words & set(by_language[language]))


def _people_meant(case: Case, text: str, language: Language) -> frozenset[str]:
    """The groups of people that a text names in a talk with this client: a bare "Ibu" to a man is his wife, to others
    their mother, or their husband's."""
    text = _without_address(case, text, language)
    found = people_in(text, language)
    if language == "id" and _BARE_MOTHER.search(text):
        return found - {"mother"} | {"wife"} if case.person.address == "bapak" else found | {"mother_in_law"}
    return found


def other_kind(line: Line, text: str, language: Language) -> bool:
    """Whether a question asks for a time, person, place or reason and none of the line's cues does; or for how much,
    and most of its cues for one of those."""
    kinds = [asked_for(cue, language) for cue in line.asks[language]]
    mostly_strict = 2 * sum(one in strict_kinds() for one in kinds) > len(kinds)
    return all(
        kind not in kinds and (kind in strict_kinds() or (kind == "amount" and mostly_strict))
        for kind in kinds_asked(text, language)
    )


@lru_cache(maxsize=8192)
def _sides_of(text: str, language: Language) -> tuple[frozenset[int], ...]:
    """For each pair of sides those that a text speaks of: 0 and 1."""
    found = []
    for first, second in _content()["sides"][language]:
        rest = re.sub(second, " ", text, flags=re.IGNORECASE)
        here = {1} if rest != text else set()
        found.append(frozenset(here | ({0} if re.search(first, rest, re.IGNORECASE) else set())))
    return tuple(found)


def other_side(line: Line, text: str, language: Language) -> bool:
    """Whether a question is of what is liked, won or begun and the line's cues of what is loathed, lost or ended; or
    the other way about."""
    cues = [_sides_of(cue, language) for cue in line.asks[language]]
    return any(
        len(asked) == 1 and told and not asked & told
        for place, asked in enumerate(_sides_of(text, language))
        for told in [frozenset[int]().union(*(cue[place] for cue in cues))]
    )


def other_people(case: Case, line: Line, text: str, language: Language) -> bool:
    """Whether a question is of somebody whom neither the line nor a cue of it names; or of the client, and most cues
    are of somebody else."""
    asked = _people_meant(case, text, language)
    cues = [_people_meant(case, cue, language) for cue in line.asks[language]]
    if asked:
        within = {name for group in asked for name in _content()["within"].get(group, ())}
        return not (asked | within) & _people_meant(case, line.text[language], language).union(*cues)
    names = frozenset(_WORD.findall(text)) & _known_names(case, language)
    if names:
        told = " ".join((line.text[language], *line.asks[language]))
        return not names & set(_WORD.findall(told)) and not any(cues)
    return 2 * sum(map(bool, cues)) > len(cues) and _of_the_client(case, text, language)


def _names(text: str) -> frozenset[str]:
    """Words with a capital that does not come from beginning a sentence."""
    return frozenset(re.findall(r"(?<![.?!…:'’ ] )(?<=\S )([A-Z][a-z]+)\b", text))


@lru_cache(maxsize=64)
def _names_of(texts: tuple[str, ...], own: str) -> frozenset[str]:
    return frozenset[str]().union(*(_names(text) for text in texts)) - {own, "I"}


def _known_names(case: Case, language: Language) -> frozenset[str]:
    """The names of people that stand in a case's lines, but for the client's own (Fik too) and the words of address."""
    texts = tuple(line.text[language] for line in case.lines)
    names = _names_of(texts, case.person.name) - frozenset(_PLACE.findall(" ".join(texts)))
    return frozenset(
        name
        for name in names
        if name.casefold() not in _content()["own"][language] and not case.person.name.startswith(name)
    )


def _without_address(case: Case, text: str, language: Language) -> str:
    """A text without the word by which a counselor addresses the client (Ibu, Bapak), which names nobody else."""
    words = _content()["address"].get(_addressed_as(case)) if language == "id" else None
    return re.sub(rf"\b(?:{'|'.join(words)})\b", " ", text, flags=re.IGNORECASE) if words else text


def _addressed_as(case: Case) -> str:
    """How a client is addressed: a woman who calls nobody Ibu may be Ibu to a counselor, whatever the case says."""
    grown = case.person.speaks == "saya" and case.person.address not in _content()["address"]
    return (
        "ibu"
        if grown and not _calls_somebody_ibu(tuple(line.text["id"] for line in case.lines))
        else case.person.address
    )


@lru_cache(maxsize=64)
def _calls_somebody_ibu(texts: tuple[str, ...]) -> bool:
    return any(_BARE_MOTHER.search(text.replace("ibu-ibu", "")) for text in texts)


def _of_the_client(case: Case, text: str, language: Language) -> bool:
    """Whether the client is asked about themselves: they are addressed, and nobody else is named or pointed to."""
    content = _content()
    words = _WORD.findall(text)
    named = any(word[0].isupper() and word.casefold() not in content["own"][language] for word in words[1:])
    low = {word.casefold() for word in words}
    return bool(low & set(content["own"][language])) and not named and not low & set(content["others"][language])
