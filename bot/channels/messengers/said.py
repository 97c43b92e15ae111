"""What came in from a messenger, whichever it is, and what goes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from bot.language import Language

Message = dict[str, Any]
# What a person sent: words; something without words; words of theirs that they changed; words in a group.
Kind = Literal["text", "wordless", "edited", "group"]


@dataclass(frozen=True)
class Said:
    """One thing that somebody sent.

    Attributes:
        chat: whom to answer; here alone it is in the clear, and it is kept nowhere.
        message_id: the messenger's own, the same when it is sent again.
        pictured: the words stood below something that cannot be read.
        language, country, zone: as far as the messenger tells.
    """

    messenger: str
    chat: str = field(repr=False)
    message_id: str
    text: str = field(default="", repr=False)
    kind: Kind = "text"
    pictured: bool = False
    language: Language | None = None
    country: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Answer:
    """What goes out.

    Attributes:
        messages: as the gate gives them; none where there is nothing to say.
        urgent: a hand-off is in it, and sending it is tried for longer.
        speaker: who speaks in practice.
    """

    messages: list[Message]
    language: Language = "id"
    urgent: bool = False
    speaker: str = ""


class Sender(Protocol):
    """The sending side of a messenger."""

    name: str
    most: int  # how long one message may be, in UTF-16 code units

    async def send(self, chat: str, text: str, urgent: bool) -> bool:
        """Send a text; whether it was taken. Nothing is raised."""
        ...

    async def close(self) -> None: ...
