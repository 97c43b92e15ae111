"""From a message to the words that the patterns are matched against, each with its place in the message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.safety.folding import (
    SPACED,
    Folded,
    fold_text,
    fold_word,
    readings,
    spaced_words,
    squeeze,
    unstretched,
)
from bot.safety.patterns import BEGIN, END, PAUSE

_CHUNK = re.compile(r"[a-z0-9'@$!*#_\-]+|[.,;:?…\n()–—]+")
_PART = re.compile(r"[a-z0-9'@$!*]+")
_NUMBER_WITH_UNIT = re.compile(r"(\d+)([a-z]{2,})")
_QUOTED = re.compile(r'"[^"\n]{1,400}"|[“„«][^”»“„\n]{1,400}[”»“]|(?<!\w)[\'‘][^\'’\n]{3,400}[\'’](?!\w)')
_LONGEST_WORD = 18
_MANY, _YEARS = 8, range(1950, 2100)


@dataclass(frozen=True)
class Vocabulary:
    """What the lexicons know about words, all folded.

    `ordinary` words are never taken for a misspelling or a stretched word; `squeezed` maps a known word without its
    double letters to it; `typos` maps a misspelling to its word; `glued` are words people tear apart ("sui cide");
    `heads` may begin words that were written without spaces ("pengenmati"); `censored` are words whose letters are
    replaced by stars; `joined` maps what is usually written as one to its words ("gamau"); `also` gives a word a
    second reading ("im" is "i" too).
    """

    known: frozenset[str]
    ordinary: frozenset[str]
    squeezed: Mapping[str, str]
    typos: Mapping[str, str]
    glued: frozenset[str]
    heads: frozenset[str]
    censored: frozenset[str]
    joined: Mapping[str, tuple[str, ...]]
    also: Mapping[str, str]


@dataclass(frozen=True)
class Word:
    """A word or a break: every way to read it, and its half-open span in the message."""

    readings: tuple[str, ...]
    start: int
    end: int


@dataclass
class _Builder:
    folded: Folded
    vocabulary: Vocabulary
    words: list[Word] = field(default_factory=list)
    cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, reading: str, start: int, end: int) -> None:
        found = self.cache.get(reading)
        if found is None:
            found = self.cache[reading] = _all_readings(reading, self.vocabulary)
        first, last = self.folded.span(start, end)
        self.words.append(Word(found, first, last))

    def add_break(self, signs: str, start: int, end: int) -> None:
        if "?" in signs:
            kind = "?"
        elif "…" in signs or ".." in signs:
            kind = PAUSE
        else:
            kind = "." if any(sign in ".\n!" for sign in signs) else ","
        first, last = self.folded.span(start, end)
        self.words.append(Word((kind,), first, last))

    def add_plain(self, start: int, end: int) -> None:
        """Words of a stretch that holds no run of single letters."""
        for match in _CHUNK.finditer(self.folded.text, start, end):
            chunk = match.group()
            if chunk.isascii() and chunk.isalpha():
                self._add_letters(chunk, match.start(), match.end())
            elif chunk[0] in ".,;:?…\n()–—":
                self.add_break(chunk, match.start(), match.end())
            elif set(chunk) <= {"-", "_", "*", "#"}:
                self.add_break(",", match.start(), match.end())
            else:
                self._add_mixed(chunk, match.start())

    def _add_mixed(self, chunk: str, offset: int) -> None:
        for match in _PART.finditer(chunk):
            part, start = match.group(), offset + match.start()
            body = part.strip("!'@$*") if "*" not in part.strip("!*") else part.strip("!'@$")
            if not body:
                if "!" in part:
                    self.add_break("!", start, start + len(part))
                continue
            first = start + part.index(body)
            if part[0] in "@$" and fold_word(part.rstrip("!")) not in self.vocabulary.known:
                body, first = self._with_sign(part, body, first)
            self._add_body(body, first)
            if part.endswith("!"):
                self.add_break("!", start + len(part) - 1, start + len(part))

    def _with_sign(self, part: str, body: str, first: int) -> tuple[str, int]:
        """`$uicide` begins with a letter in disguise, `@friend` with a sign."""
        whole = part.rstrip("!")
        if any(reading in self.vocabulary.known for reading in readings(whole)):
            return whole, first - 1
        return body, first

    def _add_body(self, body: str, start: int) -> None:
        end = start + len(body)
        numbered = _NUMBER_WITH_UNIT.fullmatch(body)
        if numbered and fold_word(numbered.group(2)) in self.vocabulary.known:
            middle = start + len(numbered.group(1))
            self.add(numbered.group(1), start, middle)
            self.add(fold_word(numbered.group(2)), middle, end)
        elif "*" in body:
            self.add(body, start, end)
        elif "!" in body and not any(reading in self.vocabulary.known for reading in readings(body)):
            at = body.index("!")
            self._add_letters(body[:at], start, start + at)
            self.add_break("!", start + at, start + at + 1)
            rest = body[at:].lstrip("!")
            self._add_letters(rest.replace("!", ""), end - len(rest), end)
        else:
            self._add_letters(body, start, end)

    def _add_letters(self, letters: str, start: int, end: int) -> None:
        word = fold_word(letters)
        if not word:
            return
        if word in self.vocabulary.joined:
            for part in self.vocabulary.joined[word]:
                self.add(part, start, end)
            return
        if len(word) >= 7 and word not in self.vocabulary.known and word not in self.cache:
            parts = _cut(squeeze(word), self.vocabulary) if len(word) <= 60 else []
            if len(parts) > 1 and parts[0] in self.vocabulary.heads and min(map(len, parts[1:])) > 1:
                for part in parts:
                    self.add(part, start, end)
                return
        self.add(word, start, end)

    def add_run(self, start: int, end: int) -> None:
        """Words that were written letter by letter."""
        for joined, first, last in spaced_words(self.folded.text[start:end]):
            word = fold_word(joined)
            variants = [word, squeeze(word), *(squeeze(reading) for reading in readings(word))]
            cut = next((parts for parts in (_cut(variant, self.vocabulary) for variant in variants) if parts), [word])
            for part in cut:
                self.add(part, start + first, start + last)


def read_words(text: str, vocabulary: Vocabulary) -> list[Word]:
    """Cut a message into words and breaks, in order, with the beginning and the end of the message around them."""
    folded = fold_text(text)
    builder = _Builder(folded, vocabulary)
    at = 0
    for run in SPACED.finditer(folded.text):
        if re.search("[a-z]", run.group()):
            builder.add_plain(at, run.start())
            builder.add_run(run.start(), run.end())
            at = run.end()
    builder.add_plain(at, len(folded.text))
    return [Word((BEGIN,), 0, 0), *_glue(builder.words, vocabulary), Word((END,), len(text), len(text))]


def read_quotes(text: str) -> list[tuple[int, int]]:
    """Half-open spans of what stands between quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _all_readings(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    found = [word]
    if word.isdigit():
        number = int(word[:6])
        found.append("#year" if number in _YEARS else "#many" if _MANY <= number < 1000 else "#few")
    if word in vocabulary.also:
        found.append(vocabulary.also[word])
    if "*" in word:
        shape = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        found += [known for known in vocabulary.censored if shape.fullmatch(known)]
        found.append(fold_word(word.replace("*", "")))
    found += [reading for reading in readings(word) if reading in vocabulary.known or reading in vocabulary.typos]
    for reading in tuple(found):
        if reading in vocabulary.known or reading in vocabulary.ordinary:
            continue
        found += [candidate for candidate in unstretched(reading) if candidate in vocabulary.known]
        if reading in vocabulary.typos:
            found.append(vocabulary.typos[reading])
            continue
        stem = re.fullmatch(r"([a-z]{4,})(?:nya|lah|kah|pun)", reading)
        if stem and stem.group(1) in vocabulary.known:
            found.append(stem.group(1))
    return tuple(dict.fromkeys(found))


def _cut(letters: str, vocabulary: Vocabulary) -> list[str]:
    """The fewest known words that make up the letters, or none."""
    counts = [0] + [len(letters) + 1] * len(letters)
    starts = [0] * (len(letters) + 1)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            part = letters[start:end]
            if counts[start] + 1 < counts[end] and (part in vocabulary.known or part in vocabulary.squeezed):
                counts[end], starts[end] = counts[start] + 1, start
    if counts[-1] > len(letters):
        return []
    parts = []
    end = len(letters)
    while end:
        part = letters[starts[end] : end]
        parts.append(part if part in vocabulary.known else vocabulary.squeezed[part])
        end = starts[end]
    return parts[::-1]


def _glue(words: Sequence[Word], vocabulary: Vocabulary) -> list[Word]:
    """Put words together again that were torn apart."""
    glued: list[Word] = []
    for word in words:
        if glued:
            joined = glued[-1].readings[0] + word.readings[0]
            if joined in vocabulary.glued:
                word = Word((joined,), glued.pop().start, word.end)
        glued.append(word)
    return glued
