"""`reconcile`: all that follows from a dataset, in one object that knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, Final

import attrs

from dprk_transfers.arguments import check_kind, to_day, to_member
from dprk_transfers.messages import card, short_repr, wrap
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question, find_question
from dprk_transfers.model.records import find
from dprk_transfers.model.shipment import Item
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation import report
from dprk_transfers.reconciliation.answers import Answer, html
from dprk_transfers.reconciliation.brief import brief
from dprk_transfers.reconciliation.disputes import Dispute
from dprk_transfers.reconciliation.inquiry import Inquiry
from dprk_transfers.reconciliation.plain import to_plain
from dprk_transfers.reconciliation.pool import answer_apart
from dprk_transfers.reconciliation.provenance.echoes import Echo
from dprk_transfers.reconciliation.provenance.hints import Hint, find_hints
from dprk_transfers.reconciliation.provenance.origins import Level, Origins
from dprk_transfers.reconciliation.rows import Ledger, Row
from dprk_transfers.reconciliation.wording import Wording, capital, count_of
from dprk_transfers.totals.sums import Adding
from dprk_transfers.values.english import say_day, say_range

__all__ = ["Reconciliation", "reconcile"]


@attrs.frozen(repr=False, str=False)
class Reconciliation:
    """All that follows from a dataset, each part worked out once, when it is first asked for.

    Get an answer by its `Question`, by the code of that, or by any part of its code or its title
    that fits one question alone.

    Attributes:
        dataset: The dataset as it was given, with stand-ins for what it lacks.
        questions: The questions that are answered, in the order of their codes.
        as_known: The day as it was known on, or `None` for all that the dataset holds.
        reading: What the words of the claims are taken to mean, for bounds and curve.
        level: What counts as one origin.
        adding: Whose floors over windows that do not overlap are added.
        gaps: What the dataset lacks, each in a sentence; it may, if it was read leniently.
        workers: How many processes may work out `answers`.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = reconcile(load_casebook(), as_known="2024-02-29")
        >>> found["arms-containers"]
        <Answer KP/RU/arms-containers/containers/moved: more than 10,000, 7 claims>
        >>> found.dispute("ukr-10000").status.value
        'denied_by_party'
        >>> found.origins("ukr-10000", "shin-6700").count
        2
    """

    dataset: Dataset
    questions: tuple[Question, ...] = attrs.field(kw_only=True)
    as_known: date | None = attrs.field(kw_only=True)
    reading: Reading = attrs.field(kw_only=True)
    level: Level = attrs.field(kw_only=True)
    adding: Adding = attrs.field(kw_only=True)
    gaps: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    workers: int = attrs.field(default=1, kw_only=True, eq=False)

    @cached_property
    def known(self) -> Dataset:
        """The dataset as it was known."""
        return self.dataset if self.as_known is None else self.dataset.as_known(self.as_known)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """One answer a question, in the order of the questions."""
        work = partial(_answer_all, reading=self.reading, level=self.level, adding=self.adding)
        for part in answer_apart(self.known, work, self.workers):
            widened = self._inquiry(part.question).widened(part, self._unknown)
            self._answers[part.question] = widened
        return tuple(map(self._answer, self.questions))

    @property
    def echoes(self) -> tuple[Echo, ...]:
        """The claims that repeat others, and what changed in passing on."""
        return self._ledger.relevance.tellings.echoes

    @cached_property
    def hints(self) -> tuple[Hint, ...]:
        """Claims that may be echoes of one another although nothing links them."""
        return find_hints(self.known)

    def dispute(self, claim: Claim | str) -> Dispute:
        """Every answer to a claim, and how it stands.

        Args:
            claim: The claim, as such or by its id.

        Raises:
            LookupError: If no such claim was known.
        """
        return self._ledger.disputes.dispute(self._find(claim))

    def origins(self, *claims: Claim | str) -> Origins:
        """The independent origins behind claims, given as such or by their ids.

        Raises:
            LookupError: If no such claim was known.
        """
        return self._ledger.relevance.provenance.origins(self._find(claim).id for claim in claims)

    def __getitem__(self, question: Question | str) -> Answer:
        if not isinstance(question, Question):
            question = find_question(Wording(self.known).names(self.questions), question)
        if question not in self.questions:
            raise LookupError(f"the question {question} was not asked")
        return self._answer(question)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.questions)

    def __str__(self) -> str:
        return wrap(self.lines(), 88).removesuffix("\n")

    def __repr__(self) -> str:
        known = "" if self.as_known is None else f" as known on {self.as_known}"
        return (
            f"<Reconciliation of {self.dataset.title!r}{known}: "
            f"{count_of(self.questions, 'question')}>"
        )

    def _repr_html_(self) -> str:
        """What each question is answered with, for a notebook: one at length, or a row each."""
        if len(self.questions) == 1:
            return html(self.answers[0])
        rows = (
            (str(each.question), say_range(each.bounds.range, each.question.unit))
            for each in self.answers
        )
        return card(repr(self)[1:-1], rows)

    def to_dict(self) -> dict[str, Any]:
        """The answers as plain data for JSON: dates and fractions as text, in a fixed order."""
        return {
            **({"gaps": [*self.gaps]} if self.gaps else {}),
            "answers": [answer.to_dict() for answer in self.answers],
            **{
                name: to_plain(getattr(self, name))
                for name in ("reading", "as_known", "level", "adding")
            },
        }

    def to_rows(self) -> list[Row]:
        """All claims that were known as flat rows, in the order of their ids.

        Beside what `dprk_transfers.to_rows` tells of each, `used` tells whether it is used in an
        answer, and `why_not` why it is not: in that to its own question, if this was asked.
        """
        return self._ledger.rows(self._why_not)

    def lines(self, *, in_full: bool = False) -> Iterator[str]:
        """What the claims say together, line by line and not yet wrapped: the brief.

        If one question was asked it is told at length, and else all on one screen.

        Args:
            in_full: Whether to tell every question at length.
        """
        dataset = self.dataset
        version = f", version {dataset.version}" if dataset.version else ""
        known = ""
        if self.as_known is not None:
            known = f", {len(self.known.claims):,} of them as known on {say_day(self.as_known)}"
        yield f"{dataset.title}{version}"
        yield (
            f"{count_of(dataset.documents, 'document')}, {count_of(dataset.claims, 'claim')}"
            f"{known}; words in their {self.reading.value} reading"
        )
        yield from (capital(gap) for gap in self.gaps[:_MOST_GAPS])
        if len(self.gaps) > _MOST_GAPS:
            yield f"{len(self.gaps) - _MOST_GAPS:,} more such gaps"
        wording = Wording(self.known)
        if in_full and self.questions:
            yield from report.in_full(wording, self.answers)
        elif len(self.questions) == 1:
            yield ""
            yield from report.at_length(wording, self.answers[0])
        else:
            yield ""
            yield from brief(wording, self.questions, self._answer)

    @cached_property
    def _ledger(self) -> Ledger:
        """The claims that were known, and what is known of each."""
        return Ledger(self.known, self.level)

    def _why_not(self, claim_id: str) -> str | None:
        """Why a claim that was known is not used in any answer, if it is in none."""
        relevance = self._ledger.relevance
        own = relevance.questions[claim_id]
        asked = (own,) if own in self.questions else self.questions
        reasons = [relevance.evidence(each).excluded.get(claim_id) for each in asked]
        if None in reasons:
            return None
        return reasons[0] if reasons else "no question was asked"

    @cached_property
    def _answers(self) -> dict[Question, Answer]:
        """The answers that were asked for so far."""
        return {}

    def _answer(self, question: Question) -> Answer:
        if question not in self._answers:
            self._answers[question] = self._inquiry(question).answer(self._unknown)
        return self._answers[question]

    def _inquiry(self, question: Question) -> Inquiry:
        return Inquiry(question, self._ledger, reading=self.reading, adding=self.adding)

    @cached_property
    def _unknown(self) -> Mapping[str, str]:
        """A mapping from the id of each claim that was not known to the reason why not."""
        ids = (own_id for own_id in self.dataset.claims if own_id not in self.known.claims)
        return {own_id: self._why_unknown(own_id) for own_id in ids}

    def _why_unknown(self, claim_id: str) -> str:
        said, day = self.dataset.date_of(claim_id), self.as_known
        if said is not None and said.latest is not None and day is not None and said.latest <= day:
            return f"answers nothing that was said by {day}"
        return f"was not said by {day}"

    def _find(self, claim: Claim | str) -> Claim:
        """The claim that is meant, as it was known."""
        found = find(self.dataset.claims, claim, Claim)
        if found.id in self._unknown:
            raise LookupError(f"the claim {short_repr(found.id)} {self._unknown[found.id]}")
        return self.known.claims[found.id]


#: Most gaps of a dataset that are told one by one.
_MOST_GAPS: Final = 20


def reconcile(
    dataset: Dataset,
    *,
    question: Question | str | None = None,
    as_known: date | str | None = None,
    reading: Reading | str = Reading.LITERAL,
    level: Level | str = Level.ORGANISATION,
    adding: Adding | str = Adding.NONE,
    workers: int = 1,
) -> Reconciliation:
    """Work out what the claims of a dataset say together.

    Nothing is averaged, scored or dropped without a reason: the claims used and the claims
    excluded are together all claims of the dataset.

    Options that are enums are taken as such or as their values, days as dates or their ISO text.

    Args:
        dataset: The dataset; what it lacks, if it was read leniently, is told by name.
        question: The one question to answer, as such, by its code, or by any part of its code or
            title that fits one alone; by default, every question that a claim answers.
        as_known: Use only what had been said by that day.
        reading: What the words of the claims are taken to mean, for bounds and curve.
        level: What counts as one origin.
        adding: Whose floors over windows that do not overlap are added, for the bounds by the
            last day: `"none"`, those of each one `"origin"`, or `"all"`.
        workers: How many processes may work out all answers, shard by shard, where there are so
            many claims in several shards that it pays. A script that asks for more than one must
            do so under `if __name__ == "__main__"`, as processes are spawned.

    Raises:
        LookupError: If the question names an item that the dataset does not have, or its words
            fit no question or several.
        TypeError: If an option is neither of its type nor text.
        ValueError: If there is no such reading, level or adding, the text is no day, or there are
            no workers.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = reconcile(load_casebook(), as_known="2023-11-02")
        >>> containers = found["KP/RU/arms-containers/containers/moved"]
        >>> print(containers.bounds.range, "by", containers.bounds.lower_by)
        1,600 or more by ('jcs-2000',)
    """
    check_kind(Dataset, dataset, "dataset")
    gaps, dataset = dataset.gaps, dataset.whole
    check_kind(int, workers, "workers")
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}")
    day = None if as_known is None else to_day(as_known, "as_known")
    known = dataset if day is None else dataset.as_known(day)
    questions = tuple(sorted(known.by_question, key=str))
    if isinstance(question, Question):
        questions = (question,)
        find(dataset.items, question.item, Item)
    elif question is not None:
        questions = (find_question(Wording(known).names(questions), question),)
    return Reconciliation(
        dataset,
        gaps=gaps,
        questions=questions,
        as_known=day,
        reading=to_member(Reading, reading, "reading"),
        level=to_member(Level, level, "level"),
        adding=to_member(Adding, adding, "adding"),
        workers=1 if question is not None else workers,
    )


def _answer_all(
    shard: Dataset, reading: Reading, level: Level, adding: Adding
) -> tuple[Answer, ...]:
    """The answers to all questions of a shard, for a process of its own."""
    return reconcile(shard, reading=reading, level=level, adding=adding).answers
