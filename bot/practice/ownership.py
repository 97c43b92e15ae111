"""C1-C6: how far the talk was the client's own. docs/scoring.md defines each measure with its formula and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from bot.practice import signs
from bot.practice.measures import DUE, Tally, asks_for_gaps, assent, doing, none_yet, plans, share, with_leave
from bot.practice.volley import Talk

EVOKING = ("elicit_goal", "elicit_options", "explore_preference", "explore_values", "check_understanding",
           "clarify_problem", "ask_for_disagreement")  # fmt: skip
# A word must come up this often in the talk to count as part of what it is about.
TOPIC_COUNT = 2


def measure(talk: Talk) -> dict[str, dict[str, Any]]:
    """C1-C6, each with `score` (0-1, None where its occasion did not come) and `evidence`."""
    return {name: rule(talk) if talk.volleys and talk.client else none_yet() for name, rule in MEASURES.items()}


def who_decides(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    client = [number for number in talk.client if plans(talk, number)]
    left = doing(talk, "emphasize_autonomy")
    led = [
        volley
        for volley in doing(talk, "persuade", "propose_step", "propose_goal", "confront")
        if not (with_leave(talk, volley) or assent(talk, volley) == 1.0)
    ]
    for number in client:
        tally.show_turn(talk, number, "c1_client_decides")
    for volley in left:
        tally.show_done(volley.first(("emphasize_autonomy",)), "c1_choice_left")
    for volley in led:
        tally.show_done(volley.first(("confront", "persuade", "propose_step", "propose_goal")), "c1_counselor_decides")
    tally.add(1.0, share(len(client) + len(left), len(led)))
    return tally.result()


def who_named_the_problem(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, int]] = {}
    for number, turn in enumerate(talk.turns, 1):
        for word in signs.topic_words(turn.text):
            counts[word] += 1
            first.setdefault(word, (turn.who, number))
    used_by_both = _words_of(talk, "client") & _words_of(talk, "counselor")
    topics = [word for word in used_by_both if counts[word] >= TOPIC_COUNT]
    theirs = [word for word in topics if first[word][0] == "client"]
    if len(topics) < 3:
        return none_yet()
    tally.add(1.0, len(theirs) / len(topics))
    for who, why in (("client", "c2_client_named"), ("counselor", "c2_counselor_named")):
        places = Counter(first[word][1] for word in topics if first[word][0] == who)
        for number, _ in places.most_common(3 if who == "client" else 2):
            tally.show_turn(talk, number, why)
    return tally.result()


def expert_on_themselves(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    evoking = telling = 0.0
    for volley in talk.volleys:
        asked = volley.first((*EVOKING, "open"))
        told = volley.first(("confront", "persuade", "giving_information"))
        if asked is not None:
            evoking += 1
            tally.show_done(asked, "c3_asked")
        elif "closed" in volley.codes:
            telling += 0.3  # a closed question leaves little room, but it does ask
        if told is not None and not with_leave(talk, volley):
            telling += 1
            tally.show_done(told, "c3_told")
    if not evoking and not telling and len(talk.volleys) < DUE:
        return none_yet()
    tally.add(0.7, share(evoking, telling))
    tally.add(0.3, often_own_ideas(talk))
    return tally.result()


def often_own_ideas(talk: Talk) -> float | None:
    """Whether the client's own ideas were asked for at all; None while the talk is too short to expect it."""
    if doing(talk, "elicit_options", "elicit_goal", "explore_values"):
        return 1.0
    return None if len(talk.volleys) < DUE else 0.0


def offered_not_imposed(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    free = imposed = 0.0
    for volley in doing(talk, "persuade", "persuade_with_permission", "giving_information", "offer_options"):
        done = volley.first(("persuade", "persuade_with_permission", "giving_information", "offer_options"))
        if with_leave(talk, volley) or (volley.codes & {"offer_options"} and "persuade" not in volley.codes):
            free += 1
            tally.show_done(done, "c4_with_leave")
        else:
            # Plain information without leave weighs half as much as advice.
            imposed += 1.0 if "persuade" in volley.codes else 0.5
            tally.show_done(done, "c4_without_leave")
    tally.add(1.0, share(free, imposed))
    return tally.result()


def commitment(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    third = max(3, -(-len(talk.client) // 3))
    early, late = talk.client[:-third][:third], talk.client[-third:]
    level = _strength(talk, late)
    if level is None:
        return none_yet()
    tally.add(0.75, level)
    before = _strength(talk, early)
    if before is not None:
        tally.add(0.25, 0.5 + (level - before))
    for number in late:
        strength = _strength_of(talk, number)
        if strength is not None:
            why = "c5_against" if not strength else "c5_faint" if strength < signs.PLAIN else "c5_firm"
            tally.show_turn(talk, number, why)
    return tally.result()


def responsibility(talk: Talk) -> dict[str, Any]:
    tally = Tally()
    own = [number for number in talk.client if plans(talk, number)]
    proposed = doing(talk, "propose_step", "persuade", "persuade_with_permission")
    if not own and not proposed:
        return none_yet()
    said_before: set[str] = set()
    proposing = set(proposed)
    theirs = 0.0
    place = 0
    for number in own:
        while place < len(talk.volleys) and talk.volleys[place].turn < number:
            if talk.volleys[place] in proposing:
                said_before |= set(signs.topic_words(talk.volleys[place].text))
            place += 1
        words = set(signs.topic_words(talk.turn(number).text))
        # A step that only repeats the counselor's words is taken over, not thought out.
        fresh = len(words - said_before) / len(words) if words else 0.5
        theirs += fresh
        tally.show_turn(talk, number, "c6_own_step" if fresh >= 0.5 else "c6_taken_over")
    for volley in proposed:
        if not with_leave(talk, volley):
            tally.show_done(volley.first(("propose_step", "persuade")), "c6_counselor_step")
    tally.add(0.7, share(theirs, sum(0.5 if with_leave(talk, volley) else 1.0 for volley in proposed)))
    means = doing(talk, "affirm_strength", "elicit_options", "ask_for_commitment")
    tally.add(0.3, 1.0 if means else 0.0)
    for volley in means:
        tally.show_done(volley.first(("affirm_strength",)), "c6_strength")
    return tally.result()


MEASURES: dict[str, Callable[[Talk], dict[str, Any]]] = {
    "C1": who_decides,
    "C2": who_named_the_problem,
    "C3": expert_on_themselves,
    "C4": offered_not_imposed,
    "C5": commitment,
    "C6": responsibility,
}


def _words_of(talk: Talk, who: str) -> set[str]:
    return {word for turn in talk.turns if turn.who == who for word in signs.topic_words(turn.text)}


def _strength(talk: Talk, numbers: Sequence[int]) -> float | None:
    """Mean strength, 0-1, of what is said for and against change in these turns; None without any."""
    values = [value for number in numbers if (value := _strength_of(talk, number)) is not None]
    return sum(values) / len(values) if values else None


def _strength_of(talk: Talk, number: int) -> float | None:
    """How firmly change is meant in one turn: 0 for sustain talk, None where it is about neither."""
    turn = talk.turn(number)
    if turn.talk == "change" or plans(talk, number):
        return signs.strength(turn.text)
    volley = talk.answered.get(number)
    if turn.talk == "sustain" and not (volley is not None and asks_for_gaps(volley)):
        return 0.0
    return None
