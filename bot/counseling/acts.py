"""The 41 acts of a client (DESIGN.md); the dialogue knows a few more, inside only."""

from __future__ import annotations

import re

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


# What must be said for one of these to be asked; "if somebody sat with me" asks nothing of the bot.
_ASKED_BY: dict[str, re.Pattern[str]] = {
    "ask_privacy": re.compile(
        r"\b(?:who|whom|read|reads|sees?|stor\w+|sav(?:e|ed|ing)|ke(?:ep|pt)|privacy|private|confidential\w*|data"
        r"|secure|safe|secret\w*"
        r"|anonym\w*|record\w*|shar\w+|know about this|siapa|baca|membaca|dibaca|lihat|liat|simpan|disimpan"
        r"|rahasia\w*|privasi\w*|bocor\w*"
        r"|aman|rekam|direkam|sebar\w*|disebar\w*|tau|tahu)\b",
        re.IGNORECASE,
    ),
    "ask_human": re.compile(
        r"\b(?:talk|speak|chat|see|someone|somebody|human|person|real|counsel\w*|therap\w*|psych\w*|professional"
        r"|doctor|hotline|helpline"
        r"|number|call|help|manusia|orang|konselor|konseling|psikolog\w*|psikiater|dokter|ahli|terapis|ngobrol"
        r"|bicara|telepon|telpon|hubungi|nomor)\b",
        re.IGNORECASE,
    ),
}


def asks_nothing(act: str, text: str) -> bool:
    """Whether a message that asks nothing was heard as asking about privacy or for a person, and says none of it."""
    asked_by = _ASKED_BY.get(act)
    return asked_by is not None and "?" not in text and not asked_by.search(text)


def only_sounds_like(act: str, text: str, confidence: float) -> bool:
    """Whether a message only sounds like a wish about the talk."""
    return act in BRIEF and len(text.split()) > MOST_BRIEF_WORDS and confidence < BEYOND_DOUBT
