import inspect
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from tests.builders import build
from tests.laws import law

import dprk_transfers._hypothesis  # noqa: F401
from dprk_transfers import strategies
from dprk_transfers.model import (
    KINDS,
    Basis,
    Claim,
    Dataset,
    Document,
    Extent,
    Item,
    Location,
    Names,
    Quantity,
    Shipment,
    Source,
    Stance,
    Vessel,
)
from dprk_transfers.model.records import references
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span, When

ROOT = Path(__file__).parents[1]

few = law(20)
#: The same examples in each run.
survey = settings(derandomize=True, database=None, suppress_health_check=list(HealthCheck))

REGISTERED: dict[type, Callable[[], st.SearchStrategy[Any]]] = {
    Range: strategies.ranges,
    Span: strategies.spans,
    When: strategies.whens,
    Names: strategies.names,
    Quantity: strategies.quantities,
    Count: strategies.counts,
    Dataset: strategies.datasets,
    Source: strategies.sources,
    Document: strategies.documents,
    Claim: strategies.claims,
    Shipment: strategies.shipments,
    Item: strategies.items,
    Vessel: strategies.vessels,
    Location: strategies.locations,
}


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Many values of a strategy, the same in each run."""
    values: list[Any] = []

    @settings(survey, max_examples=count)
    @given(strategy)
    def collect(value: Any) -> None:
        values.append(value)

    collect()
    return values


def unmet(
    strategy: st.SearchStrategy[Any], facts: Callable[[Any], Iterable[Any]], wanted: Iterable[Any]
) -> set[Any]:
    """The facts that are true of no value among many that are drawn, until all have been met."""
    left = set(wanted)

    def meets_the_last(value: Any) -> bool:
        left.difference_update(facts(value))
        return not left

    with suppress(NoSuchExample):
        until = settings(survey, max_examples=1_000, phases=[Phase.generate])
        find(strategy, meets_the_last, settings=until)
    return left


def test_every_strategy_is_public() -> None:
    assert {strategy.__name__ for strategy in REGISTERED.values()} | {"numbers"} == set(
        strategies.__all__
    )


@pytest.mark.parametrize("kind", REGISTERED)
def test_a_type_draws_from_its_strategy(kind: type) -> None:
    assert drawn(st.from_type(kind), 10) == drawn(REGISTERED[kind](), 10)


@pytest.fixture
def plugged_in(tmp_path: Path) -> Callable[[str], str]:
    """What a fresh interpreter prints in which the library is a plugin of Hypothesis."""
    meta = tmp_path / "plugin-0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 0\n")
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (line,) = points["project"]["entry-points"]["hypothesis"].values()
    (meta / "entry_points.txt").write_text(f"[hypothesis]\nplugin = {line}\n")

    def run(script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path += [{str(tmp_path)!r}]\n{script}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    return run


@pytest.mark.parametrize(
    "first_line",
    [
        "from dprk_transfers.strategies import ranges",
        "import dprk_transfers.strategies",
        "import dprk_transfers._hypothesis",
        "from dprk_transfers import Range",
        "import hypothesis",
        "from hypothesis import strategies",
    ],
)
def test_types_draw_from_their_strategies_whatever_is_imported_first(
    first_line: str, plugged_in: Callable[[str], str]
) -> None:
    script = f"""{first_line}
from hypothesis import given, settings
from hypothesis import strategies as st
from dprk_transfers import Claim, Range
@settings(max_examples=5, database=None, deadline=None)
@given(st.from_type(Range), st.from_type(Claim))
def draw(amount, claim):
    kinds.add((type(amount).__name__, type(claim).__name__))
kinds = set()
draw()
print(kinds)
"""
    assert plugged_in(script) == "{('Range', 'Claim')}\n"


def test_importing_hypothesis_loads_the_types_of_the_library_and_nothing_that_uses_them(
    plugged_in: Callable[[str], str],
) -> None:
    script = """
import hypothesis
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("dprk_transfers.")}
print(*sorted(rooms))
print(*sorted({"cattrs", "click", "dateutil", "rich"} & set(sys.modules)))
"""
    rooms, slow = plugged_in(script).splitlines()
    assert "_hypothesis" in rooms.split()
    above = {"casebook", "cli", "formats", "present", "reconciliation", "strategies"}
    assert above.isdisjoint(rooms.split())
    assert slow == ""


@few
@given(st.from_type(Dataset))
def test_a_drawn_dataset_is_sound(whole: Dataset) -> None:
    assert whole.validate() == ()
    assert whole.sources
    assert whole.documents


@given(st.from_type(Quantity), st.from_type(Names))
def test_drawn_quantities_are_read_and_drawn_names_have_a_main_form(
    quantity: Quantity, names: Names
) -> None:
    low = quantity.range(Reading.LITERAL).lower
    assert low is None or low >= 0
    assert names.main.strip()


@given(strategies.numbers(3), strategies.ranges(least=0), strategies.counts())
def test_nothing_is_drawn_below_the_least(number: Number, amount: Range, count: Count) -> None:
    assert number >= 3
    assert amount <= Range.at_least(0)
    assert count.range <= Range.at_least(0)


FIRST, LAST = date(2024, 2, 1), date(2024, 2, 29)


@given(strategies.spans(st.dates(FIRST, LAST)), strategies.whens(st.dates(FIRST, LAST)))
def test_days_are_drawn_from_the_days_given(span: Span, when: When) -> None:
    for day in (span.earliest, span.latest):
        assert day is None or FIRST <= day <= LAST
    assert when.earliest is None or when.earliest <= LAST + timedelta(days=366)


@given(strategies.counts(items=st.just("shells"), shipments=st.sampled_from(["a", "b"])))
def test_counts_are_drawn_of_the_items_and_shipments_given(count: Count) -> None:
    assert count.item == "shells"
    assert count.shipment in ("a", "b")


@pytest.mark.parametrize(
    ("strategy", "traits"),
    [
        (
            strategies.numbers(),
            {
                "whole": lambda x: isinstance(x, int),
                "fraction": lambda x: isinstance(x, Fraction) and x.denominator > 1,
                "negative": lambda x: x < 0,
            },
        ),
        (
            strategies.ranges(),
            {
                "point": lambda r: r.is_point,
                "bounded": lambda r: r.width is not None,
                "no lower end": lambda r: r.lower is None,
                "no upper end": lambda r: r.upper is None,
                "any number": lambda r: r == Range.anything(),
                "lower open": lambda r: r.lower_open,
                "upper open": lambda r: r.upper_open,
                "below zero": lambda r: r.lower is not None and r.lower < 0,
            },
        ),
        (
            strategies.ranges(least=0),
            {"zero": lambda r: 0 in r, "bound": lambda r: r.width is not None},
        ),
        (
            strategies.spans(),
            {
                "day": lambda s: s.earliest is not None and s.earliest == s.latest,
                "days": lambda s: s.earliest and s.latest and s.earliest < s.latest,
                "no earliest": lambda s: s.earliest is None and s.latest is not None,
                "no latest": lambda s: s.latest is None and s.earliest is not None,
                "open": lambda s: s.is_open,
                "unknown": lambda s: s.earliest is s.latest is None and not s.is_open,
            },
        ),
        (
            strategies.whens(),
            {
                "year": lambda w: len(w.text) == 4,
                "month": lambda w: len(w.text) == 7 and "X" not in w.text,
                "day": lambda w: len(w.text) == 10 and "X" not in w.text,
                "unspecified year": lambda w: "X" in w.text[:4],
                "unspecified month": lambda w: "X" in w.text[5:7] and not w.is_interval,
                "unspecified day": lambda w: "X" in w.text[8:10] and not w.is_interval,
                "season": lambda w: w.text[5:7] in ("21", "22", "23", "24"),
                "approximate": lambda w: w.is_approximate and not w.is_uncertain,
                "uncertain": lambda w: w.is_uncertain and not w.is_approximate,
                "both": lambda w: w.is_uncertain and w.is_approximate,
                "one of": lambda w: "[" in w.text and not w.is_interval,
                "interval": lambda w: w.is_interval and w.earliest and w.latest,
                "one of in an interval": lambda w: "[" in w.text and w.is_interval,
                "open start": lambda w: w.text.startswith("../"),
                "open end": lambda w: w.text.endswith("/.."),
                "unknown start": lambda w: w.text.startswith("/"),
                "unknown end": lambda w: w.text.endswith("/"),
                "all of time": lambda w: w.text == "../..",
            },
        ),
        (
            strategies.names(),
            {
                "one language": lambda n: len(n) == 1,
                "three languages": lambda n: len(n) == 3,
                "no English": lambda n: "en" not in n,
                "several forms": lambda n: any(len(forms) > 1 for forms in n.values()),
            },
        ),
        (
            strategies.quantities(),
            {
                "read": lambda q: not q.is_by_hand,
                "by hand": lambda q: q.is_by_hand and q.upper is not None,
                "by hand without upper": lambda q: q.is_by_hand and q.upper is None,
                "counted": lambda q: q.unit == "containers",
                "measured": lambda q: q.unit == "tonnes",
                "clipped": lambda q: q.range(Reading.TYPICAL) != q.range(),
            },
        ),
        (
            strategies.counts(),
            {
                "total": lambda c: c.extent is Extent.TOTAL,
                "part": lambda c: c.extent is Extent.PART,
                "rate": lambda c: c.extent is Extent.RATE,
                "origin": lambda c: c.origin is not None,
                "no origin": lambda c: c.origin is None,
            },
        ),
    ],
    ids=["numbers", "ranges", "from zero", "spans", "whens", "names", "quantities", "counts"],
)
def test_a_strategy_reaches_every_variant(
    strategy: st.SearchStrategy[Any], traits: dict[str, Callable[[Any], object]]
) -> None:
    def facts(value: Any) -> list[str]:
        return [name for name, trait in traits.items() if trait(value)]

    assert unmet(strategy, facts, traits) == set()


#: Ids of every kind, as short as those that are drawn.
GIVEN: dict[str, Any] = {
    "sources": ["a", "b"],
    "documents": ["d"],
    "claims": {own_id: build(Claim, id=own_id, speaker=own_id) for own_id in "ab"},
    "shipments": ["s"],
    "items": ["i"],
    "vessels": ["v"],
    "locations": ["l", "m"],
}
#: Each kind of record, drawn with ids of every kind that it can name.
RECORDS: dict[str, st.SearchStrategy[Any]] = {
    kind: REGISTERED[record_type](
        **{
            target: GIVEN[target]
            for target in inspect.signature(REGISTERED[record_type]).parameters
            if target in KINDS
        }
    )
    for kind, record_type in KINDS.items()
}


def test_there_is_a_strategy_for_each_kind_of_record() -> None:
    assert GIVEN.keys() == KINDS.keys()
    for kind, record_type in KINDS.items():
        assert REGISTERED[record_type] is getattr(strategies, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_drawn_records_state_every_field_and_leave_out_every_other(kind: str) -> None:
    fields = attrs.fields(KINDS[kind])

    def stated(record: Any) -> set[tuple[str, bool]]:
        values = {field.name: getattr(record, field.name) for field in fields}
        return {(name, value not in (None, (), False)) for name, value in values.items()}

    wanted = {(field.name, True) for field in fields}
    wanted |= {(field.name, False) for field in fields if field.default in (None, (), False)}
    assert unmet(RECORDS[kind], stated, wanted) == set()


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_record_names_those_it_was_given_and_is_none_of_them(
    kind: str, data: st.DataObject
) -> None:
    record = data.draw(RECORDS[kind])
    for _, target, own_id in references(kind, record):
        assert own_id in GIVEN[target]
    if kind not in ("documents", "vessels"):  # which name none of their own kind
        assert record.id not in GIVEN[kind]


def test_drawn_claims_take_every_stance_extent_and_basis() -> None:
    def taken(claim: Claim) -> set[Any]:
        return {claim.stance, claim.extent, claim.basis}

    assert unmet(RECORDS["claims"], taken, {None, *Stance, *Extent, *Basis}) == set()


ANSWERS = RECORDS["claims"].filter(lambda claim: claim.stance is not Stance.ASSERTS)


@given(ANSWERS)
def test_a_drawn_answer_is_general_or_about_a_claim(claim: Claim) -> None:
    assert claim.general or claim.about


def test_drawn_answers_are_general_or_about_a_claim_or_both() -> None:
    def kind(claim: Claim) -> list[tuple[bool, bool]]:
        return [(claim.general, bool(claim.about))]

    assert unmet(ANSWERS, kind, {(True, True), (False, True), (True, False)}) == set()


# Claims are given as said by the source of the same id.
OWN = ANSWERS.filter(lambda claim: claim.stance in (Stance.CORRECTS, Stance.RETRACTS))


@given(OWN)
def test_a_drawn_correction_or_retraction_is_of_the_words_of_the_speaker(claim: Claim) -> None:
    assert claim.about in ((claim.speaker,), ())


def test_drawn_corrections_and_retractions_are_of_any_speaker() -> None:
    assert unmet(OWN, lambda claim: [claim.about], {("a",), ("b",)}) == set()


def test_drawn_datasets_have_claims_or_none_and_vessels_with_documents_or_none() -> None:
    books = drawn(strategies.datasets(), 40)
    assert {bool(book.claims) for book in books} == {True, False}
    assert {bool(ship.documents) for book in books for ship in book.vessels.values()} == {
        True,
        False,
    }
