"""Commands that fill in what tables leave out: ids of rows, and sources that they name."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import attrs
import click

from dprk_transfers.completion import PATH
from dprk_transfers.exceptions import Fault
from dprk_transfers.formats.csv_text import csv_line
from dprk_transfers.formats.files import load_dataset
from dprk_transfers.formats.row_ids import with_ids
from dprk_transfers.formats.rows import Row, csv_rows
from dprk_transfers.formats.writing import write_file
from dprk_transfers.model.integrity import NAMES_NONE
from dprk_transfers.model.records import KINDS
from dprk_transfers.model.source import SourceKind
from dprk_transfers.opening import ON, cannot_read, cannot_write, find_base, limits_given
from dprk_transfers.output import print_csv
from dprk_transfers.reconciliation.rows import Row as Told

__all__ = ["ids", "stubs"]


@click.command()
@click.argument("table", type=PATH)
@click.option("-o", "--output", "target", metavar="FILE", type=PATH, required=True, help="A table.")
def ids(table: str, target: str) -> None:
    """Write the TABLE claims.csv, or that of another kind, with an id in each row that has none.

    An id is made from what tells the record from others: of a claim document, speaker, item and
    words. Rows that tell the same come to have the same id, which `validate` tells.
    """
    kind = Path(table).name.partition(".")[0]
    if kind not in KINDS or not table.endswith(".csv"):
        known = ", ".join(f"{each}.csv" for each in KINDS)
        raise click.UsageError(f"a table is named by its kind: {known}; got {table!r}")
    if not target.endswith(".csv"):
        raise click.UsageError(f"a table is written to a file that ends in .csv, got {target!r}")
    try:
        with Path(table).open("rb") as stream:
            # Excel knows UTF-8 by the mark before it.
            mark = "\ufeff" if stream.read(3) == BOM_UTF8 else ""
            stream.seek(0)
            separator, rows = csv_rows(stream, limits_given())
            lines = [csv_line(cells, separator) for cells in with_ids(_sound(rows, table), kind)]
    except OSError as error:
        raise cannot_read(table, error) from None
    try:
        write_file(Path(target), [mark, *lines])
    except OSError as error:
        raise cannot_write(target, error) from None


def _sound(rows: Iterator[Row], table: str) -> Iterator[Row]:
    """Rows that can be read; one that cannot is told and ends the command."""
    for row in rows:
        if row.fault is not None:
            click.echo(str(Fault("$", row.fault, file=Path(table).name, line=row.number)), err=True)
            raise click.exceptions.Exit(1)
        yield row


@click.command()
@click.argument("path", type=PATH)
@ON
def stubs(path: str, base: str | None) -> None:
    """Print a row of sources.csv for each source that the dataset at PATH names and does not have.

    It is named by its id and of the kind unnamed, which is no origin, until you say who it is.
    Other faults are told beside it.
    """
    # Every source that is missing is told.
    limits = attrs.evolve(limits_given(), faults=sys.maxsize)
    try:
        _, faults = load_dataset(path, lenient=True, on=find_base(base), limits=limits)
    except OSError as error:
        raise cannot_read(path, error) from None
    named: dict[str, str] = {}
    for fault in faults:
        if fault.rule == NAMES_NONE.format("sources"):
            named.setdefault(str(fault.value), f"a stub, as {fault.record} names it: who is it?")
        else:
            click.echo(str(fault), err=True)
    kind = SourceKind.UNNAMED.value
    rows: list[Told] = [
        {"id": own_id, "names.en": own_id, "kind": kind, "note": named[own_id]}
        for own_id in sorted(named)
    ]
    print_csv(rows, ("id", "names.en", "kind", "note"))
