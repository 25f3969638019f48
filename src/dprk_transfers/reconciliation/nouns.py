"""What is counted, in words: behind an amount, and as a heading."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dprk_transfers.model.claim import Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.values.unit import DURATIONS, EVENTS, is_counted

__all__ = ["counted", "is_event", "thing"]

#: What became of the things that an amount counts, as its measure says. A share or a figure of
#: another kind says nothing that could stand behind every amount.
_BECAME: Final[Mapping[Measure, str]] = MappingProxyType(
    {
        Measure.MOVED: "moved",
        Measure.PLANNED: "planned",
        Measure.PRODUCED: "produced",
        Measure.USED: "used",
        Measure.EXAMINED: "examined",
        Measure.REQUESTED: "requested",
    }
)


def counted(dataset: Dataset, item: str, unit: str, measure: Measure) -> str:
    """What stands behind an amount: the unit, and what became of what it counts.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> counted(book, "arms-containers", "containers", Measure.MOVED)
        'containers moved'
        >>> counted(book, "152mm-equivalents", "rounds", Measure.CAPACITY)
        'rounds that the containers could hold'
        >>> counted(book, "sea-voyages", "trips", Measure.MOVED)
        'trips'
    """
    became = _became(dataset, item, unit, measure)
    return unit.replace("-", " ") + (f" {became}" if became else "")


def thing(dataset: Dataset, item: str, unit: str, measure: Measure) -> str:
    """What is counted, as a heading without its direction.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> thing(book, "artillery-ammunition", "rounds", Measure.PLANNED)
        'rounds of artillery ammunition planned'
        >>> thing(book, "munitions", "percent", Measure.SHARE)
        'share of munitions in percent'
    """
    name, of_what = dataset.items[item].names.main, unit.replace("-", " ")
    became, is_named = _became(dataset, item, unit, measure), _names(dataset, item, unit)
    if measure is Measure.SHARE:
        return f"share of {name} in {of_what}"
    if measure is Measure.OTHER:
        return f"other figures on {name}" + ("" if is_named else f" in {of_what}")
    if unit in DURATIONS:
        return f"{of_what} {became} of {name}"
    noun = name if is_named else f"{of_what} of {name}"
    return noun if measure is Measure.MOVED or not became else f"{noun} {became}"


def is_event(dataset: Dataset, item: str, unit: str) -> bool:
    """Whether what is counted happens or carries, and is not moved itself."""
    return unit in EVENTS or dataset.items[item].distinct


def _became(dataset: Dataset, item: str, unit: str, measure: Measure) -> str:
    """What became of what is counted; nothing where the unit says it, or nothing can be said."""
    if measure is Measure.CAPACITY:
        return "of use" if unit in DURATIONS else _held(dataset, item, unit)
    if measure in (Measure.MOVED, Measure.USED) and is_event(dataset, item, unit):
        return ""
    return _BECAME.get(measure, "")


def _held(dataset: Dataset, item: str, unit: str) -> str:
    """What could hold the things, if the figures say so by the one count that they draw on."""
    words = dataset.words_for(unit, item)
    units = {
        ground.quantity.unit
        for own, claims in dataset.by_question.items()
        if own.measure is Measure.CAPACITY and own.unit in words
        if dataset.items_tree.inside(own.item, item)
        for claim in claims
        for ground in map(dataset.claims.get, claim.rests_on)
        if ground and ground.quantity and ground.measure is not Measure.CAPACITY
    }
    holders = [each for each in units if is_counted(each) and each not in EVENTS]
    if len(holders) != 1:
        return "that could be held"
    return f"that the {holders[0].replace('-', ' ')} could hold"


def _names(dataset: Dataset, item: str, unit: str) -> bool:
    """Whether the name of an item says what is counted, in whichever word for the unit."""
    around = (dataset.items[own_id] for own_id in dataset.items_tree.above(item))
    units = {unit}.union(*(each.units for each in around if unit in each.units))
    name = f" {dataset.items[item].names.main.casefold()} "
    words = (each.replace("-", " ") for each in units)
    return any(f" {word} " in name or f" {word.removesuffix('s')} " in name for word in words)
