"""MITI 4.2.1: counts, ratios, thresholds, and estimates of the global ratings.

Source: Moyers, Manuel and Ernst, Motivational Interviewing Treatment Integrity Coding Manual 4.2.1 (2015). A trained
person gives the globals after listening; here they are estimated from counts and order, and labelled so. How each
estimate moves from 3 is the project's own (docs/scoring.md).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.practice.measures import assent, doing, reflecting, with_leave
from bot.practice.volley import Talk, Volley
from bot.skills.codes import BEHAVIOURS

START, LOWEST, HIGHEST = 3.0, 1.0, 5.0
# Thresholds are expert opinion, says the manual. None: not met.
THRESHOLDS = {
    "relational": (3.5, 4.0),
    "technical": (3.0, 4.0),
    "percent_complex": (0.4, 0.5),
    "reflections_to_questions": (1.0, 2.0),
}
# Shares of volleys at which an estimate stays where it is, between AnnoMI's high and low sessions.
USUAL_LISTENING, USUAL_SHARING = 0.3, 0.1
EVOKING = ("elicit_goal", "elicit_options", "explore_values", "explore_preference", "ask_for_commitment")


@dataclass
class _Estimate:
    value: float = START
    reasons: list[dict[str, Any]] = field(default_factory=list)

    def move(self, by: float, why: str, figure: float) -> None:
        if abs(by) >= 0.05:
            self.value += by
            self.reasons.append({"why": why, "by": round(by, 2), "figure": round(figure, 3)})

    def as_dict(self) -> dict[str, Any]:
        return {"estimate": round(min(HIGHEST, max(LOWEST, self.value)), 1), "reasons": self.reasons}


def count(talk: Talk) -> dict[str, int]:
    """How many volleys hold each of the ten behaviours."""
    found = Counter(code for volley in talk.volleys for code in volley.codes)
    return {code: found[code] for code in BEHAVIOURS}


def rate(talk: Talk) -> dict[str, Any]:
    """The MITI part of the scores; None where there is nothing to divide by or nothing to go by."""
    counts = count(talk)
    reflections = counts["simple_reflection"] + counts["complex_reflection"]
    figures: dict[str, float | None] = {
        "percent_complex": _ratio(counts["complex_reflection"], reflections),
        "reflections_to_questions": _ratio(reflections, counts["question"]),
    }
    globals_ = _globals(talk, counts) if talk.volleys and talk.client else None
    if globals_:
        figures["technical"] = _mean(globals_, "cultivating_change_talk", "softening_sustain_talk")
        figures["relational"] = _mean(globals_, "partnership", "empathy")
    else:
        figures["technical"] = figures["relational"] = None
    return {
        "volleys": len(talk.volleys),
        "counts": counts,
        **figures,
        "mi_adherent": counts["seek_collaboration"] + counts["affirm"] + counts["emphasize_autonomy"],
        "mi_non_adherent": counts["confront"] + counts["persuade"],
        "globals": globals_,
        "globals_are": "estimated",
        "thresholds": {name: _threshold(name, figures[name]) for name in THRESHOLDS},
        "outside_miti": _outside(talk),
    }


def _threshold(name: str, value: float | None) -> dict[str, Any]:
    fair, good = THRESHOLDS[name]
    met = None if value is None else "good" if value >= good else "fair" if value >= fair else "below"
    return {"fair": fair, "good": good, "met": met}


def _outside(talk: Talk) -> dict[str, Any]:
    """Figures that are no MITI 4.2.1 codes but ask to be known."""
    opened, closed = len(doing(talk, "open")), len(doing(talk, "closed"))
    change, sustain = _talk_counts(talk)
    return {
        "open_questions": opened,
        "closed_questions": closed,
        "open_share": _ratio(opened, opened + closed),
        "summaries": len(doing(talk, "summary")),
        "change_talk": change,
        "sustain_talk": sustain,
        "change_talk_share": _ratio(change, change + sustain),
    }


def _globals(talk: Talk, counts: dict[str, int]) -> dict[str, dict[str, Any]]:
    number = len(talk.volleys)
    return {
        "cultivating_change_talk": _cultivating(talk, number).as_dict(),
        "softening_sustain_talk": _softening(talk, number).as_dict(),
        "partnership": _partnership(talk, counts, number).as_dict(),
        "empathy": _empathy(talk, counts, number).as_dict(),
    }


def _cultivating(talk: Talk, number: int) -> _Estimate:
    estimate = _Estimate()
    change, sustain = _talk_counts(talk)
    if change + sustain:
        # Two turns of neither kind are put beside, so that one sentence does not carry a whole talk.
        part = (change + 1) / (change + sustain + 2)
        estimate.move(2.0 * (part - 0.5), "g_change_share", part)
    evoking = len(doing(talk, *EVOKING)) / number
    estimate.move(min(1.0, 4 * evoking), "g_evoking", evoking)
    openings = [volley for volley in talk.volleys if _talk_before(talk, volley) == "change"]
    if openings:
        taken = sum(_takes_up(volley) for volley in openings) / len(openings)
        estimate.move(1.5 * (taken - 0.5), "g_change_taken_up", taken)
    telling = len(doing(talk, "persuade", "confront")) / number
    estimate.move(-min(1.5, 4 * telling), "g_telling", telling)
    return estimate


def _softening(talk: Talk, number: int) -> _Estimate:
    estimate = _Estimate()
    openings = [volley for volley in talk.volleys if _talk_before(talk, volley) == "sustain"]
    if openings:
        soft = sum(_softens(volley) for volley in openings) / len(openings)
        argued = sum(bool(volley.codes & {"persuade", "confront"}) for volley in openings) / len(openings)
        estimate.move(1.0 * soft, "g_sustain_met_softly", soft)
        estimate.move(-2.0 * argued, "g_sustain_argued", argued)
    else:
        estimate.move(0.5, "g_no_sustain", 0.0)
    pushing = len(doing(talk, "persuade", "confront")) / number
    estimate.move(-min(1.5, 4 * pushing), "g_telling", pushing)
    return estimate


def _partnership(talk: Talk, counts: dict[str, int], number: int) -> _Estimate:
    estimate = _Estimate()
    sharing = len(doing(talk, "seek_collaboration", "emphasize_autonomy", "ask_for_disagreement",
                        "explore_preference", "elicit_options", "elicit_goal")) / number  # fmt: skip
    estimate.move(min(1.2, 5 * (sharing - USUAL_SHARING)), "g_sharing_power", sharing)
    listening = len(reflecting(talk)) / number
    estimate.move(min(0.8, 2 * (listening - USUAL_LISTENING)), "g_listening", listening)
    told = [volley for volley in doing(talk, "persuade", "giving_information") if not with_leave(talk, volley)]
    unasked = len(told) / number
    estimate.move(-min(1.5, 3 * unasked), "g_unasked", unasked)
    confronting = counts["confront"] / number
    estimate.move(-min(2.0, 10 * confronting), "g_confronting", confronting)
    return estimate


def _empathy(talk: Talk, counts: dict[str, int], number: int) -> _Estimate:
    estimate = _Estimate()
    listening = len(reflecting(talk)) / number
    estimate.move(max(-1.5, min(1.2, 4 * (listening - USUAL_LISTENING))), "g_listening", listening)
    deep = sum("complex_reflection" in volley.codes for volley in reflecting(talk)) / number
    estimate.move(min(1.0, 4 * deep), "g_deep", deep)
    checked = [assent(talk, volley) for volley in doing(talk, "simple_reflection", "complex_reflection", "summary")]
    clear = [value for value in checked if value is not None]
    if clear:
        right = sum(clear) / len(clear)
        estimate.move(0.8 * (right - 0.5), "g_understood", right)
    confronting = counts["confront"] / number
    estimate.move(-min(1.5, 8 * confronting), "g_confronting", confronting)
    return estimate


def _softens(volley: Volley) -> bool:
    gentle = {"simple_reflection", "complex_reflection", "emphasize_autonomy", "acknowledge_disagreement", "affirm"}
    return bool(volley.codes & gentle) and not volley.codes & {"persuade", "confront"}


def _takes_up(volley: Volley) -> bool:
    return bool(volley.codes & {"simple_reflection", "complex_reflection", "affirm", "open", *EVOKING})


def _talk_before(talk: Talk, volley: Volley) -> str | None:
    return None if volley.before is None else talk.turn(volley.before).talk


def _talk_counts(talk: Talk) -> tuple[int, int]:
    said = Counter(talk.turn(number).talk for number in talk.client)
    return said["change"], said["sustain"]


def _ratio(above: float, below: float) -> float | None:
    return round(above / below, 3) if below else None


def _mean(globals_: dict[str, dict[str, Any]], *names: str) -> float:
    return round(sum(float(globals_[name]["estimate"]) for name in names) / len(names), 2)
