"""`Inquiry`: one question, worked out part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

import attrs

from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.clashes import ClashNarrator
from dprk_transfers.reconciliation.disputes import Dispute
from dprk_transfers.reconciliation.open_points import (
    OpenPoint,
    find_links,
    find_speakers,
    find_windows,
)
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint, find_hints
from dprk_transfers.reconciliation.provenance.origins import Origins
from dprk_transfers.reconciliation.relevance import Scope
from dprk_transfers.reconciliation.robustness import Without
from dprk_transfers.reconciliation.rows import Ledger
from dprk_transfers.reconciliation.sentences import Narrator, Sentence
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.totals.agreement import Agreement, agreement
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import possible_days, window
from dprk_transfers.totals.increments import Increment, stands
from dprk_transfers.totals.scenarios import Scenario
from dprk_transfers.totals.sums import Adding
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.when import When

__all__ = ["Inquiry"]


class Inquiry:
    """One question, worked out part by part: each is in the `Answer`, and told there.

    Args:
        question: The question.
        ledger: The claims, what is evidence on it, and who disputes them.
        reading: What the words of the claims are taken to mean, for bounds and curve.
        adding: Whose floors over windows that do not overlap are added.
    """

    def __init__(
        self,
        question: Question,
        ledger: Ledger,
        *,
        reading: Reading,
        adding: Adding,
    ) -> None:
        self._question = question
        self._ledger = ledger
        self._relevance = ledger.relevance
        self._disputes = ledger.disputes
        self._adding = adding
        self._evidence = self._relevance.evidence(question)
        self._reading = reading
        self._is_literal = reading is Reading.LITERAL
        self._tally = self._evidence.tallies[reading]
        self._counts = self._evidence.counts[reading]
        self._used = tuple(self._counts)

    def answer(self, unknown: Mapping[str, str]) -> Answer:
        """The answer.

        Args:
            unknown: A mapping from the id of each claim that was not known to the reason.
        """
        tally, evidence = self._tally, self._evidence
        first, _, item, shipment = self._asked
        curve = tally.curve(first, item=item, shipment=shipment)
        return Answer(
            self._question,
            as_of=self.as_of,
            bounds=self.bounds,
            readings=self.readings,
            curve=curve,
            increments=self.increments,
            robustness=self.robustness,
            open_points=self.open_points,
            disagreement=tally.disagreement,
            repair=tally.repair(),
            scenarios=self.scenarios,
            uncontradicted=self.uncontradicted,
            agreement=self.agreement,
            origins=self.origins,
            echoes=self.echoes,
            hints=self.hints,
            disputes=self.disputes,
            used=self._used,
            excluded=self._excluded(unknown),
            sentences=tuple(self.sentences()),
            evidence=evidence,
            ledger=self._ledger,
        )

    def widened(self, part: Answer, unknown: Mapping[str, str]) -> Answer:
        """The answer of a shard as that of the dataset, more claims of which do not count.

        Args:
            part: The answer.
            unknown: A mapping from the id of each claim that was not known to the reason.
        """
        told = (each for each in part.sentences if each.topic != "uncounted")
        return attrs.evolve(
            part,
            excluded=self._excluded(unknown),
            sentences=(*told, *self._narrator.uncounted(self._evidence.uncounted)),
            evidence=self._evidence,
            ledger=self._ledger,
        )

    def _excluded(self, unknown: Mapping[str, str]) -> Mapping[str, str]:
        return FrozenDict(sorted({**unknown, **self._evidence.excluded}.items()))

    @cached_property
    def as_of(self) -> date | None:
        """Last day that a counted claim speaks of, or may speak of where it is read literally."""
        periods = map(self._relevance.period_of, self._evidence.used)
        return max(filter(None, map(self._last_day, periods)), default=None)

    def _last_day(self, period: When) -> date | None:
        if self._is_literal:
            return possible_days(period.end).latest or period.latest
        return period.latest

    @cached_property
    def _asked(self) -> tuple[date | None, date | None, str, str | None]:
        """The window, item and shipment that the bounds are about: all there is up to that day.

        Where figures are compared in one scope alone it is that scope, if there is but one.
        """
        if len(self._evidence.scopes) == 1:
            (scope,) = self._evidence.scopes
            return *window(scope.window), scope.key, None
        return None, self.as_of, self._question.item, self._evidence.whole

    @cached_property
    def bounds(self) -> Bounds:
        """The tightest range of what is asked."""
        return self.readings[self._reading]

    @cached_property
    def readings(self) -> Mapping[Reading, Bounds]:
        """A mapping from reading to the bounds of what is asked, the words read so."""
        tallies = self._evidence.tallies
        return FrozenDict((each, self._bounds_of(tallies[each], self._summing)) for each in Reading)

    @property
    def _summing(self) -> Adding:
        """Whose floors are added, where they may be."""
        return self._adding if self._evidence.adds_up else Adding.NONE

    def _bounds_by(self, ids: Iterable[str]) -> Bounds:
        """The bounds of what is asked by some claims alone."""
        return self._bounds_of(self._tally.only(ids), Adding.NONE)

    def _bounds_of(self, tally: Tally, adding: Adding) -> Bounds:
        """The bounds of what is asked by the counts of a tally."""
        first, last, item, shipment = self._asked
        return tally.bounds(first, last, item=item, shipment=shipment, adding=adding)

    @cached_property
    def robustness(self) -> tuple[Without, ...]:
        """What is left without each claim that sets an end, and each origin behind these."""
        behind = self._relevance.provenance.behind
        bounding = self.bounds.ids
        origins = set(chain.from_iterable(map(behind, bounding)))
        of_origins = (
            (tuple(own_id for own_id in self._used if behind(own_id) == (origin,)), origin)
            for origin in origins
        )
        # In the order of the claims, whatever the origins are called.
        left_out = [((own_id,), None) for own_id in bounding] + sorted(of_origins)
        return tuple(
            Without(ids, origin, bounds=self._bounds_of(self._tally.without(ids), self._summing))
            for ids, origin in left_out
            if ids
        )

    @cached_property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """What no claim states, and would settle something."""
        provenance, known = self._relevance.provenance, self.origins.count
        windows = find_windows(
            self._counts,
            self._evidence.tallies,
            self._evidence.tight_tensions,
            bounds_of=lambda tally: self._bounds_of(tally, Adding.NONE),
            say=lambda amount: self._wording.amount(amount, self._question),
        )
        return (
            *(windows if self._is_literal else ()),
            *find_links(provenance, self._used, known, self.hints),
            *find_speakers(provenance, self._used, known),
        )

    def _bounds_in(self, scope: Scope) -> Bounds:
        return self._tally.bounds(*window(scope.window), item=scope.key)

    @cached_property
    def increments(self) -> tuple[Increment, ...]:
        """What claims ask of days beside one another, as they are usually taken."""
        literal = self._evidence.counts[Reading.LITERAL]
        return tuple(
            attrs.evolve(
                each,
                is_firm=stands(literal[each.floor_id], literal[each.ceiling_id], Reading.LITERAL),
            )
            for each in self._evidence.tallies[Reading.TYPICAL].increments
        )

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The maximal consistent sets, with their bounds."""
        return tuple(
            attrs.evolve(scenario, bounds=self._bounds_by(scenario.kept))
            for scenario in self._tally.scenarios()
        )

    @cached_property
    def uncontradicted(self) -> Bounds:
        """The bounds by the claims in no conflict, which every side keeps."""
        return self._bounds_by(set(self._used) - self._tally.contested)

    @cached_property
    def agreement(self) -> Agreement | None:
        """How far the counts of the whole that reach to the last day agree."""
        cell = self._asked[2:]
        told = [
            count
            for count in self._counts.values()
            if count.extent is Extent.TOTAL
            and (count.item, count.shipment) == cell
            and self._last_day(count.period) == self.as_of
        ]
        return agreement(told) if told and self.as_of is not None else None

    @cached_property
    def origins(self) -> Origins:
        """Who stands behind the claims used."""
        return self._relevance.provenance.origins(self._used)

    @cached_property
    def echoes(self) -> tuple[Echo, ...]:
        """What repeats the claims used, or is spoken for by them."""
        tellings, used = self._relevance.tellings, set(self._used)
        return tuple(
            echo
            for echo in tellings.echoes
            if not used.isdisjoint((echo.claim, echo.of, *tellings.spoken_for.get(echo.claim, ())))
        )

    @cached_property
    def hints(self) -> tuple[Hint, ...]:
        """Claims used that may be echoes of one another."""
        return find_hints(self._relevance.dataset, self._used)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The claims about what is asked that are answered or contradicted."""
        told = {*self._used, *chain.from_iterable((echo.claim, echo.of) for echo in self.echoes)}
        found = (
            self._disputes.dispute(claim)
            for claim in self._relevance.dataset.claims.values()
            if claim.id in told or self._relevance.concerns(claim, self._question)
        )
        return tuple(each for each in found if each.is_disputed)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._relevance.dataset)

    @cached_property
    def _narrator(self) -> Narrator:
        return Narrator(self._question, self._wording, self._evidence.counts)

    def _clashes(self) -> Iterator[Sentence]:
        """The innermost pairs that clash, how many others there are, and what increments ask."""
        narrator = ClashNarrator(self._question, self._wording, self._evidence.counts)
        evidence, literal = self._evidence, self._evidence.tallies[Reading.LITERAL]
        yield from map(narrator.contradiction, literal.tight_conflicts)
        others = literal.conflict_count - len(literal.tight_conflicts)
        yield from narrator.others(Reading.LITERAL, others)
        yield from map(narrator.tension, evidence.tight_tensions)
        others = evidence.tension_count - len(evidence.tight_tensions)
        yield from narrator.others(Reading.TYPICAL, others)
        yield from narrator.increments(self.increments)

    def sentences(self) -> Iterator[Sentence]:
        """Everything that follows, in sentences."""
        narrator = self._narrator
        if len(self._evidence.scopes) > 1:
            yield from (narrator.scope(s, self._bounds_in(s)) for s in self._evidence.scopes)
        else:
            yield from narrator.bounds(self.bounds, self.as_of)
        if self._adding is not Adding.NONE and not self._evidence.adds_up:
            yield narrator.no_sum()
        yield from self._clashes()
        yield from narrator.scenarios(self.scenarios, self.uncontradicted)
        yield from narrator.robustness(self.robustness, self.bounds)
        yield from map(narrator.open_point, self.open_points)
        if self.agreement is not None and self.as_of is not None:
            yield narrator.agreement(self.agreement, self.as_of)
        yield narrator.origins(self.origins)
        yield from narrator.caveats(self.bounds, self.disputes)
        yield from narrator.disputes(self.disputes, self._used)
        yield from map(narrator.echo, (echo for echo in self.echoes if echo.changes))
        yield from map(narrator.hint, self.hints)
        yield from narrator.uncounted(self._evidence.uncounted)
