"""A log line says what kind of thing happened where, and no value."""

from __future__ import annotations

from bot.logs import only_kinds


def test_of_an_error_only_its_kind_and_place_are_logged() -> None:
    word = "kanari"
    try:
        raise KeyError(word)
    except KeyError:
        line = only_kinds(None, "error", {"event": "it.failed", "level": "error", "text": word, "exc_info": True})
    assert (line["event"], line["level"], line["error"]) == ("it.failed", "error", "KeyError")
    assert "test_of_an_error" in line["where"]
    assert word not in str(line)


def test_an_error_may_come_in_any_form() -> None:
    error = ValueError("kanari")
    for told in (error, (ValueError, error, None)):
        assert only_kinds(None, "error", {"event": "x", "exc_info": told}) == {"event": "x", "error": "ValueError"}
    assert only_kinds(None, "info", {"event": "x", "exc_info": False}) == {"event": "x"}
