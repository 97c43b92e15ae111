"""What one message says of a plan, part by part, and which question about the plan comes next.

People answer two questions at once ("besok jam 8, tapi takut ketiduran") or another one than was asked. A message is
cut into pieces; each goes to the part its words name, and the rest answers what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.counseling.if_then import parse_if_then, split_step
from bot.counseling.ratings import find_rating
from bot.counseling.sentences import NO_TITLE
from bot.counseling.subjects import subject_of
from bot.counseling.time_rules import either
from bot.counseling.time_spans import pick_spans
from bot.counseling.wording.tokens import tokenise
from bot.language import Language

_I = re.IGNORECASE
_EDGE = " \t\r\n,.;:-–—"
_MOST_PLACE_WORDS = 3
_FEW_WORDS = 6
# "Only write two sentences": nobody is meant by it.
_ONLY = re.compile(r"^\W*(?:(?:only|just|simply|maybe|perhaps)\W+)+", _I)

# The part that each question about the plan asks for.
PART_OF = {
    "step": "action",
    "smaller_step": "action",
    "own_part": "action",
    "renegotiate": "action",
    "achieved": "action",
    "when": "when",
    "obstacle": "obstacle",
    "if_then": "if_then",
    "support": "support",
    "plan_confidence": "confidence",
    "next_talk": "review",
}
# Under these the client looks at the whole plan.
LOOKING_AT_PLAN = ("agreement", "change_plan")
# The order in which a plan is gone through, after its step.
ORDER = ("when", "obstacle", "if_then", "support", "plan_confidence")
# A smaller step keeps when, obstacle and support of the larger; only how sure the client is, is asked again.
_AFTER_SMALLER = "support"


@dataclass(frozen=True)
class Parts:
    """What a message says of a plan, in the client's words.

    Attributes:
        found: part -> words; `confidence` is a number from 0 to 10.
        rest: what names no part and answers no question, where none was asked.
    """

    found: Mapping[str, Any] = field(default_factory=dict)
    rest: str = ""


# "Lock it away on Monday. If a client rings, I let it ring."
_IF_SENTENCE = re.compile(
    r"(?<=[.!;])\s+(?:and\s+|dan\s+|tapi\s+|but\s+)?(?P<plan>(?:if|should|in\s+case|kalau|kalo|klo|jika|misal(?:nya)?)\s[^!?]+)[.!]*\s*$",
    _I,
)
# "A client ringing late; then I let it ring."
_THEN_I = re.compile(
    r"\s*[.;,]\s*(?:and\s+|so\s+)?(?P<plan>(?:then|in\s+that\s+case|kalau\s+(?:gitu|begitu)|nanti)\s*,?\s+"
    r"(?:i(?:['’](?:ll|d))?|aku|saya|gue|gw)\s+"
    r"(?!(?:have|had|must|need|can['’]?t|cannot|feel|get|got|am|was|don['’]?t|won['’]?t|harus|jadi|malah|g[ao]k?|nggak"
    r"|tidak|takut)\b)\w[^?]*)$",
    _I,
)


@dataclass
class _Piece:
    start: int
    end: int
    text: str
    part: str | None = None


def read_parts(text: str, asked: str | None, language: Language, hint: str | None = None) -> Parts:
    """Read the parts of a plan out of a message.

    Args:
        asked: the part that was asked for; words that name no other part are its answer. None where a whole plan
            is being looked at.
        language: the conversation's; both are read.
        hint: the part that the whole message most likely is, by its act; it counts where no word says otherwise.
    """
    if beside := _beside(text, asked, language):
        answer, (obstacle, if_then) = beside
        found = read_parts(answer, asked, language, hint).found
        return Parts({**({"obstacle": obstacle} if obstacle else {}), **found, "if_then": if_then})
    pieces = _pieces(text)
    for number, piece in enumerate(pieces):
        piece.part = _part_named(piece.text, asked, first=number == 0)
        if piece.part is None and number and pieces[number - 1].part == "when" and find_place(piece.text) == piece.text:
            piece.part = "when"  # "tomorrow at eight, at the kitchen table"
    plan = _if_then(text, pieces, asked, language)
    if hint and hint != asked and len(pieces) == 1 and pieces[0].part is None and _may_be(hint, asked, text):
        pieces[0].part = hint
    if asked == "action" and pieces and all(piece.part in (None, "if_then") for piece in pieces):
        for piece in pieces:
            piece.part = None
    said: dict[str, Any] = {}
    for part in dict.fromkeys(piece.part or asked or "" for piece in pieces):
        said[part] = _said(text, pieces, [piece for piece in pieces if (piece.part or asked or "") == part])
    rest = said.pop("", "")
    if asked is None and set(said) == {"when"} and rest:
        said["when"] = text  # "bangun jam 6 dulu, besok": the hour stands in one piece and the day in another
    return Parts(_completed(said, asked, plan, text, language), rest)


def _beside(text: str, asked: str | None, language: Language) -> tuple[str, tuple[str, str]] | None:
    """Part an answer from what its writer does if something comes between: a sentence of its own after a step, what
    follows a "then" after an obstacle. Gives (answer, (the obstacle or "", the if-then)); None where neither stands."""
    if asked == "action":
        cut = _IF_SENTENCE.search(text)
        plan = parse_if_then(cut["plan"], language) if cut else None
        return (text[: cut.start()].strip(), (plan[0], cut["plan"].strip(_EDGE))) if cut and plan else None
    if asked == "obstacle":
        cut = _THEN_I.search(text)
        return (text[: cut.start()].strip(_EDGE), ("", cut["plan"].strip(_EDGE))) if cut and cut.start() else None
    return None


def next_question(asked: str, open_parts: Collection[str], shown: bool) -> str:
    """Give the question that follows `asked`: the next in `ORDER` whose part is open; else whether they agree.

    Args:
        open_parts: the questions of `ORDER` that have no answer yet.
        shown: the plan was shown before this question, which then only mends it.
    """
    if asked == "smaller_step":
        asked = _AFTER_SMALLER
    elif shown and asked in (*ORDER, "next_talk"):
        return "agreement"
    later = ORDER[ORDER.index(asked) + 1 :] if asked in ORDER else ORDER
    return next((question for question in later if question in open_parts), "agreement")


def part_named(text: str) -> str | None:
    """Give the question to ask where a short message names a part without saying it anew ("jamnya", "too big")."""
    if _found("smaller", text):
        return "smaller_step"
    if len(text.split()) > _FEW_WORDS:
        return None
    named: Mapping[str, list[str]] = _words()["named"]
    return next((part for part, words in named.items() if _holds(words, text)), None)


def has_contrast(text: str) -> bool:
    """Whether a yes is followed by what should be otherwise ("setuju, tapi …")."""
    return _found("contrast", text)


def wants_more(text: str) -> bool | None:
    """Whether a short message asks for one more step; None where it says neither that nor that this is enough."""
    if len(text.split()) > _FEW_WORDS:
        return None
    return False if _found("enough", text) else True if _found("more", text) else None


def wants_others(text: str) -> bool:
    """Whether a short message, or a short part of one, asks for other ideas than those on show ("yang lain dong")."""
    if len(text.split()) <= _FEW_WORDS and _found("others", text):
        return True
    parts = re.split(r"[.,;!?]+\s*", text)
    return any(len(part.split()) <= _FEW_WORDS and _found("asks_others", part) for part in parts)


def keeps_step(text: str) -> bool:
    """Whether a message says that the step stays ("the same step, but on Sunday")."""
    return _found("same_step", text)


def is_somebody(text: str, language: Language) -> bool:
    """Whether a few words name a person and nothing else: "istri saya sendiri", "my brother"."""
    tokens = tokenise(text, language)
    return 0 < len(text.split()) <= _FEW_WORDS and bool(tokens) and subject_of(tokens, language) == "person"


def leans_on_others(step: str, language: Language) -> bool:
    """Whether a step is somebody else's to do, or waits for them: "ibu berhenti marah", "wait until he calls"."""
    if _found("waiting", step):
        return True
    tokens = tokenise(_ONLY.sub("", step), language)
    # "kalau ibu capek, aku coba lagi": what is up to others there is only the condition.
    conditional = _opens("cue", step) or _opens("moment", step)
    return bool(tokens) and not conditional and subject_of(tokens, language) == "person"


def find_place(text: str) -> str | None:
    """Give the place a message names, in its words ("di kamar", "at the library"), or None."""
    rest = _without(text, [(span.start, span.end) for span in pick_spans(text)])
    words = _words()
    for opening in (words["place_id"], words["place_en"]):
        for match in re.finditer(rf"(?<!\w){opening.replace(' ', _SPACE)}", rest, _I):
            place = _place_from(rest, match)
            if place:
                return place
    return None


def is_place(text: str) -> bool:
    """Whether a message names a place and nothing else ("di perpus aja", "at the library instead")."""
    place = find_place(text)
    return place is not None and not _around_time_left(text.replace(place, " "))


def without_place(when: str, place: str) -> str:
    """Give the words of a time without the place in them."""
    return when.replace(place, " ").strip(_EDGE)


_SPACE = r"\s+"


def _place_from(text: str, match: re.Match[str]) -> str | None:
    ends = re.compile(rf"(?:{_words()['place_ends']})$", _I)
    doing = re.compile(rf"(?:{_words()['place_doing']})$", _I)
    kept: list[str] = []
    for word in text[match.end() :].split()[:_MOST_PLACE_WORDS]:
        core = word.strip(_EDGE + "!?")
        if not core or ends.match(core) or (kept and doing.match(core)):
            break
        kept.append(core)
        if core != word:
            break
    return f"{match[0].strip()} {' '.join(kept)}" if kept else None


def _pieces(text: str) -> list[_Piece]:
    cut = re.compile(rf"[,;\n]+|{NO_TITLE}\.(?=\s|$)|(?<=\w)\s+(?=(?:{either(_words()['cuts'])})(?!\w))", _I)
    pieces: list[_Piece] = []
    reached = 0
    for match in [*cut.finditer(text), None]:
        end = match.start() if match else len(text)
        opening = re.match(rf"[\s{re.escape(_EDGE)}]*(?:{_words()['joining']}(?!\w)\s*)?", text[reached:end], _I)
        start = reached + (opening.end() if opening and pieces else 0)
        words = text[start:end].strip(_EDGE)
        if words:
            pieces.append(_Piece(start, end, words))
        reached = match.end() if match else end
    return pieces


def _part_named(piece: str, asked: str | None, *, first: bool) -> str | None:
    """The part that the words of a piece name; None where they only answer what was asked."""
    if _found("review", piece) and pick_spans(piece):
        return "review"
    if _is_only_time(piece):
        return "when" if asked != "review" else None
    if asked != "confidence" and _found("confidence", piece) and _sureness(piece) is not None:
        return "confidence"
    if asked == "action" and first:
        return None
    core = re.sub(rf"^(?:{_words()['joining']})\s+", "", piece, count=1, flags=_I)
    if asked == "obstacle" and not first and (_opens("in_that_case", core) or _opens("in_that_case", piece)):
        return "if_then"
    if asked == "if_then" and _opens("worse", core):
        return "obstacle"
    if asked != "if_then" and _opens("obstacle", core):
        return "obstacle"
    if asked not in ("if_then", "obstacle") and (_found("support", piece) or _found("support_at_end", piece)):
        return "support" if asked != "when" or not pick_spans(piece) else None
    return None


def _may_be(part: str, asked: str | None, text: str) -> bool:
    if asked == "review" and part == "when":
        return False  # the day to look again is a time as well
    return {"when": bool(pick_spans(text)), "confidence": _rating(text) is not None}.get(part, True)


def _if_then(text: str, pieces: Sequence[_Piece], asked: str | None, language: Language) -> tuple[str, str] | None:
    """The if-then of a message; its pieces are marked."""
    free = [piece for piece in pieces if piece.part in (None, "support", "obstacle")]
    if not free or asked in ("action", "confidence"):
        return None
    # "I might oversleep, if I do …": the condition begins its own piece.
    begin = next((number for number, piece in enumerate(free) if _opens("cue", piece.text)), 0)
    free = free[begin:]
    stretch = text[free[0].start : free[-1].end]
    plan = parse_if_then(stretch, language)
    if plan is None or (asked in ("when", None) and pick_spans(plan[0])):
        return None
    if asked == "when" and find_place(plan[1]) == plan[1]:
        return None  # "whenever she calls, at home" is when and where
    starts = [free[0].start + stretch.index(words) for words in plan]
    start = min(starts)
    end = max(begin + len(words) for begin, words in zip(starts, plan, strict=True))
    for piece in free:
        if piece.start < end and piece.end > start:
            piece.part = "if_then"
    return plan


def _said(text: str, pieces: Sequence[_Piece], own: Sequence[_Piece]) -> str:
    """The words of the pieces of one part, as they stand where they stand together."""
    if not own:
        return ""
    between = pieces[pieces.index(own[0]) : pieces.index(own[-1]) + 1]
    if len(between) == len(own):
        return text[own[0].start : own[-1].end].strip(_EDGE) if len(own) < len(pieces) else text.strip()
    return ", ".join(piece.text for piece in own)


def _completed(
    said: dict[str, Any], asked: str | None, plan: tuple[str, str] | None, text: str, language: Language
) -> dict[str, Any]:
    """The parts with what stands inside others: the time and company in a step, the place, the number."""
    if "confidence" in said:
        words = said.pop("confidence")
        said["confidence"] = _rating(text) if asked == "confidence" else _sureness(words)
    if plan and asked not in ("if_then", "obstacle"):
        said.setdefault("obstacle", plan[0])
    elif plan and asked == "obstacle" and "obstacle" not in said:
        said["obstacle"] = plan[0]
    if asked in ("action", "when") and said.get(asked):
        said[asked], company = _split_company(said[asked])
        if company:
            said.setdefault("support", company)
    if said.get("action"):
        action, time_words = split_step(said["action"], language)
        said["action"] = action
        if time_words:
            said["when"] = f"{time_words}, {said['when']}" if said.get("when") else time_words
    if asked != "when" and said.get("when") and (asked is None or not _is_only_time(said["when"])):
        # Where the plan is being mended the words around the time only ask for the change.
        spans = pick_spans(said["when"])
        said["when"] = " ".join(said["when"][span.start : span.end] for span in spans)
    place = next((place for part in ("when", "action") if (place := find_place(said.get(part) or ""))), None)
    if place:
        said["where"] = place
    return {part: words for part, words in said.items() if words not in ("", None)}


def _split_company(words: str) -> tuple[str, str | None]:
    match = re.search(rf"(?:^|\s)(?:{either(_words()['support_at_end'])})\s+\S", words, _I)
    if match is None:
        return words, None
    company = words[match.start() :].strip(_EDGE)
    spans = pick_spans(company)
    if spans:
        return words, company[: spans[0].start].strip(_EDGE)
    return words[: match.start()].strip(_EDGE), company


def _is_only_time(piece: str) -> bool:
    """Whether a piece names a time, perhaps with its place, and nothing else."""
    spans = [(span.start, span.end) for span in pick_spans(piece)]
    if not spans:
        return False
    rest = _without(piece, spans)
    place = find_place(rest)
    if place:
        rest = rest.replace(place, " ")
    return not _around_time_left(rest)


def _around_time_left(rest: str) -> bool:
    """Whether something is left beside words that only go with a time or a place."""
    around = re.compile(rf"(?:{either(_words()['around_time'])})$", _I)
    return not all(around.match(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", rest))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " , "[: end - start].ljust(end - start) + text[end:]
    return text


def _rating(text: str) -> float | None:
    rating = find_rating(text)
    return rating.value if rating else None


def _sureness(piece: str) -> float | None:
    """The number in a piece that says how sure somebody is: any from 0 to 10, for it can be nothing else there."""
    number = re.search(r"(?<![\d.,])(?:10|\d)(?![\d.,]*\d)", piece)
    return _rating(piece) or (float(number[0]) if number else None)


def _opens(key: str, text: str) -> bool:
    return bool(re.match(rf"(?:{either(_words()[key])})(?!\w)", text, _I))


def _found(key: str, text: str) -> bool:
    return _holds(_words()[key], text)


def _holds(words: Sequence[str], text: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{either(words)})(?!\w)", text, _I))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    file = Path(__file__).with_name("plan_words.yml")
    words: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words
