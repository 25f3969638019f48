"""The dataset that a command is asked about: loaded, or an error that ends the command."""

from __future__ import annotations

import click

from dprk_transfers.casebook import load_casebook
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.output import load_watched

__all__ = ["cannot_read", "cannot_write", "load", "tell_faults"]


def load(path: str | None) -> Dataset:
    """The dataset at a path, or the casebook; faults are told and end the command."""
    if path is None:
        return load_casebook()
    try:
        return load_watched(path)
    except DatasetError as error:
        tell_faults(error, to_stderr=True)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        raise cannot_read(path, error) from None


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
