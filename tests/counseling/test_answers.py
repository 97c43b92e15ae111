"""What answers a question by its form, whatever act it resembles, and what only resembles an act."""

from __future__ import annotations

import pytest

from bot.counseling.acts import reads_as_answer
from bot.counseling.address import introduced_name, introduces
from bot.counseling.agreeing import leaves_as_it_is
from bot.counseling.answers import tells_on, way_after_yes
from bot.counseling.choices import match_choices, option_named_again, own_way, place_said, split_options
from bot.counseling.conversation import TYPED_COMMAND
from bot.counseling.meant import act_meant
from bot.counseling.reporting import share_done
from bot.language import Language


@pytest.mark.parametrize(
    ("asked", "text", "heard", "act"),
    [
        ("consent", "y", "greet", "affirm"),
        ("consent", f"{TYPED_COMMAND}start", "affirm", "gibberish"),
        ("age", f"{TYPED_COMMAND}12", "rate", "gibberish"),
        ("delete_confirm", f"{TYPED_COMMAND}start", "affirm", "gibberish"),
        ("consent", "You may keep it, thank you.", "thank", "affirm"),
        ("name", "Grace", "thank", "tell_name"),
        ("problem", "putus", "pause_stop", "describe_problem"),
        ("problem", "bukan cuma itu, fotoku diedit sama Reza", "disagree", "describe_problem"),
        ("problem", "my ideas get said by somebody else then", "refuse_ideas", "describe_problem"),
        ("listening", "it's fine. thanks for hearing me out, bye", "thank", "goodbye"),
        ("goal", "ya sama, lulus semester ini", "affirm", "propose_goal"),
        ("goal", "ga kepikiran dia tiap malem", "dont_know", "propose_goal"),
        ("goal", "Stop dreading work and decide whether to stay or go", "ambivalence", "propose_goal"),
        ("importance", "my own part is to write to her, once", "rate", "change_goal"),
        ("goal_change", "keep the goal the same", "change_goal", "deny"),
        ("options", "iya nyatet to do besok di buku", "affirm", "propose_option"),
        ("ideas_offer", "No thanks. Write a list on Sunday.", "refuse_ideas", "propose_option"),
        ("choose_option", "that's enough", "deny", "propose_option"),
        ("step", "bukan itu", "deny", "go_back"),
        ("step", "udah itu aja", "deny", "propose_step"),
        ("when", "Setiap kali saya merasa panas, di rumah.", "express_feeling", "state_time"),
        ("agreement", "nggak ada yang perlu diubah", "deny", "commit"),
        ("change_plan", "Nothing needs altering. I agreed to it.", "deny", "commit"),
        ("summary", "adikku juga", "tell_name", "correct_summary"),
        ("followup", "aku balik ngerokok lagi", "go_back", "report_not_done"),
    ],
)
def test_the_form_settles_what_the_act_does_not(asked: str, text: str, heard: str, act: str) -> None:
    assert act_meant(asked, text, heard) == act


@pytest.mark.parametrize(
    ("asked", "text", "heard"),
    [
        ("problem", "pelan2 aja ya nanyanya", "slower"),
        ("problem", "dah", "deny"),
        ("problem", "I'm not looking for solutions", "refuse_ideas"),
        ("goal", "Nothing comes to mind for a goal", "dont_know"),
        ("consent", "/affirm", "affirm"),  # a button
        ("consent", f"{TYPED_COMMAND}apa yang disimpan", "ask_privacy"),
        ("consent", "ok thanks for telling me how it works", "thank"),
        ("when", "tiap liat kalender rasanya mules", "express_feeling"),
        ("when", "when is the next public holiday", "out_of_scope"),
        ("choose_option", "yang nomor dua ga cocok", "disagree"),
        ("followup", "bapak kambuh, jadi semua tenaga ke rumah sakit", "answer"),
        ("followup", "same person new name, i'm Kai now", "tell_name"),
        ("problem", "udah putus aja obrolannya", "pause_stop"),
        ("problem", "I don't want any advice please ok", "refuse_ideas"),
        ("problem", "he didn't even say bye", "describe_problem"),
        ("name", "thanks", "thank"),
        ("goal", "ga kepikiran apa2 nih kak", "dont_know"),
        ("options", "iya itu aja dulu ya", "affirm"),
        ("agreement", "ga usah diubah, tapi jamnya jam 5", "commit"),
    ],
)
def test_what_is_meant_so_is_left_so(asked: str, text: str, heard: str) -> None:
    assert act_meant(asked, text, heard) in (None, heard, "disagree")


@pytest.mark.parametrize(
    ("act", "text", "answers"),
    [
        ("pause_stop", "ya besoknya kukirim lagi", True),
        ("pause_stop", "udahan dulu ya", False),
        ("pause_stop", "besok lagi ya, ngantuk", False),
        ("out_of_scope", "bikin autodebit 500rb", True),
        ("out_of_scope", "buatin puisi dong", False),
        ("out_of_scope", "book me a flight to Doha please", False),
        ("ask_privacy", "chatnya pake wa pribadi, bukan email kantor", True),
        ("ask_privacy", "where does this go", False),
        ("tell_name", "ibu aja", True),
        ("ask_bot_identity", "gue ngerasa kyk robot", True),
        ("ask_bot_identity", "I feel like a machine at work", True),
        ("ask_bot_identity", "kamu robot ya", False),
        ("ask_bot_identity", "am I talking to a robot?", False),
        ("tell_name", "panggil aku Rina aja", False),
    ],
)
def test_an_act_without_its_words_is_an_answer(act: str, text: str, answers: bool) -> None:
    assert reads_as_answer(act, text, 0.7) is answers


def test_a_name_is_taken_beside_a_yes_and_nowhere_from_any_words() -> None:
    said: list[tuple[str, Language, str | None]] = [
        ("boleh, gue Dimas, 16 taun", "id", "Dimas"),
        ("boleh, aku takut", "id", None),
        ("yes I'm Carla, 38", "en", "Carla"),
        ("Yes. My name is Margaret and I am 67.", "en", "Margaret"),
    ]
    assert [introduced_name(text, language) for text, language, _ in said] == [name for *_, name in said]
    assert introduces("call me Jo") and not introduces("my brother")


OPTIONS = ["beresin meja", "tidur lebih awal", "delete the betting app"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("yg nomer 1 boleh, tapi buat rapiin kamar", [0]),
        ("the second one because it's cheap", [1]),
        ("bukan yang pertama, yang kedua", [1]),
        ("langkah pertama dulu", []),
    ],
)
def test_a_place_counts_whatever_is_said_beside_it(text: str, places: list[int]) -> None:
    assert place_said(text, 3) == places


def test_an_option_is_named_again_and_a_new_way_is_not_taken_for_one() -> None:
    assert option_named_again("kan udah ada tadi. beresin meja aja", OPTIONS) == [0]
    assert option_named_again("delete the app first", OPTIONS) == [2]
    assert option_named_again("google another app for sleep", OPTIONS) == []
    assert match_choices("maybe i could walk to the app store at lunch", OPTIONS) == []


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("none of these, maybe i culd go for a walk at lunch", "maybe i culd go for a walk at lunch"),
        ("nggak ada yang cocok, mending jalan sore sama adik", "mending jalan sore sama adik"),
        ("none of these, they are silly", None),
        ("write a list", None),
    ],
)
def test_after_none_of_these_comes_a_way_of_their_own(text: str, way: str | None) -> None:
    assert own_way(text) == way


def test_ways_are_parted_at_full_stops_and_keep_what_others_do_in_them() -> None:
    assert split_options("knock on his door. write him a note") == ["knock on his door", "write him a note"]
    assert len(split_options("cerita ke Nisa dulu, trus dia nemenin ke bu Ratna")) == 1
    assert split_options("atau baca buku") == ["baca buku"]
    assert way_after_yes("iya nyatet kerjaan besok") == "nyatet kerjaan besok"


def test_a_fall_is_partly_done_only_after_something_was_done() -> None:
    assert share_done("awalnya jalan 3 hari terus balik ngerokok lagi") == "partly"
    assert share_done("I went back to drinking") == "not_done"
    assert share_done("balik nulis lagi tiap pagi") is None


def test_a_plan_that_is_to_stay_is_no_change() -> None:
    assert leaves_as_it_is("leave it as it is") and not leaves_as_it_is("leave it as it is but at six")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("tiap istirahat aku ke kantin sendiri", True),
        ("my own ideas are never heard", True),
        ("no advice please", False),
        ("jangan kasih saran dulu", False),
    ],
)
def test_what_turns_no_idea_down_is_told(text: str, tells: bool) -> None:
    assert tells_on("refuse_ideas", text) is tells
