"""Ideas with permission, several answers in one message, and plans that change, over HTTP and against the export."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language import LANGUAGES
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.server import RunningRembuk


def talk(server: RunningRembuk, language: str, until: str, **opening: str) -> ScriptedClient:
    client = ScriptedClient(server.url, language, **opening)
    client.go_on(STRAIGHT[language], until=until)
    return client


def goal(client: ScriptedClient) -> dict[str, Any]:
    found: dict[str, Any] = client.export()["goals"][-1]
    return found


def step(client: ScriptedClient) -> dict[str, Any]:
    found: dict[str, Any] = goal(client)["plans"][-1]["steps"][-1]
    return found


def titles(client: ScriptedClient) -> list[str]:
    return [button["title"] for button in client.buttons]


NOTHING = {"id": "nggak tau", "en": "no idea"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_in_mind_ideas_are_shown_only_after_a_yes(server: RunningRembuk, language: str) -> None:
    client = talk(server, language, until="options")
    client.say(NOTHING[language])
    assert len(client.buttons) == 2
    client.press(0)
    assert len(client.buttons) == 5  # three ideas, others, none of these
    first = titles(client)[:3]
    client.press(3)
    second = titles(client)[:3]
    assert not set(first) & set(second)
    client.say({"id": "1 dan 3", "en": "1 and 3"}[language])
    assert client.asked == "options"
    client.press(0)
    assert client.asked == "choose_option"
    client.press(1)
    assert [(o["text"], o["by"], o["chosen"]) for o in goal(client)["options"]] == [
        (second[0], "bot", False),
        (second[2], "bot", True),
    ]
    assert client.asked == "step"


@pytest.mark.parametrize("language", LANGUAGES)
def test_ideas_that_were_turned_down_are_not_offered_again_but_come_when_asked_for(
    server: RunningRembuk, language: str
) -> None:
    client = talk(server, language, until="options")
    client.say(NOTHING[language])
    client.press(1)
    assert client.asked == "step"
    client.say({"id": "kasih ide dong", "en": "can you give me some ideas?"}[language])
    assert len(client.buttons) == 5
    client.press(4)
    assert client.asked == "step"
    assert goal(client)["options"] == []


@pytest.mark.parametrize(
    ("language", "plea"), [("id", "kasih saran dong"), ("en", "do you have any suggestions for me?")]
)
def test_before_there_is_a_goal_ideas_wait_for_the_second_time_of_asking(
    server: RunningRembuk, language: str, plea: str
) -> None:
    client = talk(server, language, until="problem")
    client.say(STRAIGHT[language]["problem"][0])
    client.say(plea)
    assert client.asked == "problem"
    client.say(plea)
    assert len(client.buttons) == 5


@pytest.mark.parametrize(
    ("language", "said", "chosen"),
    [
        ("id", "olahraga, terus ngomong sama ibu, atau pindah kamar", "yang pertama dan ketiga"),
        ("en", "exercise, talk to my mum, or move rooms", "1 and 3"),
    ],
)
def test_names_several_ways_in_one_message_and_chooses_two(
    server: RunningRembuk, language: str, said: str, chosen: str
) -> None:
    client = talk(server, language, until="options")
    client.say(said)
    client.press(0)
    client.say(chosen)
    assert [(o["by"], o["chosen"]) for o in goal(client)["options"]] == [
        ("client", True), ("client", False), ("client", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said", "next_asked", "known"),
    [
        ("id", ["nelpon dosbing besok jam 9 ditemani Rina", "takut gugup"], "if_then", ("when", "support", "obstacle")),
        ("en", ["write one page, tomorrow at 8 at the library, my sister will remind me", "I might oversleep"],
         "if_then", ("when", "where", "support", "obstacle")),
    ],
)  # fmt: skip
def test_two_answers_in_one_message_skip_a_question(
    server: RunningRembuk, language: str, said: list[str], next_asked: str, known: tuple[str, ...]
) -> None:
    client = talk(server, language, until="step")
    for text in said:
        client.say(text)
    assert client.asked == next_asked
    client.go_on(STRAIGHT[language], until="plan_confidence")
    assert all(step(client)[part] for part in known)
    assert "support" not in client.said


@pytest.mark.parametrize(("language", "told"), [("id", "takutnya aku lupa"), ("en", "I'm worried I'll forget")])
def test_an_obstacle_told_when_the_time_was_asked_is_kept_and_the_time_asked_again(
    server: RunningRembuk, language: str, told: str
) -> None:
    client = talk(server, language, until="when")
    client.say(told)
    assert client.asked == "when"
    client.say(STRAIGHT[language]["when"][0])
    assert client.asked == "if_then"
    assert step(client)["obstacle"] == told


@pytest.mark.parametrize(
    ("language", "yes_but", "when"),
    [
        ("id", "setuju tapi jamnya diganti besok sore", "besok sore"),
        ("en", "I agree, but make it Friday at 4", "Friday at 4"),
    ],
)
def test_a_yes_with_a_change_is_no_yes_yet(server: RunningRembuk, language: str, yes_but: str, when: str) -> None:
    client = talk(server, language, until="agreement")
    client.say(yes_but)
    assert client.asked == "agreement"
    kept = goal(client)
    assert kept["status"] == "proposed"
    assert [plan["status"] for plan in kept["plans"]] == ["replaced", "draft"]
    assert step(client)["when"] == when
    client.press(0)
    assert goal(client)["plan"]["status"] == "agreed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_disagreeing_offers_changes_and_each_is_a_version(server: RunningRembuk, language: str) -> None:
    client = talk(server, language, until="agreement")
    client.press(1)
    assert len(client.buttons) >= 2
    client.press(1)
    assert client.asked == "when"
    client.say({"id": "Sabtu jam 10 pagi", "en": "Saturday at 10"}[language])
    assert client.asked == "agreement"
    client.press(1)
    client.press(0)
    assert client.asked == "step"
    client.say({"id": "buka filenya lima menit", "en": "write just the first line"}[language])
    assert client.asked == "plan_confidence"
    client.say("9")
    client.press(0)
    plans = goal(client)["plans"]
    assert [plan["status"] for plan in plans] == ["replaced", "replaced", "agreed"]
    assert len({(plan["steps"][0]["action"], plan["steps"][0]["when"]) for plan in plans}) == 3


@pytest.mark.parametrize(
    ("language", "waits"), [("id", "nunggu dosbing bales pesanku"), ("en", "wait until my supervisor apologises")]
)
def test_a_step_of_somebody_elses_is_asked_about_once_and_then_stands(
    server: RunningRembuk, language: str, waits: str
) -> None:
    client = talk(server, language, until="step")
    client.say(waits)
    assert client.asked == "step"
    client.press(0)
    assert client.asked == "when"
    assert step(client)["action"] == waits


@pytest.mark.parametrize("language", LANGUAGES)
def test_low_confidence_makes_the_step_smaller_twice_and_then_leaves_it(server: RunningRembuk, language: str) -> None:
    client = talk(server, language, until="plan_confidence")
    for _ in range(2):
        client.say("4")
        assert client.asked == "step"
        assert step(client)["action"].split()[0] in client.messages[-1]["text"]
        client.say({"id": "buka filenya sebentar", "en": "write just the first line"}[language])
        assert client.asked == "plan_confidence"
    client.say("5")
    assert client.asked == "agreement"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_more_step_is_offered_once_and_agreed_with_the_first(server: RunningRembuk, language: str) -> None:
    client = talk(server, language, until="agreement")
    client.press(0)
    assert client.asked == "agreement"
    client.press(1)
    assert client.asked == "step"
    client.say({"id": "kirim pesan ke Rina", "en": "text my sister"}[language])
    client.go_on(STRAIGHT[language], until="agreement")
    client.press(0)
    assert client.asked == "rating"
    assert [plan["status"] for plan in goal(client)["plans"]] == ["replaced", "agreed"]
    assert len(goal(client)["plan"]["steps"]) == 2


@pytest.mark.parametrize(
    ("language", "change"), [("id", "eh, waktunya ganti ke Jumat"), ("en", "actually change the time to Friday")]
)
def test_an_agreed_plan_is_shown_whole_when_it_is_changed_and_agreed_anew(
    server: RunningRembuk, language: str, change: str
) -> None:
    client = talk(server, language, until="agreement")
    client.say(STRAIGHT[language]["agreement"][0])
    before = step(client)
    client.say(change)
    assert (client.asked, "Jumat" in client.messages[0]["text"] or "Friday" in client.messages[0]["text"]) == (
        "agreement",
        True,
    )
    client.say(STRAIGHT[language]["agreement"][0])
    after = goal(client)["plans"][-1]
    assert after["status"] == "agreed"
    assert (after["steps"][-1]["action"], after["steps"][-1]["obstacle"]) == (before["action"], before["obstacle"])
    assert after["steps"][-1]["when"] != before["when"]


@pytest.mark.parametrize(
    ("language", "told", "enough"),
    [
        ("id", ["aku cuma mau didengerin", "bapakku suka teriak-teriak di rumah"], "udah itu aja, makasih"),
        ("en", ["I just want to vent", "my dad shouts at all of us at home"], "no that's all, thanks"),
    ],
)
def test_a_talk_only_to_be_heard_ends_with_what_was_told(
    server: RunningRembuk, language: str, told: list[str], enough: str
) -> None:
    client = talk(server, language, until="problem")
    for text in told:
        client.say(text)
    client.say(enough)
    assert client.asked == "rating"
    assert any(word in client.messages[0]["text"] for word in ("teriak", "shouts"))
