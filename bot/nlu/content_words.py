"""The words of a sentence that carry its content, in a form in which words of like use are one."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import yaml

from bot.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_HOW = re.compile(r"\bhow (long|many|much|old)\b")
_ENDINGS: dict[Language, tuple[str, ...]] = {"id": ("nya", "mu", "ku"), "en": ("'s", "ing", "ed", "es", "s")}
_SHORTEST = 3
_EMPTY: dict[Language, frozenset[str]] = {
    "id": frozenset(
        "yang di ke dari dan atau itu ini sih ya kok nggak gak tidak dong deh aja saja apa apakah bagaimana gimana "
        "kamu anda kak mas mbak pak bu lo lu dengan sama buat untuk ada akan sudah udah masih lagi juga pernah kalau "
        "pada soal orangnya orang sekarang biasanya jadi bikin tapi karena bisa mau aku saya gue".split()
    ),
    "en": frozenset(
        "the a an is are was were do does did you your yours to of in on at it that this there with for what how "
        "have has had be been and or about me i my any ever get got would could can but so if because it's you're i'm "
        "not".split()
    ),
}


@lru_cache(maxsize=4096)
def content_words(text: str, language: Language) -> frozenset[str]:
    """Content words, stripped of endings; a word of a group in likeness_words.yml gives the sign of its group."""
    plain = _HOW.sub(r"how-\1", text.casefold().replace("’", "'"))
    found: set[str] = set()
    for word in _WORD.findall(plain):
        if word not in _EMPTY[language]:
            root = _root(word, language)
            found |= _groups(language).get(word) or _groups(language).get(root) or {root}
    return frozenset(found)


def _root(word: str, language: Language) -> str:
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=2)
def _groups(language: Language) -> dict[str, frozenset[str]]:
    content = yaml.safe_load(Path(__file__).with_name("likeness_words.yml").read_text(encoding="utf-8"))
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for number, group in enumerate(content[language]):
        for word in group:
            signs[word].add(f"#{number}")
            signs[_root(word, language)].add(f"#{number}")
    return {word: frozenset(found) for word, found in signs.items()}
