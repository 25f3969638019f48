"""Records as a list for people: what each is called, and how many claims have to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.messages import short_repr, wrap
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS, Record, find_named, nobody_called
from dprk_transfers.model.selection import claims_by
from dprk_transfers.reconciliation.rows import Row
from dprk_transfers.reconciliation.wording import Wording, count_of, spoken

__all__ = ["COLUMNS", "LISTED", "catalogue", "say_records"]

#: The kinds of record that are listed; claims have a list of their own.
LISTED: Final = tuple(kind for kind in KINDS if kind != "claims")

#: What is told of each record.
COLUMNS: Final = ("id", "name", "other_names", "what", "country", "claims")


def catalogue(dataset: Dataset, kind: str, *, search: str = "") -> list[Row]:
    """The records of a kind as flat rows, in the order of their ids.

    Args:
        dataset: The dataset.
        kind: The kind, any but `claims`.
        search: Words that the id, a name, the title or an author has, in capitals or not.

    Returns:
        A row a record: its `id`, main `name` or title, `other_names`, `what` it is, its `country`,
        and how many `claims` have to do with it or with what lies inside it.

    Raises:
        LookupError: If no record has the words; the message names those like it.
        ValueError: If there is no such kind.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> for row in catalogue(load_casebook(), "vessels", search="마리아"):
        ...     print(row["id"], row["name"], row["what"], row["country"])
        maria Maria general cargo RU
    """
    check_kind(Dataset, dataset, "dataset")
    if kind not in LISTED:
        raise ValueError(f"kind must be one of {', '.join(LISTED)}, got {short_repr(kind)}")
    found: tuple[Record, ...] = find_named(dataset.tables[kind], search)
    if search and not found:
        name = KINDS[kind].__name__.lower()
        raise LookupError(nobody_called(name, search, dataset.tables[kind]))
    claims = claims_by(dataset, kind)
    return [_row(record, len(claims.get(record.id, ()))) for record in found]


def _row(record: Any, claims: int) -> Row:
    names = getattr(record, "names", None)
    main = record.title or record.id if names is None else names.main
    forms = [] if names is None else [form for each in names.values() for form in each]
    kind = getattr(record, "kind", None)
    places = (getattr(record, name, None) for name in ("country", "flag"))
    return {
        "id": record.id,
        "name": main,
        "other_names": "; ".join(form for form in dict.fromkeys(forms) if form != main) or None,
        "what": None if kind is None else spoken(kind),
        "country": next(filter(None, places), None),
        "claims": claims,
    }


def say_records(dataset: Dataset, kind: str, *, search: str = "", width: int = 88) -> str:
    r"""The records of a kind as plain text, as `catalogue` finds them.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> print(say_records(load_casebook(), "items", search="koksan"), end="")
        1 of 55 items
        170mm-guns
          170 mm Koksan self-propelled guns (Koksan): 3 claims
    """
    rows = catalogue(dataset, kind, search=search)
    return wrap(_lines(Wording(dataset), rows, f"{len(dataset.tables[kind]):,} {kind}"), width)


def _lines(wording: Wording, rows: list[Row], whole: str) -> Iterator[str]:
    yield f"{len(rows):,} of {whole}"
    for row in rows:
        others = row["other_names"] and f"({row['other_names']})"
        country = row["country"] and wording.country(str(row["country"]))
        name = " ".join(str(part) for part in (row["name"], others) if part)
        told = ", ".join(str(part) for part in (name, row["what"], country) if part)
        yield str(row["id"])
        yield f"  {told}: {count_of(int(row['claims'] or 0), 'claim')}"
