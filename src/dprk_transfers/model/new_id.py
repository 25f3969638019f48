"""`new_id`: an id made from words."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final
from unicodedata import combining, normalize

from dprk_transfers.arguments import check_kind
from dprk_transfers.messages import short_repr

__all__ = ["new_id"]

#: How long an id may be, and how long what tells it from others like it is.
_LONGEST: Final = 80
_DIGITS: Final = 8


#: Signs that make another figure of the same digits.
_TELLING: Final = re.compile(r"[%<>=±~≈≤≥%‰\u2044+−]|\d[.,]\d")  # noqa: RUF001


def new_id(*words: str) -> str:
    """An id made from words, the same each time: from a document, a speaker and a figure, say.

    Letters lose their accents, and a number the commas between thousands. Where a letter has no
    like among a to z, a figure has a sign that no id can have, or the id would be too long, it ends
    in the first eight digits of the SHA-256 of the words, so that other words have another id.

    Args:
        words: The words, such as ids of records and what was said.

    Raises:
        TypeError: If one is no text.
        ValueError: If there is no letter or digit in them.

    Examples:
        >>> new_id("kbs-181077", "us-government", "over 1,000")
        'kbs-181077-us-government-over-1000'
        >>> new_id("Les Échos")
        'les-echos'
        >>> new_id("조선중앙통신 KCNA")
        'kcna-e77640eb'
    """
    for each in words:
        check_kind(str, each, "words")
    told = " ".join(words)
    plain = "".join(mark for mark in normalize("NFKD", told.casefold()) if not combining(mark))
    plain = re.sub(r"(?<=\d),(?=\d{3})|(?<=\w)['’](?=\w)", "", plain)  # noqa: RUF001
    own = "-".join(re.findall("[a-z0-9]+", plain))
    is_lost = any(mark.isalnum() and not mark.isascii() for mark in plain)
    if not is_lost and not _TELLING.search(plain) and 0 < len(own) <= _LONGEST:
        return own
    if not any(map(str.isalnum, told)):
        raise ValueError(f"an id needs a letter or a digit, got {short_repr(told)}")
    digits = sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    room = _LONGEST - _DIGITS - 1
    if len(own) > room:
        own = own[: room + 1].rpartition("-")[0] or own[:room]
    return f"{own}-{digits}".removeprefix("-")
