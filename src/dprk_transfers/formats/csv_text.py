"""Lines of CSV as RFC 4180 has them, in which no cell is run by a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["csv_line"]

#: How a text begins that a spreadsheet takes for a formula, in Japan in wide letters too, or that
#: an apostrophe already leads.
_LEAD: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠']")  # noqa: RUF001


def csv_line(cells: Iterable[str | int | float | None]) -> str:
    r"""Values as a line: numbers, `true` and `false` bare, texts in quotes, `None` empty.

    An apostrophe leads a text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, so
    that no spreadsheet runs it, or with an apostrophe: who takes one off each text that begins so
    has the texts as they were.

    Examples:
        >>> csv_line(["a", "=1+1", 5, None, True])
        '"a","\'=1+1",5,,true\r\n'
    """
    return f"{','.join(map(_cell, cells))}\r\n"


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower()
    guard = "'" if _LEAD.match(value) else ""
    inner = value.replace('"', '""')
    return f'"{guard}{inner}"'
