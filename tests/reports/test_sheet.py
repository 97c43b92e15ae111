from __future__ import annotations

from typing import Any

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import LANGUAGES, Language
from bot.reports import as_pdf
from bot.reports.sheet import UNSHOWN, as_shown
from tests.reports.exports import make_export, make_goal, make_plan, make_step, with_text_everywhere

LATIN = frozenset(range(0x20, 0x250)) | {ord("א")}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paragraphs that were written into PDFs; the files themselves hold only numbers of glyphs."""
    paragraphs: list[str] = []
    multi_cell = FPDF.multi_cell

    def note(sheet: FPDF, width: float, height: float, text: str, **how: Any) -> Any:
        paragraphs.append(text)
        return multi_cell(sheet, width, height, text, **how)

    monkeypatch.setattr(FPDF, "multi_cell", note)
    return paragraphs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_a_small_pdf(language: Language) -> None:
    pdf = as_pdf(make_export(make_goal(make_plan(make_step()))), language)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert 5_000 < len(pdf) < 200_000


def test_the_plan_is_on_the_sheet_in_the_clients_words(written: list[str]) -> None:
    as_pdf(make_export(make_goal(make_plan(make_step()))), "id")
    for text in ("Rencanaku", "Dewi", "Lulus bulan Juli", "☐  Kirim pesan ke dosbing", "Senin, 9 Maret 2026, 09.00",
                 "Senin jam 9", "kamar kos", "takut dibalas ketus", "kalau takut, tarik napas dulu", "Rina",
                 "Senin, 16 Maret 2026", "Seberapa yakin bisa menjalankannya: 7,5 dari 10", "•  jujur"):  # fmt: skip
        assert text in written


def test_the_talk_and_dropped_goals_stay_off_the_sheet(written: list[str]) -> None:
    as_pdf(make_export(make_goal(None, text="pindah kota", status="dropped")), "id")
    assert not [text for text in written if "skripsiku" in text or "pindah" in text or "L2" in text]


def test_a_step_that_was_done_is_ticked(written: list[str]) -> None:
    as_pdf(make_export(make_goal(make_plan(make_step(status="done")))), "id")
    assert "☑  Kirim pesan ke dosbing" in written
    assert "sudah dijalankan" in written


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("capek 😭😭 bgt 👨\u200d👩\u200d👧 👍🏽", id="emoji"),
        pytest.param("إن شاء الله", id="arabic"),
        pytest.param("我想毕业", id="chinese"),
        pytest.param("हिन्दी", id="devanagari"),
        pytest.param("a\x00b\x07c\u202e\u2028d", id="control characters"),
        pytest.param("e\u0332\u035f", id="combining marks"),
        pytest.param("x" * 3000, id="one long word"),
        pytest.param("\n\n", id="empty lines"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_script_or_sign_breaks_the_sheet(text: str, language: Language) -> None:
    pdf = as_pdf(with_text_everywhere(text), language)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 5_000


def test_what_cannot_be_shown_is_owned_up_to(written: list[str]) -> None:
    as_pdf(make_export(make_goal(None, text="我想毕业 bulan Juli")), "id")
    assert f"{UNSHOWN} bulan Juli" in written
    assert any(text.startswith(f"{UNSHOWN} = ") for text in written)
    written.clear()
    as_pdf(make_export(make_goal(None)), "id")
    assert not [text for text in written if UNSHOWN in text]


def test_control_characters_leave_no_trace(written: list[str]) -> None:
    as_pdf(make_export(make_goal(None, text="lulus\tbulan\x00 Juli\r\nini")), "id")
    assert "lulus bulan Juli\nini" in written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("naïve", "naïve"),
        ("nai\u0308ve", "naïve"),
        ("dua\nbaris", "dua\nbaris"),
        ("我想 毕业", f"{UNSHOWN} {UNSHOWN}"),
        ("a\u200db\ufe0f", "ab"),
        ("שלום א", f"{UNSHOWN} {UNSHOWN}"),
    ],
)
def test_letters_the_fonts_lack_are_replaced_run_by_run(text: str, shown: str) -> None:
    assert as_shown(text, LATIN) == shown


@settings(deadline=None, max_examples=25)
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_can_be_put_on_the_sheet(text: str) -> None:
    assert as_pdf(with_text_everywhere(text), "id").startswith(b"%PDF-")
