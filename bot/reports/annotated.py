"""The trainee's words in pieces, each with the codes that its words earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.language import Language
from bot.practice.feedback import code_name
from bot.reports.words import plain

# What a code does, the telling one first: of several in the same words the first of these is how they are marked.
KINDS: dict[str, tuple[str, ...]] = {
    "pushing": ("persuade", "confront"),
    "listening": ("simple_reflection", "complex_reflection", "summary", "affirm", "affirm_strength",
                  "acknowledge_disagreement", "check_understanding"),
    "sharing": ("seek_collaboration", "emphasize_autonomy", "ask_for_disagreement", "explore_preference"),
    "offering": ("giving_information", "persuade_with_permission", "propose_goal", "offer_options", "propose_step"),
    "asking": ("open", "closed", "question", "elicit_goal", "elicit_options", "clarify_problem", "explore_values",
               "ask_for_commitment"),
}  # fmt: skip
_KIND_OF = {code: kind for kind, codes in KINDS.items() for code in codes}
# Says nothing beside these.
_PLAINER = {"question": ("open", "closed")}


@dataclass(frozen=True)
class Piece:
    """Words in a row that earned the same codes; `kind` is empty and `names` too where they earned none.

    `names` are said once, after the last piece that a code covers.
    """

    text: str
    kind: str
    names: tuple[str, ...]


def annotate(text: str, codes: Sequence[Mapping[str, Any]], language: Language) -> list[Piece]:
    """Cut a text where codes begin and end.

    Args:
        codes: `{"code", "span": [start, end]}` each, in code points of `text`; spans may overlap, and one outside of
            it marks nothing.
    """
    present = {one["code"] for one in codes}
    told = [
        (one["code"], *_within(one["span"], text))
        for one in codes
        if one["code"] in _KIND_OF and not present & {*_PLAINER.get(one["code"], ())}
    ]
    cuts = sorted({0, len(text), *(edge for _, *edges in told for edge in edges)})
    pieces = []
    for start, end in pairwise(cuts):
        here = [code for code, first, last in told if first <= start and end <= last]
        ends_here = [code for code, _, last in told if last == end and code in here]
        kind = next((kind for kind in KINDS if any(_KIND_OF[code] == kind for code in here)), "")
        pieces.append(Piece(plain(text[start:end]), kind, tuple(code_name(code, language) for code in ends_here)))
    return pieces


def _within(span: Sequence[int], text: str) -> tuple[int, int]:
    start, end = (min(max(0, edge), len(text)) for edge in span)
    return start, max(start, end)
