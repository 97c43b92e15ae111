"""`supervisor …`: who supervises, their classes, and the trail of what they saw.

A password is never an argument: those stand in the list of processes and in the shell's history.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.bootstrap import Services

PASSWORD_VARIABLE = "REMBUK_SUPERVISOR_PASSWORD"
YES = ("y", "yes", "ya")


def add_supervisor_commands(parser: argparse.ArgumentParser) -> None:
    """Add the commands below `supervisor`."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, call: Callable[[argparse.Namespace], int], help_text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(call=call)
        return command

    typed = f"; asks for the password, or reads it from stdin or {PASSWORD_VARIABLE}"
    add("add", _add, f"let somebody supervise classes{typed}").add_argument("name", metavar="NAME")
    add("password", _password, f"give a supervisor another password, and sign them out{typed}").add_argument(
        "name", metavar="NAME"
    )
    remove = add("remove", _remove, "remove a supervisor and their classes; trainees keep sessions and comments")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--yes", action="store_true", help="do not ask whether that is meant")
    add("list", _list, "list the supervisors, their classes with codes, and how many trainees are in each")
    for name, call, help_text in (
        ("new-class", _new_class, "make a class and print the code by which trainees join it"),
        ("remove-class", _remove_class, "remove a class; trainees keep their sessions"),
    ):
        command = add(name, call, help_text)
        command.add_argument("name", metavar="CLASS")
        command.add_argument("--supervisor", required=True, metavar="NAME")
    trail = add("trail", _trail, "show which supervisor saw what, of whom and when")
    trail.add_argument("--csv", type=Path, metavar="OUT.csv", dest="as_csv", help="as a table, with ids")


def _add(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import add_supervisor

    with _services() as services:
        add_supervisor(services.engine, arguments.name, _asked_password(), services.clock())
    print(f"{arguments.name} can sign in now, at …/webhooks/widget/supervisor.")
    return 0


def _password(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import change_password

    with _services() as services:
        change_password(services.engine, arguments.name, _asked_password())
    print(f"{arguments.name} has a new password and is signed out everywhere.")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import remove_supervisor

    if not arguments.yes and not _is_sure(f"Remove {arguments.name} and their classes? [y/N] "):
        print("Nothing was removed.")
        return 1
    with _services() as services:
        remove_supervisor(services.engine, arguments.name)
    print("Removed.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import list_supervisors

    with _services() as services:
        found = list_supervisors(services.engine)
    for supervisor in found:
        print(f"{supervisor['name']}  since {supervisor['since'].date().isoformat()}")
        for one in supervisor["classes"]:
            print(f"    {one['code']}  {one['name']}  {one['members']} trainees")
    if not found:
        print("There are no supervisors yet.")
    return 0


def _new_class(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import new_class

    with _services() as services:
        code = new_class(services.engine, arguments.name, arguments.supervisor, services.clock())
    print(code)
    return 0


def _remove_class(arguments: argparse.Namespace) -> int:
    from bot.services.supervisors import remove_class

    with _services() as services:
        remove_class(services.engine, arguments.name, arguments.supervisor)
    print("Removed.")
    return 0


def _trail(arguments: argparse.Namespace) -> int:
    from bot.services.cohort import as_cell
    from bot.services.trail import WHAT, read_trail
    from bot.storage.unit_of_work import UnitOfWork
    from bot.tables import csv_writer, writing

    with _services() as services, UnitOfWork(services.engine) as work:
        found = read_trail(work)
    if arguments.as_csv is not None:
        with writing(arguments.as_csv) as handle:
            writer = csv_writer(handle, ["at", "supervisor", "what", "class", "trainee", "client", "session"])
            for one in found:
                named = {key: as_cell(one[key] or "") for key in ("supervisor", "class", "trainee")}
                writer.writerow({**one, **named, "at": one["at"].isoformat()})
        return 0
    for one in found:
        whose = f" of {one['trainee']} ({one['class']})" if one["trainee"] else ""
        whose = whose or (" of somebody who has left" if one["client"] else "")
        print(f"{one['at']:%Y-%m-%d %H:%M} UTC  {one['supervisor']}  {WHAT[one['what']]}{whose}")
    return 0


def _asked_password() -> str:
    """The password out of the environment, else typed twice without being shown, else the first line of stdin."""
    from getpass import getpass

    from bot.services.passwords import WeakPasswordError

    if PASSWORD_VARIABLE in os.environ:
        return os.environ[PASSWORD_VARIABLE]
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise WeakPasswordError("The two passwords are not the same.")
    return password


def _is_sure(question: str) -> bool:
    try:
        return input(question).strip().lower() in YES
    except EOFError:
        return False


@contextmanager
def _services() -> Iterator[Services]:
    from bot.bootstrap import make_services
    from bot.settings import load_settings
    from bot.storage.migrate import migrate

    settings = load_settings()
    migrate(settings)
    services = make_services(settings)
    try:
        yield services
    finally:
        services.engine.dispose()
