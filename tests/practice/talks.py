"""Talks for the tests, written turn by turn with their codes."""

from __future__ import annotations

from bot.practice.volley import CodedTurn
from bot.skills.codes import Coded, Main, Skill

_QUESTIONS = {"open", "closed"}
_REFLECTIONS = {"simple_reflection": "simple", "complex_reflection": "complex"}
_INPUTS = {
    "giving_information": "information",
    "persuade": "advice",
    "offer_options": "options",
    "seek_collaboration": "negotiation",
}


def counselor(text: str, codes: str = "") -> CodedTurn:
    """A counselor's turn whose codes (parted by spaces) were all earned by the whole of it."""
    return CodedTurn("counselor", text, coded(text, *(Skill(code, 0, len(text)) for code in codes.split())))


def coded(text: str, *skills: Skill) -> Coded:
    codes = {skill.code for skill in skills}
    main: Main = "other"
    if codes & _INPUTS.keys():
        main = "therapist_input"
    if codes & _REFLECTIONS.keys():
        main = "reflection"
    if "question" in codes:
        main = "question"
    return Coded(
        text,
        tuple(skills),
        main,
        question=next((code for code in ("open", "closed") if code in codes), "none"),
        reflection=next((kind for code, kind in _REFLECTIONS.items() if code in codes), "none"),
        input=next((kind for code, kind in _INPUTS.items() if code in codes), "none"),
    )


def client(text: str, talk: str = "neutral") -> CodedTurn:
    return CodedTurn("client", text, None, talk)


def good_talk() -> list[CodedTurn]:
    """A counselor who listens, asks, and leaves the plan to the client."""
    return [
        counselor("Halo, apa yang ingin kamu bicarakan hari ini?", "question open clarify_problem"),
        client("Skripsiku macet empat bulan, tiap buka laptop malah nonton."),
        counselor("Empat bulan macet, dan ada yang membuatmu menjauh dari laptop.", "complex_reflection"),
        client("Iya. Aku takut ketemu dosen, revisinya belum kusentuh.", "sustain"),
        counselor(
            "Bertemu beliau dengan revisi yang belum disentuh itu yang berat. Begitu, atau ada yang kurang pas?",
            "complex_reflection check_understanding question closed",
        ),
        client("Betul, begitu."),
        counselor("Apa yang ingin kamu capai?", "question open elicit_goal"),
        client("Aku pengen lulus bulan Juli.", "change"),
        counselor("Lulus Juli itu keinginanmu sendiri.", "simple_reflection"),
        client("Iya, aku pengen banget.", "change"),
        counselor("Kenapa Juli penting buatmu?", "question open explore_values"),
        client("Karena ibu sudah menabung buat wisuda, aku mau bikin beliau bangga.", "change"),
        counselor("Bikin ibumu bangga, itu yang menyalakan semangatmu.", "complex_reflection affirm affirm_strength"),
        client("Iya, dia yang paling penting."),
        counselor("Cara apa saja yang sudah terpikir?", "question open elicit_options"),
        client("Mungkin buka revisi setengah jam dulu di perpustakaan.", "change"),
        counselor("Itu keputusanmu. Seberapa siap?", "emphasize_autonomy question open ask_for_commitment"),
        client("Besok jam delapan aku akan buka revisi di perpustakaan, kalau malas aku ajak Rina.", "change"),
        counselor("Besok jam delapan di perpustakaan, bersama Rina.", "simple_reflection summary"),
        client("Iya, aku pasti datang.", "change"),
        counselor("Ada yang dari tadi kurang pas?", "question closed ask_for_disagreement"),
        client("Tidak, sudah pas."),
    ]


def poor_talk() -> list[CodedTurn]:
    """A counselor who tells and argues."""
    return [
        counselor("You drink too much, you know that.", "confront"),
        client("I don't think so.", "sustain"),
        counselor("How many glasses a day?", "question closed"),
        client("Three, maybe four."),
        counselor("You should stop tonight.", "persuade propose_step"),
        client("That won't work, I can't sleep without it.", "sustain"),
        counselor("Alcohol harms your liver.", "giving_information"),
        client("My grandfather drank and got ninety.", "sustain"),
        counselor("You are fooling yourself. Just pour it away.", "confront persuade propose_step"),
        client("You don't understand.", "sustain"),
        counselor("You must go to the clinic on Monday.", "persuade propose_step"),
        client("No.", "sustain"),
        counselor("Do you want to end up like your father?", "confront question closed"),
        client("That's not fair.", "sustain"),
        counselor("I am only telling you the truth.", "confront"),
        client("Whatever.", "sustain"),
        counselor("Take this leaflet.", "persuade"),
        client("Okay.", "neutral"),
        counselor("Goodbye."),
        client("Bye."),
    ]
