"""Commands that give datasets in other forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click

from dprk_transfers.formats.data_package import write_data_package
from dprk_transfers.formats.files import dump_dataset
from dprk_transfers.formats.geojson import write_geojson
from dprk_transfers.formats.sqlite import write_sqlite
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.opening import cannot_write, load
from dprk_transfers.present.outcomes import outcomes
from dprk_transfers.reconciliation.reconcile import reconcile

__all__ = ["export"]


def _write_database(dataset: Dataset, target: str) -> None:
    write_sqlite(dataset, target, answers=outcomes(reconcile(dataset)))


def _write_document(dataset: Dataset, target: str) -> None:
    if Path(target).suffix.lower() != ".json" or Path(target).is_dir():
        raise ValueError(f"json is one document, whose name ends in .json, got {target!r}")
    dump_dataset(dataset, target)


def _write_lines(dataset: Dataset, target: str) -> None:
    if Path(target).suffix.lower() == ".json":
        raise ValueError(f"jsonl is a folder, whose name does not end in .json, got {target!r}")
    dump_dataset(dataset, target)


_FORMS: Final[Mapping[str, Callable[[Dataset, str], None]]] = {
    "csv": write_data_package,
    "geojson": write_geojson,
    "json": _write_document,
    "jsonl": _write_lines,
    "sqlite": _write_database,
}


def write(writer: Callable[[Dataset, str], None], dataset: Dataset, target: str) -> None:
    """Write a dataset to a path, or end the command."""
    try:
        writer(dataset, target)
    except OSError as error:
        raise cannot_write(target, error) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice([*_FORMS]))
@click.argument("target")
@click.argument("path", required=False)
def export(form: str, target: str, path: str | None) -> None:
    """Write the casebook, or the dataset at PATH, to TARGET in another FORMAT, whole or not at all.

    csv is a folder of tables, a data package; geojson the places, for a map; json one document and
    jsonl a folder, both to be loaded again; sqlite a database with what follows, for Datasette.
    """
    write(_FORMS[form], load(path), target)
