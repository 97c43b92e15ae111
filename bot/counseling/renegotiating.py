"""What is to become of a step that was not done: smaller, another one, let go, or the new step itself."""

from __future__ import annotations

import re
from typing import Literal

Wish = Literal["smaller", "other", "drop", "step"]

# Both languages at once, since people mix them; the first that fits counts.
WORDS: dict[Wish, str] = {
    "drop": r"(?:di)?lepas|let (?:it|that|this) go|drop|(?:ga|gak|nggak|ngga|enggak|tidak) usah\b|no need|buang",
    "smaller": r"(?:di|per|lebih )*kecil|ringan|(?:ter)?gampang|dikit|sedikit|small|easier|tiny|half|setengah",
    "other": r"lain\b|ganti|(?:ber)?beda|another|different|other|new one|change",
}
FEW_WORDS = 5


def read_wish(text: str) -> Wish | None:
    """Read which of the ways is meant; of more than a few words the text is the new step itself.

    "yang lebih kecil aja" -> smaller, "cukup buka filenya lima menit sehari" -> step; None where nothing says which.
    """
    words = len(re.findall(r"\w+", text))
    named = next((wish for wish, ways in WORDS.items() if re.search(rf"(?<!\w)(?:{ways})", text, re.IGNORECASE)), None)
    if words <= FEW_WORDS and named is not None:
        return named
    return "step" if words > 2 else None
