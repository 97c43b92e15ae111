"""What the gate must know of a session of practice."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Engine

from bot.channels.errors import BadSeed, UnknownCase
from bot.practice.case import all_cases
from bot.services.opening import MOST_SEED
from bot.storage.unit_of_work import UnitOfWork


def case_of(request: dict[str, Any]) -> str | None:
    """Give the case of a session of practice, None for self-help.

    Raises:
        UnknownCase: there is no such mode or case.
    """
    mode, case = request.get("mode", "self_help"), request.get("case")
    if mode == "practice" and isinstance(case, str) and case in all_cases():
        return case
    if mode != "self_help" or case is not None:
        raise UnknownCase
    return None


def seed_of(request: dict[str, Any]) -> int | None:
    """Give the seed by which the simulated client is to draw, None where it may be any.

    Raises:
        BadSeed: it is no whole number that a row can hold, or the session is not one of practice.
    """
    seed = request.get("seed")
    if seed is None:
        return None
    # True is a whole number to Python.
    if request.get("mode") != "practice" or type(seed) is not int or not 0 <= seed <= MOST_SEED:
        raise BadSeed
    return seed


def what_was_said(engine: Engine, session_id: str) -> dict[str, Any]:
    """Give what the pipeline must know to hear a trainee: the case, what its client said last, the trainee before."""
    with UnitOfWork(engine) as work:
        practice = work.rows.practice(session_id)
        assert practice is not None, "its session says so"
        turns = [turn for turn in practice.turns if not turn.taken_back]
        last = turns[-1].reply if turns else practice.opening.get("text", "")
        earlier = turns[-1].text if turns else ""
        return {"mode": "practice", "case": practice.case, "previous": last, "earlier": earlier}
