from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from bot.reports import charts
from bot.reports.charts import Bar, Pair, Scale, Series, Words
from bot.settings import ROOT

SVG = "{http://www.w3.org/2000/svg}"
TICKS = [(0.0, "0"), (1.0, "1")]
HOSTILE = "<script>alert(1)</script> & $5 to $10"


def draw(name: str, label: str = "Tujuan", title: str = "Negosiasi", description: str = "Dari 0 sampai 1.") -> str:
    words = Words(name, title, description)
    return {
        "bars": lambda: charts.bars([Bar(label, 0.5, "0,50"), Bar("N2", None, "–")], words, marks=[(0.35, "tumbuh")]),
        "scales": lambda: charts.scales(
            [Scale(label, 9.0, "9", 0, 3, ((1, "c"), (2, "b"))), Scale("T", None, "–", 1, 5, ((3, "c"), (4, "d")))],
            words,
        ),
        "pairs": lambda: charts.pairs([Pair(label, 0.2, 0.6, "naik"), Pair("N2", None, 0.1, "–")], ("1", "2"), words),
        "lines": lambda: charts.lines(
            ["0", "1", "2"], [Series(label, [0.1, None, 0.3]), Series("b", [0.2, 0.2, 0.2])], words, ticks=TICKS,
            events=[(1, "lapis 2")],
        ),
        "one": lambda: charts.lines(["0"], [Series(label, [0.1])], words, ticks=TICKS),
    }[name]()  # fmt: skip


KINDS = ["bars", "scales", "pairs", "lines", "one"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_an_image_with_a_title_and_a_description(kind: str) -> None:
    root = ElementTree.fromstring(draw(kind))
    assert root.get("role") == "img"
    told = {one.get("id"): one.text for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert told[root.get("aria-labelledby")] == "Negosiasi"
    assert told[root.get("aria-describedby")] == "Dari 0 sampai 1."


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_asks_for_nothing_that_the_policy_of_our_pages_forbids(kind: str) -> None:
    drawn = draw(kind)
    root = ElementTree.fromstring(drawn)
    assert not {f"{SVG}style", f"{SVG}script", f"{SVG}image"} & {one.tag for one in root.iter()}
    assert not [one for one in root.iter() if {"style", "onload", "onclick"} & set(one.attrib)]
    assert "url(http" not in drawn and 'href="http' not in drawn


@pytest.mark.parametrize("kind", KINDS)
def test_letters_stay_letters_whatever_they_are(kind: str) -> None:
    root = ElementTree.fromstring(draw(kind, HOSTILE, HOSTILE, HOSTILE))
    texts = [one.text for one in root.iter() if one.text and one.text.strip()]
    assert texts.count(HOSTILE) == (2 if kind == "one" else 3), texts
    assert not any(one.tag.endswith("script") for one in root.iter())


@pytest.mark.parametrize("kind", KINDS)
def test_the_night_has_a_colour_for_each_that_a_chart_is_drawn_in(kind: str) -> None:
    style = (ROOT / "bot/reports/templates/report.css").read_text(encoding="utf-8")
    drawn = set(re.findall(r'(fill|stroke)="(#[0-9a-f]{6})"', draw(kind)))
    assert len(drawn) > 3
    assert [one for one in drawn if f'.chart [{one[0]}="{one[1]}"]' not in style] == []
    assert "<text>" not in draw(kind), "letters without a colour are black, by night too"


def test_two_charts_of_a_page_share_no_id_and_point_to_their_own() -> None:
    ids: list[str] = []
    for kind in ("lines", "pairs"):
        drawn = draw(kind)
        own = [one.get("id") for one in ElementTree.fromstring(drawn).iter() if one.get("id")]
        ids += [str(one) for one in own]
        for one in ElementTree.fromstring(drawn).iter():
            for name, value in one.attrib.items():
                if value.startswith(("#", "url(#")) and not name.startswith(("fill", "stroke")):
                    assert value.removeprefix("url(").lstrip("#").rstrip(")") in own, (name, value)
    assert len(ids) == len(set(ids))


def test_series_differ_in_mark_and_dash_and_not_in_colour_alone() -> None:
    series = [Series(name, [0.1, 0.2, 0.3]) for name in "abcd"]
    root = ElementTree.fromstring(charts.lines(["0", "1", "2"], series, Words("x", "x", "x"), ticks=TICKS))
    dashes = {one.get("stroke-dasharray", "") for one in root.iter(f"{SVG}path") if one.get("stroke-width") == "1.8"}
    marks = {one.get("d") for one in root.iter(f"{SVG}path") if str(one.get("id")).startswith("x-")}
    assert len(dashes) == 4
    assert len(marks) >= 4


def test_the_library_that_draws_is_loaded_with_the_first_chart_alone() -> None:
    code = (
        "import sys, bot.reports, bot.reports.practice, bot.reports.attempt_charts, bot.reports.plan_charts\n"
        "assert not {'matplotlib', 'fpdf'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, cwd=ROOT)
