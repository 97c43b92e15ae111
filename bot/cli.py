"""The command line: `python -m bot COMMAND`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.supervisor_commands import add_supervisor_commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status. What goes wrong is said in one line on stderr."""
    _quieten_libraries()
    parser = _parser()
    arguments = parser.parse_args(argv)
    from bot.practice.case import CaseError
    from bot.rasa_server import ModelError
    from bot.services.opening import UnknownCodeError
    from bot.services.passwords import WeakPasswordError
    from bot.services.supervisors import BadNameError, UnknownSupervisorError
    from bot.settings import SettingsError
    from bot.storage.backup import BackupError
    from bot.storage.encryption import CipherError
    from bot.tables import TableError
    from bot.training import ForeignModelError

    told = (
        CaseError, SettingsError, CipherError, ModelError, ForeignModelError, TableError, UnknownCodeError,
        BackupError, FileNotFoundError, PermissionError, WeakPasswordError, BadNameError, UnknownSupervisorError,
    )  # fmt: skip
    try:
        return int(arguments.call(arguments) or 0)
    except told as error:
        print(f"rembuk: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Rembuk, a chatbot for counseling practice.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, call: object, help_text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(call=call)
        return command

    add("run", _run, "start everything and print the address of the chat page; Ctrl-C stops all of it")
    train = add("train", _train, "train the model")
    train.add_argument("--if-stale", action="store_true", help="only when there is no current model")
    shell = add("shell", _shell, "talk in the terminal, through the same gate as the page")
    shell.add_argument("--language", choices=["id", "en"], default="id")
    shell.add_argument("--return-code", help="go on as the client with this return code")
    shell.add_argument("--case", help="practise as the counselor with the client of this case")
    shell.add_argument("--seed", type=int, help="with --case: the same seed and words give the same talk")
    shell.add_argument("--url", help="address of a running Rembuk (default: the one of `make run`)")
    scores = add("score", _score, "score each transcript of a CSV file: MITI, negotiation, ownership, quality")
    scores.add_argument("input", type=Path, metavar="IN.csv")
    scores.add_argument("--json", type=Path, required=True, metavar="OUT.json", dest="output")
    scores.add_argument("--csv", type=Path, metavar="OUT.csv", dest="figures", help="a row of figures a transcript")
    sessions = add(
        "sessions", _sessions, "show a supervisor the practice sessions of the trainee with that return code"
    )
    sessions.add_argument("return_code", metavar="RETURN_CODE")
    sessions.add_argument("--json", type=Path, metavar="OUT.json", dest="as_json", help="all scores with evidence")
    sessions.add_argument("--csv", type=Path, metavar="OUT.csv", dest="as_csv", help="a row of figures a session")
    sessions.add_argument("--xapi", type=Path, metavar="OUT.json", dest="as_xapi", help="xAPI 1.0.3 statements")
    sessions.add_argument("--with-text", action="store_true", help="with --xapi: what was said goes along")
    add_supervisor_commands(add("supervisor", None, "say who supervises classes, and see who saw what"))
    for name, call, help_text in (
        ("understand", _understand, "tell the act of each message of a CSV file"),
        ("screen", _screen, "tell the safety level of each message of a CSV file"),
        ("code", _code, "tell the skills and the client talk of each utterance of a CSV file"),
    ):
        table = add(name, call, help_text)
        table.add_argument("input", type=Path, metavar="IN.csv")
        table.add_argument("output", type=Path, metavar="OUT.csv")
    add("check-case", _check_case, "say what is wrong with a case file, or how many lines it has").add_argument(
        "file", type=Path, metavar="FILE"
    )
    trial = add("try-case", _try_case, "talk with the client of a case file in the terminal, with their state shown")
    trial.add_argument("file", type=Path, metavar="FILE")
    trial.add_argument("--language", choices=["id", "en"], default="id")
    trial.add_argument("--seed", type=int, default=1, help="the same seed and words give the same talk")
    coder = add("train-coder", _train_coder, "train the skill coder, from our own examples and AnnoMI's")
    coder.add_argument("--annomi", type=Path, metavar="PATH", help="the AnnoMI part, a CSV file or the folder it is in")
    add("prepare-cases", _prepare_cases, "make the vectors of the cases, which training does as well")
    migrate = add("migrate", _migrate, "bring the database to the present structure")
    migrate.add_argument("--wait", type=float, metavar="SECONDS", help="change nothing; wait until somebody else has")
    for name, call, help_text in (
        ("backup", _backup, "copy all that is kept, without the keys, into a folder that is made for it"),
        ("restore", _restore, "put such a copy back where nothing is kept yet"),
    ):
        add(name, call, help_text).add_argument("folder", type=Path, metavar="FOLDER")
    add("new-key", _new_key, "print a new encryption key, to be put first into the key file")
    add("rotate-key", _rotate_key, "seal everything with a new key and throw the old one away; can be broken off")
    delete = add("delete", _delete, "delete everything about the client with that return code")
    delete.add_argument("return_code", metavar="RETURN_CODE", nargs="?", help="asked for when it is left out")
    delete.add_argument("--yes", action="store_true", help="do not ask whether that is meant")
    purge = add("purge", _purge, "delete what has been kept for long enough (REMBUK_KEEP_DAYS and the like)")
    purge.add_argument("--dry-run", action="store_true", help="only say how much it would be")
    actions = add("serve-actions", _serve_actions, "start the action server alone")
    actions.add_argument("--open", action="store_true", help="take calls of anyone on this machine, for `rasa shell`")
    rasa = add("serve-rasa", _serve_rasa, "start Rasa with the gate alone")
    rasa.add_argument("--model", type=Path, help="a trained model (default: the current one)")
    return parser


def _run(arguments: argparse.Namespace) -> int:
    from bot.running import run

    return run()


def _train(arguments: argparse.Namespace) -> int:
    from bot.training import current_model, train

    if arguments.if_stale and current_model() is not None:
        return 0
    return 0 if train() is not None else 1


def _shell(arguments: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.shell import talk

    settings = load_settings()
    url = arguments.url or f"http://{settings.host}:{settings.port}"
    return talk(url, arguments.language, arguments.return_code, arguments.case, arguments.seed)


def _score(arguments: argparse.Namespace) -> int:
    from bot.transcripts import score

    return score(arguments.input, arguments.output, figures=arguments.figures)


def _sessions(arguments: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.supervising import list_sessions

    return list_sessions(
        load_settings(), arguments.return_code, arguments.as_json, arguments.as_csv,
        as_xapi=arguments.as_xapi, with_text=arguments.with_text,
    )  # fmt: skip


def _understand(arguments: argparse.Namespace) -> int:
    from bot.tables import understand

    return understand(arguments.input, arguments.output)


def _screen(arguments: argparse.Namespace) -> int:
    from bot.tables import screen

    return screen(arguments.input, arguments.output)


def _check_case(arguments: argparse.Namespace) -> int:
    from bot.trying import check_case

    return check_case(arguments.file)


def _try_case(arguments: argparse.Namespace) -> int:
    from bot.nlu.likeness import Likeness
    from bot.nlu.vectors import make_encoder
    from bot.skills.coder import SkillCoder
    from bot.trying import try_case

    likeness = Likeness(make_encoder("practice"))
    return try_case(arguments.file, arguments.language, arguments.seed, SkillCoder.load(), likeness.near)


def _code(arguments: argparse.Namespace) -> int:
    from bot.tables import code

    return code(arguments.input, arguments.output)


def _train_coder(arguments: argparse.Namespace) -> int:
    from bot.skills.training import train_and_keep

    return train_and_keep(arguments.annomi)


def _prepare_cases(arguments: argparse.Namespace) -> int:
    from bot.nlu.practice import prepare_cases

    prepare_cases()
    return 0


def _migrate(arguments: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.storage.migrate import migrate, wait_for_migrations

    if arguments.wait is not None:
        if wait_for_migrations(load_settings(), arguments.wait):
            return 0
        print(f"rembuk: the database has not the present structure after {arguments.wait:g} s", file=sys.stderr)
        return 1
    migrate(load_settings())
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from datetime import datetime, timezone

    from bot.settings import load_settings
    from bot.storage.backup import back_up

    for file in back_up(load_settings(), arguments.folder, datetime.now(timezone.utc)):
        print(f"{file}  {file.stat().st_size} bytes")
    print("Keep it apart from the keys, sealed, and no longer than 30 days: it holds what is deleted from now on.")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.storage.backup import restore

    restore(load_settings(), arguments.folder)
    print("It is back. Now run `python -m bot purge`, and repeat the deletions made since: the copy knows of none.")
    return 0


def _new_key(arguments: argparse.Namespace) -> int:
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())
    return 0


def _rotate_key(arguments: argparse.Namespace) -> int:
    from bot.keeping import rotate_key
    from bot.settings import load_settings

    return rotate_key(load_settings())


def _delete(arguments: argparse.Namespace) -> int:
    from bot.keeping import delete
    from bot.settings import load_settings

    return delete(load_settings(), arguments.return_code, arguments.yes)


def _purge(arguments: argparse.Namespace) -> int:
    from bot.keeping import purge
    from bot.settings import load_settings

    return purge(load_settings(), arguments.dry_run)


def _serve_actions(arguments: argparse.Namespace) -> int:
    from bot.action_server import serve
    from bot.settings import load_settings

    serve(load_settings(), open_to_all=arguments.open)
    return 0


def _serve_rasa(arguments: argparse.Namespace) -> int:
    from bot.rasa_server import serve
    from bot.settings import load_settings
    from bot.training import check_is_ours, current_model

    model = arguments.model or current_model()
    if model is None:
        raise FileNotFoundError("there is no current model; `make train` makes one")
    check_is_ours(model)  # once more, by the process that loads it
    serve(load_settings(), model)
    return 0


def _quieten_libraries() -> None:
    """Rasa and TensorFlow talk about themselves on start; nobody here can act on it."""
    for name, value in (
        ("RASA_TELEMETRY_ENABLED", "false"),
        ("SQLALCHEMY_SILENCE_UBER_WARNING", "1"),
        ("TF_CPP_MIN_LOG_LEVEL", "3"),
        ("OMP_NUM_THREADS", "1"),
        ("PYTHONWARNINGS", "ignore"),
    ):
        os.environ.setdefault(name, value)
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")
