"""Units: what an amount counts or measures, as the noun after it names it."""

from __future__ import annotations

from collections.abc import Sequence

from dprk_transfers.reading.language import Phrase, language_of

__all__ = ["tells_apart", "unit_at", "unit_words"]


def unit_words(language: str = "en") -> dict[str, tuple[str, ...]]:
    """The units that a language has words for, with those words.

    Raises:
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
    """The unit that one noun names, and where it ends."""
    unit, end = None, here
    while True:
        roles = phrases[here].roles
        if "unit" in roles:
            unit, end = roles["unit"], here + 1
        elif "modifier" not in roles and not tells_apart(phrases, here):
            return unit, end
        here += 1


def tells_apart(phrases: Sequence[Phrase], here: int) -> bool:
    """Whether a phrase tells one sort of thing from another and counts nothing.

    So do a calibre (152 mm, 20-foot), a name with a number in it (M1989, KN-23) and a hyphen
    inside a noun.
    """
    phrase, before, after = phrases[here], phrases[here - 1], phrases[here + 1]
    named = here > 0 and "modifier" in before.roles
    if "calibre" in phrase.roles or (phrase.text[:1].isalpha() and phrase.text[-1].isdecimal()):
        return True
    if phrase.is_digits:
        behind_hyphen = here > 1 and before.text == "-"
        named = behind_hyphen and "modifier" in phrases[here - 2].roles
        return named or "calibre" in (phrases[here + 2] if after.text == "-" else after).roles
    return phrase.text == "-" and (named or not after.roles.keys().isdisjoint(_NAMING))


#: What may follow a hyphen inside a noun.
_NAMING = frozenset({"calibre", "modifier"})
