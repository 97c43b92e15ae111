"""Sessions of practice as xAPI statements, for a learning record store.

Experience API 1.0.3 (https://github.com/adlnet/xAPI-Spec, xAPI-Data.md); verbs and types of activity are of the ADL
vocabulary. A statement names nobody: the actor is an account known by a UUID. Words of the talk are left out unless
they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from bot.language import LANGUAGES
from bot.practice.case import all_cases

VERSION = "1.0.3"
_VERBS = "http://adlnet.gov/expapi/verbs/"
# The verb in both languages.
_DISPLAY = {
    "initialized": {"en": "initialized", "id": "memulai"},
    "responded": {"en": "responded", "id": "menanggapi"},
    "completed": {"en": "completed", "id": "menyelesaikan"},
}
_SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
_INTERACTION = "http://adlnet.gov/expapi/activities/interaction"
PLATFORM = "Rembuk"

Json = dict[str, Any]


def as_statements(
    records: Sequence[Mapping[str, Any]], *, actor: str, home: str, with_text: bool = False
) -> list[Json]:
    """Give the statements of sessions: that it began, one a turn, and one with the scores when it is over.

    The ids of statements go by the sessions, so a store that gets them twice keeps each once.

    Args:
        records: sessions as `bot.services.export.export_practice` gives them.
        actor: a UUID by which the trainee is known.
        home: address of this installation; activities and extensions are named after it.
        with_text: whether what the trainee and the client said goes along.
    """
    told = _Teller(actor, home, with_text)
    return [one for record in records if record["opening"] for one in told.session(record)]


class _Teller:
    def __init__(self, actor: str, home: str, with_text: bool) -> None:
        self._actor: Json = {"objectType": "Agent", "account": {"homePage": home, "name": actor}}
        self._home, self._with_text = home, with_text

    def session(self, record: Mapping[str, Any]) -> Iterator[Json]:
        began = record["session_started_at"]
        yield self._statement(record, "initialized", "began", self._case(record), began)
        for number, turn in enumerate(record["turns"], 1):
            yield self._turn(record, number, turn)
        if record["ended_at"] is not None:
            over = self._statement(record, "completed", "over", self._case(record), record["ended_at"])
            yield {**over, "result": self._scores(record)}

    def _statement(
        self, record: Mapping[str, Any], verb: str, what: str, activity: Json, at: str, parent: Json | None = None
    ) -> Json:
        context: Json = {
            "registration": record["id"],
            "platform": PLATFORM,
            "language": record["language"],
            "extensions": {self._name("attempt"): record["attempt"], self._name("seed"): record["seed"]},
        }
        if parent is not None:
            context["contextActivities"] = {"parent": [parent]}
        return {
            "id": str(uuid5(UUID(record["id"]), what)),
            "version": VERSION,
            "actor": self._actor,
            "verb": {"id": _VERBS + verb, "display": _DISPLAY[verb]},
            "object": activity,
            "context": context,
            "timestamp": at,
        }

    def _turn(self, record: Mapping[str, Any], number: int, turn: Mapping[str, Any]) -> Json:
        """When each was said is not kept with it; the session's time stands for it, the number for the order."""
        case = self._case(record)
        activity = {
            "objectType": "Activity",
            "id": f"{case['id']}#turn-{number}",
            "definition": {"type": _INTERACTION, "name": {"en": f"Turn {number}", "id": f"Giliran {number}"}},
        }
        told = self._statement(
            record, "responded", f"turn {number}", activity, record["session_started_at"], {"id": case["id"]}
        )
        codes = sorted({code["code"] for code in turn["codes"]})
        result: Json = {
            "extensions": {
                self._name("turn"): number,
                self._name("codes"): codes,
                self._name("client-act"): turn["client_act"],
                self._name("client-talk"): turn["client_talk"],
                self._name("client-state"): turn["state"],
            }
        }
        if self._with_text:
            result["response"] = turn["text"]
            result["extensions"][self._name("client-reply")] = turn["reply"]
        return {**told, "result": result}

    def _scores(self, record: Mapping[str, Any]) -> Json:
        summary = record["summary"]
        took = datetime.fromisoformat(record["ended_at"]) - datetime.fromisoformat(record["session_started_at"])
        miti = {key: value for key, value in summary["miti"].items() if key not in ("globals", "thresholds")}
        ratings = {name: rating["estimate"] for name, rating in (summary["miti"]["globals"] or {}).items()}
        extensions = {
            self._name("enough-material"): summary["enough_material"],
            self._name("miti"): {**miti, "globals": ratings},
            # Without the evidence, which quotes.
            **{
                self._name(group): {code: measure["score"] for code, measure in summary[group].items()}
                for group in ("negotiation", "ownership")
            },
        }
        score = {"scaled": round(summary["quality"], 4), "raw": round(summary["quality"], 4), "min": 0, "max": 1}
        return {"completion": True, "score": score, "duration": _duration(took), "extensions": extensions}

    def _case(self, record: Mapping[str, Any]) -> Json:
        case = all_cases().get(record["case"])
        definition: Json = {"type": _SIMULATION}
        if case is not None:
            definition["name"] = {language: case.about[language].title for language in LANGUAGES}
            definition["description"] = {language: case.about[language].text for language in LANGUAGES}
        address = f"{self._home}/webhooks/widget/chat?case={record['case']}"
        return {"objectType": "Activity", "id": address, "definition": definition}

    def _name(self, what: str) -> str:
        """The IRI of an extension."""
        return f"{self._home}/xapi/{what}"


def _duration(took: timedelta) -> str:
    """ISO 8601, to the second."""
    return f"PT{max(0, round(took.total_seconds()))}S"
