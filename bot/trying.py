"""Cases in the terminal: checking a file, and talking with its client while their state is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from bot.language import Language
from bot.practice.case import Case, load_case
from bot.practice.check import LEAST_LINES, check, counts, read
from bot.practice.client import Reaction, open_session, respond
from bot.practice.commands import command_in
from bot.practice.feedback import feedback, hint, introduction
from bot.practice.hearing import Heard
from bot.skills.codes import Coded

Near = Callable[[Case, Language, str], dict[str, float]]

WORDS = {
    "id": {"you": "Kamu> ", "nothing_back": "(belum ada yang bisa diulang)", "ended": "(sesi selesai; ketik lagi "
           "untuk bertemu {name} minggu depan, atau Ctrl-D untuk berhenti)", "again": "(sesi kedua)",
           "state": "[percaya {trust:.2f} · terbuka {receptivity:.2f} · penting {importance:.2f} · yakin "
           "{confidence:.2f} · {stage} · lapis {tier} · {act}]"},
    "en": {"you": "You> ", "nothing_back": "(nothing to take back yet)", "ended": "(the session is over; type anything "
           "to meet {name} again next week, or Ctrl-D to stop)", "again": "(second session)",
           "state": "[trust {trust:.2f} · open {receptivity:.2f} · important {importance:.2f} · confident "
           "{confidence:.2f} · {stage} · tier {tier} · {act}]"},
}  # fmt: skip


class Coder(Protocol):
    """Codes a counselor's utterance; `bot.skills.coder.SkillCoder` is one."""

    def code(self, text: str, previous: str = "") -> Coded:
        """Give the skills in it; `previous` is what the client said before."""
        ...


def check_case(path: Path) -> int:
    """Print all that is wrong with a case file, or a table of how many lines it has; 1 where something is wrong."""
    content, problems = read(path)
    problems = problems or check(content, path)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} to mend; docs/writing-a-case.md says how.", file=sys.stderr)
        return 1
    table = counts(content.data)
    print(f"{'':10}{'tier 0':>8}{'tier 1':>8}{'tier 2':>8}{'all':>8}")
    for act, tiers in table.items():
        print(f"{act:10}{tiers[0]:8}{tiers[1]:8}{tiers[2]:8}{sum(tiers.values()):8}")
    total = sum(sum(tiers.values()) for tiers in table.values())
    print(f"{'all':10}{'':24}{total:8}   (at least {LEAST_LINES})")
    print(f"{path.name}: all is well.")
    return 0


def try_case(path: Path, language: Language, seed: int, coder: Coder, near: Near) -> int:
    """Talk with the client of a case; petunjuk/hint, ulang/take back, ulang dari 3/back to 3, dari awal/start over and
    selesai/end work; Ctrl-D stops."""
    case, words = load_case(path), WORDS[language]
    print(introduction(case, language), end="\n\n")
    course = [open_session(case, language, seed, None)]
    _show(case, course[-1], words)
    while True:
        try:
            text = input(words["you"]).strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        told, last = command_in(text), course[-1]
        command = told.name if told else ""
        if command == "hint":
            print(f"  {hint(case, last.state, last.text, language)}")
        elif command == "take_back":
            if len(course) > 1:
                course.pop()
                _show(case, course[-1], words)
            else:
                print(words["nothing_back"])
        elif told and command in ("branch", "start_over"):
            course = course[: max(1, told.turn or 1)]
            _show(case, course[-1], words)
        elif command == "end" and not last.ended:
            course.append(replace(last, ended=True, state=replace(last.state, ended="closed")))
            print(words["ended"].format(name=case.person.name))
        elif last.ended:
            print(words["again"])
            course = [open_session(case, language, seed, last.state)]
            _show(case, course[-1], words)
        else:
            heard = Heard(text, coder.code(text, last.text), near(case, language, text), language)
            course.append(respond(case, last.state, heard, seed))
            said = feedback(case, heard, course[-1], last.text, language)
            print(f"  {len(course) - 1} · {said.text}")
            _show(case, course[-1], words)
            if course[-1].ended:
                print(words["ended"].format(name=case.person.name))


def _show(case: Case, reaction: Reaction, words: dict[str, str]) -> None:
    state = reaction.state
    print(
        "  "
        + words["state"].format(
            trust=state.trust,
            receptivity=state.receptivity,
            importance=state.importance,
            confidence=state.confidence,
            stage=state.stage,
            tier=state.tier,
            act=reaction.act,
        )
    )
    print(f"{case.person.name}> {reaction.text}")
