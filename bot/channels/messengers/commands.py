"""What is typed to the program with a slash, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMANDS = {
    "start": "start", "mulai": "start",
    "stop": "stop", "berhenti": "stop",
    "delete": "delete", "hapus": "delete",
    "practice": "practice", "latihan": "practice",
    "plan": "plan", "rencana": "plan",
    "code": "code", "kode": "code",
    "english": "english", "inggris": "english",
    "indonesia": "indonesian", "indonesian": "indonesian",
    "help": "help", "bantuan": "help",
}  # fmt: skip
# As the codes are made (bot/services/opening.py), with their dashes: nobody types that meaning something else.
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", re.I)
_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(\S.{0,40}))?", re.I)
# What may follow a command. Anything more is somebody's words, and is heard as such.
_MAY_FOLLOW = {
    "start": re.compile(r"\S*"),
    "code": re.compile(r"(?:[A-Z2-9]{4}[\s-]*){3}", re.I),
    "practice": re.compile(r"\w+"),
}


@dataclass(frozen=True)
class Command:
    """A command, by its English name; `help` for one that there is not."""

    name: str
    argument: str = ""
    known: bool = True


def command_in(text: str) -> Command | None:
    """Give the command that a text is; None for ordinary words."""
    text = text.strip()
    if CODE.fullmatch(text):
        return Command("code", text)
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None
    name, argument = COMMANDS.get(found[1].lower()), found[2] or ""
    if name is None:
        return None if argument else Command("help", known=False)
    if argument and not (name in _MAY_FOLLOW and _MAY_FOLLOW[name].fullmatch(argument)):
        return None
    return Command(name, argument)
