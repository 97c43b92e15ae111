"""What a trainee types to the program instead of to the client."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMANDS: dict[str, tuple[str, ...]] = {
    "hint": ("petunjuk", "hint"),
    "take_back": ("ulang", "take back"),
    "start_over": ("dari awal", "ulang dari awal", "mulai dari awal", "start over"),
    "end": ("selesai", "end"),
    "keep": ("simpan", "keep"),
    "trend": ("tren", "perkembangan", "trend", "progress"),
    "live": ("umpan balik langsung", "live feedback"),
    "at_end": ("umpan balik di akhir", "feedback at the end"),
    "off": ("tanpa umpan balik", "feedback off"),
}
# "ulang dari giliran 3", "kembali ke 3", "back to turn 3", "again from 3": all from that turn on is taken back.
BRANCH = re.compile(
    r"(?:(?:ulang|ulangi|mulai lagi|mundur|kembali|balik)(?: lagi)? (?:dari|ke)(?: giliran)?(?: ?ke)?"
    r"|(?:go )?back to(?: turn)?"
    r"|(?:take back|start|restart|again|start again|start over) from(?: turn)?) ?(\d+)"
)


@dataclass(frozen=True)
class Command:
    """A key of `COMMANDS`, or `branch` with the number of the trainee's `turn` to go back to (1 is their first)."""

    name: str
    turn: int | None = None


def command_in(text: str) -> Command | None:
    """Give the command that a message is, or None: it must be nothing else."""
    said = " ".join(re.sub(r"[^\w\s]", "", text.lower()).split())
    if branch := BRANCH.fullmatch(said):
        return Command("branch", int(branch[1]))
    return next((Command(name) for name, words in COMMANDS.items() if said in words), None)
