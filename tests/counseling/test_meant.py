"""The act that the words of an answer settle."""

from __future__ import annotations

import pytest

from bot.counseling.address import parse_name
from bot.counseling.meant import act_meant
from bot.counseling.preferences import parse_preferences
from bot.counseling.ratings import parse_rating


@pytest.mark.parametrize("text", ["idc", "whatever", "terserah", "skip", "idk lol", "bodo amat", "gatau"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_it_is_all_the_same_is_no_name(text: str, language: str) -> None:
    assert act_meant("name", text, "tell_name") == "skip"
    assert parse_name(text, language) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [("About a 7 dear", 7), ("7 id say", 7), ("10 duh", 10), ("around 4 only", 4), ("7 kira-kira", 7), ("8 jelas", 8)],
)
def test_a_number_with_a_word_after_it_is_one(text: str, number: float) -> None:
    assert parse_rating(text) == number


@pytest.mark.parametrize("text", ["my kids are 9 and 6", "cuz my kids are 9 and 6", "anak-anakku 9 sama 6", "anakku 5"])
def test_the_numbers_of_a_reason_rate_nothing(text: str) -> None:
    assert parse_rating(text) is None
    assert act_meant("importance_reason", text, "rate") == "answer"


@pytest.mark.parametrize("text", ["7", "eh 7 deh", "actually make it 9", "8 out of 10"])
def test_another_number_is_one(text: str) -> None:
    assert act_meant("importance_reason", text, "rate") is None


@pytest.mark.parametrize(
    "text",
    [
        "ugh im NOT doing any of it. forget it",
        "wtf i said no",
        "gak mau ngapa2in, udahlah",
        "aku nggak mau ngelakuin apa-apa",
        "not doing this",
    ],
)
def test_a_refusal_is_no_step(text: str) -> None:
    assert act_meant("step", text, "propose_step") == "deny"
    assert act_meant("when", text, "state_time") == "skip"


@pytest.mark.parametrize(
    "text",
    [
        "not doing any of it after nine",
        "tell him I said nothing",
        "gak mau ngapa-ngapain dulu tapi jalan sore",
        "stop doing it all alone",
        "not do it in bed",
        "turn off the phone",
        "bilang ke dia aku nggak bisa",
    ],
)
def test_a_step_that_leaves_something_is_one(text: str) -> None:
    assert act_meant("step", text, "propose_step") is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Sleep by 11 on weeknights. That's the goal.", "change_goal"),
        ("To cut down to two glasses, and tell Jan about it", "more_direct"),
        ("cut down on wine", "affirm"),
        ("tidur jam 11, itu tujuanku", "change_goal"),
        ("ngurangin rokok", "faster"),
    ],
)
def test_a_goal_said_at_its_question_is_one(text: str, act: str) -> None:
    assert act_meant("goal", text, act) == "propose_goal"


@pytest.mark.parametrize("text", ["That's the goal.", "yes that's my goal", "to the point please", "langsung aja"])
def test_what_names_no_goal_is_left(text: str) -> None:
    assert act_meant("goal", text, "more_direct") is None


@pytest.mark.parametrize("text", ["ask me stuff", "ask me stuff, i wanna get somewhere", "Ask me.", "tanyain aja"])
def test_who_wants_to_be_asked_is_asked(text: str) -> None:
    assert act_meant("style", text, "skip") == "answer"
    assert parse_preferences(text) == {"lead": "ask"}


@pytest.mark.parametrize(
    "text", ["its honestly just the gym bag anyway gotta go", "buat anak. harus pergi dulu ya", "gotta run"]
)
def test_who_leaves_at_the_end_of_an_answer_is_let_go(text: str) -> None:
    assert act_meant("importance_reason", text, "answer") == "goodbye"


@pytest.mark.parametrize(
    "text", ["he always says he's gotta go", "to get there I have to go by bus", "aku harus pergi ke kantor"]
)
def test_going_somewhere_is_no_leave(text: str) -> None:
    assert act_meant("importance_reason", text, "answer") is None


@pytest.mark.parametrize(
    "text",
    [
        "balik ke tujuan",
        "kembali ke tujuan dulu dong",
        "kita balik ke soal tujuan tadi",
        "Bisa kembali ke tujuan saya?",
        "go back to my goal",
    ],
)
@pytest.mark.parametrize("asked", ["importance", "when", "agreement"])
def test_who_wants_back_to_the_goal_gets_there(asked: str, text: str) -> None:
    assert act_meant(asked, text, "change_goal") == "go_back"


@pytest.mark.parametrize("text", ["eh ganti deh, bukan skripsi", "eh salah, jangan skripsi", "gak jadi deh, bukan itu"])
def test_a_goal_is_taken_back_while_it_is_looked_at(text: str) -> None:
    assert act_meant("importance", text, "rate") == "change_goal"
    assert act_meant("when", text, "state_time") is None


@pytest.mark.parametrize(
    "text",
    [
        "boleh lihat rencanaku lagi?",
        "bisa liat rencana saya tadi?",
        "coba tunjukin rencananya dong",
        "Boleh saya lihat rencana saya lagi?",
        "delok rencanaku",
        "show me the plan again",
    ],
)
def test_the_plan_can_be_looked_at(text: str) -> None:
    assert act_meant("when", text, "ask_ideas") == "see_plan"


@pytest.mark.parametrize("text", ["lihat rencana bos soal PHK", "kembali ke tujuan hidupku yang dulu pernah hilang"])
def test_a_plan_or_goal_that_is_told_of_is_no_wish(text: str) -> None:
    assert act_meant("problem", text, "describe_problem") is None


def test_what_a_goal_is_for_is_a_goal() -> None:
    assert act_meant("goal", "biar tdur jm 11, trs ga telat krja", "gibberish") == "propose_goal"
    assert act_meant("purpose", "supaya bisa ngobrol lagi sama bapak", "describe_problem") == "propose_goal"


def test_enough_and_on_with_it_is_no_goodbye() -> None:
    assert act_meant("summary", "yo wis, cukup mas. lanjut wae", "goodbye") == "affirm"
    assert act_meant("summary", "gak mau lanjut, cukup", "pause_stop") != "affirm"


@pytest.mark.parametrize(
    "text", ["One step is enough.", "That is sufficient for one week, I think.", "nothing to add, thanks"]
)
def test_one_step_may_be_enough(text: str) -> None:
    assert act_meant("another_step", text, "faster") == "deny"


def test_a_number_comes_before_what_is_said_beside_it() -> None:
    assert act_meant("plan_confidence", "3. It is too big, a whole table of people.", "disagree") == "rate"


def test_the_words_say_which_way_of_talking_is_wanted() -> None:
    assert act_meant("style", "You may ask me questions, I am wanting to find some solution.", "go_back") == "answer"
    assert act_meant("preferences", "trsrah, tp jgn lama2", "slower") == "answer"


@pytest.mark.parametrize("text", ["udah itu aja", "nah that's about it", "yeah that's everything really"])
def test_that_was_all_puts_no_summary_right(text: str) -> None:
    assert act_meant("summary", text, "correct_summary") == "affirm"


@pytest.mark.parametrize(
    "text",
    ["that's rather off, it's not the hedge, I feel like a bully", "nearly, but its not that im lazy, im scared",
     "close, but the most important thing is that my mum would hate this",
     "agak melenceng sih, aku tuh takut ditinggal", "bukan gitu, yang pergi kakakku"],
)  # fmt: skip
def test_what_finds_fault_with_the_summary_is_no_goal(text: str) -> None:
    assert act_meant("purpose", text, "propose_goal") == "describe_problem"
    assert act_meant("summary", text, "correct_summary") is None


@pytest.mark.parametrize(
    "text", ["ok, I want to sleep better", "not really sure, maybe to sleep", "nggak marah lagi, sabar"]
)
def test_an_answer_that_opens_with_a_hedge_may_be_a_goal(text: str) -> None:
    assert act_meant("purpose", text, "propose_goal") is None
