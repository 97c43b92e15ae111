"""What the bot may find in a goal and name once, softly, as a question; in doubt, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bot.counseling.clauses import strip_opening
from bot.counseling.dilemma import find_dilemma
from bot.counseling.wording import load
from bot.counseling.wording.tokens import tokenise
from bot.language import Language

Doubt = Literal["others", "vague"]
# How far importance stands above confidence where the two seem to contradict each other (10 and 1, 9 and 3).
ODDS = 6.0
FEWEST_WORDS_OF_A_GOAL = 5
WISHES: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:(?:aku|saya|gue|gw|gua|ya|hm+|eh|kayaknya|sebenernya|sebenarnya|cuma|cuman|tuh|sih|pokoknya|intinya|jadi|kalau"
        r"|bisa|yang|penting|nah|ok|oke|deh|ya\s?udah|iya)[\s,]+)*"
        r"(?:(?:pengen|pengin|ingin|mau|kepengen)(?:nya)?|target\w*|tujuan\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:well|um+|honestly|maybe|so|i think|i guess|ultimately|really)\W+)*(?:(?:i\s+)?(?:just\s+"
        r"|really\s+)?(?:want|wanna|wish|hope)"
        r"|i['’]?d\s+(?:really\s+)?(?:like|love)|i\s+(?:would|should)\s+(?:really\s+|rather\s+)?(?:like|love)|my\s+goal)\b",
        re.IGNORECASE,
    ),
}
# A goal that opens with no wish opens with what is to come about: "to be calmer with my kids", "biar tidur nyenyak".
_COMES_ABOUT: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:(?:ya|hm+|eh|pokoknya|intinya|yang|penting|oke|ok)[\s,]+)*(?:(?:biar|supaya|agar)\s+(?:(?:aku|saya|gue|gw)\s+)?"
        r"|(?:bisa|lebih|berhenti|stop|rutin|tetap|segera)\s+(?=\w)|(?:tidur|bangun|pulang|makan|belajar|olahraga|nabung|lulus)\s+(?=.*\d)|(?:nggak|ngga|gak|ga|tidak)\s+(?=\w.*\blagi\b))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:well|um+|honestly|maybe|ideally|just|ok|okay)\W+)*(?:(?:for\s+me\s+)?to\s+(?=\w)|(?:so\s+that\s+i|so\s+i)\s+(?:can|could)\s+"
        r"|(?:being|getting|having|feeling|sleeping|spending|eating|stopping|finishing|keeping|saving|making|going)\s+"
        r"|(?:be|get(?!\s+(?:it|this|my\s+head|some|an?\s))|stop|quit|start|sleep|spend|eat|drink|smoke|save|finish|pass|keep|lose|pay|apologi[sz]e|argue|shout|worry)\s+)",
        re.IGNORECASE,
    ),
}
# Without an opening wish these tell of somebody who is held, or of what the talk is to be.
_NO_GOAL = re.compile(
    r"\?\s*$|(?<!\w)(?:i['’]?m|i\s+am|i\s+(?:can['’]?t|don['’]?t|feel|have)|but|tapi|tp|just|aja|saja|chest|lighter|breathe"
    r"|moment|(?:someone|somebody)\s+(?:to|who)|here|honest|(?:after|with|about|through)\s+(?:this|it|all)|pencerahan|masalah(?:ku|nya)?\s+ini"
    r"|(?:ada\s+)?te?men\s+(?:buat|ngobrol|curhat)|ini\s+semua|ngomongin)(?!\w)",
    re.IGNORECASE,
)
FEWEST_WORDS_OF_A_BARE_GOAL = 4
# Words of what a talk is for and not a life: clarity, a plan, somebody to listen, something for today.
_OF_A_TALK: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:tau|tahu|cara\w*|gimana|bagaimana|mulai\w*|cerita\w*|curhat\w*|di?deng\w*|saran\w*|ide\w*|solusi\w*"
        r"|rencana\w*|langkah\w*|paham\w*"
        r"|ngerti|mengerti|jelas\w*|lega\w*|hari ini|sekarang|obrolan|ngobrol di|bingung|putus\w*|mutus\w*|pilih\w*"
        r"|milih|keputusan|apa|kenapa"
        r"|pikiran|unek\w*|masukan|keluar dari sini|bantu\w*|nemu\w*|cari\w*|nyari)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:today|leave here|out of here|from here|this (?:talk|chat|session|conversation)|talk(?:ing)? (?:it"
        r"|this|about)|leave(?:\W*$|\s+(?:with|knowing|having|feeling|this|today|it))|advice|ideas?"
        r"|plans?|steps?|tips?"
        r"|help|figure|work (?:it|this|out)|sort (?:it|this|out)|understand|clarity|clearer"
        r"|clear\s+(?:idea|picture|head|mind|view|plan|on|about)|know|decide|decision"
        r"|choose|choice|thoughts?|perspective"
        r"|vent\w*|listen\w*|heard|get it off|where|how|what|why|whether|which|you|strategy|strategies|way|ways"
        r"|tools?|better idea|right now)\b",
        re.IGNORECASE,
    ),
}


def doubt_about(goal: str, language: Language) -> Doubt | None:
    """Give what may be asked about a goal: that it is somebody else's change, or that nobody could notice it."""
    if in_others_hands(goal, language):
        return "others"
    return "vague" if is_vague(goal, language) else None


def is_goal_already(purpose: str, language: Language) -> bool:
    """Whether what somebody wants from the talk is a goal for longer already: a wish of their own for their life that
    could be noticed, and neither clarity nor a choice between two ways."""
    said = purpose.strip()
    wished = WISHES[language].match(said)
    bare = not wished and _COMES_ABOUT[language].match(said) and not _NO_GOAL.search(said)
    fewest = FEWEST_WORDS_OF_A_BARE_GOAL if bare else FEWEST_WORDS_OF_A_GOAL
    fewest -= any(letter.isdigit() for letter in said)  # "sleep by 11" could be noticed
    return (
        bool(wished or bare)
        and len(re.findall(r"\w+", purpose)) >= fewest
        and not _OF_A_TALK[language].search(purpose)
        and doubt_about(purpose, language) is None
        and find_dilemma(purpose, language) is None
    )


def may_be_goal(purpose: str, language: Language) -> bool:
    """Whether what somebody wants from the talk may well be their goal too, so that they are asked whether it is; a
    wider net than `is_goal_already`."""
    return (
        len(re.findall(r"\w+", purpose)) >= FEWEST_WORDS_OF_A_BARE_GOAL
        and not _OF_A_TALK[language].search(purpose)
        and not _NO_GOAL.search(purpose)
        and doubt_about(purpose, language) is None
        and find_dilemma(purpose, language) is None
    )


def in_others_hands(goal: str, language: Language) -> bool:
    """Whether the goal is what another person does: "biar suami berhenti marah", "my mum to stop nagging".

    What the client does with or towards somebody ("ngobrol sama ibu", "be patient with my son") is their own.
    """
    lists = load("goal_checks")[language]
    said = _words(strip_opening(goal, language) or goal, language)
    while said and said[0] in lists["before"]:
        said = said[1:]
    if len(said) < 2 or not _is_person(said[0], lists["persons"], language):
        return False
    after = said[1:]
    while after and (after[0] in lists["second"] or _is_person(after[0], lists["second"], language)):
        after = after[1:]  # orang tua, mertuaku, mother in law
    if not after or not set(lists["never_after"]).isdisjoint((said[1], after[0])):
        return False
    return language == "id" or after[0] in lists["turns"]


def is_vague(goal: str, language: Language) -> bool:
    """Whether the goal holds nothing that could be noticed: "jadi lebih baik", "be happy"."""
    lists = load("goal_checks")[language]
    said = _words(goal, language)
    wide = set(said) & set(lists["vague"])
    return bool(wide) and all(word in lists["vague"] or word in lists["plain"] for word in said)


def at_odds(importance: float | None, confidence: float | None) -> bool:
    """Whether something matters much and is hardly believed in."""
    return importance is not None and confidence is not None and importance - confidence >= ODDS


def _words(text: str, language: Language) -> list[str]:
    return [token.word for token in tokenise(text, language) if token.kind == "word"]


def _is_person(word: str, persons: Sequence[str], language: Language) -> bool:
    endings = ("", "ku", "nya") if language == "id" else ("",)
    first, _, again = word.partition("-")
    word = first if again.startswith(first) else word  # adik-adik, anak-anakku
    return any(word == person + ending for person in persons for ending in endings)
