"""The ways to the goal: the client's own ideas, those taken from the bot's menu, and which to try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.counseling.answers import way_after_yes
from bot.counseling.choices import (
    match_choices,
    own_way,
    place_said,
    places_named,
    split_options,
    without_aside,
    without_refused,
)
from bot.counseling.framing import without_frame
from bot.services.goals import goal_or_unnamed, named_by_client
from bot.services.writing import Outcome
from bot.storage.models import Goal, Option, Session
from bot.storage.repository import Repository

ENOUGH_OPTIONS = 4
# In the fast pace: further ones are asked for once.
ENOUGH_WHEN_FAST = 2
# Fewer words than these that fit no option are no new one.
FEW_WORDS = 3


def take_option(
    rows: Repository,
    session: Session,
    now: datetime,
    *,
    text: str,
    enough: int = ENOUGH_OPTIONS,
    earlier: Sequence[str] = (),
) -> Outcome:
    """One way or several of the client's own; result some, or enough where they have named that many.

    `earlier`: ways they named before ways were asked for.
    """
    ways = split_options(own_way(text) or way_after_yes(text) or without_frame(text))
    return _add(rows, session, now, [*earlier, *ways], "client", enough)


def take_ideas(rows: Repository, session: Session, now: datetime, *, titles: Sequence[str]) -> Outcome:
    """Ways that the client took from the bot's menu; result as of `take_option`, or partly while the client has named
    no goal."""
    kept = _add(rows, session, now, titles, "bot", ENOUGH_OPTIONS)
    goal = rows.goal_of(session)
    return kept if goal is None or named_by_client(goal) else {**kept, "result": "partly"}


def pick_options(rows: Repository, session: Session, now: datetime, *, numbers: Sequence[int]) -> Outcome:
    """Choose these of the options, counted from 0."""
    goal = rows.goal_of(session)
    return {"result": "one", "options": _pick(goal, numbers) if goal else []}


def take_back(rows: Repository, session: Session, now: datetime, *, numbers: Sequence[int]) -> Outcome:
    """These of the options, counted from 0, stand no more."""
    goal = rows.goal_of(session)
    options = goal.options if goal else []
    gone = [options[number] for number in numbers]
    for option in gone:
        options.remove(option)
    return {"result": "other", "options": [option.text for option in gone]}


def count_options(rows: Repository, session: Session, now: datetime, *, earlier: Sequence[str] = ()) -> Outcome:
    """Nothing, one (which is then chosen) or several; `earlier`: see `take_option`."""
    if earlier:
        _add(rows, session, now, earlier, "client", ENOUGH_OPTIONS)
    goal = rows.goal_of(session)
    options = goal.options if goal else []
    if len(options) == 1:
        options[0].chosen = True
    return {"result": ("nothing", "one")[len(options)] if len(options) < 2 else "several"}


def list_options(rows: Repository, session: Session) -> list[str]:
    goal = rows.goal_of(session)
    return [option.text for option in goal.options] if goal else []


def chosen_text(rows: Repository, session: Session) -> str:
    """The way that was chosen; "" without one."""
    goal = rows.goal_of(session)
    return next((option.text for option in goal.options if option.chosen), "") if goal else ""


def choose_option(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """Choose one or several by number or by words, or take what the client names now as one more option of theirs."""
    goal = goal_or_unnamed(rows, session, text, now)
    texts = [option.text for option in goal.options]
    text = without_aside(text)
    own = own_way(text)
    wanted = "" if own else without_refused(text, texts)
    if not own and not wanted:
        return {"result": "unclear"}  # only what they do not want
    chosen = places_named(wanted, len(texts)) or place_said(wanted, len(texts)) or match_choices(wanted, texts)
    text = own or wanted
    if not chosen:
        if len(text.split()) < FEW_WORDS:
            return {"result": "unclear"}
        _append(goal, text, by="client")
        chosen = [len(goal.options) - 1]
    return {"result": "some", "options": _pick(goal, chosen)}


def goal_text(rows: Repository, session: Session) -> str:
    goal = rows.goal_of(session)
    return goal.text if goal else ""


def _add(rows: Repository, session: Session, now: datetime, texts: Sequence[str], by: str, enough: int) -> Outcome:
    goal = goal_or_unnamed(rows, session, texts[0], now, by)
    for text in texts:
        if all(option.text.casefold() != text.casefold() for option in goal.options):
            _append(goal, text, by)
    return {"result": "enough" if len(goal.options) >= enough else "some", "options": list(texts)}


def _pick(goal: Goal, numbers: Sequence[int]) -> list[str]:
    for number, option in enumerate(goal.options):
        option.chosen = number in numbers
    return [goal.options[number].text for number in numbers]


def _append(goal: Goal, text: str, by: str) -> None:
    last = max((option.number for option in goal.options), default=0)
    goal.options.append(Option(number=last + 1, text=text, by=by, chosen=False))
