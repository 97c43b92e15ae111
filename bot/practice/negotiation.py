"""N1-N8: how far the talk was a negotiation. docs/scoring.md defines each measure with its formula and source."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from bot.practice import signs
from bot.practice.measures import (
    DUE,
    REFLECTIONS,
    Tally,
    assent,
    doing,
    none_yet,
    objection,
    often,
    plans,
    reflecting,
    share,
    with_leave,
)
from bot.practice.volley import Talk, Volley, quote

CHECKS = ("check_understanding", "summary", "clarify_problem")
EVOKING = ("elicit_goal", "elicit_options", "explore_preference", "explore_values")
# How each way of meeting an objection or sustain talk counts, the worst first.
_MEETING = (
    ({"confront"}, 0.0, "n5_confronted"),
    ({"persuade"}, 0.1, "n5_argued"),
    ({"acknowledge_disagreement"}, 1.0, "n5_acknowledged"),
    ({"emphasize_autonomy", "ask_for_disagreement"}, 0.9, "n5_acknowledged"),
    ({*REFLECTIONS}, 0.8, "n5_reflected"),
    ({"open", "explore_values", "explore_preference"}, 0.6, "n5_asked"),
)


def measure(talk: Talk) -> dict[str, dict[str, Any]]:
    """N1-N8, each with `score` (0-1, None where its occasion did not come) and `evidence`."""
    return {name: rule(talk) if talk.volleys else none_yet() for name, rule in MEASURES.items()}


def shared_understanding(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    number = len(talk.volleys)
    mirroring = reflecting(talk)
    checks = [volley for volley in talk.volleys if volley.codes & {*CHECKS} or _asks_back(volley)]
    tally.add(0.35, often(len(checks), 8, number))
    tally.add(0.3, often(len(mirroring), 2, number))
    answers, checking = [], set(checks)
    for volley in talk.volleys:
        done = volley.first((*CHECKS, *REFLECTIONS))
        if done is None:
            continue
        if volley in checking:
            tally.show_done(volley.first(CHECKS) or done, "n1_asked")
        yes = assent(talk, volley)
        if yes == 0.0 and objection(talk, volley):
            following = talk.after(volley)
            mended = following is not None and bool(
                following.codes & {"acknowledge_disagreement", *REFLECTIONS, *CHECKS}
            )
            yes = 0.7 if mended else 0.0
            tally.show_done(done, "n1_corrected" if mended else "n1_ignored")
        elif yes:
            tally.show_done(done, "n1_confirmed")
        if yes is not None:
            answers.append(yes)
    tally.add(0.35, sum(answers) / len(answers) if answers else None)
    if not checks and not mirroring and number < DUE:
        return none_yet()
    return tally.result()


def joint_goals(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    asked, proposed = doing(talk, "elicit_goal"), doing(talk, "propose_goal")
    wishes = [number for number in talk.client if signs.wishes(talk.turn(number).text)]
    if not asked and not proposed and len(talk.volleys) < DUE:
        return none_yet()
    tally.add(0.35, 1.0 if asked else 0.0)
    for volley in asked[:2]:
        tally.show_done(volley.first(("elicit_goal",)), "n2_asked")
    named = [volley.answer for volley in asked if volley.answer is not None and _names_goal(talk, volley.answer)]
    tally.add(0.35, 1.0 if named else 0.5 if wishes else 0.0)
    for turn in [*named, *wishes][:2]:
        tally.show_turn(talk, turn, "n2_client_named")
    if proposed:
        first = asked[0].turn if asked else None
        values = []
        for volley in proposed:
            led = (first is not None and first <= volley.turn) or any(turn < volley.turn for turn in wishes)
            yes = assent(talk, volley)
            values.append((1.0 if led else 0.5) * (0.5 if yes is None else yes))
            agreed = bool(yes)
            tally.show_done(volley.first(("propose_goal",)), "n2_proposal_agreed" if agreed else "n2_proposal_alone")
        tally.add(0.3, sum(values) / len(values))
    return tally.result()


def action_planning(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    planned = [number for number in talk.client if plans(talk, number)]
    steps, asked = doing(talk, "propose_step"), doing(talk, "ask_for_commitment")
    if not planned and not steps and not asked:
        return none_yet() if len(talk.volleys) < DUE else {"score": 0.0, "evidence": []}
    tally.add(0.3, 1.0 if planned else 0.5 if any(assent(talk, volley) for volley in steps) else 0.0)
    for turn in planned[-2:]:
        tally.show_turn(talk, turn, "n3_client_step")
    held: set[str] = set()
    for turn in planned:
        found = signs.specifics(talk.turn(turn).text)
        held |= found
        if found & {"when", "if_then"}:
            tally.show_turn(talk, turn, "n3_specific")
    for volley in [*steps, *asked]:
        held |= signs.specifics(volley.text)
        if volley.answer is not None:
            held |= signs.specifics(talk.turn(volley.answer).text)
    tally.add(0.3, (0.6 if "when" in held else 0.0) + (0.4 if "if_then" in held else 0.0))
    tally.add(0.15, (0.5 if "obstacle" in held else 0.0) + (0.5 if "support" in held else 0.0))
    yes = [value for value in (assent(talk, volley) for volley in [*steps, *asked]) if value is not None]
    tally.add(0.25, sum(yes) / len(yes) if yes else None if planned and not steps else 0.0)
    for volley in asked:
        tally.show_done(volley.first(("ask_for_commitment",)), "n3_asked")
    for volley in steps:
        if assent(talk, volley) == 0.0:
            tally.show_done(volley.first(("propose_step",)), "n3_step_refused")
    return tally.result()


def problem_solving(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    asked = doing(talk, "elicit_options")
    given = doing(talk, "offer_options", "persuade", "persuade_with_permission")
    if not asked and not given:
        return none_yet() if len(talk.volleys) < DUE else {"score": 0.0, "evidence": []}
    tally.add(0.45, often(len(asked), 15, len(talk.volleys)))
    for volley in asked:
        tally.show_done(volley.first(("elicit_options",)), "n4_asked")
    if given:
        values = []
        for volley in given:
            after = any(earlier.turn <= volley.turn for earlier in asked)
            offered = bool(volley.codes & {"offer_options", "persuade_with_permission"}) or with_leave(talk, volley)
            values.append(1.0 if after and offered else 0.7 if offered else 0.4 if after else 0.0)
            done = volley.first(("offer_options", "persuade_with_permission", "persuade"))
            tally.show_done(done, "n4_offered" if offered else "n4_told" if after else "n4_told_first")
        tally.add(0.35, sum(values) / len(values))
    tally.add(0.2, min(1.0, (len(asked) + len(doing(talk, "offer_options"))) / 2))
    return tally.result()


def conflict(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    total = weights = 0.0
    for volley in talk.volleys:
        if volley.before is None:
            continue
        earlier = talk.volleys[volley.place - 1] if volley.place else None
        objects = signs.objects(talk.turn(volley.before).text) or (
            earlier is not None and earlier.answer == volley.before and objection(talk, earlier)
        )
        resists = talk.turn(volley.before).talk == "sustain"
        if not objects and not resists:
            continue
        value, why = _met(volley)
        weight = 1.0 if objects else 0.5
        total += weight * value
        weights += weight
        tally.show(volley.turn, _words(volley, why), why)
    confronts = doing(talk, "confront")
    for volley in confronts:
        tally.show_done(volley.first(("confront",)), "n5_confronted")
    if not weights and not confronts:
        return none_yet()
    tally.add(0.75, total / weights if weights else None)
    tally.add(0.25, 1.0 - often(len(confronts), 6, len(talk.volleys)))
    return tally.result()


def empowerment(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    giving = doing(talk, "affirm", "affirm_strength", "emphasize_autonomy", *EVOKING)
    taking = [volley for volley in doing(talk, "persuade", "confront") if not with_leave(talk, volley)]
    if not giving and not taking and len(talk.volleys) < DUE:
        return none_yet()
    tally.add(0.4, often(len(giving), 4, len(talk.volleys)))
    tally.add(0.6, share(len(giving), len(taking)))
    for volley in giving:
        tally.show_done(volley.first(("affirm_strength", "affirm")), "n6_affirmed")
        tally.show_done(volley.first(("emphasize_autonomy",)), "n6_choice")
    for volley in taking:
        tally.show_done(volley.first(("confront", "persuade")), "n6_taken_over")
    return tally.result()


def preferences(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    wanted, valued = doing(talk, "explore_preference"), doing(talk, "explore_values")
    if not wanted and not valued and len(talk.volleys) < DUE:
        return none_yet()
    tally.add(0.5, often(len(wanted) + len(valued), 12, len(talk.volleys)))
    both = bool(wanted and valued)
    tally.add(0.2, float(both) if both or len(talk.volleys) >= DUE else None)
    taken = []
    for volley in talk.volleys:
        done = volley.first(("explore_preference", "explore_values"))
        if done is None:
            continue
        tally.show_done(done, "n7_values" if done.code == "explore_values" else "n7_preference")
        later = islice(talk.volleys, volley.place + 1, None)
        if volley.answer is None or talk.after(volley) is None:
            continue
        said = set(signs.topic_words(talk.turn(volley.answer).text))
        user = next((other for other in later if said & set(signs.topic_words(other.text))), None)
        taken.append(1.0 if user is not None else 0.0)
        if user is not None:
            tally.show(user.turn, quote(user.text), "n7_taken_up")
    tally.add(0.3, sum(taken) / len(taken) if taken else None)
    return tally.result()


def openness(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    asked = doing(talk, "ask_for_disagreement")
    number = len(talk.volleys)
    objections = [volley for volley in talk.volleys if objection(talk, volley)]
    if not asked and not objections and number < DUE:
        return none_yet()
    tally.add(0.5, often(len(asked), 15, number))
    for volley in asked:
        tally.show_done(volley.first(("ask_for_disagreement",)), "n8_asked")
    named = []
    for volley in objections:
        following = talk.after(volley)
        if following is None:
            continue
        done = following.first(("acknowledge_disagreement", *REFLECTIONS))
        named.append(0.0 if done is None else 1.0 if done.code == "acknowledge_disagreement" else 0.6)
        tally.show_done(done, "n8_named")
        if done is None:
            tally.show(following.turn, quote(following.text), "n8_passed_over")
    tally.add(0.35, sum(named) / len(named) if named else None)
    told = doing(talk, "persuade", "persuade_with_permission", "giving_information")
    open_ = [volley for volley in told if with_leave(talk, volley)]
    tally.add(0.15, len(open_) / len(told) if told else None)
    return tally.result()


MEASURES: dict[str, Callable[[Talk], dict[str, Any]]] = {
    "N1": shared_understanding,
    "N2": joint_goals,
    "N3": action_planning,
    "N4": problem_solving,
    "N5": conflict,
    "N6": empowerment,
    "N7": preferences,
    "N8": openness,
}


def _asks_back(volley: Volley) -> bool:
    """Whether a reflection is put to the client to confirm."""
    return bool(volley.codes & {*REFLECTIONS}) and "closed" in volley.codes and volley.text.rstrip().endswith("?")


def _met(volley: Volley) -> tuple[float, str]:
    """How a volley meets an objection: 0-1 and the reason."""
    for codes, value, why in _MEETING:
        if volley.codes & codes:
            return value, why
    return 0.3, "n5_passed_over"


def _words(volley: Volley, why: str) -> str:
    """The words that met the objection; the volley's own where none stand out."""
    for codes, _, reason in _MEETING:
        if reason == why and (done := volley.first(codes)) is not None:
            return done.quote
    return quote(volley.text)


def _names_goal(talk: Talk, number: int) -> bool:
    turn = talk.turn(number)
    return signs.wishes(turn.text) or turn.talk == "change" or len(signs.topic_words(turn.text)) >= 3
