"""A clause of the person's own words, made ready to be said back to them inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.counseling.address import Address
from bot.counseling.boundaries import is_subordinate
from bot.counseling.feelings import own_feelings
from bot.counseling.guards import barred, content, hurtful, is_absolute, is_judgement
from bot.counseling.person_shift import is_first_person, lightened, shift_person
from bot.counseling.risk import is_risky
from bot.counseling.scraps import is_half, is_of_no_use, names_nobody
from bot.counseling.segments import Clause
from bot.counseling.subjects import completed_en, completed_id, is_verb_like, parted_en, subject_of
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load, words
from bot.counseling.wording.tokens import Token, join
from bot.language import Language

LONGEST = 16
# Bare at the start of an Indonesian clause, these are the speaker's own; the second ones may also begin another noun
# (`anak kos`) or name who is spoken to.
_OWN_KIN = frozenset("istri suami mantan pacar tunangan mertua mama mamah mami nyokap papa papah bokap ortu".split())
_MAYBE_OWN_KIN = frozenset("ibu bapak ayah adik adek kakak nenek kakek anak bos".split())
_PARENTS = frozenset(
    "ibu bapak ayah mama mamah papa papah nyokap bokap adik adek kakak nenek kakek ortu istri suami mertua".split()
)
_TOWARDS = frozenset("ke sama dengan dari buat untuk oleh kepada pada soal tentang".split())
_NO_OWNER = frozenset("orang ini itu yang dan sama tiri kandung muda tua pertama kedua".split())
_DOES = frozenset("nikah menikah percaya sakit meninggal selingkuh marah diam diem pergi pulang kerja minta".split())
# Said back, a must reads as advice, and "feels they must" is less than what was said.
_MUSTS = frozenset({"harus", "mesti", "kudu", "wajib"})
_DAY_ID = re.compile(r"\bminggu(?= (?:pagi|siang|sore|malam)\b)|(?<=hari )minggu\b(?! depan| lalu)")
_MONTH_EN = re.compile(r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\blast )|(?<=\bnext ))(?:march|may)\b")
# a spoken sama (with), lagi (in the middle of); not "yang sama", and a sama after a di- is by whom
_WITH_ID = re.compile(r"(?<!yang )(?<!pada )(?<![\w-])sama(?= ([\w-]+))")
_DONE_TO_ID = re.compile(r"\bdi[a-z]{3,}\b")
_DOING_ID = re.compile(r"\b(Anda|Bapak|Ibu) lagi(?= \w)")
# Theirs, a cewek is no "perempuan".
_SWEETHEART_ID = re.compile(r"\b(?:cewek|cowok)(?= (?:Anda|Bapak|Ibu)\b)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\d?")


@dataclass(frozen=True)
class Echo:
    """What may be said back: `text`, shifted to the person, lower case at its start. `own`: the person is its
    subject; `felt`: to be said as how it looks to them and not as a fact; `first`: fit only to begin a
    sentence (a name or `rasanya` stands at its start); `hedged`: the person said it as how it seems."""

    text: str
    own: bool
    felt: bool = False
    first: bool = False
    hedged: bool = False

    @property
    def length(self) -> int:
        return len(self.text.split())


def echo(
    clause: Clause, before: Clause | None, address: Address, longest: int = LONGEST, carried: bool = False
) -> Echo | None:
    """The clause as it may be said back, about `longest` words at most; None where that would risk to be
    wrong, hurtful or ungrammatical. `before` is the clause said just before it: it tells whom a missing
    subject means. `carried`: both are said together, so that they may share a subject."""
    language = address.language
    guards = load("guards")[language]
    words = parted_en(list(clause.words)) if language == "en" else list(clause.words)
    tokens = _within(words, longest, language)
    if (
        clause.question
        or clause.odd
        or clause.part
        or not tokens
        or barred(tokens, language)
        or is_judgement(clause, language)
    ):
        return None
    if clause.link == "because" and before and not set(load("clauses")[language]["says"]).isdisjoint(before.said):
        return None
    feels = bool(own_feelings(clause, before, language))
    telling = bool(content(clause, language)) or (not feels and len(clause.said) > 3)
    if not feels and not telling:
        return None
    if address.formal and language == "id" and names_nobody(tokens):
        return None
    completed = completed_en(tokens) if language == "en" else completed_id(tokens, clause, before, telling, carried)
    if completed is None or len(completed) > longest + 2 or is_of_no_use(completed, clause, address, feels):
        return None
    if is_risky(clause, completed, language) or (not carried and is_half(clause, before, completed, feels, language)):
        return None
    if language == "id" and address.form != "kamu" and _lacks_the_person(completed):
        return None
    if language == "id" and not feels and not _MUSTS.isdisjoint(token.word for token in completed):
        return None
    completed = with_owners(completed, language)
    completed = felt_duty(_without_fragment(completed) if language == "en" else completed, language)
    said = [token.word for token in completed]
    text, capital = _lowered(kin_apart(completed, address), language)
    reported = not set(load("clauses")[language]["says"]).isdisjoint(said) or "say" in said
    fact = feels or bool(set(said) & set(guards["feel"]))
    return Echo(
        turned(text, address),
        own=subject_of(completed, language) == "self",
        felt=not fact and (clause.hedged or (is_absolute(said, language) and not reported)),
        first=capital or said[0] in guards["opens_only"],
        hedged=clause.hedged,
    )


def _lacks_the_person(said: Sequence[Token]) -> bool:
    """Whether an Indonesian clause leaves out who does it, as only familiars may."""
    kind = subject_of(said, "id")
    if any(is_first_person(one, "id") for one in said):
        return kind == "dropped"
    opens = words("clauses", "id", "auxiliaries") | words("clauses", "id", "leads")
    return kind == "dropped" or (kind == "unknown" and said[0].word in opens)


def wish(clause: Clause, address: Address) -> str | None:
    """What the person says they want, to be said after "ingin" or "want" (lulus Juli; to sleep better),
    shifted; None where the clause holds no wish of theirs that can stand there."""
    language = address.language
    lists = load("clauses")[language]
    if clause.question or clause.odd or is_subordinate(clause.said, language):
        return None
    tokens = list(clause.words)
    place = next((place for place in range(len(tokens) - 1) if _wanted(tokens, place, language)), None)
    if place is None or not _only_the_person(tokens[:place], language):
        return None
    tail = tokens[place + 1 :]
    while len(tail) > 1 and tail[0].word in lists["intensifiers"]:
        tail = tail[1:]
    tail = _within(tail, LONGEST - 2, language)
    # "Mau minta dia pulang tidak tega" is no wish but what stands against one.
    unwished = {*lists["wants"], *load("guards")[language]["no_goal"], "tega", "takut", "malu", "ragu"}
    if (
        hurtful(tail, language)
        or len(tail) < 1 + (language == "en")
        or not unwished.isdisjoint(token.word for token in tail)
    ):
        return None
    if language == "id" and len(tail) > 1 and tail[-1].word in feeling_words("id"):
        return None
    if language == "id" and subject_of(tail, "id") not in ("dropped", "nothing"):
        return None
    return turned(_lowered(tail, language)[0], address)


def in_register(text: str, address: Address) -> str:
    """Months, days and places with their capital; beside Bapak, Ibu, Anda the small words of everyday speech
    raised."""
    lists = load("clauses")[address.language]
    raised: dict[str, str] = lists["raised"] if address.formal else {}
    if address.formal and address.language == "id":
        text = _WITH_ID.sub(lambda match: _with_whom(match, lists["people"]), text)
        text = _SWEETHEART_ID.sub("pacar", text)
        text = _DOING_ID.sub(r"\1 sedang", text)
    apart = _DAY_ID if address.language == "id" else _MONTH_EN
    text = apart.sub(lambda match: match.group().capitalize(), text)
    return _WORD.sub(lambda match: str({**lists["proper"], **raised}.get(match.group(), match.group())), text)


def everyday_left(text: str) -> bool:
    """Whether Indonesian slang that could not be raised is left in a text for Bapak, Ibu or Anda."""
    return any(_is_everyday(word) for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))


def _is_everyday(word: str) -> bool:
    bare = re.sub(r"(?:nya|ku|mu)$", "", word)
    if not words("sound", "id", "everyday").isdisjoint((word, bare)):
        return True
    spoken = re.match(r"ng[aeiou]|ny[aeiou]|ng[bdglr]", word) or (len(word) > 5 and re.search(r"[a-z]in$", word))
    return bool(spoken) and words("sound", "id", "written").isdisjoint((word, bare))


def _with_whom(match: re.Match[str], people: Sequence[str]) -> str:
    """dengan for a sama before a person; sama elsewhere."""
    whom = match[1]
    known = whom[0].isupper() or whom in {*people, *load("persons")["id"]["third"], "diri", "iman"}
    done_to = _DONE_TO_ID.search(match.string[: match.start()])
    return "dengan" if known and not done_to else match[0]


def turned(text: str, address: Address) -> str:
    """Words of the person turned to them, in the register of the form of address."""
    return in_register(lightened(shift_person(text, address), address), address)


def _within(tokens: list[Token], longest: int, language: Language) -> list[Token]:
    """The words, cut before a later because/when/which where there are too many; empty where that does not
    help."""
    if sum(token.kind == "word" for token in tokens) <= longest:
        return tokens
    if is_subordinate([token.word for token in tokens], language):
        comma = next((place for place, token in enumerate(tokens) if token.kind == "comma"), len(tokens))
        main = tokens[comma + 1 :]
        return _within(main, longest, language) if language == "en" and main else []
    lists = load("clauses")[language]
    cuts = lists["cut_before"]
    joints = lists["joints"] if language == "en" else ()
    fitting = range(min(longest, len(tokens) - 1), 3, -1)
    place = next((at for at in fitting if tokens[at].word in cuts and tokens[at - 1].word not in joints), 0)
    head = tokens[:place]
    while head and head[-1].kind != "word":
        head.pop()
    return head


def _wanted(tokens: Sequence[Token], place: int, language: Language) -> bool:
    """Whether the word at this place says that what follows is wanted."""
    lists = load("clauses")[language]
    word, after = tokens[place].word, tokens[place + 1].word
    if language == "id":
        return word in lists["wants"] or (word in lists["wants_too"] and after in lists["want_tails"])
    would = [token.word for token in tokens[max(0, place - 2) : place]]
    polite = would[-1:] == ["i'd"] or would == ["i", "would"]
    return after == "to" and (word in lists["wants"] or (polite and word in lists["wants_too"]))


def _only_the_person(tokens: Sequence[Token], language: Language) -> bool:
    """Whether nothing but the speaker, and no denial, stands in these words before the wish."""
    lists = load("clauses")[language]
    said = [token.word for token in tokens]
    if any(word in lists["negations"] or word.endswith("n't") for word in said):
        return False
    if language == "id":
        return all(word in lists["auxiliaries"] or word in load("persons")["id"]["i"] for word in said)
    return said[:1] in (["i"], ["i'd"], []) and all(word in (*lists["adverbs"], "i", "i'd", "would") for word in said)


def _without_fragment(tokens: list[Token]) -> list[Token]:
    """The English words without an afterthought that has no verb: `nobody hires me, 60 applications`."""
    commas = [place for place, token in enumerate(tokens) if token.kind == "comma"]
    if len(commas) != 1 or commas[0] < 3 or is_subordinate([token.word for token in tokens], "en"):
        return tokens
    head, tail = tokens[: commas[0]], tokens[commas[0] + 1 :]
    return head if has_verb(head) and not has_verb(tail) and len(tail) > 1 else tokens


def felt_duty(tokens: list[Token], language: Language) -> list[Token]:
    """`I should call her` is said back as `you feel you should`: or it would be advice."""
    lists, duty = load("clauses")[language], load("guards")[language]["duty"]
    adverbs = lists["adverbs" if language == "en" else "auxiliaries"]
    own = ("i",) if language == "en" else load("persons")["id"]["i"]
    place = next((place for place, token in enumerate(tokens) if token.word in own), len(tokens))
    verb = place + 1
    while verb < len(tokens) and tokens[verb].word in adverbs and tokens[verb].word not in duty:
        verb += 1
    if (
        verb >= len(tokens) - 1
        or tokens[verb].word not in duty
        or any(token.word not in lists["leads"] for token in tokens[:place])
    ):
        return tokens
    if tokens[verb].word == "should" and tokens[verb + 1].word in ("like", "love", "prefer"):
        return tokens  # it is a wish
    if tokens[verb].word in ("need", "have") and tokens[verb + 1].word != "to":
        return tokens
    felt = ("merasa",) if language == "id" else ("feel", "I")
    return [*tokens[: place + 1], *(Token(word, word.lower(), -1, -1) for word in felt), *tokens[place + 1 :]]


def with_owners(tokens: list[Token], language: Language) -> list[Token]:
    """The words with the owner that chat leaves out of `istri tidak mau ikut`, `mum cries`."""
    if language == "id":
        return _kin_owned(tokens)
    kin, opens = words("clauses", "en", "kin"), words("sound", "en", "before_bare_kin")
    owned: list[Token] = []
    for place, token in enumerate(tokens):
        bare = (not place or tokens[place - 1].word in opens) and token.word.removesuffix("'s") in kin
        if bare and not token.word.removesuffix("'s").endswith("s"):
            owned.append(Token("my", "my", -1, -1))
        owned.append(token)
    return owned


def _kin_owned(tokens: list[Token]) -> list[Token]:
    """A bare `istri` or `papa` at the start is the person's own; said back bare it could be anybody's."""
    lists = load("clauses")["id"]
    tokens = _kin_owned_within(tokens)
    if len(tokens) < 2:
        return tokens
    noun, after = tokens[0].word, tokens[1]
    acts = after.word in {*lists["auxiliaries"], *lists["negations"], *_DOES} or is_verb_like(after.word)
    named = after.text[:1].isupper() or after.word in {*_NO_OWNER, *_OWN_KIN, *_MAYBE_OWN_KIN}
    owned = is_first_person(after, "id") or after.word in load("persons")["id"]["third"]
    if not ((noun in _OWN_KIN and not (named or owned)) or (noun in _MAYBE_OWN_KIN and acts)):
        return tokens
    return [tokens[0], Token("saya", "saya", -1, -1), *tokens[1:]]


def _kin_owned_within(tokens: list[Token]) -> list[Token]:
    """After a preposition, too, a bare `ibu` is the person's own, where nothing says whose: `ngomong ke bapak`."""
    lists = load("clauses")["id"]
    goes_on = {*lists["auxiliaries"], *lists["negations"], *lists["prepositions"], ",", "dan", "karena", "kalau"}
    owned: list[Token] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        owned.append(token)
        bare = after is None or after.word in goes_on
        if before and before.word in _TOWARDS and token.word in _PARENTS and bare:
            owned.append(Token("saya", "saya", -1, -1))
    return owned


def kin_apart(tokens: list[Token], address: Address) -> list[Token]:
    """Beside Bapak and Ibu the person's own father and mother are ayah and ibunda, beside Kak their sister is
    kakak kandung, or nobody knows who is meant."""
    if address.language == "en" or address.form not in ("bapak", "ibu", "kak"):
        return tokens
    others = {"kakak": "kakak kandung"} if address.form == "kak" else {"bapak": "ayah", "ibu": "ibunda"}
    kin = {f"{one}{end}": f"{other}{end}" for one, other in others.items() for end in ("", "ku")}
    kin |= (
        {"kakakku": "kakak kandungku", "kakaknya": "kakaknya"}
        if address.form == "kak"
        else {"nyokap": "ibunda", "bokap": "ayah"}
    )
    roles = load("clauses")["id"]["roles"]
    turned: list[Token] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1].word if place + 1 < len(tokens) else ""
        role = before is not None and (before.word in roles or is_first_person(before, "id"))
        role = role or after in load("clauses")["id"]["compounds"]
        said = None if role else kin.get(token.word)
        turned.append(Token(said, said, token.start, token.end) if said else token)
    return turned


def _lowered(tokens: Sequence[Token], language: Language) -> tuple[str, bool]:
    """The words with a lower-case start; whether a name, which keeps its capital, stands first."""
    first = tokens[0]
    text = join(list(tokens))
    if not first.text[:1].isupper() or (first.text.isupper() and len(first.text) > 1):
        return text, False
    lists = load("clauses")[language]
    known = (
        is_first_person(first, language)
        or first.word in load("persons")[language]["third"]
        or any(first.word in listed for listed in lists.values())
        or first.word in feeling_words(language)
        or (language == "id" and is_verb_like(first.word))
    )
    return (text[0].lower() + text[1:], False) if known else (text, True)
