"""What is shown at L2 and L3: whom it names, what it never says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest

from bot.language import LANGUAGES, Language
from bot.safety.handoff import MOST_DAYS_UNCHECKED, Before, contacts, handoff, unchecked, word_before
from bot.safety.kinds import Kind, kind_of
from bot.safety.lexicon import Level, load_lexicon
from bot.safety.screen import screen

LEVELS: tuple[Level, ...] = ("L2", "L3")
COUNTRIES = ("ID", "US", "GB", "IE", "JP")
KINDS: tuple[Kind, ...] = get_args(Kind)
SURE = [kind for kind in KINDS if kind != "unsure"]
EVERY = list(product(SURE, LEVELS, LANGUAGES, COUNTRIES, (False, True)))
BEFORE: tuple[Before, ...] = get_args(Before)

# No methods, blame, sermon, promise, risk label, and no "committed".
NEVER = re.compile(
    r"24\s*(/|x|jam|hours)|commit|selfish|dosa|egois|bersyukur|semua akan baik|pasti baik|everything will be|promise"
    r"|\bjanji|risk|risiko|berisiko|\bpill|\brope|\btali\b|gantung|overdos|racun|jembatan|bridge|should not"
    r"|jangan putus asa|seharusnya|kenapa kamu|why did you|\bkorban\b|victim|pelaku kamu",
    re.IGNORECASE,
)
# What the plain question is about.
ASKS = {
    "general": r"mengakhiri hidup|buat mati|your life|dying",
    "own_life": r"mengakhiri hidup|buat mati|your life|dying",
    "self_harm": r"(luka|wound).*(mengakhiri hidup|buat mati|your life|dying)",
    "injury": r"(ditelan|telan|swallow).*(luka|wound|cut)",
    "violence": r"orang itu|that person",
    "assault": r"orang itu|that person",
    "harm_others": r"menyakiti seseorang|hurt someone",
    "voices": r"menuruti|nurut|follow it",
    "hunger": r"makanan|food",
}
FIRST: dict[Kind, tuple[str, ...]] = {
    "self_harm": ("talk", "directory"),
    "violence": ("police", "emergency"),
    "assault": ("harm", "emergency"),
    "harm_others": ("talk", "directory"),
}


def shown(text: str, country: str, language: Language, minor: bool) -> list[str]:
    """The kinds of the contacts that a text names, in their order."""
    labelled = ((text.find(one.label), one.kind) for one in contacts(language, country, minor))
    return [kind for place, kind in sorted(labelled) if place >= 0]


@pytest.mark.parametrize(("kind", "level", "language", "country", "minor"), EVERY)
def test_it_names_one_contact_before_the_others_and_asks_plainly(
    kind: Kind, level: Level, language: Language, country: str, minor: bool
) -> None:
    text = handoff(level, language, country, minor, kind)
    by_talk = level == "L2" and kind in ("general", "own_life")
    wanted = FIRST.get(kind, ("talk", "directory") if by_talk else ("emergency",))
    if kind == "self_harm" and level == "L3":
        wanted = ("emergency",)
    named = shown(text, country, language, minor)
    there = {one.kind for one in contacts(language, country, minor)}
    assert named[0] == next(one for one in wanted if one in there)
    assert 2 <= len(named) <= 5, "and another way beside it"
    assert "{" not in text and ": ." not in text
    asked = text.split("\n\n")[1]
    about = "own_life" if kind == "self_harm" and level == "L3" else kind
    assert "?" in asked and re.search(ASKS[about], asked, re.DOTALL | re.IGNORECASE), asked
    assert "?" not in text.replace(asked, ""), "one plain question; the next asks whether they are safe"


@pytest.mark.parametrize(("kind", "level", "language", "country", "minor"), EVERY)
def test_it_promises_nothing_and_names_no_method(
    kind: Kind, level: Level, language: Language, country: str, minor: bool
) -> None:
    assert NEVER.search(handoff(level, language, country, minor, kind)) is None


@pytest.mark.parametrize(("kind", "language", "minor"), product(SURE, LANGUAGES, (False, True)))
def test_it_thanks_asks_for_somebody_near_and_for_distance_and_leaves_the_talk_open(
    kind: Kind, language: Language, minor: bool
) -> None:
    for level in LEVELS:
        text = handoff(level, language, "ID", minor, kind)
        assert re.match(r"Terima kasih|Makasih|Thank", text)
        assert re.search(r"[nt]emani|orang dewasa|stay with|grown-up", text, re.IGNORECASE)
        assert kind == "hunger" or re.search(
            r"jauh|tinggalkan|out of reach|far away|leave|keep away|move away|get away|menyimpan|keep the things",
            text,
            re.IGNORECASE,
        )
        last = text.split("\n\n")[-1]
        assert re.search(r"di sini|tulis|here|keep writing|write that", last)


@pytest.mark.parametrize(("language", "minor"), product(LANGUAGES, (False, True)))
def test_where_danger_is_not_sure_it_is_asked_about_and_a_number_named(language: Language, minor: bool) -> None:
    text = handoff("L2", language, "ID", minor, "unsure")
    assert "?" in text.split("\n\n")[0] and "119" in text
    assert len(text) < len(handoff("L2", language, "ID", minor)) and NEVER.search(text) is None


@pytest.mark.parametrize(("kind", "level"), product(KINDS, LEVELS))
def test_the_indonesian_words_for_adults_fit_both_forms_of_address(kind: Kind, level: Level) -> None:
    text = handoff(level, "id", kind=kind).lower()
    assert re.search(r"\b(kamu|anda|aku|saya|engkau|diri(mu|ku))\b", text) is None


@pytest.mark.parametrize(("kind", "level", "language"), product(KINDS, LEVELS, LANGUAGES))
def test_children_get_words_of_their_own(kind: Kind, level: Level, language: Language) -> None:
    child = handoff(level, language, minor=True, kind=kind)
    assert child != handoff(level, language, kind=kind)
    assert re.search(r"orang dewasa|grown-up", child)


def test_who_is_hurt_by_others_is_not_asked_whether_they_want_to_die() -> None:
    for kind, language in product(("violence", "assault"), LANGUAGES):
        asked = handoff("L3", language, kind=kind).split("\n\n")[1]  # type: ignore[arg-type]
        assert re.search(r"mengakhiri|your life", asked) is None
        assert re.search(r"bukan salah|not the fault", handoff("L3", language, kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["L0", "L1"])
def test_below_a_crisis_there_is_nothing_to_hand_over(level: Level) -> None:
    with pytest.raises(ValueError):
        handoff(level, "id")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError):
        handoff("L2", "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("country", "minor", "first"),
    [
        ("ID", False, "healing119"),
        ("ID", True, "healing119"),
        ("us", False, "lifeline988"),
        ("GB", False, "samaritans"),
        ("UK", True, "childline_gb"),
        ("ie", True, "childline_ie"),
        ("JP", False, "findahelpline"),
        ("", False, "findahelpline"),
    ],
)
def test_the_first_contact_is_someone_to_talk_to_in_that_country(country: str, minor: bool, first: str) -> None:
    assert contacts("en", country, minor)[0].name == first


def test_every_contact_says_when_it_was_checked() -> None:
    for language, country, minor in product(LANGUAGES, COUNTRIES, (False, True)):
        for contact in contacts(language, country, minor):
            assert isinstance(contact.checked_on, date)
            assert contact.number is None or contact.number in contact.label


def test_no_contact_has_gone_unchecked_for_ninety_days() -> None:
    assert unchecked(date.today()) == [], "compare them with their source, and only then change the date"


def test_a_contact_is_overdue_the_day_after_the_ninetieth() -> None:
    dates = {contact.name: contact.checked_on for country in COUNTRIES for contact in contacts("en", country)}
    oldest = min(dates.values())
    assert unchecked(oldest + timedelta(days=MOST_DAYS_UNCHECKED)) == []
    overdue = unchecked(oldest + timedelta(days=MOST_DAYS_UNCHECKED + 1))
    assert {dates[name] for name in overdue if name in dates} == {oldest}
    assert len(unchecked(date(2100, 1, 1))) > len(dates) - 1


def test_women_and_children_in_indonesia_find_their_line() -> None:
    assert "129" in [contact.number for contact in contacts("id")]
    assert "129" in [contact.number for contact in contacts("id", minor=True)]


def test_the_words_shown_in_a_crisis_do_not_set_off_the_screen_when_a_counselor_quotes_them() -> None:
    for level, language in product(LEVELS, LANGUAGES):
        question = handoff(level, language).split("\n\n")[1]
        assert screen(question, "practice").level == "L0"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("aku pengen mati aja rasanya", "own_life"),
        ("aku mau bunuh diri malam ini", "own_life"),
        ("I have a plan to kill myself", "own_life"),
        ("aku udah pegang silet di kamar mandi, pengen ngakhirin semuanya", "own_life"),
        ("aku nyilet tangan lagi tadi", "self_harm"),
        ("aku barusan nelen 30 butir paracetamol", "injury"),
        ("I just took 40 tylenol", "injury"),
        ("suamiku mukulin aku barusan", "violence"),
        ("dia ngancam mau bunuh aku kalau aku pergi", "violence"),
        ("my husband just beat me up", "violence"),
        ("aku baru diperkosa", "assault"),
        ("my uncle touched me again tonight", "assault"),
        ("gue mau bacok bapak tiri gue nanti malem", "harm_others"),
        ("I want to kill him", "harm_others"),
        ("suara-suara itu nyuruh aku lompat", "voices"),
        ("the voices are telling me to hurt my baby", "voices"),
        ("udah 4 hari nggak makan, badanku gemetar mau pingsan", "hunger"),
        ("I haven't eaten in five days and I keep fainting", "hunger"),
    ],
)
def test_the_rule_tells_which_danger_it_is(text: str, kind: Kind) -> None:
    finding = screen(text)
    assert finding.level in LEVELS
    assert kind_of(finding.rule) == kind


def test_every_rule_of_a_crisis_has_a_kind_and_a_learned_one_the_general_words() -> None:
    for rule in load_lexicon().rules:
        if rule.kind == "rule" and rule.level in LEVELS:
            assert kind_of(rule.id) != "general", rule.id
    assert [kind_of(rule) for rule in ("learned.2", "learned.3", "", "check.owned")] == [*["general"] * 3, "own_life"]
    assert kind_of("selfharm+sign.means") == kind_of("wish.die+sign.plan") == "own_life"


@pytest.mark.parametrize(
    ("before", "language", "country", "minor"), product(BEFORE, LANGUAGES, COUNTRIES, (False, True))
)
def test_the_words_before_a_reply_name_somebody_ask_nothing_and_promise_nothing(
    before: Before, language: Language, country: str, minor: bool
) -> None:
    text = word_before(before, language, country, minor)
    named = shown(text, country, language, minor)
    assert "?" not in text and "{" not in text and NEVER.search(text) is None
    assert named and (before == "check" or named[0] in ("emergency", "police"))
    if language == "id" and not minor:
        assert re.search(r"\b(kamu|anda|aku|saya)\b", text.lower()) is None
