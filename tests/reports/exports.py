"""An export to make reports of, as `export_client` gives it."""

from __future__ import annotations

from typing import Any

STEP_ID = "5" * 32


def make_step(**parts: Any) -> dict[str, Any]:
    return {
        "id": STEP_ID,
        "action": "Kirim pesan ke dosbing",
        "when": "Senin jam 9",
        "starts_at": "2026-03-09T09:00:00+07:00",
        "where": "kamar kos",
        "obstacle": "takut dibalas ketus",
        "if_then": "kalau takut, tarik napas dulu",
        "support": "Rina",
        "review_on": "2026-03-16",
        "status": "open",
        "reviews": [],
        **parts,
    }


def make_plan(*steps: dict[str, Any], status: str = "agreed", confidence: float | None = 7.5) -> dict[str, Any]:
    return {"status": status, "confidence": confidence, "steps": list(steps)}


def make_goal(plan: dict[str, Any] | None, **parts: Any) -> dict[str, Any]:
    return {
        "text": "Lulus bulan Juli",
        "status": "agreed",
        "importance": 9.0,
        "confidence": 6.0,
        "history": [
            {"text": "pengen lulus", "status": "proposed", "by": "client", "at": "2026-03-01T19:00:00+07:00"},
            {"text": "Lulus bulan Juli", "status": "agreed", "by": "client", "at": "2026-03-01T19:10:00+07:00"},
        ],
        "ratings": [
            {"kind": "importance", "rating": 9.0, "at": "2026-03-01T19:11:00+07:00"},
            {"kind": "confidence", "rating": 6.0, "at": "2026-03-01T19:12:00+07:00"},
        ],
        "options": [
            {"text": "chat dosbing duluan", "by": "client", "chosen": True},
            {"text": "pasang jam khusus 25 menit", "by": "bot", "chosen": False},
        ],
        "plan": plan,
        "plans": [plan] if plan else [],
        **parts,
    }


def make_export(*goals: dict[str, Any], name: str | None = "Dewi", zone: str = "Asia/Jakarta") -> dict[str, Any]:
    return {
        "schema": 1,
        "client": {"name": name, "address": "kamu", "values": ["jujur"], "zone": zone},
        "goals": list(goals),
        "sessions": [
            {
                "mode": "self_help",
                "language": "id",
                "started_at": "2026-03-01T18:50:00+07:00",
                "ended_at": None,
                "phase": "plan",
                "purpose": "biar lega",
                "preferences": {"pace": "slow"},
                "rating": {"heard": None, "goals": None, "approach": 7.5, "overall": 9.0},
                "transcript": [
                    {"who": "bot", "text": "Ada apa hari ini?", "at": "2026-03-01T18:50:00+07:00"},
                    {"who": "client", "text": "skripsiku macet", "at": "2026-03-01T18:51:00+07:00"},
                ],
            }
        ],
        "practice": [],
        "safety": [{"at": "2026-03-01T18:52:00+07:00", "level": "L2", "rule": "wish_to_die"}],
    }


def with_text_everywhere(text: str) -> dict[str, Any]:
    """An export in which everything a person can have written is `text`."""
    step = make_step(**dict.fromkeys(["action", "when", "where", "obstacle", "if_then", "support"], text))
    step["reviews"] = [{"outcome": "partly", "said": text, "at": "2026-03-08T19:00:00+07:00"}]
    goal = make_goal(make_plan(step), text=text)
    for row in [*goal["history"], *goal["options"]]:
        row["text"] = text
    dropped = make_goal(None, text=text, status="dropped")
    export = make_export(goal, dropped, name=text)
    export["client"]["values"] = [text]
    export["sessions"][0]["purpose"] = text
    for line in export["sessions"][0]["transcript"]:
        line["text"] = text
    return export
