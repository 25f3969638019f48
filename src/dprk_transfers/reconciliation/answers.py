"""`Answer`: what the claims about one question say together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from dprk_transfers.messages import card
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import Dispute
from dprk_transfers.reconciliation.open_points import (
    OpenPoint,
)
from dprk_transfers.reconciliation.plain import to_plain
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint
from dprk_transfers.reconciliation.provenance.origins import Origins
from dprk_transfers.reconciliation.relevance import Evidence
from dprk_transfers.reconciliation.robustness import Without
from dprk_transfers.reconciliation.rows import Ledger, Row
from dprk_transfers.reconciliation.sentences import Sentence
from dprk_transfers.reconciliation.wording import count_of
from dprk_transfers.totals.agreement import Agreement
from dprk_transfers.totals.bounds import Bounds, Step
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.increments import Increment
from dprk_transfers.totals.repair import Repair
from dprk_transfers.totals.scenarios import Scenario
from dprk_transfers.values.english import say_range

__all__ = ["Answer", "html"]


@attrs.frozen(repr=False, str=False)
class Answer:
    """What the claims about one question say together.

    Attributes:
        question: The question.
        as_of: Last day that a counted claim speaks of, or, read literally, may speak of where its
            end is approximate; `None` if none says a last day.
        bounds: The tightest range of all that happened up to that day.
        readings: A mapping from reading to the bounds of the same, the words read so.
        curve: The bounds by each day on which a claim's window ends.
        increments: What pairs of claims ask of the days in the window of the one outside that of
            the other, their words taken as readers usually take them: for each floor the ceiling
            that asks most a day. Told, and used for no bound; `is_firm` says whether it stands
            whatever the words are taken to mean.
        disagreement: The factor by which the claims miss one another: 1 if they agree, `None` if
            no factor would make them agree.
        robustness: What is left of the bounds without each claim that sets an end, and without each
            origin behind these.
        open_points: What no claim states, and would settle something: each found by working the
            answer out again with that one fact as it is usually taken.
        repair: The largest sets of claims that can all be true. In each clash every origin weighs
            the same, and shares its weight among its claims in it. It is a report: no claim is
            dropped.
        scenarios: The maximal consistent sets of claims, heaviest first and at most eight, each
            with its bounds.
        uncontradicted: The bounds by the claims in no conflict, which hold whichever side is
            right.
        agreement: How far the claims about the whole that reach to the last day agree; `None` if
            there is none.
        origins: Who stands behind the claims used.
        echoes: The claims that repeat those used, and what changed in passing on.
        hints: Claims used that may be echoes of one another although nothing links them.
        disputes: The claims about what is asked, counted or repeated or without a figure, that are
            answered or contradicted, each with its answers and how it stands.
        used: Ids of the claims that the bounds were computed from, sorted.
        excluded: A mapping from the id of every other claim of the dataset to the reason why it
            was not used.
        sentences: What follows, in sentences, each with the claims it rests on.
        ledger: The claims that were known, for `to_rows`.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> answer = reconcile(load_casebook(), as_known="2023-10-20")["arms-containers"]
        >>> print(str(answer).splitlines()[0])
        more than 1,000 containers moved by 16 October 2023 [kbs-1000c]
    """

    question: Question
    as_of: date | None = attrs.field(kw_only=True)
    bounds: Bounds = attrs.field(kw_only=True)
    readings: Mapping[Reading, Bounds] = attrs.field(kw_only=True)
    curve: tuple[Step, ...] = attrs.field(kw_only=True)
    increments: tuple[Increment, ...] = attrs.field(kw_only=True)
    robustness: tuple[Without, ...] = attrs.field(kw_only=True)
    open_points: tuple[OpenPoint, ...] = attrs.field(kw_only=True)
    disagreement: Fraction | None = attrs.field(kw_only=True)
    repair: Repair = attrs.field(kw_only=True)
    scenarios: tuple[Scenario, ...] = attrs.field(kw_only=True)
    uncontradicted: Bounds = attrs.field(kw_only=True)
    agreement: Agreement | None = attrs.field(kw_only=True)
    origins: Origins = attrs.field(kw_only=True)
    echoes: tuple[Echo, ...] = attrs.field(kw_only=True)
    hints: tuple[Hint, ...] = attrs.field(kw_only=True)
    disputes: tuple[Dispute, ...] = attrs.field(kw_only=True)
    used: tuple[str, ...] = attrs.field(kw_only=True)
    excluded: Mapping[str, str] = attrs.field(kw_only=True)
    sentences: tuple[Sentence, ...] = attrs.field(kw_only=True)
    ledger: Ledger = attrs.field(kw_only=True, eq=False, repr=False)
    _evidence: Evidence = attrs.field(kw_only=True, eq=False, repr=False, alias="evidence")

    @property
    def contradictions(self) -> tuple[Conflict, ...]:
        """Pairs of claims that cannot both be true, whatever their words are taken to mean.

        All of them, listed when they are first asked for; the sentences tell the innermost.
        """
        return self._evidence.contradictions

    @property
    def tensions(self) -> tuple[Conflict, ...]:
        """Pairs of claims that cannot both be true only as readers usually take their words.

        All of them, listed when they are first asked for; the sentences tell the innermost.
        """
        return self._evidence.tensions

    @property
    def bounding_origins(self) -> tuple[str, ...]:
        """The origins that the claims behind the bounds go back to, sorted: few, or a single one.

        `origins` tells how many stand behind all claims used, most of which set no end.
        """
        bounding = set(self.bounds.ids)
        by_origin = self.origins.by_origin.items()
        return tuple(origin for origin, ids in by_origin if not bounding.isdisjoint(ids))

    def __str__(self) -> str:
        return "\n".join(map(str, self.sentences))

    def __repr__(self) -> str:
        amount = say_range(self.bounds.range, self.question.unit)
        return f"<Answer {self.question}: {amount}, {count_of(self.used, 'claim')}>"

    def _repr_html_(self) -> str:
        """The sentences as a table, for a notebook; whatever is in them is escaped."""
        return html(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON: dates and fractions as text, in a fixed order."""
        told = [field.name for field in attrs.fields(Answer) if field.eq]
        first = told.index("increments")
        told[first:first] = "contradictions", "tensions"
        return {name: to_plain(getattr(self, name)) for name in told}

    def to_rows(self) -> list[Row]:
        """All claims that were known as flat rows, in the order of their ids.

        Beside what `dprk_transfers.to_rows` tells of each, `used` tells whether it is used in the
        answer, and `why_not` why it is not.
        """
        return self.ledger.rows(self.excluded.get)


def html(answer: Answer) -> str:
    """The sentences of an answer as a table in HTML, in which nothing acts."""
    return card(str(answer.question), [(told.topic, str(told)) for told in answer.sentences])
