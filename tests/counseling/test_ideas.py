"""The collection of ideas: what a file must hold, which area a talk is about, and what is shown next."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.counseling.ideas import IdeasError, all_areas, load_areas, match_area, next_ideas
from bot.language import LANGUAGES

IDEA = {
    "name": "breathe",
    "kind": "skill",
    "title": {"id": "Napas pelan", "en": "Breathe slowly"},
    "how": {"id": "Empat hitungan.", "en": "Count to four."},
    "source": "Somebody (2020).",
}
AREA = {
    "area": "stress",
    "title": {"id": "stres", "en": "stress"},
    "words": {"id": ["stres", "hp"], "en": ["stress", "mum"]},
    "ideas": [IDEA],
}


def collection(folder: Path, **changes: object) -> Path:
    (folder / "stress.yml").write_text(yaml.safe_dump({**AREA, **changes}), encoding="utf-8")
    return folder


def test_the_collection_holds_what_the_design_asks_for() -> None:
    areas = all_areas()
    assert len(areas) >= 12
    assert all(len(area.ideas) >= 8 for area in areas)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ideas": []}, "stress.yml: ideas must be a list"),
        ({"ideas": [{**IDEA, "kind": "advice"}]}, r"idea 1 \(breathe\): kind is 'advice'"),
        ({"ideas": [{**IDEA, "source": ""}]}, r"idea 1 \(breathe\): source is missing"),
        ({"ideas": [{**IDEA, "how": {"id": "Empat."}}]}, r"idea 1 \(breathe\): how: en is missing"),
        ({"ideas": [IDEA, IDEA]}, "'breathe' stands twice"),
        ({"words": {"id": ["stres"], "en": [True]}}, "stress.yml: words: en"),
        ({"area": "sleep"}, "no area 'stress'"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_by_name(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(IdeasError, match=said):
        load_areas(collection(tmp_path, **changes))


@pytest.mark.parametrize(
    ("language", "told", "area"),
    [
        ("id", "tiap malam susah tidur, begadang terus", "sleep"),
        ("id", "skripsiku macet, takut ketemu dosbing", "study"),
        ("id", "pinjol numpuk, cicilan nunggak", "money"),
        ("en", "I lie awake every night and can't sleep", "sleep"),
        ("en", "my thesis supervisor keeps sending it back", "study"),
        ("en", "hello there", "stress"),
    ],
)
def test_the_area_follows_from_what_was_told(language: str, told: str, area: str) -> None:
    assert match_area([told], language, all_areas()).name == area  # type: ignore[arg-type]


def test_short_words_must_stand_whole_and_long_ones_begin_a_word(tmp_path: Path) -> None:
    collection(tmp_path)
    other = {**AREA, "area": "phone", "words": {"id": ["hp"], "en": ["mum"]}, "ideas": [{**IDEA, "name": "other"}]}
    (tmp_path / "phone.yml").write_text(yaml.safe_dump(other), encoding="utf-8")
    stress = yaml.safe_load((tmp_path / "stress.yml").read_text(encoding="utf-8"))
    stress["words"] = {"id": ["stres"], "en": ["stress"]}
    (tmp_path / "stress.yml").write_text(yaml.safe_dump(stress), encoding="utf-8")
    areas = load_areas(tmp_path)
    assert match_area(["hpku rusak"], "id", areas).name == "phone"
    assert match_area(["hpu"], "id", areas).name == "stress"
    assert match_area(["my mum's way"], "en", areas).name == "phone"
    assert match_area(["mumbling"], "en", areas).name == "stress"


@pytest.mark.parametrize(
    ("language", "told", "area"),
    [
        ("id", ["ibu sakit, aku yang ngurus", "kakakku ga bantu bawa ibu kontrol", "pengen bantu ibu"], "caregiving"),
        ("en", ["mum is ill and my brother won't help", "I take my mum to the doctor every week"], "caregiving"),
        ("id", ["aku sakit hati sama ibu dan kakakku"], "family"),
        ("en", ["I'm sick of my mother and my brother fighting"], "family"),
    ],
)
def test_whoever_is_ill_in_the_family_is_cared_for(language: str, told: list[str], area: str) -> None:
    assert match_area(told, language, all_areas()).name == area  # type: ignore[arg-type]


def test_an_idea_about_in_laws_needs_in_laws() -> None:
    family = next(area for area in all_areas() if area.name == "family")
    names = {told: [idea.name for idea in next_ideas(family, [], 20, [told], "id")] for told in ("ibuku", "mertuaku")}
    assert "agree_with_spouse_first" not in names["ibuku"]
    assert "agree_with_spouse_first" in names["mertuaku"]


def test_two_areas_that_fit_equally_give_the_general_one() -> None:
    assert match_area(["tidur", "utang"], "id", all_areas()).name == "stress"


def test_no_idea_is_shown_twice_and_the_list_ends() -> None:
    for area in all_areas():
        shown: list[str] = []
        while ideas := next_ideas(area, shown, 3, ["mertua ikut serumah, utang menumpuk"] * 2, "id"):
            shown += [idea.name for idea in ideas]
        assert shown == [idea.name for idea in area.ideas]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_idea_can_be_a_button_and_a_line(language: str) -> None:
    for area in all_areas():
        for idea in area.ideas:
            assert len(idea.title[language]) <= 60, idea.name  # type: ignore[index]
            assert "{" not in idea.how[language], idea.name  # type: ignore[index]
