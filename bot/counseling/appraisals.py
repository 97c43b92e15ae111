"""A message that only says how the person finds what they told: `it's just unfair, man`, `malu-maluin banget sih`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from bot.counseling.address import Address
from bot.counseling.wording import load

_LONGEST = 9
_SUBJECT_EN = r"(?:it|that|this)(?P<verb> all is|['’]?s|s| is| was| feels| felt| gets| got)"
_VERB_EN = {" all is": "'s", "s": "'s", "'s": "'s", "’s": "'s", " is": "'s"}
_NOT_ID = re.compile(r"\b(?:gak|ga|gk|g|ngga|enggak|engga|ndak|nda|tak|tdk)\b")
_DOUBLED_ID = re.compile(r"\b(malu)\s*2\s*in\b")


def how_they_find_it(message: str, address: Address) -> str | None:
    """Give what follows "for you": `it's unfair`, in Indonesian without its subject: `malu-maluin banget`; None where
    the message says anything else."""
    text = " ".join(re.sub(r"[.,!…]+", " ", message.lower()).split())
    if not text or len(text.split()) > _LONGEST:
        return None
    return _in_english(text) if address.language == "en" else _in_indonesian(text, address)


def _in_english(text: str) -> str | None:
    found = _english().fullmatch(text)
    if found is None:
        return None
    verb = _VERB_EN.get(found["verb"] or "s", found["verb"])
    measure = found["measure"]
    return f"it{verb} {load('appraisals')['en']['measures'][measure] + ' ' if measure else ''}{found['head']}"


def _in_indonesian(text: str, address: Address) -> str | None:
    text = _NOT_ID.sub("nggak", _DOUBLED_ID.sub(r"\1-\1in", text))
    found = _indonesian().fullmatch(text)
    if found is None:
        return None
    head, measure, lists = found["head"], found["measure"], load("appraisals")["id"]
    if address.formal:
        head, measure = lists["heads"][head], measure and lists["measures"][measure]
    return f"{head} {'banget' if measure == 'bgt' else measure}" if measure else head


@functools.cache
def _english() -> re.Pattern[str]:
    lists = load("appraisals")["en"]
    unsaid, measures = _any(lists["unsaid"]), _any(lists["measures"])
    # Without a subject it is said for itself: "so embarrassing", "exhausting".
    return re.compile(
        rf"(?:{_any(lists['opens'])} )*(?:{_SUBJECT_EN} )?(?:{unsaid} )*(?:(?P<measure>{measures}) )?(?:{unsaid} )*"
        rf"(?P<head>{_any(lists['heads'])})(?: {_any(lists['ends'])})*"
    )


@functools.cache
def _indonesian() -> re.Pattern[str]:
    lists = load("appraisals")["id"]
    return re.compile(
        rf"(?:{_any(lists['opens'])} )*(?P<head>{_any(lists['heads'])})(?: (?P<measure>{_any(lists['measures'])}))?"
        rf"(?: {_any(lists['ends'])})*"
    )


def _any(of: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(one) for one in sorted(of, key=len, reverse=True))})"
