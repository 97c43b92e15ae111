"""What ends the pause after a hand-off, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.counseling.meant import act_meant
from bot.counseling.safe_again import denies_danger, owns_danger, says_safe
from bot.language import LANGUAGES
from bot.settings import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "aku udah aman kok, lanjut aja yang tadi",
        "lanjut",
        "terusin aja yuk",
        "udah mendingan",
        "aku gapapa kok beneran",
        "nggak apa-apa, cuma lirik lagu",
        "pengen lanjut yang tadi",
        "I'm safe now, let's go on with what we were doing",
        "not in danger, my sister is here",
        "I'm ok now",
        "can we continue?",
        "feeling better now",
    ],
)
def test_being_safe_and_wishing_to_go_on_are_heard(text: str) -> None:
    assert says_safe(text)
    assert act_meant("safety", text, "say_safe") is None


@pytest.mark.parametrize(
    "text",
    [
        "it's just so heavy",
        "rasanya berat banget",
        "udah",
        "aku belum aman",
        "nggak aman di rumah",
        "aman? nggak",
        "aku aman nggak ya",
        "pengen tenang",
        "I'm not safe",
        "im not ok",
        "I don't feel safe here",
        "I don't know if I'm safe",
        "I can't go on",
        "I don't want to go on",
        "gak kuat lanjut",
        "I just want to be okay",
        "yes",
        "iya",
        "8",
    ],
)
def test_what_only_sounds_like_it_leaves_the_talk_waiting(text: str) -> None:
    assert not says_safe(text)
    assert act_meant("safety", text, "say_safe") == "express_feeling"


@pytest.mark.parametrize(
    "act", ["go_back", "change_goal", "ask_ideas", "propose_step", "rate", "gibberish", "report_done"]
)
def test_in_a_crisis_no_act_takes_the_work_up_again(act: str) -> None:
    assert act_meant("safety", "kita balik ke yang tadi dulu", act) == "express_feeling"
    assert act_meant("goal", "kita balik ke yang tadi dulu", act) != "express_feeling"


@pytest.mark.parametrize("act", ["ask_human", "delete_data", "export_data", "switch_language", "pause_stop", "goodbye"])
def test_who_wants_a_person_their_data_or_to_leave_may(act: str) -> None:
    assert act_meant("safety", "…", act) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_the_ways_of_saying_it_that_were_learned_are_heard(language: str) -> None:
    intents = yaml.safe_load(Path(ROOT / "data" / "nlu" / language / "inside.yml").read_text(encoding="utf-8"))["nlu"]
    examples = [one["text"] for intent in intents if intent["intent"] == "say_safe" for one in intent["examples"]]
    missed = [text for text in examples if not says_safe(text)]
    assert len(missed) <= 0.15 * len(examples), missed


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("ya ampun nggak lah, ini cuma hapus shopee. lanjut", "goodbye"),
        ("hah? enggak lah, maksudnya chat kakak lagi besoknya. aman gue", "deny"),
        ("no no, I'm fine, that's about my phone", "disagree"),
    ],
)
def test_who_denies_and_says_so_in_words_is_believed(text: str, heard: str) -> None:
    assert act_meant("safety", text, heard) == "say_safe"


@pytest.mark.parametrize(
    ("text", "heard"),
    [("nggak", "deny"), ("bukan itu", "disagree"), ("udah ya, aku pergi", "goodbye"), ("nggak aman", "deny")],
)
def test_a_bare_no_or_a_leave_ends_no_pause(text: str, heard: str) -> None:
    assert act_meant("safety", text, heard) != "say_safe"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("what?? no lol nothing like that, im fine. just dont wanna moan at dev", "say_safe"),
        ("eh bukan gitu maksudnya, aku baik2 aja", "say_safe"),
        ("no no, I only meant the dishes", "feel_misunderstood"),
        ("ga kepikiran sampe situ kok", "feel_misunderstood"),
        ("nothing like that helps anymore", None),
        ("bukan itu yang bikin sakit", None),
    ],
)
def test_a_denied_danger_is_met_as_misread_and_left_where_they_say_they_are_well(text: str, act: str | None) -> None:
    assert act_meant("safety", text, "express_feeling") == act


@pytest.mark.parametrize(
    "text", ["itu aku sendiri, bukan peran", "emang tentang aku", "it's me, not the role", "that was me, not acting"]
)
@pytest.mark.parametrize("heard", ["disagree", "deny", "feel_misunderstood", "say_safe"])
def test_who_says_that_it_is_no_role_is_no_misunderstanding(text: str, heard: str) -> None:
    assert act_meant("safety", text, heard) == "express_feeling"


@pytest.mark.parametrize("text", ["bukan aku, itu perannya", "no lol, not me, the role", "itu peran kok"])
def test_who_says_that_it_was_the_role_does_not_own_it(text: str) -> None:
    assert not owns_danger(text)


@pytest.mark.parametrize(
    "text",
    ["wtf no?? im talking about takeaways mate", "bro i'm literally on about pizza", "apaan, bukan gitu maksudku"],
)
def test_who_is_taken_aback_and_says_what_it_was_about_denies_danger(text: str) -> None:
    assert denies_danger(text)
