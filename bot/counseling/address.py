"""How a person is spoken to: the pronoun, the possessive, the name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.counseling.wording import load
from bot.counseling.wording.tokens import tokenise, without_markup
from bot.language import LANGUAGES, Language

Form = Literal["kamu", "anda", "bapak", "ibu", "kak"]

LONGEST_NAME = 40
_NAME_WORDS = 4
_ALONE: dict[Form, str] = {"kamu": "kamu", "anda": "Anda", "bapak": "Bapak", "ibu": "Ibu", "kak": "Kakak"}
# "Mr. Harris" is one name and no end of a sentence.
_TITLE_STOP = re.compile(r"\b(mrs?|ms|mx|drg?|prof|hj?|ir|sdri?|bpk)\.(?=\s*\w)", re.IGNORECASE)
# Titles that are too short to stand alone.
_FULLER = {"Teh": "Teteh", "Kang": "Akang", "Bang": "Abang", "Ko": "Koko", "Ci": "Cici"}
_BESIDE_AGE = re.compile(
    r"\W*(?:(?P<first>[^\W\d_]{3,}),\s*\d\d|\d\d,\s*(?P<last>[^\W\d_]{3,})"
    r"|(?:i\s+am|i['’]?m|(?:my\s+)?name\s+is|saya|aku|nama\s*(?:saya|ku|aku))\s+(?P<told>[^\W\d_]{3,})\W+"
    r"(?:(?:and|dan|i|i['’]?m|am|have|umur|usia|saya|aku)\W+)*\d\d(?:\s*(?:years?(?:\s+old)?|y/?o|tahun|thn|th))?)\W*"
)
_MOST_WORDS_OF_AN_INTRODUCTION = 14
_ONLY = "(?:aja|saja|aj|ae|wae|we|mawon|cukup|dong|deh|is fine|will do|please)"
_EASY = frozenset({"aku", "gue", "ane", "daku", "aing"})


@dataclass(frozen=True)
class Address:
    """Language, form and name. English knows no forms: there `anda` only means a more formal tone."""

    language: Language
    form: Form = "kamu"
    name: str | None = None

    @property
    def you(self) -> str:
        """The word for the person: kamu, Anda, Bapak, Ibu, Kak Dewi, Mbak Sari (Kakak, Mbak without a name); you."""
        if self.language == "en":
            return "you"
        if self.form == "kak" and self.name:
            return _FULLER.get(self.name, self.name) if self.title else f"Kak {self.name}"
        return _ALONE[self.form]

    @property
    def title(self) -> str | None:
        """The title that the name begins with where it is a form of address of its own: Mbak of Mbak Sari."""
        first = (self.name or "").split(" ")[0]
        return first if self.form == "kak" and first in load("names")["id"]["kept_titles"].values() else None

    @property
    def short(self) -> str:
        """The word for the person without their name: Kakak, Mbak, Teteh."""
        return _FULLER.get(self.title or "", self.title) or _ALONE[self.form]

    @property
    def me(self) -> str:
        """The word for the one who speaks: aku beside kamu, saya otherwise; I."""
        if self.language == "en":
            return "I"
        return "aku" if self.form == "kamu" else "saya"

    @property
    def formal(self) -> bool:
        """Whether everyday slang is out of place beside this form of address."""
        return self.form in ("anda", "bapak", "ibu")

    def your(self, noun: str) -> str:
        """The noun as the person's own: tujuanmu, tujuan Anda, tujuan Bapak; your goal."""
        if self.language == "en":
            return f"your {noun}"
        if self.form == "kamu" and noun[-1:].isalpha():
            return f"{noun}mu"
        return f"{noun} {self.you}"


def infer_form(text: str) -> Form | None:
    """`kamu` for a person who says aku, gue or -ku of themselves, `anda` for one who says saya; None where
    there is no sign or as many of one as of the other."""
    persons = load("persons")["id"]
    easy = polite = 0
    for token in tokenise(text, "id"):
        if token.word in _EASY or (
            token.word.endswith(persons["possessive_ending"])
            and len(token.word) > 4
            and token.word not in persons["not_mine"]
        ):
            easy += 1
        elif token.word in ("saya", "sayah"):
            polite += 1
    if easy == polite:
        return None
    return "kamu" if easy > polite else "anda"


# Told in passing what somebody calls them, or what they do not want to be called.
NO_NAME = re.compile(
    r"\b(?:jangan|jgn|bukan|ga usah|gak usah|nggak usah|tidak usah)\b.*\bpanggil"
    r"|\bdipanggil (?:bini|istri|suami|nyokap|bokap|bos|ortu)\b|\b(?:don't|dont|do not|never) call me\b",
    re.IGNORECASE,
)


_CALLS = re.compile(
    r"(?<!\w)(?:(?:di)?panggil(?:in|an(?:ku)?)?|nama\s?(?:ku|saya|aku|gue|gw|panggilan)|sebut\s+(?:aku|saya|gue)|kenalin"
    r"|perkenalkan|(?:pakai|pake)\s+(?:kamu|anda|kak|nama)|calls?\s+me(?!\s+names)|m[ya]\s+(?:first\s+|real\s+|nick\s?)?name(?:['’]?s|\s+is)"
    r"|go\s+by|address\s+me|^\W*name|names?['’]?s?\s+(?:is|wrong|to|with|as)|(?:got|get|use|change|spel\w+|misspel\w+|have|call\w*)\s+(?:\w+\s+)?name"
    r"|name['’]s|i['’]?m\s+called|am\s+called|panggil\w*|gelar|mrs?|with\s+a\s+\w|i['’]?m\s+\w+\s+now)(?!\w)",
    re.IGNORECASE,
)


# "It's Priyanka but everyone says Pri": the name that is used.
_USED = re.compile(
    r"(?:\bbut|\btapi|\btp|,)\s+(?:everyone|everybody|people|most(?:\s+people)?|(?:my\s+)?(?:friends|mates|family)|they|orang(?:-orang)?"
    r"|te?men(?:\s?2|-te?men)?|teman-teman)\s+(?:all\s+|just\s+|mostly\s+|biasa\s+)?(?:says?|uses?|calls?\s+me|manggil(?:nya)?|panggil(?:nya)?)\s+(?:aku\s+|saya\s+)?"
    r"(?P<name>\w[\w'’-]*)\W*$",
    re.IGNORECASE,
)


def parse_name(text: str, language: Language) -> str | None:
    """The name a person gave when asked for one, capitalised, with the title they gave it where no form of address
    stands for that; None where the text holds no name of theirs. At most 40 characters: letters, apostrophe, hyphen,
    space."""
    if without_markup(text) != text:
        return None
    lists = load("names")[language]
    said = _without_start(_own(_plain(text), language), lists["greetings"])
    if NO_NAME.search(said):
        return None
    if used := _USED.search(said):
        said = used["name"]
    opened = re.finditer(rf"(?:^|(?<=, )|(?<=,))(?:{'|'.join(lists['openings'])})[ ,:]+(?=\S)", said, re.IGNORECASE)
    # the last opening wins: "nama saya Andika, panggil aja Dika"
    tails = [said[match.end() :] for match in opened][::-1]
    alone = re.fullmatch(
        rf"(?:(?:{_any(lists['form_refusals'])}) [^,]*, ?)?(?P<title>{_any(lists['kept_titles'])})(?: {_ONLY})+",
        said,
        re.IGNORECASE,
    )
    if alone:
        title: str = lists["kept_titles"][alone["title"].lower()]
        return title
    found = (_leading_name(tail, language, explicit=True) for tail in tails)
    bare = re.sub(rf"^(?:{lists['weak_opening']})[ ,]+(?=\S)", "", said, flags=re.IGNORECASE)
    return next(filter(None, found), None) or _leading_name(bare, language, explicit=bare != said)


def introduced_name(text: str, language: Language) -> str | None:
    """The name that a message gives in so many words beside other things ("boleh, panggil aja Rina"); else None."""
    said = _own(_plain(text), language)
    if NO_NAME.search(said):
        return None
    openings = "|".join(load("names")[language]["openings"])
    opened = re.finditer(rf"(?:^|(?<=[ ,]))(?:{openings})[ ,:]+(?=\S)", said, re.IGNORECASE)
    tails = [said[match.end() :] for match in opened][::-1]
    weak, yes = load("names")[language]["weak_opening"], "yes|yeah|yep|sure|ok|okay|ya|iya|boleh|oke"
    bare = re.search(
        rf"(?:, ?|^(?i:{yes}) )(?i:{weak}) (?P<name>[A-Z]\w+)(?=$|,| (?:umur|usia|dan|and)\b| \d)",
        said,
    )
    tails += [bare["name"]] if bare else []
    return next(filter(None, (_leading_name(tail, language, explicit=True) for tail in tails)), None)


def name_beside_age(text: str, language: Language) -> str | None:
    """The name that stands alone beside a number, as people answer when asked how old they are ("tyler, 21")."""
    beside = _BESIDE_AGE.fullmatch(_plain(text).lower())
    name = next(filter(None, beside.groups()), None) if beside else None
    return parse_name(name, language) if name and name not in load("names")["beside_age_no_name"] else None


def is_introduction(text: str) -> bool:
    """Whether a message says an age and what its writer is called, and hardly more: "I am 52, and a solicitor. My name
    is Margaret."."""
    if name_beside_age(text, "en"):
        return True
    brief = len(text.split()) <= _MOST_WORDS_OF_AN_INTRODUCTION
    return brief and bool(re.search(r"\d\d", text)) and any(introduced_name(text, one) for one in LANGUAGES)


def introduces(text: str) -> bool:
    """Whether a message says in so many words what somebody is called or how to address them, whatever was asked."""
    if NO_NAME.search(text) or not _CALLS.search(text):
        return False
    return all(_CALLS.search(_own(_plain(text), language)) for language in LANGUAGES)


def parse_form(text: str, language: Language) -> Form | None:
    """The form of address a person asked for, also after their name ("Saya Hendra, panggil Bapak saja"); None where the
    text is no such wish."""
    openings = "|".join(load("names")[language]["form_openings"])
    asks = re.compile(
        rf"(?:{openings})[ ,]+\S|(?:{_any(_any_form(language))})\s+(?:saja|aja|please)\W*$", re.IGNORECASE
    )
    later = [part for part in re.split(r"[,;.]\s+", text)[1:] if asks.match(part)]
    found = (_form_in(part, language) for part in (text, *later))
    return next(filter(None, found), None)


def _form_in(text: str, language: Language) -> Form | None:
    lists = load("names")[language]
    said = _plain(text).lower()
    refused = re.match(
        rf"(?:{_any(lists['form_refusals'])})\s+\S[^,]*?(?:,| tapi | but |(?= pake | pakai ))\s*(.+)$", said
    )
    if refused:
        said = refused[1].strip()
    elif re.match(rf"(?:{_any(lists['form_refusals'])})\b", said):
        return None
    said = _without_start(said, lists["greetings"], keep=_any_form(language))
    opening = re.match(rf"(?:{'|'.join(lists['form_openings'])})[ ,]+(?=\S)", said)
    while opening:
        said = said[opening.end() :]
        opening = re.match(rf"(?:{'|'.join(lists['form_openings'])})[ ,]+(?=\S)", said)
    said = _without_end(said.replace(",", " "), lists["form_endings"], keep=1)
    first, _, rest = said.partition(" ")
    for form, spellings in lists["forms"].items():
        if said in spellings or (first.rstrip(".") in spellings and _fits(form, rest, language)):
            found: Form = form
            return found
    return title_form(text, parse_name(text, language), language)


def title_form(text: str, name: str | None, language: Language) -> Form | None:
    """The form of address that the title says with which a text gives this name; None without one."""
    if not name:
        return None
    title, _, bare = name.lower().rpartition(" ")
    for form, spellings in load("names")[language]["forms"].items():
        if title in spellings or re.search(rf"\b(?:{_any(spellings)}) {re.escape(bare)}\b", _plain(text).lower()):
            found: Form = form
            return found
    return None


def _leading_name(said: str, language: Language, explicit: bool) -> str | None:
    """The name that a text begins with and that fills its first part; `explicit` where it was announced as
    one."""
    lists = load("names")[language]
    part = re.split(r"[,:]| dari | from | umur | usia | and i | - ", said, maxsplit=1, flags=re.IGNORECASE)[0]
    parts = _without_end(part.strip(), lists["endings"]).split()
    titles, kept = frozenset(lists["titles"]), lists["kept_titles"]
    title = ""
    while len(parts) > 1 and parts[0].lower() in titles:
        title = kept.get(parts[0].lower(), title)
        parts = parts[1:]
    parts = [re.sub(r"\d+$", "", part) for part in parts]
    if not parts or len(parts) > _NAME_WORDS or (len(parts) == _NAME_WORDS and not explicit and said != said.title()):
        return None
    if explicit and len(parts) == 1 and parts[0].lower() in kept:
        alone: str = kept[parts[0].lower()]
        return alone
    if re.fullmatch(rf"(?:{_any(_kin(language))})ku|(?:{_any(_kin(language) - titles)})", parts[0], re.IGNORECASE):
        return None
    name = _as_name(parts, titles | frozenset(lists["not_names"]))
    return f"{title} {name}".strip() if name and (explicit or len(name) > 1) else None


def _own(said: str, language: Language) -> str:
    """A text without its parts that say what somebody else is called ("my son's name is Tom")."""
    others = "|".join(load("names")[language]["of_others"]).replace("{kin}", f"(?:{_any(_kin(language))})")
    return re.sub(rf"(?:^|(?<=[ ,]))(?:{others})[^,]*", "", said, flags=re.IGNORECASE).strip(" ,")


@functools.cache
def _kin(language: Language) -> frozenset[str]:
    """Those whom people have or know."""
    lists = load("clauses")[language]
    return frozenset(
        lists["kin"] if language == "en" else {*lists["people"], *load("goal_checks")["id"]["persons"]} - {"orang"}
    )


def _fits(form: str, rest: str, language: Language) -> bool:
    """Whether what follows a form of address leaves it one: nothing, a name, another pronoun of the same
    kind."""
    if not rest:
        return True
    lists = load("names")[language]
    parts = rest.split()
    if form in ("kamu", "anda") and language == "id":
        return all(part in lists["forms"][form] for part in parts)
    return len(parts) <= 2 and not any(part in lists["not_names"] for part in parts)


def _any_form(language: Language) -> frozenset[str]:
    return frozenset(word for spellings in load("names")[language]["forms"].values() for word in spellings)


def _plain(text: str) -> str:
    """Words and commas only, on one line."""
    text = _TITLE_STOP.sub(r"\1", text)
    tokens = [token for token in tokenise(text, "en") if token.kind != "mark"]
    # a shortening that was written out ("ima") is two words in one place
    tokens = [
        one for before, one in zip([None, *tokens], tokens, strict=False) if not before or before.start != one.start
    ]
    said = "".join(
        f" {text[token.start : token.end]}" if token.kind == "word" else ","
        for token in tokens
        if token.kind != "stop" or token is not tokens[-1]
    )
    said = re.sub(r",\s*(?=,)|^[\s,]+|[\s,]+$", "", said.replace("’", "'"))
    return said.strip()


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _without_start(said: str, phrases: list[str], keep: frozenset[str] = frozenset()) -> str:
    pattern = re.compile(rf"(?:{_any(phrase for phrase in phrases if phrase not in keep)})[ ,]+(?=\S)", re.IGNORECASE)
    match = pattern.match(said)
    while match:
        said = said[match.end() :]
        match = pattern.match(said)
    return said


def _without_end(said: str, phrases: list[str], keep: int = 1) -> str:
    pattern = re.compile(rf"[ ,]+(?:{_any(phrases)})$", re.IGNORECASE)
    match = pattern.search(said)
    while match and len(said[: match.start()].split()) >= keep:
        said = said[: match.start()]
        match = pattern.search(said)
    return said.strip(" ,")


def _as_name(parts: list[str], refused: frozenset[str]) -> str | None:
    pieces = [piece for part in parts for piece in re.split(r"['-]", part)]
    if any(part.lower() in refused for part in parts) or not all(piece.isalpha() for piece in pieces):
        return None
    name = " ".join(part if part != part.lower() and part != part.upper() else _capitalised(part) for part in parts)
    return name if len(name) <= LONGEST_NAME else None


def _capitalised(part: str) -> str:
    return re.sub(r"(?:^|(?<=[-'])(?=[^\W\d_]{2}))[^\W\d_]", lambda match: match.group().upper(), part.lower())
