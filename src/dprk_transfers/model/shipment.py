"""`Shipment`, `Item` and `Vessel`: what claims are about. None of them holds a figure."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Final

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.names import NAMES, Names, to_names
from dprk_transfers.rules import (
    COUNTRY,
    ID,
    IDS,
    TEXT,
    CheckedRecord,
    CrossRule,
    check,
    each,
    matches,
    one_of,
    text,
)
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.when import When

__all__ = ["Designation", "Item", "Mode", "Shipment", "ShipmentKind", "Vessel", "VesselKind"]


class ShipmentKind(Enum):
    """How much a shipment covers: everything, one way of sending it, or one journey.

    Attributes:
        PROGRAMME: Everything from one to another.
        ROUTE: One way of sending it.
        VOYAGE: One journey.
    """

    PROGRAMME = "programme"
    ROUTE = "route"
    VOYAGE = "voyage"


class Mode(Enum):
    """Mode of transport; multimodal is more than one of them in turn.

    Attributes:
        SEA: By ship.
        RAIL: By train.
        ROAD: By lorry.
        AIR: By aircraft.
        MULTIMODAL: By more than one of them in turn.
    """

    SEA = "sea"
    RAIL = "rail"
    ROAD = "road"
    AIR = "air"
    MULTIMODAL = "multimodal"


class VesselKind(Enum):
    """What kind of ship a vessel is."""

    GENERAL_CARGO = "general_cargo"
    CONTAINER = "container"
    RO_RO = "ro_ro"
    BULK = "bulk"
    TANKER = "tanker"


@attrs.frozen
class Shipment(CheckedRecord):
    """What claims are about, from a whole programme to one voyage. It has no figure and no date.

    Attributes:
        id: Lower-case slug, unique among shipments.
        names: What it is called, by language.
        kind: How much it covers.
        supplier: ISO 3166-1 alpha-2 code of the country that sends.
        recipient: The same of the country that receives.
        origin: Id of the location it leaves from.
        via: Ids of the locations it passes, in order.
        destination: Id of the location it goes to.
        mode: Mode of transport.
        carriers: Ids of the vessels that carry it.
        part_of: Id of the shipment it is a part of.
        parts: Whether the shipments that are part of it share anything, and are all there is.
        note: Anything else.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    id: str = attrs.field(metadata=check(ID))
    names: Names = attrs.field(converter=to_names, metadata=check(NAMES))
    kind: ShipmentKind = attrs.field(kw_only=True, metadata=check(one_of(ShipmentKind)))
    supplier: str | None = attrs.field(default=None, kw_only=True, metadata=check(COUNTRY))
    recipient: str | None = attrs.field(default=None, kw_only=True, metadata=check(COUNTRY))
    origin: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="locations")
    )
    via: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="locations")
    )
    destination: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="locations")
    )
    mode: Mode | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(Mode)))
    carriers: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="vessels")
    )
    part_of: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="shipments")
    )
    parts: Parts = attrs.field(
        default=Parts.OVERLAPPING, kw_only=True, metadata=check(one_of(Parts))
    )
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))


def _words_are_for_a_unit(unit: str | None, same_units: tuple[str, ...]) -> Fault | None:
    if same_units and unit is None:
        return Fault("$.unit", "must be stated where same_units has other words for it", value=unit)
    if unit in same_units:
        return Fault("$.same_units", "must be other words than the unit", value=unit)
    return None


@attrs.frozen
class Item(CheckedRecord):
    """What is moved.

    Attributes:
        id: Lower-case slug, unique among items.
        names: What it is called, by language.
        unit: The unit it is counted in.
        same_units: Other words for that unit: rounds for shells, voyages for trips.
        distinct: Whether different things are counted, such as the ships that took part: those of
            one month may be those of the next, so that counts of windows never add up.
        broader: Id of the item that this one is a kind of.
        parts: Whether the kinds of it share anything, and are all there is.
        note: Anything else.

    Raises:
        InvalidRecordError: If a field breaks its rule, or other words are given for no unit.

    Examples:
        >>> shells = Item("shells", {"en": ("shells",)}, unit="shells", same_units=("rounds",))
        >>> sorted(shells.units)
        ['rounds', 'shells']
    """

    id: str = attrs.field(metadata=check(ID))
    names: Names = attrs.field(converter=to_names, metadata=check(NAMES))
    unit: str | None = attrs.field(default=None, kw_only=True, metadata=check(ID))
    same_units: tuple[str, ...] = attrs.field(default=(), kw_only=True, metadata=check(IDS))
    distinct: bool = attrs.field(default=False, kw_only=True, metadata=check(one_of(bool)))
    broader: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="items")
    )
    parts: Parts = attrs.field(
        default=Parts.OVERLAPPING, kw_only=True, metadata=check(one_of(Parts))
    )
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))

    cross_rules: ClassVar[tuple[CrossRule, ...]] = (
        CrossRule(("unit", "same_units"), _words_are_for_a_unit, only_with="same_units"),
    )

    @property
    def units(self) -> frozenset[str]:
        """All words for the unit it is counted in; none if no unit is stated."""
        return frozenset((self.unit, *self.same_units)) if self.unit else frozenset()


@attrs.frozen
class Designation(CheckedRecord):
    """A listing of a vessel by a sanctions authority.

    Attributes:
        authority: Who listed it.
        date: When, as precisely as known.
        reference: Its number in the list.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    authority: str = attrs.field(metadata=check(TEXT))
    date: When | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(When)))
    reference: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))


_SEVEN_DIGITS: Final = r"[0-9]{7}"
_has_seven_digits: Final = matches(_SEVEN_DIGITS, 7)


def _is_imo_number(value: object) -> bool:
    if not _has_seven_digits(value):
        return False
    digits = [int(digit) for digit in str(value)]
    return (
        sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False)) % 10
        == digits[6]
    )


@attrs.frozen
class Vessel(CheckedRecord):
    """A ship.

    Attributes:
        id: Lower-case slug, unique among vessels.
        names: What it is called, by language.
        imo: IMO ship identification number, seven digits (IMO resolution A.1117(30)); the last
            is the check digit of the others.
        mmsi: Maritime Mobile Service Identity, nine digits (ITU-R M.585).
        flag: ISO 3166-1 alpha-2 code of the flag state.
        kind: What kind of ship it is.
        owner: Registered owner, as stated.
        designations: Listings by sanctions authorities.
        documents: Ids of the documents that these facts are from.
        note: Anything else.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    id: str = attrs.field(metadata=check(ID))
    names: Names = attrs.field(converter=to_names, metadata=check(NAMES))
    imo: str | None = attrs.field(
        default=None,
        kw_only=True,
        metadata=check(
            text(
                "must be an IMO ship number: seven digits, the last a check",
                _SEVEN_DIGITS,
                7,
                holds=_is_imo_number,
            )
        ),
    )
    mmsi: str | None = attrs.field(
        default=None,
        kw_only=True,
        metadata=check(text("must be an MMSI of nine digits", r"[0-9]{9}", 9)),
    )
    flag: str | None = attrs.field(default=None, kw_only=True, metadata=check(COUNTRY))
    kind: VesselKind | None = attrs.field(
        default=None, kw_only=True, metadata=check(one_of(VesselKind))
    )
    owner: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    designations: tuple[Designation, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(each(one_of(Designation)))
    )
    documents: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="documents")
    )
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
