"""Messages as people type them, and texts of any kind, for the tests of what is said back."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.language import Language

MESSAGES: dict[Language, tuple[str, ...]] = {
    "id": (
        "kerjaan numpuk terus, pulang jam 9 malem. gue capek bgt 😭",
        "takut ngomong sama bapak, beliau gampang marah",
        "pengen pindah kerja tapi takut ga dapet yg baru",
        "adikku sakit dari minggu lalu, aku yg jagain sendirian di rs",
        "aku udah coba minta maaf ke ibu, beliau diem aja",
        "nggak ada yg nanya kabarku di rumah ini",
        "aku bodoh banget",
        "nggak tau kak",
        "Saya merasa bersalah karena sudah membentak anak saya.",
        "kamu ngerti nggak sih maksudku?",
        "skripsi belum kusentuh sejak maret, dosenku udah nanya dua kali",
        "kami berdua udah ga ngobrol seminggu, istri saya tidur di kamar anak",
        "AKU CAPEK!!!",
        "<b>gue</b> mau <script>alert('x')</script> lulus juli",
        "kata mama aku kurang bersyukur",
        "lega banget akhirnya bisa cerita",
        "gw suka diomelin pak bos",
        "halo",
    ),
    "en": (
        "work is piling up and i get home at 9 every night. im so tired 😭",
        "scared of talking to my dad, he gets angry so fast",
        "i want to change jobs but im scared i wont find one",
        "my brother has been ill since last week and I'm the one who stays with him",
        "i tried to say sorry to my mum and she just went quiet",
        "nobody in this house asks how i am",
        "im such an idiot",
        "idk",
        "I feel guilty because I shouted at my kids.",
        "do you even get what i mean?",
        "my wife and I haven't talked for a week, she sleeps in the kids' room",
        "I AM SO TIRED!!!",
        "<b>i</b> want to <script>alert('x')</script> finish by july",
        "my mum says i'm ungrateful",
        "finally told my sister, such a relief",
        "I was late and was told off in front of everyone",
        "i should call my sister but its been so long",
        "hello",
    ),
}
ADDRESSES: tuple[Address, ...] = (
    Address("id"),
    Address("id", "anda"),
    Address("id", "bapak", "Budi"),
    Address("id", "ibu"),
    Address("id", "kak", "Dewi"),
    Address("id", "kak"),
    Address("en"),
    Address("en", "anda", "Sam"),
)
# After a message said back whole the next is not: then a part of it is chosen, or none.
ONE_TOLD = ("told.plain",)
_BITS = (
    "aku saya gue gw ku kami kita skripsiku kusentuh akupun -ku diriku nggak ga tapi karena takut capek "
    "banget pengen mau bosku I i me my mine myself I'm im ive I-I'm we our us was am is and but because "
    "scared tired want to should so you US 3 am husband my\u00a0boss ＡＫＵ aku's i'd've lol \x00 \ud7ff "
    "5000000 a@b.c http://x.y"
).split(" ")

addresses = st.sampled_from(ADDRESSES)
chatter = st.lists(st.sampled_from(_BITS), max_size=14).map(" ".join)
any_text = st.one_of(chatter, st.text(max_size=200))

_FIRST_PERSON = {
    "id": re.compile(
        r"(?<![\w-])(?:aku|saya|gue|gw|daku|kami|kita|kusentuh|diriku|skripsiku|bosku)(?![\w-])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<![\w'-])(?:i|me|my|mine|myself|i'm|i've|i'd|i'll|we|our|ours|ourselves)(?![\w-])", re.IGNORECASE
    ),
}


def first_persons(text: str, language: Language) -> list[str]:
    """The first-person pronouns left in a text."""
    found: list[str] = _FIRST_PERSON[language].findall(text.replace("’", "'"))
    return found


def turned(message: str, address: Address, used: Sequence[str], times: int = 30) -> set[str]:
    """What is said back turned to the person, with as many seeds; what is only quoted is left out."""
    found = (reflect(message, address, used, random.Random(seed)) for seed in range(times))
    return {one.text for one in found if not one.form.startswith("quote.")}
