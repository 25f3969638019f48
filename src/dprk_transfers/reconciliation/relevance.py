"""Which claims are evidence on a question, as what, and why the others are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, cached_property
from itertools import chain
from math import lcm
from typing import Final, cast

import attrs

from dprk_transfers.model.claim import Claim, Figure, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.provenance.echoes import Tellings
from dprk_transfers.reconciliation.provenance.origins import Level, Provenance
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import Count, OrdinalWindow, ordinals, window
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.when import Span, When

__all__ = ["OF_ONE_SCOPE", "Evidence", "Relevance", "Scope", "Uncounted"]


#: Measures that are no amounts: a share of a summer is no part of that of its year. Figures are
#: compared only where window, item and shipment are the same.
OF_ONE_SCOPE: Final = frozenset({Measure.SHARE, Measure.OTHER})


@attrs.frozen(order=True)
class Scope:
    """What a figure is about, where that is compared with nothing around it or inside it.

    Attributes:
        item: Id of the item.
        shipment: Id of the shipment.
        window: The first day and the last, as ordinals.
    """

    item: str
    shipment: str
    window: OrdinalWindow

    @property
    def period(self) -> When:
        """The window, as one without doubt: it is the same, whichever days it is."""
        first, last = (Span(day, day, is_open=day is None) for day in window(self.window))
        return When.from_spans(first, last)

    @property
    def key(self) -> str:
        """What stands for it as an item of a tally, which no other item lies around or inside."""
        return f"{self.item}/{self.shipment}/{self.window[0]}/{self.window[1]}"


class Uncounted(Enum):
    """Sorts of reasons why claims do not count towards a question, each said of several.

    Attributes:
        REPEATS: They tell others again.
        NO_BOUND: A misprint, a rate, one of two with an “or”, or of no known day.
        WITHDRAWN: Their speaker corrected them or took them back.
        NO_FIGURE: They answer claims, or state no quantity.
        ANOTHER_QUESTION: They are about something else.
    """

    REPEATS = "repeating others"
    NO_BOUND = "bounding nothing"
    WITHDRAWN = "taken back"
    NO_FIGURE = "without a figure of their own"
    ANOTHER_QUESTION = "about something else"


@attrs.frozen
class Evidence:
    """What counts towards a question, and the clashes in it.

    Attributes:
        used: The claims that count, sorted by their ids.
        excluded: A mapping from the id of every other claim to the reason why it does not count.
        uncounted: A mapping from the sort of reason to how many claims do not count for it.
        counts: A mapping from reading and claim id to the count that the claim is taken for.
        tallies: A mapping from reading to the tally of these counts.
        whole: The outermost shipment around all claims that are used, if there is one.
        scopes: Where figures are compared in one scope alone, each scope there is; else none.
        adds_up: Whether floors and ceilings of what shares nothing may be added.
    """

    used: tuple[Claim, ...]
    excluded: Mapping[str, str] = attrs.field(kw_only=True)
    uncounted: Mapping[Uncounted, int] = attrs.field(kw_only=True)
    counts: Mapping[Reading, Mapping[str, Count]] = attrs.field(kw_only=True)
    tallies: Mapping[Reading, Tally] = attrs.field(kw_only=True)
    whole: str | None = attrs.field(kw_only=True)
    scopes: tuple[Scope, ...] = attrs.field(kw_only=True)
    adds_up: bool = attrs.field(kw_only=True)

    @cached_property
    def contradictions(self) -> tuple[Conflict, ...]:
        """All conflicts in the literal reading, sorted."""
        return self.tallies[Reading.LITERAL].conflicts

    @cached_property
    def tensions(self) -> tuple[Conflict, ...]:
        """All conflicts in the typical reading alone, sorted."""
        return self._in_tension(self.tallies[Reading.TYPICAL].conflicts)

    @cached_property
    def tight_tensions(self) -> tuple[Conflict, ...]:
        """The innermost conflicts of the typical reading, so far as they are in it alone."""
        return self._in_tension(self.tallies[Reading.TYPICAL].tight_conflicts)

    @property
    def tension_count(self) -> int:
        """How many tensions there are, without listing them."""
        literal, typical = (self.tallies[each].conflict_count for each in Reading)
        return typical - literal

    def _in_tension(self, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
        contradicted = cache(self.tallies[Reading.LITERAL].conflicting_with)
        return tuple(
            each for each in conflicts if each.ceiling_id not in contradicted(each.floor_id)
        )

    def clashes_of(self, claim_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the claims that one contradicts, and of those that it is in tension with.

        What clashes literally clashes as usually taken, too: floors are no lower then and ceilings
        no higher, and they hold for no fewer and no more days.
        """
        if claim_id in self.excluded:
            return frozenset(), frozenset()
        literal, typical = (self.tallies[each].conflicting_with(claim_id) for each in Reading)
        return literal, typical - literal


class Relevance:
    """What is evidence on each question of a dataset, worked out once.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        level: What counts as one origin.

    Attributes:
        dataset: The dataset.
        provenance: Who stands behind its claims.
        tellings: What is told again in it.
    """

    def __init__(self, dataset: Dataset, level: Level) -> None:
        self.dataset: Dataset = dataset
        self.provenance: Provenance = Provenance(dataset, level)
        self.tellings: Tellings = Tellings(dataset)
        self._evidence: dict[Question, Evidence] = {}
        self._periods: dict[str, When] = {}

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        """A mapping from the id of each claim that its own speaker took back to the reason."""
        return {
            own_id: f"was {answers[-1].stance.value.removesuffix('s')}ed by its speaker: "
            f"{answers[-1].id}"
            for own_id, answers in self.withdrawals.items()
        }

    @cached_property
    def withdrawals(self) -> Mapping[str, tuple[Claim, ...]]:
        """The corrections and retractions of each claim that has any, sorted by their ids.

        What a speaker said once is taken back wherever it is told.
        """
        found: dict[str, list[Claim]] = {}
        for claim in self.dataset.claims.values():
            if claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
                told = map(self.tellings.of_one_utterance, claim.about)
                for own_id in dict.fromkeys(chain.from_iterable(told)):
                    found.setdefault(own_id, []).append(claim)
        return {own_id: tuple(answers) for own_id, answers in found.items()}

    @cached_property
    def _parts(self) -> Mapping[str, Parts]:
        """A mapping from items and shipments to what is known of their parts.

        Of an item and a shipment with one id it is what is known of both.
        """
        known: dict[str, Parts] = {}
        items, shipments = self.dataset.items.values(), self.dataset.shipments.values()
        told = [(each.id, each.parts) for each in items] + [
            (each.id, each.parts) for each in shipments
        ]
        for own_id, parts in told:
            is_one = known.setdefault(own_id, parts) is parts
            known[own_id] = parts if is_one else Parts.OVERLAPPING
        return known

    @cached_property
    def questions(self) -> Mapping[str, Question | None]:
        """A mapping from claim id to the question that the claim answers, if it does."""
        return {own_id: self.dataset.question_of(own_id) for own_id in self.dataset.claims}

    def evidence(self, question: Question) -> Evidence:
        """What counts towards a question."""
        if question not in self._evidence:
            self._evidence[question] = self._weigh(question)
        return self._evidence[question]

    def concerns(self, claim: Claim, question: Question) -> bool:
        """Whether a claim without a figure is about what a question asks."""
        if claim.stance is not Stance.ASSERTS or claim.quantity or not claim.shipment:
            return False
        shipment = self.dataset.shipments[claim.shipment]
        parties = (shipment.supplier, shipment.recipient)
        return parties == (question.supplier, question.recipient) and self.dataset.items_related(
            claim.item, question.item
        )

    def _weigh(self, question: Question) -> Evidence:
        figures: dict[str, Figure] = {}
        excluded: dict[str, str] = {}
        uncounted: Counter[Uncounted] = Counter()
        for claim in self.dataset.claims.values():
            found = self._why_excluded(claim, question)
            if found is not None:
                kind, excluded[claim.id] = found
                uncounted[kind] += 1
            else:  # it states a quantity, and so a figure
                figures[claim.id] = cast(Figure, claim.figure)
        used = [self.dataset.claims[claim_id] for claim_id in figures]
        counts = {
            reading: {claim.id: self._count(claim, figures[claim.id], reading) for claim in used}
            for reading in Reading
        }
        return Evidence(
            tuple(used),
            excluded=excluded,
            uncounted=uncounted,
            counts=counts,
            tallies=self._tallies(counts),
            whole=self._whole(figures.values()),
            scopes=tuple(sorted(set(filter(None, map(self._scope, used))))),
            adds_up=question.measure not in OF_ONE_SCOPE
            and self.dataset.alternatives.keys().isdisjoint(figures)
            and not any(self.dataset.items[each.item].distinct for each in figures.values()),
        )

    def _scope(self, claim: Claim) -> Scope | None:
        """The one scope in which a figure is compared, if it is no amount of anything."""
        figure = claim.figure
        if figure is None or figure.measure not in OF_ONE_SCOPE:
            return None
        period = self.period_of(claim)
        return Scope(figure.item, figure.shipment, ordinals(period.earliest, period.latest))

    def _why_excluded(self, claim: Claim, question: Question) -> tuple[Uncounted, str] | None:
        """The first reason why a claim is no evidence on a question, if there is one."""
        kind, reason = Uncounted.WITHDRAWN, self.withdrawn.get(claim.id)
        if reason is None:
            kind, reason = Uncounted.NO_FIGURE, _why_no_figure(claim)
        if reason is None:
            kind, reason = Uncounted.ANOTHER_QUESTION, self._why_another_question(claim, question)
        if reason is None:
            kind, reason = Uncounted.NO_BOUND, self._why_no_bound(claim)
        if reason is None:
            kind, reason = Uncounted.REPEATS, self._why_silent(claim)
        return None if reason is None else (kind, reason)

    def _why_another_question(self, claim: Claim, question: Question) -> str | None:
        own = self.questions[claim.id]
        if own is None:
            return "its shipment does not say from whom and to whom"
        if (own.supplier, own.recipient) != (question.supplier, question.recipient):
            return f"is about shipments from {own.supplier} to {own.recipient}"
        if not self.dataset.are_one_unit(own, question):
            return f"counts {own.unit}, not {question.unit}"
        if own.measure is not question.measure:
            return f"its measure is {own.measure.value}, not {question.measure.value}"
        is_inherited = own.item != question.item and question.measure in OF_ONE_SCOPE
        if is_inherited or not self.dataset.items_related(own.item, question.item):
            return f"is about another item: {own.item}"
        return None

    def _why_no_bound(self, claim: Claim) -> str | None:
        if claim.misprint is not None:
            return "its figure is a misprint"
        others = self.dataset.alternatives.get(claim.id)
        # Boxes that could hold the one or the other could hold either; what moved was one of them.
        if others and claim.measure is not Measure.CAPACITY:
            return f"is said with an “or”: {', '.join(other.id for other in others)}"
        if claim.extent is Extent.RATE:
            return "is a rate, which bounds no total"
        said = self.dataset.date_of(claim)
        if claim.period is None and (said is None or said.latest is None):
            return "neither its period nor the day it was said is known"
        return None

    def _why_silent(self, claim: Claim) -> str | None:
        """Why a claim that repeats others is not counted beside them."""
        others = self.tellings.spoken_for.get(claim.id)
        if others is None:
            return None
        return f"repeats {', '.join(others)}" if others else "repeats only what repeats it"

    def _whole(self, figures: Iterable[Figure]) -> str | None:
        """The outermost shipment around all figures between the same parties, if it is one."""
        wholes = {tuple(self._between_parties(figure.shipment))[-1] for figure in figures}
        return wholes.pop() if len(wholes) == 1 else None

    def _between_parties(self, shipment_id: str) -> Iterator[str]:
        """A shipment and those around it, so far as supplier and recipient stay the same."""
        shipments = self.dataset.shipments
        inner = shipments[shipment_id]
        for around in map(shipments.__getitem__, self.dataset.shipments_tree.above(shipment_id)):
            if (around.supplier, around.recipient) != (inner.supplier, inner.recipient):
                break
            yield around.id

    def _count(self, claim: Claim, figure: Figure, reading: Reading) -> Count:
        """What a claim is counted as, and who stands behind it, if anybody does.

        If several do it is its speaker, or of the members of a joint body the first.
        """
        behind = self.provenance.behind(claim.id)
        voice = self.provenance.voice(claim.speaker).origins
        is_joint = bool(voice) and set(behind) == set(voice)
        own = voice[0] if is_joint else self.provenance.origin_of(claim.speaker)
        origin = behind[0] if len(behind) == 1 else own if behind else None
        scope = self._scope(claim)
        return Count(
            claim.id,
            self.period_of(claim) if scope is None else scope.period,
            range=figure.quantity.range(reading),
            extent=figure.extent,
            item=figure.item if scope is None else scope.key,
            shipment=figure.shipment if scope is None else None,
            origin=origin,
        )

    def period_of(self, claim: Claim) -> When:
        """The window of a claim. An end it does not state was at most the day it was said."""
        if claim.id not in self._periods:
            self._periods[claim.id] = self._window(claim)
        return self._periods[claim.id]

    def _window(self, claim: Claim) -> When:
        unknown = Span(None, None)
        period, said = claim.period, self.dataset.date_of(claim)
        start, end = (unknown, unknown) if period is None else (period.start, period.end)
        last = None if said is None else said.latest
        if end != unknown or last is None or (start.earliest is not None and last < start.earliest):
            return When.from_spans(start, end)
        return When.from_spans(start, Span(None, last))

    def _tallies(self, counts: Mapping[Reading, Mapping[str, Count]]) -> dict[Reading, Tally]:
        """The counts in either reading, each of which weighs what is fair in its clash."""
        # What is compared in one scope alone stands for an item of its own.
        alone = {count.item: None for count in counts[Reading.LITERAL].values() if count.item}
        tallies = {
            reading: Tally(
                counts[reading].values(),
                alone | {**self.dataset.items_tree.parents},
                self.dataset.shipments_tree.parents,
                reading,
                parts=self._parts,
            )
            for reading in Reading
        }
        return {
            reading: tally.weighed(self._weights(counts[reading], tally.clashes))
            for reading, tally in tallies.items()
        }

    def _weights(self, ids: Iterable[str], clashes: Iterable[tuple[str, ...]]) -> dict[str, int]:
        """What each count weighs.

        In a clash each origin weighs the same, and shares its weight among the claims in it that go
        back to it: who says a thing twice, or is repeated, weighs no more, and who says something
        else besides no less.
        """
        clash = {own_id: number for number, group in enumerate(clashes) for own_id in group}
        voices = {own_id: (self.provenance.behind(own_id), clash.get(own_id)) for own_id in ids}
        shares = Counter(voices.values())
        whole_weight = lcm(*shares.values())
        return {
            own_id: max(1, len(voice[0])) * (whole_weight // shares[voice])
            for own_id, voice in voices.items()
        }


def _why_no_figure(claim: Claim) -> str | None:
    if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS):
        return f"{claim.stance.value.replace('_', ' ')}: an answer to a claim moves no bound"
    return "states no quantity" if claim.quantity is None else None
