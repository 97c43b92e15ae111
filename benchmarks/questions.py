"""How clients answer questions about their life that are not among their lines' cues: `python -m benchmarks.questions`.

Asks each client every question of `tests/review/questions.yml` (or of a file given), each as the first of a session,
and prints the answers as a table for a reader to judge: to the point, put off as a person might, or beside the point.
The last line counts those that no line answered. Needs a current model; a few minutes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from bot.language import Language
from bot.nlu.practice import make_coder, make_likeness
from bot.practice.case import all_cases
from bot.practice.client import Reaction, open_session, respond
from bot.practice.hearing import Heard
from bot.settings import ROOT

QUESTIONS = ROOT / "tests" / "review" / "questions.yml"
# What a client says who tells something.
TELLS = ("inform", "engage", "plan")

Asked = dict[str, dict[Language, list[str]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=QUESTIONS)
    asked: Asked = yaml.safe_load(parser.parse_args().file.read_text(encoding="utf-8"))
    put_off = total = 0
    print("| | question | answer | |\n|---|---|---|---|")
    for name, by_language in asked.items():
        for language, questions in by_language.items():
            for number, question in enumerate(questions, start=1):
                said = answer(name, language, question, number)
                total, put_off = total + 1, put_off + (said.act not in TELLS)
                print(f"| {name} {language} {number} | {question} | {said.text} | {said.act} |")
    print(f"\n{put_off} of {total} answered by no line that tells something")


def answer(name: str, language: Language, question: str, seed: int) -> Reaction:
    """Give what a client says to a question right after their first words."""
    case = all_cases()[name]
    start = open_session(case, language, seed)
    coded = make_coder().code(question, start.text, "")
    heard = Heard(question, coded, make_likeness().near(case, language, question), language)
    return respond(case, start.state, heard, seed)


if __name__ == "__main__":
    main()
