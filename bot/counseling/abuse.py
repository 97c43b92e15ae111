"""Whether a message insults whoever is spoken to."""

from __future__ import annotations

from bot.counseling.wording import load
from bot.counseling.wording.tokens import tokenise
from bot.language import LANGUAGES


def is_abusive(text: str) -> bool:
    """Whether an insult stands in the text, in either language since people swear in both."""
    words = load("abuse")
    for language in LANGUAGES:
        said = f" {' '.join(token.word for token in tokenise(text, language) if token.kind == 'word')} "
        typed = f" {' '.join(text.casefold().split())} ".replace("’", "'")
        if any(f" {insult} " in said or f" {insult} " in typed for insult in words[language]):
            return True
    return False
