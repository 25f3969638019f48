"""What the chart of an answer shows: exact figures, days and words, before they become pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import positions_in
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.totals.bounds import Step
from dprk_transfers.totals.counts import Count, outer_window, window
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range

__all__ = [
    "MOST_CLASHES",
    "Clash",
    "Denial",
    "Statement",
    "Tread",
    "clashes",
    "denials",
    "ranked_voices",
    "statements",
    "treads",
    "voice",
]

#: Most clashes that are drawn; sentences tell the rest.
MOST_CLASHES: Final = 6


@attrs.frozen
class Statement:
    """A claim that counts, as a mark.

    Attributes:
        claim: Its id.
        day: The last day it speaks of, where its mark stands.
        first_day: The first day that this last day may be; else the same.
        literal: What its words can bear.
        usual: What they are usually taken to mean.
        is_narrower: Whether it counts but a part: of all shipments, of the item or of the days.
        is_wider: Whether it counts more than is asked, so that it bounds from above alone.
        voice: Who stands behind it.
    """

    claim: str
    day: date
    first_day: date = attrs.field(kw_only=True)
    literal: Range = attrs.field(kw_only=True)
    usual: Range = attrs.field(kw_only=True)
    is_narrower: bool = attrs.field(kw_only=True)
    is_wider: bool = attrs.field(kw_only=True)
    voice: str = attrs.field(kw_only=True)


@attrs.frozen
class Tread:
    """The bounds from one day on until they change.

    Attributes:
        first: The day from which they hold.
        last: The day until which they hold; `None` for the last of them.
        range: The amounts that are allowed.
        ids: Ids of the claims that they rest on.
        risen: Ids of the claims that raised the floor on the first day.
    """

    first: date
    last: date | None
    range: Range
    ids: tuple[str, ...] = attrs.field(kw_only=True)
    risen: tuple[str, ...] = attrs.field(kw_only=True)


@attrs.frozen
class Clash:
    """Two claims that cannot both be true, and where they are drawn.

    Attributes:
        topic: Whether it is a contradiction or a tension.
        day: The day at which the two are drawn.
        floor: What one has at least.
        ceiling: What the other has at most.
        difference: How many are too many, in words.
        ids: Ids of the claims, the higher first.
    """

    topic: str
    day: date
    floor: Range = attrs.field(kw_only=True)
    ceiling: Range = attrs.field(kw_only=True)
    difference: str = attrs.field(kw_only=True)
    ids: tuple[str, str] = attrs.field(kw_only=True)


@attrs.frozen
class Denial:
    """An answer that denies or disputes what is asked.

    Attributes:
        claim: Its id.
        day: The day by which it was said.
        body: The organisation that says so.
        is_general: Whether it denies in general, and not one claim.
    """

    claim: str
    day: date
    body: str
    is_general: bool


def statements(answer: Answer) -> list[Statement]:
    """The claims used, in the order of days; those of no known day have no place on a chart."""
    evidence = answer.ledger.relevance.evidence(answer.question)
    literal, usual = (evidence.counts[reading] for reading in Reading)
    claims = [answer.ledger.dataset.claims[own_id] for own_id in answer.used]
    days = {claim.id: _last_day(answer, claim, literal[claim.id]) for claim in claims}
    found = [
        Statement(
            claim.id,
            day,
            first_day=min(literal[claim.id].period.end.earliest or day, day),
            literal=literal[claim.id].range,
            usual=usual[claim.id].range,
            is_narrower=_is_narrower(answer, claim),
            is_wider=_is_wider(answer, claim),
            voice=voice(answer, claim),
        )
        for claim in claims
        if (day := days[claim.id])
    ]
    return sorted(found, key=lambda each: (each.day, each.claim))


def _last_day(answer: Answer, claim: Claim, count: Count) -> date | None:
    """The last day that a claim speaks of, as its floor is taken, or the day it was said."""
    _, last = window(outer_window(count.period, Reading.LITERAL))
    said = answer.ledger.dataset.date_of(claim)
    return last or (said.latest if said else None)


def _is_narrower(answer: Answer, claim: Claim) -> bool:
    """Whether a claim counts a part of what is asked."""
    dataset = answer.ledger.dataset
    around = dataset.shipments_tree.above(claim.shipment) if claim.shipment else ()
    item = claim.item or answer.question.item
    is_kind = item != answer.question.item and dataset.items_tree.inside(item, answer.question.item)
    return len(around) > 1 or is_kind or claim.extent is Extent.PART


def _is_wider(answer: Answer, claim: Claim) -> bool:
    """Whether a claim is about something that what is asked is but a kind of."""
    asked, item = answer.question.item, claim.item or answer.question.item
    return item != asked and answer.ledger.dataset.items_tree.inside(asked, item)


def voice(answer: Answer, claim: Claim) -> str:
    """Who stands behind a claim: its one origin, or the body that speaks for several, or for none.

    What counts as one origin is as the answer has it.
    """
    provenance = answer.ledger.relevance.provenance
    behind = provenance.behind(claim.id)
    own = behind[0] if len(behind) == 1 else provenance.origin_of(claim.speaker)
    return Wording(answer.ledger.dataset).source(own)


def ranked_voices(told: Iterable[Statement]) -> list[str]:
    """Those who stand behind claims, those with most claims first."""
    numbers = Counter(each.voice for each in told)
    return sorted(numbers, key=lambda name: (-numbers[name], name))


def treads(answer: Answer) -> list[Tread]:
    """The bounds day by day, steps that change nothing left out."""
    changes: list[Step] = []
    for step in answer.curve:
        if not changes or step.bounds.range != changes[-1].bounds.range:
            changes.append(step)
    lasts = [*(step.day for step in changes[1:]), None]
    before = [Range.anything(), *(step.bounds.range for step in changes)]
    return [
        Tread(
            step.day,
            last,
            step.bounds.range,
            ids=step.bounds.ids,
            risen=step.bounds.lower_by if step.bounds.range.floor != old.floor else (),
        )
        for step, last, old in zip(changes, lasts, before, strict=False)
    ]


def clashes(answer: Answer) -> Iterator[Clash]:
    """The innermost clashes, the worst first: those that the sentences of the answer tell."""
    evidence = answer.ledger.relevance.evidence(answer.question)
    tallies = evidence.tallies[Reading.LITERAL].tight_conflicts, evidence.tight_tensions
    days = {each.claim: each.day for each in statements(answer)}
    for topic, conflicts in zip(("contradiction", "tension"), tallies, strict=True):
        yield from (
            Clash(
                topic,
                days[each.ceiling_id],
                floor=Range.at_least(each.floor),
                ceiling=Range.at_most(each.ceiling),
                difference=str(Range.exactly(each.difference)),
                ids=(each.floor_id, each.ceiling_id),
            )
            for each in conflicts[:MOST_CLASHES]
            if each.ceiling_id in days
        )


def denials(answer: Answer) -> list[Denial]:
    """Who denies or disputes what is asked, in the order of days."""
    dataset = answer.ledger.dataset
    positions = [position for position, _ in positions_in(answer.disputes).values()]
    found = [
        Denial(
            each.claim,
            said.latest,
            Wording(dataset).source(dataset.sources_tree.above(each.speaker)[-1]),
            each.is_general,
        )
        for each in positions
        if each.stance in (Stance.DENIES, Stance.DISPUTES)
        if (said := dataset.date_of(each.claim)) and said.latest
    ]
    return sorted(found, key=lambda each: (each.day, each.claim))
