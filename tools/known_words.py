"""Collects the words that people use when they write to Rembuk: `python -m tools.known_words`.

Counts the words of the training data and keeps those written at least twice, unless they are much likelier a slip for a
word that differs in one letter: `bot/counseling/wording/known_id.txt` and `known_en.txt`. What is said back to a person
is checked against them (`bot/counseling/sound.py`). The review sets in `tests/` are no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.counseling.sound import KNOWN, SHORTEST_CHECKED, one_letter_off
from bot.counseling.wording.tokens import tokenise
from bot.language import LANGUAGES, Language
from bot.settings import ROOT

SOURCES = ("data/nlu/{}", "data/reflections/{}.csv", "data/safety/{}", "bot/cases", "bot/ideas", "domain.yml")
LEAST = 2
# A word this many times rarer than its twin is a slip.
SLIP = 100


def main() -> None:
    for language in LANGUAGES:
        counted = Counter(word for text in texts(language) for word in words_of(text, language))
        known = sorted(word for word, count in counted.items() if count >= LEAST and not is_slip(word, counted))
        KNOWN[language].write_text("\n".join(known) + "\n", encoding="utf-8")
        print(f"{language}: {len(known)} words")


def texts(language: Language) -> Iterator[str]:
    for source in SOURCES:
        place = ROOT / source.format(language)
        for file in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            yield from Path(file).read_text(encoding="utf-8").splitlines()


def words_of(text: str, language: Language) -> Iterator[str]:
    return (token.word for token in tokenise(text, language) if token.kind == "word" and token.word.isalpha())


def is_slip(word: str, counted: Counter[str]) -> bool:
    return len(word) >= SHORTEST_CHECKED and any(
        counted[other] >= SLIP * counted[word] for other in one_letter_off(word)
    )


if __name__ == "__main__":
    main()
