"""Every public type can be pickled, copied and compared, and hashed where its parts can be."""

import copy
import multiprocessing
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from fractions import Fraction
from itertools import combinations
from operator import attrgetter
from typing import Any, Final, cast

import pytest
from tests.builders import NEEDED, build, dataset, records_of, rich

from dprk_transfers import exceptions, load_casebook, model, reading, reconciliation, totals, values
from dprk_transfers.exceptions import (
    DatasetError,
    DprkTransfersError,
    Fault,
    FaultError,
    InvalidRecordError,
    UnreadableError,
)
from dprk_transfers.formats import make_converter
from dprk_transfers.model import KINDS, Claim, Dataset, Names, Quantity, Selection
from dprk_transfers.model.claim import Figure, Measure
from dprk_transfers.reading import explain_range, explain_when, read_amount
from dprk_transfers.reconciliation import (
    Derived,
    Difference,
    Factor,
    Move,
    RecordChange,
    Remark,
    Without,
    reconcile,
)
from dprk_transfers.totals import Count, Tally
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.values import Extent, Range, Span, When
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy

_CONVERTER: Final = make_converter()

#: All that follows from the casebook as it was known on a day with a tension and a contradiction.
FOUND: Final = reconcile(load_casebook(), as_known="2024-10-31")


def parts_of(thing: object) -> Iterator[object]:
    """A thing and all that it is made of."""
    yield thing
    if isinstance(thing, Mapping):
        thing = tuple(cast(Mapping[object, object], thing).values())
    if isinstance(thing, tuple):
        inner: Iterable[object] = cast(tuple[object, ...], thing)
    else:
        fields: Iterable[Any] = getattr(type(thing), "__attrs_attrs__", ())
        names = (field.name for field in fields)
        inner = [getattr(thing, own) for own in names if not own.startswith("_")]
    for part in inner:
        yield from parts_of(part)


def one_of_each(things: Iterable[object]) -> list[object]:
    """The first thing of each public type of the library."""
    found: dict[type, object] = {}
    for thing in things:
        found.setdefault(type(thing), thing)
    own = (kind for kind in found if kind.__module__.startswith("dprk_transfers"))
    return [found[kind] for kind in own if not kind.__name__.startswith("_")]


#: Counts that disagree, so that every part of a tally is there.
COUNTS: Final = [
    Count("a", When("2023-09-01/2023-09-10"), Range(5, 9), origin="seoul"),
    Count("b", When("2023-09-11/2023-09-20"), Range(5, 9), origin="seoul"),
    Count("c", When("2023-09-01/2023-09-30"), Range(1, 3)),
]
TALLY: Final = Tally(COUNTS)
_RECORDS: Final = [
    _CONVERTER.structure(plain, KINDS[kind]) for kind, plains in rich().items() for plain in plains
]
BOOK: Final = dataset(*_RECORDS)

#: Things of each public type, alone and with all that they can hold. A type joins by its things.
THINGS: Final[list[Any]] = [
    Range(1, 2),
    Range(Fraction(1, 3), None, lower_open=True),
    Range(None, None),
    Span(date(2023, 8, 1), None),
    Span(None, None, is_open=True),
    When("[2023-08-21..2023-08-31]/2023-10~"),
    When("/2023-10"),
    FrozenDict({"a": 1}),
    Hierarchy({"shells": "munitions", "munitions": None}, "item"),
    Names({"en": ("Rajin", "Najin"), "ko": ("나진",)}),
    Selection([build(Claim)], Dataset("Two articles", claims=[build(Claim)])),
    *map(build, NEEDED),
    *_RECORDS,
    Quantity("a few", "tonnes", lower=Fraction(5, 2), upper=20),
    Figure(
        quantity=build(Quantity),
        measure=Measure.MOVED,
        extent=Extent.TOTAL,
        item="shells",
        shipment="programme",
    ),
    Dataset("Two articles"),
    BOOK,
    Fault("$.id", "is missing"),
    Without(("a",), None, Bounds(Range.at_least(1), ("b",))),
    RecordChange("claims/a", "changed", ("summary",)),
    Move("origins", "AA/BB/shells/shells/moved", "1", "2"),
    Difference((RecordChange("claims/a", "added"),), ()),
    Remark("$.extent", "is that of an amount", value="total", record="claims/a", hint="; rate"),
    Fault("$.id", "must be text", value=7, file="claims.jsonl", line=3, record="claims/a"),
    FOUND,
    TALLY,
    *one_of_each(
        parts_of(
            (
                FOUND.answers,
                *COUNTS,
                Tally(COUNTS[:2]).bounds(None, None, adding="all"),
                TALLY.scenarios(),
                TALLY.conflicts,
                explain_range("nearly 2,000 containers"),
                explain_when("since August", published="2023-11-29"),
                read_amount("nearly 2,000 containers"),
                *reading.FRAMES,
                reading.language_of("uk"),
                *reading.language_of("uk").phrases("понад 10"),
            )
        )
    ),
    Factor(Range(366, 548), "rounds", denominator="containers", derived_from=("boxes",)),
    Derived(Range(1, 2), "rounds", derived_from=("boxes",), rule="as stated"),
]

#: Errors, each with the names of what it carries.
ERRORS: Final[list[tuple[DprkTransfersError, str]]] = [
    (UnreadableError("a handful", "there is no numeral in it"), "words reason"),
    (InvalidRecordError("Claim a", [Fault("$.id", "is missing", value=[])]), "record faults"),
    (FaultError(Fault("$.id", "must be text", value=7, file="a.json", line=3)), "fault"),
    (DatasetError.of([Fault("$.id", "is missing"), Fault("$.x", "is unknown")]), "message faults"),
    (DprkTransfersError("anything"), "args"),
]

CLONES: Final[dict[str, Callable[[Any], Any]]] = {
    "copied": copy.copy,
    "deep-copied": copy.deepcopy,
    "pickled": lambda thing: pickle.loads(pickle.dumps(thing)),  # noqa: S301
    "pickled as long ago": lambda thing: pickle.loads(pickle.dumps(thing, protocol=2)),  # noqa: S301
}
clones = pytest.mark.parametrize("clone", CLONES.values(), ids=CLONES)


def name(thing: object) -> str:
    return type(thing).__name__


HOMES: Final = (exceptions, values, reading, model, totals, reconciliation)


def test_every_public_type_is_listed() -> None:
    public = [getattr(home, own) for home in HOMES for own in home.__all__]
    types = {own for own in public if isinstance(own, type)}
    with_things = {own for own in types if hasattr(own, "__attrs_attrs__") or own is Names}
    assert with_things <= {type(thing) for thing in THINGS}
    errors = {own for own in types if issubclass(own, BaseException)}
    assert errors == {type(error) for error, _ in ERRORS}


@clones
@pytest.mark.parametrize("thing", THINGS, ids=name)
def test_a_copy_is_equal_and_looks_the_same(thing: Any, clone: Callable[[Any], Any]) -> None:
    again = clone(thing)
    assert type(again) is type(thing)
    assert again == thing
    assert hash(again) == hash(thing)
    assert (repr(again), str(again)) == (repr(thing), str(thing))


def test_things_of_different_types_are_never_equal() -> None:
    for one, other in combinations(THINGS, 2):
        assert type(one) is type(other) or one != other


@clones
def test_a_window_that_is_copied_still_knows_its_ends(clone: Callable[[Any], Any]) -> None:
    when = When("[2023-08-21..2023-08-31]/2023-10~")
    again = clone(when)
    assert (again.start, again.end) == (when.start, when.end)
    assert again.overlaps(when)


@clones
def test_a_hierarchy_that_is_copied_still_knows_the_way(clone: Callable[[Any], Any]) -> None:
    again = clone(Hierarchy({"shells": "munitions", "munitions": None}, "item"))
    assert again.below("munitions") == ("munitions", "shells")
    assert again.inside("shells", "munitions")


@clones
@pytest.mark.parametrize(("error", "carried"), ERRORS, ids=name)
def test_a_copied_error_carries_the_same(
    error: DprkTransfersError, carried: str, clone: Callable[[Any], Any]
) -> None:
    again = clone(error)
    assert type(again) is type(error)
    assert str(again) == str(error)
    for attribute in carried.split():
        assert getattr(again, attribute) == getattr(error, attribute)


def test_an_error_about_elements_can_be_pickled_as_well() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        _CONVERTER.structure(["a", 7], tuple[str, ...])
    again = CLONES["pickled"](caught.value)
    assert (str(again), again.faults) == (str(caught.value), caught.value.faults)


CACHED: Final = (
    *("by_document", "by_speaker", "by_question", "by_vessel", "answers_to", "resting_on"),
    *("items_tree", "shipments_tree", "sources_tree", "locations_tree", "tables"),
)


@clones
@pytest.mark.parametrize("filled", [(), CACHED], ids=["before", "after"])
def test_a_dataset_is_copied_before_and_after_its_indexes_are_asked_for(
    filled: tuple[str, ...], clone: Callable[[Any], Any]
) -> None:
    whole = dataset(*records_of(BOOK))
    for index in filled:
        getattr(whole, index)
    again = clone(whole)
    assert again == whole
    assert hash(again) == hash(whole)
    for index in CACHED:
        assert getattr(again, index) == getattr(whole, index)


def test_a_dataset_crosses_a_process_pool_and_back() -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        assert pool.submit(copy.copy, BOOK).result() == BOOK
        by_vessel = pool.submit(attrgetter("by_vessel"), BOOK).result()
    assert by_vessel == BOOK.by_vessel


def test_a_dataset_is_told_in_one_line() -> None:
    assert "\n" not in repr(BOOK)
    assert len(repr(BOOK)) < 200
