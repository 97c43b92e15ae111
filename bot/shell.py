"""Talking in the terminal, through the same gate as the page."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
import uuid
from typing import Any

WORDS = {
    "id": {
        "code": "Kode kembali: {code} (simpan kalau ingin melanjutkan lain kali)",
        "choose": "  [{letter}] {title}",
        "you": "Kamu> ",
        "no_server": "Rembuk tidak menjawab di {url}. Jalankan `make run` di jendela lain.",
    },
    "en": {
        "code": "Return code: {code} (keep it if you want to go on another time)",
        "choose": "  [{letter}] {title}",
        "you": "You> ",
        "no_server": "Rembuk does not answer at {url}. Start `make run` in another window.",
    },
}


def talk(url: str, language: str, return_code: str | None, case: str | None = None, seed: int | None = None) -> int:
    """Hold one conversation, with the client of a case where one is named; ends with Ctrl-D or Ctrl-C.

    A letter alone presses that button.
    """
    words = WORDS[language]
    request: dict[str, Any] = {"language": language}
    if return_code:
        request["return_code"] = return_code
    if case:
        request |= {"mode": "practice", "case": case}
    if seed is not None:
        request["seed"] = seed
    try:
        status, opening = _post(f"{url}/webhooks/widget/session", request)
        if status != 201:
            print(opening["error"]["message"], file=sys.stderr)
            return 1
        print(words["code"].format(code=opening["return_code"]), end="\n\n")
        messages = opening["messages"]
        while True:
            buttons = _show(messages, words)
            try:
                line = input(words["you"])
            except (EOFError, KeyboardInterrupt):
                print()
                return 0
            if not line.strip():
                continue
            body: dict[str, Any] = {"text": line, "message_id": uuid.uuid4().hex}
            if line.strip() in buttons:
                body = {**body, "text": buttons[line.strip()]["title"], "payload": buttons[line.strip()]["payload"]}
            status, answer = _post(f"{url}/webhooks/widget/webhook", body, opening["token"])
            if status != 200:
                print(answer["error"]["message"], file=sys.stderr)
                messages = answer.get("messages", [])
                if status in (401, 410):
                    return 0
            else:
                messages = answer
    except urllib.error.URLError:
        print(words["no_server"].format(url=url), file=sys.stderr)
        return 1


def _show(messages: list[dict[str, Any]], words: dict[str, str]) -> dict[str, dict[str, str]]:
    """Print the messages; give the buttons of the last one by the letter they are chosen with."""
    buttons: dict[str, dict[str, str]] = {}
    for message in messages:
        print(f"Rembuk> {message.get('text', '')}")
        # Letters, so that a rating typed as a number is never taken for a button.
        buttons = {chr(ord("a") + i): button for i, button in enumerate(message.get("buttons", ()))}
        for letter, button in buttons.items():
            print(words["choose"].format(letter=letter, title=button["title"]))
    return buttons


def _post(url: str, body: dict[str, Any], token: str | None = None) -> tuple[int, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
