"""The casebook keeps its own rules."""

from pathlib import Path

import pytest

from dprk_transfers import (
    Answer,
    Claim,
    Reading,
    UnreadableError,
    dump_dataset,
    load_casebook,
    read_when,
    reconcile,
)
from dprk_transfers.present import facts

DATA = Path(__file__).parents[2] / "src" / "dprk_transfers" / "casebook" / "data"
PAGE = Path(__file__).parents[2] / "docs" / "casebook.md"
BOOK = load_casebook()


def containers(reading: Reading = Reading.LITERAL) -> Answer:
    answers = reconcile(BOOK, reading=reading)
    return next(answer for answer in answers if answer.question.unit == "containers")


def test_it_is_sound() -> None:
    assert BOOK.validate() == ()


def test_its_files_are_written_as_the_library_writes_them(tmp_path: Path) -> None:
    dump_dataset(BOOK, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in DATA.iterdir()
    }


def test_the_page_of_facts_is_what_would_be_generated_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == facts(BOOK)


def test_every_document_has_an_address_and_every_inferred_date_its_reason() -> None:
    for document in BOOK.documents.values():
        assert document.url is not None
        assert document.note is not None


def test_every_record_is_used() -> None:
    used = {claim.speaker for claim in BOOK.claims.values()}
    used |= {relay for claim in BOOK.claims.values() for relay in claim.via}
    used |= {document.publisher for document in BOOK.documents.values()}
    used |= {source.part_of for source in BOOK.sources.values() if source.part_of}
    assert used == set(BOOK.sources)
    items = {claim.item for claim in BOOK.claims.values()}
    items |= {item.broader for item in BOOK.items.values()}
    assert set(BOOK.items) <= items


@pytest.mark.parametrize("claim", BOOK.claims.values(), ids=lambda claim: claim.id)
def test_date_words_that_a_rule_reads_mean_the_period_recorded_or_a_note_says_why_not(
    claim: Claim,
) -> None:
    published = BOOK.documents[claim.document].published
    assert published is not None
    assert published.latest is not None
    if claim.period_words is None:
        return
    try:
        read = read_when(claim.period_words, published=published.latest)
    except UnreadableError:
        assert claim.note is not None
        return
    assert read == claim.period or claim.note is not None


def test_containers_stand_at_more_than_1000_in_mid_october_and_about_2000_in_early_november() -> (
    None
):
    october, *_, late = containers().curve
    assert (october.day.isoformat(), october.bounds.range.lower) == ("2023-10-13", 1001)
    assert october.bounds.lower_by == ("asialive-containers",)
    november = next(step for step in containers().curve if step.bounds.range.lower == 1600)
    assert november.day.isoformat() == "2023-11-02"
    assert november.bounds.lower_by == ("rbc-containers-body",)
    assert late.bounds.range.lower == 1600
    typical = containers(Reading.TYPICAL)
    assert (typical.bounds.range.lower, typical.bounds.range.upper) == (1900, 1999)


def test_nothing_contradicts_and_two_speakers_stand_behind_five_figures() -> None:
    answer = containers()
    assert (answer.conflicts, answer.tensions) == ((), ())
    assert len(answer.used) == 5
    assert set(answer.origins.claims) == {"us-government", "rok-government"}


def test_the_denials_are_general_and_bare_and_older_than_what_they_meet() -> None:
    for own_id in ("asialive-denial-dprk", "asialive-denial-russia"):
        found = [
            position
            for dispute in containers().disputes
            for position in dispute.positions
            if position.claim == own_id
        ]
        assert found
        assert all(position.general and not position.substantive for position in found)


def test_the_other_reading_of_the_wagons_has_the_direction_reversed() -> None:
    alternative = BOOK.claims["asialive-nkpro-imports"]
    answered = BOOK.claims[alternative.about[0]]
    ways = [
        (shipment.supplier, shipment.recipient)
        for shipment in (
            BOOK.shipments[alternative.shipment or ""],
            BOOK.shipments[answered.shipment or ""],
        )
    ]
    assert ways == [("RU", "KP"), ("KP", "RU")]
