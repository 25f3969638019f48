"""Unit words: what a printed amount counts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dprk_transfers.reading.numerals import normalise

__all__ = ["UNIT_WORDS", "split_unit"]

#: English nouns after a numeral, and the unit they name. Longer phrases come before their tails.
UNIT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "shipping containers": "containers",
        "containers": "containers",
        "artillery shells": "shells",
        "shells": "shells",
        "rounds": "rounds",
        "missiles": "missiles",
        "railcars": "railcars",
        "wagons": "railcars",
        "tonnes": "tonnes",
        "barrels": "barrels",
    }
)


def split_unit(words: str) -> tuple[str, str | None]:
    """Split an amount into its words and the unit that its last words name.

    Returns:
        The words before the unit, normalised, and the unit; `None` if no rule knows one.

    Examples:
        >>> split_unit("over 1 million artillery shells")
        ('over 1 million', 'shells')
        >>> split_unit("nearly 2,000")
        ('nearly 2,000', None)
    """
    text = normalise(words)
    for noun, unit in UNIT_WORDS.items():
        if text.endswith(" " + noun):
            return text.removesuffix(noun).rstrip(), unit
    return text, None
