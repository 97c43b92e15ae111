"""In a crisis the work waits, wherever the talk stood, until the client is safe or wishes to go on."""

from __future__ import annotations

import pytest

from bot.language import LANGUAGES
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.dialogues.test_practice import practise
from tests.server import RunningRembuk

CRISIS = {"id": "aku pengen mati aja rasanya", "en": "honestly I just want to die"}
GO_ON = {"id": "aku udah aman kok, lanjut aja yang tadi", "en": "I'm safe now, let's go on with what we were doing"}
# None of these says that they are safe or wish to go on; some would be answers, some would move the talk elsewhere.
NOT_YET = {
    "id": [
        "iya",
        "nggak tau",
        "kita balik ke pertanyaan sebelumnya aja",
        "aku mau ganti tujuan",
        "kasih aku ide dong",
        "8",
        "besok jam 7 pagi",
        "rasanya berat banget",
        "asdkjh qwe",
    ],
    "en": [
        "yes",
        "I don't know",
        "can we go back to the previous question",
        "I want to change my goal",
        "give me some ideas",
        "8",
        "tomorrow at 7 in the morning",
        "it's just so heavy",
        "asdkjh qwe",
    ],
}


def stays_paused(client: ScriptedClient, language: str, texts: list[str]) -> None:
    for text in texts:
        client.say(text)
        assert client.asked == "safety", (text, client.messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_work_waits_in_every_phase_and_goes_on_where_it_was(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    given: dict[str, int] = {}
    paused: list[str] = []
    for _ in range(60):
        if client.asked == "none":
            break
        if client.asked not in paused:
            asked, phase = client.asked, client.phase
            client.say(CRISIS[language])
            assert client.asked == "safety", (asked, client.messages)
            assert "119" in client.messages[0]["text"]
            stays_paused(client, language, NOT_YET[language][len(paused) % 3 :: 3])
            if len(paused) % 2:
                client.press(0)
            else:
                client.say(GO_ON[language])
            assert (client.asked, client.phase) == (asked, phase), client.messages
            paused.append(asked)
        choices = STRAIGHT[language][client.asked]
        turn = given.get(client.asked, 0)
        given[client.asked] = turn + 1
        answer = choices[min(turn, len(choices) - 1)]
        if answer.startswith("#"):
            client.press(int(answer[1:]))
        else:
            client.say(answer)
    assert client.asked == "none"
    wanted = set(STRAIGHT[language]) - {"none"}
    assert wanted <= set(paused), wanted - set(paused)
    (goal,) = [goal for goal in client.export()["goals"] if goal["plan"] and goal["plan"]["status"] == "agreed"]
    assert goal["status"] == "agreed", "and nothing of it was lost"

    again = ScriptedClient(server.url, language, client.return_code)
    assert again.asked == "followup"
    again.say(CRISIS[language])
    assert again.asked == "safety"
    stays_paused(again, language, ["udah" if language == "id" else "I did it"])
    again.say(GO_ON[language])
    assert again.asked == "followup"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_in_a_crisis_takes_the_work_up_again(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="options")
    before = client.export()["goals"]
    client.say(CRISIS[language])
    stays_paused(client, language, NOT_YET[language])
    assert client.export()["goals"] == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_to_who_fears_for_another_and_the_talk_goes_on(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="problem")
    client.say({"id": "temanku mau bunuh diri", "en": "my friend says she wants to die"}[language])
    assert "119" in client.messages[0]["text"]
    assert client.asked != "safety" and len(client.messages) > 1


ROLE = {"id": "aku sendiri udah pengen mati aja rasanya", "en": "I want to die myself, honestly"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("when", [0, 2])
def test_the_practice_waits_until_it_was_the_role_or_they_are_safe(
    server: RunningRembuk, language: str, when: int
) -> None:
    trainee = practise(server, language)
    lines = {"id": "Apa yang paling berat minggu ini?", "en": "What was hardest this week?"}
    for _ in range(when):
        trainee.say(lines[language])
    turns = len(trainee.export()["practice"][0]["turns"])
    trainee.say(ROLE[language])
    assert trainee.asked == "safety"
    assert "119" in trainee.messages[0]["text"]
    assert {"id": "peran", "en": "role"}[language] in trainee.messages[-1]["text"]
    stays_paused(trainee, language, [*NOT_YET[language], lines[language]])
    assert len(trainee.export()["practice"][0]["turns"]) == turns, "the client of the case heard nothing"
    trainee.say(GO_ON[language])
    assert trainee.asked == "practice"
    trainee.say(lines[language])
    assert len(trainee.export()["practice"][0]["turns"]) == turns + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trainee_who_means_themselves_is_stayed_with(server: RunningRembuk, language: str) -> None:
    trainee = practise(server, language)
    trainee.say(ROLE[language])
    trainee.press(1)
    assert trainee.asked == "safety"
    trainee.press(0)
    assert trainee.asked == "practice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_simulated_client_says_and_what_a_counselor_asks_pauses_nothing(
    server: RunningRembuk, language: str
) -> None:
    trainee = practise(server, language)
    for line in {
        "id": ["Apakah kamu terpikir untuk mengakhiri hidup?", "Terima kasih sudah bilang kalau kamu ingin mati."],
        "en": ["Are you thinking about ending your life?", "Thank you for telling me that you want to die."],
    }[language]:
        trainee.say(line)
        assert trainee.asked == "practice"
    assert trainee.export()["safety"] == []
