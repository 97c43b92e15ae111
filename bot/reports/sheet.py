"""The plan as a PDF to put on the wall: values, goals and steps, nothing of the talk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path
from typing import Any

import matplotlib
from fpdf import FPDF

from bot.language import Language
from bot.reports.words import Words, load_words, plain

FAMILY = "DejaVu"
FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
# Stands for what the fonts cannot show.
UNSHOWN = "�"
INK, QUIET, ACCENT, LINE = (44, 42, 38), (98, 92, 82), (47, 95, 83), (221, 213, 199)
_MARGIN = 20
_INDENT = 8
_LABEL = 40
# Joiners, direction marks and the like need no glyph; nor do variation selectors and skin tones.
_SILENT = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
# Written from right to left: without shaping its letters would stand apart and backwards.
_RIGHT_TO_LEFT = ("R", "AL")
_PARTS = ("when", "where", "obstacle", "if_then", "support")


def as_pdf(export: dict[str, Any], language: Language) -> bytes:
    """Give the sheet: A4, the goals that were not dropped, the plan in force of each, what matters to the client.

    Letters that the DejaVu fonts do not have, and those of right-to-left scripts, are shown as one � a run; a line at
    the end says so and where the whole text is.

    Args:
        export: what `export_client` gives.
        language: of the sheet's own words.
    """
    sheet = _Sheet(load_words(language))
    sheet.draw(plain(export))
    return bytes(sheet.output())


def as_shown(text: str, letters: Container[int]) -> str:
    """The text as fonts that have `letters` (code points) can show it, runs of others replaced by �."""
    shown: list[str] = []
    for letter in _SILENT.sub("", unicodedata.normalize("NFC", text)):
        if unicodedata.category(letter) == "Cf":
            continue
        fits = letter == "\n" or (ord(letter) in letters and unicodedata.bidirectional(letter) not in _RIGHT_TO_LEFT)
        if fits or shown[-1:] != [UNSHOWN]:
            shown.append(letter if fits else UNSHOWN)
    return "".join(shown)


class _Sheet(FPDF):
    def __init__(self, words: Words) -> None:
        super().__init__(format="A4")
        self._words = words
        self._left_out = False
        for style, name in FILES.items():
            self.add_font(FAMILY, style, _fonts() / name)
        # What all the fonts have.
        self._letters = frozenset[int].intersection(*(frozenset(font.cmap) for font in self.fonts.values()))
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)
        self.set_lang(words.language)
        self.set_title(words.say("title"))
        self.set_creator("Rembuk")

    def footer(self) -> None:
        self.set_y(-14)
        self._write(f"Rembuk · {self.page_no()}", size=8, color=QUIET)

    def draw(self, export: dict[str, Any]) -> None:
        words, client = self._words, export["client"]
        goals = [goal for goal in export["goals"] if goal["status"] != "dropped"]
        self.add_page()
        self._write(words.say("title"), size=26, style="B", color=ACCENT)
        if client["name"]:
            self._write(client["name"], size=13, color=QUIET)
        self.ln(4)
        if client["values"]:
            self._heading(words.say("values"))
            for value in client["values"]:
                self._write(f"•  {value}")
        if not goals:
            self.ln(4)
            self._write(words.say("no_goals"))
        for goal in goals:
            self._goal(goal)
        self.ln(6)
        if self._left_out:
            self._write(words.say("left_out", sign=UNSHOWN), size=8, color=QUIET)
        self._write(words.say("zone", zone=client["zone"]), size=8, color=QUIET)

    def _goal(self, goal: dict[str, Any]) -> None:
        words, plan = self._words, goal["plan"]
        self._heading(words.say("goal"))
        self._write(goal["text"], size=15, style="B")
        self._write(words.name_of("goal_status", goal["status"]), size=9, color=QUIET)
        self._rating("importance", goal["importance"])
        self._rating("confidence", goal["confidence"])
        self.ln(2)
        if not plan or not plan["steps"]:
            self._write(words.say("no_plan"))
            return
        self._write(f"{words.say('plan')} ({words.name_of('plan_status', plan['status'])})", style="B", color=ACCENT)
        self._rating("plan_confidence", plan["confidence"])
        for step in plan["steps"]:
            self._step(step)

    def _step(self, step: dict[str, Any]) -> None:
        words = self._words
        self.ln(2)
        self._write(f"{'☑' if step['status'] == 'done' else '☐'}  {step['action']}", size=12, style="B")
        rows = [("starts_at", words.time(step["starts_at"]))] if step["starts_at"] else []
        rows += [(key, step[key]) for key in _PARTS if step[key]]
        if step["review_on"]:
            rows.append(("review_on", words.day(step["review_on"])))
        if step["status"] != "open":
            rows.append(("became", words.name_of("step_status", step["status"])))
        for key, text in rows:
            self._row(words.say(key), text)

    def _rating(self, key: str, value: float | None) -> None:
        if value is not None:
            number = self._words.say("out_of_ten", number=self._words.number(value))
            self._write(f"{self._words.say(key)}: {number}", size=10, color=QUIET)

    def _row(self, label: str, text: str) -> None:
        # Both cells begin on one line; a page that is nearly full is left first, so that they stay together.
        if self.will_page_break(12):
            self.add_page()
        top, page = self.get_y(), self.page
        self._write(label, size=9, color=QUIET, left=_INDENT, width=_LABEL - 2)
        below = self.get_y()
        self.set_y(top)
        self._write(text, left=_INDENT + _LABEL)
        if self.page == page:
            self.set_y(max(below, self.get_y()))

    def _heading(self, text: str) -> None:
        if self.will_page_break(40):
            self.add_page()
        self.ln(5)
        self.set_draw_color(*LINE)
        self.line(_MARGIN, self.get_y(), self.w - _MARGIN, self.get_y())
        self.ln(3)
        self._write(text.upper(), size=9, style="B", color=ACCENT)

    def _write(
        self,
        text: str,
        *,
        size: float = 11,
        style: str = "",
        color: tuple[int, int, int] = INK,
        left: float = 0,
        width: float = 0,
    ) -> None:
        """A paragraph from `left` (mm from the margin), `width` wide (0: up to the margin)."""
        shown = as_shown(text, self._letters)
        self._left_out = self._left_out or UNSHOWN in shown
        self.set_font(FAMILY, style, size)
        self.set_text_color(*color)
        self.set_x(_MARGIN + left)
        self.multi_cell(width, size * 0.5, shown, align="L", new_x="LMARGIN", new_y="NEXT")


def _fonts() -> Path:
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
