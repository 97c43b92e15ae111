"""Saying back what a person said: one reflection, made from their own words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.counseling.address import Address
from bot.counseling.alone import covers, ends_with, in_tone, is_now, may_be_echoed, stands_alone
from bot.counseling.appraisals import how_they_find_it
from bot.counseling.clauses import longing, without_that
from bot.counseling.echo import Echo, wish
from bot.counseling.feelings import Feeling
from bot.counseling.guards import content, is_judgement, is_unsure
from bot.counseling.point import NEAR, SUPPOSES, clause_to_echo, fair_to_say, is_likely, is_long, topic_to_name
from bot.counseling.purposes import (
    asks_for,
    asks_help,
    asks_leave,
    asks_verdict,
    complains,
    good_news,
    knows_no_beginning,
    wants_listening,
)
from bot.counseling.questions_asked import is_asked, is_kept_secret
from bot.counseling.quoting import latest_words, may_quote, may_use_own_words, own_words, quotable
from bot.counseling.retelling import may_retell, retold
from bot.counseling.risk import is_listed, is_strange
from bot.counseling.salience import introduces, weight
from bot.counseling.segments import Clause
from bot.counseling.senses import most_telling
from bot.counseling.sides import double_sided, says_but, state_and_noun, tone_of, two_sides
from bot.counseling.sound import is_sound
from bot.counseling.strengths import name_of_strength, shows_strength
from bot.counseling.told import Told, lost_after, taken_back, tell
from bot.counseling.told_anyway import without_shrug
from bot.counseling.topics import mourned, topics
from bot.counseling.wholes import is_over, may_stand
from bot.counseling.wondering import wondered
from bot.counseling.wording import load
from bot.counseling.wording.phrasing import Phrasing, phrasings, piles_up, render
from bot.language import Language

_LONGEST_SIDE = 12
_SIMPLE_FOR_ONCE = 0.6
_LITTLE = 5
# Less of a message than this, set against each other, is not what it is about.
_LEAST_CONTRAST = 0.6
_WHOLE = 3
_A_STORY, _FEW = 4, 7
_SEVERAL, _WRY = 3, 2
# What may be quoted is quoted this often, so that it is no habit.
QUOTED = 0.6
# Said without of whom, these are half said.
_OF_SOMEBODY = frozenset({"kangen", "rindu", "iri", "cemburu", "kasihan", "jealous", "envious"})


@dataclass(frozen=True)
class Reflection:
    """What is said, and `form`: the id of the phrasing used."""

    form: str
    text: str


@dataclass(frozen=True)
class _Candidate:
    """A kind of reflection that fits a message, with what fills its slots; `first`: the clause must begin a
    sentence; `last_resort`: what is quoted is all that can be said back."""

    kind: str
    slots: Mapping[str, str]
    tone: str | None = None
    first: bool = False
    last_resort: bool = False


def reflect(
    message: str, address: Address, used: Sequence[str], rng: random.Random, earlier: Sequence[str] = ()
) -> Reflection:
    """A reflection of the message, a statement in the person's form of address. A short message that reads well is said
    back whole, of others one clause at most (two where a but holds them together), a question as what is wondered; less
    where that is not safe, and in the end only an invitation. A form in `used` comes again only when every form that
    fits is used up. Where they complain of empty replies, that is owned with words of theirs from what they told
    `earlier`. Any text is answered; nothing is raised."""
    used_up: list[tuple[_Candidate, Phrasing]] = []
    message = without_that(without_shrug(message))
    if complains(message, address.language):
        theirs = latest_words(earlier, address)
        found = iter([_Candidate("owned", {"quote": theirs}) if theirs else _Candidate("owned_bare", {})])
    else:
        found = _candidates(_sure(message, address), message, address, rng, bool(earlier))
    for candidate in found:
        if candidate.kind == "quote" and not _may_quote(candidate, used, rng):
            continue
        if candidate.kind == "told" and not may_retell(used):
            continue
        fitting = [one for one in phrasings(address.language, candidate.kind) if _fits(one, candidate, address)]
        fresh = [one for one in fitting if one.id not in used]
        if fresh:
            return _said(candidate, rng.choice(fresh), address)
        used_up += [(candidate, one) for one in fitting]
    candidate, phrasing = rng.choice([pair for pair in used_up if pair[0].kind == used_up[0][0].kind])
    return _said(candidate, phrasing, address)


def _may_quote(candidate: _Candidate, used: Sequence[str], rng: random.Random) -> bool:
    if candidate.last_resort:
        return may_use_own_words(used)
    return rng.random() <= QUOTED and may_quote(used)


def _sure(message: str, address: Address) -> list[Told]:
    """What was told, with the echoes that are sure to read well."""
    told = tell(message, address)
    may = may_be_echoed(message, address)
    unsure = [
        one.echo is not None and not (may and in_tone(one.echo.text, address) and is_sound(told, place, address))
        for place, one in enumerate(told)
    ]
    return [replace(one, echo=None) if drop else one for one, drop in zip(told, unsure)]


def _said(candidate: _Candidate, phrasing: Phrasing, address: Address) -> Reflection:
    return Reflection(phrasing.id, render(phrasing.say, candidate.slots, address))


def _fits(phrasing: Phrasing, candidate: _Candidate, address: Address) -> bool:
    if phrasing.forms and address.form not in phrasing.forms:
        return False
    if phrasing.tone and phrasing.tone != candidate.tone:
        return False
    if candidate.first and not phrasing.say.startswith(("{clause}", "{one}", "{told}")):
        return False
    bare = phrasing.say.startswith(("{clause}", "{told}", "Jadi, ", "So "))
    # "As far as I understand, you broke up" makes much of little.
    if candidate.kind == "simple" and not bare and len(candidate.slots["clause"].split()) < _LITTLE:
        return False
    if candidate.kind == "told" and candidate.tone == "seeming" and bare:
        return False
    # "Arahnya mulai kelihatan: didengarkan" needs a verb before its one word
    one_word = " " not in candidate.slots.get("wish", "a wish")
    if one_word and "ingin {wish}" not in phrasing.say:
        return False
    return not piles_up(phrasing.say, candidate.slots, address)


def _candidates(
    told: Sequence[Told], message: str, address: Address, rng: random.Random, begun: bool
) -> Iterator[_Candidate]:
    """The kinds that fit, the one that serves best first; the last always fits. `begun`: something was told before."""
    language = address.language
    clauses = [one.clause for one in told]
    # A wry "bego ya" after a story is not what the story is about.
    weighty = (one for one in clauses if len(clauses) == 1 or len(one.said) > _WRY)
    judged = (one for one in weighty if one.link != "because" and "if" not in one.said and not _is_put(one))
    if any(is_judgement(clause, language) for clause in judged):
        yield _Candidate("harsh", {})
    gone = mourned(message, address)
    if gone:
        yield _Candidate("loss" if ends_with(gone, told) else "loss_and_more", {"gone": gone.text})
    if is_kept_secret(message, language):
        yield _Candidate("trusted", {})
    yield from _asking(message, address)
    how = how_they_find_it(message, address)
    if how:
        yield _Candidate("appraised", {"how": how})
    strange = is_strange(message, language)
    sides = None if strange else double_sided(clauses, address)
    whole = None if strange or not may_be_echoed(message, address) else retold(message, address)
    whole = whole if whole and in_tone(whole.text, address) else None
    sides = (
        sides if sides and covers(told, list(sides.values())) and in_tone(" ".join(sides.values()), address) else None
    )
    own = sides and all(side.startswith(address.you) for side in sides.values())
    if sides and (own or not whole):
        yield _Candidate("double", sides)
    fair = fair_to_say(told, language)
    strong = [
        (one.clause, one.echo)
        for place, one in enumerate(fair)
        if one.echo
        and not taken_back(told, place, far=False)
        and not lost_after(told, place, language)
        and one.clause.ends not in ("and", "then", "so")
        and not (language == "id" and is_over(told, place))
        and shows_strength(one, language)
    ]
    if strong:
        clause, said = strong[-1]
        slots = {"clause": said.text, "strength": name_of_strength(clause, language)}
        yield _Candidate("strength", slots, first=said.first)
    yield from (one for one in _feeling_with_clause(fair, address, rng) if one.kind == "because")
    fair = [
        one if one.echo is None or stands_alone(fair, place, language) else replace(one, echo=None)
        for place, one in enumerate(fair)
    ]
    felt = [one for one in _feeling_with_clause(fair, address, rng) if one.kind != "because"]
    if whole:
        yield _Candidate("told", {"told": whole.text}, "seeming" if whole.felt else None, first=whole.first)
    news = good_news(message, language)
    if news:
        yield _Candidate("good_news_but" if news == "mixed" else "good_news", {})
    contrasts = [] if strange else list(_contrast(told, message, address))
    contrasts = [found for found in contrasts if in_tone(" ".join(found[0].slots.values()), address)]
    yield from (contrast for contrast, own in contrasts if own)
    yield from felt
    yield from (contrast for contrast, own in contrasts if not own)
    wishes = (
        wish(one.clause, address) for place, one in reversed(list(enumerate(told))) if not taken_back(told, place)
    )
    wished = next((found for found in wishes if found), None)
    if wished and (len(told) == 1 or covers(told, [wished])) and in_tone(wished, address):
        yield _Candidate("wish", {"wish": wished})
    yield from _between_the_lines(fair, address, rng)
    count = sum(len(clause.said) for clause in clauses)
    few = count <= _FEW and not any(clause.question for clause in clauses)
    topic = topic_to_name(told, topics(message, address), language) if few or strange else None
    best = clause_to_echo(fair, language)
    if best and (topic is None or best[0].rank >= topic[0].rank):
        yield _simple(best[1])
    named = [
        feeling
        for place, one in enumerate(told)
        if _felt_for_good(told, place) and is_now(told, place) and len(told) <= _SEVERAL
        for feeling in one.feelings
    ]
    named = [feeling for feeling in named if feeling.name not in _OF_SOMEBODY]
    quote = None if strange else quotable(told, message, address)
    if quote and (not named or is_long(told)):
        yield _Candidate("quote", {"quote": quote})
    if named and topic and not topic[2]:
        alone = _feeling(named, address)
        yield _Candidate("named", {**alone.slots, "topic": topic[1]}, alone.tone)
    if named and few:
        alone = _feeling(named, address)
        yield alone
    if len(told) <= _SEVERAL and any(is_unsure(clause, language) for clause in clauses):
        yield _Candidate("unsure", {})
    if is_asked(clauses, language) and ("?" in message or len(told) == 1):
        yield _Candidate("asked", {})
    if topic:
        yield _Candidate("topic", {"topic": topic[1]})
    if best:
        yield _simple(best[1])
    # Words of a region, or of somebody who learns the language, cannot be turned; in quotation marks all are theirs.
    theirs = None if is_listed(message) else own_words(told, message, address)
    if theirs:
        yield _Candidate("quote", {"quote": theirs}, last_resort=True)
    if count >= _A_STORY:
        yield _Candidate("full", {})
    yield _Candidate("onward" if begun else "open", {})


def _is_put(clause: Clause) -> bool:
    """Whether a hard word about oneself is put as a question: `am I selfish for wanting to`."""
    return clause.question or clause.said[0] in ("am", "apa", "apakah")


def _asking(message: str, address: Address) -> Iterator[_Candidate]:
    """What fits a message that asks for something: leave to tell, help, an answer, a verdict."""
    language = address.language
    if asks_leave(message, language):
        yield _Candidate("leave", {})
    if wants_listening(message, language):
        yield _Candidate("listen", {})
    if asks_for(message, language):
        yield _Candidate("request", {})
    if asks_help(message, language):
        yield _Candidate("help", {})
    if knows_no_beginning(message, language):
        yield _Candidate("open", {})
    question = None if is_strange(message, language) else wondered(message, address)
    # "Bapak bertanya-tanya apakah Bapak …" is no way to speak to somebody.
    twice = address.form != "kamu" and language == "id" and address.you in (question or "")
    if question and not twice and in_tone(question, address):
        yield _Candidate("wondered", {"question": question})
    if asks_verdict(message, language):
        yield _Candidate("judged", {})


def _between_the_lines(told: Sequence[Told], address: Address, rng: random.Random) -> Iterator[_Candidate]:
    """A guess at what was meant, beside the clause that points to it; where that is a scrap, beside its
    neighbour that asks most to be said back."""
    clauses = [one.clause for one in told]
    language = address.language
    sayable = {
        place: one.echo
        for place, one in enumerate(told)
        if one.echo and _says_it_all(one.clause, one.echo) and may_stand(told, place, language)
    }
    found = most_telling(clauses, address.language, sayable)
    if found and rng.random() > _SIMPLE_FOR_ONCE:
        pointing, say = found
        near = (pointing - 1, pointing, pointing + 1)
        sentence = clauses[pointing].sentence
        beside = [place for place in near if place in sayable and clauses[place].sentence == sentence]
        whole = sayable[pointing].length >= _WHOLE
        chosen = pointing if whole else max(beside, key=lambda at: weight(clauses[at], sayable[at]))
        said = sayable[chosen]
        yield _Candidate("meant", {"sense": _sense(say, address), "clause": said.text}, first=said.first)


def _says_it_all(clause: Clause, said: Echo) -> bool:
    """Whether a guess from the clause may stand beside its echo: not where the echo lost what points to it."""
    return not said.felt and said.length > 2 and 3 * said.length > 2 * len(clause.said)


def _sense(say: str, address: Address) -> str:
    return render(say, {}, address, within=True)


def _simple(said: Echo) -> _Candidate:
    tone = "seeming" if said.hedged else None
    return _Candidate("felt" if said.felt else "simple", {"clause": said.text}, tone, first=said.first)


def _feeling_with_clause(told: Sequence[Told], address: Address, rng: random.Random) -> Iterator[_Candidate]:
    """The latest feeling with the clause that it comes from, that holds it, or that stands beside it."""
    language = address.language
    heart = next((place for place in reversed(range(len(told))) if _felt_for_good(told, place)), None)
    if heart is None or not is_now(told, heart):
        return
    felt = told[heart]
    alone = _feeling(felt.feelings, address)
    bare = not content(felt.clause, language)
    over = not set(load("clauses")[language]["past"]).isdisjoint(felt.clause.said)
    after = told[heart + 1] if heart + 1 < len(told) else None
    if after and after.echo and after.clause.link == "because" and bare and not over and not after.echo.felt:
        yield _with(alone, "because", after.echo)
    if felt.echo and not bare:
        heavy = alone.tone == "heavy" and rng.random() > _SIMPLE_FOR_ONCE
        yield _with(alone, "weighed" if heavy else "simple", felt.echo)
    beside = [
        (abs(place - heart), -one.echo.length, one.echo)
        for place, one in enumerate(told)
        if one.echo
        and abs(place - heart) < NEAR
        and one.clause.sentence == felt.clause.sentence
        and _stands_beside(one, felt, language)
        and not any(between.clause.link == "but" for between in told[min(place, heart) + 1 : max(place, heart) + 1])
    ]
    if beside and not over:
        yield _with(alone, "complex", min(beside, key=lambda item: item[:2])[2])
    if bare and sum(len(one.clause.said) for one in told) <= _FEW:
        yield alone
    if bare and felt.echo and alone.tone == "heavy" and felt.echo.length > 2:
        yield _with(alone, "weighed", felt.echo)


def _felt_for_good(told: Sequence[Told], place: int) -> bool:
    """Whether a feeling is named that nothing takes back: not `I'm happy for her` before `but`, no happiness
    that a long telling leaves behind."""
    feelings = told[place].feelings
    passing = taken_back(told, place) or len(told) - place > NEAR
    sentence = told[place].clause.sentence
    supposed = any(
        not SUPPOSES.isdisjoint(one.clause.said) for one in told[: place + 1] if one.clause.sentence == sentence
    )
    return bool(feelings) and not supposed and not (passing and tone_of(feelings) == "light")


def _feeling(feelings: Sequence[Feeling], address: Address) -> _Candidate:
    state, noun = state_and_noun(feelings, address)
    return _Candidate("feeling", {"state": state, "felt": noun}, tone_of(feelings))


def _with(feeling: _Candidate, kind: str, said: Echo) -> _Candidate:
    return _Candidate(kind, {**feeling.slots, "clause": said.text}, feeling.tone, said.first)


def _stands_beside(one: Told, felt: Told, language: Language) -> bool:
    """Whether a clause can be what a feeling stands beside: an event of its own, no wish and no
    introduction."""
    return (
        one is not felt
        and not one.feelings
        and not (one.echo and one.echo.felt)
        and longing(one.clause, language) < 2
        and not introduces(one.clause)
        and bool(content(one.clause, language))
        and {feeling.name for feeling in felt.feelings}.isdisjoint(one.clause.said)
    )


def _contrast(told: Sequence[Told], message: str, address: Address) -> Iterator[tuple[_Candidate, bool]]:
    """The latest two clauses with a but between them, which only together say what was meant, and whether
    they are about the person; in a long telling only where that is likely to be what it is about."""
    language = address.language
    for place, (one, other) in reversed(list(enumerate(pairwise(told)))):
        sides = two_sides(one.clause, other.clause, one.before, address) if other.clause.link == "but" else None
        if sides and not (sides[0].felt or sides[1].felt):
            if language == "en" and not says_but(message, one.clause, other.clause):
                return
            if len(told) > _SEVERAL and not is_likely(told, (place, place + 1), language):
                return
            count = sum(len(each.clause.said) for each in told)
            if len(one.clause.said) + len(other.clause.said) < _LEAST_CONTRAST * count:
                return
            said = {"one": sides[0].text, "other": sides[1].text}
            yield _Candidate("contrast", said, first=sides[0].first), sides[0].own or sides[1].own
            return
