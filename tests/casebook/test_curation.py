"""The rules by which the casebook is made, so far as they can be checked."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from dprk_transfers import Claim, Reliability, Stance, load_casebook
from dprk_transfers.model import KINDS, Against

BOOK = load_casebook()
PAGE = Path(__file__).parents[2] / "docs" / "curation.md"
CURATION = PAGE.read_text(encoding="utf-8")
LEFT_OUT = PAGE.with_name("left-out.md").read_text(encoding="utf-8")
CLAIMS = BOOK.claims.values()


def test_a_document_has_an_address_a_day_and_a_note() -> None:
    for document in BOOK.documents.values():
        assert document.url or document.archive_url, document.id
        assert document.published is not None, document.id
        assert document.note is not None, document.id
    assert BOOK.by_document.keys() == BOOK.documents.keys()


def test_bounds_are_set_by_hand_only_where_a_note_says_so() -> None:
    by_hand = [claim for claim in CLAIMS if claim.quantity and claim.quantity.is_by_hand]
    assert by_hand
    assert [claim.id for claim in by_hand if "ounds set by hand" not in (claim.note or "")] == []


def test_literal_words_are_few_and_a_summary_is_a_sentence() -> None:
    for claim in CLAIMS:
        literal = (claim.quantity and claim.quantity.words, claim.period_words, claim.certainty)
        assert all(len(words.split()) <= 12 for words in literal if words), claim.id
        assert re.fullmatch(r"[A-Z0-9].{10,240}\.", claim.summary), claim.id
        assert claim.summary != claim.note, claim.id


def test_an_answer_says_what_it_is_about_and_only_a_denial_is_general() -> None:
    for claim in CLAIMS:
        answers = bool(claim.about) or claim.general
        assert answers == (claim.stance is not Stance.ASSERTS), claim.id
        assert claim.general <= (claim.stance is Stance.DENIES), claim.id


def test_a_relay_is_neither_the_speaker_nor_the_publisher() -> None:
    for claim in CLAIMS:
        publisher = BOOK.documents[claim.document].publisher
        assert {claim.speaker, publisher}.isdisjoint(claim.via), claim.id


def test_no_source_is_graded_without_a_reason() -> None:
    assert {source.reliability for source in BOOK.sources.values()} == {Reliability.F}


def test_blocs_are_told_of_outermost_bodies_alone() -> None:
    assert all(source.part_of is None for source in BOOK.sources.values() if source.bloc)


def test_points_from_geonames_say_so() -> None:
    for place in BOOK.locations.values():
        if place.ids is not None and place.ids.geonames is not None:
            assert place.note is not None
            assert "GeoNames" in place.note


def test_no_two_vessels_have_one_number() -> None:
    numbers = [vessel.imo for vessel in BOOK.vessels.values() if vessel.imo]
    assert len(numbers) == len(set(numbers))


def checked_against(against: Against) -> list[Claim]:
    return [claim for claim in CLAIMS if claim.checked and claim.checked.against is against]


def test_each_claim_says_what_its_words_were_compared_with() -> None:
    assert [claim.id for claim in CLAIMS if claim.checked is None] == []
    days = {claim.checked.on for claim in checked_against(Against.NOTES) if claim.checked}
    assert days == {None}
    for claim in checked_against(Against.PAGE):
        document = BOOK.documents[claim.document]
        assert document.url is not None, claim.id


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of each row of the table under a heading."""
    table = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_what_was_left_out_is_listed_and_counted_by_reason() -> None:
    pages, claims = (rows(LEFT_OUT, heading) for heading in ("Pages", "Claims"))
    told = {
        reason: int(count)
        for reason, count in re.findall(r"^\| ([^|]+) \| (\d+) \|$", CURATION, re.MULTILINE)
    }
    counted = Counter([why for _, _, _, why, _ in pages] + [why for _, _, why in claims])
    assert counted.items() <= told.items()
    with_pages = sum(int(count) for *_, count in pages if count != "below")
    assert f"Of {len(BOOK.documents) + len(pages)} pages that were read" in CURATION
    assert f"{len(pages)} are\nleft out, and {with_pages} claims with them" in CURATION
    assert f"{len(claims)} are left out:" in CURATION
    linked = re.findall(r"\(casebook/documents/([^)]+)\.md\)", LEFT_OUT)
    assert {*linked} <= BOOK.documents.keys()


def test_no_page_is_on_a_site_that_copies_spins_or_mangles() -> None:
    poor = {
        site.strip("`")
        for _, _, site, why, _ in rows(LEFT_OUT, "Pages")
        if why != "no claim of it is in"
    }
    own = {
        urlsplit(document.url).netloc.removeprefix("www.")
        for document in BOOK.documents.values()
        if document.url
    }
    assert len(poor) > 30
    assert poor.isdisjoint(own)


def test_a_document_without_a_page_of_its_own_says_where_it_was_read() -> None:
    reposts = [document for document in BOOK.documents.values() if document.url is None]
    assert reposts
    for document in reposts:
        assert re.search("repost|copy|mirror", document.note or ""), document.id


def test_the_page_tells_how_many_records_there_are() -> None:
    page = CURATION
    told = {
        kind: int(count) for kind, count in re.findall(r"^\| (\w+) \| (\d+) \|", page, re.MULTILINE)
    }
    assert {kind: told[kind] for kind in KINDS} == {kind: len(BOOK.tables[kind]) for kind in KINDS}
    at_home = sum(document.url is not None for document in BOOK.documents.values())
    with_amount = sum(claim.quantity is not None for claim in BOOK.claims.values())
    assert f"{at_home} at their publisher's own" in page
    assert f"{with_amount} state an amount" in page
    told_checks = re.findall(r"^\| (page|copy|notes) \| (\d+) \| (\d+) \|", page, re.MULTILINE)
    checked = {against.value: checked_against(against) for against in Against}
    assert told_checks == [
        (against, str(len(claims)), str(sum(claim.quantity is not None for claim in claims)))
        for against, claims in checked.items()
    ]
    readme = (PAGE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"{len(BOOK.documents)} documents and {len(BOOK.claims)} claims" in readme
