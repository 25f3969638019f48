"""A dataset with gaps: what is missing is told by name, and what follows from the rest is told."""

import pickle
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import RICH, as_json, build, dataset
from tests.laws import law

from dprk_transfers import Claim, Dataset, Document, Source, Stance, load_casebook, load_dataset
from dprk_transfers.model import KINDS
from dprk_transfers.present import brief, cite, explain, pages, say_claims
from dprk_transfers.reconciliation import dispute, echoes, find_hints, origins, reconcile, review
from dprk_transfers.reconciliation.difference import find_difference
from dprk_transfers.strategies import datasets


def without(whole: Dataset, kind: str, own_id: str) -> Dataset:
    """A dataset as it is where one record cannot be read."""
    kept = [each for each in whole.tables[kind].values() if each.id != own_id]
    changed: dict[str, Any] = {kind: kept}
    return attrs.evolve(whole, **changed)


def tell_all(told: Dataset) -> str:
    """All that is told of a dataset and its claims."""
    found = reconcile(told)
    texts = [brief(found, in_full=True), cite(told), *pages(told).values()]
    texts += [say_claims(told, [*told.claims.values()]), str(find_difference(told, told))]
    texts += [str(found.to_dict()), *map(str, review(told)), *map(str, found)]
    for own_id in told.claims:
        texts += [explain(told, own_id), str(dispute(told, own_id)), str(origins(told, own_id))]
    texts += map(str, (*echoes(told), *find_hints(told), *reconcile(told, as_known="2023-12-31")))
    return "\n".join(texts)


@law(30)
@given(datasets(), st.randoms(use_true_random=False))
def test_whatever_is_missing_the_rest_is_told(whole: Dataset, chance: random.Random) -> None:
    kinds = [kind for kind in KINDS if whole.tables[kind]]
    for _ in range(chance.randint(1, 3) if kinds else 0):
        kind = chance.choice(kinds)
        whole = without(whole, kind, chance.choice([*whole.tables[kind], "none"]))
    told = tell_all(whole)
    missing = {
        (fault.rule.removeprefix("names none of the "), fault.value) for fault in whole.validate()
    }
    assert len(whole.gaps) == len(missing)
    for gap in whole.gaps:
        assert gap[1:] in told
    assert all(gap.startswith("claim ") for gap in whole.whole.gaps)


ROLES: Final = {
    ("sources", "ministry"): "publisher ministry is not in the dataset",
    ("documents", "article"): "document article is not in the dataset",
    ("claims", "first"): "claim first is not in the dataset",
    ("shipments", "voyage"): "shipment voyage is not in the dataset",
    ("items", "rounds"): "item rounds is not in the dataset",
    ("vessels", "angara"): "vessel angara is not in the dataset",
    ("locations", "far-east"): "place far-east is not in the dataset",
}


@pytest.mark.parametrize(("kind", "own_id"), ROLES)
def test_a_record_that_could_not_be_read_is_told_by_name(
    tmp_path: Path, kind: str, own_id: str
) -> None:
    data = deepcopy(dict(RICH))
    for record in data[kind]:
        if record["id"] == own_id:
            record["colour"] = "red"
    text = as_json({"title": "Book", **data})
    (tmp_path / "book.json").write_text(text, encoding="utf-8")
    loaded, (fault,) = load_dataset(tmp_path / "book.json", lenient=True)
    assert "is no field of a" in str(fault)
    assert ROLES[kind, own_id] in loaded.gaps
    told = tell_all(loaded)
    assert ROLES[kind, own_id][1:] in told
    assert kind == "claims" or f"{own_id} (not in the dataset)" in told


def test_a_speaker_that_is_missing_is_told_as_the_speaker() -> None:
    word = build(Claim, id="word", speaker="kirby")
    assert "speaker kirby is not in the dataset" in dataset(word).gaps
    assert "Said by: kirby (not in the dataset)" in explain(dataset(word), "word")


def test_a_source_that_is_missing_is_no_origin() -> None:
    book = load_casebook()
    claim = "jcs-2000"
    before = origins(book, claim)
    gone = without(book, "sources", book.claims[claim].speaker)
    assert before.count == 1
    assert origins(gone, claim).count == 0


def test_who_names_claims_that_are_missing_is_told_with_their_names() -> None:
    links = {"repeats": ("lost",), "rests_on": ("gone",), "alternative_to": ("other",)}
    relay = build(Claim, id="relay", **links)
    denial = build(Claim, id="denial", stance=Stance.DENIES, about=("never",))
    told = dataset(build(Source), build(Document), relay, denial)
    names = ("lost", "gone", "other", "never")
    assert told.gaps == tuple(sorted(f"claim {own_id} is not in the dataset" for own_id in names))
    assert told.whole.claims == told.claims
    page = pages(told)["documents/briefing.md"]
    assert all(f"`{own_id}`" in page for own_id in ("lost", "gone", "never"))
    assert origins(told, "relay").count == 0
    tell_all(told)


def test_a_stand_in_takes_no_id_that_is_there() -> None:
    told = dataset(build(Source, id="unknown-1"), build(Claim, document="lost"))
    assert told.whole.documents["lost"].publisher == "unknown-2"
    assert told.whole.sources["unknown-1"] == told.sources["unknown-1"]


@pytest.mark.slow
def test_a_dataset_without_gaps_is_whole_as_it_is() -> None:
    book = load_casebook()
    assert book.gaps == ()
    assert book.whole is book
    assert "gaps" not in reconcile(book).to_dict()


def test_very_many_gaps_are_counted() -> None:
    told = dataset(*(build(Claim, id=f"claim-{n:02}", speaker=f"lost-{n:02}") for n in range(30)))
    lines = brief(reconcile(told)).splitlines()
    assert [line for line in lines if line.endswith("is not in the dataset")] == lines[2:22]
    assert lines[22] == "11 more such gaps"


@pytest.mark.parametrize("copy", [deepcopy, lambda told: pickle.loads(pickle.dumps(told))])  # noqa: S301
def test_a_dataset_that_was_asked_for_its_gaps_can_be_copied(copy: Callable[[Any], Any]) -> None:
    for told in (dataset(build(Claim)), load_casebook()):
        assert told.whole.gaps == ()
        assert copy(told) == told
