"""Half a sentence, a scrap, a list's item or what is taken back at once is not said back as if it were the whole."""

from __future__ import annotations

import pytest

from benchmarks.reflections import MESSAGES as REVIEWED
from benchmarks.reflections import reflected
from bot.counseling.address import Address
from bot.counseling.risk import is_strange
from bot.counseling.segments import read
from bot.counseling.topics import topics
from bot.language import Language
from tests.counseling.said import ONE_TOLD, turned

KAMU, BAPAK, IBU, KAK, EN = (
    Address("id"),
    Address("id", "bapak"),
    Address("id", "ibu"),
    Address("id", "kak", "Bimo"),
    Address("en"),
)


def said(message: str, address: Address) -> set[str]:
    return {text.lower() for text in turned(message, address, ONE_TOLD)}


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("I thought I'd sleep better in the new flat. I don't.", EN, "sleep better"),
        ("They gave away my locker while I was in Spain.", EN, "you were in spain"),
        ("he shut the door and then i opened it", EN, "he shut the door"),
        ("She parks across the gate so I can't drive out", EN, "like you can't drive out"),
        ("I get up, I feed the hens, I sweep the yard.", EN, "sweep the yard"),
        ("my aunt told the joke and she laughed", EN, "she laughed"),
        ("The street is finally calm, and I hate it.", EN, "finally calm"),
        ("They keep saying I have so much time", EN, "you have so much time."),
        ("pindah ke desa biar tenang, eh tetangganya lebih ribut", KAMU, "biar tenang. aku"),
        ("aku udah nelpon berkali-kali dia tetep diem", KAMU, "berkali-kali dia tetep"),
        ("I told my nurse I was fine. I'd skipped two doses.", EN, "story, too"),
        ("I'm fine. Who's to say what a girl does all night.", EN, "who's to say"),
        ("I knit, he reads, no word.", EN, "you knit"),
        ("mau pergi takut, mau tinggal capek", IBU, "pergi takut"),
        ("aku kayak tong sampah di kantor", KAMU, "tong sampah"),
        ("aku kurir, tadi dimarahin orang", KAMU, "kamu kurir"),
        ("nunggu dipanggil, ternyata nggak ada", KAMU, "ternyata nggak ada"),
        ("tinggal gue doang di kontrakan", KAMU, "kamu tinggal kamu"),
        ("nenek saya pelupa, kadang tidak mengenali saya", BAPAK, "tidak mengenali bapak"),
        ("mengajar saya suka, tapi rapatnya membuat saya lelah", BAPAK, "bapak mengajar bapak"),
        ("pulang dari laut kamarku udah disewain", KAMU, "kamu pulang dari laut kamarmu"),
        ("Memasak untuk pesta itu biasa, yang tidak biasa kali ini tamunya mantan saya", KAK, "itu biasa"),
    ],
)
def test_no_half_or_scrap_is_said_back(message: str, address: Address, never: str) -> None:
    assert not any(never in text for text in said(message, address))


@pytest.mark.parametrize(
    ("message", "address", "kept"),
    [
        ("i eat in the shed so i dont have to wave", EN, "you eat in the shed so you don't have to wave"),
        ("i keep a box of letters i would send to my aunt", EN, "letters you would send to your aunt"),
        ("I keep thinking I broke the lamp", EN, "you keep thinking you broke the lamp"),
        ("After the merger I found out I earn less", EN, "after the merger, you found out you earn less"),
        ("still miss my cousins couch", EN, "your cousin's couch"),
        ("Foto alm. bapak hilang di pasar", KAMU, "alm bapak hilang di pasar"),
    ],
)
def test_what_belongs_together_stays_together(message: str, address: Address, kept: str) -> None:
    assert any(kept in text for text in said(message, address))


def test_laughter_parts_clauses_like_a_comma() -> None:
    assert [clause.text for clause in read("my aunt is younger than me lol its whatever", "en")] == [
        "my aunt is younger than me",
        "it's whatever",
    ]


def test_what_stands_inside_a_question_is_no_clause_of_its_own() -> None:
    assert len(read("I know exactly how much trouble we're in", "en")) == 1


def test_a_missing_subject_is_never_left_out_beside_an_elder() -> None:
    assert not any("baru masak satu panci" in text and "ibu" not in text for text in said("baru masak satu panci", IBU))


@pytest.mark.parametrize("text", ["my boss ignore my mail", "I am nurse here", "he stop eating since then"])
def test_a_learners_grammar_is_not_echoed(text: str) -> None:
    assert is_strange(text, "en")


@pytest.mark.parametrize(
    "text", ["did my boss ignore it", "hearing my mum laugh", "I am a nurse", "made him stop eating"]
)
def test_a_bare_verb_in_its_place_is_nothing_strange(text: str) -> None:
    assert not is_strange(text, "en")


def test_what_is_anothers_is_no_topic() -> None:
    assert [topic.text for topic in topics("he told his boss, and my son is at university", EN)] == ["your son"]
    assert topics("ada ibu hamil di bus", KAMU) == [] or all(
        "ibu" not in topic.text for topic in topics("ada ibu hamil di bus", KAMU)
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_reviewed_message_gets_a_statement(language: Language) -> None:
    rows = reflected(REVIEWED / f"reflections_{language}.csv", language)
    assert len(rows) == 50 and all(reflection.text.endswith((".", '."')) for _, _, reflection in rows)
