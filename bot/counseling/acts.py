"""The 41 acts of a client (DESIGN.md); the dialogue knows a few more, inside only."""

from __future__ import annotations

ACTS: frozenset[str] = frozenset(
    """
    greet thank goodbye affirm commit deny disagree correct_summary feel_misunderstood
    describe_problem express_feeling ambivalence dont_know propose_goal propose_option propose_step
    state_time state_obstacle state_support rate ask_ideas refuse_ideas slower faster more_direct
    gentler skip go_back change_goal pause_stop report_done report_partly report_not_done
    ask_bot_identity ask_privacy ask_human export_data delete_data switch_language out_of_scope
    gibberish
    """.split()
)
# Wishes about the talk are said in a few words. A longer message that resembles one tells something, unless it is
# beyond doubt: "I am afraid to speak English with my colleagues" asks for no other language.
BRIEF: frozenset[str] = frozenset(
    "slower faster more_direct gentler switch_language just_talk goodbye delete_data export_data out_of_scope".split()
)
MOST_BRIEF_WORDS = 7
BEYOND_DOUBT = 0.98


def only_sounds_like(act: str, text: str, confidence: float) -> bool:
    """Whether a message only sounds like a wish about the talk."""
    return act in BRIEF and len(text.split()) > MOST_BRIEF_WORDS and confidence < BEYOND_DOUBT
