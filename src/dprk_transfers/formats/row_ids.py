"""Ids of the rows of a table that have none, made from what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dprk_transfers.formats.rows import Row
from dprk_transfers.model.new_id import new_id

__all__ = ["with_ids"]

#: The columns that tell a record from others of its kind. Others are told by a name.
_TELLING: Final = {
    "claims": ("document", "speaker", "item", "stance", "quantity.words", "summary"),
    "documents": ("publisher", "published", "title"),
}


def with_ids(rows: Iterable[Row], kind: str) -> Iterator[list[str | None]]:
    """The cells of the rows of a table, its header first, with an id in each that has cells.

    An id is made by [`new_id`][dprk_transfers.model.new_id.new_id]: of a claim from its document,
    speaker, item, stance if it answers, and the words of its quantity or else its summary; of a
    document from publisher, day and title; of another record from its English or else first name.
    Ids that are there stay, and rows that tell the same come to have the same.

    Examples:
        >>> first = Row(1, ["publisher", "published", "title"])
        >>> rows = [first, Row(2, ["kbs", "2023-10-13", "Munitions sent"])]
        >>> for cells in with_ids(rows, "documents"):
        ...     print(cells)
        ['id', 'publisher', 'published', 'title']
        ['kbs-2023-10-13-munitions-sent', 'kbs', '2023-10-13', 'Munitions sent']
    """
    names: list[str] = []
    for row in rows:
        cells = [c if c is None or isinstance(c, str) else str(c) for c in row.cells]
        if row.number == 1:
            names = [(name or "").strip() for name in cells]
            yield cells if "id" in names else ["id", *cells]
            continue
        told = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
        own_id = told.get("id") or _made(_words(told, kind))
        if "id" in names:
            cells += [None] * (len(names) - len(cells))
            cells[names.index("id")] = own_id
            yield cells
        else:
            yield [own_id, *cells]


def _made(words: list[str]) -> str | None:
    """An id made from words, where they have a letter or a digit."""
    return new_id(*words) if any(map(str.isalnum, "".join(words))) else None


def _words(told: dict[str, str], kind: str) -> list[str]:
    """What tells a record from others of its kind."""
    if kind not in _TELLING:
        named = sorted(name for name in told if name.startswith("names."))
        return [told[name] for name in ["names.en", *named] if name in told][:1]
    left_out = {"summary"} if "quantity.words" in told else set[str]()
    if told.get("stance") == "asserts":
        left_out.add("stance")
    return [told[name] for name in _TELLING[kind] if name in told and name not in left_out]
