"""Labels of a chart: how wide they are, and where they stand without overlapping anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from operator import itemgetter
from typing import Final
from unicodedata import east_asian_width

import attrs

__all__ = ["Box", "Label", "Placed", "fold", "place_labels", "text_width"]

#: How wide a character is, in parts of the size of the font: rather too wide than too narrow.
_WIDTHS: Final = {"W": 1.05, "F": 1.05}
_NARROW: Final = frozenset(" ,.:;'|!ijlI()[]’‘·")  # noqa: RUF001

#: How far labels are moved from where they want to be, in steps of so many pixels.
_STEP: Final = 7
_MOST_STEPS: Final = 18

#: How many steps it may be moved aside: past a bar, if there is room on the other side of it.
_ASIDE: Final = (0, 4, 8, 12)

#: How many steps off a label is put for the sake of a better form.
_WORTH: Final = 5

#: How far it may be moved before a line must lead to its point.
_NEAR: Final = 20

#: How far a label stands from what it tells of, in pixels.
_GAP: Final = 9


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in pixels.

    Args:
        text: The text, on one line.
        size: The size of its font, in pixels.

    Examples:
        >>> text_width("wide", 10) > text_width("ill", 10)
        True
    """
    return size * sum(
        _WIDTHS.get(east_asian_width(mark), 0.36 if mark in _NARROW else 0.63) for mark in text
    )


def fold(text: str, width: float, size: float) -> list[str]:
    """A text on as many lines as it needs to be no wider than so many pixels.

    Examples:
        >>> fold("one two three", 60, 10)
        ['one two', 'three']
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@attrs.frozen
class Box:
    """A rectangle, in pixels from the upper left corner.

    Attributes:
        left: Its left side.
        top: Its upper side.
        right: Its right side.
        bottom: Its lower side.
    """

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles have any area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether another rectangle lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@attrs.frozen
class Label:
    """A label that wants to stand beside a point.

    Attributes:
        x: The point from the left, in pixels.
        y: The point from the top.
        forms: How wide and how high it is in each form that it can have, the best first.
        prefers_right: Whether it had rather stand right of the point than left of it.
        is_ordered: Whether it stands above another such label if its point does, and below if not.
    """

    x: float
    y: float
    forms: tuple[tuple[float, float], ...]
    prefers_right: bool = attrs.field(default=False, kw_only=True)
    is_ordered: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Placed:
    """Where a label stands.

    Attributes:
        box: What it covers.
        is_right: Whether it stands right of its point, and so begins there.
        is_moved: Whether it stands so far off that a line must lead to its point.
        form: Which of its forms it has, counted from 0.
    """

    box: Box
    is_right: bool
    is_moved: bool
    form: int


def place_labels(
    labels: Sequence[Label], obstacles: Iterable[Box], frame: Box
) -> list[Placed | None]:
    """Where labels stand, so that none overlaps another or an obstacle, or leaves the frame.

    The first come first, each at the place nearest to its point that is free.

    Returns:
        The place of each label; `None` where there is none.
    """
    taken = list(obstacles)
    ordered: list[tuple[float, Box]] = []
    found: list[Placed | None] = []
    for label in labels:
        free = (
            placed
            for placed in _candidates(label)
            if frame.holds(placed.box)
            and not any(placed.box.overlaps(box) for box in taken)
            and (not label.is_ordered or _is_in_order(label.y, placed.box, ordered))
        )
        placed = next(free, None)
        found.append(placed)
        if placed:
            taken.append(placed.box)
            ordered += [(label.y, placed.box)] * label.is_ordered
    return found


def _is_in_order(y: float, box: Box, ordered: Iterable[tuple[float, Box]]) -> bool:
    """Whether a label stands above those under it or over it whose points are lower."""
    return all(
        (y - other_y) * (box.top - other.top) >= 0
        for other_y, other in ordered
        if box.left < other.right and other.left < box.right
    )


def _candidates(label: Label) -> list[Placed]:
    """Places beside the point of a label, the best first.

    Near is better than far, a better form is worth some steps, and up is better than down.
    """
    found: list[tuple[float, Placed]] = []
    sides = (label.prefers_right, not label.prefers_right)
    ways = [(0, 0), *((steps, way) for steps in range(1, _MOST_STEPS) for way in (-1, 1))]
    for (form, (width, height)), (steps, way), aside in product(
        enumerate(label.forms), ways, _ASIDE
    ):
        top = label.y - height / 2 + way * steps * _STEP
        off = _GAP + aside * _STEP
        for rank, is_right in enumerate(sides):
            left = label.x + off if is_right else label.x - off - width
            box = Box(left, top, left + width, top + height)
            cost = steps + 2 * aside + _WORTH * form + rank / 2 + (way > 0) / 4
            found.append((cost, Placed(box, is_right, max(steps, aside) * _STEP > _NEAR, form)))
    return [placed for _, placed in sorted(found, key=itemgetter(0))]
