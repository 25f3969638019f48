"""The dataset that a command is asked about: loaded, or an error that ends the command."""

from __future__ import annotations

from typing import Final

import click

from dprk_transfers.casebook import load_casebook
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.output import load_watched

__all__ = ["ON", "cannot_read", "cannot_write", "find_base", "load", "tell_faults"]


#: One option for all commands that are asked about a dataset which builds on another.
ON: Final = click.option(
    "--on",
    "base",
    metavar="casebook|PATH",
    help="A dataset that the one at PATH builds on: its records may be named, and count.",
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
    on = find_base(base)
    try:
        return load_watched(path, on)
    except DatasetError as error:
        tell_faults(error, to_stderr=True)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        raise cannot_read(path, error) from None


def find_base(base: str | None) -> Dataset | None:
    """The dataset that another builds on; faults are told and end the command."""
    return None if base is None else load(None if base == "casebook" else base)


def tell_faults(error: DatasetError, *, to_stderr: bool = False) -> None:
    """Print every fault on a line of its own."""
    for fault in error.faults:
        click.echo(str(fault), err=to_stderr)


def cannot_read(path: str, error: OSError) -> click.UsageError:
    """The end of a command that cannot read a path."""
    return click.UsageError(f"cannot read {path!r}: {error.strerror or error}")


def cannot_write(path: str, error: OSError) -> click.UsageError:
    """The end of a command that cannot write to a path."""
    return click.UsageError(f"cannot write to {path!r}: {error.strerror or error}")
