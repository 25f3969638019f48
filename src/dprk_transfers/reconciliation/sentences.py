"""Sentences: what follows from the record in plain words, each with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.model.claim import Claim, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import Dispute
from dprk_transfers.reconciliation.flags import Axis, Flag
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint
from dprk_transfers.reconciliation.provenance.origins import Origins, origin_name
from dprk_transfers.totals.agreement import Agreement
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import Count, Window
from dprk_transfers.totals.tally import Conflict
from dprk_transfers.values.english import say_day, say_range
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span

__all__ = [
    "MEASURED",
    "Sentence",
    "Teller",
    "say_origins",
]

#: What a measure says of its amounts.
MEASURED: Final[Mapping[Measure, str]] = MappingProxyType(
    {
        Measure.MOVED: "moved",
        Measure.CAPACITY: "that could be held",
        Measure.PLANNED: "planned",
        Measure.PRODUCED: "produced",
        Measure.USED: "used",
        Measure.EXAMINED: "examined",
        Measure.REQUESTED: "requested",
        Measure.SHARE: "as a share",
        Measure.OTHER: "otherwise measured",
    }
)


@attrs.frozen
class Sentence:
    """Something that follows, in words, and the claims it rests on.

    Attributes:
        about: What it tells of: `floor`, `ceiling`, `sum`, `contradiction`, `tension`, `side`,
            `undisputed`, `agreement`, `origins`, `caveat`, `dispute`, `echo` or `hint`.
        text: The sentence, without a full stop.
        ids: Ids of the claims it rests on, in the order in which the sentence speaks of them.

    Examples:
        >>> print(Sentence("floor", "at least 1,600 containers moved", ids=("rbc-headline",)))
        at least 1,600 containers moved [rbc-headline]
    """

    about: str
    text: str
    ids: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def __str__(self) -> str:
        return f"{self.text} [{', '.join(self.ids)}]" if self.ids else self.text


#: Most claims that a sentence names one by one where there may be hundreds.
_MOST_NAMED: Final = 6


@attrs.frozen
class Teller:
    """Tells what follows about one question, in the words and names of a dataset.

    Attributes:
        question: The question.
        dataset: The dataset that the claims are in.
        counts: Claim by claim, the count that it is taken for, in each reading.
    """

    question: Question
    dataset: Dataset
    counts: Mapping[Reading, Mapping[str, Count]]

    def bounds(self, bounds: Bounds, as_of: date | None) -> Iterator[Sentence]:
        """What the claims allow at least and at most."""
        by = "" if as_of is None else f" by {say_day(as_of)}"
        caution = ", from the claims that every largest set keeps" if bounds.is_cautious else ""
        none = "no claim that every largest set keeps" if bounds.is_cautious else "no claim"
        lower, upper = bounds.range.lower, bounds.range.upper
        if not lower and not bounds.range.lower_open:
            yield Sentence("floor", f"{none} sets a floor above zero{by}")
        else:
            least = self.amount(Range(lower, None, lower_open=bounds.range.lower_open))
            yield Sentence("floor", f"{least}{by}{caution}", ids=bounds.lower_by)
        if upper is None:
            yield Sentence("ceiling", f"{none} sets a ceiling{by}")
        else:
            most = self.amount(Range(None, upper, upper_open=bounds.range.upper_open))
            yield Sentence("ceiling", f"{most}{by}{caution}", ids=bounds.upper_by)
        if bounds.summands:
            parts = " and ".join(
                f"{say_range(part.amount, self.question.unit)} {_from(part.first, part.last)} "
                f"({part.id})"
                for part in bounds.summands
            )
            what = "the floor is a sum"
            if bounds.is_overfull:
                what = "a sum exceeds the ceiling and is not used, one"
            yield Sentence(
                "sum",
                f"{what} over windows that do not overlap: {parts}",
                ids=tuple(part.id for part in bounds.summands),
            )

    def contradiction(self, conflict: Conflict) -> Sentence:
        """Why two claims cannot both be true."""
        return self._clash("contradiction", conflict)

    def tension(self, conflict: Conflict) -> Sentence:
        """Why two claims cannot both be true as they are usually taken, and how they still can."""
        told = self._clash("tension", conflict)
        return attrs.evolve(told, text=f"{told.text}; both stand {self._both_stand(conflict)}")

    def side(self, kept: Iterable[str], left_out: Iterable[str], bounds: Bounds) -> Sentence:
        """What follows if one side of a dispute is right."""
        ids = tuple(kept)
        names = list(dict.fromkeys(map(self.speaker, ids)))
        tellers, verb = " and ".join(names), "is" if len(names) == 1 else "are"
        others = ", ".join(left_out)
        text = f"if {tellers} {verb} right: {self.amount(bounds.range)}, leaving out {others}"
        return Sentence("side", text, ids=ids)

    def undisputed(self, bounds: Bounds) -> Sentence:
        """What follows whichever side is right."""
        text = f"whichever side is right: {self.amount(bounds.range)}"
        ids = tuple(dict.fromkeys((*bounds.lower_by, *bounds.upper_by)))
        return Sentence("undisputed", text, ids=ids)

    def agreement(self, agreement: Agreement, as_of: date) -> Sentence:
        """How far the claims about the whole by the latest day agree."""
        most = max(plateau.origins for plateau in agreement.profile)
        best = [plateau for plateau in agreement.profile if plateau.origins == most]
        ids = tuple(sorted({own_id for plateau in best for own_id in plateau.ids}))
        joined: list[Range] = []
        for each in best:
            touches = joined and joined[-1].upper == each.range.lower
            if touches:
                joined[-1] = joined[-1].hull(each.range)
            else:
                joined.append(each.range)
        amounts = " or ".join(say_range(each, self.question.unit) for each in joined)
        if agreement.intersection is not None:
            amounts = say_range(agreement.intersection, self.question.unit)
            text = f"the claims that reach to {say_day(as_of)} all allow {amounts}"
            (everybody,) = agreement.subsets
            return Sentence("agreement", text, ids=everybody)
        return Sentence(
            "agreement",
            f"no amount suits all claims that reach to {say_day(as_of)}: at most "
            f"{_several(most, 'origin')} of them allow one, {amounts}",
            ids=ids,
        )

    def origins(self, origins: Origins) -> Sentence:
        """Who stands behind the claims used, and what all ways from them pass."""
        ids = {own_id for claims in origins.claims.values() for own_id in claims}
        ids.update(origins.ungrounded)
        if not ids:
            return Sentence("origins", "no claim is used")
        told = say_origins(origins, self.dataset)
        text = f"{_several(len(ids), 'claim')} used, {told}"
        return Sentence("origins", text, ids=tuple(sorted(ids)))

    def caveats(self, bounds: Bounds, disputes: Iterable[Dispute]) -> Iterator[Sentence]:
        """What the speakers of the claims that set the bounds say against them themselves."""
        bounding = {*bounds.lower_by, *bounds.upper_by}
        for found in disputes:
            for caveat in found.caveats if found.claim in bounding else ():
                text = f"{self.speaker(caveat)}'s own caveat: {self.dataset.claims[caveat].summary}"
                yield Sentence("caveat", text.removesuffix("."), ids=(caveat, found.claim))

    def disputes(self, disputes: Iterable[Dispute], used: Iterable[str]) -> Iterator[Sentence]:
        """Who opposes what, a sentence for each flag of opposition that is raised.

        Clashes are left to the sentences that tell them.
        """
        counted = set(used)
        raised: dict[Flag, dict[str, tuple[str, ...]]] = {}
        for found in disputes:
            for flag, reasons in found.flags.items():
                ids = tuple(chain.from_iterable(each.ids for each in reasons))
                answers = tuple(own_id for own_id in ids if own_id not in counted)
                if flag.axis is Axis.OPPOSITION and answers:
                    raised.setdefault(flag, {})[found.claim] = answers
        for flag in filter(raised.__contains__, Flag):
            met = raised[flag]
            figures = [own_id for own_id in met if own_id in counted]
            named = figures if len(figures) <= _MOST_NAMED else [_several(len(figures), "claim")]
            if len(met) > len(figures):
                named.append(_several(len(met) - len(figures), "other statement"))
            text = f"{flag.value.replace('_', ' ')}: {' and '.join(named)}"
            yield Sentence("dispute", text, ids=tuple(sorted({*chain.from_iterable(met.values())})))

    def echo(self, echo: Echo) -> Sentence:
        """What changed in passing on."""
        changes = "; ".join(map(str, echo.changes))
        document = self.dataset.documents[self.dataset.claims[echo.claim].document]
        text = f"changed on the way to {self.source(document.publisher)}: {changes}"
        return Sentence("echo", text, ids=(echo.claim, echo.of))

    def hint(self, hint: Hint) -> Sentence:
        """What may be an echo although nothing links it."""
        return Sentence("hint", f"perhaps one origin: {hint.suspicion.value}", ids=hint.claims)

    def amount(self, amount: Range) -> str:
        """An amount with its unit and measure."""
        said = say_range(amount, self.question.unit)
        if amount == Range.anything():
            said = f"{said} of"
        return f"{said} {self.question.unit.replace('-', ' ')} {MEASURED[self.question.measure]}"

    def source(self, source_id: str) -> str:
        """The main name of a source, or of what is none, such as a bloc, the id."""
        return origin_name(source_id, self.dataset)

    def speaker(self, claim_id: str) -> str:
        """The main name of the speaker of a claim."""
        return self.source(self.dataset.claims[claim_id].speaker)

    def _told(self, claim_id: str) -> str:
        claim: Claim = self.dataset.claims[claim_id]
        words = f" (“{claim.quantity.words}”)" if claim.quantity else ""
        return f"{self.speaker(claim_id)}{words}"

    def _clash(self, name: str, conflict: Conflict) -> Sentence:
        unit = self.question.unit
        counts = self.counts[Reading.LITERAL if name == "contradiction" else Reading.TYPICAL]
        floor = counts[conflict.floor_id].range
        ceiling = counts[conflict.ceiling_id].range
        least = say_range(Range(floor.lower, None, lower_open=floor.lower_open), unit)
        most = say_range(Range(None, ceiling.upper, upper_open=ceiling.upper_open), unit)
        times = "" if conflict.ratio is None else f", {_times(conflict.ratio)} as many"
        text = (
            f"{self._told(conflict.floor_id)} needs {least} {_within(conflict.floor_window)}, and "
            f"{self._told(conflict.ceiling_id)} allows {most} "
            f"{_within(conflict.ceiling_window)} around it: {_number(conflict.difference)} too "
            f"many{times}"
        )
        return Sentence(name, text, ids=(conflict.floor_id, conflict.ceiling_id))

    def _both_stand(self, conflict: Conflict) -> str:
        """What would have to be true for both claims of a tension to be true."""
        ways: list[str] = []
        literal = self.counts[Reading.LITERAL]
        floor, ceiling = literal[conflict.floor_id], literal[conflict.ceiling_id]
        if _fit(floor.range, ceiling.range):
            ways.append("if their words are meant as loosely as they can be")
        difference = conflict.difference
        more = f"{_number(difference)} or more" if difference else "some"
        first, last = conflict.floor_window or (None, None)
        start, end = ceiling.period.start, ceiling.period.end
        if _may_be_after(start, first):
            began = "" if start.latest is None else f", {say_day(start.latest)} at the latest"
            since = "" if first is None else f" from {say_day(first)} on,"
            ways.append(
                f"if {more} moved{since} before the count of {self.speaker(ceiling.id)} "
                f"began{began}"
            )
        if _may_be_before(end, last):
            ended = "" if end.earliest is None else f", {say_day(end.earliest)} at the earliest"
            ways.append(
                f"if {more} moved after the count of {self.speaker(ceiling.id)} ended{ended}"
            )
        return ", or ".join(ways)


def say_origins(origins: Origins, dataset: Dataset) -> str:
    """How many independent origins stand behind claims, who, and what all ways from them pass."""
    source = partial(origin_name, dataset=dataset)
    told = [_several(origins.count, "independent origin")]
    if origins.claims:
        told[0] += f": {', '.join(map(source, origins.claims))}"
    if len(origins.claims) > origins.count or (origins.count == 1 and origins.cut.claims):
        hands = [
            *map(source, origins.cut.sources),
            *(f"{source(dataset.claims[own].speaker)} in {own}" for own in origins.cut.claims),
        ]
        told.append(f"every way from there passes {' or '.join(hands)}")
    told += (f"{' and '.join(circle)} rest on one another" for circle in origins.circular)
    return "; ".join(told)


def _fit(floor: Range, ceiling: Range) -> bool:
    """Whether some number is above the lower end of one range and below the upper of another."""
    above = Range(floor.lower, None, lower_open=floor.lower_open)
    below = Range(None, ceiling.upper, upper_open=ceiling.upper_open)
    return above & below is not None


def _may_be_after(start: Span, day: date | None) -> bool:
    """Whether a start that is not open may be later than a day."""
    if start.is_open:
        return False
    return start.latest is None or day is None or start.latest > day


def _may_be_before(end: Span, day: date | None) -> bool:
    """Whether an end that is not open may be earlier than a day."""
    if end.is_open:
        return False
    return end.earliest is None or day is None or end.earliest < day


def _within(window: Window | None) -> str:
    return "" if window is None else _from(*window)


def _from(first: date | None, last: date | None) -> str:
    """A window of days, as people say it."""
    if first is None:
        return "at any time" if last is None else f"up to {say_day(last)}"
    if last is None:
        return f"from {say_day(first)} on"
    return f"on {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"


def _number(number: Number) -> str:
    return str(Range.exactly(number))


def _times(ratio: Number) -> str:
    """A ratio to two decimals, cut, with a word that says so where it was cut."""
    hundredths = int(ratio * 100)
    exact = hundredths == ratio * 100
    digits = f"{hundredths // 100:,}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    return f"{digits} times" if exact else f"more than {digits} times"


def _several(count: int, name: str) -> str:
    return f"{count:,} {name}" + ("" if count == 1 else "s")
