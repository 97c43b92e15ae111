"""Whom a clause is about, and the subject put back where chat left it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from bot.counseling.boundaries import is_subordinate, phrases
from bot.counseling.feelings import own_feelings, wording_of
from bot.counseling.person_shift import is_first_person
from bot.counseling.segments import Clause
from bot.counseling.sentences import opening
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load
from bot.counseling.wording.tokens import Token
from bot.language import Language

Subject = Literal["self", "dropped", "person", "thing", "nothing", "unknown"]

_VERB_ID = re.compile(
    r"ber[a-z]{3,}|mem?[a-z]{4,}|men[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,}|ng[a-z]{3,}|ny[a-z]{3,}|ke[a-z]{3,}an"
)


def subject_of(tokens: Sequence[Token], language: Language) -> Subject:
    """Who or what a clause is about: the speaker, said (self) or left out (dropped), a person, a thing,
    nothing (`ada`, `susah`), unknown."""
    return _subject_en(tokens) if language == "en" else _subject_id(tokens)


def is_verb_like(word: str) -> bool:
    """Whether an Indonesian word has the shape of a verb."""
    return bool(_VERB_ID.fullmatch(word)) and word not in _lists("id")["not_verbs"]


def completed_id(
    tokens: list[Token], clause: Clause, before: Clause | None, telling: bool, carried: bool
) -> list[Token] | None:
    """The Indonesian clause with aku as subject where chat left it out and it can only be the speaker; None
    where the clause cannot well be said back. `telling`: it says more than a feeling; `before` is the clause
    said before it; `carried`: the two are said together and may share a subject."""
    lists = _lists("id")
    tokens = _own_heart(tokens)
    said = [token.word for token in tokens]
    if _lacks_object(said):
        return None
    if is_subordinate(said, "id"):
        tokens = _one_who(_with_main_subject(tokens))
        said = [token.word for token in tokens]
        signs = {",", *lists["main_signs"], *feeling_words("id")}
        whole = any(token.word in signs for token in tokens[2:])
        conditional = said[0] in ("kalau", "jika", "tiap", "setiap")
        if len(said) < 4 and "," not in said:
            return None
        return tokens if whole or len(said) > 4 + 2 * conditional else None
    if said[0] in load("guards")["id"]["happenings"]:
        return [_word("itu"), *tokens]
    subject = _subject_id(tokens)
    if subject == "nothing" and not carried and _denied_of_another(said, before):
        return None
    feelings = own_feelings(clause, before, "id")
    needs_verb = any(wording_of(feeling.name, "id").state != feeling.name for feeling in feelings)
    noun_wanted = 1 < len(said) < 4 and said[-2] in lists["wants"] and _subject_id(tokens[-1:]) != "dropped"
    if noun_wanted or (subject != "self" and not telling and needs_verb):
        return None
    if subject == "nothing" and len(said) < 4 and said[0] in lists["hard"]:
        return [_word("rasanya"), *_within_sentence(tokens)]
    if subject in ("thing", "person", "unknown") and not _has_predicate(said):
        return None
    if subject in ("thing", "unknown"):
        tokens = _one_who(tokens)
    if subject == "unknown":
        return tokens if len(said) > 2 or tokens[0].text[0].isupper() else None
    if subject != "dropped":
        return tokens
    named = not set(load("persons")["id"]["i"]).isdisjoint(said)
    if not feelings and not named and not _speaker_left_out(said, before):
        return tokens if carried else None
    return _with_subject(tokens)


def parted_en(tokens: list[Token]) -> list[Token]:
    """A comma where chat left it out: `since he left I can't sleep` is two clauses."""
    said = [token.word for token in tokens]
    if not is_subordinate(said, "en") or "," in said:
        return tokens
    starters, joints = _lists("en")["starters"], {*_lists("en")["joints"], *_lists("en")["prepositions"]}
    first = next((place for place in range(1, len(said) - 1) if said[place] in starters), 0)
    event = said[0] in ("after", "before", "since") and first > 2 and not has_verb(tokens[1:first])
    for place in [first] if event else range(3, len(said) - 1):
        if said[place] in starters and said[place - 1] not in joints and (event or has_verb(tokens[1:place])):
            return [*tokens[:place], Token(",", ",", -1, -1, "comma"), *tokens[place:]]
    return tokens


_OF_MATTERS = frozenset(("since", "going", "happening", "like", "ages"))


def completed_en(tokens: list[Token]) -> list[Token] | None:
    """The English clause with the subject and the auxiliary that chat left out; None where it is no whole
    clause."""
    lists = _lists("en")
    said = [token.word for token in tokens]
    if is_subordinate(said, "en"):
        halves = any(token.kind == "comma" for token in tokens) or sum(word in lists["starters"] for word in said) > 1
        return tokens if len(said) > 5 and halves else None
    start = next((place for place, word in enumerate(said) if word not in lists["leads"]), 0)
    if said[start] in lists["starters"] or said[start : start + 2] in (["me", "and"], ["my", "and"]):
        short = len(said) - start < 3 and not said[start].endswith(("'m", "'s", "'re")) and said[start] != "i"
        return None if short else tokens
    # "Been since September", "been going on for months": the matter has, not the person.
    if said[start] == "been" and not _OF_MATTERS.isdisjoint(said[start + 1 : start + 2]):
        return None
    # "Walked straight past me": whoever left themselves out does not come as an object.
    others = not {"me", "us"}.isdisjoint(said) and said[0] not in load("guards")["en"]["happenings"]
    return (None if others else _with_state(tokens, said)) or _noun_phrase_en(tokens, said, start)


def _lists(language: Language) -> dict[str, Any]:
    lists: dict[str, Any] = load("clauses")[language]
    return lists


def _word(text: str) -> Token:
    return Token(text, text.lower(), -1, -1)


def _within_sentence(tokens: Sequence[Token]) -> list[Token]:
    """The words, the first without the capital that it had as the first of a sentence."""
    first = tokens[0]
    lowered = not first.text.isupper() and first.word not in _lists("id")["proper"]
    return [Token(first.word, first.word, first.start, first.end) if lowered else first, *tokens[1:]]


# --- Indonesian ---


def _subject_id(tokens: Sequence[Token]) -> Subject:
    lists, persons = _lists("id"), load("persons")["id"]
    if opening([token.word for token in tokens], phrases("guards", "id", "sure")):
        return "dropped"
    skippable = {*lists["auxiliaries"], *lists["leads"], *lists["subordinators"]}
    place = 0
    while place < len(tokens):
        word = tokens[place].word
        previous = tokens[place - 1].word if place else ""
        after = tokens[place + 1].word if place + 1 < len(tokens) else ""
        if word in persons["i"] or word in persons["we"]:
            return "person" if previous in lists["people"] else "thing" if previous in lists["nouns"] else "self"
        if word in persons["third"] or word in lists["people"]:
            return "thing" if word in ("semua", "semuanya") else "person"
        if is_first_person(tokens[place], "id"):
            return "person" if word[:-2] in lists["people"] or word == "tuaku" else "thing"
        if (previous, word) == ("dalam", "hati"):
            place += 1
            continue
        if word in lists["nouns"] and word not in lists["prepositions"]:
            return "thing"
        if word in lists["hard"] and (after in lists["personal"] or is_verb_like(after)):
            return "dropped"
        if word in lists["impersonal"] and word not in lists["auxiliaries"]:
            return "nothing"
        if word not in skippable and not word.isdigit() and word not in lists["prepositions"]:
            verb = is_verb_like(word) and not (word.startswith("ke") and word.endswith("an"))
            own = word in lists["personal"] or word in feeling_words("id") or verb
            return "dropped" if own else "unknown"
        group = word in lists["places"] and after in ("grup", "acara") and place + 3 < len(tokens)
        place += 3 if group else 2 if word in lists["prepositions"] else 1
    return "unknown"


def _with_main_subject(tokens: list[Token]) -> list[Token]:
    """`sejak wfh jadi kikuk` with the aku that only can be meant, where nobody is named."""
    lists, persons = _lists("id"), load("persons")["id"]
    for place in range(3, len(tokens) - 1):
        after = tokens[place + 1].word
        does = is_verb_like(after) or after in {*lists["personal"], *lists["auxiliaries"], *feeling_words("id")}
        joined = {*lists["prepositions"], *lists["people"], *lists["nouns"], *lists["says"], ","}
        apart = tokens[place - 1].word not in joined and "," not in [token.word for token in tokens]
        if tokens[place].word in persons["i"] and does and apart and after != "sendiri":
            return [*tokens[:place], Token(",", ",", -1, -1, "comma"), *tokens[place:]]
    others = {*persons["third"], *persons["i"], *persons["we"], *lists["people"], *lists["nouns"], "ada"}
    signs = {"jadi", "langsung", *feeling_words("id")}
    for place in range(2, len(tokens) - 1):
        before = tokens[place - 1]
        if before.word in others or is_first_person(before, "id"):
            break
        if tokens[place].word in signs and before.word not in lists["auxiliaries"]:
            return [*tokens[:place], _word("aku"), *tokens[place:]]
    return tokens


def _own_heart(tokens: list[Token]) -> list[Token]:
    """`hati ini` is the speaker's own."""
    kept: list[Token] = []
    for token in tokens:
        if token.word == "ini" and kept and kept[-1].word == "hati":
            kept[-1] = _word("hatiku")
        else:
            kept.append(token)
    return kept


def _one_who(tokens: list[Token]) -> list[Token]:
    """`duit kurang aku yang nyari` with the comma that is heard."""
    own = {*load("persons")["id"]["i"], "dia"}
    tied = {*_lists("id")["only"], *_lists("id")["dangling"], *_lists("id")["negations"]}
    for place in range(2, len(tokens) - 1):
        joined = tokens[place - 1].kind == "word" and tokens[place - 1].word not in tied
        if tokens[place].word in own and tokens[place + 1].word == "yang" and joined:
            return [*tokens[:place], Token(",", ",", -1, -1, "comma"), *tokens[place:]]
    return tokens


def _lacks_object(said: Sequence[str]) -> bool:
    """`aku marahin terus`: whom stands in another clause."""
    lists = _lists("id")
    last = next((word for word in reversed(said) if word not in lists["adverbs"]), "")
    if last in lists["wants_object"] and said[-2:-1] and said[-2] in load("persons")["id"]["i"]:
        return True
    stems = {*lists["personal"], *lists["predicates"], *load("persons")["id"]["ku_verbs"]}
    return last.endswith("in") and last not in lists["ends_in_in"] and (last[:-2] in stems or last in stems)


def _has_predicate(said: Sequence[str]) -> bool:
    """Whether the words after the first say something of it, as far as word lists can tell."""
    lists = _lists("id")
    if said[0] in (*lists["impersonal"], *lists["subordinators"], "itu", "ini"):
        return True
    keys = (
        "personal",
        "impersonal",
        "hard",
        "auxiliaries",
        "negations",
        "prepositions",
        "predicates",
        "copulas",
    )
    known = {"ada", *feeling_words("id")}.union(*(lists[key] for key in keys))
    return any(word in known or is_verb_like(word) for word in said[1:])


def _speaker_left_out(said: Sequence[str], before: Clause | None) -> bool:
    """Whether a missing subject means the speaker: nobody else was spoken of just before, or only they can
    feel so."""
    if before is None or opening(said, phrases("guards", "id", "sure")):
        return True
    others = {*_lists("id")["people"], *load("persons")["id"]["third"]}
    return not others & set(before.said) and _subject_id(before.words) not in ("person", "unknown")


def _denied_of_another(said: Sequence[str], before: Clause | None) -> bool:
    """`nggak pernah meluk` after `bapak saya dulu begitu`: a no without a subject that another clause has."""
    lists = _lists("id")
    verb = next((word for word in said if word not in lists["auxiliaries"]), "")
    denies = said[0] in lists["negations"] and verb not in {"", "ada", *lists["impersonal"], *lists["hard"]}
    return denies and before is not None and _subject_id(before.words) in ("person", "thing")


def _with_subject(tokens: list[Token]) -> list[Token] | None:
    """The words with aku before the predicate, unless the subject stands after it ("malu aku") or is no
    person."""
    lists, own = _lists("id"), load("persons")["id"]["i"]
    said = [token.word for token in tokens]
    place = _lead(tokens)
    verb = said[place]
    if verb.endswith("nya") or (verb.startswith("ter") and verb.endswith("kan")):
        return None
    moved = pairwise(said[1:])
    if any(word in lists["people"] and after in lists["auxiliaries"] for word, after in moved):
        return tokens
    plain = {*feeling_words("id"), *lists["adverbs"], "nangis", "kali"}
    if verb not in plain and set(said[place + 1 :]) & set(lists["copulas"]):
        return tokens
    late = next((number for number, word in enumerate(said) if word in own), None)
    if late is None and verb in lists["places"]:
        does = (at for at in range(place + 2, len(said)) if _opens_predicate(said[at]))
        place = next((at for at in does if said[at - 1] not in lists["compound_heads"]), len(said))
        return [*tokens[:place], _word("aku"), *tokens[place:]] if place < len(said) else None
    if late is None:
        return [*tokens[:place], _word("aku"), *_within_sentence(tokens[place:])]
    if late - place == 2 and verb in feeling_words("id") and said[late - 1] not in plain:
        return None
    if all(word in plain for word in said[:late]) or said[place + 1 : late] == ["kali"]:
        return [_word("aku"), *_within_sentence(tokens[:late]), *tokens[late + 1 :]] if len(tokens) > 2 else None
    if said[late + 1 : late + 2] == ["yang"] or said[late - 1] in lists["causes"]:
        return tokens
    return [*tokens[:place], _word("aku"), *_within_sentence(tokens[place:])]


def _opens_predicate(word: str) -> bool:
    lists = _lists("id")
    return is_verb_like(word) or word in {*lists["personal"], *lists["auxiliaries"], *feeling_words("id")}


def _lead(tokens: Sequence[Token]) -> int:
    """How many words of time stand before the place of the subject."""
    lists = _lists("id")
    leads = {*lists["leads"], *lists["subordinators"]}
    place = 0
    while place < len(tokens) - 1 and (tokens[place].word in leads or tokens[place].word.isdigit()):
        place += 1
    while place and tokens[place - 1].word in ("lagi", *lists["numerals"]):
        place -= 1
    return place


# --- English ---


def _subject_en(tokens: Sequence[Token]) -> Subject:
    lists, persons = _lists("en"), load("persons")["en"]
    comma = next((place for place, token in enumerate(tokens) if token.kind == "comma"), len(tokens))
    if is_subordinate([token.word for token in tokens], "en") and comma < len(tokens) - 1:
        tokens = tokens[comma + 1 :]
    word = next((token.word for token in tokens if token.word not in lists["leads"]), tokens[-1].word)
    if word in lists["prepositions"] or word in lists["subordinators"]:
        word = next((token.word for token in tokens if token.word in lists["starters"]), word)
    if (word in persons["i"] and word not in ("my", "me")) or word.split("'")[0] == "we":
        return "self"
    named = word in lists["starters"] or word in lists["np_starters"] or word in lists["nouns"]
    return "person" if named else "unknown"


def _with_state(tokens: list[Token], said: list[str]) -> list[Token] | None:
    """`been crying`, `scared of him`, `lost my job`, `makes me sad` with the pronoun they lack; None for
    other words."""
    lists = _lists("en")
    first, after = said[0], "".join(said[1:2])
    finite = has_verb(tokens[1:])
    if first in load("guards")["en"]["happenings"]:
        return [_word("it"), *_within_sentence(tokens)]
    if first == "been" or (after == "been" and first in lists["adverbs"]):
        return [_word("I've"), *_within_sentence(tokens)]
    if (first, after) == ("no", "idea"):
        return [_word("I"), _word("have"), *tokens]
    if first in ("so", "too") and after in ("much", "many"):
        return [_word("there's"), *tokens] if "going" in said and not finite else None
    if first.endswith("ing"):
        # its own verb, not that of a "he" inside: "working nights kills me" but "overthinking what he said"
        pairs = pairwise(said)
        finite = any(
            (word in lists["gerund_verbs"] or (word in lists["verbs"] and word.endswith("s")))
            and earlier not in lists["doers"]
            for earlier, word in pairs
        )
        if finite:
            return None
    bare = next((word for word in said if word in feeling_words("en") or word not in lists["adverbs"]), "")
    follows = "".join(said[said.index(bare) + 1 :][:1]) if bare else ""
    if bare in lists["doing_words"] and (follows in lists["objects"] or follows[:1].isdigit() or follows[:1] == "$"):
        return [_word("I"), *_within_sentence(tokens)]
    if bare in lists["feel_first"]:
        return [_word("I"), _word("feel"), *_within_sentence(tokens)]
    going = bare.endswith("ing") and len(bare) > 4 and not finite
    if bare in lists["own_states"] or bare in feeling_words("en") or going:
        return [_word("I'm"), *_within_sentence(tokens)]
    noun = bare in lists["nouns"] and follows in lists["verbs"] and follows.endswith("s")
    if bare in lists["own_verbs"] and first not in ("so", "too") and follows not in lists["gerund_verbs"] and not noun:
        return [_word("I"), *_within_sentence(tokens)]
    return None


def _only_relative(tokens: Sequence[Token]) -> bool:
    """`every dumb thing I said`: a noun with a clause about it, and no verb of its own."""
    subjects = {*_lists("en")["doers"], "i", "i'd", "i've", "i'm"}
    place = next((place for place, token in enumerate(tokens) if place and token.word in subjects), None)
    return place is not None and not has_verb(tokens[1:place]) and not has_verb(tokens[place + 2 :])


def _noun_phrase_en(tokens: list[Token], said: list[str], start: int) -> list[Token] | None:
    """A clause about somebody or something else, when its verb can be seen; kin without "my" get it."""
    lists = _lists("en")
    comma = next((place for place, token in enumerate(tokens) if token.kind == "comma"), len(said))
    gerund = said[0].endswith("ing")
    ands = (place for place, word in enumerate(said[:-1]) if place and word == "and")
    joined = next((place for place in ands if gerund or said[place + 1] in lists["starters"]), len(said))
    if said[0] == "my" and said[2:4] == ["and", "i"]:
        return tokens if comma > 4 and has_verb(tokens[4:]) else None
    person = said[0].removesuffix("'s")
    contracted = person in lists["kin"] and person != said[0]
    if not has_verb(tokens[1 : min(comma, joined)]) and not contracted:
        return None
    if person in lists["kin"] and not (person in ("kids", "friends") and said[1] in ("at", "in", "on", "from")):
        return [_word("my"), *_within_sentence(tokens)]
    if len(said) < 3 or said[0] in ("so", "too") or _only_relative(tokens):
        return None
    leads = said[0] in lists["leads"] and any(word in lists["starters"] for word in said[start : start + 3])
    noun = said[0] in lists["np_starters"] or said[0] in lists["nouns"] or gerund or said[0].isdigit()
    return tokens if leads or noun or tokens[0].text[0].isupper() else None
