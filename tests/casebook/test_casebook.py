"""The casebook keeps its own rules."""

import re
from datetime import date
from pathlib import Path

from dprk_transfers import (
    Answer,
    Evidence,
    Measure,
    Reading,
    When,
    dump_dataset,
    load_casebook,
    read_when,
    reconcile,
    review,
)
from dprk_transfers.present import pages
from dprk_transfers.reconciliation import origins
from dprk_transfers.values import Span

DATA = Path(__file__).parents[2] / "src" / "dprk_transfers" / "casebook" / "data"
PAGES = Path(__file__).parents[2] / "docs" / "casebook"
BOOK = load_casebook()


def containers(reading: Reading = Reading.LITERAL, as_known: date | None = None) -> Answer:
    question = next(q for q in BOOK.by_question if q.item == "arms-containers")
    return reconcile(BOOK, question=question, reading=reading, as_known=as_known).answers[0]


def test_it_is_sound() -> None:
    assert BOOK.validate() == ()


def test_its_files_are_written_as_the_library_writes_them(tmp_path: Path) -> None:
    dump_dataset(BOOK, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in DATA.iterdir()
    }


def test_the_pages_are_what_the_command_pages_would_write_to_docs_casebook() -> None:
    files = {path for path in PAGES.rglob("*") if path.is_file()}
    assert {path.relative_to(PAGES).as_posix(): path.read_text("utf-8") for path in files} == pages(
        BOOK
    )


def test_every_record_is_used() -> None:
    used = {claim.speaker for claim in BOOK.claims.values()}
    used |= {relay for claim in BOOK.claims.values() for relay in claim.via}
    used |= {document.publisher for document in BOOK.documents.values()}
    used |= {source.part_of for source in BOOK.sources.values() if source.part_of}
    used |= {member for source in BOOK.sources.values() for member in source.members}
    assert used == set(BOOK.sources)
    items = {claim.item for claim in BOOK.claims.values()}
    items |= {item.broader for item in BOOK.items.values()}
    assert set(BOOK.items) <= items


def test_date_words_that_a_rule_reads_mean_the_period_recorded_or_a_note_says_why_not() -> None:
    for claim in BOOK.claims.values():
        published = BOOK.documents[claim.document].published
        if claim.period_words is None or claim.note is not None:
            continue
        assert published is not None
        assert published.latest is not None
        meant = read_when(claim.period_words, published=published.latest)
        assert claim.period in (meant, whole(meant)), claim.id


def whole(period: When) -> When:
    """All days of a month or a year, as a total over it is of."""
    first, last = period.earliest, period.latest
    return When.from_spans(Span(first, first), Span(last, last))


def test_what_deserves_a_second_look_has_a_note() -> None:
    for remark in review(BOOK):
        kind, _, own_id = str(remark.record).partition("/")
        assert BOOK.tables[kind][own_id].note, remark


def test_the_floor_of_the_containers_rises_from_briefing_to_briefing() -> None:
    told = {
        date(2023, 10, 14): (1001, {"kbs-1000c"}),
        date(2023, 11, 30): (1600, {"jcs-2000"}),
        date(2024, 1, 31): (4500, {"shin-5000-dec"}),
        date(2024, 2, 29): (10_001, {"ukr-10000"}),
        date(2024, 10, 31): (13_001, {"dia-13000"}),
        date(2024, 11, 30): (16_000, {"mnd-20000"}),
        date(2025, 7, 31): (25_200, {"dia-28000"}),
    }
    for day, (least, ids) in told.items():
        bounds = containers(as_known=day).bounds
        assert (bounds.range.lower, set(bounds.lower_by)) == (least, ids)
        assert bounds.range.upper is None


def test_washington_and_seoul_are_in_tension_by_what_the_dates_make_of_it() -> None:
    answer = containers(as_known=date(2024, 2, 29))
    assert answer.contradictions == ()
    (clash,) = answer.tensions
    assert (clash.floor_id, clash.ceiling_id) == ("ukr-10000", "shin-6700")
    assert clash.difference == 2966
    assert BOOK.claims["ukr-10000"].period_words == "since last September"
    # Its page names no start for the containers, and other tellings name many.
    assert BOOK.claims["shin-6700"].period == When("/2024-02-26")


def test_washington_and_london_are_3501_containers_apart_in_one_week_of_may() -> None:
    answer = containers()
    pairs = {(each.floor_id, each.ceiling_id): each for each in answer.tensions}
    assert pairs["shea-24000", "uk-20000"].difference == 3501
    told = [step.text for step in answer.sentences if step.topic == "tension"]
    assert any("3,501 too many" in text and "“is believed to have”" in text for text in told)
    assert not any("further pair" in text for text in told)


def test_by_its_own_account_ukraine_has_a_million_and_a_half_shells_moved_in_a_month() -> None:
    (answer,) = (each for each in reconcile(BOOK) if each.question.item == "152mm-shells")
    found = answer.increments[0]
    assert (found.floor_id, found.ceiling_id) == ("hur-5m", "zel-3m5")
    assert found.same_origin
    assert found.strain is not None
    assert found.strain > 5
    told = [step.text for step in answer.sentences if step.topic == "increment"]
    assert "by its own account, Ukrainian government has 1,450,001 or more shells moved" in told[0]


def test_two_bodies_of_one_state_gave_the_figures_of_autumn_2024() -> None:
    speakers = {BOOK.claims[own].speaker for own in ("nis-13000", "mnd-20000")}
    assert speakers == {"rok-national-intelligence-service", "rok-ministry-of-national-defence"}
    pair = [BOOK.claims[own] for own in ("nis-13000", "mnd-20000")]
    assert origins(BOOK, pair, "source").count == 2
    assert origins(BOOK, pair, "organisation").count == 1


def test_five_tellings_of_one_briefing_are_one_origin_and_one_count() -> None:
    tellings = ("shin-6700", "ih-6700", "shin-3m152", "rbc-3m", "rfa-3m-south")
    claims = [BOOK.claims[own] for own in tellings]
    assert len({claim.document for claim in claims}) == 4
    found = origins(BOOK, claims, "source")
    assert (found.count, list(found.by_origin)) == (1, ["shin-won-sik"])
    assert {"shin-6700", "ih-6700"} & set(containers().used) == {"shin-6700"}


def test_a_garbled_relay_sets_no_bound_on_voyages() -> None:
    answer = reconcile(BOOK, as_known="2024-03-31")["sea-voyages/trips/moved"]
    assert (answer.bounds.range.lower, answer.bounds.lower_by) == (32, ("nkpro-32",))
    assert "ct-49times" not in answer.used


def test_washington_and_london_are_in_tension_in_may_2025() -> None:
    answer = containers(as_known=date(2025, 5, 31))
    assert answer.bounds.lower_by == ("shea-24000",)
    assert answer.contradictions == ()
    pairs = {(clash.floor_id, clash.ceiling_id) for clash in answer.tensions}
    assert ("shea-24000", "uk-20000") in pairs


def test_shells_and_rounds_delivered_are_one_question_of_four_capitals() -> None:
    answer = reconcile(BOOK)["artillery-ammunition/rounds/moved"]
    quantities = (BOOK.claims[own].quantity for own in answer.used)
    units = {quantity.unit for quantity in quantities if quantity}
    assert units == {"rounds", "shells"}
    assert {"nis-1m", "us-6m", "hur-5m", "msmt-9m"} <= set(answer.used)
    floors = {step.bounds.range.lower: step.bounds.lower_by for step in answer.curve}
    assert floors[1_000_001] == ("nis-1m",)
    assert floors[5_000_001] == ("hur-5m",)
    assert floors[6_000_000][-1] == "us-6m"


def test_what_boxes_could_hold_is_one_question_apart() -> None:
    answer = reconcile(BOOK)["artillery-ammunition/rounds/capacity"]
    assert {"shin-2m3", "mnd-9m4", "dia-12m", "crs-3m", "rbf-range"} <= set(answer.used)
    assert {"osc-4-6m", "osc-4m2-5m8", "rbf-52"}.isdisjoint(answer.used)


def test_railcars_that_stand_in_images_are_examined_and_never_moved() -> None:
    stood = [
        claim
        for claim in BOOK.claims.values()
        if claim.quantity
        and claim.quantity.unit == "railcars"
        and claim.evidence is Evidence.IMAGERY
        and not claim.repeats
    ]
    assert len(stood) > 5
    assert {claim.measure for claim in stood} == {Measure.EXAMINED}


def test_who_speaks_jointly_has_members_and_who_has_no_name_is_no_origin() -> None:
    joint = {source.id for source in BOOK.sources.values() if source.members}
    assert {"msmt", "eight-states-january-2024", "us-japan-rok-foreign-ministers"} <= joint
    assert len(BOOK.sources["msmt"].members) == 11
    assert origins(BOOK, ["cwe-5m", "ccs-millions"]).count == 0


def test_a_misprint_bounds_nothing_and_says_where_the_other_figure_stands() -> None:
    misprinted = {claim.id for claim in BOOK.claims.values() if claim.misprint}
    assert misprinted
    answers = reconcile(BOOK).answers
    bound = {
        own for answer in answers for own in (*answer.bounds.lower_by, *answer.bounds.upper_by)
    }
    assert misprinted.isdisjoint(bound)
    named = {
        own: re.findall(r"https?://\S+|[a-z]+-[\w-]+", BOOK.claims[own].misprint or "")
        for own in misprinted
    }
    assert all(
        any(n in BOOK.claims or n.startswith("http") for n in found) for found in named.values()
    )


def test_capacities_are_told_apart_from_counts() -> None:
    shells = {
        question.measure.value
        for question in BOOK.by_question
        if BOOK.items_related(question.item, "artillery-ammunition")
    }
    assert {"moved", "capacity"} <= shells
    boxes = BOOK.claims["dia-12m"]
    assert (boxes.measure, boxes.rests_on) == (Measure.CAPACITY, ("dia-28000",))


def test_the_denials_are_general_and_bare_and_older_than_what_they_meet() -> None:
    for own_id in ("asialive-denial-dprk", "asialive-denial-russia"):
        found = [
            position
            for dispute in containers().disputes
            for position in dispute.positions
            if position.claim == own_id
        ]
        assert found
        assert all(position.is_general and not position.is_substantive for position in found)


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
