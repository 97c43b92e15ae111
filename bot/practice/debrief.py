"""The debrief of a practice talk in plain words; every sentence comes from scores.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.language import Language
from bot.practice.volley import CodedTurn, quote

WORDS = Path(__file__).parent / "scores.yml"
MOST_WELL = 3
STRONG, GROWING = 0.65, 0.35
# How much lower a measure counts where something was said that can be said otherwise.
SHOWN = 0.25
# Measures whose "try" is another way to say something at once. The others hang on what the client does.
TRIED = ("N1", "N5", "C4", "N4", "C3", "N6", "N2", "N8", "N7", "C6", "C1", "N3", "C5", "C2")
LONGEST_SAID = 70


def debrief(scores: Mapping[str, Any], turns: Sequence[CodedTurn], language: Language) -> str:
    """Say what the scores show: what went well, one thing to try, MITI, N1-N8 and C1-C6 by name.

    Args:
        scores: what `bot.practice.scoring.score` gave for `turns`.

    Returns:
        at most 31 lines, parted by line ends; the turns in them are numbered as the counselor's own, from 1.
        Parts have an empty line between them; a part's heading ends in a colon, an item of its list begins "- ".
    """
    text = _Text(language, turns)
    told = _highlights(text, scores, turns)
    if not told.well:
        return told.overall
    lines = [told.overall, *([told.short] if told.short else [])]
    lines += ["", text.say("well") + ":", *(f"- {line}" for line in told.well)]
    lines += ["", *told.next]
    lines += ["", *_miti(text, scores["miti"])]
    for name in ("negotiation", "ownership"):
        lines += ["", *_group(text, name, scores[name])]
    if text.last_named:
        lines += ["", text.say("go_back", turn=text.last_named)]
    return "\n".join(lines)


@dataclass(frozen=True)
class Highlights:
    """What a debrief says first: the whole in a sentence, a word of caution where the talk was `short` (else empty),
    what went `well`, and what to try `next`; both empty where the counselor said nothing."""

    overall: str
    short: str
    well: tuple[str, ...]
    next: tuple[str, ...]


def highlights(scores: Mapping[str, Any], turns: Sequence[CodedTurn], language: Language) -> Highlights:
    """The first part of `debrief`, of the same scores and turns, in its pieces."""
    return _highlights(_Text(language, turns), scores, turns)


def word(key: str, language: Language) -> str:
    """What a debrief calls something: a group of measures, a band, "well"."""
    return str(_words()["debrief"][key][language])


def global_name(name: str, language: Language) -> str:
    """The name of one of MITI's global ratings."""
    return str(_words()["globals"][name][language])


def name_of(measure: str, language: Language) -> str:
    """The name of N1-N8 or C1-C6.

    Raises:
        KeyError: there is no such measure.
    """
    return str(_words()["measures"][measure]["name"][language])


def about(measure: str, language: Language) -> str:
    """What a measure asks, in one sentence.

    Raises:
        KeyError: there is no such measure.
    """
    return str(_words()["measures"][measure]["about"][language])


def explain(why: str, language: Language) -> str:
    """What a piece of evidence shows.

    Raises:
        KeyError: there is no such reason.
    """
    return str(_words()["whys"][why][language])


def number(value: float, language: Language, places: int = 1) -> str:
    """A figure as people of the language write it."""
    shown = f"{value:.{places}f}"
    return shown.replace(".", ",") if language == "id" else shown


class _Text:
    """`last_named` is the counselor's turn that was quoted last, 0 without one."""

    def __init__(self, language: Language, turns: Sequence[CodedTurn]) -> None:
        self.language: Language = language
        self.last_named = 0
        self._turns = turns

    def say(self, key: str, **values: object) -> str:
        return str(_words()["debrief"][key][self.language]).format(**values)

    def instance(self, entry: Mapping[str, Any]) -> str:
        why = explain(entry["why"], self.language)
        self.last_named = sum(turn.who == "counselor" for turn in self._turns[: entry["turn"]])
        return self.say("instance", turn=self.last_named, quote=entry["quote"], why=why)

    def number(self, value: float) -> str:
        return number(value, self.language)


def _highlights(text: _Text, scores: Mapping[str, Any], turns: Sequence[CodedTurn]) -> Highlights:
    if not scores["miti"]["volleys"]:
        return Highlights(text.say("nothing"), "", (), ())
    measures: dict[str, Any] = {**scores["negotiation"], **scores["ownership"]}
    return Highlights(
        overall=_overall(text, scores["quality"]),
        short="" if scores["enough_material"] else text.say("short"),
        well=tuple(_well(text, measures, turns) or [text.say("well_none")]),
        next=tuple(_next(text, measures, turns)),
    )


def _overall(text: _Text, value: float) -> str:
    for band in _words()["debrief"]["overall"]:
        if value < band["below"]:
            return str(band[text.language])
    raise AssertionError("the last band holds everything")


def _well(text: _Text, measures: Mapping[str, Any], turns: Sequence[CodedTurn]) -> list[str]:
    """The best measures, each with words of the counselor's that earned it; no words twice."""
    lines: list[str] = []
    shown: set[str] = set()
    ranked = sorted((name for name in measures if measures[name]["score"]), key=lambda name: -measures[name]["score"])
    for name in ranked:
        for entry in measures[name]["evidence"]:
            own = turns[entry["turn"] - 1].who == "counselor"
            if own and _is_good(entry) and entry["quote"] not in shown and measures[name]["score"] >= GROWING:
                shown.add(entry["quote"])
                lines.append(f"{name_of(name, text.language)}. {text.instance(entry)}")
                break
        if len(lines) == MOST_WELL:
            break
    return lines


def _next(text: _Text, measures: Mapping[str, Any], turns: Sequence[CodedTurn]) -> list[str]:
    """The one thing to try: its name, the words it is about, and a sentence in their place."""
    known = [name for name in TRIED if measures[name]["score"] is not None]
    if not known:
        known = ["N1"]
    name = min(known, key=lambda name: _need(measures[name], turns))
    words = _words()["measures"][name]
    lines = [f"{text.say('next')}: {name_of(name, text.language)}. {words['try'][text.language]}"]
    entry = _to_mend(measures[name], turns)
    if entry is not None:
        lines.append(text.instance(entry))
    said = _client_words(turns, entry["turn"] if entry else None)
    sentence = str(words["sentence"][text.language])
    if "{said}" in sentence and not said:
        sentence = str(_words()["measures"]["C3"]["sentence"][text.language])
    lines.append(text.say("better", sentence=sentence.replace("{said}", said)))
    return lines


def _need(measure: Mapping[str, Any], turns: Sequence[CodedTurn]) -> float:
    score = measure["score"] if measure["score"] is not None else 1.0
    return float(score) - (SHOWN if _to_mend(measure, turns) else 0.0)


def _to_mend(measure: Mapping[str, Any], turns: Sequence[CodedTurn]) -> dict[str, Any] | None:
    """The counselor's words that speak against the measure, where there are some."""
    found = (entry for entry in measure["evidence"] if turns[entry["turn"] - 1].who == "counselor")
    return next((entry for entry in found if not _is_good(entry)), None)


def _client_words(turns: Sequence[CodedTurn], before: int | None) -> str:
    """A few words the client said last (before that turn), to be said back; empty where none are short enough."""
    earlier = turns[: before - 1] if before else turns
    for turn in reversed(earlier):
        if turn.who == "client" and turn.text.strip():
            for piece in turn.text.replace("?", ".").replace("!", ".").replace("…", ".").split("."):
                words = quote(piece.strip(' ,;:-“”"'))
                if 12 <= len(words) <= LONGEST_SAID:
                    return words
    return ""


def _miti(text: _Text, miti: Mapping[str, Any]) -> list[str]:
    counts = miti["counts"]
    reflections = counts["simple_reflection"] + counts["complex_reflection"]
    lines = [text.say("miti", volleys=miti["volleys"]) + ":"]
    both = {"reflections": reflections, "questions": counts["question"]}
    ratio, deep = miti["reflections_to_questions"], miti["percent_complex"]
    if ratio is None:
        lines.append("- " + text.say("ratio_none", **both))
    else:
        met = _met(text, miti, "reflections_to_questions", text.number(1.0))
        lines.append("- " + text.say("ratio", **both, value=text.number(ratio), met=met))
    if deep is None:
        lines.append("- " + text.say("complex_none"))
    else:
        met = _met(text, miti, "percent_complex", "40%")
        lines.append("- " + text.say("complex", value=f"{round(100 * deep)}%", met=met))
    lines.append("- " + text.say("adherent", adherent=miti["mi_adherent"], non_adherent=miti["mi_non_adherent"]))
    if miti["globals"]:
        named = (
            f"{_words()['globals'][name][text.language]} {text.number(rating['estimate'])}"
            for name, rating in miti["globals"].items()
        )
        lines.append("- " + text.say("globals", globals="; ".join(named)))
    return lines


def _met(text: _Text, miti: Mapping[str, Any], figure: str, fair: str) -> str:
    reached = miti["thresholds"][figure]["met"] or "none"
    return str(_words()["met"][reached][text.language]).format(fair=fair)


def _group(text: _Text, name: str, measures: Mapping[str, Any]) -> list[str]:
    """The measures by how far they have come, a line for each."""
    bands: dict[str, list[str]] = {"strong": [], "growing": [], "open": [], "unseen": []}
    for code, measure in measures.items():
        bands[band(measure["score"])].append(name_of(code, text.language))
    told = [f"- {text.say(band)}: {', '.join(names)}" for band, names in bands.items() if names]
    return [text.say(name) + ":", *told]


def band(score: float | None) -> str:
    """How far a score has come: strong, growing, open, or unseen where there was no occasion (None)."""
    if score is None:
        return "unseen"
    return "strong" if score >= STRONG else "growing" if score >= GROWING else "open"


def _is_good(entry: Mapping[str, Any]) -> bool:
    return bool(_words()["whys"][entry["why"]]["good"])


@functools.cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
