"""Sessions of practice to make reports of, as `export_practice` gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from bot.practice.scoring import CodedTurn, score
from tests.practice.trainees import coded

SAID = (
    ("Apa yang kamu takutkan?", ("question", "open")),
    ("Kamu harus segera ketemu dosbing.", ("persuade", "propose_step")),
    ("Kamu capek pura-pura baik-baik saja.", ("complex_reflection",)),
)
STATE = {"importance": 0.6, "confidence": 0.3, "stage": "contemplation"}


def make_record(
    number: int = 1,
    said: Sequence[tuple[str, Sequence[str]]] = SAID,
    *,
    trust: float = 0.3,
    ended: bool = True,
    reply: str = "Iya juga sih.",
    **parts: Any,
) -> dict[str, Any]:
    """A session with the client of the case `thesis`, in which trust grows from turn to turn."""
    turns, talk = [], [CodedTurn("client", "Skripsiku macet.")]
    for place, (text, codes) in enumerate(said, 1):
        heard = coded(text, *codes)
        talk += [CodedTurn("counselor", text, heard), CodedTurn("client", reply, None, "change")]
        turns.append(
            {
                "text": text,
                "codes": [{"code": skill.code, "span": [skill.start, skill.end]} for skill in heard.skills],
                "client_act": "engage",
                "client_talk": "change",
                "reply": reply,
                "state": {"trust": trust + place / 20, "receptivity": 0.5, **STATE, "tier": int(place > 1)},
                "reasons": [{"code": "open_question", "trust": 0.05}],
            }
        )
    return {
        "id": str(uuid5(UUID(int=0), str(number))),
        "case": "thesis",
        "language": "id",
        "attempt": number,
        "seed": 7,
        "session_started_at": f"2026-03-{number:02}T19:00:00+07:00",
        "ended_at": f"2026-03-{number:02}T19:12:30+07:00" if ended else None,
        "opening": "Skripsiku macet.",
        "opening_state": {"trust": trust, "receptivity": 0.5, **STATE, "tier": 0},
        "turns": turns,
        "summary": score(talk),
        **parts,
    }
