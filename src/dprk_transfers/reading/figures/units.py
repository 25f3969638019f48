"""Units: what an amount counts or measures, as the noun after it names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dprk_transfers.reading.figures.digits import is_calibre
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


def unit_at(phrases: Sequence[Phrase], start: int) -> tuple[tuple[str, ...], int]:
    """The units that the nouns at a phrase name, past what may stand before them.

    The last word of a noun counts: `20-foot shipping containers` are containers, `container
    ships` ships. A list of nouns counts each, so that a hedge before it spans them all.

    Args:
        phrases: The phrases, with `BEYOND` behind the last.
        start: Index of the phrase where the nouns may begin.

    Returns:
        The units, and the index behind the nouns; no units and the start if none is known there.
    """
    units: list[str] = []
    end = start
    while True:
        unit, after = _noun(phrases, start)
        if unit is None:
            return tuple(dict.fromkeys(units)), end
        units.append(unit)
        start = end = after
        while phrases[start].text == "," or "and" in phrases[start].roles:
            start += 1
        if start == end:
            return tuple(dict.fromkeys(units)), end


def _noun(phrases: Sequence[Phrase], start: int) -> tuple[str | None, int]:
    """The unit that one noun names, and the index behind it.

    Raises:
        RefusalError: If a measure, or another thing that is counted, stands before the noun, as in
            “500 kg bombs”: the number may be of either.
    """
    unit, end, index = None, start, start
    if phrases[start].text == "-":  # “22-round launchers” are as many as there are launchers
        return unit, end
    sort: str | None = None
    while True:
        phrase = phrases[index]
        is_name = len(phrase.text) == 1 and _is_designation(phrases, index)  # T-72
        if "unit" in phrase.roles and not is_name:
            if sort is not None and phrase.roles["unit"] == unit:
                raise RefusalError(f"a second amount of {unit} may stand in it")
            if sort is not None:
                raise RefusalError(f"it may be a number of {sort}, or of {phrase.text} so large")
            unit, end = phrase.roles["unit"], index + 1
            sort = None if "modifier" in phrase.roles else phrase.text
        elif "modifier" not in phrase.roles and not tells_apart(phrases, index):
            return unit, end
        index += 1


def tells_apart(phrases: Sequence[Phrase], index: int) -> bool:
    """Whether a phrase tells one sort of thing from another and counts nothing.

    So do a calibre (152 mm, 20-foot), a name with a number in it (M1989, KN-23) and a hyphen
    inside a noun.
    """
    phrase = phrases[index]
    return (
        "calibre" in phrase.roles
        or _NAME.fullmatch(phrase.text) is not None
        or _is_designation(phrases, index)
        or _is_designation(phrases, index - 1)
        or _is_designation(phrases, index - 2)
        or (phrase.is_digits and is_calibre(phrases, index))
        or (phrase.text == "-" and _is_compound(phrases, index))
    )


#: Letters and then digits; but e6 and x10 are factors.
_NAME: Final = re.compile(r"(?![ex][0-9])[^\W\d_]+[0-9]+[^\W_]*")


def _is_designation(phrases: Sequence[Phrase], start: int) -> bool:
    """Whether a name of a word, a hyphen and digits begins at a phrase: KN-23, Hwasong-11."""
    return (
        phrases[start + 1].text == "-"
        and phrases[start].text.isalpha()
        and phrases[start + 2].is_digits
    )


def _is_compound(phrases: Sequence[Phrase], hyphen: int) -> bool:
    """Whether a hyphen joins the parts of a noun: multiple-rocket launchers."""
    before, after = phrases[hyphen - 1], phrases[hyphen + 1]
    return "modifier" in before.roles or "modifier" in after.roles or "calibre" in after.roles
