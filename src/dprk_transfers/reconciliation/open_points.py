"""`OpenPoint`: a missing fact that would settle something, and what it would settle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Final, Literal

import attrs

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import SourceKind
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.provenance.hints import Hint
from dprk_transfers.reconciliation.provenance.origins import Provenance
from dprk_transfers.reconciliation.wording import count_of
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import Span, When

__all__ = ["OpenPoint", "find_links", "find_speakers", "find_windows"]

#: Most claims whose windows are asked about.
_MOST_ASKED: Final = 24

#: An end of a window, as a field of a claim.
_End = Literal["period.start", "period.end"]

#: Which field of a claim the fact would be stated in.
Field = Literal[_End, "repeats", "speaker"]


@attrs.frozen
class OpenPoint:
    """A fact that no claim states, and what would follow from it, all else as it is.

    Each is found by working the answer out again with that one fact as it is usually taken. One
    that would change nothing is none.

    Attributes:
        claims: Ids of the claims that leave it open.
        field: Where a claim would state it: the start or the end of its `period`, the `speaker`, or
            what it `repeats`.
        effect: What would follow, in words.
        meant: For a start or an end, the window with it as it is usually taken.
        bounds: For a start or an end, what the claims would allow.
        contradictions: For a start or an end, the pairs that would contradict one another.
        origins: For a link or a speaker, how many independent origins there would be.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook())["arms-containers/containers/moved"]
        >>> [start] = [each for each in found.open_points if each.claims == ("dia-28000",)]
        >>> print(start.field, start.bounds.range.ceiling)
        period.start at most 30,800
        >>> print(start.effect)
        at most 30,800 containers moved
    """

    claims: tuple[str, ...]
    field: Field
    effect: str
    meant: When | None = attrs.field(default=None, kw_only=True)
    bounds: Bounds | None = attrs.field(default=None, kw_only=True)
    contradictions: tuple[Conflict, ...] = attrs.field(default=(), kw_only=True)
    origins: int | None = attrs.field(default=None, kw_only=True)


def find_windows(
    counts: Mapping[str, Count],
    tallies: Mapping[Reading, Tally],
    tensions: Iterable[Conflict],
    *,
    bounds_of: Callable[[Tally], Bounds],
    say: Callable[[Range], str],
) -> Iterator[OpenPoint]:
    """Starts and ends of windows that would move a bound, or make a contradiction of a tension.

    Asked about are the claims in tensions, those first that are told, and those that would narrow
    the bounds: at most two dozen windows, as each is worked out by a tally of its own.

    Args:
        counts: A mapping from ids to the counts, in the literal reading.
        tallies: A mapping from reading to the tally of the counts.
        tensions: The pairs that are told as clashing as usually taken, and not literally.
        bounds_of: The bounds of what is asked by a tally.
        say: An amount in words.
    """
    tally, typical = tallies[Reading.LITERAL], tallies[Reading.TYPICAL]
    before = bounds_of(tally)
    told = chain.from_iterable(map(_ids, tensions))
    cutting = (own_id for own_id, count in counts.items() if not before.range <= count.range)
    open_ends: Iterator[tuple[Count, _End, When]] = (
        (counts[own_id], field, period)
        for own_id in dict.fromkeys((*told, *sorted(typical.contested), *cutting))
        for field, period in _as_usually_taken(counts[own_id].period)
    )
    for count, field, period in islice(open_ends, _MOST_ASKED):
        changed = tally.replace(attrs.evolve(count, period=period))
        # What clashes only with that fact is in tension without it.
        others = typical.conflicting_with(count.id) - tally.conflicting_with(count.id)
        near = changed.only((count.id, *others))
        clashes = tuple(each for each in near.conflicts if count.id in _ids(each))
        after = bounds_of(changed)
        effect = _effect(count.id, clashes, before, after, say)
        if effect:
            yield OpenPoint(
                (count.id,),
                field,
                effect,
                meant=period,
                bounds=after,
                contradictions=clashes,
            )


def _ids(conflict: Conflict) -> tuple[str, str]:
    return conflict.floor_id, conflict.ceiling_id


def _effect(
    own_id: str,
    clashes: Iterable[Conflict],
    before: Bounds,
    after: Bounds,
    say: Callable[[Range], str],
) -> str:
    """What a window as it is usually taken changes, in words; nothing if it changes nothing."""
    others = dict.fromkeys(other for each in clashes for other in _ids(each) if other != own_id)
    if others:
        return f"contradicts {' and '.join(others)}"
    old, new = before.range, after.range
    ends = [
        say(end)
        for end, was in ((new.floor, old.floor), (new.ceiling, old.ceiling))
        if end != was and end != Range.anything()
    ]
    return " and ".join(ends)


def _as_usually_taken(period: When) -> Iterator[tuple[_End, When]]:
    """A window with its start, and then its end, as it is usually taken, where that is a change."""
    start, end = period.start, period.end
    first = Span(start.earliest, start.earliest, is_open=start.earliest is None)
    last = Span(end.latest, end.latest, is_open=end.latest is None)
    if start != first:
        yield "period.start", When.from_spans(first, end)
    if end != last:
        yield "period.end", When.from_spans(start, last)


def find_links(
    provenance: Provenance, used: Collection[str], known: int, hints: Iterable[Hint]
) -> Iterator[OpenPoint]:
    """Hints that, if the one claim repeats the other, leave fewer origins than are known."""
    for hint in hints:
        earlier, *later = hint.claims
        claims = provenance.dataset.claims
        linked = {
            own_id: attrs.evolve(claims[own_id], repeats=(*claims[own_id].repeats, earlier))
            for own_id in later
        }
        dataset = attrs.evolve(provenance.dataset, claims={**claims, **linked})
        left = Provenance(dataset, provenance.level).origins(used).count
        if left != known:
            verb = "origin remains" if left == 1 else "origins remain"
            effect = f"{left} independent {verb}"
            yield OpenPoint(hint.claims, "repeats", effect, origins=left)


def find_speakers(provenance: Provenance, used: Collection[str], known: int) -> Iterator[OpenPoint]:
    """Speakers without a name who, if they are independent, add an origin to those known."""
    dataset = provenance.dataset
    for claim in map(dataset.claims.__getitem__, used):
        speaker = dataset.sources[claim.speaker]
        if speaker.kind is SourceKind.UNNAMED and not claim.bases:
            somebody = attrs.evolve(
                speaker,
                id=_unused(claim.id, dataset),
                kind=SourceKind.PERSON,
                part_of=None,
                bloc=None,
            )
            named = attrs.evolve(
                dataset,
                sources={**dataset.sources, somebody.id: somebody},
                claims={**dataset.claims, claim.id: attrs.evolve(claim, speaker=somebody.id)},
            )
            found = Provenance(named, provenance.level).origins(used).count
            if found != known:
                effect = count_of(found, "independent origin")
                yield OpenPoint((claim.id,), "speaker", effect, origins=found)


def _unused(own_id: str, dataset: Dataset) -> str:
    """An id like another one that no source has."""
    while own_id in dataset.sources:
        own_id += "x"
    return own_id
