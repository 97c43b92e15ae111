"""What Rembuk says back to each of a hundred messages: `python -m benchmarks.reflections [FILE.csv LANGUAGE]`.

Prints a table of the messages of `tests/review/reflections_id.csv` and `reflections_en.csv` (or of one file given) and
their reflections, each as the first of a talk; in Indonesian the form of address changes from message to message. The
last line says how many are in the person's own words. Whether they are good is for a reader to say: the judged table
is `docs/reflections.md`.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from pathlib import Path

from bot.counseling.address import Address
from bot.counseling.reflection import Reflection, reflect
from bot.language import Language

MESSAGES = Path("tests/review")
FORMS = (
    Address("id"),
    Address("id", "anda"),
    Address("id", "bapak", "Hendra"),
    Address("id", "ibu", "Rina"),
    Address("id", "kak", "Bimo"),
    Address("id"),
)
NOT_THEIR_WORDS = (
    *("harsh", "unsure", "asked", "trusted", "topic", "full", "open", "loss", "loss_and_more"),
    *("judged", "leave", "help", "listen", "request", "good_news", "good_news_but"),
)


def reflected(messages: Path, language: Language) -> list[tuple[str, str, Reflection]]:
    """The number, text and reflection of each message of a file with a column `text`."""
    with messages.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    found: list[tuple[str, str, Reflection]] = []
    for number, text in enumerate(texts, start=1):
        address = FORMS[(number - 1) % len(FORMS)] if language == "id" else Address("en")
        found.append((f"{language} {number}", text, reflect(text, address, (), random.Random(number))))
    return found


def main() -> None:
    if len(sys.argv) == 3:
        given: Language = "en" if sys.argv[2] == "en" else "id"
        rows = reflected(Path(sys.argv[1]), given)
    else:
        rows = [
            *reflected(MESSAGES / "reflections_id.csv", "id"),
            *reflected(MESSAGES / "reflections_en.csv", "en"),
        ]
    print("| | message | reflection |\n|---|---|---|")
    for number, text, reflection in rows:
        said = text.replace("|", "\\|").replace("\n", " ")
        print(f"| {number} | {said} | {reflection.text} |")
    kinds = Counter(reflection.form.split(".")[0] for _, _, reflection in rows)
    own = sum(count for kind, count in kinds.items() if kind not in NOT_THEIR_WORDS)
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    print(f"\n{own} of {len(rows)} in the person's own words or with a feeling they named ({listed}).")


if __name__ == "__main__":
    main()
