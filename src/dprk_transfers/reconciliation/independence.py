"""How many independent origins stand behind claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

import attrs

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset

__all__ = ["Level", "Origins", "origin_of", "origins"]


class Level(Enum):
    """What counts as one origin: each source, each organisation, or each bloc of states.

    Attributes:
        SOURCE: Each source.
        ORGANISATION: Each outermost organisation.
        BLOC: Each bloc of states.
    """

    SOURCE = "source"
    ORGANISATION = "organisation"
    BLOC = "bloc"


@attrs.frozen
class Origins:
    """The independent origins behind some claims.

    Attributes:
        count: How many there are.
        claims: Origin by origin, the ids of the claims that go back to it.
    """

    count: int
    claims: Mapping[str, tuple[str, ...]]


def origin_of(source_id: str, dataset: Dataset, level: Level) -> str:
    """What a source counts as at a level: itself, its outermost organisation, or its bloc.

    Without a bloc of its own, a source has that of the nearest organisation around it, and
    without any it stands for itself.
    """
    line = [source_id]
    while (around := dataset.sources[line[-1]].part_of) is not None and around not in line:
        line.append(around)
    if level is Level.SOURCE:
        return source_id
    blocs = (dataset.sources[source].bloc for source in line)
    bloc = next(filter(None, blocs), None) if level is Level.BLOC else None
    return bloc or line[-1]


def origins(
    claims: Iterable[Claim], dataset: Dataset, level: Level | str = Level.ORGANISATION
) -> Origins:
    """Count the origins behind claims, so far as they differ by speaker.

    Each claim is followed along `rests_on` to the claims that rest on nothing; their speakers
    are the origins. A relay adds none.

    Args:
        claims: The claims.
        dataset: The dataset they are in.
        level: What counts as one origin.

    Raises:
        ValueError: If there is no such level.
    """
    level = Level(level)
    found: dict[str, set[str]] = {}
    for claim in claims:
        for root in _roots(claim, dataset):
            found.setdefault(origin_of(root.speaker, dataset, level), set()).add(claim.id)
    return Origins(len(found), {origin: tuple(sorted(found[origin])) for origin in sorted(found)})


def _roots(claim: Claim, dataset: Dataset) -> list[Claim]:
    """The claims at the end of every way along `rests_on`."""
    seen = {claim.id}
    waiting = [claim]
    roots: list[Claim] = []
    while waiting:
        here = waiting.pop()
        if not here.rests_on:
            roots.append(here)
        for basis in here.rests_on:
            if basis not in seen:
                seen.add(basis)
                waiting.append(dataset.claims[basis])
    return roots
