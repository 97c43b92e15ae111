"""What people typed about times, places, numbers and ways in talks they improvised, and how it is to be heard."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from bot.counseling.acts import reads_as_answer
from bot.counseling.agreeing import added_to_step, change_said
from bot.counseling.choices import does_not_want, place_said, split_options, without_refused
from bot.counseling.consent import half_hearted
from bot.counseling.if_then import parse_if_then, split_step
from bot.counseling.likeness import is_part_of
from bot.counseling.meant import act_meant
from bot.counseling.part_changes import part_anew
from bot.counseling.plan_parts import find_place, is_place, read_parts
from bot.counseling.preferences import asks_too_much
from bot.counseling.scales import number_put_right, read_scales
from bot.counseling.time_spans import pick_spans
from bot.counseling.times import parse_when, review_date
from bot.counseling.yes_no import only_agrees

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=timezone.utc)  # a Monday


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow after the last lesson",
        "besok habis pelajaran terakhir",
        "besok pas ketemu dia",
        "tomorrow, before the kids wake up",
        "besok habis mandi",
    ],
)
def test_an_hour_that_only_the_client_knows_stays_words(text: str) -> None:
    when = parse_when(text, NOW, "Asia/Jakarta", "id")
    assert when is not None and when.starts_at is None
    assert when.day == date(2026, 11, 24)
    assert review_date(None, NOW, when.day) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "besok",
        "besok jam 3 habis rapat",
        "besok pagi sebelum rapat",
        "the day after tomorrow",
        "besok habis makan siang",
    ],
)
def test_a_day_or_an_hour_that_is_known_has_its_moment(text: str) -> None:
    when = parse_when(text, NOW, "Asia/Jakarta", "id")
    assert when is not None and when.starts_at is not None and when.day is None


def test_the_hour_may_hang_on_what_is_done() -> None:
    when = parse_when("besok", NOW, "Asia/Jakarta", "id", "telpon ibu habis pelajaran terakhir")
    assert when is not None and when.starts_at is None


@pytest.mark.parametrize(
    ("text", "is_time"),
    [("puasa", False), ("karena lagi puasa jadi lemes", False), ("pas puasa", True), ("bulan puasa", True)],
)
def test_fasting_is_a_time_only_where_its_month_is_meant(text: str, is_time: bool) -> None:
    assert (parse_when(text, NOW, "Asia/Jakarta", "id") is not None) is is_time


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("di pos ronda bilang ke pak RT", "di pos ronda"),
        ("di dapur ngomong sama ibu", "di dapur"),
        ("at the kitchen table telling him I'm sorry", "at the kitchen table"),
        ("in the living room", "in the living room"),
        ("at the office building", "at the office building"),
    ],
)
def test_a_place_ends_where_something_is_said_or_done(text: str, place: str) -> None:
    assert find_place(text) == place


@pytest.mark.parametrize(
    ("text", "step", "when"),
    [
        ("make a list for Monday tomorrow morning", "make a list for Monday", "tomorrow morning"),
        ("make a list for Monday", "make a list for Monday", None),
    ],
)
def test_the_day_of_a_thing_is_not_the_day_of_the_step(text: str, step: str, when: str | None) -> None:
    assert split_step(text, "en") == (step, when)


def test_an_hour_and_a_day_in_two_pieces_are_one_time() -> None:
    assert read_parts("bangun jam 6 dulu, besok", None, "id").found["when"] == "jam 6 besok"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tempatnya di perpus aja", ("where", "di perpus")),
        ("the place should be the canteen", ("where", "the canteen")),
        ("tempatnya di rumah mas Agus", ("where", "di rumah mas Agus")),
        ("tempatnya jauh", None),
    ],
)
def test_the_place_is_a_part_that_can_be_said_anew(text: str, part: tuple[str, str] | None) -> None:
    assert part_anew(text) == part


def test_a_place_alone_is_told_from_a_place_in_something_else() -> None:
    assert is_place("di perpus aja") and is_place("at the library instead")
    assert not is_place("at the library with Ana")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("8, 6", {"importance": 8.0, "confidence": 6.0}),
        ("8 and 6", {"importance": 8.0, "confidence": 6.0}),
        ("penting 9 yakin 5", {"importance": 9.0, "confidence": 5.0}),
        ("importance 9 confidence 5", {"importance": 9.0, "confidence": 5.0}),
        ("10, eh tapi yakinku cuma 6", {"importance": 10.0, "confidence": 6.0}),
        ("8... no wait, 5", {}),
        ("8/10", {}),
        ("7-8", {}),
    ],
)
def test_two_numbers_are_importance_and_confidence(text: str, numbers: dict[str, float]) -> None:
    assert read_scales(text) == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tadi salah, harusnya 4", 4),
        ("sorry, that was wrong, I meant 4", 4),
        ("eh ralat 5 deh", 5),
        ("harusnya tidur jam 9", None),
        ("nulis 3 kalimat", None),
        ("I should walk at 5", None),
    ],
)
def test_a_number_is_put_right_later(text: str, number: float | None) -> None:
    assert number_put_right(text) == number
    assert (act_meant("options", text, "propose_option") == "rate") is (number is not None)


@pytest.mark.parametrize("text", ["embuh mbak", "mbuh ah", "entahlah", "dunno", "search me"])
@pytest.mark.parametrize("asked", ["options", "choose_option", "ideas", "consent", "importance"])
def test_a_shrug_is_not_knowing(text: str, asked: str) -> None:
    assert act_meant(asked, text, "propose_option") == "dont_know"


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("talk to Mr. Chen about it", ["talk to Mr. Chen about it"]),
        ("ask Dr. Lee, or call mum", ["ask Dr. Lee", "call mum"]),
        ("walk with my brother, by the way my tea is cold", ["walk with my brother"]),
        ("jalan pagi, eh bentar ada tamu", ["jalan pagi"]),
        ("message a friend, not small talk", ["message a friend, not small talk"]),
    ],
)
def test_a_title_ends_no_way_and_an_aside_is_none(text: str, ways: list[str]) -> None:
    assert split_options(text) == ways


def test_an_if_then_goes_on_after_a_title() -> None:
    assert parse_if_then("if Mr. Chen is busy, I'll email him", "en") == ("Mr. Chen is busy", "I'll email him")


def test_a_place_among_ways_is_pointed_at_beside_an_aside_and_not_where_it_is_refused() -> None:
    assert place_said("the second, by the way my tea is cold", 3) == [1]
    assert place_said("yang kedua ga mau", 3) == []
    assert place_said("yang pertama aja, yang kedua ga cocok", 3) == [0]


def test_what_is_refused_is_no_choice() -> None:
    titles = ["Message one old friend", "Small talk with one person a day"]
    assert without_refused("message a friend, not small talk", titles) == "message a friend"
    assert without_refused("small talk is not for me", titles) == ""
    assert without_refused("not drinking after nine", ["not drinking after nine", "walk"]) == "not drinking after nine"
    assert does_not_want("gak mau nulis-nulis") and does_not_want("I don't want to write anything down")
    assert not does_not_want("gak mau nulis, jalan aja")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("nearly, I also want to bring my sister along", "bring my sister along"),
        ("hampir, tapi tambahin ajak adikku ya", "ajak adikku"),
        ("I also agree", None),
        ("tambah satu lagi", None),
    ],
)
def test_something_is_added_to_the_step(text: str, added: str | None) -> None:
    assert added_to_step(change_said(text)) == added


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("yes, I agree, thank you", True),
        ("iya setuju makasih ya", True),
        ("agreed", True),
        ("thank you", False),
        ("I don't agree", False),
        ("setuju tapi jam 8", False),
    ],
)
def test_thanks_beside_a_yes_leave_it_one(text: str, yes: bool) -> None:
    assert only_agrees(text) is yes
    assert (act_meant("agreement", text, "thank") == "commit") is yes


@pytest.mark.parametrize(
    ("smaller", "step", "part"),
    [
        ("just water the plants on the balcony", "send Priya a message", False),
        ("nyiram tanaman di teras aja", "buka file revisi bab 2", False),
        ("buka laptop aja", "nulis bab 2 sejam", True),
        ("just the first line", "send Priya a message", True),
        ("text her hi", "send Priya a message", True),
    ],
)
def test_a_smaller_step_is_part_of_the_larger_or_another_thing(smaller: str, step: str, part: bool) -> None:
    assert is_part_of(smaller, step) is part


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("ya gitu lah", True),
        ("meh I guess", True),
        ("if I must", True),
        ("iya boleh", False),
        ("ok", False),
        ("yes", False),
    ],
)
def test_a_yes_nobody_stands_by_is_half_hearted(text: str, half: bool) -> None:
    assert half_hearted(text) is half


@pytest.mark.parametrize(
    ("text", "too_much"),
    [
        ("stop asking questions", True),
        ("berhenti nanya terus", True),
        ("udah jangan tanya-tanya lagi", True),
        ("jangan tanya ibu", False),
        ("stop asking my boss for time off", False),
    ],
)
def test_too_many_questions_end_no_talk(text: str, too_much: bool) -> None:
    assert asks_too_much(text) is too_much
    assert (act_meant("importance", text, "answer") == "faster") is too_much
    assert (act_meant("problem", text, "answer") == "just_talk") is too_much


@pytest.mark.parametrize(
    ("asked", "text", "heard", "meant"),
    [
        ("purpose", "to leave here with something", "pause_stop", "propose_goal"),
        ("purpose", "I have to leave now", "pause_stop", None),
        ("step", "yang pertama ga mau ah", "propose_step", "dont_know"),
        ("style", "just ask", "just_talk", "answer"),
    ],
)
def test_what_an_answer_is_whatever_it_sounds_like(asked: str, text: str, heard: str, meant: str | None) -> None:
    assert act_meant(asked, text, heard) == meant


def test_what_somebody_does_when_it_comes_so_ends_no_talk() -> None:
    assert reads_as_answer("pause_stop", "ya klo marah aku diem dulu trs wa aja", 0.7)
    assert not reads_as_answer("pause_stop", "kita berhenti di sini dulu ya", 0.7)


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("the time. sun to thurs 11 at nite", "when", "sun to thurs 11 at nite"),
        ("the step is wrong now. its still put my charger in the kitchen", "step", "put my charger in the kitchen"),
        ("my support is wrong. it's Kai", "support", "Kai"),
    ],
)
def test_a_part_said_anew_after_a_full_stop_is_taken(text: str, part: str, words: str) -> None:
    assert part_anew(text) == (part, words)


@pytest.mark.parametrize(
    "text",
    [
        "yea but only school nites, sun to thurs, 11 at nite",
        "setuju, tapi jamnya jam 5",
        "ok tapi senin sampai kamis aja",
    ],
)
def test_a_yes_at_another_time_changes_the_plan(text: str) -> None:
    assert act_meant("agreement", text, "commit") == "disagree"


def test_a_yes_with_a_but_that_names_no_time_stays_what_it_is() -> None:
    assert act_meant("agreement", "yes but I'm scared", "commit") is None


def test_short_weekdays_are_days_where_two_stand_as_a_range() -> None:
    assert read_parts("sun to thurs, 11 at nite", None, "en").found == {"when": "sun to thurs, 11 at nite"}
    assert not pick_spans("the sun to be seen")
