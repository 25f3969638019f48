"""Units: what a number counts, or measures."""

from __future__ import annotations

from typing import Final

__all__ = ["ANYTHING", "DURATIONS", "EVENTS", "MEASURED_UNITS", "is_counted"]

#: Units of measure, in which an amount may be any fraction. So may be one of a ratio, such as
#: `shells-per-container`. Everything else is counted.
MEASURED_UNITS: Final = frozenset(
    {
        "barrels",
        "days",
        "dollars",
        "euros",
        "feet",
        "hours",
        "kilograms",
        "kilometres",
        "litres",
        "metres",
        "miles",
        "months",
        "nautical-miles",
        "percent",
        "pounds",
        "share",
        "square-kilometres",
        "square-miles",
        "tonnes",
        "tons",
        "weeks",
        "years",
    }
)

#: Units whose words may count anything: 49 times may be trips, and twenty pieces guns.
ANYTHING: Final = frozenset({"occasions", "others", "pieces", "systems"})

#: Units of time.
DURATIONS: Final = frozenset({"days", "hours", "months", "weeks", "years"})

#: Units that count what happens, or what carries, and nothing that was moved itself.
EVENTS: Final = frozenset(
    {
        "calls",
        "deliveries",
        "departures",
        "firings",
        "flights",
        "launches",
        "occasions",
        "port-calls",
        "sailings",
        "shipments",
        "ships",
        "trains",
        "trips",
        "vessels",
        "visits",
        "voyages",
    }
)


def is_counted(unit: str) -> bool:
    """Whether amounts in the unit are whole numbers of things.

    A unit is a lower-case slug in the plural (`containers`). Units that are not known units of
    measure, and no ratios, count things.

    Examples:
        >>> is_counted("containers"), is_counted("tonnes"), is_counted("shells-per-container")
        (True, False, False)
    """
    return unit not in MEASURED_UNITS and "-per-" not in unit
