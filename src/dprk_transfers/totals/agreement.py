"""`agreement`: what several statements about one figure have in common, and where they part."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias, cast

import attrs
from attrs.validators import instance_of, optional

from dprk_transfers.messages import short_repr
from dprk_transfers.values.range import Number, Range

__all__ = ["Agreement", "Plateau", "Statement", "agreement"]


@attrs.frozen
class Statement:
    """One statement about a figure.

    Attributes:
        id: What the results are traced to: the id of its claim.
        range: The values that it allows.
        origin: On whose word it rests in the end; `None` if that is not known.

    Raises:
        TypeError: If a field is of another type.

    Examples:
        >>> Statement("seoul", Range(6030, 7370), origin="south-korea")
        Statement(id='seoul', range=Range(6030, 7370), origin='south-korea')
    """

    id: str = attrs.field(validator=instance_of(str))
    range: Range = attrs.field(validator=instance_of(Range))
    origin: str | None = attrs.field(
        default=None, kw_only=True, validator=optional(instance_of(str))
    )


@attrs.frozen
class Plateau:
    """Values that are allowed by the same statements.

    Attributes:
        range: The values.
        origins: How many independent origins allow them. Statements of one origin count once. A
            statement of unknown origin may rest on any of the others, so it adds nothing to them;
            where all that allow a value are such, they count as one together.
        ids: Ids of the statements that allow them, sorted; none in a gap between statements.

    Examples:
        >>> found = agreement([Statement("a", Range(1, 4)), Statement("b", Range(2, 4))])
        >>> found.profile[-1]
        Plateau(range=Range(2, 4), origins=1, ids=('a', 'b'))
    """

    range: Range
    origins: int
    ids: tuple[str, ...]


@attrs.frozen
class Agreement:
    """How far several statements about one figure agree. There is no mean in it.

    Attributes:
        intersection: The values that all of them allow; `None` if there are none.
        hull: The smallest range around all of them.
        profile: The hull cut into plateaus, from the lowest value to the highest.
        subsets: The maximal consistent sets: the ids of statements that can all be true together,
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


def agreement(ranges: Iterable[Statement] | Mapping[str, Range]) -> Agreement:
    """Work out how far statements about one figure agree.

    Ranges are intervals, so one sweep over their end points finds everything: the plateaus lie
    between neighbouring ends, and the maximal consistent sets, which are the maximal cliques of
    an interval graph, are the plateaus entered by a lower end and left by an upper one. There are
    at most as many of those as statements (M. C. Golumbic, Algorithmic Graph Theory and Perfect
    Graphs, 1980, chapter 8).

    Args:
        ranges: The statements, in any order; or a range by origin, where each of several
            independent origins states one: the name of the origin is then also the id.

    Raises:
        TypeError: If anything but statements, or ranges by origin, is given.
        ValueError: If there is no statement, or two have one id.

    Examples:
        >>> found = agreement(
        ...     [
        ...         Statement("briefing", Range(6030, 7370), origin="seoul"),
        ...         Statement("interview", Range(6500, 6900), origin="seoul"),
        ...         Statement("fact-sheet", Range.at_least(6700), origin="washington"),
        ...     ]
        ... )
        >>> print(found.intersection)
        6,700 to 6,900
        >>> max(plateau.origins for plateau in found.profile)
        2
    """
    statements = _statements(ranges)
    opened: dict[_Cut, list[Statement]] = {}
    closed: dict[_Cut, list[Statement]] = {}
    for statement in statements:
        low, high = _cuts(statement.range)
        opened.setdefault(low, []).append(statement)
        closed.setdefault(high, []).append(statement)

    cuts = sorted({*opened, *closed})
    ids: list[str] = []
    origins: Counter[str] = Counter()
    profile: list[Plateau] = []
    subsets: list[tuple[str, ...]] = []
    for low, high in pairwise(cuts):
        for statement in closed.get(low, ()):
            del ids[bisect_left(ids, statement.id)]
            if statement.origin is not None:
                origins[statement.origin] -= 1
                if not origins[statement.origin]:
                    del origins[statement.origin]
        for statement in opened.get(low, ()):
            insort(ids, statement.id)
            if statement.origin is not None:
                origins[statement.origin] += 1
        # What opens and what closes at a cut is never the same, so neighbours always differ.
        profile.append(Plateau(_between(low, high), len(origins) or min(len(ids), 1), tuple(ids)))
        if low in opened and high in closed:
            subsets.append(tuple(ids))
    common = (plateau.range for plateau in profile if len(plateau.ids) == len(statements))
    return Agreement(
        next(common, None),
        _between(cuts[0], cuts[-1]),
        profile=tuple(profile),
        subsets=tuple(sorted(subsets)),
    )


def _statements(ranges: Iterable[Statement] | Mapping[str, Range]) -> list[Statement]:
    loose: Any = ranges
    given: list[Any] = (
        [Statement(name, own, origin=name) for name, own in cast(Any, loose).items()]
        if isinstance(loose, Mapping)
        else list(loose)
    )
    counts: Counter[str] = Counter()
    for statement in given:
        if not isinstance(statement, Statement):
            raise TypeError(f"only a Statement goes here, got {short_repr(statement)}")
        counts[statement.id] += 1
    if not given:
        raise ValueError("an agreement needs at least one statement, got none")
    twice = min((own_id for own_id, count in counts.items() if count > 1), default=None)
    if twice is not None:
        raise ValueError(f"every statement needs an id of its own, got {short_repr(twice)} twice")
    return given


#: A place between numbers: below all of them or above (-1, 1), or just before or after one (0).
_Cut: TypeAlias = tuple[int, Number, bool]


def _cuts(r: Range) -> tuple[_Cut, _Cut]:
    """The places at which a range starts and ends."""
    low: _Cut = (-1, 0, False) if r.lower is None else (0, r.lower, r.lower_open)
    high: _Cut = (1, 0, False) if r.upper is None else (0, r.upper, not r.upper_open)
    return low, high


def _between(low: _Cut, high: _Cut) -> Range:
    """The numbers between two places."""
    return Range(
        None if low[0] else low[1],
        None if high[0] else high[1],
        lower_open=low[2],
        upper_open=not high[2],
    )
