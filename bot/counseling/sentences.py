"""Chat text cut into sentences, with other people's words in it marked as theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.counseling.person_shift import is_first_person
from bot.counseling.wording import load, words
from bot.counseling.wording.tokens import Token, tokenise
from bot.language import Language

LAUGHTER = re.compile(r"w?(?:kw)+k*w?|h?(?:[aeiu]h)+[aeiu]?|(?:xi){2,}|a?(?:ha){2,}|lo+l|lmf?ao|he(?:he)+")
_LONGEST_QUOTE = 3


# Put before a dot: it ends no sentence after one of these ("talk to Mr. Chen").
NO_TITLE = "".join(
    rf"(?<!(?<!\w){title})"
    for title in (
        "Mr",
        "mr",
        "Mrs",
        "mrs",
        "Ms",
        "ms",
        "Dr",
        "dr",
        "Prof",
        "prof",
        "St",
        "Jr",
        "Jl",
        "jl",
        "Hj",
        "Ust",
        "vs",
        "approx",
    )
)


def sentences(text: str, language: Language) -> list[tuple[list[Token], bool]]:
    """The tokens of each sentence of a message, and whether it ends as a question."""
    return _parted(_quoted(_breathing(_meant(_unstopped(tokenise(text, language), language), language))))


def opening(said: Sequence[str], known: Iterable[tuple[str, ...]]) -> int:
    """How many words of the longest known phrase stand at the start; 0 for none."""
    if not said:
        return 0
    first, start = said[0], tuple(said[:8])
    return next((len(phrase) for phrase in known if phrase[0] == first and start[: len(phrase)] == phrase), 0)


def _unstopped(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens without the full stops of abbreviations: `alm. bapak`."""
    short = words("clauses", language, "abbreviations")
    pairs = zip([None, *tokens], tokens, strict=False)
    return [
        token
        for before, token in pairs
        if not (token.text == "." and before and before.word in short and before.end == token.start)
    ]


def _breathing(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with laughter between words as the comma that it stands for: `older than me lol whatever`."""
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        between = (
            kept[-1:]
            and kept[-1].kind == "word"
            and [after.kind for after in tokens[place + 1 : place + 2]] == ["word"]
        )
        if between and len(token.word) > 2 and LAUGHTER.fullmatch(token.word):
            kept.append(Token(",", ",", token.start, token.end, "comma"))
        else:
            kept.append(token)
    return kept


def _quoted(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with quotation marks seen to: a word or three in quotes keep theirs (calls me `"om"`); in
    longer speech each word is marked, so that no part of it is taken for the person's own."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        marks = (at for at in range(place + 1, len(tokens)) if _is_quote(tokens[at]))
        end = next(marks, None) if _is_quote(tokens[place]) else None
        inside = list(tokens[place + 1 : end]) if end else []
        if end is None or not inside:
            kept.append(tokens[place])
            place += 1
            continue
        persons = any(is_first_person(token, "id") or is_first_person(token, "en") for token in inside)
        if len(inside) <= _LONGEST_QUOTE and not persons and all(token.kind == "word" for token in inside):
            inside[0] = replace(inside[0], text=f'"{inside[0].text}')
            inside[-1] = replace(inside[-1], text=f'{inside[-1].text}"')
            kept += inside
        else:
            kept += [part for token in inside for part in (tokens[place], token)]
        place = end + 1
    return kept


def _is_quote(token: Token) -> bool:
    return token.kind == "mark" and not set(token.text) - set('"“”„«»')


def _parted(tokens: Iterable[Token]) -> list[tuple[list[Token], bool]]:
    """The tokens of each sentence, and whether it ends as a question."""
    found: list[tuple[list[Token], bool]] = [([], False)]
    last: Token | None = None
    for token in tokens:
        asks = "?" in token.text or "？" in token.text
        closing = token.kind == "mark" and last is not None and last.kind == "stop" and last.end == token.start
        last = token
        if closing and len(found) > 1 and not found[-1][0]:
            found[-2][0].append(token)
        elif token.kind != "stop":
            found[-1][0].append(token)
        elif found[-1][0]:
            found[-1] = (found[-1][0], asks)
            found.append(([], False))
        elif len(found) > 1 and asks:
            found[-2] = (found[-2][0], True)
    return [sentence for sentence in found if sentence[0]]


def _meant(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens with figures of speech that must not be said back as what they mean (`is killing me`)."""
    figures = {tuple(figure.split()): said.split() for figure, said in load("clauses")[language]["figures"].items()}
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        length = opening([token.word for token in tokens[place : place + 2]], figures)
        if length:
            first, last = tokens[place], tokens[place + length - 1]
            said = figures[tuple(token.word for token in tokens[place : place + length])]
            kept += [Token(word, word, first.start, last.end) for word in said]
        else:
            kept.append(tokens[place])
        place += length or 1
    return kept
