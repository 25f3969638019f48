"""`review`: what a dataset may hold, and what deserves a second look all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import chain
from typing import Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.integrity import in_order
from dprk_transfers.model.records import Record
from dprk_transfers.model.shipment import Vessel
from dprk_transfers.reconciliation.days import answered_early, one_day_totals, reworded, too_late
from dprk_transfers.reconciliation.disputes import Disputes
from dprk_transfers.reconciliation.provenance.hints import Suspicion, find_hints
from dprk_transfers.reconciliation.provenance.origins import Level, Provenance
from dprk_transfers.reconciliation.relevance import Relevance
from dprk_transfers.reconciliation.remark import Remark, remark_on
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.unit import is_counted

__all__ = ["review"]


def review(dataset: Dataset) -> tuple[Remark, ...]:
    """Find what no rule forbids and a careful reader would look at again.

    - **Words and days**: the words of a period or of the day it was said, read relative to the day
      of the page or of the utterance, surely mean another. Words without an end of their own
      (“since August”) are held to their start, and words that name one time (“in August”) may be
      either end.
    - **Days**: said, or over with (moved, produced, used, examined), after it was printed; or an
      answer older than what it names.
    - **Totals** over a month, a season or a year, which is one day in it and not the whole.
    - **Tellings**: one statement twice in one document, and what `find_hints` finds.
    - **Answers** that assert: a claim that names what it is about, and whose stance is asserts.
    - **Left out**: a claim that no answer shows, since it is about nothing that a question asks.
    - **Shares** as totals, or under another measure.
    - **Units** that one claim alone uses, that its item does not state, and that stand beside
      another on the same goods or are spelt much like one.
    - **Names** that two records of one kind share; ships are told apart by their IMO numbers.

    Args:
        dataset: A dataset whose `validate` finds nothing.

    Returns:
        The remarks, sorted by kind, record and path; none of them makes a dataset invalid.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> remark = next(each for each in review(book) if each.record == "claims/kj4-ships")
        >>> remark.path, book.claims["kj4-ships"].note is not None
        ('$.shipment', True)
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    return in_order(chain.from_iterable(find(dataset) for find in _FINDERS))


def _told_twice(dataset: Dataset) -> Iterator[Remark]:
    """Statements that one document has twice, where neither is said to be the other."""
    grounds = Provenance(dataset, Level.SOURCE).grounds
    groups: dict[object, list[Claim]] = {}
    for claim in dataset.claims.values():
        groups.setdefault(_statement(claim), []).append(claim)
    for first, *others in groups.values():
        for other in others:
            if set(grounds(first.id)).isdisjoint(grounds(other.id)):
                yield remark_on(
                    other,
                    "$.document",
                    f"has this statement twice, also as {first.id}",
                    other.document,
                    "keep one of them",
                )


def _statement(claim: Claim) -> object:
    """What two claims have in common that are one statement in one document."""
    quantity = claim.quantity
    return (
        (claim.document, claim.speaker, claim.stance, claim.about),
        (claim.shipment, claim.item, claim.measure, claim.period),
        (quantity.unit, quantity.range()) if quantity else claim.summary.casefold(),
    )


#: What two claims have in common that may be one, for each reason to think so.
_IN_COMMON: Final = {
    Suspicion.SAME_FIGURE: "state the same unusual figure as",
    Suspicion.SAME_WORDS: "are the same as those of",
    Suspicion.SAME_STATEMENT: "state the same figure, said by one speaker on one day, as",
}


def _unlinked(dataset: Dataset) -> Iterator[Remark]:
    """Figures that may be told again, where nothing says so."""
    for hint in find_hints(dataset):
        first, later = (dataset.claims[own_id] for own_id in hint.claims)
        # Of one speaker in one document, a recorder saw both: `_told_twice` looks at them.
        is_seen = hint.suspicion is Suspicion.SAME_STATEMENT and first.document == later.document
        if later.quantity is not None and not is_seen:
            yield remark_on(
                later,
                "$.quantity.words",
                f"{_IN_COMMON[hint.suspicion]} {first.id}, and nothing links the two",
                later.quantity.words,
                "if it tells that again, name it in repeats",
            )


def _asserting(dataset: Dataset) -> Iterator[Remark]:
    """Claims that answer others and don't say how."""
    for claim in dataset.claims.values():
        if claim.about and claim.stance is Stance.ASSERTS:
            yield remark_on(
                claim,
                "$.stance",
                f"is that of no answer, and the claim is about {', '.join(claim.about)}",
                claim.stance.value,
                "say what it does, or name what it draws on in rests_on",
            )


def _left_out(dataset: Dataset) -> Iterator[Remark]:
    """Claims that no answer shows."""
    relevance = Relevance(dataset, Level.SOURCE)
    disputes = Disputes(relevance)
    for claim in dataset.claims.values():
        if claim.stance is Stance.ASSERTS:
            yield from (
                _uncounted(relevance, claim) if claim.quantity else _unasked(relevance, claim)
            )
        elif not claim.about and not any(
            disputes.meets(claim, other) for other in dataset.claims.values()
        ):
            yield remark_on(
                claim,
                "$.about",
                f"names no claim, and its shipment, item and measure hold none: {_NO_ANSWER}",
                claim.about,
                "name what it answers, or give it a wider scope",
            )


_NO_ANSWER: Final = "no answer shows it"


def _uncounted(relevance: Relevance, claim: Claim) -> Iterator[Remark]:
    """A figure that counts towards no question, or towards no day."""
    if relevance.questions[claim.id] is None:
        yield remark_on(
            claim,
            "$.shipment",
            f"does not say from whom and to whom: {_NO_ANSWER}",
            claim.shipment,
            "give the shipment a supplier and a recipient",
        )
    elif claim.extent is Extent.PART and claim.period is None and not _last_day(relevance, claim):
        yield remark_on(
            claim,
            "$.period",
            f"is not known, nor the day it was said: {_NO_ANSWER}",
            ...,
            "state the period, or when the document was published",
        )


def _last_day(relevance: Relevance, claim: Claim) -> date | None:
    """The day by which a claim was said, if it is known."""
    said = relevance.dataset.date_of(claim)
    return None if said is None else said.latest


def _unasked(relevance: Relevance, claim: Claim) -> Iterator[Remark]:
    """A statement without a figure, about nothing that a figure is about."""
    if not _is_asked(relevance, claim):
        name = "shipment" if claim.item is None or claim.shipment is None else "item"
        value = getattr(claim, name)
        is_wrong = "is missing" if value is None else "is none that any figure is about"
        yield remark_on(
            claim,
            f"$.{name}",
            f"{is_wrong}: {_NO_ANSWER}",
            ... if value is None else value,
            "name what it is about, or say in the note what it is for",
        )


def _is_asked(relevance: Relevance, claim: Claim) -> bool:
    """Whether a statement is about what a question asks, or else about a place or a vessel."""
    dataset = relevance.dataset
    if claim.shipment is None:
        return claim.item is None and bool(claim.locations or claim.vessels)
    if claim.item is not None:
        return any(relevance.concerns(claim, question) for question in dataset.by_question)
    shipment = dataset.shipments[claim.shipment]
    parties = (shipment.supplier, shipment.recipient)
    return any((asked.supplier, asked.recipient) == parties for asked in dataset.by_question)


#: Units that say how much of a whole, and measures that may be told in them.
_FRACTIONS: Final = frozenset({"percent", "share"})
_FRACTIONAL: Final = frozenset({Measure.SHARE, Measure.OTHER})


def _summed_shares(dataset: Dataset) -> Iterator[Remark]:
    """Shares that are recorded as amounts."""
    for claim in dataset.claims.values():
        figure = claim.figure
        if figure is None:
            continue
        if figure.quantity.unit in _FRACTIONS and figure.measure not in _FRACTIONAL:
            yield remark_on(
                claim,
                "$.measure",
                f"is an amount, counted in {figure.quantity.unit}",
                figure.measure.value,
                "a part of a whole has the measure share, a rise or fall other",
            )
        elif figure.measure is Measure.SHARE and figure.extent is Extent.TOTAL:
            yield remark_on(
                claim,
                "$.extent",
                "is that of an amount, and the measure is share",
                figure.extent.value,
                "a share that holds for a time has the extent rate",
            )


def _lone_units(dataset: Dataset) -> Iterator[Remark]:
    """Units that one claim alone uses, and that may be meant for another."""
    figures = ((claim, claim.figure) for claim in dataset.claims.values())
    counted = [
        (claim, figure.item, figure.quantity.unit)
        for claim, figure in figures
        if figure is not None and is_counted(figure.quantity.unit)
    ]
    uses = Counter(unit for _, _, unit in counted)
    known = {*uses, *chain.from_iterable(item.units for item in dataset.items.values())}
    in_use: dict[str, set[str]] = {}
    for _, item, unit in counted:
        in_use.setdefault(item, set()).add(unit)
    for claim, item, unit in counted:
        if uses[unit] == 1 and unit not in dataset.items[item].units:
            beside = chain.from_iterable(
                units for other, units in in_use.items() if dataset.items_related(other, item)
            )
            alike = get_close_matches(unit, sorted(known), cutoff=_SPELT_ALIKE)
            others = sorted({*beside, *alike} - {unit})
            if others:
                yield remark_on(
                    claim,
                    "$.quantity.unit",
                    f"is used by no other claim, beside {', '.join(others)}",
                    unit,
                    "write that of the others, or state it as the unit of the item",
                )


#: Likeness from which one word may be the other misspelt: `missile` and `missiles`, but not `ships`
#: and `trips`.
_SPELT_ALIKE: Final = 0.85


def _namesakes(dataset: Dataset) -> Iterator[Remark]:
    """Records of one kind that share a name; of the names that two share, the first is told."""
    for kind, records in dataset.tables.items():
        holders: dict[str, Record] = {}
        for record in records.values():
            told = {record.id}
            for path, name in _names(record):
                other = holders.setdefault(" ".join(name.casefold().split()), record)
                if other.id not in told and not _is_told_apart(record, other):
                    told.add(other.id)
                    yield Remark(
                        path,
                        f"is also a name of {kind}/{other.id}",
                        value=name,
                        record=f"{kind}/{record.id}",
                        hint="; if the two are one, keep one of them",
                    )


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """The names of a record, each with its path."""
    names: Mapping[str, tuple[str, ...]] = getattr(record, "names", {})
    for tag, forms in names.items():
        for index, form in enumerate(forms):
            yield f"$.names.{tag}[{index}]", form


def _is_told_apart(*records: Record) -> bool:
    """Whether records are vessels with an IMO number each."""
    return all(isinstance(record, Vessel) and record.imo is not None for record in records)


#: What finds the remarks of each sort.
_FINDERS: Final[tuple[Callable[[Dataset], Iterable[Remark]], ...]] = (
    reworded,
    too_late,
    answered_early,
    one_day_totals,
    _told_twice,
    _unlinked,
    _asserting,
    _left_out,
    _summed_shares,
    _lone_units,
    _namesakes,
)
