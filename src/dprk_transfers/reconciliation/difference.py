"""`find_difference`: what changed from one dataset to another, and which answers moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.plain import to_plain
from dprk_transfers.reconciliation.positions import positions_in
from dprk_transfers.reconciliation.reconcile import Reconciliation, reconcile
from dprk_transfers.reconciliation.wording import MOST_NAMED, count_of
from dprk_transfers.rules import fields_of
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.values.english import say_range
from dprk_transfers.values.range import Range

__all__ = ["Difference", "Move", "RecordChange", "find_difference"]

#: What of an answer may move.
Topic = Literal["bounds", "contradictions", "tensions", "origins", "positions"]


@attrs.frozen
class RecordChange:
    """A record that was added, changed or withdrawn.

    Attributes:
        record: Its kind and id: `claims/first`.
        what: What became of it.
        fields: The fields that differ, in order; none if it is in one dataset alone.
        before: The record as it was, if it is another now.
        after: The record as it is, likewise.
    """

    record: str
    what: Literal["added", "changed", "withdrawn"]
    fields: tuple[str, ...] = ()
    before: Record | None = attrs.field(default=None, kw_only=True, repr=False, eq=False)
    after: Record | None = attrs.field(default=None, kw_only=True, repr=False, eq=False)

    def __str__(self) -> str:
        return f"{self.what} {self.record}" + (f": {', '.join(self.fields)}" if self.fields else "")


@attrs.frozen
class Move:
    """Something of an answer that is otherwise than before.

    Attributes:
        topic: `bounds`, `contradictions`, `tensions`, `origins`, or `positions`.
        about: The code of the question, or for `positions` the id of the claim that answers.
        before: What it was; `None` if there was none.
        after: What it is; `None` if there is none.

    Examples:
        >>> print(Move("origins", "KP/RU/arms/containers/moved", before="2", after="3"))
        origins of KP/RU/arms/containers/moved: 2 -> 3
    """

    topic: Topic
    about: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        is_answer = self.topic == "positions"
        lead = f"claims that {self.about} answers" if is_answer else f"{self.topic} of {self.about}"
        return f"{lead}: {self.before or 'none'} -> {self.after or 'none'}"


@attrs.frozen
class Difference:
    """What changed from one dataset to another, and what follows from it otherwise.

    Attributes:
        records: The records that were added, changed or withdrawn, by kind and id.
        moves: What moved in the answers: questions in the order of their codes, then positions.
    """

    records: tuple[RecordChange, ...]
    moves: tuple[Move, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, (*self.records, *self.moves))) or "no difference"

    def to_dict(self) -> dict[str, Any]:
        """The difference as plain data for JSON, of each field that changed both values."""
        records = [
            {
                "record": each.record,
                "what": each.what,
                "fields": {
                    name: {
                        "before": to_plain(getattr(each.before, name)),
                        "after": to_plain(getattr(each.after, name)),
                    }
                    for name in each.fields
                },
            }
            for each in self.records
        ]
        return {"records": records, "moves": to_plain(self.moves)}


def find_difference(old: Dataset, new: Dataset) -> Difference:
    """Compare two datasets, record by record and answer by answer.

    Args:
        old: A dataset whose `validate` finds nothing.
        new: Another, such as a later version of it.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> print(find_difference(book, book))
        no difference
        >>> found = find_difference(book.as_known("2024-02-23"), book.as_known("2024-02-26"))
        >>> [str(each) for each in found.records if "shin-6700" in each.record]
        ['added claims/shin-6700']
        >>> [str(each) for each in found.moves if "arms-containers" in each.about][0]
        'tensions of KP/RU/arms-containers/containers/moved: none -> ukr-10000 against shin-6700'
    """
    check_kind(Dataset, old, "old")
    check_kind(Dataset, new, "new")
    old, new = old.whole, new.whole
    return Difference(
        tuple(_changes(old, new)),
        tuple(_moves(reconcile(old), reconcile(new))),
    )


def _changes(old: Dataset, new: Dataset) -> Iterator[RecordChange]:
    for kind in KINDS:
        before, after = old.tables[kind], new.tables[kind]
        for own_id in sorted(before.keys() | after.keys()):
            name = f"{kind}/{own_id}"
            if own_id not in before:
                yield RecordChange(name, "added")
            elif own_id not in after:
                yield RecordChange(name, "withdrawn")
            elif before[own_id] != after[own_id]:
                one, other = before[own_id], after[own_id]
                differing = _differing(one, other)
                yield RecordChange(name, "changed", differing, before=one, after=other)


def _differing(one: Record, other: Record) -> tuple[str, ...]:
    names = (field.name for field in fields_of(type(one)))
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _moves(old: Reconciliation, new: Reconciliation) -> Iterator[Move]:
    """What moved in each answer, and which claims an answer to claims meets or met."""
    before, after = ({str(each.question): each for each in found} for found in (old, new))
    for code in sorted(before.keys() | after.keys()):
        told = _told(before.get(code)), _told(after.get(code))
        for topic in told[0] or told[1]:
            one, other = (each.get(topic) for each in told)
            if one != other:
                yield Move(topic, code, before=one, after=other)
    met = _met(old), _met(new)
    for own_id in sorted(met[0].keys() | met[1].keys()):
        gone, come = (
            sorted(one.get(own_id, set()) - other.get(own_id, set()))
            for one, other in (met, met[::-1])
        )
        if gone or come:
            yield Move("positions", own_id, before=_named(gone), after=_named(come))


def _told(answer: Answer | None) -> Mapping[Topic, str | None]:
    """What an answer says, topic by topic."""
    if answer is None:
        return {}
    bounds = answer.bounds
    amount = f"{say_range(bounds.range, answer.question.unit)} [{', '.join(bounds.ids)}]"
    return {
        "bounds": None if bounds.range == Range.anything() else amount,
        "contradictions": _pairs(answer.contradictions),
        "tensions": _pairs(answer.tensions),
        "origins": f"{answer.origins.count:,}",
    }


def _pairs(conflicts: Iterable[Conflict]) -> str | None:
    return "; ".join(f"{each.floor_id} against {each.ceiling_id}" for each in conflicts) or None


def _met(found: Reconciliation) -> dict[str, set[str]]:
    """A mapping from the id of each claim that answers to the ids of those it meets."""
    positions = positions_in(dispute for answer in found for dispute in answer.disputes)
    return {own_id: met for own_id, (_, met) in positions.items()}


def _named(ids: list[str]) -> str | None:
    return (", ".join(ids) if len(ids) <= MOST_NAMED else count_of(ids, "claim")) or None
