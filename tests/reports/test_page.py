from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import LANGUAGES, Language
from bot.reports import as_html
from bot.reports.words import plain
from tests.reports.exports import make_export, make_goal, make_plan, make_step, with_text_everywhere

VOID = {"meta", "link", "br"}


class Outline(HTMLParser):
    """Tags with their attributes, the visible text, and whether every tag is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data


def words_of(page: str) -> str:
    return " ".join(Outline(page).text.split())


@pytest.fixture
def export() -> dict[str, object]:
    return make_export(make_goal(make_plan(make_step())))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "id",
            ["Rencanaku", "Dewi", "jujur", "Lulus bulan Juli disepakati", "9 dari 10", "7,5 dari 10",
             "Kirim pesan ke dosbing", "Senin, 9 Maret 2026, 09.00", "Senin jam 9", "Senin, 16 Maret 2026",
             "chat dosbing duluan Dewi Ya",
             "pasang jam khusus 25 menit Rembuk –", "pengen lulus diusulkan Dewi", "skripsiku macet",
             "caranya 7,5 · keseluruhan 9"],
        ),
        (
            "en",
            ["My plan", "Lulus bulan Juli agreed", "9 out of 10", "7.5 out of 10", "Monday, 9 March 2026, 09:00",
             "Monday, 16 March 2026", "chat dosbing duluan Dewi Yes", "the way we worked 7.5 · overall 9"],
        ),
    ],
)  # fmt: skip
def test_the_page_tells_the_plan_in_its_language(language: Language, expected: list[str]) -> None:
    page = as_html(make_export(make_goal(make_plan(make_step()))), language)
    assert f'<html lang="{language}">' in page
    words = words_of(page)
    assert [text for text in expected if text not in words] == []


def test_talks_are_folded_away_and_marked_with_their_language() -> None:
    tags = Outline(as_html(make_export(), "en")).tags
    assert ("details", {}) in tags
    assert ("ol", {"class": "transcript", "lang": "id"}) in tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_the_client_wrote_becomes_markup(language: Language) -> None:
    hostile = "<script>alert('x')</script><img src=x onerror=alert(1)> \" onmouseover=\"x {{ 7*7 }} & <b>"
    page = as_html(with_text_everywhere(hostile), language)
    harmless = Outline(as_html(with_text_everywhere("aman"), language))
    assert Outline(page).tags == harmless.tags
    assert hostile in Outline(page).text


def test_the_page_needs_nothing_from_elsewhere(export: dict[str, object]) -> None:
    tags = Outline(as_html(export, "id")).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not {"src", "href"} & {name for _, attributes in tags for name in attributes}


def test_tables_have_captions_and_scoped_headings(export: dict[str, object]) -> None:
    tags = [tag for tag, _ in Outline(as_html(export, "id")).tags]
    assert tags.count("caption") == tags.count("table") == 2
    assert all("scope" in attributes for tag, attributes in Outline(as_html(export, "id")).tags if tag == "th")


def test_headings_never_skip_a_level(export: dict[str, object]) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(as_html(export, "id")).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_page_without_goals_or_talks_says_so() -> None:
    export = make_export(name=None)
    export["sessions"] = []
    words = words_of(as_html(export, "id"))
    assert "Belum ada tujuan" in words
    assert "Belum ada obrolan" in words


def test_earlier_plans_and_what_became_of_them_are_told() -> None:
    tried = make_step(
        id="4" * 32,
        action="Telepon dosbing",
        status="partly",
        reviews=[{"outcome": "partly", "said": "baru ngetik", "at": "2026-03-08T19:00:00+07:00"}],
    )
    plan, earlier = make_plan(make_step()), make_plan(tried, status="replaced")
    words = words_of(as_html(make_export(make_goal(plan, plans=[earlier, plan])), "id"))
    assert words.count("Telepon dosbing") == words.count("Kirim pesan ke dosbing") == 1
    assert "jalan sebagian: baru ngetik" in words


def test_a_client_without_a_name_speaks_as_i() -> None:
    export = make_export(make_goal(None), name=None)
    assert "chat dosbing duluan Aku" in words_of(as_html(export, "id"))
    export["client"]["address"] = "bapak"
    assert "chat dosbing duluan Saya" in words_of(as_html(export, "id"))


@settings(deadline=None, max_examples=60)
@given(text=st.text(min_size=1, max_size=80), language=st.sampled_from(LANGUAGES))
def test_any_text_is_shown_as_it_was_written(text: str, language: Language) -> None:
    page = html.unescape(as_html(with_text_everywhere(text), language))
    assert f'<p class="action said" dir="auto">{plain(text)}</p>' in page


def test_numbers_of_several_days_are_charted_with_their_table_and_those_of_one_are_not() -> None:
    goal = make_goal(make_plan(make_step()))
    assert "<svg" not in as_html(make_export(goal), "id")
    goal["ratings"].append({"kind": "confidence", "rating": 7.5, "at": "2026-03-08T19:00:00+07:00"})
    page = as_html(make_export(goal), "id")
    assert 'role="img"' in page and "Seberapa yakin: 6, 7,5." in page
    assert "1 Mar 2026 9 6 8 Mar 2026 – 7,5" in words_of(page)


def test_the_page_that_is_served_leads_to_the_files_and_leaves_the_talks_out() -> None:
    pages = [{"href": "plan", "name": "Rencanaku", "here": True}]
    page = as_html(make_export(make_goal(None)), "id", talks=False, static="../../static", pages=pages)
    links = [attributes["href"] for tag, attributes in Outline(page).tags if tag == "a"]
    assert links == ["plan", "rembuk.pdf", "rembuk.ics"]
    assert "skripsiku macet" not in page
