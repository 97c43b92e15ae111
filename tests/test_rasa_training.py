"""Training checks every file as Rasa does, in a fraction of its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rasa.shared.nlu.training_data.formats.rasa_yaml import NLU_SCHEMA_FILE
from rasa.shared.utils import io, validation
from rasa.shared.utils.validation import YamlValidationException

from bot.rasa_yaml import check_quickly
from bot.settings import ROOT

FAULTY = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - halo
- intent: goodbye
  example: |
    - dadah
"""


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The kinds of reader that were asked for, in order; Rasa's own check is there again afterwards."""
    asked: list[object] = []
    read = io.read_yaml

    def noting(content: str, reader_type: str | list[str] = "safe") -> object:
        asked.append(reader_type)
        return read(content, reader_type)

    monkeypatch.setattr(io, "read_yaml", noting)
    monkeypatch.setattr(validation, "validate_yaml_schema", validation.validate_yaml_schema)
    yield asked


def complaint() -> str:
    with pytest.raises(YamlValidationException) as raised:
        validation.validate_yaml_schema(FAULTY, NLU_SCHEMA_FILE)
    return str(raised.value)


def test_a_fault_is_found_with_its_line_as_rasa_finds_it(readers: list[object]) -> None:
    expected = complaint()
    assert "in Line 7" in expected
    check_quickly()
    assert complaint() == expected


def test_a_file_without_fault_is_checked_once_and_never_read_slowly(readers: list[object]) -> None:
    content = (ROOT / "data" / "nlu" / "id" / "about.yml").read_text(encoding="utf-8")
    check_quickly()
    validation.validate_yaml_schema(content, NLU_SCHEMA_FILE)
    assert readers and set(map(str, readers)) == {"safe"}
    readers.clear()
    validation.validate_yaml_schema(content, NLU_SCHEMA_FILE)
    assert not readers
