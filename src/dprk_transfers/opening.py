"""The dataset that a command is asked about: loaded, or an error that ends the command."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Final

import attrs
import click

from dprk_transfers.casebook import load_casebook
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.formats.files import load_dataset
from dprk_transfers.formats.streams import Limits
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.integrity import NAMES_NONE

__all__ = [
    "LIMIT",
    "ON",
    "cannot_read",
    "cannot_write",
    "find_base",
    "limits_given",
    "load",
    "load_on",
    "load_watched",
    "tell_faults",
]


#: One option for all commands that are asked about a dataset which builds on another.
ON: Final = click.option(
    "--on",
    "base",
    metavar="casebook|PATH",
    help="A dataset that the one at PATH builds on: its records may be named, and count.",
)


def _set_limits(ctx: click.Context, _: click.Parameter, given: tuple[tuple[str, int], ...]) -> None:
    ctx.obj = Limits(**dict(given))


#: One option of the command itself, for all its commands.
LIMIT: Final = click.option(
    "--limit",
    metavar="NAME NUMBER",
    type=(click.Choice([each.name for each in attrs.fields(Limits)]), click.IntRange(1, 2**31)),
    multiple=True,
    expose_value=False,
    callback=_set_limits,
    help="Take more or less of a file: line (its bytes), nesting (its depth), expansion (times its"
    " size), faults (how many are told).",
)


def load(path: str | None, base: str | None = None) -> Dataset:
    """The dataset at a path, or the casebook; faults are told and end the command.

    Args:
        path: The path; without one the casebook is meant.
        base: Where the dataset is that it builds on, if it does; `casebook` is the casebook.
    """
    if path is None:
        if base is not None:
            raise click.UsageError("--on needs the PATH of what builds on it")
        return load_casebook()
    return load_on(path, find_base(base))


def load_on(path: str, on: Dataset | None) -> Dataset:
    """The dataset at a path, which may build on another; faults are told and end the command."""
    try:
        return load_watched(path, on)
    except DatasetError as error:
        tell_faults(error, to_stderr=True)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        raise cannot_read(path, error) from None


def limits_given() -> Limits:
    """The limits that the command was given, or the usual ones."""
    return click.get_current_context().find_object(Limits) or Limits()


def load_watched(path: str, on: Dataset | None = None) -> Dataset:
    """Load a dataset within the limits the command was given.

    Where somebody looks and it takes long, how far it is is shown.
    """
    limits = limits_given()
    if sys.stderr is None or not sys.stderr.isatty():  # it may be closed
        return load_dataset(path, on=on, limits=limits)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, visible=False)
        begun = monotonic()

        def show(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole, visible=monotonic() - begun > _LONG)

        return load_dataset(path, on=on, limits=limits, progress=show)


#: Seconds after which a load takes long.
_LONG: Final = 1.0


def find_base(base: str | None) -> Dataset | None:
    """The dataset that another builds on; faults are told and end the command."""
    return None if base is None else load(None if base == "casebook" else base)


def tell_faults(error: DatasetError, *, to_stderr: bool = False) -> None:
    """Print every fault on a line of its own.

    Where the command could have built on the casebook, and was not asked to, it is told of an id
    that is there.
    """
    for fault in error.faults:
        click.echo(str(fault), err=to_stderr)
    is_alone = click.get_current_context().params.get("base", "") is None
    known = _in_casebook(error) if is_alone else None
    if known:
        click.echo(f"{known} is in the casebook: --on casebook builds on it", err=True)


def _in_casebook(error: DatasetError) -> str | None:
    """The first id that names nothing in a dataset, and a record of the casebook."""
    tables = load_casebook().tables
    rules = {NAMES_NONE.format(kind): kind for kind in tables}
    return next(
        (
            str(fault.value)
            for fault in error.faults
            if fault.rule in rules and fault.value in tables[rules[fault.rule]]
        ),
        None,
    )


def cannot_read(path: str, error: OSError) -> click.UsageError:
    """The end of a command that cannot read a path."""
    return click.UsageError(f"cannot read {path!r}: {error.strerror or error}")


def cannot_write(path: str, error: OSError) -> click.UsageError:
    """The end of a command that cannot write to a path."""
    return click.UsageError(f"cannot write to {path!r}: {error.strerror or error}")
