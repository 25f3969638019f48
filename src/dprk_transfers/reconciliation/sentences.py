"""Sentences: what follows from the record in plain words, each with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Final, Literal

import attrs

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import Dispute
from dprk_transfers.reconciliation.flags import Axis, Flag
from dprk_transfers.reconciliation.open_points import OpenPoint
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint, Suspicion
from dprk_transfers.reconciliation.provenance.origins import Origins
from dprk_transfers.reconciliation.relevance import OF_ONE_SCOPE, Scope, Uncounted
from dprk_transfers.reconciliation.robustness import Without
from dprk_transfers.reconciliation.wording import (
    MOST_NAMED,
    Wording,
    after,
    count_of,
)
from dprk_transfers.totals.agreement import Agreement, Plateau
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import (
    Count,
    window,
)
from dprk_transfers.totals.scenarios import Scenario
from dprk_transfers.values.english import say_day, say_days, say_range
from dprk_transfers.values.range import Range

__all__ = ["Narrator", "Sentence", "Topic"]

#: What a sentence tells of.
Topic = Literal[
    "floor",
    "ceiling",
    "scope",
    "sum",
    "contradiction",
    "tension",
    "increment",
    "scenario",
    "uncontradicted",
    "robustness",
    "open",
    "agreement",
    "origins",
    "caveat",
    "dispute",
    "echo",
    "hint",
    "uncounted",
]


@attrs.frozen
class Sentence:
    """Something that follows, in words, and the claims it rests on.

    Attributes:
        topic: What it tells of.
        text: The sentence, without a full stop.
        ids: Ids of the claims it rests on, in the order in which the sentence speaks of them.

    Examples:
        >>> print(Sentence("floor", "at least 1,600 containers moved", ids=("rbc-headline",)))
        at least 1,600 containers moved [rbc-headline]
    """

    topic: Topic
    text: str
    ids: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def __str__(self) -> str:
        return f"{self.text} [{', '.join(self.ids)}]" if self.ids else self.text


#: What a hint says.
_SUSPICIONS: Final = {
    Suspicion.SAME_FIGURE: "same unusual figure, no earlier, with no declared origin",
    Suspicion.SAME_WORDS: "same words, no earlier, with no declared origin",
    Suspicion.SAME_STATEMENT: "same speaker, day and figure, not linked",
}


#: What a flag of opposition says of claims.
_OPPOSED: Final[Mapping[Flag, str]] = {
    Flag.DENIED_BY_PARTY: "denied by a side that has a stake and gives no reason",
    Flag.CONTESTED: "contested",
    Flag.TENSION: "in tension with another figure",
    Flag.ALTERNATIVE_EXPLAINED: "explained in another way",
}


@attrs.frozen
class Narrator:
    """Tells what follows about one question, in the words and names of a dataset.

    Attributes:
        question: The question.
        wording: What the records of the dataset are called.
        counts: A mapping from reading and claim id to the count that the claim is taken for.
    """

    question: Question
    wording: Wording
    counts: Mapping[Reading, Mapping[str, Count]]

    def bounds(self, bounds: Bounds, as_of: date | None) -> Iterator[Sentence]:
        """What the claims allow at least and at most."""
        yield self._floor(bounds, as_of)
        yield self._ceiling(bounds, as_of)
        yield from self._sums(bounds)

    def scope(self, scope: Scope, bounds: Bounds) -> Sentence:
        """What the claims allow in one scope, which is compared with no other."""
        dataset = self.wording.dataset
        item, shipment = dataset.items[scope.item], dataset.shipments[scope.shipment]
        what = f"{item.names.main}, {shipment.names.main}, {say_days(*window(scope.window))}"
        text = f"{self.amount(bounds.range)}: {what}"
        return self._stated("scope", text, bounds.ids, _caution(bounds))

    def no_sum(self) -> Sentence:
        """Why floors are not added although they should be where they can."""
        why = "a share or the like is no amount"
        if self.question.measure not in OF_ONE_SCOPE:
            why = "what counts in one window may count in the next"
        if not self.wording.dataset.alternatives.keys().isdisjoint(self.counts[Reading.LITERAL]):
            why = "figures that were said with an “or” exclude one another"
        return Sentence("sum", f"no floors of different windows are added: {why}")

    def _floor(self, bounds: Bounds, as_of: date | None) -> Sentence:
        floor = bounds.range.floor
        if not floor.lower and not floor.lower_open:
            return Sentence("floor", f"{_no_claim(bounds)} sets a floor above zero{_by(as_of)}")
        text = f"{self.amount(floor)}{_by(as_of)}"
        return self._stated("floor", text, bounds.lower_by, _caution(bounds))

    def _ceiling(self, bounds: Bounds, as_of: date | None) -> Sentence:
        if bounds.range.upper is None:
            return Sentence("ceiling", f"{_no_claim(bounds)} sets a ceiling{_by(as_of)}")
        text = f"{self.amount(bounds.range.ceiling)}{_by(as_of)}"
        return self._stated("ceiling", text, bounds.upper_by, _caution(bounds))

    def _stated(self, topic: Topic, text: str, ids: tuple[str, ...], tail: str = "") -> Sentence:
        """A sentence on an amount, with the words of doubt of the claims it rests on."""
        return Sentence(topic, f"{text}{after(' ', self.wording.doubt(ids))}{tail}", ids=ids)

    def _sums(self, bounds: Bounds) -> Iterator[Sentence]:
        """The floors and the ceilings that were added, or that come to too much or too little."""
        unit = self.question.unit
        for summands, by, end, excess, where in (
            (
                bounds.summands,
                bounds.lower_by,
                "floor",
                "exceeds the ceiling",
                "windows or parts that do not overlap",
            ),
            (
                bounds.upper_summands,
                bounds.upper_by,
                "ceiling",
                "stays below the floor",
                "parts that are all there is",
            ),
        ):
            ids = tuple(part.id for part in summands)
            is_used = ids == by
            what = f"the {end} is a sum" if is_used else f"a sum {excess} and is not used, one"
            parts = " and ".join(
                f"{say_range(part.amount, unit)} {say_days(part.first, part.last)} "
                f"({part.id}){after(' ', self.wording.doubt([part.id]))}"
                for part in summands
            )
            if summands:
                yield Sentence("sum", f"{what} over {where}: {parts}", ids=ids)

    def scenarios(
        self, scenarios: Iterable[Scenario], uncontradicted: Bounds
    ) -> Iterator[Sentence]:
        """What follows if one side of a conflict is right, and what follows whichever is."""
        told = list(scenarios)
        contested = {own_id for scenario in told for own_id in scenario.left_out}
        if len(told) < 2:
            return
        for scenario in told:
            ids = tuple(own_id for own_id in scenario.kept if own_id in contested)
            names = list(dict.fromkeys(map(self.wording.speaker, ids)))
            verb = "is" if len(names) == 1 else "are"
            amount = "" if scenario.bounds is None else self.amount(scenario.bounds.range)
            text = (
                f"if {' and '.join(names)} {verb} right: {amount}, "
                f"leaving out {', '.join(scenario.left_out)}"
            )
            yield self._stated("scenario", text, ids)
        text = f"whichever side is right: {self.amount(uncontradicted.range)}"
        yield self._stated("uncontradicted", text, uncontradicted.ids)

    def robustness(self, robustness: Iterable[Without], bounds: Bounds) -> Iterator[Sentence]:
        """What is left without an origin, or a claim where another of its origin stays."""
        told: set[Range] = {bounds.range}
        for each in sorted(robustness, key=lambda each: each.origin is None):
            left = each.bounds.range
            if left not in told:
                told.add(left)
                who = each.left_out[0] if each.origin is None else self.wording.source(each.origin)
                if left == Range.anything():
                    text, ids = f"without {who}: no bound", each.left_out
                    yield Sentence("robustness", text, ids=ids)
                else:
                    text, ids = f"without {who}: {self.amount(left)}", each.bounds.ids
                    yield self._stated("robustness", text, ids)

    def open_point(self, point: OpenPoint) -> Sentence:
        """What a fact that no claim states would settle."""
        told = f"{self.wording.speaker(point.claims[0])} ({self.wording.words(point.claims[0])})"
        match point.field:
            case "period.start":
                start = point.meant.start.latest if point.meant else None
                began = f"on {say_day(start)}" if start else "with the rest"
                text = f"if the count of {told} began {began}: {_what(point, 'it ')}"
            case "period.end":
                end = point.meant.end.latest if point.meant else None
                ended = f"ran to {say_day(end)}" if end else "runs on"
                text = f"if the count of {told} {ended}: {_what(point, 'it ')}"
            case "repeats":
                text = f"if {' and '.join(point.claims)} are one statement: {point.effect}"
            case _:
                words = self.wording.words(point.claims[0])
                text = f"if who is behind {words} goes back to no other: {point.effect}"
        return Sentence("open", text, ids=point.claims)

    def agreement(self, agreement: Agreement, as_of: date) -> Sentence:
        """How far the claims about the whole by the latest day agree."""
        by = f"claims that reach to {say_day(as_of)}"
        if agreement.intersection is not None:
            amount = say_range(agreement.intersection, self.question.unit)
            (everybody,) = agreement.subsets
            return self._stated("agreement", f"the {by} all allow {amount}", everybody)
        most = max(plateau.origins for plateau in agreement.profile)
        best = [plateau for plateau in agreement.profile if plateau.origins == most]
        amounts = " or ".join(say_range(each, self.question.unit) for each in _joined(best))
        return self._stated(
            "agreement",
            f"no amount suits all {by}: at most {count_of(most, 'origin')} "
            f"{'allows' if most == 1 else 'allow'} any, {amounts}",
            tuple(sorted({own_id for plateau in best for own_id in plateau.ids})),
        )

    def origins(self, origins: Origins) -> Sentence:
        """Who stands behind the claims used, and what all ways from them pass."""
        ids = {own_id for claims in origins.by_origin.values() for own_id in claims}
        ids.update(origins.ungrounded)
        if not ids:
            return Sentence("origins", "no claim is used")
        text = f"{count_of(ids, 'claim')} used, {self.wording.origins(origins)}"
        return Sentence("origins", text, ids=tuple(sorted(ids)))

    def caveats(self, bounds: Bounds, disputes: Iterable[Dispute]) -> Iterator[Sentence]:
        """What the speakers of the claims that set the bounds say against them themselves."""
        bounding = set(bounds.ids)
        claims: Mapping[str, Claim] = self.wording.dataset.claims
        for found in disputes:
            for caveat in found.caveats if found.claim in bounding else ():
                speaker = self.wording.speaker(caveat)
                text = f"{speaker}'s own caveat: {claims[caveat].summary}"
                yield Sentence("caveat", text.removesuffix("."), ids=(caveat, found.claim))

    def disputes(self, disputes: Iterable[Dispute], used: Iterable[str]) -> Iterator[Sentence]:
        """Who opposes what, a sentence for each flag of opposition that is raised.

        Clashes are left to the sentences that tell them.
        """
        counted = set(used)
        for flag, met in _opposition(disputes, counted).items():
            figures = [own_id for own_id in met if own_id in counted]
            named = figures if len(figures) <= MOST_NAMED else [count_of(figures, "claim")]
            if len(met) > len(figures):
                named.append(count_of(len(met) - len(figures), "other statement"))
            text = f"{_OPPOSED[flag]}: {' and '.join(named)}"
            yield Sentence("dispute", text, ids=tuple(sorted({*chain.from_iterable(met.values())})))

    def echo(self, echo: Echo) -> Sentence:
        """What changed in passing on."""
        changes = "; ".join(map(str, echo.changes))
        dataset = self.wording.dataset
        publisher = dataset.documents[dataset.claims[echo.claim].document].publisher
        text = f"changed on the way to {self.wording.source(publisher)}: {changes}"
        return Sentence("echo", text, ids=(echo.claim, echo.of))

    def hint(self, hint: Hint) -> Sentence:
        """What may be an echo although nothing links it."""
        return Sentence(
            "hint", f"perhaps one origin: {_SUSPICIONS[hint.suspicion]}", ids=hint.claims
        )

    def uncounted(self, uncounted: Mapping[Uncounted, int]) -> Iterator[Sentence]:
        """How many claims do not count towards the question, by sorts of reasons."""
        told = [f"{uncounted[kind]:,} {kind.value}" for kind in Uncounted if uncounted.get(kind)]
        if told:
            number = count_of(sum(uncounted.values()), "claim")
            yield Sentence("uncounted", f"{number} not counted: {', '.join(told)}")

    def amount(self, amount: Range) -> str:
        """An amount with what the question counts, and what became of it."""
        return self.wording.amount(amount, self.question)


def _what(point: OpenPoint, it: str) -> str:
    """What would follow, the claim itself being what contradicts others."""
    return it + point.effect if point.contradictions else point.effect


def _no_claim(bounds: Bounds) -> str:
    return "no claim that every largest set keeps" if bounds.is_cautious else "no claim"


def _caution(bounds: Bounds) -> str:
    """What to know of the claims that the bounds rest on."""
    if bounds.is_cautious:
        return ", from the claims that every largest set keeps"
    return ", from a claim that clashes with another" if bounds.is_contested else ""


def _by(as_of: date | None) -> str:
    return "" if as_of is None else f" by {say_day(as_of)}"


def _joined(plateaus: Iterable[Plateau]) -> list[Range]:
    """The ranges of plateaus, those that touch as one."""
    joined: list[Range] = []
    for plateau in plateaus:
        touches = bool(joined) and joined[-1].upper == plateau.range.lower
        joined.append(joined.pop().hull(plateau.range) if touches else plateau.range)
    return joined


def _opposition(
    disputes: Iterable[Dispute], counted: set[str]
) -> dict[Flag, dict[str, tuple[str, ...]]]:
    """Who opposes which claim, but for claims that are counted.

    Returns:
        A mapping from flag of opposition, in the order of flags, and claim to the ids of those
        that raise the flag.
    """
    found: dict[Flag, dict[str, tuple[str, ...]]] = {}
    for dispute in disputes:
        for flag, reasons in dispute.flags.items():
            ids = chain.from_iterable(reason.ids for reason in reasons)
            answers = tuple(own_id for own_id in ids if own_id not in counted)
            if flag.axis is Axis.OPPOSITION and answers:
                found.setdefault(flag, {})[dispute.claim] = answers
    return {flag: found[flag] for flag in Flag if flag in found}
