"""Records that build on those of another dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dprk_transfers.exceptions import Fault
from dprk_transfers.messages import some_of
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
        All records by kind and id, and a fault for each that is another record under one id.
    """
    if base is None:
        return records, ()
    tables = {kind: {**records[kind], **base.tables[kind]} for kind in KINDS}
    return tables, tuple(_differences(base, records))


def _differences(base: Dataset, records: _Tables) -> Iterator[Fault]:
    for kind, record_type in KINDS.items():
        for own_id in records[kind].keys() & base.tables[kind].keys():
            mine, theirs = records[kind][own_id], base.tables[kind][own_id]
            names = [field.name for field in fields_of(record_type)]
            differing = [name for name in names if getattr(mine, name) != getattr(theirs, name)]
            if differing:
                rule = (
                    f"names another record of the dataset built on, with other {some_of(differing)}"
                )
                hint = "; take another id, or leave the record out"
                yield Fault("$.id", rule, value=own_id, record=f"{kind}/{own_id}", hint=hint)
