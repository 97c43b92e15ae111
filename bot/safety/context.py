"""What stands around a finding: whose it is, whether it is denied, over, quoted, or the counselor's work.

Each question looks at a bounded number of words, so the whole stays linear. Where the words leave it open, the finding
stands: a missed crisis is worse than a question too many.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.safety.lexicon import Level, Lexicon, Rule
from bot.safety.patterns import BEGIN, BREAKS, END, PAUSE, Hit
from bot.safety.words import Word

Mode = Literal["self_help", "practice"]
Span = tuple[int, int]
Subject = Literal["self", "you", "other", "open"]
_STOPS = BREAKS | {BEGIN, END, PAUSE}
_SENTENCE_STOPS = frozenset({".", "?", BEGIN, END})
_REACH = 16
_SENTENCE_REACH = 30
_RIGHT_AFTER = 3  # "… but that was years ago"
_STORY = 45  # "ten years ago …" before it and "I'm well now" after it, over several sentences
_NO_LISTS: frozenset[str] = frozenset()
_CARRIES_ON = frozenset({"CHAIN", "FILL", "TOWARD"})
_NAMES_ON = frozenset({"DETERMINER", "OTHER"})
_BESIDE = frozenset({"DIE", "KILLACT", "KILLME", "BUNUH", "DIRI", "HARM", "HURT", "SELF", "LIFE", "END"})
_SPOKEN = frozenset({"SAY", "SAYS"})
_OPENS = frozenset({"BUT", "INTRO", "SAY"})


@dataclass(frozen=True)
class Verdict:
    """What a finding counts for here, and why it counts for less ("" where it does not)."""

    level: Level
    lowered: str = ""


class Context:
    """The words of one message (or of one stretch of a long one) with what the lexicon found in them."""

    def __init__(
        self, words: Sequence[Word], quotes: Sequence[Span], lexicon: Lexicon, mode: Mode, hits: Sequence[Hit]
    ) -> None:
        self.words = words
        self._starts = [word.start for word in words]
        self._quotes = quotes
        self._lexicon = lexicon
        self._mode = mode
        memberships = lexicon.memberships
        self._lists = [
            memberships.get(word.readings[0], _NO_LISTS)
            if len(word.readings) == 1
            else _NO_LISTS.union(*(memberships.get(reading, _NO_LISTS) for reading in word.readings))
            for word in words
        ]
        self._nows = [index for index in range(len(words)) if self._is(index, "NOW")]
        self._sentence_ends = [index for index in range(len(words)) if self._sentence_stop(index)]
        self._calm: dict[int, Level] = {}
        rules = lexicon.rules
        for hit in hits:
            if rules[hit.owner].kind == "calm":
                for index in hit.solid:
                    level = rules[hit.owner].level
                    self._calm[index] = min(level, self._calm.get(index, level))
        echoes = [hit for hit in hits if rules[hit.owner].kind == "echo"]
        self._last_echo = max(echoes, key=lambda hit: hit.first, default=None)
        echoed = {index for hit in echoes for index in hit.solid}
        past = [hit for hit in hits if rules[hit.owner].kind == "past" and not echoed & set(hit.solid)]
        self._past = sorted(past, key=lambda hit: hit.first)
        self._past_firsts = [hit.first for hit in self._past]

    def judge(self, rule: Rule, hit: Hit, floor: Level = "L0") -> Verdict:
        """The level at which a hit of a rule or sign counts in its place.

        At or below `floor` the answer may be any level there: whoever asks has no use for the difference.
        """
        level: Level = rule.level if rule.kind == "rule" else "L2"
        verdict = Verdict(level)
        if not rule.firm:
            cap = self._calm.get(hit.solid[-1], level)
            verdict = Verdict(min(level, cap), "calm" if cap < level else "")
        quote = self._quote_around(hit)
        for look in (
            self._as_quote,
            self._as_practice,
            self._as_someone_elses,
            self._as_denied,
            self._as_past,
        ):
            if verdict.level <= floor:
                break
            lowered = look(rule, hit, quote)
            if lowered is not None and lowered.level < verdict.level:
                verdict = lowered
        return verdict

    def echo_after(self, hit: Hit) -> Hit | None:
        """What brings a lowered finding back later in the message: "me too", "but lately it is there again"."""
        return self._last_echo if self._last_echo is not None and self._last_echo.first > hit.last else None

    def same_clause(self, one: Hit, other: Hit) -> bool:
        """Whether no break stands between two hits."""
        left, right = sorted((one, other), key=lambda hit: hit.first)
        return not any(self._stop(index) for index in range(left.last + 1, min(right.first, left.last + _REACH)))

    # Words

    def _is(self, index: int, name: str) -> bool:
        return 0 <= index < len(self._lists) and name in self._lists[index]

    def _is_any(self, index: int, names: frozenset[str]) -> bool:
        return 0 <= index < len(self._lists) and not names.isdisjoint(self._lists[index])

    def _stop(self, index: int) -> bool:
        return not 0 <= index < len(self.words) or self.words[index].readings[0] in _STOPS

    def _sentence(self, hit: Hit) -> range:
        first = hit.first
        while first > 0 and hit.first - first < _SENTENCE_REACH and not self._sentence_stop(first - 1):
            first -= 1
        last = hit.last
        while last + 1 < len(self.words) and last - hit.last < _SENTENCE_REACH and not self._sentence_stop(last + 1):
            last += 1
        return range(first, last + 1)

    def _sentence_stop(self, index: int) -> bool:
        return self.words[index].readings[0] in _SENTENCE_STOPS

    def _asks(self, sentence: range) -> bool:
        return sentence.stop < len(self.words) and self.words[sentence.stop].readings[0] == "?"

    # Whose it is

    def _subject(self, first: int) -> Subject:
        """Who the words from `first` on are about, going back through the clause as far as it is certain."""
        said = False
        for index in range(first - 1, first - 1 - _REACH, -1):
            if self._stop(index) or self._is(index, "BUT"):
                break
            if self._is(index, "SELF"):
                other = index - 1 - self._is(index - 1, "ATTRIBUTE")
                if self._is(other, "OTHER") and self._opens(other - 1):
                    return "other"
                if not self._is(index - 1, "TOWARD"):
                    return "self"
                continue
            if self._is(index, "YOU"):
                return "you"
            if self._is(index, "OTHER"):
                return "other" if said or self._is(index, "NOMINATIVE") or self._opens(index - 1) else "open"
            if self._is(index, "SAY"):
                said = True
            elif not said and not self._is_any(index, _CARRIES_ON):
                break
        return "open"

    def _opens(self, index: int) -> bool:
        """Whether what follows `index` begins a clause, so that a person named there does something in it."""
        for at in range(index, index - 4, -1):
            if self._stop(at) or self._is_any(at, _OPENS):
                return True
            if not self._is_any(at, _NAMES_ON):
                return False
        return False

    def _reported(self, first: int) -> bool:
        """Whether someone else is said to say the words from `first` on: "my pupil told his friend that …"."""
        said = apart = False
        for index in range(first - 1, first - 1 - _REACH, -1):
            if index < 0 or self._sentence_stop(index) or self._is(index, "BUT"):
                return False
            if self._is_any(index, _SPOKEN):
                said = True
            elif self._stop(index):
                if not said and not self._is_any(index - 1, _SPOKEN):
                    return False
                apart = said
            elif self._is(index, "SELF") and not self._is(index - 1, "TOWARD"):
                if not self._is(index - 1, "OTHER") and not (apart and self._begins_with_other(index)):
                    return False
            elif said and self._is(index, "OTHER") and not self._is(index - 1, "TOWARD"):
                return True
        return False

    def _begins_with_other(self, index: int) -> bool:
        """Whether the clause of `index` names someone else first."""
        while index > 0 and not self._stop(index - 1):
            index -= 1
        return self._is(index, "OTHER") or (self._is_any(index, _NAMES_ON) and self._is(index + 1, "OTHER"))

    def _as_someone_elses(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        if rule.any_subject:
            return None
        first = hit.first if quote is None else bisect_left(self._starts, quote[0])
        owned = self._is(first, "SELF") and self._is(first - 1, "OTHER")  # "sahabat gue …"
        subject = self._subject(first + owned)
        if subject == "open" and self._is(hit.last + 1, "SAYS") and self._is(hit.last + 2, "OTHER"):
            subject = "other"
        if subject == "open" and self._reported(first):
            subject = "other"
        own = quote is None and any(
            self._is(index, "SELF") and not self._is(index - 1, "TOWARD") for index in hit.solid[owned:]
        )
        if subject == "other" and not own:
            return Verdict("L1", "other")
        if subject == "you" and self._mode == "self_help" and self._asks(self._sentence(hit)):
            return None if any(self._is(index, "SELF") for index in hit.solid) else Verdict("L1", "other")
        return None

    # Denied, over

    def _as_denied(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        if self._denied_before(hit.first) or self._denied_after(hit.last):
            return Verdict("L1" if rule.level >= "L2" and not rule.any_subject else "L0", "denied")
        return None

    def _denied_before(self, first: int) -> bool:
        negations = 0
        beside = False
        for index in range(first - 1, first - 1 - _REACH, -1):
            if self._stop(index) or self._is(index, "BUT"):
                break
            if self._is(index, "NOT"):
                negations += not self._is(index + 1, "ONLY")
            elif self._is(index, "SELF") and (self._is(index - 1, "THAT") or self._is(index - 1, "EVEN")):
                continue
            elif self._is(index, "THAT") and self._is(index + 1, "SELF"):
                continue
            elif self._is(index, "OR"):
                beside = True
            elif beside and self._is_any(index, _BESIDE):
                continue
            elif not self._is(index, "DENIABLE"):
                break
        return negations % 2 == 1

    def _denied_after(self, last: int) -> bool:
        at = last + 1
        marked = False
        while self._is(at, "TOPIC") and at < last + 4:
            marked, at = True, at + 1
        sign = self.words[at].readings[0] if at < len(self.words) else END
        if sign in ("?", ","):
            at += 1
            # "…, saya jawab tidak": the answer is told.
            if self._is(at, "SELF") and self._is(at + 1, "ANSWER"):
                at += 2
        if not (marked or sign in ("?", ",")) or not (self._is(at, "NOT") or self._is(at, "NO_ANSWER")):
            return False
        return sign == "?" or self._stop(at + 1) or self._is(at + 1, "BUT") or self._is(at + 1, "FINAL")

    def _as_past(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        near_hit = range(max(hit.first - 3, 0), hit.last + 4)
        again = any(self._is(index, "AGAIN") for index in range(hit.first, hit.last + 3))
        if rule.firm or again or any(self._is(index, "RECENT") for index in near_hit):
            return None
        told = range(max(hit.first - 6, 0), hit.last + 1)
        ever = any(self._is(index, "EVER") for index in told)
        perhaps = ever or any(self._is(index, "EVER_PERHAPS") for index in told)
        near = slice(
            bisect_left(self._past_firsts, hit.first - _STORY),
            bisect_right(self._past_firsts, hit.last + _STORY),
        )
        begun = ended = False
        for past in self._past[near]:
            entry = self._lexicon.rules[past.owner]
            begun |= not entry.over and self._begins_story(past, hit)
            ended |= entry.over and past.first > hit.last
            # "I want to die. I tried ten years ago, that's behind me": what is over is what its own sentence tells of.
            told_of = (entry.firm and not self._apart(hit, past)) or (ever if entry.over else perhaps)
            if (begun and ended) or self._lies_behind(past, entry, hit, told_of):
                return Verdict("L1" if rule.level >= "L2" else "L0", "past")
        return Verdict("L1", "past") if ever and self._mode == "practice" and rule.level >= "L2" else None

    def _apart(self, one: Hit, other: Hit) -> bool:
        """Whether a sentence ends between two findings."""
        first, last = sorted((one, other), key=lambda hit: hit.first)
        return _holds(self._sentence_ends, first.last + 1, last.first)

    def _begins_story(self, past: Hit, hit: Hit) -> bool:
        """Whether a time long ago stands before a finding with nothing between them that leads back to now."""
        return past.last < hit.first and not _holds(self._nows, past.last + 1, hit.first)

    def _lies_behind(self, past: Hit, entry: Rule, hit: Hit, ever: bool) -> bool:
        if past.first <= hit.last and hit.first <= past.last:
            return False
        before = past.last < hit.first
        between = range(past.last + 1, hit.first) if before else range(hit.last + 1, past.first)
        reach = _SENTENCE_REACH if entry.over else entry.within
        if len(between) > reach or not (ever or before) or (entry.over and before):
            return False
        for index in between:
            if self._is(index, "NOW") or (self._is(index, "BUT") and (before or past.first - index > _RIGHT_AFTER)):
                return False
            if self._stop(index) and not entry.over and (self._sentence_stop(index) or not ever):
                return False
        return True

    # Quotes

    def _quote_around(self, hit: Hit) -> Span | None:
        start, end = self.words[hit.first].start, self.words[hit.last].end
        at = bisect_right(self._quotes, (start, len(self.words) and self.words[-1].end + 1)) - 1
        return self._quotes[at] if at >= 0 and end <= self._quotes[at][1] else None

    def _as_quote(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        if quote is None:
            return None
        first, last = (bisect_left(self._starts, offset) for offset in quote)
        around = [*range(first - 6, first), *range(last, last + 4)]
        return Verdict("L0", "title") if any(self._is(index, "TITLE") for index in around) else None

    # Practice

    def _as_practice(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        """The counselor's questions, reflections, thanks and quotes are work; what they say of themselves is not."""
        if self._mode == "self_help":
            return None
        work = Verdict("L0", "counselor")
        if quote is not None:
            return work
        subject = self._subject(hit.first)
        if subject in ("you", "other"):
            return work if subject == "you" or self._addressed(hit) else None
        sentence = self._sentence(hit)
        own = [index for index in sentence if self._is(index, "SELF") and not self._is(index - 1, "TOWARD")]
        if own and not any(self._perceives(index) for index in own) and (subject == "self" or not self._addressed(hit)):
            return None
        if own or self._addressed(hit) or self._asks(sentence):
            return work
        wished = any(self._is(index, "WANT") for index in range(hit.first, hit.last + 1))
        return None if wished and not self._reflects(hit) else work

    def _perceives(self, index: int) -> bool:
        return any(self._is(index + step, "PERCEIVE") for step in (1, 2, 3))

    def _addressed(self, hit: Hit) -> bool:
        return any(self._is(index, "YOU") or self._is(index, "HONORIFIC") for index in self._sentence(hit))

    def _reflects(self, hit: Hit) -> bool:
        return any(self._is(index, "REFLECT") for index in self._sentence(hit))


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which stand in order, lies between start and end (exclusive)."""
    return bisect_left(places, start) < bisect_left(places, end)
