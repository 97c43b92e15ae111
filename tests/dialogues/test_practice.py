"""Trainees over real HTTP: whole sessions with a simulated client, and what is kept of them."""

from __future__ import annotations

import pytest

from bot.language import LANGUAGES
from tests.dialogues.client import ScriptedClient
from tests.server import RunningRembuk

# A counselor who listens: open questions, reflections, and no advice.
LISTENING = {
    "id": [
        "Apa yang bikin kamu datang hari ini?",
        "Berbulan-bulan macet, dan rasanya makin berat tiap ditanya.",
        "Ceritakan dong, gimana rasanya tiap mau buka laptop?",
        "Kamu sebenarnya peduli sekali dengan skripsi ini, makanya capek.",
        "Apa yang paling kamu takutkan dari ketemu dosbing?",
        "Kelihatannya ada yang lebih dalam dari sekadar revisi.",
        "Menurutmu sendiri, langkah kecil apa yang paling mungkin?",
    ],
    "en": [
        "What brings you here today?",
        "Months of being stuck, and it gets heavier each time somebody asks.",
        "Tell me, what is it like when you open the laptop?",
        "You care about this thesis a great deal, that's why it wears you out.",
        "What frightens you most about seeing your supervisor?",
        "It sounds as if there's more underneath than revisions.",
        "What small step would you yourself believe in?",
    ],
}
CONFRONTING = {
    "id": [
        "Kamu ini cuma malas, jangan banyak alasan.",
        "Bapak egois sekali, nggak mikirin anak dan istri.",
        "Sudah jelas Bapak yang salah, kok masih menyalahkan orang lain?",
        "Jangan bohong sama saya, Bapak itu kecanduan.",
        "Percuma saya bantu kalau Bapak sendiri nggak tahu malu.",
        "Itu semua cuma alasan. Bapak pengecut namanya.",
    ],
    "en": [
        "You are just lazy, stop making excuses.",
        "That's selfish. You don't think of your wife and child at all.",
        "It's plainly your own fault, so why do you keep blaming others?",
        "Don't lie to me, you are an addict.",
        "There is no point in helping someone who has no shame.",
        "Those are all excuses. You are a coward.",
    ],
}


def practise(server: RunningRembuk, language: str, case: str = "thesis", code: str | None = None) -> ScriptedClient:
    return ScriptedClient(server.url, language, code, mode="practice", case=case)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trainee_holds_a_session_and_gets_a_debrief(server: RunningRembuk, language: str) -> None:
    trainee = practise(server, language)
    assert (trainee.asked, trainee.phase) == ("practice", "practice")
    titles = {"id": ["Petunjuk", "Ulang", "Selesai"], "en": ["Hint", "Take back", "End"]}
    assert [button["title"] for button in trainee.buttons] == titles[language]
    for line in LISTENING[language]:
        trainee.say(line)
        assert trainee.asked == "practice"
        card = trainee.messages[0]["custom"]
        assert card["kind"] == "feedback"
        assert all(set(code) == {"code", "span"} for code in card["codes"])
    trainee.say({"id": "selesai", "en": "end"}[language])
    assert trainee.asked == "none"
    assert [m["custom"]["kind"] for m in trainee.messages if "kind" in m.get("custom", {})] == ["debrief"]

    [practice] = trainee.export()["practice"]
    assert practice["case"] == "thesis"
    assert [turn["text"] for turn in practice["turns"]] == LISTENING[language]
    replies = [practice["opening"], *(turn["reply"] for turn in practice["turns"])]
    assert len(set(replies)) == len(replies), "the client never repeats itself"
    first, last = practice["turns"][0]["state"], practice["turns"][-1]["state"]
    assert last["trust"] > first["trust"]
    assert set(practice["summary"]) == {"quality", "enough_material", "miti", "negotiation", "ownership"}
    assert any(turn["codes"] for turn in practice["turns"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_client_who_is_confronted_closes_and_leaves(server: RunningRembuk, language: str) -> None:
    trainee = practise(server, language, "gambling")
    for line in 2 * CONFRONTING[language]:
        if trainee.asked == "none":
            break
        trainee.say(line)
    assert trainee.asked == "none", "nobody stays for this"
    [practice] = trainee.export()["practice"]
    assert practice["turns"][-1]["client_act"] == "leave"
    assert practice["turns"][-1]["state"]["trust"] < practice["turns"][0]["state"]["trust"]


def test_words_can_be_taken_back_and_a_hint_asked_for(server: RunningRembuk) -> None:
    trainee = practise(server, "id")
    came = trainee.messages[-1]["text"]
    trainee.say(CONFRONTING["id"][0])
    hurt = trainee.messages[-1]["text"]
    assert hurt != came
    trainee.say("ulang")
    assert trainee.messages[-1]["text"] == came
    trainee.say("Petunjuk")
    assert len(trainee.messages) == 2
    assert trainee.messages[-1]["text"] == came
    trainee.say("Apa yang terjadi belakangan ini?")
    [practice] = trainee.export()["practice"]
    assert [turn["text"] for turn in practice["turns"]] == ["Apa yang terjadi belakangan ini?"]


BACK = {
    "id": ("ulang dari giliran 2", "ulang dari 9", "tren", "dari awal"),
    "en": ("back to turn 2", "back to 9", "progress", "start over"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trainee_goes_back_to_a_turn_after_the_end_and_begins_again(server: RunningRembuk, language: str) -> None:
    branch, too_far, trend, start_over = BACK[language]
    trainee = ScriptedClient(server.url, language, mode="practice", case="thesis", seed=7)
    heard = [trainee.messages[-1]["text"]]
    for number, line in enumerate(LISTENING[language][:3], start=1):
        trainee.say(line)
        assert trainee.messages[0]["custom"]["turn"] == number
        assert str(number) in trainee.messages[0]["text"].split("·")[0]
        heard.append(trainee.messages[-1]["text"])
    trainee.say({"id": "selesai", "en": "end"}[language])
    trainee.say(too_far)
    assert "1–3" in trainee.messages[0]["text"]
    assert trainee.asked == "none"
    trainee.say(branch)
    assert (trainee.asked, trainee.messages[-1]["text"]) == ("practice", heard[1])
    assert LISTENING[language][1] in trainee.messages[0]["text"]
    trainee.say(trend)
    assert len(trainee.messages) == 2
    assert trainee.messages[-1]["text"] == heard[1]
    trainee.say(start_over)
    assert trainee.messages[-1]["text"] == heard[0]
    for line, answer in zip(LISTENING[language][:2], heard[1:]):
        trainee.say(line)
        assert trainee.messages[-1]["text"] == answer
    [practice] = trainee.export()["practice"]
    assert (practice["seed"], len(practice["turns"])) == (7, 2)


def test_feedback_can_wait_until_the_end(server: RunningRembuk) -> None:
    trainee = practise(server, "en")
    trainee.say("feedback at the end")
    trainee.say("What brings you here?")
    assert [m.get("custom", {}).get("kind") for m in trainee.messages] == ["client"]


def test_the_same_client_comes_back_for_a_second_session(server: RunningRembuk) -> None:
    first = practise(server, "id")
    for line in LISTENING["id"]:
        first.say(line)
    first.say("selesai")
    second = practise(server, "id", code=first.return_code)
    second.say("Bagaimana minggu ini sejak kita ketemu?")
    practices = second.export()["practice"]
    assert [practice["attempt"] for practice in practices] == [1, 2]
    assert practices[1]["opening"] != practices[0]["opening"]


def test_what_sounds_like_a_crisis_of_the_trainees_own_pauses_the_practice(server: RunningRembuk) -> None:
    trainee = practise(server, "id")
    trainee.say("apakah kamu pernah ingin mengakhiri hidupmu?")
    assert trainee.asked == "practice", "a counselor's question is good work"
    trainee.say("aku sendiri udah pengen mati aja rasanya")
    assert trainee.asked == "safety"
    assert "119" in trainee.messages[0]["text"]
    trainee.press(0)
    assert trainee.asked == "practice"
    trainee.say("Maaf, kita lanjut. Apa yang paling berat minggu ini?")
    assert trainee.asked == "practice"


def test_what_the_client_should_delete_is_not_taken_for_the_trainees_own_data(server: RunningRembuk) -> None:
    trainee = practise(server, "id", "gambling")
    trainee.say("harusnya bapak hapus aja aplikasinya")
    assert trainee.asked == "practice"
    trainee.say("hapus semua data saya")
    assert trainee.asked == "delete_confirm"
    trainee.say("tidak jadi")
    assert trainee.asked == "practice"


def test_a_question_without_its_mark_gets_its_answer(server: RunningRembuk) -> None:
    trainee = practise(server, "id", "gambling")
    trainee.say("utangnya berapa semua")
    assert "Empat juta" in trainee.messages[-1]["text"]


def test_the_cases_are_listed_in_the_callers_language(server: RunningRembuk) -> None:
    trainee = practise(server, "en")
    cases = trainee.http.get("/cases?language=en").json()
    assert len(cases) >= 8
    assert {"case", "title", "setting", "text", "difficulty", "style", "person"} <= set(cases[0])
    assert cases[0]["title"] != trainee.http.get("/cases?language=id").json()[0]["title"]


def test_a_case_that_is_not_there_is_said_to_be_missing(server: RunningRembuk) -> None:
    from httpx import post

    for request in ({"mode": "practice", "case": "../thesis"}, {"mode": "practice"}, {"mode": "therapy"}):
        assert post(f"{server.url}/webhooks/widget/session", json=request).status_code == 404
