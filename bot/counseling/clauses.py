"""What chat text holds: its clauses, the two sides of a person who is torn, the thing itself without its
run-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.counseling.boundaries import phrases
from bot.counseling.segments import Clause, read, without_tail
from bot.counseling.sentences import opening
from bot.counseling.wording import load, words
from bot.counseling.wording.tokens import Token, tokenise
from bot.language import Language


def clauses(text: str, language: Language) -> list[str]:
    """The clauses of a chat message in order, tidied: no markup, emoji or fillers, shortenings written
    out."""
    return [clause.text for clause in read(text, language)]


def both_sides(text: str, language: Language) -> tuple[str, str] | None:
    """The two sides of a person who wants one thing and is held by another, as said and in the order said
    (person not shifted); None where nobody is torn."""
    pair = torn(read(text, language), language)
    return (pair[0].text, pair[1].text) if pair else None


_THAT = re.compile(
    r"^\W*(?:(?:well|um+|uh+|just|mostly)\W+)*that\s+"
    r"(?=(?:i|i['’](?:m|ve|d|ll)|he|she|they|we|it|my|his|her|our|their|the|nobody|no\s+one|everyone|everybody|nothing)\b)",
    re.IGNORECASE,
)


def without_that(message: str) -> str:
    """Give an answer to what weighs most without the "that" it hangs on by: "that I'm not speaking up"."""
    return _THAT.sub("", message, count=1)


def strip_opening(text: str, language: Language) -> str:
    """A goal, way or step without its run-up and tail: `aku tuh sebenernya pengen lulus juli` -> `lulus
    juli`, `I think I want to sleep better` -> `sleep better`. Person not shifted; tidied; empty only where
    the text holds no word."""
    particles = load("openings")[language]["particles"]
    tokens = [token for token in tokenise(text, language) if token.text.strip("\x1f") and token.word not in particles]
    while tokens and tokens[-1].kind != "word":
        tokens.pop()
    while tokens and tokens[0].kind != "word":
        tokens.pop(0)
    kept = _without_run_up(tokens, language)
    whole = tokens if language == "en" else kept
    for refusal, said in load("openings")[language]["refusals"].items():
        length = opening([token.word for token in whole], [tuple(refusal.split())])
        if 0 < length < len(whole):
            kept = [replace(whole[0], text=said, word=said), *whole[length:]]
            break
    kept = _without_tails(kept, language)
    return "".join(_spaced(kept[place - 1] if place else None, token) for place, token in enumerate(kept))


def torn(found: Sequence[Clause], language: Language) -> tuple[Clause, Clause] | None:
    """The two clauses between which a person is torn, in the order said."""
    pulls, blocks = words("clauses", language, "pulls"), words("clauses", language, "blocks")
    for one, other in pairwise(found):
        if one.question or other.question:
            continue
        sides = _announced_sides(one, other, language)
        if sides:
            return sides
        if other.link != "but" or other.sentence - one.sentence > 1:
            continue
        wants = [bool(pulls & set(side.said)) or side.said[:2] == ("i", "know") for side in (one, other)]
        held = [bool(blocks & set(side.said)) for side in (one, other)]
        reported = not words("clauses", language, "says").isdisjoint(one.said)
        first_wants = longing(one, language) == 2 or (wants[0] and any(held) and not reported)
        others = {*load("persons")[language]["third"], *words("clauses", language, "people")}
        if (first_wants and one.said[0] not in others) or (wants[1] and held[0]):
            return one, other
    return None


def longing(clause: Clause, language: Language) -> int:
    """How surely the clause holds a wish of the speaker's, not denied: 2 for pengen, mau berubah, want,
    should; 1 for a mau that may only mean "going to"; 0 for none."""
    lists = load("clauses")[language]
    wishes = {*lists["wants"], *lists["shoulds"]}
    for place, word in enumerate(clause.said):
        if word in wishes or (language == "id" and word in lists["wants_too"]):
            if not _own(clause.said[:place], language):
                return 0
            after = clause.said[place + 1] if place + 1 < len(clause.said) else ""
            return 2 if word in wishes or after in lists["want_tails"] else 1
    return 0


def _own(before: Sequence[str], language: Language) -> bool:
    """Whether a wish after these words is the speaker's: not denied, not reported, nobody else named
    since."""
    lists, persons = load("clauses")[language], load("persons")[language]
    if any(word in lists["negations"] or word in lists["says"] or word.endswith("n't") for word in before):
        return False
    others = {*persons["third"], *lists.get("people", lists["nouns"])}
    nearest = next((word for word in reversed(before) if word in others or word in persons["i"]), "")
    return nearest not in others or "part" in before


def _announced_sides(one: Clause, other: Clause, language: Language) -> tuple[Clause, Clause] | None:
    """`di satu sisi … di sisi lain …`, `part of me … part of me …`."""
    starts = opening(one.said, phrases("clauses", language, "sides_first"))
    turns = opening(other.said, phrases("clauses", language, "sides_second"))
    if not starts or not turns:
        return None
    if "part" in other.said[:turns]:
        return one, other
    return _from_word(one, starts), _from_word(other, turns)


def _from_word(clause: Clause, skipped: int) -> Clause:
    kept = list(clause.words)
    while kept and (skipped or kept[0].kind == "comma"):
        skipped -= kept[0].kind == "word"
        kept.pop(0)
    return replace(clause, words=tuple(kept) or clause.words)


def _without_run_up(tokens: list[Token], language: Language) -> list[Token]:
    known = phrases("openings", language, "openings")
    while len(tokens) > 1:
        said = [token.word for token in tokens]
        length = opening(said, known) if tokens[0].kind == "word" else 1
        if not length or not any(token.kind == "word" for token in tokens[length:]):
            break
        tokens = tokens[length:]
    return tokens


def _without_tails(tokens: list[Token], language: Language) -> list[Token]:
    """The tokens without what closes a sentence and says little ("i suppose"), at the end of each of them."""
    known = phrases("openings", language, "closings")
    kept: list[Token] = []
    sentence: list[Token] = []
    for token in without_tail(tokens, known):
        if token.kind == "stop" and sentence:
            kept += [*(without_tail(sentence, known) or sentence), token]
            sentence = []
        else:
            sentence.append(token)
    return [*kept, *sentence]


def _spaced(before: Token | None, token: Token) -> str:
    """The token with the space it had before it."""
    touching = before is not None and before.end == token.start and before.start != token.start
    return token.text if before is None or touching or token.kind in ("comma", "stop") else f" {token.text}"
