"""What gets in the way of an answer, and what becomes of a goal: whole talks, checked against the export."""

from __future__ import annotations

import itertools

import pytest

from bot.language import LANGUAGES
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.server import RunningRembuk
from tests.widget.test_files import WORDS as WORDS_OF_THE_PAGE


def at(server: RunningRembuk, language: str, question: str, **answers: list[str]) -> ScriptedClient:
    """A client who has come as far as that question."""
    client = ScriptedClient(server.url, language)
    client.go_on({**STRAIGHT[language], **answers}, until=question)
    return client


def at_the_goal(server: RunningRembuk, language: str) -> ScriptedClient:
    """A client who has said what the talk is for and is asked for the goal."""
    client = at(server, language, "goal")
    client.say(STRAIGHT[language]["goal"][0])
    assert (client.asked, client.phase) == ("goal", "goal")
    return client


@pytest.mark.parametrize(
    ("language", "why", "meaning"),
    [("id", "buat apa nanya itu?", "maksudnya gimana ya?"), ("en", "why do you ask?", "what do you mean by that?")],
)
@pytest.mark.parametrize("question", ["summary", "goal", "importance", "options"])
def test_asking_back_is_answered_and_the_question_stays(
    server: RunningRembuk, language: str, why: str, meaning: str, question: str
) -> None:
    client = at(server, language, question)
    heard = []
    for asked_back in (why, meaning, meaning):
        client.say(asked_back)
        assert client.asked == question
        heard.append(client.messages[-1]["text"])
    assert all(one != other for one, other in itertools.pairwise(heard))


@pytest.mark.parametrize(("language", "unknown"), [("id", "nggak tahu"), ("en", "I don't know")])
def test_not_knowing_is_met_three_ways_and_never_loops(server: RunningRembuk, language: str, unknown: str) -> None:
    client = at_the_goal(server, language)
    heard = []
    for _ in range(3):
        client.say(unknown)
        assert client.asked == "goal"
        heard.append(client.messages[-1]["text"])
    assert len(set(heard)) == 3
    assert [button["payload"] for button in client.buttons] == ["/skip", "/ask_ideas", "/just_talk", "/pause_stop"]
    client.say(unknown)
    assert client.asked == "problem", "the bot stops asking and listens"


@pytest.mark.parametrize(
    ("language", "no", "matters"),
    [
        ("id", "nggak setuju, menurutku bukan begitu", "yang penting buatku anak-anak jangan jadi korban"),
        ("en", "I disagree, I don't see it that way", "what matters to me is that my kids don't suffer for it"),
    ],
)
def test_a_disagreement_stops_the_talk_and_is_counted(
    server: RunningRembuk, language: str, no: str, matters: str
) -> None:
    client = at(server, language, "importance")
    client.say(no)
    assert len(client.buttons) >= 2
    client.say(matters)
    assert client.asked == "importance"
    (session,) = client.export()["sessions"]
    assert session["disagreements"] == 1


@pytest.mark.parametrize(
    ("language", "miss"), [("id", "kamu nggak ngerti maksudku"), ("en", "you don't understand me at all")]
)
def test_being_misunderstood_is_repaired_and_a_person_is_offered_the_second_time(
    server: RunningRembuk, language: str, miss: str
) -> None:
    client = at(server, language, "importance")
    client.say(miss)
    first = client.messages[0]["text"]
    client.say(STRAIGHT[language]["problem"][0])
    assert client.asked == "importance"
    client.say(miss)
    assert "119" in client.messages[0]["text"] and client.messages[0]["text"] != first
    client.say(STRAIGHT[language]["problem"][1])
    client.say(miss)
    assert "/ask_human" in [button["payload"] for button in client.buttons]


OTHERS = {"id": "aku pengen suami berhenti marah-marah", "en": "I want my mum to stop nagging me"}
OWN = {"id": "aku bilang ke dia kalau nadanya bikin takut", "en": "tell her calmly when I need quiet"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_elses_change_is_named_and_their_own_part_becomes_the_goal(
    server: RunningRembuk, language: str
) -> None:
    client = at_the_goal(server, language)
    client.say(OTHERS[language])
    assert client.asked == "goal"
    client.say(OWN[language])
    assert client.asked == "importance"
    (goal,) = client.export()["goals"]
    assert (goal["text"], goal["status"]) == (OWN[language], "proposed")
    assert [version["status"] for version in goal["history"]] == ["proposed", "countered", "proposed"]
    assert {version["by"] for version in goal["history"]} == {"client"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_word_stands_if_they_insist(server: RunningRembuk, language: str) -> None:
    client = at_the_goal(server, language)
    client.say(OTHERS[language])
    client.press(0)
    assert client.asked == "importance"
    (goal,) = client.export()["goals"]
    assert (goal["text"], goal["status"]) == (OTHERS[language], "proposed")


@pytest.mark.parametrize(
    ("language", "wide", "sign"),
    [
        ("id", "pengen lebih bahagia", "sarapan bareng anak tanpa buru-buru"),
        ("en", "be happy", "having breakfast without rushing"),
    ],
)
def test_a_wide_goal_is_asked_once_for_its_first_sign(
    server: RunningRembuk, language: str, wide: str, sign: str
) -> None:
    client = at_the_goal(server, language)
    client.say(wide)
    assert client.asked == "goal"
    client.say(sign)
    assert client.asked == "importance"
    (goal,) = client.export()["goals"]
    assert wide in goal["text"] and sign in goal["text"]


@pytest.mark.parametrize(
    ("language", "change", "text"),
    [
        ("id", "goalnya jadi lulus sebelum Oktober aja", "lulus sebelum Oktober"),
        ("en", "change my goal to having one friend to eat lunch with", "having one friend to eat lunch with"),
    ],
)
def test_a_new_wording_is_taken_at_once(server: RunningRembuk, language: str, change: str, text: str) -> None:
    client = at(server, language, "obstacle")
    client.say(change)
    assert client.asked == "obstacle"
    (goal,) = client.export()["goals"]
    assert goal["text"] == text
    assert [version["status"] for version in goal["history"]] == ["proposed", "countered", "proposed"]


@pytest.mark.parametrize(
    ("language", "change"),
    [("id", "goalnya jadi ngobrol sama satu tetangga aja"), ("en", "change my goal to talking with one neighbour")],
)
def test_quite_another_goal_is_rated_anew(server: RunningRembuk, language: str, change: str) -> None:
    client = at(server, language, "options")
    client.say(change)
    assert client.asked == "importance"
    (goal,) = client.export()["goals"]
    assert (goal["importance"], goal["confidence"]) == (None, None)


@pytest.mark.parametrize(("language", "change"), [("id", "ganti tujuan"), ("en", "can we change the goal?")])
def test_a_bare_wish_to_change_is_asked_about_and_one_more_goal_is_possible(
    server: RunningRembuk, language: str, change: str
) -> None:
    client = at(server, language, "confidence")
    client.say(change)
    assert (client.asked, len(client.buttons)) == ("goal", 4)
    client.press(3)
    assert client.asked == "goal"
    client.say({"id": "aku pengen tidur sebelum jam 11", "en": "I want to be in bed by eleven"}[language])
    assert client.asked == "importance"
    assert [goal["status"] for goal in client.export()["goals"]] == ["proposed", "proposed"]


@pytest.mark.parametrize(
    ("language", "both", "reason"),
    [("id", "penting 9, yakin 4", "karena ibu"), ("en", "importance 9, confidence 4", "because of my son")],
)
def test_two_numbers_in_one_message_are_asked_once(
    server: RunningRembuk, language: str, both: str, reason: str
) -> None:
    client = at(server, language, "importance")
    client.say(both)
    assert client.asked == "importance"
    client.say(reason)
    assert client.asked == "confidence", "what would make it higher"
    client.press(0)
    assert client.asked == "options"
    (goal,) = client.export()["goals"]
    assert (goal["importance"], goal["confidence"]) == (9, 4)


@pytest.mark.parametrize(
    ("language", "rated", "value"),
    [("id", "8 karena ibu sudah nunggu lama", "karena ibu"), ("en", "8 because of my kids", "because of my kids")],
)
def test_a_number_with_its_reason_answers_both(server: RunningRembuk, language: str, rated: str, value: str) -> None:
    client = at(server, language, "importance")
    client.say(rated)
    assert client.asked == "confidence"
    assert client.export()["client"]["values"][0].startswith(value)


WISHED = {
    "id": (
        [
            "kerjaan numpuk terus, semua orang minta tolong ke aku",
            "pengennya berhenti iyain semua permintaan bos",
            "udah itu aja",
        ],
        "berhenti iyain semua permintaan bos",
        "ya, itu",
        "pengen tidur sebelum jam sebelas tiap malam",
    ),
    "en": (
        ["work piles up, i'm worn out", "i want to stop saying yes to every favour at work", "that's it"],
        "stop saying yes to every favour at work",
        "yes, that",
        "i want to be in bed before eleven every night",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_that_was_told_is_offered_as_the_goal_and_not_asked_for_anew(
    server: RunningRembuk, language: str
) -> None:
    told, wish, yes, other = WISHED[language]
    client = at(server, language, "goal", problem=told)
    assert wish in client.messages[-1]["text"]
    client.say(yes)
    assert client.asked == "importance"
    assert [goal["text"] for goal in client.export()["goals"]] == [told[1]]
    client = at(server, language, "goal", problem=told)
    client.say(other)
    assert client.asked == "importance"
    assert [goal["text"] for goal in client.export()["goals"]] == [other]
    client = at(server, language, "goal", problem=told)
    client.press(1)
    assert (client.asked, client.export()["goals"]) == ("goal", [])


@pytest.mark.parametrize(
    ("language", "dilemma", "sides"),
    [
        ("id", "pengen bisa mutusin mau resign atau bertahan", ["gajinya kurang tapi bebas", "aman tapi capek banget"]),
        ("en", "to decide whether to quit my job or stay", ["freedom, but no money", "safe, but I'm worn out"]),
    ],
)
def test_a_dilemma_is_weighed_on_both_sides_and_the_talk_goes_on(
    server: RunningRembuk, language: str, dilemma: str, sides: list[str]
) -> None:
    client = at(server, language, "goal")
    client.say(dilemma)
    assert client.asked == "problem"
    for side in sides:
        client.say(side)
    assert client.asked == "goal"
    assert client.export()["sessions"][0]["purpose"] == dilemma


@pytest.mark.parametrize(
    ("first", "second", "messages"),
    [
        ("id", "en", ["I would rather talk about how tired I am", "because this is important for my family"]),
        ("en", "id", ["aku sebenarnya capek banget sama semua ini", "soalnya ini penting banget buat keluargaku"]),
    ],
)
def test_the_talk_follows_two_messages_in_the_other_language(
    server: RunningRembuk, first: str, second: str, messages: list[str]
) -> None:
    client = at(server, first, "importance")
    for message in messages:
        client.say(message)
    client.go_on(STRAIGHT[second], until="options")
    assert client.export()["sessions"][0]["language"] == second


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["/start", "/affirm", "/12", "/deny"])
def test_a_typed_command_is_neither_a_yes_nor_a_no(server: RunningRembuk, language: str, typed: str) -> None:
    client = ScriptedClient(server.url, language)
    client.say(typed)
    assert (client.asked, client.export()["client"]["consents"]) == ("consent", [])
    client.press(0)
    client.say(typed)
    assert client.asked == "consent", "and how old they are stays open"
    client.say({"id": "hapus dataku", "en": "delete my data"}[language])
    client.say(typed)
    assert client.asked == "delete_confirm"


@pytest.mark.parametrize(
    ("language", "said", "asked", "kept"),
    [
        ("id", "jangan disimpan ya. siapa aja yang bisa baca?", "consent", False),
        ("en", "Yes please keep it, I'm 34 and call me Priya", "preferences", True),
    ],
)
def test_consent_is_heard_beside_a_question_an_age_and_a_name(
    server: RunningRembuk, language: str, said: str, asked: str, kept: bool
) -> None:
    client = ScriptedClient(server.url, language)
    client.say(said)
    assert client.asked == asked
    exported = client.export()["client"]
    assert exported["consents"][-1]["given"] is kept
    assert exported["name"] == ("Priya" if kept else None)


EDITED = {
    "id": {
        "support": "kakakku",
        "if_then": "kalau hujan, aku kerjain di rumah",
        "obstacle": "hujan deras",
        "when": "lusa jam 8 malam",
        "step": "buka catatan revisi bab 3",
    },
    "en": {
        "support": "my sister",
        "if_then": "if it rains, I'll go anyway",
        "obstacle": "it could rain",
        "when": "on Friday at 6",
        "step": "write a note to Priya",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_panel_beside_the_talk_sends_changes_that_part_and_no_other(
    server: RunningRembuk, language: str
) -> None:
    client = at(server, language, "agreement")
    for part, words in EDITED[language].items():
        client.say(WORDS_OF_THE_PAGE[language][f"back_{part}"])
        client.say(words)
        assert client.asked == "agreement", part
    (step,) = client.export()["goals"][-1]["plan"]["steps"]
    assert {part: step["action" if part == "step" else part] for part in EDITED[language]} == EDITED[language]
    client.say(WORDS_OF_THE_PAGE[language]["back_goal"])
    client.say(STRAIGHT[language]["goal"][1] + "!")
    assert client.asked == "importance"
