"""Commands that write datasets: in other forms, parts of them, two as one, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import click

from dprk_transfers.completion import PATH, ids_of
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.formats.data_package import write_data_package
from dprk_transfers.formats.example import write_example
from dprk_transfers.formats.files import dump_dataset
from dprk_transfers.formats.ftm import left_out, write_ftm
from dprk_transfers.formats.geojson import write_geojson
from dprk_transfers.formats.sqlite import write_sqlite
from dprk_transfers.formats.workbook import ENDING as WORKBOOK
from dprk_transfers.model.claim import Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.opening import ON, cannot_write, find_base, load, load_on, tell_faults
from dprk_transfers.present.outcomes import outcomes
from dprk_transfers.reconciliation.reconcile import reconcile

__all__ = ["export", "merge", "new", "subset"]


def _write_database(dataset: Dataset, target: str) -> None:
    write_sqlite(dataset, target, answers=outcomes(reconcile(dataset)))


def _dump(says: str, ending: str | None = None) -> Callable[[Dataset, str], None]:
    """What writes a dataset to a file that has an ending, or without one to a folder."""

    def write(dataset: Dataset, target: str) -> None:
        own = Path(target).suffix.lower()
        if ending is None:
            is_fit = own not in {".json", WORKBOOK}
        else:
            is_fit = own == ending and not Path(target).is_dir()
        if not is_fit:
            raise ValueError(f"{says}, got {target!r}")
        dump_dataset(dataset, target)

    return write


def _write_entities(dataset: Dataset, target: str) -> None:
    write_ftm(dataset, target)
    for told in left_out(dataset):
        click.echo(f"left out: {told}", err=True)


_FORMS: Final[Mapping[str, Callable[[Dataset, str], None]]] = {
    "csv": write_data_package,
    "ftm": _write_entities,
    "geojson": write_geojson,
    "json": _dump("json is one document, whose name ends in .json", ".json"),
    "jsonl": _dump("jsonl is a folder, whose name ends in neither .json nor .xlsx"),
    "sqlite": _write_database,
    "xlsx": _dump("xlsx is one file, whose name ends in .xlsx", WORKBOOK),
}


#: The forms that are loaded again.
_LOADED: Final = ("csv", "json", "jsonl", "xlsx")


def _write(writer: Callable[[Dataset, str], None], dataset: Dataset, target: str) -> None:
    """Write a dataset to a path, or end the command."""
    try:
        writer(dataset, target)
    except OSError as error:
        raise cannot_write(target, error) from None
    except (ImportError, ValueError) as error:
        raise click.UsageError(str(error)) from None


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice([*_FORMS]))
@click.argument("target", type=PATH)
@click.argument("path", required=False, type=PATH)
@ON
@click.option("--own", is_flag=True, help="Leave out the records of the dataset built on.")
def export(form: str, target: str, path: str | None, base: str | None, own: bool) -> None:
    """Write the casebook, or the dataset at PATH, to TARGET in another FORMAT, whole or not at all.

    csv is a folder of tables, a data package, json one document, jsonl a folder and xlsx an Excel
    workbook (extra excel), all to be loaded again; geojson the places, for a map; sqlite a database
    with what follows, for Datasette; ftm vessels, parties and documents in FollowTheMoney, with a
    list of what that cannot say. With --own, which is for the forms that are loaded again, only the
    records at PATH are written, to be loaded with --on again.
    """
    if own and (base is None or form not in _LOADED):
        raise click.UsageError(f"--own goes with --on, and with one of {', '.join(_LOADED)}")
    on = None if path is None else find_base(base)
    dataset = load(path, base) if path is None else load_on(path, on)
    _write(_FORMS[form], _without(dataset, on) if own and on else dataset, target)


def _without(dataset: Dataset, base: Dataset) -> Dataset:
    """A dataset without the records that it builds on."""
    tables: dict[str, Any] = {
        kind: {key: each for key, each in table.items() if key not in base.tables[kind]}
        for kind, table in dataset.tables.items()
    }
    return attrs.evolve(dataset, **tables)


#: Where a command writes a dataset to.
_OUTPUT: Final = click.option(
    "-o",
    "--output",
    "target",
    metavar="TARGET",
    type=PATH,
    required=True,
    help="A folder, or a file whose name ends in .json or .xlsx.",
)


@click.command()
@click.argument("one", type=PATH)
@click.argument("other", type=PATH)
@_OUTPUT
def merge(one: str, other: str, target: str) -> None:
    """Write the records of the datasets at ONE and OTHER as one dataset, whole or not at all.

    Title, version and licence are those of ONE. Different records under one id are told, each with
    the fields that differ, and nothing is written.
    """
    try:
        merged = load(one).merge(load(other))
    except DatasetError as error:
        tell_faults(error, to_stderr=True)
        raise click.exceptions.Exit(1) from None
    _write(dump_dataset, merged, target)


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=ids_of())
@click.option("--dataset", "path", metavar="PATH", type=PATH, help="From the dataset at PATH.")
@ON
@_OUTPUT
def subset(ids: tuple[str, ...], path: str | None, base: str | None, target: str) -> None:
    """Write the records with an ID, and all that they need, as a dataset, whole or not at all.

    They are of the casebook unless another dataset is named. An ID may have its kind before it:
    claims/ukr-10000. A correction or retraction that stays behind is told.
    """
    dataset = load(path, base)
    try:
        part = dataset.subset(ids)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    _write(dump_dataset, part, target)
    for claim in dataset.claims.values():
        is_left = claim.id not in part.claims and not part.claims.keys().isdisjoint(claim.about)
        if is_left and claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
            told = f"left out: {claim.id}, which {claim.stance.value} {', '.join(claim.about)}"
            click.echo(told, err=True)


@click.command()
@click.argument("folder", type=PATH)
def new(folder: str) -> None:
    """Write a dataset to begin with to a new FOLDER: an example of each kind, and what next."""
    try:
        write_example(folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
