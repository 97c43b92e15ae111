"""Words said before the reply, where nothing is handed over. Who names a danger only to deny it ("bukan mau mati sih,
cuma kosong") is told plainly that the opposite may be said here too, and is heard where they then say it. Who fears for
another person ("temanku mau bunuh diri") is told how to stay with them and whom to call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.safety.handoff import Before
from bot.safety.kinds import kind_of
from bot.safety.lexicon import load_lexicon
from bot.safety.screen import Finding, screen
from bot.safety.words import read_words

_MOST_WORDS = 10
_OWNS_UP = re.compile(
    r"(?<!\w)(?:kadang\w*|kdg|kadhang|sering|pernah|sempat|sempet|muncul|terlintas|kelintas|kepikiran|ada\s+(?:sih|sedikit"
    r"|dikit)|(?:dikit|sedikit)\s+(?:sih|ada)|sekali-?sekali|sesekali|sometimes|it does|it did|once or twice|a bit"
    r"|a little|crossed my mind|i have|i do)(?!\w)",
    re.IGNORECASE,
)
_OWNS_NOT = re.compile(
    r"(?<!\w)(?:ga|gak|gk|nggak|ngga|enggak|engga|tidak|tdk|ndak|belum|blm|bukan|nope|no|not|never|don['’]?t|didn['’]?t"
    r"|doesn['’]?t|haven['’]?t)(?!\w)",
    re.IGNORECASE,
)
# It lies behind, or somebody is dead: how to stay with them would be cruel.
_OVER = re.compile(
    r"(?<!\w)(?:meninggal\w*|wafat|almarhum\w*|mendiang|kehilangan|pemakaman|makam\w*|dimakamkan"
    r"|(?:bulan|tahun) (?:lalu|kemarin|kmrn)"
    r"|(?:bulan|tahun|thn|bln) (?:yang|yg) lalu|bertahun-?tahun|(?:udah|sudah) lama|dulu(?! (?:ya|deh|aja|dong))"
    r"|waktu (?:(?:masih|aku|saya|gue|gw) )?(?:kecil|kelas|sd|smp|sma|remaja|muda)"
    r"|(?:killed|hanged|hung|shot|drowned) (?:him|her|them)sel(?:f|ves)"
    r"|(?:took|ended) (?:his|her|their) (?:own )?li(?:fe|ves)|died|passed away|funeral"
    r"|lost (?:him|her|them|my)|(?:last|a) (?:month|year)|(?:months|years) (?:ago|back)|used to"
    r"|when (?:i|we) (?:was|were)|as a (?:child|kid|teen\w*))(?!\w)",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"(?<!\w)di(?:pukul|hajar|tampar|tendang|gebuk|aniaya|siksa|perkosa|leceh|cabul|cekik|sekap|ancam|kdrt)\w*|kdrt"
    r"|(?<!\w)(?:raped|beaten|abused|assaulted|molested)(?!\w)",
    re.IGNORECASE,
)


def word_wanted(finding: Finding, earlier: Sequence[str], text: str) -> Before | None:
    """Which words a message below L2 wants before its reply, if any, each only where none of the messages just before
    wanted the same."""
    if wants_check(finding, earlier):
        return "check"
    wanted = _for_another(finding, text)
    return None if wanted is None or any(_for_another(screen(one), one) for one in earlier) else wanted


def _for_another(finding: Finding, text: str) -> Before | None:
    rule, _, lowered = finding.rule.partition(":")
    if finding.level != "L1" or not (rule == "other.crisis" or lowered == "other") or _OVER.search(text):
        return None
    if not _names_another(text):
        return None
    kind, span = kind_of(rule), finding.span or (0, 0)
    if kind in ("violence", "assault") or (rule == "other.crisis" and _HURT.search(text[slice(*span)])):
        return "for_another_hurt"
    return None if rule.startswith("danger.") else "for_another"


def _names_another(text: str) -> bool:
    """Whether somebody is named who is neither the client nor the bot: "do you ever want to die?" names nobody."""
    lexicon = load_lexicon()
    readings = (reading for word in read_words(text, lexicon.vocabulary) for reading in word.readings)
    return any("OTHER" in lexicon.memberships.get(reading, ()) for reading in readings)


def wants_check(finding: Finding, earlier: Sequence[str]) -> bool:
    """Whether a danger is denied, and was in none of the messages just before: to ask each time would be nagging."""
    return _denied(finding) and not any(_denied(screen(text)) for text in earlier)


def owned_after_check(earlier: Sequence[str], text: str) -> Finding | None:
    """Give the finding of a short message that owns up to what the message before denied: "kadang iya"."""
    if not earlier or not owns_up(text):
        return None
    return owned(text) if _denied(screen(earlier[-1])) else None


def owns_up(text: str) -> bool:
    """Whether a short message says that there are such thoughts: "kadang muncul sih", "once or twice"."""
    return len(text.split()) <= _MOST_WORDS and bool(_OWNS_UP.search(text)) and not _OWNS_NOT.search(text)


def owned(text: str) -> Finding:
    return Finding("L2", "check.owned", (0, len(text)))


def _denied(finding: Finding) -> bool:
    return finding.rule.endswith(":denied")
