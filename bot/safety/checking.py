"""Who names a danger only to deny it ("bukan mau mati sih, cuma kosong") is told plainly that the opposite may be said
here too, and is heard where they then say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.safety.screen import Finding, screen

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


def wants_check(finding: Finding, earlier: Sequence[str]) -> bool:
    """Whether a danger is denied, and was in none of the messages just before: to ask each time would be nagging."""
    return _denied(finding) and not any(_denied(screen(text)) for text in earlier)


def owned_after_check(earlier: Sequence[str], text: str) -> Finding | None:
    """Give the finding of a short message that owns up to what the message before denied: "kadang iya"."""
    short = len(text.split()) <= _MOST_WORDS
    if not earlier or not short or not _OWNS_UP.search(text) or _OWNS_NOT.search(text):
        return None
    return Finding("L2", "check.owned", (0, len(text))) if _denied(screen(earlier[-1])) else None


def _denied(finding: Finding) -> bool:
    return finding.rule.endswith(":denied")
