"""If-then plans and steps as people type them: the cue and what they will do, the act and its time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.counseling.sentences import NO_TITLE
from bot.counseling.time_rules import either
from bot.counseling.time_spans import TimeSpan, belongs_to_thing, blanked, find_spans, pick_spans
from bot.language import LANGUAGES, Language

_I = re.IGNORECASE


@dataclass(frozen=True)
class _Speech:
    """How one language builds an if-then, as patterns; `if_then_words.yml` says what each is."""

    cue: str
    sure_cue: str
    then: str
    speaker: str
    intends: str
    not_plan: str
    not_cue: str
    before_cue: str


@lru_cache(maxsize=1)
def _speech() -> dict[Language, _Speech]:
    file = Path(__file__).with_name("if_then_words.yml")
    words: dict[Language, dict[str, list[str]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {
        language: _Speech(**{name: either(group) for name, group in groups.items()})
        for language, groups in words.items()
    }


_SENTENCE = re.compile(rf"(?:(?!{NO_TITLE}\.)[^!?\n;])+[.!?\n;]*")
_OPENING = (
    r"(?:(?:oke|ok|okay|ya|iya|jadi|terus|trus|nah|dan|tapi|tp|and|so|but|yes|yeah|well|hmm+|maybe|mungkin"
    r"|I\s+think)\b[\s,]*)*"
)
_SHOULD = re.compile(
    r"^(\s*)should\s+(?=(?:an?|the|my|he|she|they|it|anyone|somebody|someone)\s[^?]*,\s*(?:i|then)\b)", _I
)
_ARROW = re.compile(r"(?P<cue>[^\n]+?)\s*(?:-+>|=+>|→|➡️?)\s*(?P<action>[^\n]+)")
_MOST_CUTS = 30
_EDGE = " \t\r\n,.;:!-–—"
_LOOSE_END = re.compile(
    r"(?:[\s,]+(?:di|pada|pas|waktu|hari|sekitar|mulai|dan|terus|at|on|by|around|in|from|the|and|then|starting))+\s*$",
    _I,
)
_LOOSE_START = re.compile(r"^\s*(?:(?:dan|terus|trus|lalu|aja|saja|deh|ya|and|then|so)\b[\s,]+)+", _I)
# A month standing bare in a step is somebody's name: "ask my lab partner Mei".
_NAMES = re.compile(r"(?:April|May|Mei|June|Juni|Juli|August|Agustus)")
# A time that goes with what somebody else is asked to do dates no step.
_OTHERS_DOING = re.compile(
    r"\b(?:(?:tell|say|saying|telling|let|show|explain)\s+(?:[\w'’]+\s+){0,4}?(?:that|know)\s+[^,.;]*"
    r"|(?:see|find\s+out|check|know|ask|asking|nanya|tanya|nanyain|tanyain)\s+(?:[\w'’]+\s+){0,2}?(?:if|whether|apakah|apa)\s+[^,.;]*"
    r"|(?:bilang|ngomong|kasih\s+tahu|kasih\s+tau|sampaikan|jelasin|jelaskan)\s+(?:[\w'’]+\s+){0,4}?(?:kalau|kalo|bahwa|klo)\s+[^,.;]*"
    r"|(?:ask|tell|invite|remind|persuade|convince|beg|get)\s+(?:[\w'’]+\s+){1,4}(?<!face\s)to\s+\w+[^,.;]*"
    r"|(?:minta|mohon|ajukan|ngajuin|nanya|tanya)?\s*i[jz]in\s+[^,.;]*\b(?:pulang|libur|cuti|masuk|keluar|telat|wfh|kerja)\b[^,.;]*"
    r"|ask(?:ing)?\s+(?:[\w'’]+\s+){0,4}(?:if|whether)\s+[^,.;]*"
    r"|(?:minta|suruh|nyuruh|undang|ngundang|ngajak|ajak)\s+[^,.;]*\b(?:dat[ea]ng|ikut|mampir|ketemu\w*|jemput|dateng|main|nginep"
    r"|bantu\w*|nemenin|temenin)\b[^,.;]*)$",
    _I,
)


def parse_if_then(text: str, language: Language) -> tuple[str, str] | None:
    """Read an if-then plan, in either order: "kalau males, ya aku jalan" or "I'll call Rina if I freeze".

    Args:
        language: tried first; then the other, since people mix.

    Returns:
        (cue, action) in the client's words without "kalau"/"if" and "ya"/"then", or None: no condition with an
        action of the client's own. What is felt or always happens ("kalau sendirian aku sedih") is no plan.
    """
    arrow = _ARROW.fullmatch(text.strip())
    if arrow:
        cue, action = _tidy(_without_cue(arrow["cue"])), _tidy(arrow["action"])
        return (cue, action) if cue and action else None
    for tongue in sorted(LANGUAGES, key=lambda other: other != language):
        for sentence in map(_as_if, _SENTENCE.findall(text)):
            if sentence.rstrip().endswith("?"):
                continue
            plan = _cue_first(sentence, _speech()[tongue]) or _action_first(sentence, _speech()[tongue])
            if plan:
                return plan
    return None


def _as_if(sentence: str) -> str:
    """Give a sentence whose condition opens with its verb as one with an if: "Should a client ring, I …"."""
    return _SHOULD.sub(lambda match: f"{match[1]}if ", sentence, count=1)


def split_step(text: str, language: Language) -> tuple[str, str | None]:
    """Split a step from the time inside it: "nelpon dosen besok pagi" gives ("nelpon dosen", "besok pagi").

    Both languages are read together, whichever the conversation's is. Without a time the text comes back as it is
    with None; when there is nothing but a time, the step is empty. A time that belongs to a thing in the step
    ("Monday's tasks", "ask her to come on Thursday") stays there.
    """
    of_things = [span for span in find_spans(text) if _of_a_thing(text, span)]
    spans = pick_spans(blanked(text, of_things))
    if not spans:
        return text.strip(), None
    kept, reached = [], 0
    for span in spans:
        kept.append(_LOOSE_END.sub("", text[reached : span.start]).rstrip(_EDGE))
        reached = span.end
    kept.append(text[reached:].strip(_EDGE))
    step = _LOOSE_START.sub("", " ".join(piece.strip() for piece in kept if piece.strip()))
    return step.strip(_EDGE), " ".join(text[span.start : span.end] for span in spans)


def _of_a_thing(text: str, span: TimeSpan) -> bool:
    named = _NAMES.fullmatch(text, span.start, span.end)
    return bool(named or belongs_to_thing(text, span.start, span.end) or _OTHERS_DOING.search(text[: span.start]))


def _cue_first(sentence: str, speech: _Speech) -> tuple[str, str] | None:
    opened = re.match(rf"\s*{_OPENING}{speech.cue}\s+(?P<rest>.+)", sentence, _I | re.DOTALL)
    if not opened:
        return None
    rest = opened["rest"]
    for cut in _cuts(rest, speech):
        cue = _tidy(rest[:cut])
        action = _action(rest[cut:], speech)
        if cue and action and _is_cue(cue, speech) and _is_plan(action, speech):
            return cue, action
    return None


def _cuts(rest: str, speech: _Speech) -> list[int]:
    """Give the places where the action may begin, the likeliest first."""
    begin = rf"(?:{speech.then}\b|{speech.speaker}\b)"
    commas = [match.start() for match in re.finditer(",", rest)]
    told = [comma for comma in commas if re.match(rf",\s*{begin}", rest[comma:], _I)]
    words = [match.start() for match in re.finditer(rf"(?<=\s){speech.then}\s", rest, _I)]
    # "kalau dia marahin aku aku keluar": the first "aku" is whom it happens to
    subjects = [
        match.start() for match in re.finditer(rf"(?<=\s){speech.speaker}(?!\w)(?!\s+{speech.speaker}(?!\w))", rest, _I)
    ]
    return [*told, *commas, *words, *subjects][:_MOST_CUTS]


def _action_first(sentence: str, speech: _Speech) -> tuple[str, str] | None:
    for match in re.finditer(rf"(?<=\s){speech.cue}\s+(?P<cue>[^,]+)", sentence, _I):
        action = _action(sentence[: match.start()], speech)
        cue = _tidy(match["cue"])
        if not action or not cue or re.search(rf"(?<!\w){speech.before_cue}$", action, _I):
            continue
        meant = re.match(rf"(?:{speech.speaker}\s*)?{speech.intends}(?!\w)", action, _I)
        sure = re.match(rf"{speech.sure_cue}\b", match[0], _I) and len(action.split()) > 1
        if (meant or sure) and _is_cue(cue, speech) and _is_plan(action, speech):
            return cue, action
    return None


def _action(words: str, speech: _Speech) -> str:
    opening = rf"^[\s,]*{_OPENING}(?:{speech.then}\b[\s,]*)*"
    return _tidy(re.sub(opening, "", words, count=1, flags=_I))


def _is_plan(action: str, speech: _Speech) -> bool:
    subject = rf"(?:{speech.speaker}\s*(?:{speech.intends})?\s*)?"
    return not re.match(rf"{subject}{speech.not_plan}(?!\w)", action, _I)


def _is_cue(cue: str, speech: _Speech) -> bool:
    """A turn of phrase is no cue, nor is a bare date or hour, which is a time; "pas magrib" is both."""
    if re.fullmatch(speech.not_cue, cue, _I):
        return False
    spans = find_spans(cue)
    whole = len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(cue)
    return not whole or all(atom.kind in ("anchor", "prayer") for atom in spans[0].atoms)


def _without_cue(words: str) -> str:
    either = "|".join(speech.cue for speech in _speech().values())
    return re.sub(rf"^\s*(?:{either})\s+", "", words, count=1, flags=_I)


def _tidy(words: str) -> str:
    return words.strip(_EDGE)
