"""Folding: many spellings of a word become one, and every folded letter knows where it came from.

People write `m4ti`, `matiiii`, `m a t i`, `m.a.t.i`, `ｍａｔｉ` or `mаti` with a Cyrillic letter, on purpose or not.
`fold_text` works letter by letter, `unstretched` and `readings` on one word, and `SPACED` finds words that were written
in single letters.
Everything here is linear in the length of the text and accepts any string.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

# Letters of other scripts that are drawn like Latin ones. What Unicode itself holds equivalent (full width, bold,
# circled …) is left to NFKD.
_LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһӏкмтвнгпԛԝɡɑɩıαβεικνορτυχωϲҽէոսօգցᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢłøđħ",
        "aeopcyxijsdhlkmtbhrnqwgaiiabeikvoptuxwceeunsogcabcdefghijklmnoprstuvwyzlodh",
        strict=False,
    )
)
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u2032\u00b4`"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f`]")
_REPEATED = re.compile(r"([a-z])\1+")
_MOST_RUNS = 4

# Single letters with the same small gaps between them: "b u n u h", "m.a.t.i", "k-m-s".
SPACED = re.compile(r"(?<![a-z0-9'])[a-z0-9](?:[ ._\-*/|,~+]{1,3}[a-z0-9](?![a-z0-9'])){2,}")

_LEET_I = str.maketrans("0134578@$!", "oieastbasi")
_LEET_L = str.maketrans("0134578@$!", "oleastbasl")


@dataclass(frozen=True)
class Folded:
    """Folded text with `origin[i]`, the index in the given text of folded letter `i`."""

    text: str
    origin: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a non-empty stretch of folded text into one of the given text (half-open)."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in _LINE_ENDS:
        return "\n"
    if letter in _APOSTROPHES:
        return "'"
    folded = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        if part in _LOOK_ALIKES:
            folded.append(_LOOK_ALIKES[part])
        elif part == "\t":
            folded.append(" ")
        elif unicodedata.category(part) not in ("Mn", "Me", "Cf", "Cc"):
            folded.append(part)
    return "".join(folded)


def fold_text(text: str) -> Folded:
    """Lower the case, apply NFKD, drop marks, invisible and control characters, replace look-alike letters."""
    if text.isascii() and not _CONTROL.search(text):
        return Folded(text.lower(), range(len(text)), len(text))
    parts: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        folded = letter.lower() if "!" <= letter <= "~" and letter != "`" else _fold_letter(letter)
        parts.append(folded)
        if len(folded) == 1:
            origin.append(index)
        else:
            origin.extend([index] * len(folded))
    return Folded("".join(parts), origin, len(text))


def fold_word(word: str) -> str:
    """Drop apostrophes: `don't` and `dont` are one word."""
    return word.replace("'", "")


def squeeze(word: str) -> str:
    """Write every repeated letter once."""
    return _REPEATED.sub(r"\1", word)


def unstretched(word: str) -> tuple[str, ...]:
    """The words that `killl` or `matiii` may stand for, without the word itself.

    Each repeated letter is written once or twice; where there are very many, once.
    """
    runs = list(_REPEATED.finditer(word))
    if not runs or len(runs) > _MOST_RUNS:
        return (squeeze(word),) if runs else ()
    found = []
    for counts in product((1, 2), repeat=len(runs)):
        parts = []
        at = 0
        for run, count in zip(runs, counts, strict=True):
            parts += [word[at : run.start()], run.group(1) * count]
            at = run.end()
        found.append("".join(parts) + word[at:])
    return tuple(reading for reading in dict.fromkeys(found) if reading != word)


def readings(word: str) -> tuple[str, ...]:
    """The other ways to read a word that mixes letters with digits and signs (`m4ti`, `k1ll`, `pengen2`).

    Words of letters alone, and numbers, have none. The word itself is not among them.
    """
    if word.isalpha() or not any("a" <= letter <= "z" for letter in word):
        return ()
    found = [fold_word(word.translate(_LEET_I)), fold_word(word.translate(_LEET_L))]
    doubled = re.fullmatch(r"([a-z]{3,})2(?:an|nya)?", word)
    if doubled:
        found.append(fold_word(doubled.group(1)))
    return tuple(dict.fromkeys(reading for reading in found if reading != word))


def spaced_words(run: str) -> list[tuple[str, int, int]]:
    """Join a `SPACED` run into words with their offsets in it; a gap wider than the narrowest one parts two words."""
    letters = list(re.finditer(r"[a-z0-9]", run))
    gaps = [right.start() - left.end() for left, right in pairwise(letters)]
    narrow = min(gaps)
    words = []
    first = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or gaps[index - 1] > narrow:
            joined = "".join(match.group() for match in letters[first:index])
            words.append((joined, letters[first].start(), letters[index - 1].end()))
            first = index
    return words
