"""A dataset as a data package: a file of CSV a kind of record, and `datapackage.json`.

The folder is a dataset too, to be loaded again: `dataset.json` stands beside them.

The files are tables as [`to_table`][dprk_transfers.formats.tables.to_table] makes them, in UTF-8;
the package says what each column holds and which records it names, as the Data Package Standard
has it (https://datapackage.org). A text that a spreadsheet might run has an apostrophe before it
([`csv_line`][dprk_transfers.formats.csv_text.csv_line]).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from os import PathLike
from pathlib import Path
from typing import Any, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.formats.csv_text import csv_line
from dprk_transfers.formats.folder import FILES, HEADER, PACKAGE, as_text, refuse_beside
from dprk_transfers.formats.schema import attributes
from dprk_transfers.formats.tables import Column, Table, to_table
from dprk_transfers.formats.writing import write_files
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS

__all__ = ["write_data_package"]


def write_data_package(dataset: Dataset, folder: str | PathLike[str]) -> None:
    """Write a dataset as a data package; no file changes unless all can be written.

    Args:
        dataset: The dataset.
        folder: The folder; it is made if it is not there.

    Raises:
        OSError: If it cannot be written, or holds records in files of JSON Lines.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from dprk_transfers import load_casebook
        >>> with TemporaryDirectory() as folder:
        ...     write_data_package(load_casebook(), folder)
        ...     sorted(file.name for file in Path(folder).iterdir())[:3]
        ['claims.csv', 'datapackage.json', 'dataset.json']
    """
    check_kind(Dataset, dataset, "dataset")
    refuse_beside(Path(folder), (name for name in FILES if name != HEADER))
    tables = [to_table(kind, dataset.tables[kind].values()) for kind in KINDS]
    about = {name: value for name in _ABOUT if (value := getattr(dataset, name)) is not None}
    package = json.dumps(_package(dataset, tables), ensure_ascii=False, indent=2)
    texts = {f"{table.kind}.csv": _lines(table) for table in tables}
    heads = {HEADER: iter([as_text(about), "\n"]), PACKAGE: iter([package, "\n"])}
    write_files(Path(folder), {**texts, **heads})


#: What is told of the dataset itself.
_ABOUT: Final = ("title", "version", "licence")


def _lines(table: Table) -> Iterator[str]:
    yield csv_line(column.name for column in table.columns)
    yield from map(csv_line, table.rows)


#: Names of licences that the standard takes; others are told as they are.
_LICENCE: Final = re.compile(r"[-a-zA-Z0-9._]+")


def _package(dataset: Dataset, tables: list[Table]) -> Mapping[str, Any]:
    is_named = dataset.licence is not None and _LICENCE.fullmatch(dataset.licence)
    told = {
        "name": "dataset",
        "title": dataset.title,
        "version": dataset.version,
        "licence": dataset.licence,
        "licenses": [{"name": dataset.licence}] if is_named else None,
        "resources": [_resource(table) for table in tables],
    }
    return {name: value for name, value in told.items() if value is not None}


def _resource(table: Table) -> Mapping[str, Any]:
    told = attributes(KINDS[table.kind])
    fields = [_field(column, told) for column in table.columns]
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.field.refers == table.kind else column.field.refers,
                "fields": ["id"],
            },
        }
        for column in table.columns
        if column.field.refers and column.field.shape == "value"
    ]
    schema = {"fields": fields, "primaryKey": ["id"], "foreignKeys": keys, "missingValues": [""]}
    return {
        "name": table.kind,
        "path": f"{table.kind}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {name: value for name, value in schema.items() if value},
    }


#: What the standard calls types of values that are not text.
_TYPES: Final[Mapping[type, str]] = {bool: "boolean", int: "integer", float: "number", date: "date"}


def _field(column: Column, told: Mapping[str, str]) -> Mapping[str, Any]:
    root = re.split(r"[.\[]", column.name)[0]
    limits: dict[str, Any] = {"required": True} if column.is_needed else {}
    kind = column.field.kind
    if column.field.shape == "value" and issubclass(kind, Enum):
        limits["enum"] = [member.value for member in kind]
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(kind, "string"),
        "description": told[root],
        "constraints": limits,
    }
    return {name: value for name, value in field.items() if value}
