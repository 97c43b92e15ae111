"""What a client agrees to, in which wording, and the words by which they take it back."""

from __future__ import annotations

import re
from typing import Literal

# What is kept of a talk and of a practice is agreed to apart, the same names as the modes of a session; and that the
# supervisors of one's classes read one's practice.
Purpose = Literal["self_help", "practice", "supervision"]
# The wording that is shown now (domain.yml: utter_ask_consent, utter_ask_practice_over; bot/channels/words.yml:
# class_question). Whoever agreed to an older one is asked anew; tests/privacy/test_consent.py knows which words belong
# to a version.
VERSIONS: dict[Purpose, str] = {"self_help": "2026-11", "practice": "practice-1", "supervision": "supervision-1"}

_ME = r"(?:ku|\s+(?:aku|saya|gue|gua|gw))"
_CONSENT = rf"(?:persetujuan|izin|ijin|kesediaan){_ME}?(?:\s+(?:tadi|itu|yang\s+tadi))?"
_TAKE = r"(?:(?:men)?cabut|(?:men|t)arik(?:\s+(?:kembali|balik|lagi))?|batal(?:kan|in)|membatalkan)"
_KEEP = r"\w*[sy]imp[ae]n"
_KEPT = r"(?:percakapan|obrolan|pesan|data|kata-kata|omongan|ini|semua)"
_BEFORE = (
    r"(?:aku|saya|gue|gua|gw|ku|mau|ingin|pengen|pingin|tolong|maaf|eh|oke?"
    r"|i|i['’]d|want|would|like|to|please|sorry|now|and)"
)
_AFTER = (
    r"(?:ya|aja|saja|deh|dong|sekarang|tadi|ini|itu|lagi|please|now|again|any\s?more|thanks?|makasih|terima\s+kasih)"
)
_WISH = "|".join(
    (
        rf"(?:ku)?{_TAKE}\s+(?:saja\s+|aja\s+)?{_CONSENT}(?:\s+(?:untuk|buat)\s+{_KEEP}.*)?",
        rf"{_CONSENT}(?:\s+(?:mau|aku|saya|gue))*\s+(?:ku|di)?(?:cabut|tarik|batalkan|batalin)",
        r"(?:take\s+back|withdraw|revoke)\s+(?:my|the)\s+(?:consent|permission)(?:\s+to\s+(?:keep|stor)\w*\b.*)?",
        r"take\s+(?:my|the)\s+(?:consent|permission)\s+back",
        r"you\s+(?:no\s+longer\s+have|don['’]?t\s+have)\s+my\s+(?:consent|permission)(?:\s+to\s+(?:keep|stor)\w*\b.*)?",
        r"(?:no\s+longer|don['’]?t)\s+consent(?:\s+to\s+.*\b(?:keep|stor|sav)\w*\b.*)?",
        rf"(?:jangan|jgn|nggak\s+usah|gak\s+usah|ga\s+usah|tidak\s+usah|stop|berhenti)\s+{_KEEP}\s+(?:lagi\s+)?{_KEPT}{_ME}?"
        r"(?:\s+ini)?",
        r"stop\s+(?:keeping|storing|saving)\s+(?:my|this|our)(?:\s+(?:messages?|talks?|data|words|conversations?|chats?))?",
    )
)
# The wish alone, with little around it: "suamiku cabut izinku kerja" tells of somebody else's.
_TAKES_BACK = re.compile(rf"\W*(?:{_BEFORE}\W+)*(?:{_WISH})(?:\W+{_AFTER})*\W*", re.IGNORECASE)
MOST_LETTERS = 160


# A yes that is none yet: "ya gitu lah", "meh, I guess".
_HALF_HEARTED = re.compile(
    r"\W*(?:(?:hm+|um+|uh+|eh|ah|duh|yah?|iya|oke?|okay|well|meh|yes|yeah|sure|fine|alright)\W+)*"
    r"(?:(?:ya+h?\s+)?(?:udah|sudah|dah)(?:lah|\s+lah|\s+deh)?(?:\W+(?:terserah|gitu|gpp|gapapa|lah|deh))*|(?:ya\s+)?(?:be)?gitu\s?(?:lah|deh|aja|sih)?|ya\s+kali"
    r"|yaudah(?:lah|\s+lah|\s+deh)?|(?:ya\s+)?terserah(?:lah|\s+\w+)?|(?:ya\s+)?mungkin|kayaknya(?:\s+(?:boleh|iya|sih))?|boleh\s+(?:lah|deh|kayaknya)\s+(?:mungkin|kali)"
    r"|bodo\s+amat|serah|(?:mau\s+)?gimana\s+lagi|(?:i\s+)?(?:guess|suppose)(?:\s+so)?|if\s+(?:i\s+must|you\s+(?:must|have\s+to|want|like)|i\s+have\s+to)"
    r"|what\s?ever(?:\s+you\s+\w+)?|maybe|kind\s?of|kinda|sort\s+of|sorta|meh|i\s+(?:don['’]?t|do\s+not)\s+(?:really\s+)?(?:care|mind)(?:\s+either\s+way)?)"
    r"(?:\W+(?:lah|deh|sih|kak|mbak|mas|aja|ya+|then|really|so|i\s+guess|i\s+suppose|fine|okay|ok|either\s+way|terserah))*\W*",
    re.IGNORECASE,
)


def half_hearted(text: str) -> bool:
    """Whether an answer to the question for consent is neither a yes nor a no that somebody stands by."""
    return bool(_HALF_HEARTED.fullmatch(text))


def takes_back(text: str) -> bool:
    """Whether a message takes consent back: "aku tarik persetujuanku", "I take back my consent"."""
    return len(text) <= MOST_LETTERS and "?" not in text and bool(_TAKES_BACK.fullmatch(text))
