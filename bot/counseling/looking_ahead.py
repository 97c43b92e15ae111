"""Whether somebody who was only to be heard asks to work on it after all."""

from __future__ import annotations

import re

_WORK = (
    r"(?:rencana\w*|plan|langkah\w*|solusi\w*|jalan keluar\w*|jalan tengah|cara(?:nya)?|goal|goals|tujuan\w*"
    r"|target\w*|strategi\w*"
    r"|plans|steps?|solutions?|ways? (?:out|forward|to)|next thing to do)"
)
_ASKS = re.compile(
    rf"\b(?:mau|pengen|pengin|ingin|butuh|perlu|bikin|buat|susun|nyusun|cari|nyari|bahas|bantu\w*|ayo|yuk|bisa|boleh"
    rf"|tolong"
    rf"|want|need|like|make|work|set|find|figure|help|let['’]?s|can|could|come up with|look for"
    rf"|ready for)\b(?:\W+\w+){{0,6}}?\W+{_WORK}\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:he|she|they|my \w+|dia|mereka|suami\w*|istri\w*|ibu\w*|bapak\w*|bos\w*)\s+(?:wants?|needs?|mau|pengen"
    r"|ingin|minta)\b",
    re.IGNORECASE,
)


def asks_to_work(text: str) -> bool:
    """Whether a message asks for a plan, a goal or a way out ("I want a plan to get out of debt")."""
    return bool(_ASKS.search(text)) and not _OF_OTHERS.search(text)
