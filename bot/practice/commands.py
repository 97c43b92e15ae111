"""What a trainee types to the program instead of to the client."""

from __future__ import annotations

import re

COMMANDS: dict[str, tuple[str, ...]] = {
    "hint": ("petunjuk", "hint"),
    "take_back": ("ulang", "take back"),
    "end": ("selesai", "end"),
    "keep": ("simpan", "keep"),
    "live": ("umpan balik langsung", "live feedback"),
    "at_end": ("umpan balik di akhir", "feedback at the end"),
    "off": ("tanpa umpan balik", "feedback off"),
}


def command_in(text: str) -> str | None:
    """Give the command that a message is, or None: it must be nothing else."""
    said = re.sub(r"[^\w ]", "", text.lower()).strip()
    return next((command for command, words in COMMANDS.items() if said in words), None)
