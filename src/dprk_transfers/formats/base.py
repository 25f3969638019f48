"""Records that build on those of another dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dprk_transfers.exceptions import Fault
from dprk_transfers.messages import short_repr
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.rules import fields_of

__all__ = ["build_on"]

_Tables = Mapping[str, Mapping[str, Record]]


def build_on(base: Dataset | None, records: _Tables) -> tuple[_Tables, tuple[Fault, ...]]:
    """Records together with those of a dataset that they build on, whose own stay as they are.

    Args:
        base: The dataset, if there is one.
        records: The records that build on it, by kind and id.

    Returns:
        All records by kind and id, and a fault for each field that differs under one id.
    """
    if base is None:
        return records, ()
    tables = {kind: {**records[kind], **base.tables[kind]} for kind in KINDS}
    return tables, tuple(_differences(base, records))


def _differences(base: Dataset, records: _Tables) -> Iterator[Fault]:
    for kind, record_type in KINDS.items():
        for own_id in records[kind].keys() & base.tables[kind].keys():
            mine, theirs = records[kind][own_id], base.tables[kind][own_id]
            for field in fields_of(record_type):
                value, other = getattr(mine, field.name), getattr(theirs, field.name)
                if value != other:
                    rule = f"differs from the dataset built on, which has {short_repr(other)}"
                    hint = "; take another id, or leave the record out"
                    where = f"{kind}/{own_id}"
                    yield Fault(f"$.{field.name}", rule, value=value, record=where, hint=hint)
