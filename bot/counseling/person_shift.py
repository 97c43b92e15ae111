"""Turning what a person said of themselves into what is said to them: aku -> kamu, I am -> you are."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Any

from bot.counseling.address import Address
from bot.counseling.languages import language_of
from bot.counseling.wording import feeling_words, load
from bot.counseling.wording.tokens import Token, tokenise, without_markup
from bot.language import Language

_PRONOUNS_ID = frozenset({"aku", "saya", "gue", "gw", "daku"})
_PRONOUNS_EN = frozenset({"i", "me", "i'm", "i've", "i'd", "i'll", "myself"})


_SHALL = re.compile(r"\b([Yy]ou) (shall|should(?= (?:very much |really |rather )?(?:like|love|prefer)\b))")


def shift_person(text: str, address: Address) -> str:
    """The text with every first person turned to the form of address; all else, spelling too, stays as it was
    (markup is dropped). No first-person pronoun is left, in either language: people mix them. What is wholly in the
    other language, said before the talk changed over, is turned by the rules of that one."""
    plain = without_markup(text)
    address = in_tongue_of(plain, address)
    tokens = tokenise(plain, address.language)
    shifted = _english(tokens, plain) if address.language == "en" else _indonesian(tokens, address)
    result = ""
    place = 0
    for start, end, said in _merged(tokens, shifted):
        result += plain[place:start]
        result = result + said if said else result.rstrip()
        place = end
    result = lightened(result + plain[place:], address)
    return result if plain == text and shifted.get(0) != "" else " ".join(result.split())


def in_tongue_of(text: str, address: Address) -> Address:
    """The address in the language that a text is surely in, all of it: one word of the speaker's in the language of
    the talk ("the pressure from bosku"), and people mix."""
    language = language_of(text, address.language)
    if language == address.language:
        return address
    if address.language == "en":
        mixed = any(_english_word(one.word) and one.word not in _PRONOUNS_ID for one in tokenise(text, "en"))
    else:
        own = (one for one in tokenise(text, "id") if one.word not in {*_PRONOUNS_EN, "mine"})
        mixed = any(_indonesian_word(one.text, address) for one in own)
    return address if mixed else replace(address, language=language)


def lightened(text: str, address: Address) -> str:
    """The same text where the form of address does not wear out: `Kak Dewi` once and `Kakak` from then on; a
    comma between two that meet (kata ibu Anda, Anda egois). In English `I should like` and `I shall` go with the
    first person alone."""
    if address.language == "en":
        return _SHALL.sub(lambda match: f"{match[1]} {'will' if match[2] == 'shall' else 'would'}", text)
    said = address.you
    if address.form == "kak" and address.name and text.count(said) > 1 and "kakak" not in text:
        head, _, tail = text.partition(said)
        said = address.short
        tail = tail.replace(address.you, said)
        text = f"{head}{address.you}{tail}".replace(f"{address.you} {said}", f"{address.you}, {said}")
    return text.replace(f"{said} {said} ", f"{said}, {said} ")


def is_first_person(token: Token, language: Language) -> bool:
    """Whether the word stands for, or holds, the speaker (aku, bukuku, kusentuh; I, my, we're)."""
    if language == "en":
        return token.word != "am" and _english_word(token.word) is not None
    persons = _persons("id")
    return token.word in persons["i"] or token.word in persons["we"] or _holds_ku(token.word)


def _merged(tokens: tuple[Token, ...], shifted: dict[int, str]) -> list[tuple[int, int, str]]:
    """The places to replace: tokens that share a place (one shortening) are written together."""
    changes: list[tuple[int, int, str]] = []
    number = 0
    while number < len(tokens):
        last = number
        while last + 1 < len(tokens) and tokens[last + 1].start == tokens[number].start:
            last += 1
        if any(place in shifted for place in range(number, last + 1)):
            said = " ".join(shifted.get(place, tokens[place].text) for place in range(number, last + 1))
            changes.append((tokens[number].start, tokens[number].end, said))
        number = last + 1
    return changes


@functools.cache
def _persons(language: Language) -> dict[str, Any]:
    persons: dict[str, Any] = load("persons")[language]
    return persons


# --- Indonesian ---


def _indonesian(tokens: tuple[Token, ...], address: Address) -> dict[int, str]:
    persons = _persons("id")
    plural = _we(tokens, address)
    shifted: dict[int, str] = {}
    owner_pending = False
    for place, token in enumerate(tokens):
        said = None
        if owner_pending and token.kind == "word":
            said, owner_pending = (
                _indonesian_word(token.text, address) or f"{token.text} {address.you}",
                False,
            )
        elif token.word in persons["we"]:
            said = plural
        elif token.word == "me" and place + 1 < len(tokens) and tokens[place + 1].word == "time":
            continue
        elif token.word == "my":
            follows = place + 1 < len(tokens) and tokens[place + 1].kind == "word"
            owner_pending = follows
            said = "" if follows else address.you
        else:
            said = _indonesian_word(token.text, address)
        if said is not None:
            shifted[place] = _cased(said, token.text)
    return shifted


def _we(tokens: tuple[Token, ...], address: Address) -> str:
    """kita, kami: kalian among familiars; elsewhere the two of a couple, or the person alone."""
    if not address.formal:
        return "kalian"
    partners = _persons("id")["partners"]
    couple = address.form == "anda" and any(token.word in partners for token in tokens)
    return "Anda berdua" if couple else address.you


def _indonesian_word(text: str, address: Address) -> str | None:
    """What the word becomes; None where no first person is in it."""
    persons = _persons("id")
    word = text.lower()
    if word in persons["i"] or word in _PRONOUNS_EN:
        return address.you
    if word in persons["we"]:
        return _we((), address)
    if word == "mine":
        return address.your("punya")
    for ending in ("pun", "lah", "kah", "nya"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and (stem in (*persons["i"], *persons["we"]) or (_holds_ku(stem) and ending != "nya")):
            inner = _indonesian_word(stem, address) or stem
            return inner if ending == "nya" else f"{inner} pun" if ending == "pun" else inner + ending
    if word in persons["enclitics"]:
        return address.you
    if word in persons["clipped"]:
        return address.your(persons["clipped"][word])
    if _owned(word):
        return address.your(re.sub(r"[-']$", "", text[:-2]))
    if _done_by_me(word):
        return f"{address.you} {word[2:]}"
    if re.search(r"[-']", word):
        parts = [(part, _indonesian_word(part, address)) for part in re.split(r"[-']", word)]
        if any(said for _, said in parts):
            return " ".join(said or part for part, said in parts if part != "nya")
    return None


def _holds_ku(word: str) -> bool:
    return _owned(word) or _done_by_me(word) or word in _persons("id")["enclitics"] or word in _persons("id")["clipped"]


def _owned(word: str) -> bool:
    """skripsiku, orang-tuaku; not buku, laku, perilaku."""
    persons = _persons("id")
    return (
        len(word) > 3
        and word.endswith(persons["possessive_ending"])
        and word not in persons["not_mine"]
        and re.split(r"[-']", word)[-1] not in persons["not_mine"]
    )


def _done_by_me(word: str) -> bool:
    """kusentuh, kulakukan; not kuliah, kuat, kurang."""
    if not word.startswith("ku") or len(word) < 5:
        return False
    stem = word[2:]
    verbs = _verbs()
    return stem in verbs or any(stem.endswith(end) and stem[: -len(end)] in verbs for end in ("kan", "in", "i"))


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(_persons("id")["ku_verbs"])


# --- English ---


def _english(tokens: tuple[Token, ...], plain: str) -> dict[int, str]:
    shifted: dict[int, str] = {}
    verbs = {"was": "were", "wasn't": "weren't", "is": "are", "isn't": "aren't"}
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if token.text == "US" or (token.word == "am" and before and before.word[-1:].isdigit()):
            continue
        said = "yourself" if token.word == "me" and _turned_on_self(tokens, place) else _english_word(token.word)
        if said is None and token.word in verbs and _subject_is_i(tokens, place):
            said = verbs[token.word]
        stuttered = "-" in plain[token.start : token.end] and "-" not in token.word
        said = token.text if said is None and stuttered else said
        if said is not None:
            opens = before is None or before.kind == "stop"
            lone = token.word == "i" or token.word.startswith("i'")
            shifted[place] = _cased(said, plain[token.start] if opens or not lone else "i")
    _turn_round(tokens, shifted)
    return shifted


def _turned_on_self(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether me is the one who feels it: `I'm angry at me`."""
    feeling, link = (tokens[place - 2].word, tokens[place - 1].word) if place > 1 else ("", "")
    mine = any(token.word in ("i", "i'm") for token in tokens[max(0, place - 6) : place - 1])
    return mine and link in ("at", "with", "in", "of") and feeling in feeling_words("en")


def _english_word(word: str) -> str | None:
    swap: dict[str, str] = _persons("en")["swap"]
    if word in swap:
        return swap[word]
    head, mark, tail = word.partition("'")
    if head in ("i", "we") and mark:
        return "you're" if word == "i'm" else f"you'{tail}"
    if head in swap and mark:
        return f"{swap[head]}'{tail}"
    if word in _PRONOUNS_ID:
        return "you"
    parts = word.split("-")
    if len(parts) > 1 and any(_english_word(part) for part in parts):
        return "-".join(_english_word(part) or part for part in parts)
    return None


def _subject_is_i(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the was at this place belongs to I: `I (really) was`, `was I`, `I went home and was`."""
    word = tokens[place].word
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    adverbs = load("clauses")["en"]["adverbs"]
    before = place - 1
    while before >= 0 and tokens[before].word in adverbs and tokens[before].word not in ("and", "but", "or"):
        before -= 1
    if before >= 0 and tokens[before].word == "i":
        return not (before >= 2 and tokens[before - 1].word == "and" and word.startswith("is"))
    if word.startswith("is"):
        return False
    if after == "i":
        return True
    if before >= 0 and tokens[before].word in ("and", "but", "or"):
        persons = _persons("en")
        for earlier in reversed(tokens[:before]):
            if earlier.kind == "stop":
                return False
            if earlier.word == "i" or earlier.word.startswith("i'"):
                return True
            if earlier.word in persons["third"] or earlier.word in persons["second"]:
                return False
    return False


def _turn_round(tokens: tuple[Token, ...], shifted: dict[int, str]) -> None:
    """`my wife and I` is said back as `you and your wife`, `me time` as `time for yourself`."""
    for place in range(len(tokens) - 1):
        if (tokens[place].word, tokens[place + 1].word) == ("me", "time"):
            shifted[place], shifted[place + 1] = "time for", "yourself"
    for place in range(len(tokens) - 3):
        said = [token.word for token in tokens[place : place + 4]]
        if said[0] == "my" and said[2] == "and" and said[3] in ("i", "me"):
            shifted[place] = _cased("you and your", tokens[place].text)
            shifted[place + 2] = shifted[place + 3] = ""


def _cased(said: str, model: str) -> str:
    """A capital where the word replaced began with one and was no lone I."""
    return said[:1].upper() + said[1:] if model[:1].isupper() else said
