"""`reconcile`: what the claims of a dataset say together, one answer a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from html import escape
from itertools import chain
from types import MappingProxyType
from typing import Any, cast

import attrs

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import Dispute, Disputes
from dprk_transfers.reconciliation.plain import plain
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint, hints
from dprk_transfers.reconciliation.provenance.origins import Level, Origins, origins
from dprk_transfers.reconciliation.relevance import Counting, bears_on, period_of
from dprk_transfers.reconciliation.sentences import Sentence, Teller
from dprk_transfers.totals.agreement import Agreement, agreement
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.repair import Repair
from dprk_transfers.totals.sums import Adding
from dprk_transfers.totals.tally import Conflict, Step, Tally
from dprk_transfers.values.extent import Extent

__all__ = ["Answer", "Reconciliation", "Side", "reconcile"]


@attrs.frozen
class Side:
    """One side of a dispute: claims that can all be true, and what follows from them alone.

    Attributes:
        kept: Ids of the claims on this side, sorted.
        left_out: Ids of the claims that cannot be true with them, sorted.
        weight: Total weight of the claims kept.
        bounds: The bounds by the claims kept alone.
    """

    kept: tuple[str, ...]
    left_out: tuple[str, ...] = attrs.field(kw_only=True)
    weight: int = attrs.field(kw_only=True)
    bounds: Bounds = attrs.field(kw_only=True)


@attrs.frozen
class Answer:
    """What the claims about one question say together.

    Attributes:
        question: The question.
        as_of: Last day that a counted claim speaks of; `None` if none says a last day.
        bounds: The tightest range of all that happened up to that day.
        curve: The bounds by each day on which a claim's window ends.
        conflicts: Contradictions: pairs of claims that cannot both be true, whatever their words
            are taken to mean.
        tensions: Pairs of claims that cannot both be true only if their words are taken as
            readers usually take them.
        disagreement: The factor by which the claims miss one another: 1 if they agree, `None` if
            no factor would make them agree.
        repair: The largest sets of claims that can all be true. Each origin weighs the same, and
            shares its weight among its claims. It is a report: no claim is dropped.
        scenarios: The sides that the claims fall into, heaviest first and at most eight.
        undisputed: The bounds by the claims in no conflict, which hold whichever side is right.
        agreement: How far the claims about the whole that reach to the last day agree; `None` if
            there is none.
        origins: Who stands behind the claims used.
        echoes: The claims that repeat those used, and what changed in passing on.
        hints: Claims used that may be echoes of one another although nothing links them.
        disputes: The claims about what is asked, counted or repeated or without a figure, that are
            answered or contradicted, each with its answers and how it stands.
        used: Ids of the claims that the bounds were computed from, sorted.
        excluded: Every other claim of the dataset, with the reason why it was not used.
        steps: What follows, in sentences, each with the claims it rests on.
    """

    question: Question
    as_of: date | None = attrs.field(kw_only=True)
    bounds: Bounds = attrs.field(kw_only=True)
    curve: tuple[Step, ...] = attrs.field(kw_only=True)
    conflicts: tuple[Conflict, ...] = attrs.field(kw_only=True)
    tensions: tuple[Conflict, ...] = attrs.field(kw_only=True)
    disagreement: Fraction | None = attrs.field(kw_only=True)
    repair: Repair = attrs.field(kw_only=True)
    scenarios: tuple[Side, ...] = attrs.field(kw_only=True)
    undisputed: Bounds = attrs.field(kw_only=True)
    agreement: Agreement | None = attrs.field(kw_only=True)
    origins: Origins = attrs.field(kw_only=True)
    echoes: tuple[Echo, ...] = attrs.field(kw_only=True)
    hints: tuple[Hint, ...] = attrs.field(kw_only=True)
    disputes: tuple[Dispute, ...] = attrs.field(kw_only=True)
    used: tuple[str, ...] = attrs.field(kw_only=True)
    excluded: Mapping[str, str] = attrs.field(kw_only=True)
    steps: tuple[Sentence, ...] = attrs.field(kw_only=True)

    def explain(self) -> str:
        """What follows, in plain sentences, each ending in the claims it rests on.

        Examples:
            >>> from dprk_transfers import load_casebook
            >>> answers = reconcile(load_casebook(), as_known=date(2023, 10, 20))
            >>> containers = next(a for a in answers if a.question.item == "arms-containers")
            >>> print(containers.explain().splitlines()[0])
            more than 1,000 containers moved by 16 October 2023 [kbs-1000c]
        """
        return "\n".join(map(str, self.steps))

    def _repr_html_(self) -> str:
        """The sentences as a list, for a notebook; whatever is in them is escaped."""
        return _html(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON: dates and fractions as text, in a fixed order."""
        return cast(dict[str, Any], plain(self))


@attrs.frozen
class Reconciliation:
    """The answers to the questions of a dataset.

    Attributes:
        answers: One answer a question, in the order of the questions.
        reading: What the words of the claims were taken to mean.
        as_known: The day as it was known on, or `None` for all that the dataset holds.
        level: What counts as one origin.
    """

    answers: tuple[Answer, ...]
    reading: Reading = attrs.field(kw_only=True)
    as_known: date | None = attrs.field(kw_only=True)
    level: Level = attrs.field(kw_only=True)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    def _repr_html_(self) -> str:
        """The answers one below the other, for a notebook."""
        return "".join(map(_html, self.answers))

    def __getitem__(self, question: Question) -> Answer:
        for answer in self.answers:
            if answer.question == question:
                return answer
        raise KeyError(question)

    def to_dict(self) -> dict[str, Any]:
        """The answers as plain data for JSON: dates and fractions as text, in a fixed order."""
        return cast(dict[str, Any], plain(self))


def _html(answer: Answer) -> str:
    items = (
        f"<li>{escape(step.text)}"
        + (f" <small>{escape(', '.join(step.ids))}</small></li>" if step.ids else "</li>")
        for step in answer.steps
    )
    return f"<p><b>{escape(str(answer.question))}</b></p><ul>{''.join(items)}</ul>"


def reconcile(
    dataset: Dataset,
    *,
    question: Question | None = None,
    as_known: date | None = None,
    reading: Reading = Reading.LITERAL,
    level: Level | str = Level.ORGANISATION,
    adding: Adding | str = Adding.NONE,
) -> Reconciliation:
    """Work out what the claims of a dataset say together.

    Nothing is averaged, scored or dropped without a reason: the claims used and the claims
    excluded are together all claims of the dataset.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        question: The one question to answer; by default, every question that a claim answers.
        as_known: Use only what had been said by that day.
        reading: What the words of the claims are taken to mean, for bounds and curve.
        level: What counts as one origin.
        adding: Whose floors over windows that do not overlap are added, for the bounds by the
            last day: `"none"`, those of each one `"origin"`, or `"all"`.

    Raises:
        ValueError: If the question names an item that the dataset does not have, or there is no
            such level or adding.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> answers = reconcile(load_casebook(), as_known=date(2023, 11, 2))
        >>> containers = next(a for a in answers if a.question.item == "arms-containers")
        >>> print(containers.bounds.range, "by", containers.bounds.lower_by)
        1,600 or more by ('jcs-2000',)
    """
    if question is not None and question.item not in dataset.items:
        items = ", ".join(dataset.items) or "none"
        raise ValueError(f"there is no item {question.item!r} in the dataset; known: {items}")
    level = Level(level)
    known = dataset if as_known is None else dataset.as_known(as_known)
    late = {
        claim.id: _unknown(claim, dataset, as_known)
        for claim in dataset.claims.values()
        if as_known is not None and claim.id not in known.claims
    }
    questions = [question] if question is not None else sorted(known.by_question, key=str)
    counting = Counting(known, level)
    disputes = Disputes(counting)
    return Reconciliation(
        tuple(
            _answer(asked, counting, disputes, late, reading, adding=adding) for asked in questions
        ),
        reading=reading,
        as_known=as_known,
        level=level,
    )


def _unknown(claim: Claim, dataset: Dataset, day: date) -> str:
    """Why a claim was not known on a day."""
    said = dataset.date_of(claim)
    if said is not None and said.latest is not None and said.latest <= day:
        return f"answers nothing that was said by {day}"
    return f"was not said by {day}"


def _answer(
    question: Question,
    counting: Counting,
    disputes: Disputes,
    late: Mapping[str, str],
    reading: Reading,
    *,
    adding: Adding | str,
) -> Answer:
    dataset, counted = counting.dataset, counting.of(question)
    used, tally = counted.used, counted.tallies[reading]
    item, shipment = question.item, counted.whole
    last_days = (period_of(claim, dataset).latest for claim in used)
    as_of = max(filter(None, last_days), default=None)

    def bounds_of(ids: Iterable[str]) -> Bounds:
        return tally.only(ids).bounds(None, as_of, item=item, shipment=shipment)

    ids = {claim.id for claim in used}
    repeating = [
        echo
        for echo in counting.echoes
        if not ids.isdisjoint((echo.claim, echo.of, *counting.silent.get(echo.claim, ())))
    ]
    told = ids.union(*((echo.claim, echo.of) for echo in repeating))
    found = (
        disputes.of(claim)
        for claim in dataset.claims.values()
        if claim.id in told or bears_on(claim, question, dataset)
    )
    answer = Answer(
        question,
        as_of=as_of,
        bounds=tally.bounds(None, as_of, item=item, shipment=shipment, adding=adding),
        curve=tally.curve(item=item, shipment=shipment),
        conflicts=counted.conflicts,
        tensions=counted.tensions,
        disagreement=tally.disagreement,
        repair=tally.repair(),
        scenarios=tuple(
            Side(
                side.kept,
                left_out=side.left_out,
                weight=side.weight,
                bounds=bounds_of(side.kept),
            )
            for side in tally.scenarios()
        ),
        undisputed=bounds_of(_uncontested(tally, used)),
        agreement=_agreement(counted.counts[reading].values(), item, shipment, as_of),
        origins=origins(used, dataset, counting.level),
        echoes=tuple(repeating),
        hints=hints(used, dataset),
        disputes=tuple(each for each in found if each.is_disputed),
        used=tuple(claim.id for claim in used),
        excluded=MappingProxyType(dict(sorted({**late, **counted.excluded}.items()))),
        steps=(),
    )
    teller = Teller(question, dataset, counted.counts)
    return attrs.evolve(answer, steps=tuple(_steps(answer, teller)))


def _uncontested(tally: Tally, used: Iterable[Claim]) -> Iterator[str]:
    """The claims in no conflict: every side keeps them."""
    pairs = ((conflict.floor_id, conflict.ceiling_id) for conflict in tally.conflicts)
    contested = set(chain.from_iterable(pairs))
    return (claim.id for claim in used if claim.id not in contested)


def _agreement(
    counts: Iterable[Count], item: str, shipment: str | None, as_of: date | None
) -> Agreement | None:
    """How far the counts of the whole that reach to a day agree."""
    told = [
        count
        for count in counts
        if count.extent is Extent.TOTAL
        and (count.item, count.shipment) == (item, shipment)
        and count.period.latest == as_of
    ]
    return agreement(told) if told and as_of is not None else None


def _steps(answer: Answer, teller: Teller) -> Iterator[Sentence]:
    """Everything that follows, in sentences."""
    yield from teller.bounds(answer.bounds, answer.as_of)
    yield from map(teller.contradiction, answer.conflicts)
    yield from map(teller.tension, answer.tensions)
    if len(answer.scenarios) > 1:
        contested = {own_id for side in answer.scenarios for own_id in side.left_out}
        for side in answer.scenarios:
            kept = [own_id for own_id in side.kept if own_id in contested]
            yield teller.side(kept, side.left_out, side.bounds)
        yield teller.undisputed(answer.undisputed)
    if answer.agreement is not None and answer.as_of is not None:
        yield teller.agreement(answer.agreement, answer.as_of)
    yield teller.origins(answer.origins)
    yield from teller.caveats(answer.bounds, answer.disputes)
    yield from teller.disputes(answer.disputes, answer.used)
    yield from map(teller.echo, (echo for echo in answer.echoes if echo.changes))
    yield from map(teller.hint, answer.hints)
