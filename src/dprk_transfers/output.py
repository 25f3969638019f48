"""What the command prints: as who reads it can take it, or an error where there can be none."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from errno import EPIPE
from shutil import get_terminal_size
from typing import Any, Final, cast

import click

from dprk_transfers.messages import json_escape, to_json
from dprk_transfers.present.text.cells import to_csv
from dprk_transfers.reconciliation.rows import Row

__all__ = [
    "CSV",
    "DAY",
    "Group",
    "print_csv",
    "print_data",
    "print_json",
    "print_text",
    "refuse_both",
    "width",
]

#: What is coloured on a terminal, and how.
_STYLES: Final = {
    r"^\S[^:]*": "bold",
    r"^  [A-Z][a-z ,]+:": "cyan",
    r"“[^”]*”": "italic",
    r"\[[a-z0-9-]+\]": "dim",
}


def print_text(output: str) -> None:
    """Print text, with colours if somebody is looking at it on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        click.echo(output, nl=False)
        return
    for line in output.splitlines():
        styled = Text(line)
        for pattern, style in _STYLES.items():
            styled.highlight_regex(pattern, style)
        console.print(styled, soft_wrap=True)


def print_json(data: object) -> None:
    """Print data as JSON."""
    print_data(to_json(data) + "\n", json_escape)


def print_data(text: str, escape: Callable[[str], str]) -> None:
    """Print text for other programs; what the output has no letter for is an escape of theirs."""
    encoding = sys.stdout.encoding

    def fits(mark: str) -> bool:
        return mark.encode(encoding, "replace").decode(encoding) == mark

    told = re.sub(r"[^\n -~]", lambda found: found[0] if fits(found[0]) else escape(found[0]), text)
    click.echo(told, nl=False)


#: A day, as an option takes it.
DAY: Final = click.DateTime(["%Y-%m-%d"])

#: One option for all that is told as rows.
CSV: Final = click.option(
    "--csv",
    "as_csv",
    is_flag=True,
    help="Print rows as CSV in UTF-8; a text that a spreadsheet might run begins with '.",
)


def refuse_both(**asked: bool) -> None:
    """Refuse two forms at once."""
    one, *others = [f"--{name}" for name, is_asked in asked.items() if is_asked] or [""]
    if others:
        raise click.UsageError(f"{one} and {others[0]} are two forms: give one of them")


def print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Print rows as they are, whatever the encoding and the ends of lines of the output."""
    click.echo(to_csv(rows, columns).encode(), nl=False)


class Group(click.Group):
    """A command that ends with a message and an exit code where its output cannot be written."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the call, and print what it asks for about the command itself."""
        with _output():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _output():
            return super().invoke(ctx)


class _OutputError(click.ClickException):
    exit_code = 3


@contextmanager
def _output() -> Generator[None]:
    """Have output in any encoding, and an error where there can be none.

    What a command does with files it tells itself, so that any other error is of its output.
    """
    if sys.stdout is None:  # where it is closed
        raise _OutputError("cannot write the output: it is closed")
    cast(io.TextIOWrapper, sys.stdout).reconfigure(errors="backslashreplace")
    try:
        yield
    except OSError as error:
        with suppress(OSError):  # whatever is left to write is dropped, not tried once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == EPIPE:  # whoever reads has had enough
            raise click.exceptions.Exit(_OutputError.exit_code) from None
        raise _OutputError(f"cannot write the output: {error.strerror or error}") from None


def width() -> int:
    """The width to wrap at: as COLUMNS says, or the terminal, or else a fixed one."""
    return max(get_terminal_size((88, 24)).columns, 40)
