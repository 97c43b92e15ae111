"""The buttons below a list that is made while talking: the options of the client, the ideas of the bot."""

from __future__ import annotations

from actions.base import Turn, TurnAction
from actions.goal_change import change_buttons
from actions.returning import goal_buttons
from bot.counseling.ideas import all_areas, ideas_by_name
from bot.counseling.saying import say_back
from bot.counseling.wording import load
from bot.services import options

Buttons = list[dict[str, str]]


def buttons_of(question: str, action: TurnAction, turn: Turn) -> Buttons:
    """The buttons of a question that has a list; none for all others, whose buttons stand in domain.yml."""
    if question == "choose_option":
        return option_buttons(action, turn)
    if question == "which_goal":
        return goal_buttons(action, turn)
    if question == "goal_change":
        return change_buttons(turn)
    return idea_buttons(turn, turn.menu) if question == "ideas" else []


def option_buttons(action: TurnAction, turn: Turn) -> Buttons:
    """One button an option, its number going back and its words shown; the last one for none of them."""
    texts = action.services.read(turn.session_id, options.list_options) or []
    return [*_numbered([say_back(text, turn.address) for text in texts]), _button(turn, "none", "/deny")]


def idea_buttons(turn: Turn, names: tuple[str, ...]) -> Buttons:
    """One button an idea, one for other ideas and one for none of them."""
    titles = [idea.title[turn.language] for idea in ideas_by_name(names, all_areas())]
    return [*_numbered(titles), _button(turn, "others", "/ask_ideas"), _button(turn, "none", "/refuse_ideas")]


def _numbered(titles: list[str]) -> Buttons:
    return [
        {"title": title, "payload": f'/propose_option{{"option": "{number}"}}'}
        for number, title in enumerate(titles, start=1)
    ]


def _button(turn: Turn, name: str, payload: str) -> dict[str, str]:
    return {"title": load("menus")[turn.language][name], "payload": payload}
