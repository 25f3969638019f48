"""Units: what an amount counts or measures, as the noun after it names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dprk_transfers.reading.figures.language import Phrase, language_of
from dprk_transfers.reading.words import RefusalError

__all__ = ["tells_apart", "unit_at", "unit_words"]


def unit_words(language: str = "en") -> dict[str, tuple[str, ...]]:
    """The units that a language has words for, with those words.

    Raises:
        TypeError: If the tag is not text.
        ValueError: If there is no table for the language.

    Examples:
        >>> unit_words()["railcars"][:3]
        ('railcars', 'railcar', 'wagons')
    """
    rows = (row for row in language_of(language).rows if row.role == "unit")
    return {row.means: row.words for row in rows}


def unit_at(phrases: Sequence[Phrase], here: int) -> tuple[tuple[str, ...], int]:
    """The units that the nouns at a phrase name, past what may stand before them.

    The last word of a noun counts: `20-foot shipping containers` are containers, `container
    ships` ships. A list of nouns counts each, so that a hedge before it spans them all.

    Args:
        phrases: The phrases, with `BEYOND` behind the last.
        here: Where the nouns may begin.

    Returns:
        The units, and where the nouns end; nothing and the place itself if none is known there.
    """
    units: list[str] = []
    end = here
    while True:
        unit, after = _noun(phrases, here)
        if unit is None:
            return tuple(dict.fromkeys(units)), end
        units.append(unit)
        here = end = after
        while phrases[here].text == "," or "and" in phrases[here].roles:
            here += 1
        if here == end:
            return tuple(dict.fromkeys(units)), end


def _noun(phrases: Sequence[Phrase], here: int) -> tuple[str | None, int]:
    """The unit that one noun names, and where it ends.

    Raises:
        RefusalError: If a measure, or another thing that is counted, stands before the noun, as in
            “500 kg bombs”: the number may be of either.
    """
    unit, end = None, here
    if phrases[here].text == "-":  # “22-round launchers” are as many as there are launchers
        return unit, end
    sort: str | None = None
    while True:
        phrase = phrases[here]
        if "unit" in phrase.roles:
            if sort is not None:
                raise RefusalError(f"it may be a number of {sort}, or of {phrase.text} so large")
            unit, end = phrase.roles["unit"], here + 1
            sort = None if "modifier" in phrase.roles else phrase.text
        elif "modifier" not in phrase.roles and not tells_apart(phrases, here):
            return unit, end
        here += 1


def tells_apart(phrases: Sequence[Phrase], here: int) -> bool:
    """Whether a phrase tells one sort of thing from another and counts nothing.

    So do a calibre (152 mm, 20-foot), a name with a number in it (M1989, KN-23) and a hyphen
    inside a noun.
    """
    phrase, before, after = phrases[here], phrases[here - 1], phrases[here + 1]
    if "calibre" in phrase.roles or _NAME.fullmatch(phrase.text):
        return True
    if phrase.is_digits:
        is_named = here > 1 and before.text == "-" and phrases[here - 2].text.isalpha()
        return is_named or "calibre" in (phrases[here + 2] if after.text == "-" else after).roles
    if phrase.text == "-":
        if here and before.text.isalpha() and after.is_digits:
            return True
        return "modifier" in before.roles or not after.roles.keys().isdisjoint(_NAMING)
    return phrase.text.isalpha() and after.text == "-" and phrases[here + 2].is_digits


#: Letters and then digits; but e6 and x10 are factors.
_NAME: Final = re.compile(r"(?![ex][0-9])[^\W\d_]+[0-9]+[^\W_]*")

#: What may follow a hyphen inside a noun.
_NAMING: Final = frozenset({"calibre", "modifier"})
