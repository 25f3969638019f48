"""The chart of an answer: every mark says what the answer says."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from tests.laws import law
from tests.present.charts.drawn import layers, rows

from dprk_transfers import Answer, Dataset, Question, Reading, Stance, load_casebook, reconcile
from dprk_transfers.model.claim import Measure
from dprk_transfers.present.charts import Screen, Theme, curve
from dprk_transfers.present.charts.stage import pixels
from dprk_transfers.reconciliation.positions import positions_in
from dprk_transfers.strategies import datasets
from dprk_transfers.values.english import say_range

pytestmark = pytest.mark.slow

BOOK = load_casebook()
FOUND = reconcile(BOOK)
CONTAINERS = FOUND["arms-containers/containers/moved"]

#: Questions with a clash, with open ends, with approximate days, without a figure.
ASKED = (
    "arms-containers/containers/moved",
    "170mm-guns/guns/moved",
    "RU/KP/oil/barrels/moved",
    "152mm-equivalents/rounds/capacity",
    "152mm-shells/shells/moved",
    "RU/KP/oil/tonnes/moved",
    "arms-containers/containers/examined",
    "KP/RU/122mm-shells/shells/other",
)


def day_of(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, tz=UTC).date().isoformat()


def number(cell: Any) -> float:
    return float(Fraction(cell or 0))


@pytest.fixture(params=ASKED, scope="module")
def answer(request: pytest.FixtureRequest) -> Answer:
    return FOUND[request.param]


@pytest.fixture(scope="module")
def chart(answer: Answer) -> Any:
    return curve(answer)


def test_there_is_one_mark_for_every_claim_that_counts(answer: Answer, chart: Any) -> None:
    marks = rows(chart, "whole", "part", "wider")
    assert sorted(mark["claim"] for mark in marks) == sorted(answer.used)


def test_bars_end_where_the_rows_of_the_answer_do(answer: Answer, chart: Any) -> None:
    told = {row["claim"]: row for row in answer.to_rows()}
    for mark in rows(chart, "whole", "part", "wider"):
        row, claim = told[mark["claim"]], BOOK.claims[mark["claim"]]
        assert claim.quantity is not None
        assert mark["read"] == say_range(claim.quantity.range(), answer.question.unit)
        assert mark["taken"] == say_range(
            claim.quantity.range(Reading.TYPICAL), answer.question.unit
        )
        assert mark["usual_from"] == number(row["usual_lower"])
        is_open = row["upper"] is None, not row["lower"]
        assert (mark["up"] is not None, mark["down"] is not None) == (is_open[0], is_open == (0, 1))
        if not any(is_open):
            assert mark["bears_from"] == number(row["lower"])
            assert mark["bears_to"] <= number(row["upper"])
            assert mark["usual_from"] <= mark["at"] <= number(row["usual_upper"])


def test_the_line_is_the_floor_of_the_curve(answer: Answer, chart: Any) -> None:
    floor = rows(chart, "floor")
    steps = {step.day.isoformat(): step.bounds.range.lower for step in answer.curve}
    at: dict[str, float] = {}
    for corner in sorted(floor, key=lambda each: each["rank"]):
        at[day_of(corner["day"])] = corner["amount"]
    for day in at.keys() & steps.keys():
        assert at[day] == float(steps[day] or 0)
    changes = [
        step.day.isoformat()
        for before, step in zip((None, *answer.curve), answer.curve, strict=False)
        if before is None or before.bounds.range != step.bounds.range
    ]
    assert set(changes) <= set(at)


def test_open_ends_look_open() -> None:
    chart = curve(CONTAINERS)
    assert not rows(chart, "ceiling", "band")
    assert rows(chart, "open-band")
    band = next(
        each
        for part in chart.to_dict(validate=False)["vconcat"]
        for each in part.get("layer", ())
        if each.get("name") == "open-band"
    )
    assert band["mark"]["color"]["gradient"] == "linear"
    assert {mark["claim"] for mark in rows(chart, "up")} >= {"ukr-10000", "shea-24000"}
    assert {mark["claim"] for mark in rows(chart, "usual")} >= {"dia-28000"}


def test_hollow_marks_count_a_part() -> None:
    part = {mark["claim"] for mark in rows(curve(CONTAINERS), "part")}
    shipments = {BOOK.claims[own_id].shipment for own_id in part}
    assert "dprk-to-russia" not in shipments
    assert {"orp-2000", "rbf-15800"} <= part


def test_dashed_marks_count_more_than_is_asked() -> None:
    answer = FOUND["170mm-guns/guns/moved"]
    wider = {mark["claim"] for mark in rows(curve(answer), "wider")}
    assert {BOOK.claims[own_id].item for own_id in wider} == {"long-range-artillery"}
    assert wider.isdisjoint(own_id for step in answer.curve for own_id in step.bounds.lower_by)


def test_brackets_are_the_clashes_of_the_answer() -> None:
    drawn = {tuple(mark["claims"].split(", ")): mark for mark in rows(curve(CONTAINERS), "clash")}
    told = {(each.floor_id, each.ceiling_id): each for each in CONTAINERS.tensions}
    assert drawn.keys() == told.keys()
    for ids, mark in drawn.items():
        assert (mark["floor"], mark["ceiling"]) == (told[ids].floor, told[ids].ceiling)
        assert mark["told"] == f"tension: {told[ids].difference:,} too many"


def test_a_label_says_by_how_much_figures_clash() -> None:
    texts = [
        row["text"]
        for name, values in layers(curve(CONTAINERS))
        if name.startswith("labels")
        for row in values
    ]
    assert {"2,966 too many", "3,501 too many", "25,200 or more", "Tension"} <= set(texts)


def test_crosses_are_those_who_deny(answer: Answer, chart: Any) -> None:
    marks = rows(chart, "denials")
    positions = [each for each, _ in positions_in(answer.disputes).values()]
    denied = {each.claim for each in positions if each.stance in (Stance.DENIES, Stance.DISPUTES)}
    assert {mark["claim"] for mark in marks} <= denied
    assert bool(marks) is bool(denied)
    ringed = {mark["claim"] for mark in rows(chart, "denials-of-one")}
    assert ringed == {mark["claim"] for mark in marks if not mark["general"]}


def test_shape_tells_what_colour_does() -> None:
    chart = curve(CONTAINERS).to_dict(validate=False)
    (scales,) = {
        (tuple(encoding["color"]["scale"]["domain"]), tuple(encoding["shape"]["scale"]["domain"]))
        for part in chart["vconcat"]
        for layer in part.get("layer", ())
        if "shape" in (encoding := layer.get("encoding", {}))
    }
    assert scales[0] == scales[1]
    assert {mark["voice"] for mark in rows(curve(CONTAINERS), "whole", "part", "wider")} == set(
        scales[0]
    )


def test_a_joint_statement_is_in_the_voice_of_its_body() -> None:
    voices = {mark["claim"]: mark["voice"] for mark in rows(curve(CONTAINERS), "whole")}
    assert voices["k8-20000"] == "Multilateral Sanctions Monitoring Team"
    assert voices["ukr-10000"] == voices["shea-24000"] == "United States government"


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("screen", Screen)
def test_every_look_shows_the_same(theme: Theme, screen: Screen) -> None:
    chart, own = curve(CONTAINERS, theme=theme.value, screen=screen.value), curve(CONTAINERS)
    for name in ("whole", "part", "floor", "denials"):
        one, other = rows(chart, name), rows(own, name)
        assert [each["day"] for each in one] == [each["day"] for each in other]
    assert (
        chart.to_dict(validate=False)["description"] == own.to_dict(validate=False)["description"]
    )


def test_the_words_are_those_of_the_answer(answer: Answer, chart: Any) -> None:
    told = chart.to_dict(validate=False)["description"]
    for sentence in answer.sentences:
        if sentence.topic in ("floor", "ceiling"):
            assert sentence.text in told or sentence.text[0].upper() + sentence.text[1:] in told


def test_what_no_machine_number_holds_is_drawn_at_the_end() -> None:
    assert pixels(10**400) == pixels(10**300)
    assert pixels(Fraction(1, 2)) == 0.5


@law(10)
@given(datasets())
def test_every_answer_has_a_chart(dataset: Dataset) -> None:
    answers = reconcile(dataset).answers
    drawn = [rows(curve(each, screen="phone"), "whole", "part", "wider") for each in answers]
    assert all(
        {mark["claim"] for mark in marks} <= set(each.used)
        for marks, each in zip(drawn, answers, strict=True)
    )


def test_a_question_that_nobody_answered_has_a_chart() -> None:
    asked = Question("KP", "RU", "oil", "barrels", Measure.USED)
    answer = reconcile(BOOK, question=asked)[asked]
    assert not rows(curve(answer), "whole", "part", "wider", "floor")


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(TypeError, match="answer must be an Answer"):
        curve(BOOK)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="theme must be one of 'light', 'dark'"):
        curve(CONTAINERS, theme="blue")
    with pytest.raises(ValueError, match="screen must be one of 'wide', 'phone'"):
        curve(CONTAINERS, screen="watch")
