"""Whole conversations out of any messages, with kills in between: a state that can be, and a next sensible answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.bootstrap import make_services
from bot.channels.errors import Unavailable
from bot.counseling.questions import QUESTIONS
from bot.language import LANGUAGES
from bot.services.export import export_client
from bot.settings import load_settings
from bot.storage.migrate import migrate
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT
from tests.faults.checks import check_goals
from tests.in_process import Kill, RembukHere

Message = dict[str, Any]
ASKED = {question.asked for question in QUESTIONS.values()} | {"none"}
YES = {"id": ["iya", "setuju, aku jalani", "oke deh"], "en": ["yes", "I agree, I'll do it", "sounds good"]}
# Words for any moment, none of which agrees to anything.
ANY = {
    "id": [
        "nggak", "nggak setuju, menurutku bukan begitu", "nggak tahu", "lewati aja", "balik ke yang tadi",
        "ganti tujuan",
        "tujuannya jadi tidur sebelum jam 11", "tambah tujuan lagi: olahraga tiap Minggu", "udah ah, capek",
        "stop dulu",
        "kenapa nanya itu?", "kamu siapa sih?", "data ini disimpan di mana?", "ada ide?", "kamu nggak ngerti maksudku",
        "pelan-pelan dong",
        "aku sedih banget", "7", "besok jam 8", "gdfgdfg", "cerita aja deh", "makasih", "dadah",
        "langkahnya kegedean", "aku pengen lulus tapi aku juga takut lulus", "mau ngobrol sama orang beneran",
    ],
    "en": [
        "no", "I disagree, I don't see it that way", "I don't know", "skip this", "go back", "change the goal",
        "change my goal to being in bed by eleven", "one more goal: swim every Sunday", "enough for today",
        "let's stop here",
        "why do you ask?", "who are you?", "who can read this?", "any ideas?", "you don't understand me at all",
        "slow down please", "I feel so sad", "7", "tomorrow at 8", "gdfgdfg", "I just want to talk", "thanks", "bye",
        "that step is too big", "I want to finish but I'm also afraid to", "I'd like to talk to a real person",
    ],
}  # fmt: skip
DANGER = {"id": "aku mau mati aja", "en": "I want to kill myself"}
WORDS = {"id": "yang kamu apa itu dan di ini ada aku mau bisa dari dengan".split(),
         "en": "the you what is to and your it of that in this for".split()}  # fmt: skip


class AnyTalk(RuleBasedStateMachine):
    """One conversation."""

    here: ClassVar[RembukHere]

    @initialize(language=st.sampled_from(LANGUAGES), steps=st.sampled_from([0, 1, 6, 14, 19, 22]))
    def open(self, language: Literal["id", "en"], steps: int) -> None:
        self.language = language
        self.sent = 0
        self.consented = False
        self.given: dict[str, int] = {}
        self.lines: list[tuple[str, str]] = []
        self.agreed: set[str] = set()
        self.session_id, messages = self.here.open(language=language)
        self.hear(messages)
        for _ in range(steps):
            self.answer()

    @rule()
    def answer(self) -> None:
        """What fits what was asked."""
        if not self.kept and self.buttons:
            self.press(0)
            return
        answers = STRAIGHT[self.language]
        choices = answers.get(self.asked, YES[self.language])
        turn = self.given[self.asked] = self.given.get(self.asked, -1) + 1
        text = choices[min(turn, len(choices) - 1)]
        self.say("#" if text.startswith("#") else text, agrees=True)

    @rule(data=st.data())
    def say_anything(self, data: st.DataObject) -> None:
        self.say(data.draw(st.sampled_from(ANY[self.language])))

    @rule(data=st.data())
    def say_yes(self, data: st.DataObject) -> None:
        self.say(data.draw(st.sampled_from(YES[self.language])), agrees=True)

    @rule(text=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip))
    def say_signs(self, text: str) -> None:
        self.say(text)

    @rule()
    def say_danger(self) -> None:
        self.say(DANGER[self.language])
        assert "119" in self.messages[0]["text"] and self.asked == "safety"

    @precondition(lambda self: self.buttons)
    @rule(number=st.integers(0, 3))
    def press(self, number: int) -> None:
        button = self.buttons[number % len(self.buttons)]
        self.say(button["title"], button["payload"], agrees=button["payload"] in ("/affirm", "/commit"))

    @rule(commit=st.integers(1, 5), before=st.booleans())
    def answer_and_be_killed(self, commit: int, before: bool) -> None:
        self.kill = Kill(commit, before)
        self.answer()

    kill: Kill | None = None

    def say(self, text: str, payload: str | None = None, agrees: bool = False) -> None:
        self.sent += 1
        message_id, kept, asked = f"m{self.sent}", self.kept, self.asked
        kill, self.kill = self.kill, None
        if kill is not None:
            with self.here.killed(kill):
                self.here.say(self.session_id, text, message_id, payload)
        messages = self.here.say(self.session_id, text, message_id, payload)
        assert self.here.say(self.session_id, text, message_id, payload) == messages, "a repeat is the same"
        if kept:
            self.lines.append(("client", text))
        self.hear(messages)
        newly = self.agreed_goals() - self.agreed
        assert not newly or (agrees and asked in ("agreement", "followup", "goal")), (asked, text)
        self.agreed |= newly

    def hear(self, messages: list[Message]) -> None:
        assert messages and all(message["text"].strip() for message in messages)
        self.messages = messages
        self.lines += [("bot", message["text"]) for message in messages]
        self.asked = messages[-1]["custom"]["asked"]
        self.buttons = messages[-1].get("buttons", [])
        self.language = messages[-1]["custom"].get("language", self.language)
        assert self.asked in ASKED and self.language in LANGUAGES
        text = " ".join(message["text"] for message in messages)
        assert not re.search(r"\{[a-z_]+\}|\bNone\b", text), text
        said = re.findall(r"[a-z]+", text.lower())
        of = {language: sum(word in words for word in said) for language, words in WORDS.items()}
        assert len(said) < 12 or of[self.language] >= max(of.values()), text

    @property
    def kept(self) -> bool:
        """Whether the client let what they write be kept."""
        with UnitOfWork(self.here.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            return any(consent.given for consent in session.client.consents[-1:])

    def agreed_goals(self) -> set[str]:
        with UnitOfWork(self.here.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            return {goal.id for goal in session.client.goals if goal.status == "agreed"}

    @invariant()
    def the_state_can_be(self) -> None:
        if not hasattr(self, "session_id"):
            return
        with UnitOfWork(self.here.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            check_goals(session.client.goals)
            assert {turn.status for turn in session.turns} == {"done"}
            assert [turn.number for turn in session.turns] == list(range(1, len(session.turns) + 1))
            times = [turn.at for turn in session.turns]
            assert times == sorted(set(times))

    def teardown(self) -> None:
        if not hasattr(self, "session_id"):
            return
        told = [(line["who"], line["text"]) for line in self.here.gate.sessions.history(self.session_id)]
        assert told == self.lines
        heard = self.here.heard(self.session_id)
        assert len(heard) == len(set(heard)), "a message was heard twice"
        with UnitOfWork(self.here.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            assert export_client(work.rows, session)["schema"] == 1


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RembukHere]:
    """One for all talks: loading the model takes longest."""
    own = load_settings({"REMBUK_DATA_DIR": str(tmp_path_factory.mktemp("here"))})
    migrate(own)
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield RembukHere(make_services(own), monkeypatch)


def test_any_talk_stays_in_a_state_that_can_be_and_is_answered(here: RembukHere) -> None:
    AnyTalk.here = here
    run_state_machine_as_test(
        AnyTalk,
        settings=settings(
            max_examples=14,
            stateful_step_count=10,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


@pytest.mark.parametrize("commit", [1, 2, 3, 4])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_killed_at_any_commit_of_an_agreement(
    here: RembukHere, language: Literal["id", "en"], commit: int, before: bool
) -> None:
    AnyTalk.here = here
    talk = AnyTalk()
    talk.open(language, 0)
    while talk.asked != "agreement":
        talk.answer()
    with here.killed(Kill(commit, before)):
        here.say(talk.session_id, STRAIGHT[language]["agreement"][0], f"m{talk.sent + 1}")
    assert len(talk.agreed_goals()) in (0, 1)
    talk.answer()
    assert len(talk.agreed_goals()) == 1
    talk.the_state_can_be()
    talk.teardown()


@pytest.mark.parametrize("broken", ["retrieve", "save"])
def test_a_dialogue_that_cannot_be_read_or_kept_is_no_answer(
    here: RembukHere, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    async def fail(*_: Any) -> None:
        raise OSError("no disk")

    AnyTalk.here = here
    talk = AnyTalk()
    talk.open("en", 6)
    store = here.agent.tracker_store._tracker_store  # type: ignore[attr-defined]
    with monkeypatch.context() as broken_store:
        broken_store.setattr(store, broken, fail)
        with pytest.raises(Unavailable):
            here.say(talk.session_id, "my boss shouts at me", f"m{talk.sent + 1}")
    talk.say("my boss shouts at me")
    talk.teardown()


def test_a_message_whose_action_failed_leaves_no_trace_in_the_dialogue(
    here: RembukHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise OSError("gone")

    AnyTalk.here = here
    talk = AnyTalk()
    talk.open("id", 6)
    before = here.heard(talk.session_id)
    with monkeypatch.context() as broken_actions:
        broken_actions.setattr(type(here.agent.action_endpoint), "_request", fail)
        with pytest.raises(Unavailable):
            here.say(talk.session_id, "bosku marah-marah terus", f"m{talk.sent + 1}")
    assert here.heard(talk.session_id) == before
    talk.say("bosku marah-marah terus")
    talk.teardown()
