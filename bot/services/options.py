"""The ways to the goal: the client's own ideas, and which one to try."""

from __future__ import annotations

from datetime import datetime

from bot.counseling.choices import match_choice
from bot.services.goals import goal_or_unnamed
from bot.services.writing import Outcome
from bot.storage.models import Option, Session
from bot.storage.repository import Repository

ENOUGH_OPTIONS = 4
# In the fast pace: further ones are asked for once.
ENOUGH_WHEN_FAST = 2


def take_option(
    rows: Repository, session: Session, now: datetime, *, text: str, enough: int = ENOUGH_OPTIONS
) -> Outcome:
    """Keep an idea of the client; the result is enough where they have named that many."""
    goal = goal_or_unnamed(rows, session, text, now)
    options = goal.options
    if all(option.text.casefold() != text.casefold() for option in options):
        options.append(Option(number=len(options) + 1, text=text, by="client", chosen=False))
    return {"result": "enough" if len(options) >= enough else "some", "option": text}


def count_options(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Nothing, one (which is then chosen) or several."""
    goal = rows.goal_of(session)
    options = goal.options if goal else []
    if len(options) == 1:
        options[0].chosen = True
    return {"result": ("nothing", "one")[len(options)] if len(options) < 2 else "several"}


def list_options(rows: Repository, session: Session) -> list[str]:
    goal = rows.goal_of(session)
    return [option.text for option in goal.options] if goal else []


def choose_option(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """Choose by number, by words, or take what the client names now as one more option of theirs."""
    goal = goal_or_unnamed(rows, session, text, now)
    chosen = match_choice(text, [option.text for option in goal.options])
    if chosen is None:
        if len(text.split()) < 3:
            return {"result": "unclear"}
        goal.options.append(Option(number=len(goal.options) + 1, text=text, by="client", chosen=False))
        chosen = len(goal.options) - 1
    for number, option in enumerate(goal.options):
        option.chosen = number == chosen
    return {"result": "some", "option": goal.options[chosen].text}
