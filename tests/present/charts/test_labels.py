"""Labels: none overlaps another or what it must not cover, and none leaves the chart."""

from functools import partial
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.present.charts.labels import Box, Label, fold, place_labels, text_width

FRAME = Box(0, 0, 300, 200)

pixel = st.integers(0, 300)
sizes = st.tuples(st.integers(1, 120), st.integers(1, 40))
labels = st.lists(
    st.builds(
        Label,
        pixel,
        st.integers(0, 200),
        st.lists(sizes, min_size=1, max_size=3).map(tuple),
        prefers_right=st.booleans(),
    ),
    max_size=12,
)
boxes = st.lists(
    st.builds(
        lambda x, y, width, height: Box(x, y, x + width, y + height),
        pixel,
        pixel,
        st.integers(1, 60),
        st.integers(1, 60),
    ),
    max_size=5,
)


@law(10)
@given(labels, boxes)
def test_labels_overlap_nothing_and_stay_inside(told: list[Label], taken: list[Box]) -> None:
    placed = [each for each in place_labels(told, taken, FRAME) if each]
    assert all(FRAME.holds(each.box) for each in placed)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(placed, 2))
    assert not any(each.box.overlaps(box) for each in placed for box in taken)


@law(10)
@given(labels)
def test_each_label_has_the_size_of_its_form(told: list[Label]) -> None:
    found = zip(told, place_labels(told, [], FRAME), strict=True)
    for label, placed in ((label, placed) for label, placed in found if placed):
        width, height = label.forms[placed.form]
        assert (placed.box.right - placed.box.left, placed.box.bottom - placed.box.top) == (
            width,
            height,
        )
        assert placed.is_right is (placed.box.left > label.x)


def test_a_label_alone_stands_beside_its_point() -> None:
    (left,) = place_labels([Label(150, 100, ((50, 10),))], [], FRAME)
    (right,) = place_labels([Label(150, 100, ((50, 10),), prefers_right=True)], [], FRAME)
    assert left is not None
    assert right is not None
    assert (left.is_right, right.is_right) == (False, True)
    assert not left.is_moved
    assert left.box == Box(91, 95, 141, 105)
    assert right.box == Box(159, 95, 209, 105)


def test_a_label_that_fits_nowhere_is_left_out() -> None:
    assert place_labels([Label(150, 100, ((400, 10),))], [], FRAME) == [None]


def test_a_shorter_form_is_taken_where_the_longer_has_no_room() -> None:
    (placed,) = place_labels([Label(150, 100, ((400, 10), (50, 10)))], [], FRAME)
    assert placed is not None
    assert placed.form == 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), max_size=30))
def test_what_is_longer_is_wider(text: str) -> None:
    assert text_width(text + "x", 12) > text_width(text, 12) >= 0


def test_ideographs_are_as_wide_as_they_are_high() -> None:
    assert text_width("만개", 10) >= 20


@given(st.lists(st.text("abc", min_size=1, max_size=8), max_size=12), st.integers(20, 200))
def test_folded_text_loses_no_word_and_is_no_wider_than_asked(words: list[str], width: int) -> None:
    lines = fold(" ".join(words), width, 10)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 10) <= width or " " not in line for line in lines)


ORDERED = st.lists(
    st.builds(
        partial(Label, is_ordered=True),
        st.integers(0, 300),
        st.integers(0, 200),
        st.just(((60, 20), (30, 10))),
    ),
    max_size=6,
)


@given(ORDERED)
def test_labels_in_order_stand_over_one_another_as_their_points_do(labels: list[Label]) -> None:
    placed = place_labels(labels, [], Box(-10, -10, 310, 210))
    told = [(label.y, each.box) for label, each in zip(labels, placed, strict=True) if each]
    for (y, box), (other_y, other) in combinations(told, 2):
        if box.left < other.right and other.left < box.right and y != other_y:
            assert (box.top < other.top) is (y < other_y)


def test_a_label_goes_past_a_bar_if_there_is_room_on_the_other_side() -> None:
    bar = Box(100, 0, 110, 200)
    (placed,) = place_labels([Label(120, 100, ((60, 20),))], [bar], Box(0, 0, 125, 200))
    assert placed
    assert placed.box.right <= bar.left
    assert placed.is_moved
