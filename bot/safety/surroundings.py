"""The words of a message, the lists each of them is in, and where its clauses and sentences end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.safety.lexicon import Lexicon
from bot.safety.patterns import BEGIN, BREAKS, END, PAUSE, Hit
from bot.safety.words import Word

REACH = 16
SENTENCE_REACH = 30
_STOPS = BREAKS | {BEGIN, END, PAUSE}
_SENTENCE_STOPS = frozenset({".", "?", BEGIN, END})
_NO_LISTS: frozenset[str] = frozenset()


class Surroundings:
    """What can be asked about the place of a word; places outside the message are in no list."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = words
        memberships = lexicon.memberships
        self._lists = [
            memberships.get(word.readings[0], _NO_LISTS)
            if len(word.readings) == 1
            else _NO_LISTS.union(*(memberships.get(reading, _NO_LISTS) for reading in word.readings))
            for word in words
        ]
        self._sentence_stops = [word.readings[0] in _SENTENCE_STOPS for word in words]

    def has(self, index: int, name: str) -> bool:
        return 0 <= index < len(self._lists) and name in self._lists[index]

    def has_any(self, index: int, names: frozenset[str]) -> bool:
        return 0 <= index < len(self._lists) and not names.isdisjoint(self._lists[index])

    def stop(self, index: int) -> bool:
        return not 0 <= index < len(self.words) or self.words[index].readings[0] in _STOPS

    def sentence(self, hit: Hit) -> range:
        stops = self._sentence_stops
        first, earliest = hit.first, max(0, hit.first - SENTENCE_REACH)
        while first > earliest and not stops[first - 1]:
            first -= 1
        last, latest = hit.last, min(len(stops) - 1, hit.last + SENTENCE_REACH)
        while last < latest and not stops[last + 1]:
            last += 1
        return range(first, last + 1)

    def sentence_stop(self, index: int) -> bool:
        return self._sentence_stops[index]

    def asks(self, sentence: range) -> bool:
        return sentence.stop < len(self.words) and self.words[sentence.stop].readings[0] == "?"
