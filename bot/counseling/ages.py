"""Age, as far as it matters here: under 18 or not."""

from __future__ import annotations

import re

AGE_OF_MAJORITY = 18
NUMBER = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
_I = re.IGNORECASE
# An age that is told without having been asked for stands in one of these.
_TOLD = re.compile(
    r"(?:(?:^|[,.;]|\bdan|\bnama\S*\s+\S+)\s*(?:umur|usia)|\b(?:umur|usia)(?:ku|\s+(?:aku|saya|gue|gw)))\s+"
    r"(?:baru\s+|udah\s+|sudah\s+|masih\s+)?(\d\d)\b"
    r"|(?:^|[,.;!]|\b(?:dan|boleh|iya|ya|oke|ok|kak|karena|krn))\s*(?:aku|saya|gue|gw)\s+(?:baru\s+|udah\s+|sudah\s+|masih\s+)?(?:(?:umur|usia)\s+(\d\d)\b"
    r"|(\d\d)\s*(?:tahun|thn|th)\b(?!\s*(?:kerja|nikah|lalu|di|jadi)))"
    r"|\b(?:i['’]?m|i am|im)\s+(?:only\s+|just\s+)?(\d\d)\b"
    r"(?!\s*(?:%|percent|(?:minutes|days|weeks|months|hours|kilos?|pounds|euros?|dollars?)\b"
    r"|years?\s+(?:into|sober|clean|married|in)\b))"
    r"|\b(\d\d)\s*(?:years?\s+old|y\.?o\.?)\b",
    _I,
)
# No number is said, and yet which side of 18 it is.
_GROWN = re.compile(
    r"\b(?:(?:udah|sudah|dah|uda)\s+(?:gede|besar|dewasa|tua|lewat|kerja|nikah|kuliah|bapak|ibu|punya anak)|dewasa"
    r"|(?:of|over) age|(?:an? )?adult|grown(?:[- ]?up)?|over (?:18|eighteen)|old enough|way past"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|eighteen|nineteen|(?:dua|tiga|empat|lima|enam|tujuh|delapan)\s+puluh|(?:delapan|sembilan)\s*belas)\b",
    _I,
)
_NOT_YET = re.compile(
    r"\b(?:(?:belum|belom|blm)\s+(?:gede|besar|dewasa|cukup umur)|di bawah umur"
    r"|masih (?:kecil|bocah|(?:di\s+)?s(?:mp|ma|mk|d)\b)"
    r"|(?:kelas|kls)\s+(?:[1-9]|1[0-2]|x|xi|xii|vii|viii|ix)\b|under ?age|(?:a )?minor|not an? adult"
    r"|(?:i['’]?m|i am|im)\s+(?:only\s+|just\s+)?(?:ten|eleven|twelve|(?:thir|four|fif|six|seven)teen)"
    r"|(?:(?:dua|tiga|empat|lima|enam|tujuh)\s*belas|sebelas)\s+(?:tahun|thn|th)"
    r"|not (?:a )?grown[- ]?up|(?:in|at) (?:middle|high) school|still (?:a kid|in school))",
    _I,
)


def is_minor(text: str, *, said_no: bool) -> bool:
    """Tell from the answer to "are you 18 or older?"; a stated age counts more than yes or no."""
    number = NUMBER.search(text)
    if number and int(number[1]) != AGE_OF_MAJORITY:
        return int(number[1]) < AGE_OF_MAJORITY
    if _NOT_YET.search(text):
        return True
    return said_no and not _GROWN.search(text)


def says_age(text: str) -> bool:
    """Whether a text says anything about age."""
    return bool(NUMBER.search(text) or _NOT_YET.search(text) or _GROWN.search(text))


def age_told(text: str) -> int | None:
    """Give the client's own age where a message tells it in passing ("aku 34 tahun", "I'm 16")."""
    match = _TOLD.search(text)
    return int(next(filter(None, match.groups()))) if match else None
