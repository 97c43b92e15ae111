"""Whether a clause is sure to read well when it is said back: where it is not, something safer is said instead."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from bot.counseling.address import Address
from bot.counseling.echo import Echo, everyday_left
from bot.counseling.segments import Clause
from bot.counseling.subjects import is_verb_like, subject_of
from bot.counseling.told import Told
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load, words
from bot.language import LANGUAGES, Language

_HERE = Path(__file__).parent
# The words of the training data, by tools/known_words.py.
KNOWN: Mapping[Language, Path] = {one: _HERE / "wording" / f"known_{one}.txt" for one in LANGUAGES}
SHORTEST_CHECKED = 5
_SHORTEST_SLIP, _SHORT_SLIPS = 3, 2

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 14
_LONGEST_WITH_ADDED_SUBJECT = 13
# "My wife doesn't know yet" tells not what.
_TELLS_NOT_WHAT = 5
# In Indonesian, owners are among them: `istri saya`.
_MOST_SUBJECTS: Mapping[Language, int] = {"id": 3, "en": 2}
_ENDINGS: Mapping[Language, re.Pattern[str]] = {
    "id": re.compile(r"(?:ku|mu|nya|in|an|kan|i|lah|pun)$"),
    "en": re.compile(r"(?:'s|s|es|ed|d|ing|ly|er|ers|n't)$"),
}
_PREFIX_ID = re.compile(r"^(?:me[nm]?[gy]?|ng[e]?|ny|di|ter|ber|be|se|ke|per|pe[nm]?[gy]?)")
# Doubled by a figure, and too short to be written out: om2.
_HALF_WRITTEN = re.compile(r"[a-z]+2$")
_UNMARKED_EN = re.compile(
    r"\b(?:scared|afraid|worried|think|thinks|thought|know|knows|hope|says?|said|if|that|when|because)"
    r" (?:ill|hell|shell|well|were|wed)\b"
)
_DENIED_EN = re.compile(r"^(?:can|don|won|didn|couldn|wouldn|haven|isn|wasn|doesn)'t$|^cannot$")
# A question within a telling: `… what do i do`.
ASKS_WITHIN = re.compile(
    r"\b(?:what|how|why|who|when) (?:do|does|did|am|can|should) (?:i|we|he|she|they|you)\b"
    r"|\bso (?:what|why|how|do the)|\bwho (?:even|says)\b|\bwhat's the (?:point|use)"
    r"|\bharus (?:gimana|bagaimana|apa|ngapain)\b"
)
# Verbs whose past is as their bare form.
_LIKE_PAST = frozenset("put let cut hit hurt read cost quit shut set beat come run".split())


def is_sound(told: Sequence[Told], place: int, address: Address) -> bool:
    """Whether the echo of the clause at this place is sure to be grammatical and to need nothing of what was said
    beside it.

    Raises:
        ValueError: nothing of the clause can be echoed.
    """
    one = told[place]
    if one.echo is None:
        raise ValueError("no echo can be made of this clause")
    language = address.language
    if len(told) > 1 and _leans_back(told, place, language):
        return False
    if language == "id" and address.formal and everyday_left(one.echo.text):
        return False
    return not _may_be_of_another(told, place, language) and reads_well(one.clause, one.echo, language)


def _leans_back(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether the clause, said alone, would leave open whom or what it goes on from: a `malah` or `juga`, a `soal itu`,
    a `mereka` or `her` told of before."""
    said = told[place].clause.said
    if not words("sound", language, "goes_on_from").isdisjoint(said):
        return True
    text = f" {' '.join(said)} "
    if any(f" {pair} " in text for pair in words("sound", language, "pointing_pairs")):
        return True
    if place and not words("sound", language, "others_said").isdisjoint(said[1:]):
        return True
    echoed = told[place].echo
    nobody = language == "id" and subject_of(told[place].clause.words, "id") == "unknown"
    return nobody and place > 0 and echoed is not None and not echoed.own


def reads_well(clause: Clause, said: Echo, language: Language) -> bool:
    """Whether the echo of a clause, by itself, is sure to be grammatical and to point at nothing outside it."""
    if clause.torn or said.length > _LONGEST or has_slip(clause.said, language) or runs_together(clause, language):
        return False
    return is_whole(clause, said.text, language)


def is_whole(clause: Clause, text: str, language: Language) -> bool:
    """Whether the words of a clause, turned to the person, are a whole and well-made one."""
    return _sound_en(clause, text) if language == "en" else _sound_id(clause, text)


def has_slip(said: Sequence[str], language: Language) -> bool:
    """Whether a word is likelier a slip of the pen than a word: unknown, and one letter off a known one; or one that
    lost its apostrophe: `scared ill lose it`, `he says were fine`. Of short English words two are needed, or one with
    two letters swapped: `teh`."""
    if language == "en" and _UNMARKED_EN.search(" ".join(said)):
        return True
    if language == "en" and (
        any(_is_swapped(word) for word in said) or sum(_is_short_slip(word) for word in said) >= _SHORT_SLIPS
    ):
        return True
    return any(_is_slip(word, language) or _HALF_WRITTEN.match(word) for word in said)


def _is_short_slip(word: str) -> bool:
    short = word.isalpha() and word.isascii() and _SHORTEST_SLIP <= len(word) < SHORTEST_CHECKED
    return short and word not in _known("en") and any(one in _known("en") for one in one_letter_off(word))


def _is_swapped(word: str) -> bool:
    """Whether a short word becomes a known one when two letters that stand side by side change places."""
    swapped = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1))
    return _is_short_slip(word) and any(one in _known("en") for one in swapped)


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
    return frozenset(KNOWN[language].read_text(encoding="utf-8").split()) | feeling_words(language)


@functools.lru_cache(4096)
def _is_slip(word: str, language: Language) -> bool:
    if not (word.isalpha() and word.isascii() and len(word) >= SHORTEST_CHECKED) or _is_known(word, language):
        return False
    known = _known(language)
    # A plural or past of the word itself tells that it is one.
    if language == "en" and not {f"{word}s", f"{word}d", f"{word}ed", f"{word}ing"}.isdisjoint(known):
        return False
    return any(other in known for other in one_letter_off(word) if len(other) >= SHORTEST_CHECKED)


def _is_known(word: str, language: Language) -> bool:
    """Whether a word, or what is left of it without its endings, is among those that people write."""
    known = _known(language)
    bare = _ENDINGS[language].sub("", word)
    forms = {word, bare}
    forms |= {f"{bare}e", bare[:-1]} if language == "en" else {_PREFIX_ID.sub("", form) for form in (word, bare)}
    return any(len(form) >= SHORTEST_CHECKED - 1 and form in known for form in forms)


def runs_together(clause: Clause, language: Language) -> bool:
    """Whether two clauses stand in one: two subjects with no joint between them, or the same verb denied twice."""
    found = [token.word for token in clause.words]
    subjects = [place for place, word in enumerate(found) if word in words("sound", language, "subjects")]
    joints = words("sound", language, "joints") | feeling_words(language)
    scenes = words("sound", language, "scenes")
    for one, other in pairwise(subjects):
        after = found[other + 1] if other + 1 < len(found) else ""
        joined = not joints.isdisjoint(found[one + 1 : other]) or not scenes.isdisjoint(found[:other])
        if language == "id" and "," not in found[one:other]:
            # A joint further back goes with what stands before this one: `dia nangis sampai sesenggukan aku nyesel`.
            joined = not joints.isdisjoint(_just_before(found, other)) or found[0] in scenes
        if not joined and (language == "en" or _does(after)):
            return True
    if language == "id" and _another_begins(found, joints):
        return True
    denied = [place for place, word in enumerate(found) if _DENIED_EN.match(word)]
    twice = any(joints.isdisjoint(found[one + 1 : other]) for one, other in pairwise(denied))
    return twice or len(subjects) > _MOST_SUBJECTS[language]


def _just_before(found: Sequence[str], place: int) -> Sequence[str]:
    """The word before a place, past the words of time and degree that a subject may follow."""
    passed = words("clauses", "id", "leads") | words("clauses", "id", "adverbs")
    while place > 1 and found[place - 1] in passed and found[place - 1] not in words("sound", "id", "joints"):
        place -= 1
    return found[place - 1 : place]


def _another_begins(found: Sequence[str], joints: Collection[str]) -> bool:
    """Whether somebody else does something inside an Indonesian clause unparted: `toko sepi anak minta uang`."""
    people = words("clauses", "id", "people")
    before = (
        words("clauses", "id", "prepositions") | words("clauses", "id", "personal") | words("clauses", "id", "says")
    )
    before |= (
        words("clauses", "id", "numerals") | words("clauses", "id", "dangling") | words("sound", "id", "role_before")
    )
    for place in range(3, len(found) - 1):
        last = found[place - 1]
        tied = last in joints or last in before or last in people or is_verb_like(last)
        after = found[place + 1 + (found[place + 1] in words("sound", "id", "subjects")) :][:1]
        if found[place] in people and not tied and after and _does(after[0]):
            return True
    return False


def _does(word: str) -> bool:
    """Whether an Indonesian word after a pronoun makes that its subject."""
    lists = load("clauses")["id"]
    return is_verb_like(word) or word in {*lists["auxiliaries"], *lists["negations"], *lists["personal"]}


def _may_be_of_another(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether a "he" or "dia" opens the clause where more than one other person was spoken of, or an `anaknya`, which
    may be the person's own child told of before."""
    first = told[place].clause.said[0]
    if (
        language == "id"
        and place
        and first.endswith("nya")
        and first.removesuffix("nya") in words("sound", "id", "near")
    ):
        return True
    if first not in words("sound", language, "others"):
        return False
    people = (
        load("clauses")["en"]["kin_genders"]
        if language == "en"
        else words("clauses", "id", "people") | words("sound", "id", "kin")
    )
    bare = (re.sub(r"(?:'s|ku|nya)$", "", word) for one in told for word in one.clause.said)
    return len({word for word in bare if word in people} - {"orang"}) > 1


# --- English ---


def _sound_en(clause: Clause, text: str) -> bool:
    echoed = text.lower().split()
    if ASKS_WITHIN.search(" ".join(clause.said)) or "olds" in echoed:
        return False
    times = words("sound", "en", "times")
    own = echoed[0].split("'")[0] == "you"
    added = own and "i" not in {word.split("'")[0] for word in clause.said[:3]}
    if own and echoed[1:2] and echoed[1] in times and (added or echoed[0] == "you're"):
        return False
    if echoed[1:2] == ["feel"] and echoed[3:4] in (["from"], ["by"]):
        return False
    # "I feel like the least wanted kid" has no verb once its run-up is gone.
    if not own and (not has_verb(clause.words) or (clause.hedged and echoed[0] in ("the", "a", "an"))):
        return False
    if added and len(echoed) > _LONGEST_WITH_ADDED_SUBJECT:
        return False
    if text.endswith("in laws") or (echoed[-2:] == ["know", "yet"] and len(echoed) <= _TELLS_NOT_WHAT):
        return False
    return not _lacks_agreement(echoed) and echoed[-1] not in words("sound", "en", "unended")


def _lacks_agreement(echoed: Sequence[str]) -> bool:
    """`your boss cry in a meeting`: one person and a verb without its -s."""
    alone = echoed[0] in ("he", "she")
    if (not alone and echoed[0] not in ("your", "the")) or len(echoed) < 3:
        return False
    noun, verb = ("", echoed[1]) if alone else (echoed[1], echoed[2])
    several = noun.endswith("s") and not noun.endswith("ss")
    verbs = words("clauses", "en", "verbs")
    with_s = {f"{verb}s", f"{verb}es", f"{verb[:-1]}ies"}
    return not several and verb in verbs - _LIKE_PAST and not with_s.isdisjoint(verbs)


# --- Indonesian ---


def _sound_id(clause: Clause, text: str) -> bool:
    said = list(clause.said)
    if not words("sound", "id", "pointing").isdisjoint(said) or "rasanya" in said[2:]:
        return False
    if not words("sound", "id", "goes_on").isdisjoint(said[2:-1]) or _only_one_who(said):
        return False
    # "Sebulan lagi" is when; with a subject put in between it would be "is about to".
    if said[-1] in words("sound", "id", "unended") or ("lagi" in said[1:3] and said[0].startswith("se")):
        return False
    echoed = text.replace(",", " ,").split()
    if echoed[0] in words("sound", "id", "never_first"):
        return False
    if said[-2:] == ["belum", "tahu"] and len(said) <= _TELLS_NOT_WHAT:
        return False
    whenever = not words("sound", "id", "whenever").isdisjoint(said[:2])
    if whenever and "," not in echoed and words("sound", "id", "then").isdisjoint(said):
        return False
    return not bare_kin(echoed) and not _is_what_is_felt([word.lower() for word in echoed])


def _only_one_who(said: Sequence[str]) -> bool:
    """`tugas kelompok yang ngerjain aku doang`: who does it stands after the verb and would be taken for its object."""
    subjects, alone = words("sound", "id", "subjects"), words("sound", "id", "alone")
    return "yang" in said and any(one in subjects and after in alone for one, after in pairwise(said))


def bare_kin(echoed: Sequence[str]) -> bool:
    """Whether a kin word stands with no owner: `dan di rumah cuma ada kamu sama adik`."""
    kin, roles, owned = (words("sound", "id", key) for key in ("kin", "role_before", "owned_after"))
    for place, word in enumerate(echoed):
        before = echoed[place - 1].lower() if place else ""
        after = echoed[place + 1].lower() if place + 1 < len(echoed) else ""
        somebodys = before in roles or after in owned or after in words("sound", "id", "you")
        # With a capital it is the form of address: Bapak, Ibu.
        if word in kin and not somebodys and not (word == "anak" and place):
            return True
    return False


def _is_what_is_felt(echoed: Sequence[str]) -> bool:
    """`kamu kasihan`, `Anda hampa`: to be so is not what was said, but to feel so."""
    you = words("sound", "id", "you")
    return any(before in you and word in _only_felt() for before, word in pairwise(echoed))


@functools.cache
def _only_felt() -> Collection[str]:
    """The Indonesian words that say how somebody feels only after a merasa."""
    entries = [entry for entry in load("feelings")["id"] if entry.get("state", entry["name"]) != entry["name"]]
    return frozenset(word for entry in entries for word in (entry["name"], *entry.get("words", ())))
