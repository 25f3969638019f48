"""Lines of plain text, as wide as they are asked to be and harmless."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from dprk_transfers.messages import escape_controls

__all__ = ["wrapped"]


def wrapped(lines: Iterable[str], width: int) -> str:
    r"""Lines wrapped to a width, whatever could steer a terminal in them written as an escape.

    Examples:
        >>> print(wrapped(["one line,", "  and an indented one\x07"], 88), end="")
        one line,
          and an indented one\x07
    """
    return "\n".join(_wrap(escape_controls(line), width) for line in lines) + "\n"


def _wrap(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return fill(
        line.strip(" "),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
