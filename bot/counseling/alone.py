"""Whether a part of a message may stand for all of it when it is said back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.address import Address
from bot.counseling.clauses import longing
from bot.counseling.echo import everyday_left
from bot.counseling.told import Told
from bot.counseling.topics import Topic
from bot.counseling.wholes import denies
from bot.language import Language

# A part that is nearly all that was told leaves little out.
_NEARLY_ALL = 0.6
_FEW, _SHORT = 5, 7
# What goes on and on is the matter as much as what is felt.
_ONGOING = frozenset({"keep", "sering", "selalu"})
_OWN = {
    "id": frozenset("aku saya gue gw gua kami".split()),
    "en": frozenset("i i'm i've i'd i'll my we we're we've".split()),
}
# What these stand for was said elsewhere, if at all.
_POINTING = {
    "id": re.compile(
        r"\b(?:ini|itu|gini|gitu|begini|begitu|dia|ia|beliau|mereka|kami|kita|nih|tuh|lagian"
        r"|(?!(?:rasa|sebenar|sebener|akhir|biasa|kayak|pokok|harus|inti|semua|tiba|satu-satu|sepenuh)nya\b)\w{3,}nya)\b"
    ),
    "en": re.compile(
        r"\b(?:it|its|it's|this|that(?= \w+$)|that(?=$)|(?:about|do|for|forget|from|get|hear|of|see|shake|with) that"
        r"|these|those|them|they|they're|he|he's|him|his|she|she's|her|hers|there|here|then|either|one(?=$))\b"
    ),
}
_PEOPLE = re.compile(r"\b(?:he|he's|him|his|she|she's|her|dia|ia|beliau)\b")
# An order to the reader, or what somebody is and not what is the matter.
_NOT_TELLING = {
    "id": re.compile(
        r"\b(?:kelas \w{1,2}|umur \w+|usia \w+|jangan (?:ketawa|marah|bilang)"
        r"|benci (?:badan|diri|tubuh|muka|wajah)\w*)\b"
        r"|^(?:buat|bagi) (?:saya|aku|gue|gua|gw)\b"
    ),
    "en": re.compile(
        r"^(?:ok|okay|so|please|pls)?[ ,]*(?:dont|don't|do not|promise)"
        r" (?:laugh|judge|tell|worry|hate|think|be|not|me|you)\b"
        r"|\b(?:i'm|i am|im) (?:\d+|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)\b"
        # "Mum's will" is "your mum's", which turning round misses.
        r"|\b(?:over|about|of|at|in|from) (?:mum|mom|mam|dad|nan|gran)'s\b"
        r"|\byears? old\b|\bgrade\b|\bhate (?:myself|my (?:body|face|life|self))\b"
    ),
}
# A learner's sentence said back word for word would show up its errors.
_LEARNING = re.compile(
    r"\bmy english\b|\bi am (?:nurse|teacher|student|engineer|doctor|driver"
    r"|mother|father|learn|work|live|from)\b"
    r"|\bsince (?:\w+ )?(?:years|months)\b|\bfor job\b|\bin (?:evening|morning|night)\b"
    r"|\b(?:is|am|are) (?:\w+ )?\w+ing only\b|\bnot enough good\b"
    r"|\bsince (?:i|he|she|we) (?:leave|come|go|move|start|marry)\b"
    r"|\b(?:he|she|my \w*[^s\W]) (?:say|want|message|call|give|go|come|tell|have|do)\b"
    r"|\b(?:boss|manager|husband|wife|mother|father|sister|brother|son|daughter)"
    r" (?:is )?(?:say|want|message|call|tell|give|go|come)\b"
)


def stands_alone(told: Sequence[Told], place: int, language: Language, quoted: bool = False) -> bool:
    """Whether the clause at this place may be said back for the whole message: it is all or nearly all of it, or its
    last sentence and a state or wish of the person's own; either way it names what it speaks of. `quoted`: in quotation
    marks a "he" is the person's own."""
    if len(told) == 1:
        return True
    here = told[place].clause
    text = " ".join(here.said)
    if quoted:
        text = _PEOPLE.sub("", text)
    if here.link in ("but", "because") or _POINTING[language].search(text):
        return False
    count = sum(len(one.clause.said) for one in told)
    if len(here.said) >= _NEARLY_ALL * count:
        return True
    # What is asked at the end is asked of what was told last.
    statements = [one for one in told if not one.clause.question] or told
    last = [one for one in told if one.clause.sentence == statements[-1].clause.sentence]
    whole = len(here.said) >= _NEARLY_ALL * sum(len(one.clause.said) for one in last)
    if here.sentence != statements[-1].clause.sentence or not whole:
        return False
    own = here.said[0] in _OWN[language]
    return own and bool(
        told[place].feelings or denies(here, language) or longing(here, language) or not _ONGOING.isdisjoint(here.said)
    )


def is_now(told: Sequence[Told], place: int) -> bool:
    """Whether a feeling named at this place is how the person is at the end of what they tell."""
    few = sum(len(one.clause.said) for one in told) <= _FEW
    return few or told[place].clause.sentence == told[-1].clause.sentence


def ends_with(gone: Topic, told: Sequence[Told]) -> bool:
    """Whether little is told besides the death: nothing after the sentence that names it."""
    named = (one.clause.sentence for one in told if any(word.start == gone.start for word in one.clause.words))
    if sum(len(one.clause.said) for one in told) > _SHORT:
        return False
    return bool(told) and next(named, told[-1].clause.sentence) == told[-1].clause.sentence


def covers(told: Sequence[Told], texts: Sequence[str]) -> bool:
    """Whether what is said back is nearly all of what was told."""
    return sum(len(text.split()) for text in texts) >= _NEARLY_ALL * sum(len(one.clause.said) for one in told)


def may_be_echoed(message: str, address: Address) -> bool:
    """Whether a message is written so that its words can be said back at all: by somebody at home in the language, and
    telling something."""
    # "MY name" would be said back as "Your name".
    if re.search(r"\bMY\b", message):
        return False
    spoken = " ".join(message.lower().replace("’", "'").split())
    if address.language == "en" and _LEARNING.search(spoken):
        return False
    return not _NOT_TELLING[address.language].search(spoken)


def in_tone(text: str, address: Address) -> bool:
    """Whether words said back suit the form of address: no slang beside any but kamu."""
    return address.language == "en" or address.form == "kamu" or not (everyday_left(text) or _slang(text))


def _slang(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:nggak|enggak|gak|ga|aja|udah|pengen|kalo|gitu|kayak|gue|lagi (?!pula)|sih|deh|bgt)\b", text.lower()
        )
    )
