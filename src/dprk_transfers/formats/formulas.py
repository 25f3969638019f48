"""Cells of a workbook without a value: errors, and formulas that nobody worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final
from zipfile import ZipFile

from dprk_transfers.formats.spreadsheets import CellError, column_position

__all__ = ["find_errors"]

#: A cell with something in it: its attributes, and what is in it.
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.+?)</(?:\w+:)?v\s*>", re.DOTALL)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_AT: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE: Final = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")

_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_LINK: Final = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")

_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"


def find_errors(archive: ZipFile) -> dict[str, dict[tuple[int, int], CellError]]:
    """The cells without a value of each sheet, by row and column, both counted from 0.

    What reads a workbook takes such a cell for an empty one. Where a formula gave no text, its cell
    is one: nothing is lost there.

    Args:
        archive: The workbook, whose parts are as large as may be read.
    """
    parts = {*archive.namelist()}
    members = _members(archive).items() if {_BOOK, _LINKS} <= parts else ()
    return {name: dict(_errors(archive.read(part))) for name, part in members if part in parts}


def _errors(sheet: bytes) -> Iterator[tuple[tuple[int, int], CellError]]:
    for found in _CELL.finditer(sheet):
        attributes, inner = found.groups()
        told, kind, place = _VALUE.search(inner), _TYPE.search(attributes), _AT.search(attributes)
        is_error = kind is not None and kind[1] == b"e"
        is_unworked = _FORMULA.search(inner) and told is None and (kind is None or kind[1] == b"n")
        if place is not None and (is_error or is_unworked):
            at = int(place[2]) - 1, column_position(place[1].decode())
            shown = told[1].decode("utf-8", "replace") if told else "a formula without its value"
            yield at, CellError(shown)


def _members(archive: ZipFile) -> Mapping[str, str]:
    """The part of the archive that holds each sheet."""
    book, links = (archive.read(name).decode("utf-8", "replace") for name in (_BOOK, _LINKS))
    target = {
        _attribute(tag, "Id"): _attribute(tag, "Target").removeprefix("/xl/")
        for tag in _LINK.findall(links)
    }
    return {
        _attribute(tag, "name"): f"xl/{target.get(_attribute(tag, 'id'), '')}"
        for tag in _SHEET.findall(book)
    }


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""[\s:]{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape(found[1] or found[2] or "") if found else ""
