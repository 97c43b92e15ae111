"""Whether a statement is one of xAPI 1.0.3: by our own schema, checked by the validator that schemathesis brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

SCHEMA = Path(__file__).with_name("xapi_schema.yml")


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def faults_of(statement: dict[str, Any]) -> list[str]:
    """Give what is wrong with a statement, as it went over the wire; empty where nothing is."""
    faults = [f"{error.instance_path}: {error.message}" for error in _validator().iter_errors(statement)]
    score = statement.get("result", {}).get("score", {})
    # What no schema of one value can say (xAPI-Data.md 2.4.5.1).
    if not score.get("min", float("-inf")) <= score.get("raw", 0) <= score.get("max", float("inf")):
        faults.append(f"raw is not between min and max: {score}")
    return faults
