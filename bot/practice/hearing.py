"""What the client makes of a turn of the counselor: one kind of doing, what was in it, and how well it fits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.counseling.abuse import is_abusive
from bot.language import Language
from bot.practice.asking import asked_for, strict_kinds
from bot.practice.case import GENERAL, Case
from bot.practice.state import PracticeState, rules
from bot.practice.wording import as_asked
from bot.skills.codes import Coded

Kind = Literal[
    "empty", "unclear", "other_language", "identity", "insult", "for_advice", "off_topic", "goodbye", "leave_asked",
    "confront", "commitment", "planning", "advice", "proposal", "options", "question", "invitation", "reflection",
    "wrong_reflection", "support", "information", "few_words",
]  # fmt: skip

# Where no encoder could be had a reflection counts as fitting half.
FIT_UNKNOWN = 0.5
FEW_WORDS = 3
# Nobody takes leave in the first turns; what sounds like it is a welcome.
EARLIEST_GOODBYE = 3
ENDINGS = ("", "ku", "mu", "nya", "s", "'s")
# How much less a reflection of the line before the last counts, and of the one before that.
RECENT = (0.0, 0.1, 0.15)
# Lines that tell nothing, so that a reflection goes back to what was said before them.
EMPTY = ("always.unsure", "always.private", "always.heard")
SUPPORT = ("affirm", "affirm_strength", "emphasize_autonomy", "acknowledge_disagreement", "seek_collaboration",
           "ask_for_disagreement", "check_understanding")  # fmt: skip
PROPOSALS = ("propose_step", "propose_goal", "offer_options", "persuade_with_permission")
# With one of these a proposal stays one.
LEFT_OPEN = ("offer_options", "persuade_with_permission", "seek_collaboration", "emphasize_autonomy")
OPTIONS = ("elicit_options",)
SETTLING = ("options", "commitment", "planning")
INVITATIONS = ("opening", "tell_more", "feeling", "outcome")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASKS_LEAVE = re.compile(
    r"\b(?:boleh(?:kah)?(?: nggak| gak| tidak)? (?:aku|saya|kalau|gue|kita)|kalau boleh|(?:may|can|could) i (?:just )?"
    r"(?:ask|tell|share|offer|suggest|give|say|add|make)|(?:ok|okay|all right|alright) if i|mind if i|shall i)\b",
    re.IGNORECASE,
)
_SORRY = re.compile(r"\b(?:maaf|sori|sorry|apologi[sz]e|my mistake|salahku|aku salah|saya salah)\b", re.IGNORECASE)
# Judging, shaming and preaching in so many words, where the coder may take it for a reflection or support.
_SHAMES = re.compile(
    r"\b(?:tahu diri(?:lah| sedikit| dong)|nggak tahu malu|tidak tahu malu|malu dong|malu sedikit|kurang bersyukur"
    r"|nggak bersyukur|kurang iman|orang yang bersyukur|bersyukur belum|kufur|berdosa|bertobat|introspeksi"
    r"|(?<!-)(?:(?:anak|orang) (?:zaman )?sekarang)(?!\W*$)|zaman (?:saya|aku|kami) dulu|contoh macam apa"
    r"|orang lain (?:juga |pasti )?bisa|banyak yang (?:jauh )?lebih (?:susah|menderita|berat)"
    r"|salah(?:mu| kamu) sendiri|(?:yang bikin|ulah|akibat)\b[^.?!]{0,25}\bkamu sendiri|akui (?:saja|aja)"
    r"|jangan (?:nunduk|cengeng|manja|membantah|cari alasan|banyak alasan|mengelak|ngeles)|(?:cuma|itu) alasan"
    r"|(?:cuma|hanya) mau dikasihani|mau tersinggung|itu namanya (?:menyangkal|malas|egois|lemah)"
    r"|(?:kamu|anda) (?:itu|ini|memang) (?:egois|malas|manja|lemah|cengeng|bohong|senang)"
    r"|(?:you should|ought to) be (?:ashamed|grateful)|ashamed of yourself|ungrateful|count your blessings|repent"
    r"|sinful|(?:people|kids|young people) (?:today|these days)|in my day|what (?:kind|sort) of (?:an )?example"
    r"|other people manage|(?:others|those who|plenty of people|people who) have it (?:\w+ ){0,2}(?:harder|worse)"
    r"|(?:you(?:'re| are)) doing this to yourself|(?:your|my) own fault|brought (?:this|it) on yourself"
    r"|(?:without|stop making|no more) (?:the )?excuses|don't (?:talk back|look at the floor|be such a)"
    r"|look at me when|listen when i|you can be offended|that's called denial"
    r"|(?:you(?:'re| are)) (?:just )?(?:selfish|lazy|spoiled|weak|lying)|a (?:person|man|woman) of character"
    r"|any decent person|you (?:rather |secretly |really )?enjoy having this|admit it)\b",
    re.IGNORECASE,
)
# With one of these it is how the client sees it that is said back.
_SEEN_BY_THEM = re.compile(
    r"\b(?:merasa\w*|rasanya|kedengarannya|sepertinya|seolah\w*|seakan\w*|takut|katamu|menurutmu|dianggap|dibilang|mereka"
    r"|feel\w*|felt|sounds?|seems?|as if|as though|afraid|you (?:say|think|said|thought)|they|told you|says?)\b",
    re.IGNORECASE,
)
# Worded as a question, with a question mark or without ("utangnya berapa semua").
_ASKS = re.compile(
    r"\b(?:kapan|berapa|siapa|di ?mana|ke ?mana|dari ?mana|kenapa|mengapa|g?imana|bagaimana|apa(?:kah)?|ngapain)\b"
    r"|\b(?:masih|punya|ada|sudah|udah|pernah|bisa|suka)\b.*\b(?:nggak|ngga|gak|ga|tidak|belum)\b|\b(?:nggak|gak|ga)\W*$"
    r"|\b(?:tell|walk|take|give|show) me\b|\bdescribe\b|\b(?:cerita(?:kan|in)?|jelaskan|gambarkan)\b"
    r"|^\W*(?:and |so |but )?(?:(?:when|where|who|what|how)(?:['’]s)?|why|which|do|did|does|are|is|was|were|have|has) ",
    re.IGNORECASE,
)
# Asks to be told something, however politely ("could you walk me through yesterday").
_ASKS_TO_TELL = re.compile(
    r"\b(?:walk|take|talk) me through\b|\btell me\b|\bdescribe\b|\b(?:cerita(?:kan|in)|gambarkan|gambarin)\b"
    r"|\b(?:bisa|boleh|mau) cerita\b",
    re.IGNORECASE,
)
# What is only thought of, wished or to come.
_SUPPOSES = re.compile(
    r"\b(?:(?:could|would|can|might|will|shall|should) (?:you|we|it|that|this|there|help|be)|let'?s|try|ideas?|steps?"
    r"|ready|willing|bisa|dapat|ide|coba\w*|mau|akan|bakal|cara\w*|langkah\w*|siap|sanggup|bersedia|sebaiknya)\b",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:kamu|anda|lo|lu|elu|bapak|ibu|kak|mas|mbak|ini)\b[^.?!]{0,25}\b(?:robot|bot|chatbot|program|ai|mesin|komputer"
    r"|manusia (?:asli|beneran|sungguhan)|orang beneran|orang asli)\b"
    r"|\b(?:are|is|am)\b[^.?!]{0,30}\b(?:robot|bot|chatbot|program|ai|a\.i\.|machine|computer|human|real person)\b"
    r"|\byou(?:'re| are)[^.?!]{0,12}\b(?:robot|bot|chatbot|program|ai|machine|computer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """A turn of the counselor as it reaches the client.

    Attributes:
        coded: its skills.
        near: likeness 0-1 of its words to each line (`Line.id`, the best of its text and what it answers), to topics
            ("topic:NAME"), plans ("accepts:0", "never:1") and examples ("move:NAME"); "asked:ID" is that of its
            questions alone, where it holds more. Empty where no encoder can be had.
        language: the language it is in.
        act: the dialogue act it was classified as.
    """

    text: str
    coded: Coded
    near: Mapping[str, float]
    language: Language
    act: str = ""

    @property
    def plainly(self) -> str:
        """The text without what is only said around a question, chat spelling written out."""
        return as_asked(self.text, self.language)

    def asked(self, line_id: str) -> float:
        """Likeness of what was asked to a line."""
        return self.near.get(f"asked:{line_id}", self.near.get(line_id, 0.0))


@dataclass(frozen=True)
class Doing:
    """What the client makes of it.

    Attributes:
        fit: 0-1, how well a reflection meets what was said lately.
        moves: the names in rules.yml of everything in it that changes the client.
        topic: what it is about; empty where that cannot be told.
        plan: the step of the case that it proposes (accepts:2, never:1), if any.
        mark: a short sign of its words, by which the same ones are known again.
    """

    kind: Kind
    fit: float
    moves: tuple[str, ...]
    topic: str
    plan: str
    mark: str


def understand(case: Case, state: PracticeState, heard: Heard) -> Doing:
    """What was done; any text gives an answer."""
    words = _WORD.findall(heard.text.casefold())
    fit = _fit(case, state, heard)
    topic = topic_of(case, heard, words)
    plan = _plan(heard)
    mark = f"{zlib.crc32(' '.join(words).encode()):08x}"
    kind = _kind(case, state, heard, words, fit)
    moves = tuple(dict.fromkeys(_moves(case, state, heard, words, kind, plan, topic, mark)))
    return Doing(kind, fit, moves, topic, plan, mark)


def topic_of(case: Case, heard: Heard, words: Iterable[str]) -> str:
    """The topic whose words or lines are nearest; empty where none is."""
    said = f" {' '.join(words)} "
    best, most = "", 0.0
    for topic in case.topics:
        named = sum(_named(word, said) for word in topic.words[heard.language])
        near = heard.near.get(f"topic:{topic.name}", 0.0)
        score = min(named, 2) * 0.5 + near
        if score > most and (named or near >= 0.3):
            best, most = topic.name, score
    return best


def _named(word: str, said: str) -> bool:
    """Whether a topic's word stands in the words said, with a possessive ending or without."""
    return any(f" {word.casefold()}{ending} " in said for ending in ENDINGS)


def _kind(case: Case, state: PracticeState, heard: Heard, words: list[str], fit: float) -> Kind:
    limits = rules()["likeness"]
    codes, near = heard.coded.codes, heard.near
    if not words:
        return "empty" if not re.search(r"\w", heard.text) else "unclear"
    if is_abusive(heard.text):
        return "insult"
    if (heard.act == "ask_bot_identity" and _program_named(heard, limits)) or _PROGRAM.search(heard.text):
        return "identity"
    if heard.language != state.language:
        return "other_language"
    if heard.act == "gibberish" and not codes & {"question", "simple_reflection", "complex_reflection"}:
        return "unclear"
    move = _move(heard, limits["move"])
    if heard.coded.question == "none" and state.turn >= EARLIEST_GOODBYE and _says_goodbye(heard, limits["goodbye"]):
        return "goodbye"
    asks_leave = _ASKS_LEAVE.search(heard.plainly) is not None or move == "ask_leave"
    if not asks_leave and near.get("move:for_advice", 0.0) >= limits["for_advice"] + _highest(case, near):
        return "for_advice"
    shames = _SHAMES.search(heard.text) is not None and not _SEEN_BY_THEM.search(heard.text)
    if shames or ("confront" in codes and not _surely_asks(case, heard)):
        return "confront"
    if move == "greeting" and heard.coded.question == "none" and state.turn < EARLIEST_GOODBYE:
        return "few_words"
    if _is_off_topic(case, heard, words):
        return "off_topic"
    worded = heard.coded.question != "none" or (heard.coded.reflection == "none" and _ASKS.search(heard.plainly))
    if worded and _asks_a_fact(case, heard):
        return "question"
    if _ASKS_TO_TELL.search(heard.text) and not codes & {"elicit_options", "persuade"}:
        return "invitation" if move in INVITATIONS and not _nearest(case, heard) >= limits["fact"] else "question"
    # Before there is a step to settle, what sounds like settling one asks for a fact.
    unsettled = not state.plan and not asks_leave and not codes & {"persuade", *PROPOSALS}
    told = move not in SETTLING and not state.tier
    if worded and unsettled and (told or asked_for(heard.plainly, state.language) in strict_kinds()):
        return "invitation" if move in INVITATIONS else "question"
    if ("ask_for_commitment" in codes and "elicit_options" not in codes) or (move == "commitment" and state.plan):
        return "commitment"
    if move == "planning" and state.plan and heard.coded.question != "none":
        return "planning"
    if codes & set(OPTIONS) or (move == "options" and near["move:options"] >= limits["options"]):
        return "options"
    if asks_leave and not codes & {"persuade", *PROPOSALS}:
        return "leave_asked"
    asks = heard.coded.question != "none" or heard.text.rstrip().endswith("?")
    presses = "persuade" in codes or ("propose_step" in codes and not asks and not codes & set(LEFT_OPEN))
    if presses and not state.leave_given:
        return "advice"
    if codes & {"persuade", *PROPOSALS}:
        return "proposal"
    if heard.coded.question != "none" or (asks and heard.coded.reflection == "none"):
        return "invitation" if move in INVITATIONS else "question"
    if heard.coded.reflection != "none":
        if fit >= limits["reflects"]:
            return "reflection"
        return "support" if codes & set(SUPPORT) else "wrong_reflection"
    if codes & set(SUPPORT) or (state.strikes and _SORRY.search(heard.text)):
        return "support"
    if move in INVITATIONS:
        return "invitation"
    if "giving_information" in codes:
        return "information"
    if len(words) <= FEW_WORDS:
        return "few_words"
    # Words without a code that stay with what was told are taken kindly.
    return "support" if heard.near and fit >= limits["stays"] else "information"


def _moves(
    case: Case, state: PracticeState, heard: Heard, words: list[str], kind: Kind, plan: str, topic: str, mark: str
) -> Iterable[str]:  # fmt: skip
    """Names of the moves in rules.yml that this turn is."""
    alone = {"insult": "insult", "for_advice": "for_advice", "off_topic": "off_topic", "unclear": "unclear",
             "empty": "few_words", "other_language": "other_language", "identity": "", "goodbye": ""}  # fmt: skip
    codes = heard.coded.codes
    if kind in alone:
        yield from filter(None, [alone[kind]])
        return
    if mark in state.marks:
        yield "asked_again"
    reflected = heard.coded.reflection != "none" and kind not in ("support", "confront")
    if reflected and _parrots(case, state, words):
        yield "parroting" if state.parroted else "simple_reflection"
    elif reflected:
        yield f"{heard.coded.reflection}_reflection" if kind != "wrong_reflection" else "wrong_reflection"
    if "summary" in codes:
        yield "summary"
    settling = kind in ("commitment", "planning", "options")
    if heard.coded.question != "none" and not reflected and not settling and state.questions >= 2:
        yield "question_stream"
    elif heard.coded.question != "none":
        yield f"{heard.coded.question}_question"
    for code in (*SUPPORT, "explore_values", "explore_preference", "elicit_goal", "elicit_options"):
        if code in codes:
            yield code
    if kind == "leave_asked":
        yield "asked_leave"
    if state.strikes and _SORRY.search(heard.text):
        yield "repair"
    if kind == "confront":
        yield "confront"
    if kind == "advice":
        yield "advice"
    if kind == "proposal":
        yield "proposal" if codes & {"propose_step", "propose_goal"} else "advice_with_leave"
    if kind in ("proposal", "commitment") and state.tier < 1:
        yield "too_early"
    if kind in ("proposal", "advice") and plan.startswith("never"):
        yield "against_their_ways"
    if "giving_information" in codes and kind == "information":
        yield "information"
    if kind == "few_words" and state.few_words >= 2:
        yield "few_words"
    if _ignores(state, heard, kind, topic):
        yield "ignored"


def _asks_a_fact(case: Case, heard: Heard) -> bool:
    """Whether a question that may sound like settling something ("Jam berapa tidurnya?") asks for what the client has
    to tell, and is not put as a wish, an idea or a step."""
    limits = rules()["likeness"]
    settles = max(heard.near.get(f"move:{move}", 0.0) for move in SETTLING)
    told = _nearest(case, heard)
    asked = " ".join(re.findall(r"[^.!?]+\?", heard.plainly)) or heard.plainly
    least = limits["fact_supposed" if _SUPPOSES.search(asked) else "fact"]
    return told >= least and (settles < limits["settles"] or told >= settles + limits["fact_better"])


def _surely_asks(case: Case, heard: Heard) -> bool:
    """Whether the words are a question that a line is known to answer, whatever else the coder heard in them."""
    return heard.text.rstrip().endswith("?") and _nearest(case, heard) >= rules()["likeness"]["the_same"]


def _nearest(case: Case, heard: Heard) -> float:
    """Likeness of what was asked to the line that tells most of it."""
    return max((heard.asked(line.id) for line in case.lines if line.act == "inform"), default=0.0)


def _ignores(state: PracticeState, heard: Heard, kind: Kind, topic: str) -> bool:
    """Whether something was just told and the counselor goes on to something else."""
    if not heard.near or not state.said or kind not in ("question", "information", "advice", "proposal"):
        return False
    if state.said[-1].startswith((f"{GENERAL}.", "always.")):
        return False
    told = state.act in ("engage", "plan") or (state.act == "inform" and _tier(state.said[-1]) >= 1)
    here = max(heard.near.get(state.said[-1], 0.0), heard.asked(state.said[-1]))
    return told and topic not in ("", state.topic) and here < rules()["likeness"]["ignores"]


def _fit(case: Case, state: PracticeState, heard: Heard) -> float:
    """0-1: how a reflection ranks what the client said last among all they could say; half where that is unknown.

    The rank, unlike the likeness itself, means the same for short and long words and in both languages.
    """
    told = [said for said in reversed(state.said) if not said.startswith(EMPTY)]
    if not heard.near or not told:
        return FIT_UNKNOWN
    every = [heard.near.get(line.id, 0.0) for line in case.lines]
    ranks = [
        sum(value < heard.near.get(said, 0.0) for value in every) / len(every) - less
        for said, less in zip(told, RECENT)
    ]
    limits = rules()["likeness"]
    share = (max(ranks) - limits["reflects_from"]) / (limits["reflects_fully"] - limits["reflects_from"])
    return max(0.0, min(1.0, share))


def _parrots(case: Case, state: PracticeState, words: list[str]) -> bool:
    """Whether nearly all words are the client's own last ones."""
    if not state.said or len(words) < 4:
        return False
    last = set(_WORD.findall(case.by_id[state.said[-1]].text[state.language].casefold()))
    return sum(word in last for word in words) >= 0.75 * len(words)


def _plan(heard: Heard) -> str:
    """The step of the case that the words are most like, if like one at all."""
    limits = rules()["likeness"]
    found = {key: value / limits[kind] for key, value in heard.near.items()
             for kind in ("accepts", "never") if key.startswith(f"{kind}:")}  # fmt: skip
    best = max(found, key=lambda key: found[key], default="")
    return best if best and found[best] >= 1 else ""


def _move(heard: Heard, least: float) -> str:
    found = {key[5:]: value for key, value in heard.near.items() if key.startswith("move:")}
    best = max(found, key=lambda key: found[key], default="")
    return best if best and found[best] >= least else ""


def _says_goodbye(heard: Heard, least: float) -> bool:
    """Whether the words are nearer to taking leave than to anything else, a mere thank-you too."""
    here = heard.near.get("move:goodbye", 0.0)
    return here >= least and here >= max(heard.near.values())


def _program_named(heard: Heard, limits: Mapping[str, float]) -> bool:
    return not heard.near or heard.near.get("move:identity", 0.0) >= 0.6 * limits["move"]


def _highest(case: Case, near: Mapping[str, float]) -> float:
    return max((value for key, value in near.items() if not key.startswith(("move:", "always."))), default=0.0)


def _is_off_topic(case: Case, heard: Heard, words: list[str]) -> bool:
    """Small talk, trivia, politics: like none of the case's lines, topics or plans."""
    if not heard.near or len(words) < FEW_WORDS:
        return False
    limits = rules()["likeness"]
    codes = heard.coded.codes
    if codes - {"question", "open", "closed", "giving_information", "persuade", "clarify_problem"}:
        return False
    move = _move(heard, 0.35)
    highest = _highest(case, heard.near)
    if move not in ("", "off_topic") or highest >= limits["surely"]:
        return False
    here = any(_named(word, f" {' '.join(words)} ") for topic in case.topics for word in topic.words[heard.language])
    off = heard.near.get("move:off_topic", 0.0)
    return not here and (highest < limits["nothing"] or (off >= limits["off_topic"] and off > highest))


def _tier(line_id: str) -> int:
    part = line_id.split(".")
    return int(part[1]) if part[0] != "always" else 0


@lru_cache(maxsize=1)
def examples() -> dict[str, dict[Language, list[str]]]:
    """The examples of moves.yml by name and language."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("moves.yml").read_text(encoding="utf-8"))
    return content
