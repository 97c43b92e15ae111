"""How much a clause asks to be said back."""

from __future__ import annotations

import functools
import re

from bot.counseling.boundaries import is_subordinate
from bot.counseling.echo import Echo
from bot.counseling.segments import Clause
from bot.counseling.wording import load, words

_IDEAL_LENGTH = 8
_SAYS = frozenset("says said tells told bilang kata katanya bilangnya".split())
_OCCUPIED = frozenset(
    "kerja bekerja tinggal kuliah sekolah ngajar mengajar jualan work live study fold run own drive".split()
)
_BEING = (("i", "am"), ("i", "was"))
_AGE = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
_LEANING_EN = ("it", "that ", "this ", "they", "he ", "she ", "he's", "she's", "which ", "these ", "those ")
_LEANING = (*_LEANING_EN, "dia ", "mereka ", "beliau ", "itu ", "ini ")


def weight(clause: Clause, said: Echo) -> float:
    """The more the higher: one's own, felt or telling, no scrap, no speech, nothing that leans on what was
    said elsewhere; scenery and credit given to others less."""
    lists = load("guards")
    feel = {*lists["id"]["feel"], *lists["en"]["feel"]}
    scene = clause.said[0] in ("sampai", "biasanya") or any(
        is_subordinate(clause.said, language) and "," not in said.text for language in ("id", "en")
    )
    vague = clause.said[0] == "katanya" or not {"this", "that", "gini", "begini"}.isdisjoint(clause.said[-2:])
    text = " ".join(clause.said)
    leaning = not {"it", "them"}.isdisjoint(said.text.split()[1:])
    telling = len(_words("telling").findall(text))
    return (
        1.0 * said.own
        + 1.0 * (not feel.isdisjoint(clause.said))
        + 0.8 * min(2, telling)
        - 0.12 * abs(min(said.length, 14) - _IDEAL_LENGTH)
        - (0.6 if telling and not leaning else 1.3) * (said.length < 5)
        - 0.6 * leaning
        - 0.8 * (scene or vague or clause.link == "because")
        - 1.5 * introduces(clause)
        - 1.2 * (clause.hedged or said.text.startswith(_LEANING))
        - 1.2 * bool(_words("slight").search(text))
        + 0.7 * (not clause.ends and clause.link in ("", "but", "though"))
        + 0.4 * (not clause.ends and clause.link == "and")
        - 0.6 * (clause.ends in ("and", "so", "then"))
        - 0.8 * (clause.link in ("so", "then"))
        - 1.0 * (not said.own and not _SAYS.isdisjoint(clause.said))
    )


def tells(clause: Clause) -> bool:
    """Whether a word that carries weight stands in the clause."""
    denies = any(word.endswith("n't") or word in ("not", "no", "never") for word in clause.said)
    return denies or bool(_words("telling").search(" ".join(clause.said)))


def introduces(clause: Clause) -> bool:
    """Whether the clause says who somebody is and not what moves them: `saya ibu dua anak`, `I'm 16`."""
    said = clause.said
    persons, roles = load("persons")["id"]["i"], words("clauses", "id", "people") | words("clauses", "id", "jobs")
    if len(said) > 1 and said[0] in persons and (said[1] in roles or said[-1] in ("tua", "muda")):
        return True
    if len(said) > 2 and said[0] in persons and said[1] == "ini" and said[2] in roles:
        return True
    if len(said) > 2 and said[0] in persons and said[1] in _OCCUPIED and said[2] in ("di", "sebagai", "jadi", "ke"):
        return len(said) < 7 and not _words("telling").search(" ".join(said))
    if said[:1] == ("i",) and said[1:2] and said[1] in _OCCUPIED and len(said) < 7:
        return not _words("telling").search(" ".join(said))
    if (said[-2:-1] == ("is",) and said[-1].isdigit()) or said[:1] == ("umur",):
        return True
    if said[:3] in (("i", "have", "a"), ("i", "have", "an"), ("i've", "got", "a")) or said[:2] == ("i", "teach"):
        return True
    after = said[1:] if said[:1] in (("i'm",), ("i'll",)) else said[2:] if said[:2] in _BEING else ()
    after = after[after[:1] == ("be",) :]
    if not 0 < len(after) < 8:
        return False
    return after[0] in ("a", "an", "the", "from") or after[0].isdigit() or bool(_AGE.match(after[0]))


@functools.cache
def _words(key: str) -> re.Pattern[str]:
    lists = load("salience")
    return re.compile(rf"(?<![\w-])(?:{'|'.join([*lists['id'][key], *lists['en'][key]])})(?![\w-])")
