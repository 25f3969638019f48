"""`to_rows`: claims as flat rows, which tables of any kind take as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.records import find
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import Disputes
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.relevance import Relevance
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["COLUMNS", "USE", "Cell", "Ledger", "Row", "to_rows"]

#: What a row holds: a whole number as such, a fraction as text, days as ISO 8601 writes them, and
#: `None` where nothing is stated.
Cell = str | int | bool | None

#: A claim by the names of what is told of it, the same names in every row.
Row = dict[str, Cell]

#: The names of what is told of every claim.
COLUMNS: Final = (
    "claim",
    "question",
    "stance",
    "speaker",
    "speaker_name",
    "via",
    "origin",
    *("said", "said_first", "said_last"),
    *("period", "period_first", "period_last"),
    "words",
    *("lower", "lower_open", "upper", "upper_open"),
    *("usual_lower", "usual_lower_open", "usual_upper", "usual_upper_open"),
    "unit",
    "doubt",
    "measure",
    "extent",
    "item",
    "shipment",
    "document",
    "publisher",
    "address",
    "summary",
    "status",
)

#: The names of what is told of it beside that in an answer.
USE: Final = ("used", "why_not")


def to_rows(dataset: Dataset, claims: Claim | str | Iterable[Claim | str]) -> list[Row]:
    """Claims as flat rows, in the order given: for pandas, polars, or a file of CSV.

    A row tells who says what, where and when; the words of the figure and of doubt; both ends of
    what the words can bear (`lower`, `upper`) and of what they are usually taken to mean
    (`usual_lower`, `usual_upper`), and whether these ends are left out; and how the claim stands.
    Several ids in a cell are separated by spaces. Amounts are exact: whole numbers as such, and
    fractions as text (`"5/2"`), so that a column of both wants `infer_schema_length=None` of
    polars. `Answer.to_rows` and `Reconciliation.to_rows` also tell which claims are used.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        claims: The claims, such as those that `select` gives, each as such or by its id; one alone
            needs no list.

    Raises:
        LookupError: If the dataset has no such claim.

    Examples:
        >>> from dprk_transfers import load_casebook, select
        >>> book = load_casebook()
        >>> (row,) = to_rows(book, ["asialive-containers"])
        >>> row["speaker"], row["said"], row["words"], row["lower"], row["upper"]
        ('us-government', '2023-10-13', 'over 1,000 containers', 1001, None)
        >>> row["status"]
        'denied_by_party'
        >>> found = select(book, document="rbc-20231129", item="missiles")
        >>> [(row["item"], row["words"], row["doubt"]) for row in to_rows(book, found)]
        [('short-range-missiles', None, 'possibly')]
    """
    check_kind(Dataset, dataset, "dataset")
    ledger = Ledger(dataset, Level.ORGANISATION)
    asked = [claims] if isinstance(claims, Claim | str) else claims
    return [ledger.row(find(dataset.claims, claim, Claim)) for claim in asked]


@attrs.frozen
class Ledger:
    """The claims of a dataset, and what is known of each, worked out when it is first asked for.

    Attributes:
        dataset: A dataset whose `validate` finds nothing.
        level: What counts as one origin.
    """

    dataset: Dataset
    level: Level

    @cached_property
    def relevance(self) -> Relevance:
        """What is evidence on each question."""
        return Relevance(self.dataset, self.level)

    @cached_property
    def disputes(self) -> Disputes:
        """Who disputes each claim."""
        return Disputes(self.relevance)

    def rows(self, why_not: Callable[[str], str | None]) -> list[Row]:
        """All claims, each with whether it is used, and if not why not.

        Args:
            why_not: The reason why the claim with an id is not used, or `None` if it is.
        """
        reasons = {own_id: why_not(own_id) for own_id in self.dataset.claims}
        return [
            {**self.row(claim), "used": reasons[own_id] is None, "why_not": reasons[own_id]}
            for own_id, claim in self.dataset.claims.items()
        ]

    def row(self, claim: Claim) -> Row:
        """What is told of a claim."""
        document = self.dataset.documents[claim.document]
        question = self.relevance.questions[claim.id]
        return {
            "claim": claim.id,
            "question": None if question is None else str(question),
            "stance": claim.stance.value,
            "speaker": claim.speaker,
            "speaker_name": self.dataset.sources[claim.speaker].names.main,
            "via": _joined(claim.via),
            "origin": _joined(self.relevance.provenance.behind(claim.id)),
            **_days("said", self.dataset.date_of(claim)),
            **_days("period", claim.period),
            **_amounts(claim.quantity),
            "doubt": claim.certainty,
            "measure": None if claim.measure is None else claim.measure.value,
            "extent": None if claim.extent is None else claim.extent.value,
            "item": claim.item,
            "shipment": claim.shipment,
            "document": document.id,
            "publisher": document.publisher,
            "address": document.url or document.archive_url,
            "summary": claim.summary,
            "status": self.disputes.dispute(claim).status.value,
        }


def _joined(ids: Iterable[str]) -> str | None:
    return " ".join(ids) or None


def _days(name: str, when: When | None) -> Row:
    """A day or a window as it is recorded, and the first and the last day that it can be."""
    first, last = (when.earliest, when.latest) if when else (None, None)
    return {
        name: None if when is None else str(when),
        f"{name}_first": None if first is None else first.isoformat(),
        f"{name}_last": None if last is None else last.isoformat(),
    }


def _amounts(quantity: Quantity | None) -> Row:
    """The words of a figure, the ends of what they mean, and its unit."""
    return {
        "words": None if quantity is None else quantity.words,
        **_ends("", quantity, Reading.LITERAL),
        **_ends("usual_", quantity, Reading.TYPICAL),
        "unit": None if quantity is None else quantity.unit,
    }


def _ends(lead: str, quantity: Quantity | None, reading: Reading) -> Row:
    """Both ends of what a figure means, each with whether it is left out."""
    names = [f"{lead}{name}" for name in ("lower", "lower_open", "upper", "upper_open")]
    if quantity is None:
        return dict.fromkeys(names)
    amount = quantity.range(reading)
    ends = _exact(amount.lower), amount.lower_open, _exact(amount.upper), amount.upper_open
    return dict(zip(names, ends, strict=True))


def _exact(end: Number | None) -> int | str | None:
    return end if end is None or isinstance(end, int) else str(end)
