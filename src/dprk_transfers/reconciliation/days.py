"""Remarks on days: windows that their words don't mean, and days that cannot follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.model.claim import Claim, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reading.dates.phrases import read_when
from dprk_transfers.reconciliation.remark import Remark, remark_on
from dprk_transfers.totals.counts import possible_days
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import Span, When

__all__ = ["answered_early", "one_day_totals", "reworded", "too_late"]


def _published(dataset: Dataset, claim: Claim) -> When | None:
    document = dataset.documents.get(claim.document)
    return None if document is None else document.published


def reworded(dataset: Dataset) -> Iterator[Remark]:
    """Windows, and days on which something was said, that the words for them surely don't mean."""
    for claim in dataset.claims.values():
        published = _published(dataset, claim)
        for path, window, words, days in (
            ("$.period", claim.period, claim.period_words, (published, claim.asserted)),
            ("$.asserted", claim.asserted, claim.asserted_words, (published,)),
        ):
            known = dict.fromkeys(filter(None, days))
            meant = {day: _read(words, day) for day in known} if window and words else {}
            readings = {day: found for day, found in meant.items() if found is not None}
            if window and readings and not any(_fits(window, *each) for each in readings.items()):
                told = " or ".join(dict.fromkeys(map(str, readings.values())))
                yield remark_on(
                    claim,
                    path,
                    f"is not what its words mean, which read as {told}",
                    window,
                    "write that, or in the note why it is not meant",
                )


def _read(words: str, published: When) -> When | None:
    try:
        return read_when(words, published=published)
    except UnreadableError:
        return None


def _fits(window: When, published: When, meant: When) -> bool:
    """Whether a window may be what words that were printed on a day mean."""
    if not window.is_interval:
        return _may_meet(_all_days(window), _all_days(meant))
    starts, ends = _may_meet(window.start, meant.start), _may_meet(window.end, meant.end)
    if not meant.is_interval:
        return starts or ends
    return starts and (ends or meant.end == published.end)


def _all_days(window: When) -> Span:
    """All days that can be in a window, as if it were one of them."""
    return Span(possible_days(window.start).earliest, possible_days(window.end).latest)


def _may_meet(one: Span, other: Span) -> bool:
    """Whether two ends may be one day, for all that is said of them."""
    one, other = possible_days(one), possible_days(other)
    return not (_is_before(one, other) or _is_before(other, one))


def _is_before(one: Span, other: Span) -> bool:
    last, first = one.latest, other.earliest
    return last is not None and first is not None and last < first


#: Measures of what is done, and not only meant, asked for or possible.
_DONE: Final = frozenset({Measure.MOVED, Measure.PRODUCED, Measure.USED, Measure.EXAMINED})


def too_late(dataset: Dataset) -> Iterator[Remark]:
    """What was said, or was over, only after it was printed."""
    for claim in dataset.claims.values():
        published = _published(dataset, claim)
        said = None if claim.asserted is None else claim.asserted.earliest
        if _is_after(said, published):
            yield remark_on(
                claim,
                "$.asserted",
                f"is after its document was published, {published}",
                claim.asserted,
                "one of the two days is wrong, or the note says why they are not",
            )
        end = None if claim.period is None else possible_days(claim.period.end).earliest
        if claim.measure in _DONE and _is_after(end, published):
            yield remark_on(
                claim,
                "$.period",
                f"ends after its document was published, {published}",
                claim.period,
                "what is still to come has the measure planned",
            )


def _is_after(day: date | None, published: When | None) -> bool:
    """Whether a day is after any on which something may have been published."""
    last = None if published is None else published.latest
    return day is not None and last is not None and day > last


def answered_early(dataset: Dataset) -> Iterator[Remark]:
    """Answers surely older than what they name."""
    for claim in dataset.claims.values():
        said = dataset.date_of(claim)
        for index, named in enumerate(claim.about):
            day = dataset.date_of(named) if named in dataset.claims else None
            if said is not None and day is not None and said.before(day):
                yield remark_on(
                    claim,
                    f"$.about[{index}]",
                    f"was said later, {day}, than this answer to it, {said}",
                    named,
                    "state when each was said as asserted, or name what it answers",
                )


def one_day_totals(dataset: Dataset) -> Iterator[Remark]:
    """Totals over a period that is one day, and not known which."""
    for claim in dataset.claims.values():
        period = claim.period
        if claim.extent is Extent.TOTAL and period is not None and period.start == period.end:
            first, last = period.earliest, period.latest
            if first != last:
                whole = "a window" if first is None else f"{first}/{last}"
                yield remark_on(
                    claim,
                    "$.period",
                    "is one day that is not known, and no window for a total",
                    period,
                    f"for all of it, write {whole}",
                )
