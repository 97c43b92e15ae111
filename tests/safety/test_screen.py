"""The crisis screen: the hand-written lists, what lowers and restores a finding, tricks of spelling, turns, time."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.screen import Level, Mode, screen, screen_turns
from bot.settings import ROOT

HERE = Path(__file__).parent
LANGUAGES = ("id", "en")

# The lists written before the lexicon. Every line's level is meant; the share is what must hold.
EXACT_ON_FIRST_LISTS = 0.99
# Six later batches, each written and measured before the lexicon was extended after it. First measured (L2 and above
# found, false alarms): id 31/67 1/40, 47/72 3/46, 43/55 2/44, 29/47 4/35, 28/31 1/24, 24/30 1/21;
# en 36/67 2/40, 48/72 3/46, 41/56 1/44, 29/47 2/35, 31/31 0/24, 21/30 0/21. What stands here guards against slipping
# back, and says nothing about lines nobody has seen.
RECALL_ON_LATER_LISTS = 0.97
FALSE_ALARMS_ON_LATER_LISTS = 0.02
# The examples that the acts are trained on are ordinary talk, written by others.
FALSE_ALARMS_ON_TRAINING_EXAMPLES = 0.005


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIRST = {language: rows(f"cases_{language}.csv") for language in LANGUAGES}
LATER = {language: rows(f"later_{language}.csv") for language in LANGUAGES}
SELF_HELP = {language: [row for row in FIRST[language] if row["mode"] == "self_help"] for language in LANGUAGES}


def level(text: str, mode: Mode = "self_help") -> Level:
    return screen(text, mode).level


# The lists


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_list_is_wide_and_a_third_of_it_is_ordinary_talk(language: str) -> None:
    ordinary = [row for row in FIRST[language] if row["level"] == "L0"]
    assert len(FIRST[language]) >= 220
    assert len(ordinary) >= len(FIRST[language]) / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_list_gets_its_levels_and_no_crisis_in_it_is_missed(language: str) -> None:
    found = [(row["level"], level(row["text"], row["mode"]), row["text"]) for row in FIRST[language]]  # type: ignore[arg-type]
    missed = [text for meant, got, text in found if meant >= "L2" > got]
    alarms = [text for meant, got, text in found if got >= "L2" > meant]
    assert missed == [] and alarms == []
    assert sum(meant == got for meant, got, _ in found) >= EXACT_ON_FIRST_LISTS * len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_later_lists_do_not_slip_back(language: str) -> None:
    found = [(row["level"], level(row["text"], row["mode"]), row["text"]) for row in LATER[language]]  # type: ignore[arg-type]
    crises = [(got, text) for meant, got, text in found if meant >= "L2"]
    others = [(got, text) for meant, got, text in found if meant < "L2"]
    missed = [text for got, text in crises if got < "L2"]
    alarms = [text for got, text in others if got >= "L2"]
    assert len(missed) <= (1 - RECALL_ON_LATER_LISTS) * len(crises), missed
    assert len(alarms) <= FALSE_ALARMS_ON_LATER_LISTS * len(others), alarms


def test_the_ordinary_talk_that_the_acts_are_trained_on_is_hardly_ever_taken_for_a_crisis() -> None:
    lines = [
        line.removeprefix("- ")
        for path in sorted((ROOT / "data" / "nlu").rglob("*.yml"))
        for line in re.findall(r"^\s*(- .*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    alarms = [line for line in lines if level(line) >= "L2"]
    assert len(lines) > 1_000
    assert len(alarms) <= FALSE_ALARMS_ON_TRAINING_EXAMPLES * len(lines), alarms


@pytest.mark.parametrize("subject", ["", "aku", "gue", "saya"])
@pytest.mark.parametrize(
    "wish", ["pengen mati", "mau bunuh diri", "ingin mengakhiri hidup", "pgn bundir", "capek hidup"]
)
@pytest.mark.parametrize("tail", ["", "aja deh", "wkwk", "lol", "gara-gara skripsi", "hari ini", "😭", "tapi takut"])
def test_a_plain_indonesian_wish_is_seen_whatever_stands_around_it(subject: str, wish: str, tail: str) -> None:
    assert level(f"{subject} {wish} {tail}") >= "L2"


@pytest.mark.parametrize("subject", ["", "i ", "honestly i "])
@pytest.mark.parametrize("wish", ["want to die", "wanna kill myself", "want to end my life", "want 2 kms"])
@pytest.mark.parametrize("tail", ["", " lol", " haha", " at work", " because of school", " today", " but I'm scared"])
def test_a_plain_english_wish_is_seen_whatever_stands_around_it(subject: str, wish: str, tail: str) -> None:
    assert level(f"{subject}{wish}{tail}") >= "L2"


@pytest.mark.parametrize(
    "text",
    [
        "lapar setengah mati", "deadline ini membunuhku", "killing me", "this deadline is killing me", "bunuh waktu",
        "mati lampu", "mau mati ketawa", "mati-matian", "hpku mati", "dying laughing", "scared to death",
    ],
)  # fmt: skip
def test_a_figure_of_speech_is_no_crisis(text: str) -> None:
    assert level(text) == "L0"


def test_a_figure_of_speech_covers_only_itself() -> None:
    assert level("lapar setengah mati, dan jujur aku pengen mati") == "L2"
    assert level("work is killing me and I want to kill myself") == "L2"


# What lowers, what restores


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("i slapped my own face in the toilets", "L2"),
        ("i hit my head on the shelf", "L0"),
        ("went back to the razor on sunday", "L2"),
        ("went back to the barber on sunday", "L0"),
        ("I'd sooner be under the ground than on this ward", "L2"),
        ("I'd sooner be in bed than on this ward", "L0"),
        ("I took too much", "L3"),
        ("I took too much luggage", "L0"),
        ("the caretaker forced himself on me", "L3"),
        ("he forced himself to eat", "L0"),
        ("he broke my nose and my phone", "L3"),
        ("he broke my phone", "L0"),
        ("he poured boiling water over me", "L3"),
        ("he poured boiling water over the noodles", "L0"),
        ("aku nyundut rokok ke lengan", "L2"),
        ("aku beli rokok ke warung", "L0"),
        ("aku nyari cara mati", "L2"),
        ("aku nyari cara matiin komentar", "L0"),
        ("tadi aku nelen dua strip", "L3"),
        ("tadi aku nelen dua bakso", "L0"),
        ("bapak nyiram aku pake air panas", "L3"),
        ("bapak nyiram tanaman pake air hujan", "L0"),
        ("aku mau masukin racun ke kopi mertua", "L3"),
        ("aku mau masukin gula ke kopi mertua", "L0"),
    ],
)
def test_what_is_said_outright_is_told_from_what_shares_its_words(text: str, meant: Level) -> None:
    assert level(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("aku nggak mau bunuh diri", "L1"),
        ("aku nggak kepikiran bunuh diri kok", "L1"),
        ("aku nggak kuat pengen mati", "L2"),
        ("aku nggak cuma pengen mati, aku mau bunuh diri", "L2"),
        ("bukannya nggak pengen mati", "L2"),
        ("nggak, aku mau mati", "L2"),
        ("aku nggak mau bunuh diri tapi pengen ngilang dari dunia", "L2"),
        ("aku nggak mau bunuh diri, tapi kadang kepikiran", "L2"),
        ("I don't want to die", "L1"),
        ("I don't know, I want to die", "L2"),
        ("I can't stop thinking about suicide", "L2"),
        ("I'm not suicidal but I don't want to be alive", "L2"),
        ("suicidal? no", "L1"),
        ("I'd never kill myself, I'm far too nosy", "L1"),
        ("never would I hurt myself", "L1"),
        ("I never wanted to die more than I do now", "L2"),
        ("I would never say it aloud, I want to die", "L2"),
        ("belum pernah aku pengen mati sekuat ini", "L2"),
        ("my flatmate thinks I'm suicidal. I'm not.", "L1"),
        ("my flatmate asked whether I want to kill myself. I don't know.", "L2"),
        ("I asked myself whether I should kill myself. No.", "L2"),
        ("not in a suicidal way, but this flat wears me out", "L1"),
        ("bosen sih, bukan karena mau mati", "L1"),
        ("pengen ngilang, tapi bukan mati ya maksudnya", "L1"),
        ("pengen ngilang, bukan cuma dari kantor, pengen mati", "L2"),
    ],
)
def test_a_negation_counts_within_its_clause(text: str, meant: Level) -> None:
    assert level(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("temanku mau bunuh diri", "L1"),
        ("kata adikku dia pengen mati", "L1"),
        ("diputusin pacar pengen mati", "L2"),
        ("pacarku bikin aku pengen mati", "L2"),
        ("temanku mau bunuh diri, aku juga kepikiran", "L2"),
        ("temanku diperkosa", "L1"),
        ("my friend wants to kill himself", "L1"),
        ("my mom makes me want to die", "L2"),
        ("he hits me every night", "L3"),
        ("my lodger in Leeds wants to die", "L1"),
        ("our goalkeeper talks about killing himself", "L1"),
        ("anyone in Leeds want to die with me", "L2"),
        ("talks about my lodger bore me, I want to die", "L2"),
        ("tanteku dicekik suaminya", "L1"),
        ("tante, dicekik suami lagi aku", "L3"),
        ("dimarahin tante terus aku dicekik", "L3"),
        ("pelatihku bilang mau bunuh diri", "L1"),
        ("ibu meninggal pengen nyusul", "L2"),
        ("suami selingkuh pengen mati aja", "L2"),
        ("suami di Arab pengen mati aja", "L2"),
    ],
)
def test_someone_elses_crisis_is_told_from_ones_own(text: str, meant: Level) -> None:
    assert level(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("dulu waktu SMA aku pernah mau bunuh diri", "L1"),
        ("dari dulu aku pengen mati", "L2"),
        ("dulu aku bahagia, sekarang pengen mati", "L2"),
        ("dulu pernah mau bunuh diri dan sekarang muncul lagi", "L2"),
        ("kemarin aku mau bunuh diri", "L2"),
        ("I tried to kill myself ten years ago", "L1"),
        ("I used to be happy and now I want to die", "L2"),
        ("I used to be suicidal and lately it's back", "L2"),
        ("I pernah mau mati, but I'm okay now", "L1"),
        ("Back in Cardiff I wanted to die every day. Now I grumble about the bins.", "L1"),
        ("Back in Cardiff I wanted to die every day. Now it is worse.", "L2"),
        ("Back in Cardiff I wanted to die every day. Now I want to die here.", "L2"),
        ("When I was 19 I tried to hang myself. Today I mend boats.", "L1"),
        ("I tried to hang myself. Today I am at home.", "L3"),
        ("When I first came to Oslo I wanted to die. It passed, and it hasn't returned.", "L1"),
        ("I wanted to be dead. It passed for an hour.", "L2"),
        ("Jaman kontrak di Batam aku pengen mati tiap malam. Sekarang jualan seblak.", "L1"),
        ("Jaman kontrak di Batam aku pengen mati tiap malam.", "L2"),
        ("Jaman susah begini aku pengen mati. Sekarang tinggal nunggu.", "L2"),
        ("Tahun pertama di Taipei saya ingin mati. Setelah ganti majikan rasa itu hilang.", "L1"),
        ("Tahun pertama di Taipei ini saya ingin mati.", "L2"),
        ("2017 pengen bundir tiap hari. ayeuna mah jualan cilok, udah ga pernah lagi", "L1"),
        ("2017 pengen bundir, sekarang masih", "L2"),
        ("I was raped last night. I am fine now.", "L3"),
        ("I wanted to die last night. When I was at uni I was fine. Now I run a shop.", "L2"),
        ("When we moved here I tried to overdose. Now I have a rope.", "L3"),
        ("I tried to overdose at nineteen. Now I keep pills by the bed.", "L3"),
        ("tahun pertama kuliah pengen mati, sekarang kuliah makin berat", "L2"),
        ("2019 anakku meninggal, aku pengen mati. Sekarang rumah sepi.", "L2"),
        ("In 2019 my son died. I want to die. Now I cook for one.", "L2"),
        ("2019 anakku meninggal. Aku pengen mati. Sekarang jualan sayur.", "L2"),
    ],
)
def test_what_is_over_is_told_from_what_is_back(text: str, meant: Level) -> None:
    assert level(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('lagu "Ingin Mati" itu enak', "L0"),
        ('there\'s a song called "I want to die"', "L0"),
        ('film "Bunuh Diri" jelek, tapi aku sendiri pengen mati', "L2"),
        ('"pengen mati", itu yang ada di pikiranku', "L2"),
    ],
)
def test_a_title_lowers_only_its_own_words(text: str, meant: Level) -> None:
    assert level(text) == meant


# Practice


@pytest.mark.parametrize(
    "text",
    [
        "Apakah kamu ingin mengakhiri hidup?",
        "Kamu merasa lebih baik mati saja.",
        "Makasih sudah cerita soal keinginan bunuh diri itu.",
        'Tadi Ibu bilang "saya ingin mati".',
        "I hear you saying you want to die.",
        "Are you thinking of killing yourself tonight?",
        "Do you have pills at home?",
    ],
)
def test_the_counselors_work_is_no_crisis(text: str) -> None:
    assert level(text, "practice") == "L0"


@pytest.mark.parametrize(
    "text", ["aku pengen mati", "saya sendiri ingin bunuh diri", "I want to die", "I'm suicidal myself"]
)
def test_what_trainees_say_of_themselves_counts_in_practice_too(text: str) -> None:
    assert level(text, "practice") >= "L2"


# Spelling


@pytest.mark.parametrize(
    "text",
    [
        "p e n g e n m a t i", "p.e.n.g.e.n m.a.t.i", "b-u-n-d-i-r", "pengen m4t1", "peeengeeen maaatiii",
        "pengen m*ti", "ｐｅｎｇｅｎ ｍａｔｉ", "pengen mаti", "pen\u200bgen ma\u200bti", "pengen mát̷i", "PENGEN MATI",
        "pengenmati", "bnuh diri",
        "𝓹𝓮𝓷𝓰𝓮𝓷 𝓶𝓪𝓽𝓲", "pengen ma\x00ti", "bu nuh diri", "wana kil myslef", "su1c1de", "k.m.s", "k i l l m y s e l f",
        "i want to d!e", "un alive myself", "iwanttodie", "I wаnt to diе",
    ],
)  # fmt: skip
def test_a_trick_of_spelling_hides_nothing(text: str) -> None:
    found = screen(text)
    assert found.level >= "L2"
    assert found.span is not None and 0 <= found.span[0] < found.span[1] <= len(text)


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_letters_and_invisible_ones_keep_every_level_of_the_list(language: str) -> None:
    for row in SELF_HELP[language]:
        text = row["text"]
        plain = level(text)
        assert level(text.translate(FULL_WIDTH)) == plain, text
        assert level("\u200b".join(text)) == plain, text
        assert level(text.upper()) == plain, text


# Everything


@given(st.text(alphabet=st.characters(), max_size=200), st.sampled_from(["self_help", "practice"]))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_level_and_a_span_inside_it(text: str, mode: Mode) -> None:
    found = screen(text, mode)
    assert found == screen(text, mode)
    if found.level == "L0":
        assert found.rule == "" and found.span is None
    else:
        assert found.rule and found.span is not None
        assert 0 <= found.span[0] < found.span[1] <= len(text)


WORDS = st.sampled_from(
    "aku saya dia temanku i my friend pengen mau want to mati die bunuh diri kill myself nggak not tapi but hidup live "
    'dulu ago " . , ? ! … tali pills malam ini tonight kamu you 30 m4ti m*ti \ud800 \x00 ka\u0301u'.split(" ")
)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=10), st.sampled_from(["self_help", "practice"]))
@settings(max_examples=300, deadline=None)
def test_no_order_of_telling_words_breaks_it_and_earlier_turns_lower_nothing(
    last: list[str], before: list[str], mode: Mode
) -> None:
    text = " ".join(last)
    alone = screen(text, mode)
    together = screen_turns([" ".join(before), text], mode)
    assert together.level >= alone.level
    if together.span is not None:
        assert 0 <= together.span[0] < together.span[1] <= len(text)


@given(st.sampled_from(SELF_HELP["id"]), st.sampled_from(SELF_HELP["en"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_two_languages_in_one_message_keep_the_higher_level(
    one: dict[str, str], other: dict[str, str], turned: bool
) -> None:
    first, second = (other, one) if turned else (one, other)
    assert level(f"{first['text']}. {second['text']}") >= max(level(one["text"]), level(other["text"]))


LONG = {
    "ordinary talk": "aku capek banget hari ini, dosen minta revisi lagi. ",
    "wish words": "pengen ",
    "lowered again and again": "temanku mau bunuh diri. ",
    "over again and again": "dulu pernah mau bunuh diri ",
    "single letters": "a ",
    "dots": "m.a.t.i.",
    "one word": "a",
    "quotes": '"a" ',
    "stars": "m*t* ",
    "negations": "i want to not ",
    "signs": "😭",
}


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_thousand_letters_take_less_than_a_second(name: str) -> None:
    piece = LONG[name]
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    level("warm")
    # Processor time too is longer where a neighbor has the other half of the core: the quicker of two.
    assert min(seconds_of(text) for _ in range(2)) < 1


def seconds_of(text: str) -> float:
    started = time.process_time()
    level(text)
    return time.process_time() - started


def test_a_wish_is_found_at_the_end_of_a_very_long_message() -> None:
    assert level("aku mau cerita soal skripsi. " * 20_000 + "aku pengen mati") == "L2"


# Turns


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (["aku pengen", "mati"], "L2"),
        (["aku pengen mati", "udah siapin tali"], "L3"),
        (["talinya udah di kamar", "aku pengen mati aja"], "L3"),
        (["I want to kill myself", "tonight"], "L3"),
        (["I want to die", "ok", "I have the pills"], "L3"),
        (["temanku mau bunuh diri", "aku juga"], "L2"),
        (["aku nggak mau bunuh diri", "tapi kadang kepikiran"], "L2"),
        (["lagi stres", "aku pengen mati"], "L2"),
    ],
)
def test_what_is_said_in_two_messages_counts_together(turns: list[str], meant: Level) -> None:
    found = screen_turns(turns)
    assert found.level == meant
    assert found.span is not None and turns[-1][slice(*found.span)]


@pytest.mark.parametrize(
    "turns",
    [
        [],
        ["aku pengen mati", "ok makasih"],
        ["aku pengen mati", "iya", "besok jam 9 ketemu dosen"],
        ["I want to kill myself", "tomorrow I have a dentist appointment"],
        ["pengen bunuh diri", "besok aku mau ke pasar beli obat batuk"],
        ["aku mau", "mati lampu nih"],
    ],
)
def test_an_old_finding_does_not_fire_again_on_a_harmless_message(turns: list[str]) -> None:
    assert screen_turns(turns).level == "L0"


def test_only_the_last_five_messages_are_looked_at_together() -> None:
    assert screen_turns(["aku pengen mati", "a", "b", "c", "udah siapin tali"]).level == "L3"
    assert screen_turns(["aku pengen mati", "a", "b", "c", "d", "udah siapin tali"]).level == "L0"


@pytest.mark.parametrize(
    "text",
    [
        "I hide the empties from my wife",
        "I hide my shopping from my husband",
        "hiding the bills from my wife",
        "I keep hiding it from my wife",
        "aku nyembunyiin belanjaan dari suami",
        "aku sembunyikan botolnya dari istri",
    ],
)
def test_hiding_a_thing_from_somebody_is_no_danger(text: str) -> None:
    assert screen(text).level == "L0"


@pytest.mark.parametrize(
    "text",
    [
        "I hide in the bathroom from my husband",
        "I'm hiding from him right now",
        "hiding at my sister's from my ex",
        "we are hiding upstairs from my stepdad",
        "locked in my room away from my boyfriend",
        "hiding my kids from my husband",
        "I hide my bruises from my mom",
    ],
)
def test_hiding_oneself_from_somebody_stays_one(text: str) -> None:
    assert screen(text).level == "L3"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("when I'm dead nobody will care", "L2"),
        ("take care of the cat after I am gone", "L2"),
        ("I can't do it after a shift when I'm dead. Short bits maybe.", "L0"),
        ("after work when im dead tired i scroll", "L0"),
    ],
)
def test_being_dead_is_told_from_being_dead_tired(text: str, level: str) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(
    "text", ["coba lagi minggu depan", "gatau, ya coba lagi besoknya", "yang kedua, eh bentar kompornya nyala"]
)
def test_to_try_again_or_a_stove_that_is_on_is_no_danger(text: str) -> None:
    assert screen(text).level == "L0"


@pytest.mark.parametrize(
    "text", ["kemarin coba tapi talinya putus, mau coba lagi besok", "gasnya udah kubuka, pintu kukunci"]
)
def test_to_try_with_a_rope_again_or_gas_that_is_opened_stays_one(text: str) -> None:
    assert screen(text).level == "L3"
