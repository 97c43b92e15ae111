"""A question to the bot, or a leave, beside an answer: "No, don't keep it. Who can read this?" is both."""

from __future__ import annotations

import re

from bot.counseling.acts import MOST_BRIEF_WORDS
from bot.counseling.languages import names_language
from bot.counseling.leaving import takes_leave
from bot.counseling.let_go import only_lets_go
from bot.counseling.misheard import puts_off
from bot.counseling.numbers import NUMBER
from bot.counseling.part_changes import parts_anew
from bot.counseling.ratings import find_rating

# Questions to the bot. Meeting one writes nothing, so the answer beside it has the turn's one write for itself.
ASIDES = frozenset({"ask_bot_identity", "ask_privacy", "ask_human", "why_ask", "ask_meaning"})
# Met after the answer: what that leads to, the ideas should fit, or is got through faster, or what is kept now.
SEES_PLAN = "see_plan"
MET_AFTER = frozenset({"ask_ideas", "faster", SEES_PLAN})
# Where people tell, "why is he like that?" is no question about the question.
ABOUT_THE_QUESTION = frozenset({"why_ask", "ask_meaning"})
TELLING_UNDER = frozenset({"problem", "summary", "none"})
# What may stand beside it: something that answers. A bare "ok" or "wait" before a question back answers nothing.
ANSWERS = frozenset(
    """
    affirm deny commit disagree correct_summary describe_problem express_feeling ambivalence propose_goal
    propose_option propose_step state_time state_obstacle state_support rate skip faster slower
    report_done report_partly report_not_done tell_name answer
    """.split()
)
# What tells something, which such a wish may stand beside: "I want fewer takeaways. Got any ideas?"
TELLING_ANSWERS = frozenset(
    """
    describe_problem express_feeling ambivalence propose_goal propose_option propose_step rate answer tell_name
    """.split()
)
_OF_THE_TALK = frozenset("faster slower more_direct gentler just_talk skip go_back ask_ideas".split())
# A leave taken after one of these lets it stand; a bare no or "later" before a leave belongs to the leave.
_KEPT_AT_LEAVE = ANSWERS - {"affirm", "deny", "skip", "faster", "slower"}
_CHANGING = frozenset({"propose_step", "propose_option", "state_time", "state_support"})
SURE = 0.6
MOST_WAYS = 3
# "Ask me things I guess?" is a wish, and asks nothing.
_UNSURE_WISH = re.compile(
    r"\W*(?:just\s+)?(?:ask|listen|tell|give)\b[^?]*\bi\s+(?:guess|suppose|think)\s*\?\W*$", re.IGNORECASE
)
_ONLY_OPENS = re.compile(
    r"(?:ok(?:e|ay)?|oh|hm+|eh|lho|loh|well|sorry|maaf|wait|tunggu|bentar|sebentar|but|tapi|tp|and|dan|um+|uh+|ah|kak|wah)*"
    r"[\s,.!]*",
    re.IGNORECASE,
)
# "… Sorry, the bread man's at the door, got to go": why somebody leaves is no part of the answer.
_EXCUSE = re.compile(
    r"(?:^|(?<=[.!?;])\s+|\s*,\s+)(?:oh\s+|eh\s+)?(?:sorry|sori|maaf|aduh|oops|oh\s+no|damn|shit)\b[^.!?]*[.!?,\s]*$",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"(?<=[.!?\n])\s+[^.!?\n]+[.!?\s]*$")
_END = re.compile(r"(?<=[.!?\n])\s+|,\s*(?:(?:tapi|tp|but|and|dan)\s+)?|\s+(?:tapi|tp|but)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:(?:so|and|but|ok(?:ay)?|oke|jadi|jd|terus|trus|nah|btw)\W+)?"
    r"(?:kenapa|knp|kok|ngapain|buat apa|untuk apa|apa|siapa|maksud\w*|gimana|emang\w*|memang\w*|ada|punya"
    r"|why|what|who|how|is|are|do|does|can|could|will|(?:(?:have\s+you|you|u)\s+)?got\s+any|any"
    r"|let['’]?s|straight\s+to|(?:bisa|boleh|mau)?\s*langsung|cepet(?:in|an)?|cepat(?:kan)?)\b",
    re.IGNORECASE,
)
# After an answer to one of these a number is asked for, which may be told along with it.
_BEFORE_NUMBER = frozenset({"goal", "support"})
_NUMBER_AT_END = re.compile(
    rf"(?P<answer>\S.*?)(?:[,;.!]+\s*|\s+)(?:(?:and|so|dan|terus|trus)\s+)?"
    r"(?P<number>(?:it['’]?s|that['’]?s|i['’]?m|i\s+am|i['’]?d\s+(?:say|give\s+it)|(?:nilai|angka|penting|yakin|keyakinan|kepentingan)(?:nya|ku)?"
    rf"|(?:the\s+)?importance|important|(?:my\s+)?confidence|confident)\b[^.;!?\d]{{0,25}}?(?<!\w){NUMBER}(?!\w)[^.;!?]{{0,30}})[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
_WHY_AFTER = re.compile(
    r"\s*(?:$|[.!]\s*$|(?:[,.;:–-]\s*)?(?:because|cos|cause|cuz|bc|since|so\s+that|karena|karna|krn|soalnya|sebab|biar|supaya)\b)",
    re.IGNORECASE,
)
_ONLY_JOINS = re.compile(
    r"(?:[\s,.;!\-–]*\b(?:anyways?|and|but|so|now|ok(?:ay)?|sorry|well|dan|tapi|tp|eh|oke|maaf|udah|dah))*[\s,.;\-–]*$",
    re.IGNORECASE,
)
_QUESTIONS_AT_END = re.compile(r"(?:(?<=[.!…”\n])\s*|^)[^.!?…\n]*\?\s*$")


def split_question(text: str) -> list[tuple[str, str]]:
    """Give the ways to part a message into an answer and a question, the longer question first.

    Only where one of the two ends like a question or begins like one; which of them are asked of the bot, the acts say.
    """
    found: list[tuple[str, str]] = []
    for cut in _END.finditer(text):
        before, after = text[: cut.start()].strip(" .,"), text[cut.end() :].strip()
        if not before or not after or _ONLY_OPENS.fullmatch(before) or puts_off(before) or _UNSURE_WISH.match(before):
            continue
        if after.rstrip(" .!").endswith("?") or _ASKS.match(after):
            found.append((before, after))
        elif before.endswith("?"):
            found.append((after, before))
    return found[:MOST_WAYS]


def split_language(text: str) -> list[tuple[str, str]]:
    """Give the ways to part a message into an answer and a short wish about the language, first or last in it ("can we
    do this in Indonesian? my boss yells at me"); whether it is such a wish, its act says."""
    found: list[tuple[str, str]] = []
    cuts = list(_END.finditer(text))
    for cut in dict.fromkeys((cuts[0], cuts[-1])) if cuts else ():
        before, after = text[: cut.start()].strip(" .,"), text[cut.end() :].strip()
        for answer, wish in ((before, after), (after, before)):
            short = len(wish.split()) <= MOST_BRIEF_WORDS
            if short and names_language(wish) and not names_language(answer) and not _ONLY_OPENS.fullmatch(answer):
                found.append((answer, wish))
    return found


def split_number(asked: str, text: str) -> tuple[str, str] | None:
    """Part an answer from the number that will be asked for next ("My wife, and I'm a 7 that I'll do it"); None where
    there is none, or what comes next asks for no number."""
    match = _NUMBER_AT_END.fullmatch(text.strip()) if asked in _BEFORE_NUMBER else None
    if match is None or _ONLY_OPENS.fullmatch(match["answer"]) or find_rating(match["answer"]):
        return None
    return (match["answer"], match["number"]) if find_rating(match["number"]) else None


def only_number(asked: str, text: str) -> bool:
    """Whether a number, perhaps with why, answers whether something is the goal: it is, and matters so much."""
    rating = find_rating(text) if asked == "goal" else None
    return rating is not None and not text[: rating.start].strip() and bool(_WHY_AFTER.match(text, rating.end))


def before_leave(text: str) -> str | None:
    """Give what a message says before the leave that it ends with ("because of my kids, anyway gotta go")."""
    # "Good-bye. I need no reminders": what is wanted out of the plan may follow the leave, and belongs to the answer.
    last = _LAST_SENTENCE.search(text)
    unwanted = last[0] if last and only_lets_go(last[0]) else ""
    leave = takes_leave(text.removesuffix(unwanted))
    said = _EXCUSE.sub("", _ONLY_JOINS.sub("", text[: leave.start()])) if leave else ""
    said = f"{said}.{unwanted}" if said and unwanted else said
    return said if said and not _ONLY_OPENS.fullmatch(said) else None


def may_stand_beside(asked: str, answer: str, question: str) -> bool:
    """Whether acts are an answer to what was asked and a question to the bot."""
    if question in ABOUT_THE_QUESTION and asked in TELLING_UNDER:
        return False
    if question in MET_AFTER:
        # A name may sound like anything; of two wishes about the pace the whole is one.
        return answer in TELLING_ANSWERS or (asked == "preferences" and answer not in _OF_THE_TALK)
    return answer in ANSWERS and question in ASIDES


def stays_at_leave(asked: str, act: str, answer: str) -> bool:
    """Whether an answer stands, though a leave is taken after it; a plan that is on show may be agreed to that way
    ("yes thanks, bye"), with more than an ok."""
    if asked == "agreement":
        # "It will have to do. I have no more time. Bye": nothing is left to be talked over.
        agreed = act in ("affirm", "commit") and not _ONLY_OPENS.fullmatch(answer)
        return agreed or act in _CHANGING or bool(parts_anew(answer))
    # "Nah, that's enough, cheers, bye", where one more step is offered.
    return act in _KEPT_AT_LEAVE or (asked == "another_step" and act == "deny")


def without_question(text: str) -> str:
    """Give a reply without the questions it ends with: what they ask is answered already."""
    while (shorter := _QUESTIONS_AT_END.sub("", text).rstrip()) != text.rstrip():
        text = shorter
    return text
