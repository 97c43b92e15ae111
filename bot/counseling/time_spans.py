"""Where a message speaks of a time, and in which words; what date that is, `times` works out.

Both languages are read together. Times that are over ("kemarin", "last week") and words that only look like a
time ("makan malam", "selamat pagi") are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.counseling.time_rules import time_rules

_I = re.IGNORECASE
_FEW_WORDS = 4
_TELLS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("clock", "point", "prayer", "anchor", "part", "area"), frozenset({"hour"})),
    **dict.fromkeys(("every", "daily", "rhythm"), frozenset({"rhythm"})),
    "week": frozenset({"week"}),
    "weekday": frozenset({"weekday"}),
    "eve": frozenset({"weekday", "hour"}),
    "vague": frozenset({"vague"}),
}
_DAY = frozenset({"week", "weekday"})
_NOT_BEFORE = re.compile(
    r"(?<!\w)(?:bukan|jangan|jgn|kecuali|selain|not|except|isn['’]?t)\s+(?:on\s+|di\s+|pas\s+|hari\s+)?$", _I
)
_NOT_AFTER = re.compile(
    r"\s+(?:(?:aku|saya|gue|gw|kayaknya|i)\s+)?(?:(?:ng?gak|g?gak?|tidak|tak|ndak|nda|ga)\s+(?:bisa|mungkin|sempat)"
    r"|sibuk|penuh|can['’]?t|cannot|won['’]?t|doesn['’]?t\s+work|is\s+(?:bad|full|not)|isn['’]?t)(?!\w)",
    _I,
)
_GAP = re.compile(
    r"[\s,/&]*(?:(?:di|pada|pas|waktu|saat|sekitar(?:an)?|kira-?kira|paling|around|about|at|on|in|by|the|of|dan|sama|and|atau"
    r"|or|from|mulai|sebelum|before|setelah|after|starting|then|sekitar jam|hari|aja|wib)[\s,]+){0,3}",
    _I,
)
_LEAD = re.compile(
    r"(?<!\w)(?:pas|pada|waktu|sekitar|kira-?kira|mulai|paling\s+lambat|sebelum|sblm|setelah|habis|abis|di\s?atas|antara|sampai|on|by|at|before|after|until|starting"
    r"|from|around|(?<!how )(?<!what )about|in)\s+(?:hari\s+)?$",
    _I,
)


# "Put the kettle on Sunday": the word before the day belongs to the verb.
_OF_A_VERB = re.compile(
    r"(?<!\w)(?:put|putting|stick|pop|switch|turn|leave|keep)(?:s|ing)?\s+(?:(?:the|a|my|some|her|his|our)\s+)?"
    r"(?:kettle|tv|telly|lights?|lamp|heating|music|radio|oven|washing|wash|dinner|tea|rice(?:\s+cooker)?|coffee|film|movie"
    r"|record|song|coat|shoes|alarm)\s+$",
    _I,
)
_ON = re.compile(r"on\s+", _I)
# A thing done at some time, whose hour only the client knows: "after the last lesson", "pas ketemu dia".
_HANGS_ON = re.compile(
    r"(?<!\w)(?:(?:se)?(?:habis|abis)|hbs|setelah|stlh|sesudah|selesai|kelar|usai|sebelum|sblm|pas|saat|ketika|begitu"
    r"|after|before|during|when|while|as\s+soon\s+as|once)\s+"
    r"(?!(?:itu|ini|gitu|begitu|that|this|all|then|se\w+)\b)[^\W\d]\w+",
    _I,
)
# What a time belongs to that dates no step: "a list for Monday", "the tasks of Tuesday".
_THING = re.compile(
    r"\b(?:for|of|untuk|buat|tentang|soal|jadwal|tugas|rapat|kelas|kuliah|ujian|acara|agenda|pertemuan|presentasi|shift"
    r"|meeting|janji(?:an)?)\s+(?:(?:on|the|hari|di)\s+)*$",
    _I,
)
_GENITIVE = re.compile(r"['’]s\s+\w", _I)


@dataclass(frozen=True)
class TimeAtom:
    """One reading of one stretch of text: `kind` names the rule, `parts` hold its words by name."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]
    weakness: int = 0  # 1: a time beside another one or in an answer of few words; 2: only beside another one


@dataclass(frozen=True)
class TimeSpan:
    """A stretch of text that names a time, with its atoms in order."""

    start: int
    end: int
    atoms: tuple[TimeAtom, ...]


def find_spans(text: str) -> tuple[TimeSpan, ...]:
    """Give the stretches of text that name a time to come, in order, without those of weak atoms alone."""
    short = len(text.split()) <= _FEW_WORDS
    groups: list[list[TimeAtom]] = []
    for atom in _scan(text):
        if groups and _joined(text, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    spans = []
    for group in groups:
        atoms = tuple(atom for atom in group if atom.kind != "none")
        able = [atom.weakness for atom in atoms if atom.weakness < 2]
        if able and (short or min(able) == 0 or len(able) < len(atoms)):
            spans.append(TimeSpan(_start(text, atoms[0].start), atoms[-1].end, atoms))
    return tuple(spans)


def _joined(text: str, group: list[TimeAtom], atom: TimeAtom) -> bool:
    """Tell whether an atom goes on with the group.

    After a comma it does not when the group is turned down ("bukan besok, lusa") or told of today only and another
    day comes ("istirahat hari ini, besok lanjut"); nor is another day that of the thing which the group belongs to
    ("a list for Monday tomorrow morning").
    """
    gap = text[group[-1].end : atom.start]
    if not _GAP.fullmatch(gap):
        return False
    days = tells_of(atom) & _DAY and any(tells_of(known) & _DAY for known in group)
    if days and not gap.strip() and belongs_to_thing(text, group[0].start, group[-1].end):
        return False
    if "," not in gap:
        return True
    turned_down = _NOT_BEFORE.search(text, max(0, group[0].start - 20), group[0].start)
    another_day = tells_of(atom) & _DAY and all(known.kind in ("today", "now") for known in group)
    return not (turned_down or another_day)


def belongs_to_thing(text: str, start: int, end: int) -> bool:
    """Tell whether the time that stands there is that of a thing: "Monday's tasks", "a list for Monday"."""
    return bool(_GENITIVE.match(text, end) or _THING.search(text[:start]))


def hangs_on_event(text: str) -> bool:
    """Tell whether a message names something before, during or after which it is, whose hour is not known."""
    return bool(_HANGS_ON.search(blanked(text, find_spans(text))))


def blanked(text: str, spans: Sequence[TimeSpan]) -> str:
    """Give the text with these stretches out of the way, and everything else where it stood."""
    for span in spans:
        text = f"{text[: span.start]}{'_' * (span.end - span.start)}{text[span.end :]}"
    return text


def pick_spans(text: str) -> tuple[TimeSpan, ...]:
    """Give the stretches that together name the one time meant, in order; none when all are turned down.

    A date wins over today and over a vague word, the first over later ones; a clock time elsewhere in the
    message joins the date ("besok aku telpon dosen jam 7").
    """
    spans = [span for span in find_spans(text) if not _turned_down(text, span)]
    if not spans:
        return ()
    main = min(spans, key=lambda span: (_rank(span), span.start))
    picked, told = [main], _tells(main)
    for span in spans:
        apart = not _tells(span) & (told | {"vague"})
        if "vague" not in told and (apart or _adds_clock(span, picked)):
            picked.append(span)
            told |= _tells(span)
    return tuple(sorted(picked, key=lambda span: span.start))


def _adds_clock(span: TimeSpan, picked: Sequence[TimeSpan]) -> bool:
    """Whether a span is a clock time where only the part of the day is picked: "at 10 pm … on work nights"."""
    known = [atom.kind for one in picked for atom in one.atoms]
    return [atom.kind for atom in span.atoms] == ["clock"] and "clock" not in known and "part" in known


def _tells(span: TimeSpan) -> frozenset[str]:
    """Say which of week, weekday, hour, rhythm the span tells; vague when none."""
    told = frozenset().union(*(tells_of(atom) for atom in span.atoms))
    return told - {"vague"} or told


def tells_of(atom: TimeAtom) -> frozenset[str]:
    return _TELLS.get(atom.kind, _DAY)


def _rank(span: TimeSpan) -> int:
    told = _tells(span)
    if told & _DAY:
        return 1 if all(atom.kind in ("today", "now", "vague") for atom in span.atoms) else 0
    return 2 if told - {"vague"} else 3


def _turned_down(text: str, span: TimeSpan) -> bool:
    return bool(_NOT_BEFORE.search(text, max(0, span.start - 20), span.start) or _NOT_AFTER.match(text, span.end))


def _scan(text: str) -> Iterator[TimeAtom]:
    """Give the atoms from left to right; of two that overlap the earlier, then the longer."""
    found = [
        TimeAtom(kind, match.start(), match.end(), _parts(match), weakness)
        for kind, weakness, pattern in time_rules()
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda atom: (atom.start, -atom.end))
    reached = 0
    for atom in found:
        if atom.start >= reached:
            reached = atom.end
            yield atom


def _parts(match: re.Match[str]) -> dict[str, str]:
    """Give the named words; a name that two branches of a rule need ends in _en in the second."""
    return {name.removesuffix("_en"): words for name, words in match.groupdict().items() if words}


def _start(text: str, start: int) -> int:
    """Take the preposition before a time into its span, unless it is the verb's."""
    match = _LEAD.search(text, max(0, start - 24), start)
    first = match.start() if match else start
    on = _ON.match(text, first)
    return on.end() if on and _OF_A_VERB.search(text[:first]) else first
