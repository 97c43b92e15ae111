"""Whether two goals, ways or steps in a client's words are about the same thing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
# Words that stand in any goal or step and say nothing of what it is about.
_EMPTY = frozenset(
    """
    aku saya gue gua kamu yang dan atau untuk buat dari pada dengan sama biar supaya agar lebih bisa mau pengen
    pengin ingin akan jadi lagi dulu saja aja deh sih kok nya itu ini tiap setiap hari minggu bulan menit jam
    kali satu dua tiga sebelum sesudah habis sambil kalau kalo pas waktu cuma cukup tidak nggak gak coba mulai
    sampai sampe seminggu sehari sebulan pagi siang sore malam besok nanti the and for with from that this into
    then than more less just only want would like will can could able get have has not don one two three times
    per day week month minutes minute hours hour every each before after when while start try some any more
    again myself mine about without until tomorrow morning evening night today
    """.split()
)
# How much of something, or what comes first: "5 menit aja", "just the first line", "satu halaman".
_BIT = re.compile(
    r"(?<!\w)(?:\d+|satu|dua|tiga|lima|sepuluh|se(?:tengah|baris|kalimat|halaman|paragraf|menit|bentar|lembar|dikit|bagian)"
    r"|one|two|three|five|ten|half|first|part|bit|lines?|pages?|sentences?|minutes?|pertama|awal\w*|judul\w*|bagian|menit"
    r"|itu(?:nya)?|nya|it|that|them|him|her)(?!\w)|\wnya(?!\w)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\W*(?:(?:just|only|maybe|i(?:['’]?ll| can| could)?|aku|saya|gue|cuma|cukup|paling|coba|mau|bisa)\W+)*"
    r"(?:open|start|begin|prepare|take\s+out|get\s+(?:out|ready)|look|sit|read|write\s+down|pick|put|find|think"
    r"|buka|bukain|mulai|siap\w*|nyiap\w*|duduk|lihat|liat|baca|ambil|taruh|cari|nyari|pikir\w*|mikir\w*|catat|nyatat|nyatet|nulis)(?!\w)",
    re.IGNORECASE,
)


def same_thing(one: str, other: str) -> bool:
    """Whether they share a word that says what they are about; beginnings count ("jogging", "jog twice a week")."""
    return any(a.startswith(b) or b.startswith(a) for a in _said(one) for b in _said(other))


def is_part_of(smaller: str, step: str) -> bool:
    """Whether a step may be a part of a larger one: about the same thing, a bit of something, or its beginning; else it
    is another thing ("water the plants" for "call the bank")."""
    return same_thing(smaller, step) or bool(_BIT.search(smaller) or _BEGINS.match(smaller))


def _said(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _EMPTY}
