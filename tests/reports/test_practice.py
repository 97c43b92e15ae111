from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.language import LANGUAGES, Language
from bot.reports.practice import NoReport, can_compare, compare_page, practice_page, trend_page
from tests.reports.records import make_record
from tests.reports.test_page import Outline, words_of

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> \" onmouseover=\"x {{ 7*7 }} & <b>"
PAGES = {
    "practice": practice_page,
    "trend": trend_page,
    "compare": compare_page,
}


def two(**parts: Any) -> list[dict[str, Any]]:
    return [make_record(1, **parts), make_record(2, trust=0.45, **parts)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "id",
            ["Ulasan latihan", "Skripsi yang macet", "Dimas, 23 tahun · Minggu, 1 Maret 2026, 19.00 · Sesi 1",
             "Kamu harus segera ketemu dosbing. [Membujuk, Mengusulkan langkah]", "kepercayaan 0,30 → 0,35",
             "karena pertanyaannya memberi Dimas ruang memilih", "Dimas · kata-kata perubahan", "lapis 2",
             "N1 Pemahaman bersama", "C1 Klien yang memutuskan", "Pantulan tiap pertanyaan 1,00 1 2 cukup"],
        ),
        (
            "en",
            ["Debrief", "A thesis that will not move", "Dimas, 23 · Sunday, 1 March 2026, 19:00 · Session 1",
             "Kamu harus segera ketemu dosbing. [Persuade, Propose a step]", "trust 0.30 → 0.35",
             "because the question left Dimas room to choose", "Dimas · change talk", "layer 2",
             "N1 Shared understanding", "C1 The client decides", "Reflections to a question 1.00 1 2 fair"],
        ),
    ],
)  # fmt: skip
def test_the_debrief_tells_a_session_in_its_language(language: Language, expected: list[str]) -> None:
    page = practice_page([make_record()], language)
    assert f'<html lang="{language}">' in page
    words = words_of(page)
    assert [text for text in expected if text not in words] == []


def test_the_words_that_earned_a_code_are_marked_and_evidence_leads_to_its_turn() -> None:
    outline = Outline(practice_page([make_record()], "id"))
    assert ("mark", {"class": "pushing"}) in outline.tags
    places = {attributes.get("id") for _, attributes in outline.tags}
    links = [str(attributes["href"]) for tag, attributes in outline.tags if tag == "a"]
    assert links and {link.removeprefix("#") for link in links} <= places


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_is_said_in_words_and_has_a_table_beside_it(name: str) -> None:
    page = PAGES[name](two(), "en")
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    tables = page.count("<table>")
    assert len(charts) >= 2 and tables >= len(charts) - (name == "trend")
    for chart in charts:
        root = ElementTree.fromstring(chart)
        assert root.get("role") == "img"
        assert all(len(str(one.text)) > 8 for one in root if one.tag.endswith(("title", "desc")))
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_anybody_wrote_becomes_markup(name: str, language: Language) -> None:
    def page(text: str) -> Outline:
        records = two(case=text, opening=text)
        for record in records:
            for turn in record["turns"]:
                turn |= {"text": text, "reply": text, "comments": [{"by": text, "text": text}]}
                for code in turn["codes"]:
                    code["span"] = [0, len(text)]
            for measure in (*record["summary"]["negotiation"].values(), *record["summary"]["ownership"].values()):
                for entry in measure["evidence"]:
                    entry["quote"] = text
        return Outline(PAGES[name](records, language))

    hostile = page(HOSTILE)
    assert hostile.tags == page("aman").tags
    assert HOSTILE in hostile.text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_served_asks_for_its_own_files_alone_and_holds_no_style(name: str) -> None:
    pages = [{"href": "trend", "name": "Tren", "here": False}]
    outline = Outline(PAGES[name](two(), "id", static="../../static", pages=pages))
    asked = [attributes[key] for _, attributes in outline.tags for key in ("src", "href") if key in attributes]
    files = [str(one) for one in asked if "/" in str(one)]
    assert sorted(files) == [f"../../static/{name}" for name in ("icon.svg", "report.css", "report.js")]
    assert not [one for one in outline.tags if one[0] == "style" or "style" in one[1]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_by_itself_needs_nothing_from_elsewhere(name: str) -> None:
    tags = Outline(PAGES[name](two(), "id")).tags
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    assert all(str(attributes.get("href", "#")).startswith("#") for tag, attributes in tags if tag == "a")


@pytest.mark.parametrize("name", PAGES)
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(PAGES[name](two(), "id")).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


def test_a_session_that_goes_on_says_so_and_one_without_words_shows_no_chart() -> None:
    assert "belum diakhiri" in words_of(practice_page([make_record(ended=False)], "id"))
    silent = practice_page([make_record(said=[])], "id")
    assert "<svg" not in silent and "Belum ada kata-katamu" in words_of(silent)


def test_a_session_is_chosen_by_its_number_and_else_is_the_newest() -> None:
    records = two()
    assert "Sesi 2" in words_of(practice_page(records, "id"))
    assert "Sesi 1" in words_of(practice_page(records, "id", session=1))
    for wrong in (0, 3):
        with pytest.raises(NoReport):
            practice_page(records, "id", session=wrong)
    with pytest.raises(NoReport):
        practice_page([make_record(opening=None)], "id")


def test_two_attempts_stand_side_by_side_with_what_changed() -> None:
    better = [("Rasanya berat, dan kamu bertahan.", ("complex_reflection", "affirm"))] * 4
    words = words_of(compare_page([make_record(1), make_record(2, better, trust=0.5)], "id"))
    assert "Giliran 3 4 naik 1" in words
    assert "Membujuk atau menyalahkan 1 0 turun 1" in words
    assert "Kepercayaan klien di akhir 0,45 0,70 naik 0,25" in words
    assert "(tidak ada giliran ini)" in words


def test_only_sessions_with_one_client_are_compared() -> None:
    thesis, other, again = make_record(1), make_record(2, case="debt"), make_record(3)
    assert not can_compare([thesis, other])
    assert can_compare([thesis, other, again])
    assert "Sesi 3" in words_of(compare_page([thesis, other, again], "id"))
    for first, second in ((1, 2), (1, 1), (1, 9)):
        with pytest.raises(NoReport):
            compare_page([thesis, other, again], "id", first=first, second=second)


def test_the_trend_holds_what_is_over_and_leads_to_each() -> None:
    records = [make_record(1), make_record(2, ended=False), make_record(3)]
    page = trend_page(records, "en", static="s", pages=[{"href": "trend", "name": "Trend", "here": True}])
    links = [attributes["href"] for tag, attributes in Outline(page).tags if tag == "a"]
    assert links == ["trend", "practice?session=1", "practice?session=3", "compare?first=1&second=3", "rembuk.csv"]
    assert "No session is over yet" in words_of(trend_page([make_record(ended=False)], "en"))


def test_a_supervisors_comment_stands_with_its_turn() -> None:
    record = make_record()
    record["turns"][1]["comments"] = [{"by": "Bu Rina", "text": "Coba tanya dulu.", "at": "2026-03-02T08:00:00+07:00"}]
    words = words_of(practice_page([record], "id"))
    assert "Catatan Bu Rina Coba tanya dulu." in words
    assert words.index("Giliran 2 ·") < words.index("Coba tanya dulu.") < words.index("Giliran 3 ·")
