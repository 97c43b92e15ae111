"""The small pattern language of the lexicons, and one automaton that looks for all patterns at once.

A pattern is words in a row, folded as the text is:

    mati                a word
    {WANT}              any word (or phrase) of the list WANT
    (aja|saja)          one of several words or phrases; lists may stand inside
    aja?  {SELF}?  (..)?  may be there or not
    ~3                  up to three filler words (the list FILL) may stand here
    _3                  up to three words of any kind, but no negation, no "but" and no break
    =3                  the same, and no word for another person either
    ,                   a comma, full stop, line end or dash may stand here
    ^  $                a break, a pause, the beginning or the end of the message must stand here
    << >>               the beginning, the end of the message must stand here

The automaton is Shift-And with optional places on Python's big integers: one bit for each place in each pattern, one
step for each word, so the time grows linearly with the text whatever the text is (Navarro and Raffinot, Flexible
Pattern Matching in Strings, 2002, section 4.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from bot.safety.folding import fold_word

BREAKS = frozenset({",", ".", "?"})
BEGIN, END, PAUSE = "<", ">", "…"
_EDGE_BEFORE = BREAKS | {BEGIN, PAUSE}
_EDGE_AFTER = BREAKS | {END, PAUSE}
_EDGES = BREAKS | {BEGIN, END}
ANY, OWN = frozenset({"_"}), frozenset({"="})

Words = frozenset[str]


class Place(NamedTuple):
    """One place in a row: the words that may stand there, and whether it may be left out."""

    words: Words
    optional: bool = False


Row = tuple[Place, ...]
_Path = tuple[int, tuple[int, ...]]
_Move = tuple[list[int], frozenset[int]]  # a word's mask in each part, and the parts in which it begins something
_PIECE = re.compile(r"<<|>>|\{(\w+)\}|[()|?,^$]|[_=~]\d|[^\s()|?,{}]+")
_MOST_ROWS = 400
_BITS_IN_A_PART = 6_000
_MOST_KEPT = 4_096


class PatternError(ValueError):
    """A pattern that cannot be read; the message names it."""


class _Reader:
    """Recursive descent over one pattern; yields every row of places that the pattern stands for."""

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]], known: dict[str, list[Row]]) -> None:
        self._source = source
        self._lists = lists
        self._known = known  # rows of lists and gaps already read: the same few stand in most patterns
        self._pieces = [match.group() for match in _PIECE.finditer(source)]
        self._at = 0

    def rows(self) -> list[Row]:
        rows = self._sequence()
        if self._at < len(self._pieces) or () in rows:
            raise PatternError(f"unreadable pattern: {self._source}")
        if any(row[0].optional or row[-1].optional for row in rows):
            raise PatternError(f"what begins or ends a pattern cannot be left out: {self._source}")
        return rows

    def _alternatives(self) -> list[Row]:
        rows = self._sequence()
        while self._next_is("|"):
            self._at += 1
            rows = rows + self._sequence()
        return _merge_words(rows)

    def _sequence(self) -> list[Row]:
        rows: list[Row] = [()]
        while self._at < len(self._pieces) and self._pieces[self._at] not in ("|", ")"):
            choices = self._piece()
            if self._next_is("?"):
                self._at += 1
                single = len(choices) == 1 and len(choices[0]) == 1
                choices = [(Place(choices[0][0].words, True),)] if single else [*choices, ()]
            rows = [left + right for left, right in product(rows, choices)]
            if len(rows) > _MOST_ROWS:
                raise PatternError(f"pattern stands for too many rows: {self._source}")
        return rows

    def _piece(self) -> list[Row]:
        piece = self._pieces[self._at]
        self._at += 1
        if piece == "(":
            rows = self._alternatives()
            if not self._next_is(")"):
                raise PatternError(f"unclosed bracket: {self._source}")
            self._at += 1
            return rows
        if piece[0] == "{":
            return self._list(piece[1:-1])
        if re.fullmatch(r"[_=~]\d", piece):
            if piece not in self._known:
                gaps = {"_": ANY, "=": OWN, "~": frozenset(fold_word(word) for word in self._words("FILL"))}
                self._known[piece] = [(Place(gaps[piece[0]], True),) * int(piece[1])]
            return self._known[piece]
        if piece == ",":
            return [(Place(BREAKS, True),)]
        edges = {"^": _EDGE_BEFORE, "$": _EDGE_AFTER, "<<": frozenset({BEGIN}), ">>": frozenset({END})}
        return [(Place(edges[piece]),)] if piece in edges else [_in_a_row(piece.split("-"))]

    def _words(self, name: str) -> Sequence[str]:
        if name not in self._lists:
            raise PatternError(f"no list {name}: {self._source}")
        return self._lists[name]

    def _list(self, name: str) -> list[Row]:
        if name not in self._known:
            rows = [_in_a_row(re.split("[_-]", entry)) for entry in self._words(name)]
            self._known[name] = _merge_words(rows)
        return self._known[name]

    def _next_is(self, piece: str) -> bool:
        return self._at < len(self._pieces) and self._pieces[self._at] == piece


def _in_a_row(words: Sequence[str]) -> Row:
    return tuple(Place(frozenset({fold_word(word)})) for word in words)


def _merge_words(rows: list[Row]) -> list[Row]:
    """Rows of a single word become one row whose place holds all of them."""
    single = [row for row in rows if len(row) == 1 and not row[0].optional and row[0].words not in (ANY, OWN)]
    if len(single) < 2:
        return rows
    words = frozenset().union(*(row[0].words for row in single))
    return [(Place(words),), *(row for row in rows if row not in single)]


def expand(source: str, lists: Mapping[str, Sequence[str]], known: dict[str, list[Row]] | None = None) -> list[Row]:
    """Every row of places a pattern stands for.

    `known` remembers, for further patterns over the same lists, what lists and gaps stand for.

    Raises:
        PatternError: a bracket is open, a list is unknown, the pattern is empty or stands for too many rows, or it
            begins or ends with something that may be left out (which would add nothing).
    """
    return list(dict.fromkeys(_Reader(source, lists, {} if known is None else known).rows()))


@dataclass(frozen=True)
class Hit:
    """Words `first` to `last` (inclusive) match a row of `owner`; `solid` are those that the row names itself."""

    owner: int
    first: int
    last: int
    solid: tuple[int, ...]


class Automaton:
    """All rows of all owners, searched for in one pass.

    The rows are dealt out to parts of a few thousand bits, so that words that move nothing in a part cost nothing.
    """

    def __init__(self, rows: Sequence[tuple[int, Row]], barred: Words, others: Words, fillers: Words) -> None:
        """`rows` pairs each row with its owner's number.

        `barred` words never stand in a gap (`_3`, `=3`), those in `others` not in `=3`. The places of `fillers`
        (`~3`), gaps and breaks are not among a hit's solid words.
        """
        self._barred = {ANY: barred | _EDGES, OWN: barred | others | _EDGES}
        self._soft = {ANY, OWN, fillers}
        self._parts: list[_Part] = []
        self._kept: dict[tuple[str, ...], _Move] = {}
        batch: list[tuple[int, Row]] = []
        size = 0
        for owner, row in dict.fromkeys(rows):
            batch.append((owner, row))
            size += len(row)
            if size >= _BITS_IN_A_PART:
                self._parts.append(_Part(batch, self._barred))
                batch, size = [], 0
        self._parts.append(_Part(batch, self._barred))
        self.words = frozenset().union(*(part.masks for part in self._parts)) - _EDGES

    def hits(self, words: Sequence[tuple[str, ...]]) -> Iterator[Hit]:
        """Yield every match in a text given as its words, each with all its readings, breaks included."""
        states = [0] * len(self._parts)
        moves: dict[tuple[str, ...], _Move] = {}
        paths: dict[tuple[int, int, tuple[tuple[str, ...], ...]], _Path] = {}
        active: set[int] = set()
        for index, word in enumerate(words):
            move = moves.get(word) or self._kept.get(word)
            if move is None:
                move = moves[word] = self._move(word)
            masks, started = move
            moved = active | started
            active = set()
            for number in moved:
                part = self._parts[number]
                state = ((states[number] << 1) | part.starts) & masks[number]
                states[number] = 0
                if not state:
                    continue
                active.add(number)
                for bit in _bits(state & part.end_mask):
                    row = part.ends[bit][1]
                    key = number, bit, tuple(words[max(index - len(row) + 1, 0) : index + 1])
                    if key not in paths:
                        paths[key] = self._path(row, key[2])
                    first, solid = paths[key]
                    yield Hit(part.ends[bit][0], index - first, index, tuple(index - place for place in solid))
                filled = state | part.block_ends
                states[number] = state | (part.optional & ~((filled - part.before_blocks) ^ filled))

    def _move(self, word: tuple[str, ...]) -> _Move:
        """What a word moves in each part; kept for words of one reading, whose masks are there already."""
        masks = [part.mask(word) for part in self._parts]
        move = masks, frozenset(n for n, part in enumerate(self._parts) if masks[n] & part.starts)
        if len(word) == 1:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[word] = move
        return move

    def _path(self, row: Row, words: Sequence[tuple[str, ...]]) -> _Path:
        """How far before the last word a matching row begins, and how far before it its solid words stand."""
        last = len(words) - 1
        path = _trace(row, words, last, self._barred)
        solid = [
            last - index for place, index in path if place.words not in self._soft and words[index][0] not in _EDGES
        ]
        return last - path[0][1], tuple(solid)


class _Part:
    """Some of the rows, one bit for each of their places."""

    def __init__(self, rows: Sequence[tuple[int, Row]], barred: Mapping[Words, Words]) -> None:
        places: dict[Words, list[int]] = {}
        self.ends: dict[int, tuple[int, Row]] = {}
        starts: list[int] = []
        optional: list[int] = []
        bit = 0
        for owner, row in rows:
            starts.append(bit)
            for place in row:
                places.setdefault(place.words, []).append(bit)
                if place.optional:
                    optional.append(bit)
                bit += 1
            self.ends[bit - 1] = (owner, row)
        skippable = frozenset(optional)
        self.starts = _mask(starts, bit)
        self.end_mask = _mask(list(self.ends), bit)
        self.optional = _mask(optional, bit)
        self.before_blocks = _mask([at - 1 for at in optional if at - 1 not in skippable], bit)
        self.block_ends = _mask([at for at in optional if at + 1 not in skippable], bit)
        gaps = {gap: _mask(places.pop(gap, []), bit) for gap in barred}
        self._unknown = gaps[ANY] | gaps[OWN]
        self.masks: dict[str, int] = {}
        for words, bits in places.items():
            mask = _mask(bits, bit)
            for word in words:
                self.masks[word] = self.masks.get(word, 0) | mask
        for word in self.masks.keys() | barred[ANY] | barred[OWN]:
            mask = self.masks.get(word, 0)
            for gap, mask_of_gap in gaps.items():
                if word not in barred[gap]:
                    mask |= mask_of_gap
            self.masks[word] = mask

    def mask(self, word: tuple[str, ...]) -> int:
        """The places where a word may stand in any of its readings."""
        mask = self.masks.get(word[0], self._unknown)
        for reading in word[1:]:
            mask |= self.masks.get(reading, self._unknown)
        return mask


def _before(row: Row, at: int) -> Iterator[int]:
    """The places that may come right before place `at`, the nearest first."""
    for before in range(at - 1, -1, -1):
        yield before
        if not row[before].optional:
            return


def _trace(
    row: Row, words: Sequence[tuple[str, ...]], last: int, barred: Mapping[Words, Words]
) -> list[tuple[Place, int]]:
    """The places of a row that matches up to word `last`, in order, each with the word that stands there."""
    dead: set[tuple[int, int]] = set()
    path: list[tuple[Place, int]] = []

    def stands(at: int, index: int) -> bool:
        place = row[at].words
        if place in barred:
            return any(reading not in barred[place] for reading in words[index])
        return not place.isdisjoint(words[index])

    def fits(at: int, index: int) -> bool:
        if index < 0 or (at, index) in dead or not stands(at, index):
            return False
        path.append((row[at], index))
        if at == 0 or any(fits(before, index - 1) for before in _before(row, at)):
            return True
        path.pop()
        dead.add((at, index))
        return False

    fits(len(row) - 1, last)
    return path[::-1]


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _mask(bits: Sequence[int], size: int) -> int:
    flags = bytearray(size // 8 + 1)
    for bit in bits:
        flags[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(flags, "little")
