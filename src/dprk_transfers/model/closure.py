"""Records and all that they name, directly or by others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dprk_transfers.messages import did_you_mean, short_repr
from dprk_transfers.model.records import KINDS, Record, Tables, references

__all__ = ["find_needed", "meant"]


def find_needed(
    tables: Tables, subjects: Iterable[Record | str]
) -> Mapping[str, Mapping[str, Record]]:
    """The records that are meant, and all that they need.

    Args:
        tables: The records.
        subjects: Records, or ids, each with or without its kind (`claims/us-1000`); without it,
            every record that has the id is meant.

    Raises:
        LookupError: If no record has an id; the message names those like it.
        TypeError: If a subject is neither a record nor text.
    """
    found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    waiting = [pair for subject in subjects for pair in meant(tables, subject)]
    while waiting:
        kind, own_id = waiting.pop()
        if own_id in tables[kind] and own_id not in found[kind]:
            record = found[kind][own_id] = tables[kind][own_id]
            waiting += ((target, other) for _, target, other in references(kind, record))
    return found


def meant(tables: Tables, subject: Record | str) -> Iterator[tuple[str, str]]:
    """The kind and id of each record that is meant.

    Args:
        tables: The records.
        subject: A record, or an id with or without its kind.

    Raises:
        LookupError: If no record has the id; the message names those like it.
        TypeError: If it is neither a record nor text.
    """
    told = subject if isinstance(subject, str) else _place(subject)
    lead, slash, rest = told.partition("/")
    own_id = rest if slash else lead
    kinds = [kind for kind in KINDS if own_id in tables[kind] and (not slash or kind == lead)]
    if not kinds:
        known = (known for kind in KINDS for known in tables[kind])
        raise LookupError(f"no record has the id {short_repr(told)}{did_you_mean(own_id, known)}")
    for kind in kinds:
        yield kind, own_id


def _place(record: Record) -> str:
    """A record by its kind and id."""
    for kind, record_type in KINDS.items():
        if isinstance(record, record_type):
            return f"{kind}/{record.id}"
    raise TypeError(f"a record is given as such or by its id, got {short_repr(record)}")
