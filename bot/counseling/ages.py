"""Age, as far as it matters here: under 18 or not."""

from __future__ import annotations

import re

AGE_OF_MAJORITY = 18
NUMBER = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")


def is_minor(text: str, *, said_no: bool) -> bool:
    """Tell from the answer to "are you 18 or older?"; a stated age counts more than yes or no."""
    number = NUMBER.search(text)
    if number and int(number[1]) != AGE_OF_MAJORITY:
        return int(number[1]) < AGE_OF_MAJORITY
    return said_no
