"""What stands around a finding: whose it is, whether it is denied, over, quoted, or the counselor's work.

Each question looks at a bounded number of words, so the whole stays linear. Where the words leave it open, the finding
stands: a missed crisis is worse than a question too many.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.safety.denial import denied, more_than_ever
from bot.safety.lexicon import Level, Lexicon, Rule
from bot.safety.patterns import Hit
from bot.safety.surroundings import REACH, SENTENCE_REACH, Surroundings
from bot.safety.words import Word

Mode = Literal["self_help", "practice"]
Span = tuple[int, int]
Subject = Literal["self", "you", "other", "open"]
_RIGHT_AFTER = 3  # "… but that was years ago"
_STORY = 45  # "ten years ago …" before it and "I'm well now" after it, over several sentences
_CARRIES_ON = frozenset({"CHAIN", "FILL", "TOWARD"})
_NAMES_ON = frozenset({"DETERMINER", "OTHER"})
_UNCHANGED = frozenset({"NOT", "CANT", "BUT", "AGAIN", "WORSE", "RECENT", "MEANS", "LETHAL", "PILL", "POISON"})
_SPOKEN = frozenset({"SAY", "SAYS"})
_OPENS = frozenset({"BUT", "INTRO", "SAY"})


@dataclass(frozen=True)
class Verdict:
    """What a finding counts for here, and why it counts for less ("" where it does not)."""

    level: Level
    lowered: str = ""


class Context(Surroundings):
    """The words of one message (or of one stretch of a long one) with what the lexicon found in them."""

    def __init__(
        self, words: Sequence[Word], quotes: Sequence[Span], lexicon: Lexicon, mode: Mode, hits: Sequence[Hit]
    ) -> None:
        super().__init__(words, lexicon)
        self._starts = [word.start for word in words]
        self._quotes = quotes
        self._lexicon = lexicon
        self._mode = mode
        self._nows = [index for index in range(len(words)) if self.has(index, "NOW")]
        self._presents = [index for index in range(len(words)) if self.has(index, "PRESENT")]
        self._sentence_ends = [index for index in range(len(words)) if self.sentence_stop(index)]
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
        wishes = (hit.first for hit in hits if rules[hit.owner].kind == "rule" and rules[hit.owner].level >= "L2")
        self._wish_firsts = sorted(wishes)

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
        return not any(self.stop(index) for index in range(left.last + 1, min(right.first, left.last + REACH)))

    # Whose it is

    def _subject(self, first: int) -> Subject:
        """Who the words from `first` on are about, going back through the clause as far as it is certain."""
        said = False
        for index in range(first - 1, first - 1 - REACH, -1):
            if self.stop(index) or self.has(index, "BUT"):
                break
            if self.has(index, "SELF"):
                other = index - 1 - self.has(index - 1, "ATTRIBUTE")
                if self.has(other, "OTHER") and self._opens(other - 1):
                    return "other"
                if not self.has(index - 1, "TOWARD"):
                    return "self"
                continue
            if self.has(index, "YOU"):
                return "you"
            if self.has(index, "OTHER"):
                return "other" if said or self.has(index, "NOMINATIVE") or self._opens(index - 1) else "open"
            if self.has(index, "SAY"):
                said = True
            elif not said and not self.has_any(index, _CARRIES_ON) and not self._in_a_place(index):
                break
        return "open"

    def _in_a_place(self, index: int) -> bool:
        """Whether a word names where somebody is: "my cousin in Kisumu", "a student of mine"."""
        return any(self.has(index - step, "AT") for step in (0, 1, 2))

    def _opens(self, index: int) -> bool:
        """Whether what follows `index` begins a clause, so that a person named there does something in it."""
        for at in range(index, index - 4, -1):
            if self.stop(at) or self.has_any(at, _OPENS):
                return True
            if not self.has_any(at, _NAMES_ON):
                return False
        return False

    def _reported(self, first: int) -> bool:
        """Whether someone else is said to say the words from `first` on: "my pupil told his friend that …"."""
        said = apart = False
        for index in range(first - 1, first - 1 - REACH, -1):
            if index < 0 or self.sentence_stop(index) or self.has(index, "BUT"):
                return False
            if self.has_any(index, _SPOKEN):
                said = True
            elif self.stop(index):
                if not said and not self.has_any(index - 1, _SPOKEN):
                    return False
                apart = said
            elif self.has(index, "SELF") and not self.has(index - 1, "TOWARD"):
                if not self.has(index - 1, "OTHER") and not (apart and self._begins_with_other(index)):
                    return False
            elif said and self.has(index, "OTHER") and not self.has(index - 1, "TOWARD"):
                return True
        return False

    def _begins_with_other(self, index: int) -> bool:
        """Whether the clause of `index` names someone else first."""
        while index > 0 and not self.stop(index - 1):
            index -= 1
        return self.has(index, "OTHER") or (self.has_any(index, _NAMES_ON) and self.has(index + 1, "OTHER"))

    def _as_someone_elses(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        if rule.any_subject:
            return Verdict("L1", "other") if self._done_to_another(hit) else None
        first = hit.first if quote is None else bisect_left(self._starts, quote[0])
        owned = self.has(first, "SELF") and self.has(first - 1, "OTHER")  # "sahabat gue …"
        subject = self._subject(first + owned)
        if subject == "open" and self.has(hit.last + 1, "SAYS") and self.has(hit.last + 2, "OTHER"):
            subject = "other"
        if subject in ("open", "you") and self._mode == "self_help" and self._reported(first):
            subject = "other"
        own = quote is None and any(
            self.has(index, "SELF") and not self.has(index - 1, "TOWARD") for index in hit.solid[owned:]
        )
        together = self.has(hit.last + 1, "TOWARD") and self.has(hit.last + 2, "SELF")  # "anyone want to die with me"
        if subject == "other" and not own and not together:
            return Verdict("L1", "other")
        if subject == "you" and self._mode == "self_help" and self.asks(self.sentence(hit)):
            return None if any(self.has(index, "SELF") for index in hit.solid) else Verdict("L1", "other")
        return None

    def _done_to_another(self, hit: Hit) -> bool:
        """Whether another is named as the one it is done to: "tanteku dicekik". "Kakak" alone may be an address."""
        if not self.has(hit.solid[0], "HITBY") or any(self.has(index, "SELF") for index in hit.solid):
            return False
        before = range(max(hit.first - REACH, 0), hit.first)
        address = any(self.has(index, "HONORIFIC") and not self.has(index + 1, "SELF") for index in before)
        return not address and self._subject(hit.first) == "other"

    # Denied, over

    def _as_denied(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        if denied(self, hit):
            return Verdict("L1" if rule.level >= "L2" and not rule.any_subject else "L0", "denied")
        return None

    def _as_past(self, rule: Rule, hit: Hit, quote: Span | None) -> Verdict | None:
        again = any(self.has(index, "AGAIN") for index in range(hit.first, hit.last + 3))
        if (
            rule.firm
            or again
            or more_than_ever(self, hit)
            or any(self._recent(index, hit) for index in range(max(hit.first - 3, 0), hit.last + 4))
        ):
            return None
        told = range(max(hit.first - 6, 0), hit.last + 1)
        ever = any(self.has(index, "EVER") for index in told)
        perhaps = ever or any(self.has(index, "EVER_PERHAPS") for index in told)
        near = slice(
            bisect_left(self._past_firsts, hit.first - _STORY),
            bisect_right(self._past_firsts, hit.last + _STORY),
        )
        # "In 2019 my son died. I want to die. Now I cook for one": a wish that has a sentence to itself is today's.
        wished = any(self.has(index, "PRESENT_WISH") for index in hit.solid)
        begun, ended, another = False, not wished and self._turned(hit), False
        for past in self._past[near]:
            entry = self._lexicon.rules[past.owner]
            begun |= not entry.over and self._begins_story(past, hit) and not (wished and self._apart(hit, past))
            ended |= entry.over and past.first > hit.last
            # "I want to die. I tried ten years ago, that's behind me": what is over is what its own sentence tells of.
            told_of = (entry.firm and not self._apart(hit, past)) or (ever if entry.over else perhaps)
            another |= not entry.over and self._begins_another(past, hit)
            if another and entry.over and not begun:
                continue
            if (begun and ended) or self._lies_behind(past, entry, hit, told_of):
                return Verdict("L1" if rule.level >= "L2" else "L0", "past")
        return Verdict("L1", "past") if ever and self._mode == "practice" and rule.level >= "L2" else None

    def _apart(self, one: Hit, other: Hit) -> bool:
        """Whether a sentence ends between two findings."""
        first, last = sorted((one, other), key=lambda hit: hit.first)
        return _holds(self._sentence_ends, first.last + 1, last.first)

    def _recent(self, index: int, hit: Hit) -> bool:
        """Whether a word says that it was just now; the "today" of the next sentence says how it has become."""
        if index > hit.last and self.has(index, "PRESENT") and _holds(self._sentence_ends, hit.last + 1, index):
            return False
        return self.has(index, "RECENT") or (self.has(index, "LAST_ONE") and self.has(index - 1, "LAST"))

    def _turned(self, hit: Hit) -> bool:
        """Whether a later sentence says how it is now, and nothing there says that it is as it was.

        Only for English, whose verbs tell a wish of then ("wanted") from one of today.
        """
        at = bisect_left(self._presents, hit.last + 1)
        if at == len(self._presents) or self._presents[at] - hit.last > _STORY:
            return False
        first = last = self._presents[at]
        while not self.stop(first - 1):
            first -= 1
        while not self.sentence_stop(last + 1):
            last += 1
        clause = range(first, min(last, first + SENTENCE_REACH) + 1)
        return first > hit.last and len(clause) > 2 and not any(self.has_any(index, _UNCHANGED) for index in clause)

    def _begins_story(self, past: Hit, hit: Hit) -> bool:
        """Whether a time long ago stands before a finding or in its sentence, and nothing between leads back to now."""
        if past.last < hit.first:
            return not _holds(self._nows, past.last + 1, hit.first)
        return not self._apart(hit, past) and not _holds(self._nows, hit.first, past.first)

    def _begins_another(self, past: Hit, hit: Hit) -> bool:
        """Whether a later sentence begins a story with a wish of its own, so that what ends there is that story."""
        if past.first < hit.last or not self._apart(hit, past):
            return False
        return bisect_right(self._wish_firsts, past.last) < len(self._wish_firsts)

    def _lies_behind(self, past: Hit, entry: Rule, hit: Hit, ever: bool) -> bool:
        if not entry.within or (past.first <= hit.last and hit.first <= past.last):
            return False
        before = past.last < hit.first
        between = range(past.last + 1, hit.first) if before else range(hit.last + 1, past.first)
        reach = SENTENCE_REACH if entry.over else entry.within
        if len(between) > reach or not (ever or before) or (entry.over and before):
            return False
        for index in between:
            if self.has(index, "NOW") or (self.has(index, "BUT") and (before or past.first - index > _RIGHT_AFTER)):
                return False
            if self.stop(index) and not entry.over and (self.sentence_stop(index) or not ever):
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
        return Verdict("L0", "title") if any(self.has(index, "TITLE") for index in around) else None

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
        sentence = self.sentence(hit)
        own = [index for index in sentence if self.has(index, "SELF") and not self.has(index - 1, "TOWARD")]
        if own and not any(self._perceives(index) for index in own) and (subject == "self" or not self._addressed(hit)):
            return None
        # "I can't ask her that when I cut myself last night": what they hear or ask is not all they say of themselves.
        last = max((index for index in own if index <= hit.first), default=None)
        if last is not None and not (self._addressed(hit) or self._perceives(last)):
            return None
        if own or self._addressed(hit) or self.asks(sentence):
            return work
        wished = any(self.has(index, "WANT") for index in range(hit.first, hit.last + 1))
        return None if wished and not self._reflects(hit) else work

    def _perceives(self, index: int) -> bool:
        return any(self.has(index + step, "PERCEIVE") for step in (1, 2, 3))

    def _addressed(self, hit: Hit) -> bool:
        return any(self.has(index, "YOU") or self.has(index, "HONORIFIC") for index in self.sentence(hit))

    def _reflects(self, hit: Hit) -> bool:
        return any(self.has(index, "REFLECT") for index in self.sentence(hit))


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which stand in order, lies between start and end (exclusive)."""
    return bisect_left(places, start) < bisect_left(places, end)
