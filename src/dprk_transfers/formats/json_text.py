"""JSON as data only: read strictly, with the line on which it cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import import_module
from math import isinf
from typing import Any, Final, NoReturn, cast

from dprk_transfers.messages import short_repr

__all__ = ["TRAILING_COMMA", "Cursor", "UnreadJsonError", "read_json"]

#: The rule that a comma breaks which is the last mark of a text.
TRAILING_COMMA: Final = (
    "is not JSON: a comma stands behind the value; leave out every comma between records"
)


class UnreadJsonError(ValueError):
    """Raised where a text is no JSON, or JSON that is not taken.

    Attributes:
        rule: The rule that is broken.
        line: The line on which it is, counted from 1.
    """

    def __init__(self, rule: str, line: int) -> None:
        super().__init__(rule, line)
        self.rule = rule
        self.line = line


class _RefusedError(ValueError):
    """A value that JSON has and that is not taken, with the rule it breaks."""


def read_json(text: str, *, nesting: int | None = None) -> object:
    """The value that a text is.

    Args:
        text: The text.
        nesting: How deep lists and objects may lie within one another.

    Raises:
        UnreadJsonError: If it is none.

    Examples:
        >>> read_json('{"words": "over 1,000"}')
        {'words': 'over 1,000'}
        >>> read_json('{"unit": "shells", "unit": "rounds"}')
        Traceback (most recent call last):
        dprk_transfers.formats.json_text.UnreadJsonError: ("names the key 'unit' twice", 1)
    """
    try:
        value = _read_fast(text, -1 if nesting is None else nesting)
        if value is not _UNREAD:
            return value
        if nesting is not None and text.count("[") + text.count("{") > nesting:
            _check_depth(text, nesting)
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise _find(error, text, 0, 1) from None


#: Stands for what was not read.
_UNREAD: Final = object()


def _read_fast(text: str, nesting: int) -> object:
    """The value that a text is, if msgspec is there and sure to read it as the strict reader does.

    That one refuses a key that comes twice, of which msgspec takes the last: then there are more
    quotes in the text than around the keys and texts of the value. And it has its own say on
    numbers with a point.
    """
    decode = _fast_decoder()
    if decode is None:
        return _UNREAD
    quotes = text.count('"')
    if "\\" in text:
        if "\\\\" in text:
            return _UNREAD
        quotes -= text.count('\\"')
    try:
        value = decode(text)
        return value if quotes == _count_quotes(value, nesting) else _UNREAD
    except (ValueError, RecursionError):
        return _UNREAD


@cache
def _fast_decoder() -> Callable[[str], Any] | None:
    try:
        return cast(Callable[[str], Any], import_module("msgspec.json").Decoder().decode)
    except ModuleNotFoundError:
        return None


def _count_quotes(value: Any, nesting: int) -> int:
    """How many quotes stand around the keys and texts of a value.

    Raises:
        ValueError: If there is a number with a point in it, or it is nested deeper than allowed.
    """
    kind = value.__class__
    if kind is dict:
        count, parts = 2 * len(value), value.values()
    elif kind is list:
        count, parts = 0, value
    elif kind is float:
        raise ValueError
    else:
        return 2 if kind is str else 0
    if not nesting:
        raise ValueError
    for part in parts:
        count += 2 if part.__class__ is str else _count_quotes(part, nesting - 1)
    return count


def _check_depth(text: str, nesting: int) -> None:
    """Refuse a text with more opened at once than may be; what is no JSON is told elsewhere.

    Raises:
        RecursionError: If there is.
    """
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', text, re.DOTALL):
        depth += found[0] in "[{"
        depth -= found[0] in "]}"
        if depth > nesting:
            raise RecursionError


class Cursor:
    r"""A place in a JSON text that goes from value to value and knows its line.

    Args:
        text: The text.
        at: Where in it to begin.
        line: The line on which that is.

    Examples:
        >>> cursor = Cursor('{"items":\n[7, 8]}')
        >>> for key in cursor.members("{", "}"):
        ...     for _ in cursor.members("[", "]"):
        ...         print(key, "in line", cursor.line, "is", cursor.value())
        items in line 2 is 7
        items in line 2 is 8
        >>> cursor.end()
    """

    def __init__(self, text: str, at: int = 0, line: int = 1) -> None:
        self._text = text
        self._at = at
        self._line = line

    @property
    def line(self) -> int:
        """The line of the next value."""
        self._skip()
        return self._line

    def value(self) -> object:
        """The next value.

        Raises:
            UnreadJsonError: If there is none.
        """
        self._skip()
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError) as error:
            raise _find(error, self._text, self._at, self._line) from None
        self._go(end)
        return value

    def members(self, first: str, last: str) -> Iterator[str]:
        """Stop before each value of an object or list, which is to be taken before the next.

        Args:
            first: The mark that begins it, `{` or `[`.
            last: The mark that ends it.

        Yields:
            The key of the value in an object; nothing, as text, in a list.

        Raises:
            UnreadJsonError: If there is no such object or list.
        """
        self._take(first)
        separator = ""
        keys: set[str] = set()
        while not self.is_at(last):
            self._take(separator)
            separator = ","
            yield self._key(keys) if first == "{" else ""
        self._take(last)

    def walk(self) -> None:
        """Go through the next value, each key and value in it by itself.

        Raises:
            UnreadJsonError: At the first that is not taken, with its own line.
        """
        within = [self._inside()]
        while within:
            if next(within[-1], None) is None:
                within.pop()
            else:
                within.append(self._inside())

    def _inside(self) -> Iterator[str]:
        """Stop before each value within the next one; one that has none is taken."""
        for first, last in ("{}", "[]"):
            if self.is_at(first):
                return self.members(first, last)
        self.value()
        return iter(())

    def _key(self, keys: set[str]) -> str:
        """The next key, which comes once."""
        if not self.is_at('"'):
            raise self._unexpected("a key")
        key = str(self.value())
        if key in keys:
            raise UnreadJsonError(_twice(key), self._line)
        keys.add(key)
        self._take(":")
        return key

    def is_at(self, mark: str) -> bool:
        """Whether a mark comes next."""
        self._skip()
        return self._text.startswith(mark, self._at)

    def end(self) -> None:
        """Refuse anything that is left.

        Raises:
            UnreadJsonError: If there is anything.
        """
        self._skip()
        if self._at < len(self._text):
            raise self._unexpected("the end")

    def _take(self, mark: str) -> None:
        if not self.is_at(mark):
            raise self._unexpected(mark)
        self._go(self._at + len(mark))

    def _unexpected(self, wanted: str) -> UnreadJsonError:
        return _unread(json.JSONDecodeError(f"expecting {wanted}", self._text, self._at), 1)

    def _skip(self) -> None:
        at = self._at
        while self._text[at : at + 1] and self._text[at] in " \t\r\n":
            at += 1
        self._go(at)

    def _go(self, at: int) -> None:
        self._line += self._text.count("\n", self._at, at)
        self._at = at


def _find(error: ValueError | RecursionError, text: str, at: int, line: int) -> UnreadJsonError:
    """A reader's error as a rule, with the line of what is not taken.

    The reader does not say where it refused a value, so an object or list is walked again.
    """
    if not isinstance(error, (json.JSONDecodeError, RecursionError)):
        cursor = Cursor(text, at, line)
        if cursor.is_at("{") or cursor.is_at("["):
            try:
                cursor.walk()
            except UnreadJsonError as found:
                return found
        return _unread(error, cursor.line)
    return _unread(error, line)


def _unread(error: ValueError | RecursionError, line: int) -> UnreadJsonError:
    """A reader's error as a rule, with the line it names, or else the one where reading began."""
    if isinstance(error, json.JSONDecodeError):
        return UnreadJsonError(_diagnose(error), error.lineno)
    if isinstance(error, _RefusedError):
        return UnreadJsonError(str(error), line)
    if isinstance(error, RecursionError):
        return UnreadJsonError("is nested too deeply", line)
    return UnreadJsonError("holds a number with too many digits", line)


def _diagnose(error: json.JSONDecodeError) -> str:
    """Why a text is no JSON: with the remedy, if the cause is plain."""
    before, after = error.doc[: error.pos], error.doc[error.pos :]
    if after.startswith("\ufeff") and not before:
        return "is not JSON: begins with a byte order mark; save it as UTF-8 without one"
    if error.msg == "Extra data" and after.strip() == ",":
        return TRAILING_COMMA
    gap = before[len(before.rstrip()) :]
    if error.msg == "Extra data" and "\r" in gap and "\n" not in gap:
        return "is not JSON: lines end in a carriage return alone; save it with line feeds"
    return f"is not JSON: {error.msg}, at column {error.colno}"


def _twice(key: str) -> str:
    return f"names the key {short_repr(key)} twice"


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if found.pop(key, found) is found)
        raise _RefusedError(_twice(twice))
    return found


def _constant(name: str) -> NoReturn:
    raise _RefusedError(f"is not JSON: {name} is no number")


def _float(text: str) -> float:
    """The number that a text is, if the nearest that is kept is written so, in 17 digits or fewer.

    One too large to be kept is infinite, and as such within the bounds of no field.
    """
    value = float(text)
    if isinf(value) or _is_same(text, repr(value)) or _is_same(text, f"{value:.17g}"):
        return value
    raise _RefusedError(f"holds the number {short_repr(text)}, which has more digits than are kept")


def _is_same(text: str, other: str) -> bool:
    try:
        return Decimal(text) == Decimal(other)
    except InvalidOperation:  # its exponent has some twenty digits
        return False


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=_float, parse_constant=_constant
)
