"""A dataset as an SQLite database: a table a kind of record, and one for each list in a record.

| table | a row of it |
|---|---|
| `dataset` | title, version and licence |
| `claims`, `sources`, … | a record; what is one part of it, too (`quantity_words`) |
| `claims_about`, `documents_authors`, … | an element of a list: the record, position, id or text |
| `sources_names`, `items_names`, … | a name: the record, language, position, name |
| `vessels_designations` | a designation: the vessel, position, authority, date, reference |
| `claim_ranges` | what a figure means in both readings, in words and as numbers |
| `claim_days` | when a claim was said, its window, and the first and last day that each can be |
| `answers` | what follows about a question, where that is given |
| `answers_used`, `answers_lower_by`, … | a claim that counts, or that an end follows from |

The views `claims_told` and `answers_told` put these beside the words and who said them. Whatever
names another record is a foreign key. Numbers in `claim_ranges` and `answers` are whole where they
fit into 64 bits and else the nearest there are; the words beside them (`literal`, `typical`) are
exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from enum import Enum
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.formats.flat import Flat, flat_fields
from dprk_transfers.formats.outcome import Outcome
from dprk_transfers.formats.writing import staged
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.names import Names
from dprk_transfers.model.question import Question
from dprk_transfers.model.records import KINDS
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

if TYPE_CHECKING:
    import sqlite3

__all__ = ["write_sqlite"]

_Value = str | int | float | None
_Row = Mapping[str, _Value]


def write_sqlite(
    dataset: Dataset, path: str | PathLike[str], *, answers: Iterable[Outcome] = ()
) -> None:
    """Write a dataset as a new SQLite database, whole or not at all; what is there is replaced.

    Args:
        dataset: A dataset without gaps.
        path: The file.
        answers: What follows, as `dprk_transfers.present.outcomes` gives it.

    Raises:
        OSError: If it cannot be written.
        ValueError: If a record names another that the dataset does not have.

    Examples:
        >>> import sqlite3
        >>> from tempfile import TemporaryDirectory
        >>> from dprk_transfers import load_casebook
        >>> asked = "select literal, typical from claim_ranges where id = 'rbc-containers-body'"
        >>> with TemporaryDirectory() as folder:
        ...     write_sqlite(load_casebook(), f"{folder}/book.db")
        ...     with closing(sqlite3.connect(f"{folder}/book.db")) as book:
        ...         book.execute(asked).fetchone()
        ('1,600 to 2,400', '1,900 to 2,100')
    """
    import sqlite3  # not every Python has it

    check_kind(Dataset, dataset, "dataset")
    if dataset.gaps:
        raise ValueError(f"a dataset with gaps is not written: {dataset.gaps[0]}")
    try:
        with staged(Path(path)) as file, closing(sqlite3.connect(file)) as book:
            _fill(book, dataset, [*answers])
    except sqlite3.OperationalError as error:  # such as a full disk
        raise OSError(str(error)) from error


def _fill(book: sqlite3.Connection, dataset: Dataset, answers: Sequence[Outcome]) -> None:
    book.execute("pragma journal_mode = off")
    _about(book, dataset)
    for kind, record in KINDS.items():
        _kind(book, kind, flat_fields(record), [*dataset.tables[kind].values()])
    _ranges(book, dataset)
    _days(book, dataset)
    _answers(book, answers)
    book.executescript(_VIEWS)
    book.commit()


def _create(
    book: sqlite3.Connection,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[_Row],
    key: str = "id",
) -> None:
    """Make a table with its rows, and an index for each foreign key that is not the first."""
    told = [f'"{name}" {form}' for name, form in columns.items()]
    book.execute(f'create table "{table}" ({", ".join([*told, f"primary key ({key})"])})')
    marks = ", ".join("?" for _ in columns)
    statement = f'insert into "{table}" values ({marks})'  # noqa: S608  (names of our own)
    book.executemany(statement, ([row[name] for name in columns] for row in rows))
    for name, form in [*columns.items()][1:]:
        if "references" in form:
            book.execute(f'create index "{table}_by_{name}" on "{table}" ("{name}")')


def _about(book: sqlite3.Connection, dataset: Dataset) -> None:
    row = {"title": dataset.title, "version": dataset.version, "licence": dataset.licence}
    columns = {"title": "text not null", "version": "text", "licence": "text"}
    _create(book, "dataset", columns, [row], key="title")


def _kind(
    book: sqlite3.Connection, kind: str, fields: Sequence[Flat], records: Sequence[Any]
) -> None:
    columns = dict(_columns(fields))
    _create(book, kind, columns, ({**_row(fields, record)} for record in records))
    for field in fields:
        if field.shape not in ("value", "part"):
            inner = _element_columns(field)
            rows = (
                {"id": record.id, **element}
                for record in records
                for element in _elements(field, getattr(record, field.name))
            )
            link = {"id": _key(kind), **inner}
            key = "id, language, position" if field.shape == "names" else "id, position"
            _create(book, f"{kind}_{field.name}", link, rows, key=key)


def _key(kind: str) -> str:
    return f"text not null references {kind} (id)"


#: What SQLite keeps of values that are not text.
_FORMS: Final[Mapping[type, str]] = {bool: "integer", int: "integer", float: "real"}


def _columns(fields: Iterable[Flat], lead: str = "") -> Iterator[tuple[str, str]]:
    """The columns for the fields that hold one value, and for those of their parts."""
    for field in fields:
        name = lead + field.name
        if field.shape == "part":
            yield from _columns(field.inner, f"{name}_")
        elif field.shape == "value":
            need = " not null" if field.is_needed and not lead else ""
            link = f" references {field.refers} (id)" if field.refers else ""
            yield name, _FORMS.get(field.kind, "text") + need + link


def _row(fields: Iterable[Flat], record: object, lead: str = "") -> dict[str, _Value]:
    row: dict[str, _Value] = {}
    for field in fields:
        value = None if record is None else getattr(record, field.name)
        if field.shape == "part":
            row |= _row(field.inner, value, f"{lead}{field.name}_")
        elif field.shape == "value":
            row[lead + field.name] = _plain(value)
    return row


def _plain(value: object) -> _Value:
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, float | bool):
        return value
    return value if isinstance(value, int) and abs(value) < _WIDE else str(value)


#: The whole numbers below it fit into 64 bits.
_WIDE: Final = 2**63


def _element_columns(field: Flat) -> dict[str, str]:
    if field.shape == "names":
        return {"language": "text not null", **_POSITION, "name": "text not null"}
    if field.shape == "parts":
        return {**_POSITION, **dict(_columns(field.inner))}
    return {**_POSITION, field.name: _key(field.refers) if field.refers else "text not null"}


_POSITION: Final = {"position": "integer not null"}


def _elements(field: Flat, value: Any) -> Iterator[_Row]:
    if isinstance(value, Names):
        for tag, forms in value.items():
            for position, form in enumerate(forms):
                yield {"language": tag, "position": position, "name": form}
        return
    for position, element in enumerate(value):
        inner = _row(field.inner, element) if field.shape == "parts" else {field.name: element}
        yield {"position": position, **inner}


_ENDS: Final = {
    "lower": "numeric",
    "lower_open": "integer",
    "upper": "numeric",
    "upper_open": "integer",
}


def _amounts(literal: Range, typical: Range) -> dict[str, _Value]:
    row: dict[str, _Value] = {}
    for name, lead, amount in (("literal", "", literal), ("typical", "usual_", typical)):
        row |= {
            name: str(amount),
            f"{lead}lower": _nearest(amount.lower),
            f"{lead}lower_open": amount.lower_open,
            f"{lead}upper": _nearest(amount.upper),
            f"{lead}upper_open": amount.upper_open,
        }
    return row


def _nearest(end: Number | None) -> _Value:
    """An end as a number that SQLite has."""
    is_kept = end is None or (isinstance(end, int) and end < _WIDE)
    return end if is_kept and not isinstance(end, Fraction) else float(end or 0)


_AMOUNTS: Final = {
    "literal": "text not null",
    **_ENDS,
    "typical": "text not null",
    **{f"usual_{name}": form for name, form in _ENDS.items()},
}


def _ranges(book: sqlite3.Connection, dataset: Dataset) -> None:
    rows = (
        {
            "id": claim.id,
            **_amounts(claim.quantity.range(), claim.quantity.range(Reading.TYPICAL)),
        }
        for claim in dataset.claims.values()
        if claim.quantity is not None
    )
    _create(book, "claim_ranges", {"id": _key("claims"), **_AMOUNTS}, rows)


def _days(book: sqlite3.Connection, dataset: Dataset) -> None:
    rows = (
        {
            "id": claim.id,
            **_ends("said", dataset.date_of(claim)),
            **_ends("period", claim.period),
        }
        for claim in dataset.claims.values()
    )
    names = [f"{name}{end}" for name in ("said", "period") for end in ("", "_first", "_last")]
    _create(book, "claim_days", {"id": _key("claims"), **dict.fromkeys(names, "text")}, rows)


def _ends(name: str, when: When | None) -> _Row:
    """A day or window as it is recorded, and the first and last day that it can be."""
    first, last = (when.earliest, when.latest) if when else (None, None)
    return {
        name: None if when is None else str(when),
        f"{name}_first": None if first is None else first.isoformat(),
        f"{name}_last": None if last is None else last.isoformat(),
    }


_OUTCOME: Final[Mapping[str, str]] = {
    "id": "text not null",
    **dict(_columns(flat_fields(Question))),
    "item": _key("items"),
    "as_of": "text",
    **_AMOUNTS,
    "origins": "integer not null",
    "contradictions": "integer not null",
    "tensions": "integer not null",
}


def _answers(book: sqlite3.Connection, answers: Sequence[Outcome]) -> None:
    told = {str(answer.question): answer for answer in answers}
    _create(book, "answers", _OUTCOME, map(_outcome, told.values()))
    for name in ("used", "lower_by", "upper_by"):
        columns = {"id": _key("answers"), **_POSITION, "claim": _key("claims")}
        links = (
            {"id": code, "position": position, "claim": own_id}
            for code, answer in told.items()
            for position, own_id in enumerate(getattr(answer, name))
        )
        _create(book, f"answers_{name}", columns, links, key="id, position")


def _outcome(answer: Outcome) -> _Row:
    return {
        "id": str(answer.question),
        **_row(flat_fields(Question), answer.question),
        "as_of": None if answer.as_of is None else answer.as_of.isoformat(),
        **_amounts(answer.literal, answer.typical),
        "origins": answer.origins,
        "contradictions": answer.contradictions,
        "tensions": answer.tensions,
    }


_VIEWS: Final = """
create view claims_told as
select
    claims.id, claims.stance, claims.speaker, names.name as speaker_name,
    days.said, days.said_first, days.said_last,
    days.period, days.period_first, days.period_last,
    claims.quantity_words as words, claims.quantity_unit as unit, literal, typical,
    lower, lower_open, upper, upper_open,
    usual_lower, usual_lower_open, usual_upper, usual_upper_open,
    claims.certainty as doubt, claims.measure, claims.extent, claims.item, claims.shipment,
    claims.document, documents.publisher, coalesce(documents.url, documents.archive_url) as address,
    claims.summary
from claims
join documents on documents.id = claims.document
join claim_days as days using (id)
left join claim_ranges using (id)
left join sources_names as names on names.rowid = (
    select rowid from sources_names as one where one.id = claims.speaker
    order by one.language <> 'en', one.language, one.position limit 1
);

create view answers_told as
select
    answers.id as answer, answers.literal, answers.typical,
    answers.as_of, answers.origins, answers.contradictions, answers.tensions,
    ends.which, claims_told.id as claim, claims_told.words, claims_told.doubt,
    claims_told.speaker_name, claims_told.said, claims_told.address
from answers
left join (
    select id, claim, 'lower' as which from answers_lower_by
    union all select id, claim, 'upper' from answers_upper_by
) as ends using (id)
left join claims_told on claims_told.id = ends.claim;
"""
