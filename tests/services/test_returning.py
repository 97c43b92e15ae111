"""Coming back: preferences of each talk, a low rating that changes the next one, and the review of a plan."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services import clients, goals, plans, returning, reviews
from bot.services.opening import open_session
from tests.conftest import NOON


class Visits:
    """One client who comes back week after week; each call is one write of one turn."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._now = NOON - timedelta(weeks=1)
        self._code: str | None = None
        self._ids = itertools.count()

    def come(self) -> dict[str, Any]:
        """A new talk, a week after the last one."""
        self._now += timedelta(weeks=1)
        now = self._now
        self.services = Services(self.services.engine, self.services.settings, lambda: now)
        opened = open_session(
            self.services.engine, language="id", zone=None, country=None, return_code=self._code, hours=24, now=now
        )
        self._code, self.session_id = opened.return_code, opened.session_id
        known = self(clients.recall_opening)
        self(clients.record_consent, given=True)
        self._now += timedelta(minutes=1)
        return known

    def __call__(self, function: Any, **values: Any) -> Any:
        return self.services.write(
            self.session_id,
            str(next(self._ids)),
            lambda rows, session, now: function(rows, session, now, **values) or {},
        )

    def read(self, query: Any) -> Any:
        return self.services.read(self.session_id, query)

    def agree(self, goal: str, step: str) -> None:
        self(lambda rows, session, now: setattr(session, "goal_id", None))
        self(goals.take_goal, text=goal)
        self(plans.take_answer, question="step", text=step)
        self(plans.agree)


@pytest.fixture
def visits(services: Services) -> Visits:
    return Visits(services)


def test_each_talk_keeps_the_preferences_it_went_by(visits: Visits) -> None:
    visits.come()
    visits(clients.take_preferences, wanted={"pace": "slow", "tone": "direct"})
    assert visits.come()["preferences"] == {"pace": "slow", "tone": "direct"}
    visits(clients.take_preferences, wanted={"pace": "fast"})
    kept = visits.read(
        lambda rows, session: [{p.kind: p.choice for p in one.preferences} for one in session.client.sessions]
    )
    assert kept == [{"pace": "slow", "tone": "direct"}, {"pace": "fast", "tone": "direct"}]


def test_the_talk_after_a_low_rating_opens_with_it_once(visits: Visits) -> None:
    visits.come()
    visits(reviews.rate_talk, ratings={"heard": 3.0, "goals": 8.0, "approach": 5.5})
    opened = visits.come()
    assert (opened["result"], opened["preferences"]) == ("low", {"lead": "listen"})
    assert visits.read(returning.rating_taken_up) == ["heard", "approach"]
    visits(returning.take_missing, text="kebanyakan nanya")
    assert visits.read(lambda rows, session: session.client.sessions[0].rating.missing) == "kebanyakan nanya"
    opened = visits.come()
    assert (opened["result"], visits.read(returning.rating_taken_up)) == ("back", [])


def test_a_good_rating_changes_nothing(visits: Visits) -> None:
    visits.come()
    visits(reviews.rate_talk, ratings={"overall": 6.0})
    assert visits.come()["result"] == "back"


def test_of_several_goals_with_plans_the_client_says_which(visits: Visits) -> None:
    visits.come()
    visits.agree("lulus Juli", "buka file")
    assert visits.read(returning.goals_to_review) == [], "a plan made in this talk is not looked back on in it"
    visits.come()
    visits.agree("tidur cukup", "matikan hp")
    visits.come()
    assert visits.read(returning.goals_to_review) == ["tidur cukup", "lulus Juli"]
    visits(returning.choose_goal, number=1)
    assert visits.read(reviews.recall_plan) == {"step": "buka file", "goal": "lulus Juli"}


def test_a_step_that_was_done_teaches_what_keeps_it_going(visits: Visits) -> None:
    visits.come()
    visits.agree("lulus Juli", "buka file")
    visits.come()
    assert visits(reviews.review_step, outcome="done", said="sudah")["result"] == "complete"
    for question, text in (
        ("what_helped", "bareng Rina"),
        ("own_doing", "aku yang ngajak"),
        ("slip_sign", "buka drakor"),
        ("slip_answer", "chat Rina"),
    ):
        visits(reviews.take_review, question=question, text=text)
    assert visits.read(reviews.review_on) == {"result": "complete"}
    visits(reviews.settle_goal, achieved=True)

    def look(rows: Any, session: Any) -> Any:
        (goal,) = session.client.goals
        (review,) = goal.plans[0].steps[0].reviews
        learned = (review.helped, review.own_part, review.slip_sign, review.slip_answer)
        return goal.status, goal.versions[-1].status, goal.versions[-1].by, learned, session.goal_id

    learned = ("bareng Rina", "aku yang ngajak", "buka drakor", "chat Rina")
    assert visits.read(look) == ("achieved", "achieved", "client", learned, None)
    visits.come()
    assert visits.read(returning.goals_to_review) == []


def test_a_step_let_go_leaves_the_goal(visits: Visits) -> None:
    visits.come()
    visits.agree("lulus Juli", "buka file")
    visits.come()
    visits(reviews.review_step, outcome="not_done", said="belum")
    visits(reviews.let_step_go)
    kept = visits.read(lambda rows, session: (session.client.goals[0].status, session.client.goals[0].plans[0].status))
    assert kept == ("agreed", "dropped")


def test_values_of_earlier_talks_are_remembered(visits: Visits) -> None:
    visits.come()
    visits(goals.take_value, text="karena ibu")
    assert visits.read(returning.earlier_values) == []
    visits.come()
    assert visits.read(returning.earlier_values) == ["karena ibu"]
