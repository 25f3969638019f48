"""Text for people: values bounded, lines as wide as asked, and nothing that steers a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fractions import Fraction
from html import escape
from reprlib import Repr
from textwrap import fill
from typing import Final
from unicodedata import east_asian_width

__all__ = [
    "card",
    "did_you_mean",
    "escape_controls",
    "json_escape",
    "short_repr",
    "some_of",
    "table",
    "to_json",
    "wrap",
]


def card(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A title and what is told under it, as a table in HTML in which nothing acts.

    Examples:
        >>> card("<b>", [("a", "1 & 2")])
        '<table><caption><b>&lt;b&gt;</b></caption><tr><th>a</th><td>1 &amp; 2</td></tr></table>'
    """
    lines = "".join(
        f"<tr><th>{_inert(name)}</th><td>{_inert(text)}</td></tr>" for name, text in rows
    )
    return f"<table><caption><b>{_inert(title)}</b></caption>{lines}</table>"


def table(title: str, heads: Iterable[str], rows: Iterable[Iterable[str]], rest: str = "") -> str:
    """Rows under a title in HTML in which nothing acts, the addresses of pages among them as links.

    Examples:
        >>> found = table("Two", ["page"], [["https://example.org/1"], ["<b>"]], "and 3 more")
        >>> found.count("<tr>"), "&lt;b&gt;" in found, "and 3 more" in found
        (4, True, True)
        >>> '<a href="https://example.org/1" rel="noreferrer noopener">example.org</a>' in found
        True
    """
    lines = [f"<tr>{''.join(f'<th>{_inert(head)}</th>' for head in heads)}</tr>"]
    lines += (f"<tr>{''.join(f'<td>{_linked(cell)}</td>' for cell in row)}</tr>" for row in rows)
    lines += [f'<tr><td colspan="9">{_inert(rest)}</td></tr>'] * bool(rest)
    return f"<table><caption><b>{_inert(title)}</b></caption>{''.join(lines)}</table>"


def _linked(text: str) -> str:
    """A text, or a link that names the host where the text is the address of a page."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return _inert(text)
    return f'<a href="{escape(text)}" rel="noreferrer noopener">{_inert(found[1])}</a>'


_ADDRESS: Final = re.compile(r"https?://([^\s/?#<>\"']+)[^\s<>\"']*")


def _inert(text: str) -> str:
    return escape(escape_controls(text))


def some_of(names: Sequence[str], most: int = 3) -> str:
    """The first of some names, and how many more there are.

    Examples:
        >>> some_of(["one", "two", "three", "four", "five"])
        'one, two, three and 2 more'
    """
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message on a word that is not known: known ones like it, if there are any.

    Examples:
        >>> did_you_mean("reuter", ["rbc-ukraine", "reuters"])
        '; did you mean reuters?'
    """
    found = get_close_matches(word, sorted(known))
    return f"; did you mean {', '.join(found)}?" if found else ""


def escape_controls(text: str) -> str:
    r"""The text on one line, whatever could steer a terminal in it written as an escape.

    Examples:
        >>> print(escape_controls("over\n1,000\x1b[31m"))
        over\n1,000\x1b[31m
    """
    return "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in text)


def to_json(data: object) -> str:
    r"""Data as JSON for people: what could steer a terminal, or turn text round, is an escape.

    Examples:
        >>> print(to_json({"en": "over\x1b[31m", "ko": "나진\u202e"}))
        {
          "en": "over\u001b[31m",
          "ko": "나진\u202e"
        }
    """
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return re.sub(r"[^\n -~]", lambda found: _printable(found[0]), text)


def _printable(mark: str) -> str:
    return mark if mark.isprintable() else json_escape(mark)


def json_escape(mark: str) -> str:
    r"""A character as JSON writes it in letters alone.

    Examples:
        >>> print(json_escape("나"))
        \ub098
    """
    return json.dumps(mark)[1:-1]


def short_repr(value: object) -> str:
    """The value as code, cut so that a hostile one cannot flood a message.

    Examples:
        >>> short_repr("x" * 1_000_000)
        "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'… (1,000,000 characters)"
    """
    if isinstance(value, str | bytes) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]!r}… ({len(value):,} characters)"
    text = _SHORT.repr(value)
    return text if len(text) <= 2 * _LONGEST else f"{text[: 2 * _LONGEST]}…"


#: Longest text, in characters, that is shown whole.
_LONGEST = 60


class _Short(Repr):
    """The standard bounded `repr`, for numbers of any size."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = 2 * _LONGEST
        self.maxlist = self.maxtuple = self.maxdict = 12

    def repr_int(self, x: int, level: int) -> str:
        if x.bit_length() > 4 * _LONGEST:
            return f"a number of {x.bit_length():,} bits"
        return repr(x)

    def repr_Fraction(self, x: Fraction, level: int) -> str:  # noqa: N802  (reprlib looks it up)
        numerator = self.repr_int(x.numerator, level)
        return f"Fraction({numerator}, {self.repr_int(x.denominator, level)})"


_SHORT = _Short()


def wrap(lines: Iterable[str], width: int) -> str:
    r"""Lines wrapped to a width, whatever could steer a terminal in them written as an escape.

    Examples:
        >>> print(wrap(["one line,", "  and an indented one\x07"], 88), end="")
        one line,
          and an indented one\x07
    """
    return "\n".join(_fill(escape_controls(line), width) for line in lines) + "\n"


def _fill(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip(" ")))
    # A mark that takes two columns is counted as two.
    counted = "".join(mark + _SECOND * (east_asian_width(mark) in "WF") for mark in line.strip(" "))
    return fill(
        counted,
        width,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    ).replace(_SECOND, "")


#: What stands for the second column of a mark while lines are filled; no text has it, as it is
#: written as an escape.
_SECOND = "\x00"
