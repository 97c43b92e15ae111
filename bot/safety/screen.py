"""The crisis screen: which level a message calls for, found in code ahead of everything else.

L0 none; L1 hopelessness, someone else's crisis, one's own that is over, denied; L2 any present wish not to live, or
self-harm; L3 with plan, means, place, time or act under way, or danger now. Levels steer the conversation, they
diagnose nothing. Both languages' lexicons always run. The rules are in `lexicon/*.yml`, what lowers a finding in
`context.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bot.safety.context import Context, Mode
from bot.safety.lexicon import Level, Lexicon, Rule, load_lexicon
from bot.safety.patterns import END, PAUSE, Hit
from bot.safety.words import Word, read_quotes, read_words

__all__ = ["Finding", "Level", "Mode", "screen", "screen_turns"]

TURNS_TOGETHER = 5
# Long messages are read in pieces that overlap by more letters than any pattern and its context are long.
_PIECE, _OVERLAP = 16_000, 1_200
# What of a message is looked at together with its neighbours; each message alone is read whole.
_END_OF_EARLIER, _BEGINNING_OF_LAST = 2_000, 8_000
_ENOUGH = 40
# Hints count together within so many words, and are a plan from this weight on.
_NEAR, _PLAN = 120, 3


@dataclass(frozen=True)
class Finding:
    """The level, the rule that set it ("" at L0) and its half-open span in the text as given (None at L0).

    A rule id may carry what lowered it ("wish.die:denied") or the sign that raised it ("wish.die+sign.means").
    """

    level: Level
    rule: str
    span: tuple[int, int] | None


NOTHING = Finding("L0", "", None)


@dataclass(frozen=True)
class _Outcome:
    """A finding in words: `solid` are the places of the words that made it."""

    level: Level
    rule: str
    solid: tuple[int, ...]


def screen(text: str, mode: Mode = "self_help") -> Finding:
    """The highest level in one message; the earliest such finding where there are several.

    Pure and deterministic; accepts any string, in time linear in its length. In `practice` a counselor's questions,
    reflections, thanks and quotes are L0, while what trainees say of themselves counts in full.
    """
    lexicon = load_lexicon()
    best = NOTHING
    read: set[str] = set()
    for start, piece in _pieces(text):
        if piece in read:
            continue
        read.add(piece)
        words = read_words(piece, lexicon.vocabulary)
        fresh = 0 if start == 0 else sum(word.start < _OVERLAP // 2 for word in words[: _OVERLAP + 1])
        found = _finding(_look(words, read_quotes(piece), lexicon, mode, fresh), words, fresh, -start)
        best = found if found.level > best.level else best
        if best.level == "L3":
            break
    return best


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in overlapping pieces, each with where it begins; cut after a line, a sentence or a word if possible."""
    start = 0
    while start + _PIECE < len(text):
        end = start + _PIECE
        cuts = (text.rfind(mark, end - _OVERLAP, end) for mark in ("\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut >= 0), end)
        yield start, text[start:end]
        start = end - _OVERLAP
    yield start, text[start:]


def screen_turns(texts: Sequence[str], mode: Mode = "self_help") -> Finding:
    """The level of the last message, looked at alone and together with up to four before it.

    Earlier messages can only raise it, and only where the last one adds to them: the means after the wish, the second
    half of a sentence, "me too". The span lies in the last message. An empty sequence is L0.
    """
    if not texts:
        return NOTHING
    alone = screen(texts[-1], mode)
    if len(texts) == 1 or alone.level == "L3":
        return alone
    lexicon = load_lexicon()
    words: list[Word] = []
    quotes: list[tuple[int, int]] = []
    offset = fresh = 0
    together = [*(text[-_END_OF_EARLIER:] for text in texts[-TURNS_TOGETHER:-1]), texts[-1][:_BEGINNING_OF_LAST]]
    for text in together:
        fresh, start = len(words), offset
        read = read_words(text, lexicon.vocabulary)[1 if words else 0 :]
        words += [Word(word.readings, word.start + start, word.end + start) for word in read[:-1]]
        words.append(Word((PAUSE,), start + len(text), start + len(text)))
        quotes += [(first + start, last + start) for first, last in read_quotes(text)]
        offset += len(text) + 1
    words[-1] = Word((END,), words[-1].start, words[-1].end)
    outcome = _look(words, quotes, lexicon, mode, fresh)
    return alone if outcome.level <= alone.level else _finding(outcome, words, fresh, start)


def _finding(outcome: _Outcome, words: Sequence[Word], fresh: int, offset: int) -> Finding:
    places = [place for place in outcome.solid if place >= fresh]
    if outcome.level == "L0" or not places:
        return NOTHING
    span = words[min(places)].start - offset, words[max(places)].end - offset
    return Finding(outcome.level, outcome.rule, span)


def _look(
    words: Sequence[Word], quotes: Sequence[tuple[int, int]], lexicon: Lexicon, mode: Mode, fresh: int
) -> _Outcome:
    """The highest outcome that a word from place `fresh` on takes part in."""
    hits = list(dict.fromkeys(lexicon.automaton.hits([word.readings for word in words])))
    if not hits:
        return _Outcome("L0", "", ())
    hits = _without_spills(hits, lexicon, fresh)
    context = Context(words, quotes, lexicon, mode, hits)
    hits.sort(key=lambda hit: (hit.first, -hit.last))
    best = _Outcome("L0", "", ())
    wishes: list[Hit] = []
    for level in ("L3", "L2", "L1"):
        for hit in hits:
            rule = lexicon.rules[hit.owner]
            enough = best.level >= rule.level and (level == "L1" or len(wishes) >= _ENOUGH)
            if rule.kind != "rule" or rule.level != level or enough:
                continue
            outcome = _weigh(rule, hit, context, min(best.level, "L1"))
            if outcome.level >= "L2":
                wishes.append(hit)
            if outcome.level > best.level and any(place >= fresh for place in outcome.solid):
                best = outcome
        if best.level == "L3":
            return best
    return _with_signs(wishes, hits, context, lexicon, fresh) or _with_hints(hits, context, lexicon, fresh) or best


def _without_spills(hits: list[Hit], lexicon: Lexicon, fresh: int) -> list[Hit]:
    """Leave out findings of earlier messages that only run on into the last one.

    "I want to kill myself" and then "tomorrow I have to work" are no plan; "I want to" and then "die" are a wish.
    """
    handled: set[int] = set()
    for hit in hits:
        if hit.last < fresh and lexicon.rules[hit.owner].level >= "L2":
            handled.update(hit.solid)
    return [hit for hit in hits if hit.last < fresh or hit.first >= fresh or handled.isdisjoint(hit.solid)]


def _weigh(rule: Rule, hit: Hit, context: Context, floor: Level) -> _Outcome:
    verdict = context.judge(rule, hit, floor)
    echo = context.echo_after(hit) if verdict.lowered in ("other", "denied", "past") else None
    if echo is not None and rule.level >= "L2":
        return _Outcome("L2", rule.id, hit.solid + echo.solid)
    return _Outcome(verdict.level, f"{rule.id}:{verdict.lowered}" if verdict.lowered else rule.id, hit.solid)


def _with_signs(
    wishes: Sequence[Hit], hits: Sequence[Hit], context: Context, lexicon: Lexicon, fresh: int
) -> _Outcome | None:
    """A wish beside means, a plan, a time or a place is L3."""
    if not wishes:
        return None
    kinds = {hit: lexicon.rules[hit.owner] for hit in hits}
    signs = [hit for hit, rule in kinds.items() if rule.kind == "sign" or (rule.kind == "hint" and rule.weight > 1)]
    signs = [hit for hit in signs[:_ENOUGH] if context.judge(lexicon.rules[hit.owner], hit).level == "L2"]
    for wish, sign in product(wishes[:_ENOUGH], signs):
        wished, rule = lexicon.rules[wish.owner], lexicon.rules[sign.owner]
        solid = wish.solid + sign.solid
        if set(wish.solid) & set(sign.solid) or max(solid) < fresh:
            continue
        if not rule.in_clause or (wished.act and context.same_clause(wish, sign)):
            return _Outcome("L3", f"{wished.id}+{rule.id}", solid)
    return None


def _with_hints(hits: Sequence[Hit], context: Context, lexicon: Lexicon, fresh: int) -> _Outcome | None:
    """Different hints near one another, such as means at hand and affairs put in order, are a plan: L3."""
    hints = [hit for hit in hits if lexicon.rules[hit.owner].kind == "hint"][:_ENOUGH]
    if len({hit.owner for hit in hints}) < 2:
        return None
    hints = [hit for hit in hints if context.judge(lexicon.rules[hit.owner], hit).level == "L2"]
    for at, last in enumerate(hints):
        near: dict[int, Hit] = {}
        taken: set[int] = set()
        for hit in reversed(hints[: at + 1]):
            if last.first - hit.first <= _NEAR and hit.owner not in near and taken.isdisjoint(hit.solid):
                near[hit.owner] = hit
                taken.update(hit.solid)
        if sum(lexicon.rules[owner].weight for owner in near) >= _PLAN and len(near) > 1 and max(taken) >= fresh:
            names = sorted(lexicon.rules[owner].id for owner in near)
            return _Outcome("L3", "+".join(names), tuple(sorted(taken)))
    return None
