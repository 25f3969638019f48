"""`agreement`: what several counts of one thing have in common, and where they part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final, TypeAlias, cast

import attrs

from dprk_transfers.totals.counts import Count, index_counts
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

__all__ = ["Agreement", "Plateau", "agreement"]

#: When no window is told: one that is of no account.
_EVER: Final = When("../..")


@attrs.frozen
class Plateau:
    """Values that are allowed by the same counts.

    Attributes:
        range: The values.
        origins: How many independent origins allow them. Counts of one origin make one. A count
            of unknown origin may rest on any of the others, so it adds nothing to them; where all
            that allow a value are such, they make one together.
        ids: Ids of the counts that allow them, sorted; none in a gap between counts.

    Examples:
        >>> day = When("2024-02-26")
        >>> found = agreement([Count("a", day, Range(1, 4)), Count("b", day, Range(2, 4))])
        >>> found.profile[-1]
        Plateau(range=Range(2, 4), origins=1, ids=('a', 'b'))
    """

    range: Range
    origins: int
    ids: tuple[str, ...]


@attrs.frozen
class Agreement:
    """How far several counts of one thing agree. There is no mean in it.

    Attributes:
        intersection: The values that all of them allow; `None` if there are none.
        hull: The smallest range around all of them.
        profile: The hull cut into plateaus, from the lowest value to the highest.
        subsets: The maximal consistent sets: the ids of counts that can all be true together,
            and with no further one. Each is sorted, and so are they.

    Examples:
        >>> found = agreement({"seoul": Range(6030, 7370), "washington": Range.more_than(10000)})
        >>> print(found.intersection, "|", found.hull, "|", found.subsets)
        None | 6,030 or more | (('seoul',), ('washington',))
        >>> for plateau in found.profile:
        ...     print(plateau.range, plateau.origins, plateau.ids)
        6,030 to 7,370 1 ('seoul',)
        more than 7,370 to 10,000 0 ()
        more than 10,000 1 ('washington',)
    """

    intersection: Range | None
    hull: Range
    profile: tuple[Plateau, ...]
    subsets: tuple[tuple[str, ...], ...]


def agreement(counts: Iterable[Count] | Mapping[str, Range]) -> Agreement:
    """Work out how far several counts of one thing agree.

    Only their amounts and their origins are looked at: that they are about one scope is taken for
    granted. Ranges are intervals, so one sweep over their end points finds everything: the plateaus
    lie between neighbouring ends, and the maximal consistent sets, which are the maximal cliques of
    an interval graph, are the plateaus entered by a lower end and left by an upper one. There are
    at most as many of those as counts (M. C. Golumbic, Algorithmic Graph Theory and Perfect
    Graphs, 1980, chapter 8).

    Args:
        counts: The counts, in any order; or a mapping from each of several independent origins to
            the range that it states: the name of the origin is then also the id.

    Raises:
        TypeError: If anything but counts, or ranges by origin, is given.
        ValueError: If there is no count, or two have one id.

    Examples:
        >>> day = When("2024-02-26")
        >>> found = agreement(
        ...     [
        ...         Count("briefing", day, range=Range(6030, 7370), origin="seoul"),
        ...         Count("interview", day, range=Range(6500, 6900), origin="seoul"),
        ...         Count("fact-sheet", day, range=Range.at_least(6700), origin="washington"),
        ...     ]
        ... )
        >>> print(found.intersection)
        6,700 to 6,900
        >>> max(plateau.origins for plateau in found.profile)
        2
    """
    by_id = _index(counts)
    opened: dict[_Cut, list[Count]] = {}
    closed: dict[_Cut, list[Count]] = {}
    for count in by_id.values():
        low, high = _cuts(count.range)
        opened.setdefault(low, []).append(count)
        closed.setdefault(high, []).append(count)

    cuts = sorted({*opened, *closed})
    allowing: dict[str, Count] = {}
    profile: list[Plateau] = []
    subsets: list[tuple[str, ...]] = []
    for low, high in pairwise(cuts):
        for count in closed.get(low, ()):
            del allowing[count.id]
        allowing |= {count.id: count for count in opened.get(low, ())}
        # What opens and what closes at a cut is never the same, so neighbours always differ.
        profile.append(_plateau(_between(low, high), allowing))
        if low in opened and high in closed:
            subsets.append(profile[-1].ids)
    common = (plateau.range for plateau in profile if len(plateau.ids) == len(by_id))
    return Agreement(
        next(common, None),
        _between(cuts[0], cuts[-1]),
        profile=tuple(profile),
        subsets=tuple(sorted(subsets)),
    )


def _index(counts: Iterable[Count] | Mapping[str, Range]) -> dict[str, Count]:
    if isinstance(counts, Mapping):
        by_origin = cast(Mapping[str, Range], counts)
        counts = [Count(name, _EVER, own, origin=name) for name, own in by_origin.items()]
    by_id = index_counts(counts)
    if not by_id:
        raise ValueError("an agreement needs at least one count, got none")
    return by_id


def _plateau(r: Range, allowing: Mapping[str, Count]) -> Plateau:
    origins = {count.origin for count in allowing.values()} - {None}
    return Plateau(r, len(origins) or min(len(allowing), 1), tuple(sorted(allowing)))


#: A cut between numbers: below all of them or above (-1, 1), or just before or after one (0).
_Cut: TypeAlias = tuple[int, Number, bool]


def _cuts(r: Range) -> tuple[_Cut, _Cut]:
    """The cuts at which a range starts and ends."""
    low: _Cut = (-1, 0, False) if r.lower is None else (0, r.lower, r.lower_open)
    high: _Cut = (1, 0, False) if r.upper is None else (0, r.upper, not r.upper_open)
    return low, high


def _between(low: _Cut, high: _Cut) -> Range:
    """The numbers between two cuts."""
    return Range(
        None if low[0] else low[1],
        None if high[0] else high[1],
        lower_open=low[2],
        upper_open=not high[2],
    )
