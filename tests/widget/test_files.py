"""What can be said of the chat page without a browser: its words, its contacts, what it may never do."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

WIDGET = Path(__file__).resolve().parents[2] / "bot" / "widget"
HTML = (WIDGET / "chat.html").read_text(encoding="utf-8")
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in WIDGET.glob("*.css")}
CSS = "\n".join(SHEETS[name] for name in ("chat.css", "talk.css", "dark.css"))
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in WIDGET.glob("*.js")}
CODE = "\n".join(text for name, text in SCRIPTS.items() if "words.js" not in name)


def _words(name: str, kept_as: str) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads(
        SCRIPTS[name].partition(f"export const {kept_as} = ")[2].rstrip().removesuffix(";")
    )
    return read


PARTS = (
    _words("words.js", "words"),
    _words("class-words.js", "classWords"),
    _words("consent-words.js", "consentWords"),
)
WORDS = {language: {key: text for part in PARTS for key, text in part[language].items()} for language in ("id", "en")}
# Links a person may follow; nothing is ever fetched from there.
LINKS = {"https://healing119.id", "https://findahelpline.com", "https://www.google.com"}
# The name of a kind of markup, not an address.
SVG = "http://www.w3.org"


class Elements(HTMLParser):
    """Every element of the page: tag, attributes, and the text right after its opening tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(HTML)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts and not self.texts[-1]:
            self.texts[-1] = data.strip()

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.found if (value := attrs.get(attribute)) is not None]


ELEMENTS = Elements()
WORDS_IN_PAGE = {key for name in ("data-word", "data-label", "data-placeholder") for key in ELEMENTS.values(name)}


def test_both_languages_have_the_same_words_and_none_is_empty() -> None:
    assert list(WORDS["id"]) == list(WORDS["en"])
    assert [key for words in WORDS.values() for key, text in words.items() if not text.strip()] == []


def test_a_word_is_filled_with_the_same_values_in_both_languages() -> None:
    filled = {
        language: {key: sorted(re.findall(r"{\w+}", text)) for key, text in words.items()}
        for language, words in WORDS.items()
    }
    assert filled["id"] == filled["en"]


def test_every_word_is_used() -> None:
    used = WORDS_IN_PAGE | {"who_client", "who_bot"} | set(re.findall(r'"(\w+)"', CODE))
    assert set(WORDS["id"]) - used == set()


def test_every_word_asked_for_exists() -> None:
    asked = set(re.findall(r'\b(?:key|title|yes): "(\w+)"|(?:sayIn\("\w+", |word\()"(\w+)"', CODE))
    assert (WORDS_IN_PAGE | {one or other for one, other in asked}) - set(WORDS["id"]) == set()


def test_the_page_holds_the_indonesian_words_before_any_script_runs() -> None:
    stands = {
        attrs["data-word"]: text
        for (_, attrs), text in zip(ELEMENTS.found, ELEMENTS.texts, strict=True)
        if attrs.get("data-word")
    }
    assert {key: WORDS["id"][str(key)] for key in stands} == stands


def test_the_crisis_contacts_are_in_the_page_itself() -> None:
    links = set(ELEMENTS.values("href"))
    assert {"tel:119", "tel:112", "tel:129", "tel:988", "tel:116123"} <= links
    assert {"https://healing119.id", "https://findahelpline.com"} <= links


def test_nobody_is_promised_to_be_there_day_and_night() -> None:
    assert re.findall(r"24\s*(?:/|x|jam|hours)", HTML + SCRIPTS["words.js"], re.IGNORECASE) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", HTML + CSS + CODE))
    assert {address for address in addresses if not address.startswith("//")} <= LINKS | {SVG}
    fetched = [
        str(attrs.get("src") or attrs.get("href"))
        for tag, attrs in ELEMENTS.found
        if tag in {"script", "link", "img", "iframe", "source"}
    ]
    assert fetched and all((WIDGET / name.removeprefix("static/")).is_file() for name in fetched)
    assert re.findall(r"@import|@font-face|url\(", CSS) == []


def test_a_link_that_leaves_tells_the_other_side_nothing() -> None:
    leaving = [attrs for tag, attrs in ELEMENTS.found if tag == "a" and str(attrs["href"]).startswith("http")]
    assert leaving and all("noreferrer" in str(attrs.get("rel")) for attrs in leaving)


def test_imports_name_files_that_are_there() -> None:
    for name in re.findall(r'from "\./(\S+?)"', CODE):
        assert name in SCRIPTS


def test_nothing_from_outside_can_become_markup_or_code() -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc"
    assert re.findall(rf"{markup}|\beval\b|new Function|javascript:", CODE) == []


def test_the_page_needs_no_inline_script_or_style() -> None:
    inline = [name for _, attrs in ELEMENTS.found for name in attrs if name.startswith("on") or name == "style"]
    assert inline == []
    assert all(attrs.get("src") for tag, attrs in ELEMENTS.found if tag == "script")
    assert not any(tag == "style" for tag, _ in ELEMENTS.found)


def test_every_id_the_script_asks_for_is_in_the_page_once() -> None:
    ids = ELEMENTS.values("id")
    assert len(ids) == len(set(ids))
    asked = set(re.findall(r'(?:\$|sayIn|inMenu)\("([\w-]+)"', CODE)) - {"answers", "scale"}
    assert asked - set(ids) == set()
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        named = {name for value in ELEMENTS.values(attribute) for name in value.split()}
        assert named - set(ids) == set()


def test_the_page_stays_small() -> None:
    assert sum(path.stat().st_size for path in WIDGET.iterdir() if path.is_file()) < 148_000


def _colours() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}}


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [(ink, ground) for ink in ("ink", "quiet", "accent", "care") for ground in ("paper", "card")]
TEXT += [
    ("ink", "mine"),
    ("accent", "mine"),
    ("care", "mine"),
    ("care", "care-paper"),
    ("on-accent", "accent"),
]
EDGES = [("edge", "paper"), ("edge", "card"), ("accent", "paper"), ("accent", "card")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pair", "least"), [(pair, 4.5) for pair in TEXT] + [(pair, 3.0) for pair in EDGES])
def test_colours_stand_out(scheme: str, pair: tuple[str, str], least: float) -> None:
    colours: dict[str, Any] = _colours()[scheme]
    assert _contrast(colours[pair[0]], colours[pair[1]]) >= least
