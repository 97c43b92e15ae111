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


def same_thing(one: str, other: str) -> bool:
    """Whether they share a word that says what they are about; beginnings count ("jogging", "jog twice a week")."""
    return any(a.startswith(b) or b.startswith(a) for a in _said(one) for b in _said(other))


def _said(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _EMPTY}
