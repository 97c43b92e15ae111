"""Summing up what a person told, in their own words turned to them."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.counseling.address import Address
from bot.counseling.boundaries import phrases
from bot.counseling.clauses import longing, without_that
from bot.counseling.corrections import read_correction
from bot.counseling.echo import Echo, echo, turned, wish
from bot.counseling.feelings import Feeling, named
from bot.counseling.guards import content, hurtful, is_judgement
from bot.counseling.heart import clause_chance
from bot.counseling.person_shift import lightened
from bot.counseling.quoting import own_words, quotable, telling_words
from bot.counseling.retelling import retold
from bot.counseling.risk import is_strange
from bot.counseling.segments import Clause, read
from bot.counseling.sentences import opening
from bot.counseling.sides import double_sided, state_and_noun
from bot.counseling.sound import has_slip
from bot.counseling.told import Told, tell
from bot.counseling.told_anyway import without_shrug
from bot.counseling.wording import load
from bot.counseling.wording.phrasing import phrasings, piles_up, render
from bot.counseling.wording.tokens import Token, join
from bot.counseling.yes_no import says_all
from bot.language import Language

_LONGEST_CORRECTION = 20
_MOST_CORRECTIONS = 2
_MOST_CLAUSES = 3
_MOST_QUOTES = 2
_MOST_SENTENCES = 4
# Of so many words or more, less than this part turned to them leaves the most of it out.
_MUCH_TOLD, _LITTLE_TURNED, _HARDLY_TURNED, _WORTH_QUOTING = 15, 0.55, 0.2, 0.7
# Lists of words that stand in anything that is told.
_SMALL = (
    "dangling",
    "prepositions",
    "auxiliaries",
    "negations",
    "wants",
    "only",
    "determiners",
    "nominatives",
    "contracted",
)
_NOT = {"not", "bukan", "bukannya"}
_BEGAN, _FELT, _WEIGHS, _SAME = 0.2, 0.3, 0.6, 0.6


@dataclass(frozen=True)
class _Sentence:
    """A kind of sentence (a key of `summaries.yml`, or a kind of reflection) and what fills its slots."""

    kind: str
    slots: Mapping[str, str]


def summarise(messages: Sequence[str], address: Address, rng: random.Random, corrections: Sequence[str] = ()) -> str:
    """Two to four statements that sum up the messages (oldest first): what happens, what the person feels,
    what pulls both ways or what they want. What they put right (`corrections`, oldest first) comes first and
    in their words; what was told before about the same things is left out. Any text is accepted; where
    nothing can safely be turned to them, it stands in quotation marks; where there is not even that, it says so."""
    weighty = [without_that(message) != message for message in messages]
    messages = [without_that(without_shrug(message)) for message in messages]
    settled = _spoken_of(corrections, address.language)
    stories = [
        [one for one in tell(message, address) if not _touched(one.clause, settled, address.language)]
        for message in messages
    ]
    sides = next((found for story in reversed(stories) if (found := _sides(story, address))), None)
    wished = None if sides else _wish(stories, address)
    count = sum(len(one.clause.said) for story in stories for one in story)
    stories = [
        story if sides or (wished and _wish([story], address)) else _in_one(message, story, address)
        for message, story in zip(messages, stories)
    ]
    plan = _corrected(corrections, address)
    room = _MOST_SENTENCES - len(plan) - bool(sides or wished)
    told = [one for story in stories for one in story]
    chosen = _chosen(stories, weighty, min(room, _MOST_CLAUSES), sides or {}, bool(sides or wished), address.language)
    for place, picked in enumerate(chosen):
        kind = "second" if place else "plain" if plan else "lead"
        plan.append(_Sentence(kind, {"clause": picked.text}))
    unsaid, then = _unsaid_feelings(told, chosen, sides or {})
    if unsaid and len(chosen) < room and not (sides and plan):
        plan.append(_feelings(unsaid, then, bool(plan), address))
    quotes = _quotes(messages, stories, chosen, bool(sides or wished), address)
    said = [*quotes, wished or "", *(sides or {}).values()]
    quotes += _more_quotes(messages, stories, chosen, said, count, address)
    for words in quotes[: max(0, min(_MOST_QUOTES, room - len(plan)))]:
        plan.append(_Sentence("quoted" if plan else "quoted_first", {"quote": words}))
    if sides:
        plan.append(_Sentence("double", sides))
    if wished:
        plan.append(_Sentence("wish", {"wish": wished}))
    plan = plan or [_Sentence("nothing", {})]
    if len(plan) < 2:
        plan.append(_Sentence("open" if plan[0].kind == "nothing" else "close", {}))
    return lightened(" ".join(_said(plan[:_MOST_SENTENCES], address, rng)), address)


def _said(plan: Sequence[_Sentence], address: Address, rng: random.Random) -> Iterator[str]:
    """The sentences, no two put the same way while there is another."""
    used: set[str] = set()
    for sentence in plan:
        sayings = _sayings(sentence, address)
        say = rng.choice([one for one in sayings if one not in used] or sayings)
        used.add(say)
        yield render(say, sentence.slots, address)


def _sayings(sentence: _Sentence, address: Address) -> list[str]:
    """The phrasings of one sentence that fit."""
    if sentence.kind == "plain":
        return ["{clause}."]
    if sentence.kind in ("double", "open"):
        says = [phrasing.say for phrasing in phrasings(address.language, sentence.kind)]
        return [say for say in says if say.count(".") == 1]
    says = load("summaries")[address.language][sentence.kind]
    if address.language == "id" and " " not in sentence.slots.get("wish", "a wish"):
        says = [say for say in says if "ingin {wish}" in say]
    return [say for say in says if not piles_up(say, sentence.slots, address)]


def _quotes(
    messages: Sequence[str], stories: Sequence[Sequence[Told]], chosen: Sequence[Echo], ends: bool, address: Address
) -> list[str]:
    """Of messages from which nothing is said back, a few words as they were typed: at most one of each, and two in
    all. `ends`: the summary ends in what pulls both ways or is wished, which may be all that the last one told."""
    found = []
    for place, (message, story) in enumerate(zip(messages, stories)):
        said_back = any(one.echo is picked for one in story for picked in chosen)
        if said_back or (ends and place == len(messages) - 1) or len(story) < len(tell(message, address)):
            continue
        if words := quotable(story, message, address) or own_words(story, message, address):
            found.append(words)
    return found[-_MOST_QUOTES:]


def _more_quotes(
    messages: Sequence[str],
    stories: Sequence[Sequence[Told]],
    chosen: Sequence[Echo],
    said: Sequence[str],
    told: int,
    address: Address,
) -> list[str]:
    """Where what can be turned is little of the words that were `told`: those most likely to be what it was about, as
    typed."""
    turned = sum(picked.length for picked in chosen) + sum(len(text.split()) for text in said)
    if told < _MUCH_TOLD or turned >= _LITTLE_TURNED * told:
        return []
    found: list[tuple[float, str]] = []
    for message, story in zip(messages, stories):
        if len(story) < len(tell(message, address)):
            continue  # some of it was put right since
        for rank, place, text in telling_words(story, message, address, slips=turned < _HARDLY_TURNED * told):
            clause = story[place].clause
            picked = [one.clause for other in stories for one in other if one.echo is not None and one.echo in chosen]
            if rank >= _WORTH_QUOTING and text not in said and not any(_alike(clause, one) for one in picked):
                found.append((rank, text))
    best = sorted(found, reverse=True)[:_MOST_QUOTES]
    return [text for rank, text in found if (rank, text) in best]


def _sides(story: Sequence[Told], address: Address) -> dict[str, str] | None:
    return double_sided([one.clause for one in story], address)


def _wish(stories: Sequence[Sequence[Told]], address: Address) -> str | None:
    """The latest wish."""
    clauses = [one.clause for story in reversed(stories) for one in reversed(story)]
    return next((found for clause in clauses if (found := wish(clause, address))), None)


def _in_one(message: str, story: Sequence[Told], address: Address) -> list[Told]:
    """A short message as one clause, where all of it may be said back: of "I can't sleep because he shouts" no half is
    the whole. The clauses as they are where that is not so, or some of it was put right since."""
    whole = retold(message, address) if len(story) > 1 and len(story) == len(tell(message, address)) else None
    if whole is None or whole.first or whole.felt:
        return list(story)
    sayable = [place for place, one in enumerate(story) if one.echo]
    heart = story[max(sayable, key=lambda place: clause_chance(story, place, address.language).rank, default=0)]
    said = Echo(whole.text, own=whole.text.startswith(address.you))
    return [replace(heart, echo=said, feelings=tuple(feeling for one in story for feeling in one.feelings))]


def _chosen(
    stories: Sequence[Sequence[Told]],
    weighty: Sequence[bool],
    most: int,
    sides: Mapping[str, str],
    wish_said: bool,
    language: Language,
) -> list[Echo]:
    """The clauses likeliest to be what was told about: at most `most`, alike ones once, in the order told; how it
    began counts, and so does what was said to weigh most (`weighty` messages open with it)."""
    scored: list[tuple[float, int, Told, Echo]] = []
    for number, story in enumerate(stories):
        for place, one in enumerate(story):
            said = one.echo
            if said is None or said.felt or said.first or said.length < 3 or said.text in sides.values():
                continue
            if says_all(one.clause.text):
                continue
            if not content(one.clause, "id") or not content(one.clause, "en"):
                continue
            if wish_said and longing(one.clause, "id") + longing(one.clause, "en") > 1:
                continue
            told_much = _FELT * bool(one.feelings) + _BEGAN * (not scored and not place)
            told_much += _WEIGHS * (weighty[number] and not place)
            scored.append((clause_chance(story, place, language).rank + told_much, number, one, said))
    best: list[tuple[float, int, Told, Echo]] = []
    # What was mistyped is said back only where there is nothing else.
    left = [entry for entry in scored if not has_slip(entry[2].clause.said, language)] or list(scored)
    while left and len(best) < most:
        # What a message of its own was written for comes before a second thing of the same message.
        entry = max(left, key=lambda entry: entry[0] - _SAME * any(entry[1] == other[1] for other in best))
        left.remove(entry)
        if not any(_alike(entry[2].clause, other[2].clause) for other in best):
            best.append(entry)
    return [entry[3] for entry in scored if any(entry is other for other in best)]


def _alike(one: Clause, other: Clause) -> bool:
    words, others = set(one.said), set(other.said)
    return 2 * len(words & others) > min(len(words), len(others))


def _unsaid_feelings(
    told: Sequence[Told], chosen: Sequence[Echo], sides: Mapping[str, str]
) -> tuple[list[Feeling], bool]:
    """The person's feelings that no chosen clause holds, each once, the latest last; and whether they were felt then
    ("I felt awful about it") and not now."""
    said = {word for text in sides.values() for word in text.split()}
    said |= {feeling.name for one in told if one.echo in chosen for feeling in one.feelings}
    found: dict[str, Feeling] = {}
    then = []
    for one in told:
        if not is_judgement(one.clause, "id") and not is_judgement(one.clause, "en"):
            unsaid = {feeling.name: feeling for feeling in one.feelings if feeling.name not in said}
            found |= unsaid
            then += ["felt" in one.clause.said] if unsaid else []
    return list(found.values()), all(then)


def _feelings(unsaid: Sequence[Feeling], then: bool, follows: bool, address: Address) -> _Sentence:
    state, noun = state_and_noun(unsaid[-2:], address)
    if then and address.language == "en":
        return _Sentence("second" if follows else "lead", {"clause": f"you felt {state}"})
    if follows:
        return _Sentence("feelings", {"state": state, "felt": noun})
    return _Sentence("lead", {"clause": f"{address.you} {'feel ' if address.language == 'en' else ''}{state}"})


def _corrected(corrections: Sequence[str], address: Address) -> list[_Sentence]:
    """The latest corrections in the person's own words, turned to them, the older first."""
    found: list[_Sentence] = []
    for place in reversed(range(len(corrections))):
        said = read_correction(corrections[place])
        later = _spoken_of(corrections[place + 1 :], address.language)
        clauses = _without_denials(read(said.words, address.language), address.language)
        clauses = [one for one in clauses if not _touched(one, later, address.language)]
        text = _in_their_words(clauses, address) if said.kind != "removed" else None
        if text and is_strange(said.words, address.language) and len(said.words.split()) <= _LONGEST_CORRECTION:
            text = f'"{said.words.strip().rstrip(".")}"'
        if text:
            found.insert(0, _Sentence("addition" if said.kind == "added" else "correction", {"clause": text}))
        if len(found) == _MOST_CORRECTIONS:
            break
    return found


def _in_their_words(clauses: Sequence[Clause], address: Address) -> str | None:
    """Clauses as said, without a "no, not like that" before them, as long as they are short; else the first
    that may be said back."""
    language = address.language
    links = load("summaries")[language]["links"]
    text = ""
    for clause in clauses:
        words = list(clause.words) if text else _without_no(clause.words, language)
        fits = len(text.split()) + len(words) <= _LONGEST_CORRECTION
        if fits and not clause.question and not hurtful(words, language):
            joined = join(words)
            begun = bool(text) and words[0].word in load("clauses")[language]["prepositions"]
            text += (links[clause.link] if text else "") + (joined[:1].lower() + joined[1:] if begun else joined)
    if text:
        theirs = turned(text, address)
        by_name = bool(address.name) and theirs.startswith(address.name or "")
        return theirs if text[0].islower() or by_name else theirs[0].lower() + theirs[1:]
    return next((said.text for clause in clauses if (said := echo(clause, None, address))), None)


def _without_denials(clauses: Sequence[Clause], language: Language) -> list[Clause]:
    """The clauses without those that only deny what the next one says otherwise ("I don't feel awful in general, I
    felt awful about …")."""

    def denies(clause: Clause) -> bool:
        negations = load("clauses")[language]["negations"]
        return any(word in negations or word in _NOT or word.endswith("n't") for word in clause.said)

    def said_otherwise(clause: Clause, after: Clause | None) -> bool:
        if after is None or after.sentence != clause.sentence or not denies(clause) or denies(after):
            return False
        return not _spoken(clause, language).isdisjoint(_spoken(after, language))

    kept: list[Clause] = []
    link = ""
    for one, after in zip(clauses, [*clauses[1:], None], strict=False):
        if said_otherwise(one, after):
            link = link or one.link
        else:
            kept.append(replace(one, link=one.link or link))
            link = ""
    return kept


def _without_no(words: Sequence[Token], language: Language) -> list[Token]:
    rest = list(words)
    while rest:
        skipped = opening([token.word for token in rest], phrases("summaries", language, "not_so"))
        if not skipped or (skipped == 1 and len(rest) > 1 and rest[1].kind != "comma"):
            break
        rest = rest[skipped:]
        rest = rest[1:] if rest and rest[0].kind == "comma" else rest
    return rest


def _spoken(clause: Clause, language: Language) -> set[str]:
    """The feelings a clause names and the words that say what it is about."""
    tokens = [token for token in clause.words if token.kind == "word"]
    return {name for name, _, _ in named(tokens, language)} | _weighty(clause, language)


def _spoken_of(corrections: Sequence[str], language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """What corrections speak about: the feelings they name, denied or not, with what is to be left out or is said not
    to be it ("not my son"), and apart from those the other words that say what they are about."""
    settled: set[str] = set()
    about: set[str] = set()
    for correction in corrections:
        said = read_correction(correction)
        for clause in read(said.words, language):
            tokens = [token for token in clause.words if token.kind == "word"]
            settled |= {name for name, _, _ in named(tokens, language)} | _denied(clause, language)
            (settled if said.kind == "removed" else about).update(_weighty(clause, language))
    return frozenset(settled), frozenset(about)


def _touched(clause: Clause, spoken_of: tuple[frozenset[str], frozenset[str]], language: Language) -> bool:
    """Whether a clause speaks of what has been put right since: it names the feeling, or is for half of it or more
    about the same things. A husband who is named again touches not all that was told of him."""
    settled, about = spoken_of
    if not settled.isdisjoint(_stems(clause.said)):
        return True
    own = set(_weighty(clause, language))
    return bool(own) and 2 * len(own & about) >= len(own)


def _denied(clause: Clause, language: Language) -> set[str]:
    """What a clause says that it is not: the first word after a "not" that says anything."""
    small, own = _small(language), _weighty(clause, language)
    after = (
        next((word for word in clause.said[place + 1 :] if word not in small), "")
        for place, word in enumerate(clause.said)
        if word in _NOT
    )
    return _stems([word for word in after if word in own])


def _weighty(clause: Clause, language: Language) -> set[str]:
    """The words that say what a clause is about."""
    return _stems([word for word in content(clause, language) if word not in _small(language)])


@functools.cache
def _small(language: Language) -> frozenset[str]:
    lists, persons = load("clauses")[language], load("persons")[language]
    return frozenset({*(word for key in _SMALL for word in lists.get(key, ())), *persons["third"], *_NOT, "no"})


def _stems(said: Sequence[str]) -> set[str]:
    return {word.removesuffix("ku").removesuffix("nya") for word in said} | set(said)
