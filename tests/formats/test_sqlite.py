"""The database, held against the dataset that it was written from."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.builders import build, dataset, whole

from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats.sqlite import write_sqlite
from dprk_transfers.model import Claim, Dataset, Quantity
from dprk_transfers.present import outcomes
from dprk_transfers.reading import Reading
from dprk_transfers.reconciliation import reconcile
from dprk_transfers.strategies import datasets


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as book:
        book.row_factory = sqlite3.Row
        yield book


def rows(book: sqlite3.Connection, *parts: str) -> list[dict[str, Any]]:
    return [dict(row) for row in book.execute("".join(parts))]


def check(book: sqlite3.Connection) -> None:
    assert book.execute("pragma foreign_key_check").fetchall() == []
    assert [tuple(row) for row in book.execute("pragma integrity_check")] == [("ok",)]


def test_the_casebook_is_whole_in_a_database(tmp_path: Path) -> None:
    book = load_casebook()
    found = reconcile(book)
    write_sqlite(book, tmp_path / "book.db", answers=outcomes(found))
    with opened(tmp_path / "book.db") as base:
        check(base)
        for kind, records in book.tables.items():
            assert [row["id"] for row in rows(base, "select id from ", kind)] == [*records]
        for name in ("about", "repeats", "rests_on", "via", "locations", "vessels"):
            told = rows(base, "select * from claims_", name, " order by id, position")
            assert [(row["id"], row[name]) for row in told] == [
                (claim.id, other)
                for claim in book.claims.values()
                for other in getattr(claim, name)
            ]
        names = rows(base, "select name from sources_names where id = 'white-house'")
        assert names == [{"name": "White House"}]
        told = rows(base, "select * from claim_ranges order by id")
        figures = [claim for claim in book.claims.values() if claim.quantity is not None]
        for row, claim in zip(told, figures, strict=True):
            assert claim.quantity is not None
            for lead, name, reading in (
                ("", "literal", Reading.LITERAL),
                ("usual_", "typical", Reading.TYPICAL),
            ):
                amount = claim.quantity.range(reading)
                assert row["id"] == claim.id
                assert row[name] == str(amount)
                assert (row[f"{lead}lower"], row[f"{lead}upper"]) == (amount.lower, amount.upper)
                assert bool(row[f"{lead}upper_open"]) is amount.upper_open
        answers = {row["id"]: row for row in rows(base, "select * from answers")}
        for answer in found:
            row = answers[str(answer.question)]
            assert row["literal"] == str(answer.bounds.range)
            assert (row["origins"], row["tensions"]) == (answer.origins.count, len(answer.tensions))
        assert len(answers) == len(found)


def test_views_tell_claims_and_answers_in_words(tmp_path: Path) -> None:
    book = load_casebook()
    found = reconcile(book, as_known="2024-02-29", question="arms-containers")
    write_sqlite(book, tmp_path / "book.db", answers=outcomes(found))
    with opened(tmp_path / "book.db") as base:
        assert len(rows(base, "select * from claims_told")) == len(book.claims)
        (told,) = rows(base, "select * from answers_told")
        assert (told["claim"], told["which"], told["words"]) == (
            "ukr-10000",
            "lower",
            "more than 10,000",
        )
        assert told["speaker_name"] == "United States Department of State"
        (claim,) = rows(base, "select * from claims_told where id = 'shin-6700'")
        assert (claim["speaker_name"], claim["said_last"]) == ("Shin Won-sik", "2024-02-26")


def test_every_field_stands_in_a_column_or_a_table(tmp_path: Path) -> None:
    write_sqlite(whole(), tmp_path / "book.db")
    with opened(tmp_path / "book.db") as base:
        check(base)
        (reply,) = rows(base, "select * from claims where id = 'reply'")
        assert reply["stance"] == "disputes"
        assert reply["general"] == 1
        assert reply["quantity_lower"] == "5/2"
        assert reply["quantity_upper"] == "20"
        assert (reply["checked_against"], reply["checked_on"]) == ("page", "2023-10-16")
        (word,) = rows(base, "select * from claims where id = 'word'")
        assert (word["quantity_words"], word["checked_on"]) == (None, None)
        (amount,) = rows(base, "select * from claim_ranges where id = 'reply'")
        assert (amount["lower"], amount["upper"], amount["literal"]) == (2.5, 20, "2.5 to 20")
        listed = rows(base, "select * from vessels_designations")
        assert [tuple(row.values()) for row in listed] == [
            ("angara", 0, "OFAC", "2022-05-08", "SDN 1"),
            ("angara", 1, "EU", None, None),
        ]
        names = rows(base, "select * from locations_names where id = 'rajin'")
        assert [(row["language"], row["position"], row["name"]) for row in names] == [
            ("en", 0, "Rajin"),
            ("en", 1, "Najin"),
            ("ko", 0, "나진"),
        ]
        (place,) = rows(base, "select * from locations where id = 'rajin'")
        assert (place["latitude"], place["ids_geonames"]) == (42.25, 2042645)
        assert rows(base, "select authors from documents_authors") == [{"authors": "Some Body"}]
        assert rows(base, "select * from answers") == []


@given(datasets())
def test_any_dataset_keeps_its_foreign_keys(tmp_path_factory: Any, dataset: Dataset) -> None:
    file = tmp_path_factory.mktemp("sqlite") / "book.db"
    write_sqlite(dataset, file, answers=outcomes(reconcile(dataset)))
    with opened(file) as base:
        check(base)
        count = rows(base, "select count(*) as count from claims_told")[0]["count"]
        assert count == len(dataset.claims)


@pytest.mark.parametrize(
    ("lower", "kept"), [(2**63 - 1, 2**63 - 1), (2**63, 2.0**63), (10**150, 1e150)]
)
def test_an_amount_that_is_too_wide_is_the_nearest_there_is(
    tmp_path: Path, lower: int, kept: float
) -> None:
    found = whole()
    first = found.claims["first"]
    quantity = Quantity("very many", "containers", lower=lower)
    changed = attrs.evolve(found, claims=[attrs.evolve(first, quantity=quantity)])
    assert changed.gaps == ()
    write_sqlite(changed, tmp_path / "book.db")
    with opened(tmp_path / "book.db") as base:
        (row,) = rows(base, "select lower from claim_ranges")
        assert row == {"lower": kept}
        (plain,) = rows(base, "select quantity_lower from claims")
        assert plain == {"quantity_lower": str(lower)}


def test_a_dataset_with_gaps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gaps is not written: document briefing is not in"):
        write_sqlite(dataset(build(Claim)), tmp_path / "book.db")
    assert [*tmp_path.iterdir()] == []


def test_a_database_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "book.db"
    write_sqlite(whole(), file)
    write_sqlite(load_casebook(), file)
    before = file.read_bytes()
    monkeypatch.setattr("dprk_transfers.formats.sqlite._VIEWS", "create view broken")
    with pytest.raises(OSError, match=r"incomplete input|syntax error"):
        write_sqlite(whole(), file)
    assert file.read_bytes() == before
    assert [*tmp_path.iterdir()] == [file]
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_sqlite(whole(), tmp_path / "folder")
