"""How risky it is to say a clause back: a wrong echo costs more trust than a plain word about the topic."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from bot.counseling.boundaries import is_subordinate
from bot.counseling.person_shift import is_first_person
from bot.counseling.segments import Clause
from bot.counseling.subjects import is_verb_like, subject_of
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load, words
from bot.counseling.wording.tokens import Token, tokenise
from bot.language import Language

_LONGEST = 16
_OPENING = 3
_SCENES = frozenset({"di", "ke", "dari", "pas", "waktu", "saat"})
_LEANS_EN = frozenset({"it", "them"})
# "1. the landlord 2. my hours": the numbers of a list are no part of what is said.
_LISTED = re.compile(r"(?:^|[\s,;:])\(?[1-9][.)](?=\s)")
_MOST_NUMBERED = 1
_OTHERS = frozenset({"semua", "semuanya", "mereka", "dia"})
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{2,5}")
# Verbs whose past is as their bare form.
_LIKE_PAST = frozenset("put let cut hit hurt read cost quit shut set bet beat come run become".split())
_KNOWN_OF = frozenset(
    "harus mau apa siapa mana bagaimana gimana kenapa kalau cara bahwa lagi arah apakah mesti kapan di ke dari".split()
) | {"diri", "malu"}
_LEFT_OPEN = frozenset({"why", "how", "when", "kenapa"})
# After these a clause goes on, and where first, who does it was said before.
_NEXT_ID = frozenset({"terus", "lalu", "baru", "abis", "habis", "trus", "eh"})
_THEN_ID = frozenset(
    {"besoknya", "paginya", "malamnya", "malemnya", "siangnya", "sorenya", "abisnya", "ujungnya", "ujung-ujungnya"}
)
_BELITTLING = frozenset({"cuma", "hanya", "cuman", "just", "only", "merely"})
# An "I'm" that was put before one of these stands before half a phrase: "bit embarrassing really".
_HALF = frozenset({"bit", "kind", "kinda", "sort", "sorta", "lot", "ton"})
# "idk its dumb": not knowing is said only of what is asked.
_UNKNOWN = re.compile(
    r"^i (?:don't|do not) know (?!how|what|why|where|when|who|which|whether|if|anyone|anybody|any|my|the|much)"
)


def is_risky(clause: Clause, echoed: Sequence[Token], language: Language) -> bool:
    """Whether a clause may read wrong, or of something else, when said back; `echoed`: its words as they
    would be said, before the person is shifted."""
    said = [token.word for token in echoed if token.kind == "word"]
    heard = list(clause.said)
    return (
        len(said) > _LONGEST
        or said[-1] in _LEFT_OPEN
        or (len(said) < 4 and said[-1].endswith("n't"))
        or said[-2:] in (["yang", "sama"], ["of", "them"])
        or _asks(said, language)
        or _asks(heard, language)
        or _points_away(said, language)
        or _talks_about_talk(said, language)
        or _hangs(echoed, said, language)
        or _quotes(said, language)
        or _calls([token.word for token in clause.words if not token.text.startswith('"')], language)
        or _unread(echoed, language)
        or _calls_aside(echoed, language)
        or any(token.text.strip('"') != token.text and token.word in _BELITTLING for token in echoed)
        or (language == "en" and _leans(said))
        or reads_wrong(clause, echoed, language)
    )


def reads_wrong(clause: Clause, echoed: Sequence[Token], language: Language) -> bool:
    """Whether the words themselves go wrong, whatever stands beside them: a verb is lacking, or a subject is taken for
    another's or stands where two clauses run together."""
    if language == "en":
        return _lacks_grammar(echoed)
    misplaced = _misplaces_speaker(echoed) or _lacks_subject(echoed, list(clause.said))
    return misplaced or _runs_together(echoed) or _only_names(echoed)


def has_question_tag(said: Sequence[str], language: Language) -> bool:
    """`kamu tahu nggak`, `salah nggak sih`: words that ask for assent."""
    return _holds(said, language, "question_tags")


def is_strange(message: str, language: Language) -> bool:
    """Whether a message is in part of another language, a numbered list, or its grammar is not that of the phrasings:
    then none of its clauses is said back as it stands."""
    lists = _lists(language)
    said = [token.word for token in tokenise(message, language) if token.kind == "word"]
    if is_listed(message):
        return True
    other = words("risks", language, "regional") | (
        words("clauses", "id", "strange") if language == "id" else frozenset()
    )
    foreign = sum(word in other for word in said)
    if foreign >= lists["dense"] or any(one.search(" ".join(said)) for one in _learner(language)):
        return True
    return language == "en" and any(_bare_after_person(said, place) for place in range(1, len(said)))


def is_listed(message: str) -> bool:
    """Whether a message is a numbered list."""
    return len(_LISTED.findall(message)) > _MOST_NUMBERED


def _bare_after_person(said: Sequence[str], place: int) -> bool:
    """Whether an English verb stands bare where one person does it: `my boss ignore`, `he stop talking`."""
    verbs, before = words("clauses", "en", "verbs"), said[place - 1]
    one = before in ("he", "she") or (place > 1 and said[place - 2] in ("my", "the") and before in _singular_kin())
    if not one or said[place] not in verbs or f"{said[place]}s" not in verbs or said[place] in _LIKE_PAST:
        return False
    return words("risks", "en", "bare_after").isdisjoint(said[max(0, place - 4) : place - 1])


@functools.cache
def _singular_kin() -> frozenset[str]:
    known = words("clauses", "en", "kin") | words("risks", "en", "roles")
    return frozenset(noun for noun in known if noun.endswith("ss") or not noun.endswith("s"))


def _asks(said: Sequence[str], language: Language) -> bool:
    """Whether a word of a question stands where it does ask, or a tag asks for assent."""
    asks, after = words("risks", language, "asks"), words("risks", language, "asks_after")
    asking = any(word in asks and (not place or said[place - 1] not in after) for place, word in enumerate(said))
    return asking or _holds(said, language, "question_tags")


def _points_away(said: Sequence[str], language: Language) -> bool:
    """Whether the clause begins with, or hinges on, a word for what another sentence names."""
    starts = _starts(said, language, "points") and not _starts(said, language, "points_not")
    return starts or _holds(said[: _OPENING + 1] if language == "id" else said, language, "points_within")


def _talks_about_talk(said: Sequence[str], language: Language) -> bool:
    """Whether filler, a self-correction or a dangling link is left in the clause."""
    return _holds(said, language, "anywhere") or said[-1] in words("risks", language, "at_end")


def _hangs(echoed: Sequence[Token], said: Sequence[str], language: Language) -> bool:
    """Whether a clause is left hanging that needs another one."""
    commas = any(token.kind == "comma" for token in echoed)
    bare = is_subordinate(said, language) and language == "en" and not commas
    return bare or _starts(said, language, "hanging")


def _quotes(said: Sequence[str], language: Language) -> bool:
    """Whether somebody's very words may begin inside the clause: `she said I never listen`."""
    persons = load("persons")[language]
    told = words("risks", language, "told")
    quoted = {*persons["i"], *persons["we"], "yes", "no", "iya"} - {"me", "us"}
    for place, word in enumerate(said):
        if word in told and said[place + 1 : place + 2] and said[place + 1] in quoted:
            return True
    return False


def _calls(said: Sequence[str], language: Language) -> bool:
    """Whether the listener is called by a title inside the clause (`abang tahu`, `capek bang`)."""
    calls, own = words("risks", language, "calls"), words("risks", language, "own_calls")
    return any(word in calls and (word not in own or place in (0, len(said) - 1)) for place, word in enumerate(said))


def _unread(echoed: Sequence[Token], language: Language) -> bool:
    """Whether a shortening is left that nobody wrote out (`kpn`, `rn`)."""
    known = {*load("clauses")[language]["proper"], *words("risks", language, "short")}
    return any(
        _NO_VOWEL.fullmatch(token.text) is not None and token.word not in known
        for token in echoed
        if token.kind == "word"
    )


def _calls_aside(echoed: Sequence[Token], language: Language) -> bool:
    """Whether a title stands before a comma: `gagal panen lagi mas, wereng`."""
    calls = words("risks", language, "calls")
    return any(token.word in calls and after.kind == "comma" for token, after in pairwise(echoed))


def _lacks_grammar(echoed: Sequence[Token]) -> bool:
    """Whether no verb is surely there, or a noun was taken for what the speaker does (`rating dropped`)."""
    said = [token.word for token in echoed]
    if "mine" in said or sum(word.endswith("n't") and word[:2] != "is" for word in said) > 1 + (len(said) > 8):
        return True
    if said[0].isdigit() and "and" in said and said[1].rstrip("s") in words("clauses", "en", "time_units"):
        return True
    added = echoed[0].start < 0 and echoed[0].word == "i'm" and len(echoed) > 2
    if _UNKNOWN.match(" ".join(token.word for token in echoed if token.kind == "word")):
        return True
    if added and echoed[1].word in _HALF:
        return True
    return not has_verb(echoed) or (added and echoed[1].word.endswith("ing") and has_verb([echoed[2]]))


def _lacks_subject(echoed: Sequence[Token], heard: Sequence[str]) -> bool:
    """Whether it is not sure of whom an Indonesian clause speaks, or the speaker was put before what only sets
    the scene (`di rumah sakit tempat saya jaga`), or a fear for somebody reads as one of them (`takut anak`)."""
    persons = words("persons", "id", "i")
    if persons.isdisjoint(heard) and any(heard.count(word) > 1 for word in heard if len(word) > 3):
        return True
    if heard[0] == "takut" and heard[1:2] and heard[1] in ("kayak", "seperti"):
        return True
    if heard[-1] in persons and heard[-2:-1] and heard[-2] in ("cuma", "hanya", "tinggal", "cuman"):
        return True
    bare = [word for word in heard if word not in persons]
    if bare[:2] in (["nggak", "tahu"], ["tidak", "tahu"]) and len(bare) > 2 and bare[2] not in _KNOWN_OF:
        return True
    if _leans_id(heard):
        return True
    if heard[0] in _THEN_ID and persons.isdisjoint(heard):
        return True
    scene = echoed[0].start < 0 and heard[0] in _SCENES
    doing = next((token for token in echoed if token.word not in words("clauses", "id", "leads")), echoed[0])
    nobody = persons.isdisjoint(token.word for token in echoed) and is_verb_like(doing.word)
    scared_of = len(heard) > 1 and heard[-2] == "takut" and heard[-1] in words("clauses", "id", "people")
    return scene or scared_of or (nobody and doing.word[:2] in ("ng", "ny", "me"))


def _leans_id(heard: Sequence[str]) -> bool:
    """Whether a -nya stands after a verb for what another clause names: `tidak tega memindahkannya`."""
    known = words("clauses", "id", "people") | words("clauses", "id", "nouns")
    place = next(
        (at for at, word in enumerate(heard) if word.endswith(("kannya", "inya")) and is_verb_like(word)), None
    )
    return place is not None and known.isdisjoint(heard[:place])


def _misplaces_speaker(echoed: Sequence[Token]) -> bool:
    """Whether an Indonesian speaker was put in as subject where they are named as something else (`tinggal gue
    doang`, `mengajar saya suka`), or stands as what another does it to (`tidak kenal saya`)."""
    own = words("persons", "id", "i")
    places = [place for place, token in enumerate(echoed) if token.word in own]
    put_in = [place for place in places if echoed[place].start < 0]
    if put_in:
        said = " ".join(token.word for token in echoed)
        second = [place for place in range(3, len(echoed)) if echoed[place].word in _OTHERS]
        joined = (
            words("clauses", "id", "prepositions") | words("clauses", "id", "says") | words("clauses", "id", "dangling")
        )
        joined |= feeling_words("id") | words("clauses", "id", "perceiving") | {","}
        loose = any(echoed[at - 1].word not in joined and not is_verb_like(echoed[at - 1].word) for at in second)
        if loose or "ada yang" in said or (said.endswith(" salah") and len(echoed) < 4):
            return True
        if _another_begins(echoed[put_in[0] + 2 :]):
            return True
        if put_in[0] and echoed[put_in[0] - 1].word in words("clauses", "id", "prepositions"):
            return True
        return len(places) > 1 or (echoed[put_in[0] + 1].word == "tinggal" and not _lives(echoed[put_in[0] + 2 :]))
    if places[:1] == [0] and echoed[1].word.isdigit():
        return True
    if subject_of(echoed, "id") not in ("dropped", "nothing", "unknown"):
        return False
    owned = words("clauses", "id", "people") | words("clauses", "id", "nouns")
    return any(place > 1 and echoed[place - 1].word not in owned for place in places[:1])


def _another_begins(rest: Sequence[Token]) -> bool:
    """Whether a subject of its own stands in what follows an Indonesian verb: `pulang merantau kamarku udah jadi
    gudang`, `masuk 40 badan mulai sakit`."""
    auxiliaries, nouns = words("clauses", "id", "auxiliaries"), words("clauses", "id", "nouns")
    ties = words("clauses", "id", "prepositions") | words("clauses", "id", "says") | words("clauses", "id", "feel")
    ties |= words("clauses", "id", "perceiving") | words("clauses", "id", "causes") | words("clauses", "id", "dangling")
    for before, noun, after in zip(rest, rest[1:], rest[2:], strict=False):
        owned = is_first_person(noun, "id") and before.word not in ties
        counted = before.word.isdigit() and noun.word in nouns
        if after.word in auxiliaries and (owned or counted):
            return True
    return False


def _lives(after: Sequence[Token]) -> bool:
    """Whether a tinggal before these words is where one lives, not what is left."""
    return bool(after) and after[0].word in words("clauses", "id", "prepositions") | {"sendiri", "sendirian", "ngekos"}


def _only_names(echoed: Sequence[Token]) -> bool:
    """Whether an Indonesian clause only names somebody or something with a yang (`pekerjaan yang katanya akan
    dikurangi`), or is a scrap of one (`gue yang diam`)."""
    said = [token.word for token in echoed]
    if said[1:2] != ["yang"]:
        return False
    nouns = words("clauses", "id", "nouns") | words("clauses", "id", "people") | words("persons", "id", "third")
    says = words("clauses", "id", "auxiliaries") | words("clauses", "id", "causes") | {"itu", "ini"}
    return len(said) < 4 or (said[0] in nouns and says.isdisjoint(said[4:]))


def _runs_together(echoed: Sequence[Token]) -> bool:
    """Whether a second Indonesian subject begins inside without any joint: `orang-orang melihat saya ingin hilang`."""
    wishes = words("clauses", "id", "wants") | words("clauses", "id", "shoulds") | {"nggak", "tidak", "mau", "harus"}
    joints = words("clauses", "id", "says") | words("clauses", "id", "causes") | words("clauses", "id", "subordinators")
    joints |= words("clauses", "id", "dangling") | words("clauses", "id", "prepositions") | {","}
    own = words("persons", "id", "i")
    heads = words("clauses", "id", "people") | words("persons", "id", "third") | own
    joints |= words("clauses", "id", "compounds")
    free = [
        place
        for place, token in enumerate(echoed)
        if token.word in heads
        and place < len(echoed) - 1
        and (not place or not (echoed[place - 1].word in joints | heads or is_verb_like(echoed[place - 1].word)))
    ]
    if len(free) > 2:
        return True
    for place in range(2, len(echoed) - 1):
        if _goes_on_with_another(echoed, place, joints):
            return True
        starts = echoed[place].word in own and echoed[place + 1].word in wishes
        if starts and is_verb_like(echoed[place - 1].word) and echoed[place - 1].word not in joints:
            return True
        other = echoed[place].word in _OTHERS and echoed[place + 1].word in words("clauses", "id", "auxiliaries")
        if other and place > 2 and not is_verb_like(echoed[place - 1].word) and echoed[place - 1].word not in joints:
            return True
        goes_on = echoed[place].word in own and echoed[place + 1].word in words("clauses", "id", "auxiliaries")
        if goes_on and echoed[place - 1].word in words("clauses", "id", "personal") - joints:
            return True
    return False


def _goes_on_with_another(echoed: Sequence[Token], place: int, joints: Iterable[str]) -> bool:
    """Whether a next clause begins here that no comma parts: `tiga kampus semuanya nolak`, `tidur baru saya pulang`,
    `bayar kos terus sekarang dia pergi`."""
    word, before, after = (echoed[at].word for at in (place, place - 1, place + 1))
    others = words("persons", "id", "third") | words("persons", "id", "i") | words("clauses", "id", "people")
    if word in _NEXT_ID and after in others | {"sekarang", "besoknya", "malah", "paginya"}:
        return True
    acts = is_verb_like(after) or after in words("clauses", "id", "predicates")
    return word in ("semua", "semuanya") and acts and before not in joints and not is_verb_like(before)


def _leans(said: Sequence[str]) -> bool:
    """Whether an it or them has no noun before it in the clause that it could mean."""
    place = next((place for place, word in enumerate(said) if word in _LEANS_EN), None)
    nouns = {*words("clauses", "en", "nouns"), *words("clauses", "en", "kin"), "the"}
    return place is not None and nouns.isdisjoint(said[:place])


def _holds(said: Sequence[str], language: Language, key: str) -> bool:
    text = f" {' '.join(said)} "
    return any(f" {phrase} " in text for phrase in _lists(language)[key])


def _starts(said: Iterable[str], language: Language, key: str) -> bool:
    text = f"{' '.join(said)} "
    return any(text.startswith(f"{phrase} ") for phrase in _lists(language)[key])


def _lists(language: Language) -> dict[str, Any]:
    lists: dict[str, Any] = load("risks")[language]
    return lists


@functools.cache
def _learner(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _lists(language)["learner"])
