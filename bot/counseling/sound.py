"""Whether a clause is sure to read well when it is said back: where it is not, something safer is said instead."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from bot.counseling.address import Address
from bot.counseling.echo import Echo
from bot.counseling.segments import Clause
from bot.counseling.subjects import is_verb_like
from bot.counseling.told import Told
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load, words
from bot.language import LANGUAGES, Language

_HERE = Path(__file__).parent
KNOWN: Mapping[Language, Path] = {one: _HERE / "wording" / f"known_{one}.txt" for one in LANGUAGES}

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_CHECKED = 5
_LONGEST = 14
_LONGEST_WITH_ADDED_SUBJECT = 13
_MOST_SUBJECTS = 2
_ENDS_ID = re.compile(r"(?:ku|mu|nya|in|an|kan|i|lah|pun)$")
_STARTS_ID = re.compile(r"^(?:me[nm]?[gy]?|ng[e]?|ny|di|ter|ber|be|se|ke|per|pe[nm]?[gy]?)")
# "-s" and the like: known words with an ending are known.
_ENDS_EN = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er|ers|n't)$")
# Between two subjects of one clause one of these must stand, or a comma was left out.
_JOINTS: Mapping[Language, frozenset[str]] = {
    "id": frozenset(
        "yang kalau kalo karena krn sama dan buat untuk ke tapi waktu pas saat bahwa bilang minta nyuruh menyuruh tahu lihat "
        "melihat dengar denger mendengar sampai supaya biar agar setelah sebelum sejak saking tanpa oleh dengan ngajak "
        "mengajak cara daripada seperti kayak soal tentang , sementara sedangkan meski walau padahal pada dari di jadi".split()
    ),
    "en": frozenset(
        ", that because when whenever if who what how where why whether which and or but than after before until till since "
        "while as so like though although unless once every told tells tell said says say think thinks thought know knows "
        "knew feel feels felt wish hope hopes see saw sees hear heard keep keeps realise realised realize realized believe "
        "swear guess means mean sure afraid scared worried sorry glad time way day thing things bit one ones everything "
        "anything something all person reason first last moment noticed notice remember forgot forget wonder wondering "
        "promised pretend pretending decided found out make makes made let lets watch watched about".split()
    ),
}
_SUBJECTS: Mapping[Language, frozenset[str]] = {
    "id": frozenset("aku saya gue gw kami dia mereka beliau".split()),
    "en": frozenset(
        "i i'm i've i'd i'll he he's he'd he'll she she's she'd she'll they they're they've they'd they'll we we're we've "
        "it's".split()
    ),
}
# Inside an Indonesian clause these begin another one; chat leaves the comma out.
_GOES_ON_ID = frozenset("ternyata malah padahal soalnya makanya tapi terus trus lalu cuma akhirnya jadinya eh".split())
_BEGINS_SO_ID = frozenset("akhirnya ternyata malah".split())
# What it stands for was said elsewhere.
_POINTING_ID = frozenset("begitu gitu begini gini segitu segini gitu-gitu sana situ".split())
_OTHERS: Mapping[Language, frozenset[str]] = {
    "id": frozenset("dia beliau mereka".split()),
    "en": frozenset("he she they him her them his their he's she's they're he'd she'd they'd".split()),
}
_TIMES_EN = frozenset("today yesterday tonight tomorrow now then last next this every once sometimes".split())
_NEGATED_EN = re.compile(r"^(?:can|don|won|didn|couldn|wouldn|haven|isn|wasn|doesn)'t$|^cannot$")
# Kin that is somebody's: said back bare it would be nobody's, or the program's own.
_KIN_ID = frozenset(
    "ibu bapak ayah mama mamah mami papa papah nyokap bokap adik adek kakak nenek kakek anak emak bunda oma opa om tante".split()
)
_OWNED_AFTER_ID = frozenset(
    "saya aku gue gw kami dia mereka beliau orang tiri kandung mertua kos kost buah tangga yang tunggal pertama kedua ketiga "
    "sulung bungsu bontot tua kecil rantau orang- muda angkat sekolah kuliah magang baru".split()
)
_ROLE_BEFORE_ID = frozenset("jadi sebagai seorang menjadi punya seperti kayak bukan dua tiga empat satu lima para anak almarhum almarhumah".split())


def is_sound(told: Sequence[Told], place: int, message: str, address: Address) -> bool:
    """Whether the echo of the clause at this place is sure to be grammatical and to need nothing of what was said
    beside it. `message` is what the clauses were read from.

    Raises:
        ValueError: nothing of the clause can be echoed.
    """
    one = told[place]
    clause, said = one.clause, one.echo
    if said is None:
        raise ValueError("no echo can be made of this clause")
    if is_torn_off(told, place, message) or _may_be_of_another(told, place, address.language):
        return False
    return reads_well(clause, said, address)


def reads_well(clause: Clause, said: Echo, address: Address) -> bool:
    """Whether the echo of a clause, by itself, is sure to be grammatical and to point at nothing outside it."""
    language = address.language
    if said.length > _LONGEST or has_slip(clause.said, language) or _runs_together(clause, language):
        return False
    return _sound_en(clause, said.text) if language == "en" else _sound_id(clause, said.text)


def has_slip(said: Sequence[str], language: Language) -> bool:
    """Whether a word is likelier a slip of the pen than a word: unknown, and one letter off a known one."""
    return any(_is_slip(word, language) for word in said)


def one_letter_off(word: str) -> Iterator[str]:
    """Every spelling that differs from the word by a letter more, less, other, or swapped with the next."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for head, tail in parts:
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


@functools.cache
def _known(language: Language) -> frozenset[str]:
    return frozenset(KNOWN[language].read_text(encoding="utf-8").split())


@functools.lru_cache(4096)
def _is_slip(word: str, language: Language) -> bool:
    if not word.isalpha() or not word.isascii() or len(word) < SHORTEST_CHECKED or _is_known(word, language):
        return False
    return any(other in _known(language) for other in one_letter_off(word) if len(other) >= SHORTEST_CHECKED)


def _is_known(word: str, language: Language) -> bool:
    known = _known(language)
    if word in known or word in feeling_words(language):
        return True
    bare = (_ENDS_ID if language == "id" else _ENDS_EN).sub("", word)
    forms = {bare, bare + "e"} if language == "en" else {bare, *(_STARTS_ID.sub("", form) for form in (word, bare))}
    forms |= {bare[:-1]} if language == "en" and bare[-1:] == bare[-2:-1] else set()
    return any(len(form) >= SHORTEST_CHECKED - 1 and form in known for form in forms)


def is_torn_off(told: Sequence[Told], place: int, message: str) -> bool:
    """Whether the clause was parted from its neighbours with no mark and no linking word, or cut short: what stands
    there may be its object."""
    for before, after in pairwise([one.clause for one in told[max(0, place - 1) : place + 2]]):
        if before.sentence != after.sentence or after.link:
            continue
        ends, starts = before.words[-1].end, after.words[0].start
        if 0 <= ends <= starts and not re.search(r"[^\w\s]", message[ends:starts]):
            return True
    return False


def _runs_together(clause: Clause, language: Language) -> bool:
    """Whether two clauses stand in one: two subjects with no joint between them, or the same verb denied twice."""
    found = [token.word for token in clause.words]
    subjects = [place for place, word in enumerate(found) if word in _SUBJECTS[language]]
    if len(subjects) > _MOST_SUBJECTS:
        return True
    joints = _JOINTS[language] | feeling_words(language)
    for one, other in pairwise(subjects):
        after = found[other + 1] if other + 1 < len(found) else ""
        if joints.isdisjoint(found[one + 1 : other]) and (language == "en" or _does(after)):
            return True
    denied = [place for place, word in enumerate(found) if _NEGATED_EN.match(word)]
    return any(_JOINTS[language].isdisjoint(found[one + 1 : other]) for one, other in pairwise(denied))


def _does(word: str) -> bool:
    """Whether an Indonesian word after a pronoun makes that its subject."""
    lists = load("clauses")["id"]
    return is_verb_like(word) or word in {*lists["auxiliaries"], *lists["negations"], *lists["personal"]}


def _may_be_of_another(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether a "he" or "dia" opens the clause where more than one other person was spoken of."""
    clause = told[place].clause
    if clause.said[0] not in _OTHERS[language]:
        return False
    people = words("clauses", language, "people") | (
        frozenset(load("clauses")["en"]["kin_genders"]) if language == "en" else _KIN_ID
    )
    named = {
        word
        for one in told
        for word in (bare.removesuffix("'s").removesuffix("ku").removesuffix("nya") for bare in one.clause.said)
        if word in people and word not in ("orang", "people")
    }
    return len(named) > 1


def _sound_en(clause: Clause, text: str) -> bool:
    said, echoed = list(clause.said), text.lower().split()
    added = "i" not in {word.split("'")[0] for word in said[:3]} and echoed[0].split("'")[0] == "you"
    if added and (len(echoed) > _LONGEST_WITH_ADDED_SUBJECT or echoed[1:2] and echoed[1] in _TIMES_EN):
        return False
    if echoed[:1] == ["you're"] and echoed[1:2] and echoed[1] in _TIMES_EN:
        return False
    return not _lacks_agreement(echoed) and not _hangs_en(echoed)


def _lacks_agreement(echoed: Sequence[str]) -> bool:
    """`your boss cry in a meeting`: one person and a verb without its -s, and no other verb before it."""
    if echoed[0] not in ("your", "he", "she", "my", "the") or len(echoed) < 3:
        return False
    verb = echoed[1] if echoed[0] in ("he", "she") else echoed[2]
    noun = "" if echoed[0] in ("he", "she") else echoed[1]
    if noun.endswith("s") and not noun.endswith("ss"):
        return False
    return verb in words("clauses", "en", "verbs") and bool(
        {f"{verb}s", f"{verb}es", f"{verb[:-1]}ies"} & words("clauses", "en", "verbs")
    ) and verb not in ("put", "let", "cut", "hit", "hurt", "read", "cost", "quit", "shut", "set", "beat", "come", "run")


def _hangs_en(echoed: Sequence[str]) -> bool:
    """Whether the words end where an object is heard to follow."""
    return echoed[-1].strip(",") in {
        "promising", "telling", "find", "out", "believing", "thinking", "saying", "knowing", "being", "with", "for", "into",
        "the", "a", "an", "my", "your", "his", "her", "their", "who", "which", "of", "than", "realise", "realize", "promised",
    } and echoed[-2:] not in (["freak", "out"], ["freaking", "out"], ["fall", "out"], ["falling", "out"], ["burned", "out"],
                              ["burnt", "out"], ["missing", "out"], ["dropping", "out"], ["moved", "out"], ["dropped", "out"],
                              ["worn", "out"], ["moving", "out"], ["went", "out"], ["stressed", "out"], ["kicked", "out"])


def _sound_id(clause: Clause, text: str) -> bool:
    said = list(clause.said)
    echoed = text.lower().replace(",", " ,").split()
    if not _POINTING_ID.isdisjoint(said) or "rasanya" in said[2:]:
        return False
    inside = said[2:-1]
    if any(word in _GOES_ON_ID for word in inside):
        return False
    return not _bare_kin(echoed, text)


def _bare_kin(echoed: Sequence[str], text: str) -> bool:
    """Whether a kin word stands with no owner: `dan di rumah cuma ada kamu sama adik`."""
    plain = [word for word in echoed]
    for place, word in enumerate(plain):
        if word not in _KIN_ID:
            continue
        before, after = (plain[place - 1] if place else ""), "".join(plain[place + 1 : place + 2])
        if before in _ROLE_BEFORE_ID or after in _OWNED_AFTER_ID or after in ("kamu", "anda", "bapak", "ibu", "kak", "kakak"):
            continue
        # The form of address itself: Bapak, Ibu.
        if re.search(rf"\b{word.capitalize()}\b", text):
            continue
        if word == "anak" and place:
            continue
        return True
    return False
