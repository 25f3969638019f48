import re
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import Claim, Dataset, Document, Source, SourceKind, When, load_casebook
from dprk_transfers.present.citations.references import Reference, references
from dprk_transfers.rules import ID
from dprk_transfers.strategies import datasets


def keys(book: Dataset, *ids: str) -> list[str]:
    return [reference.key for reference in references(book, ids)]


@law(10)
@given(datasets(), st.data())
def test_each_id_gives_its_document_once_whatever_the_order(
    book: Dataset, data: st.DataObject
) -> None:
    known = [*book.documents, *book.claims]
    ids = data.draw(st.lists(st.sampled_from(known), min_size=1))
    expected = {own_id for own_id in ids if own_id in book.documents}
    expected |= {book.claims[own_id].document for own_id in ids if own_id in book.claims}
    assert keys(book, *ids) == sorted(expected)


@law(10)
@given(datasets())
def test_without_ids_every_document_comes_first_and_the_dataset_last(book: Dataset) -> None:
    *documents, whole = keys(book)
    assert documents == list(book.documents)
    assert not ID.holds(whole)


def test_everything_that_is_known_is_in_a_reference() -> None:
    document = build(
        Document,
        title="Boxes",
        language="en",
        published=When("2023-10"),
        url="https://example.org/a",
        accessed=date(2024, 1, 31),
        archive_url="https://example.org/copy",
        note="Read twice.",
    )
    book = dataset(build(Source, names={"en": ("Ministry", "MoD")}), document, build(Claim))
    (found,) = references(book, ["first"])
    assert found == Reference(
        key="briefing",
        title="Boxes",
        publisher="Ministry",
        kind=SourceKind.GOVERNMENT,
        published=When("2023-10"),
        address="https://example.org/a",
        accessed=date(2024, 1, 31),
        language="en",
        note="Read twice.",
    )
    copied = dataset(build(Source), attrs.evolve(document, url=None))
    assert references(copied, ["briefing"])[0].address == "https://example.org/copy"


@pytest.mark.parametrize(
    ("title", "key"),
    [("Two  articles!", "dataset:two-articles"), ("A-1", "dataset:a-1")],
)
def test_a_dataset_has_a_key_of_plain_letters(title: str, key: str) -> None:
    assert keys(Dataset(title)) == [key]


def test_datasets_without_a_plain_letter_in_their_titles_have_keys_of_their_own() -> None:
    found = {key for title in ("나진", "원산", "…") for key in keys(Dataset(title))}
    assert len(found) == 3
    assert all(re.fullmatch("dataset:[0-9a-f]{12}", key) for key in found)


@pytest.mark.parametrize(
    ("version", "licence", "edition"),
    [
        (None, None, None),
        ("1", None, "version 1"),
        (None, "MIT", "licence MIT"),
        ("1", "MIT", "version 1, licence MIT"),
    ],
)
def test_an_edition_is_what_is_known_of_version_and_licence(
    version: str | None, licence: str | None, edition: str | None
) -> None:
    (found,) = references(Dataset("Boxes", version, licence=licence))
    assert found.edition == edition


@pytest.mark.parametrize(
    ("own_id", "message"),
    [
        ("rbc-202311", "no document or claim has the id 'rbc-202311'; did you mean rbc-20231129"),
        ("reuters", "no document or claim has the id 'reuters'"),
    ],
)
def test_an_unknown_id_is_refused_with_those_like_it(own_id: str, message: str) -> None:
    with pytest.raises(LookupError) as caught:
        references(load_casebook(), [own_id])
    assert str(caught.value).startswith(message)


def test_a_record_is_cited_as_its_id_is() -> None:
    book = load_casebook()
    claim = book.claims["rbc-headline"]
    for subject in (claim, claim.id, book.documents[claim.document]):
        assert references(book, [subject]) == references(book, [claim.document])
