"""The rules between records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import Final, TypeVar

from dprk_transfers.exceptions import Fault
from dprk_transfers.messages import did_you_mean
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.history import said_on
from dprk_transfers.model.records import KINDS, Record, Tables, named_ids, references
from dprk_transfers.model.shipment import Item
from dprk_transfers.values.unit import is_counted

__all__ = ["NAMES_NONE", "check_integrity", "find_dangling", "in_order"]


def check_integrity(tables: Tables, is_unread: Callable[[str, str], bool]) -> tuple[Fault, ...]:
    """The faults that `Dataset.validate` finds, bar references to records known to be unread.

    Args:
        tables: The records.
        is_unread: Whether a record of a kind with an id that is not in the dataset exists all
            the same.
    """
    found = (
        *(fault for fault, _ in find_dangling(tables, is_unread)),
        *_circular(tables),
        *_misattributed(tables),
        *_repeated_before_said(tables),
        *_antedated(tables),
        *_miscounted(tables),
    )
    return in_order(found)


_F = TypeVar("_F", bound=Fault)


def in_order(faults: Iterable[_F]) -> tuple[_F, ...]:
    """Faults that name their records, sorted by kind, record, path and rule."""
    order = list(KINDS)

    def place(fault: Fault) -> tuple[int, str, str, str]:
        kind, _, own_id = (fault.record or "").partition("/")
        return order.index(kind), own_id, fault.path, fault.rule

    return tuple(sorted(faults, key=place))


#: For how many ids that name nothing those like them are sought, and among how many at most.
_SOUGHT: Final = 20
_SEARCHED: Final = 5_000


#: The rule that an id of a kind breaks which no record has.
NAMES_NONE: Final = "names none of the {}"


def find_dangling(
    tables: Tables, is_unread: Callable[[str, str], bool]
) -> Iterator[tuple[Fault, str]]:
    """Each id that names none of the records, as a fault, and the kind of what it should name.

    To the first of them belong the ids like theirs, where there are not too many to look through.
    """
    count = 0
    for kind in KINDS:
        lacking = {
            target: {
                value for value in named - tables[target].keys() if not is_unread(target, value)
            }
            for target, named in named_ids(kind, tables).items()
        }
        rules = {target: NAMES_NONE.format(target) for target in lacking}
        for record in tables[kind].values() if any(lacking.values()) else ():
            for path, target, value in references(kind, record):
                if value in lacking[target]:
                    count += 1
                    is_sought = count <= _SOUGHT and len(tables[target]) <= _SEARCHED
                    hint = did_you_mean(value, tables[target]) if is_sought else ""
                    where = f"{kind}/{record.id}"
                    yield Fault(path, rules[target], value=value, record=where, hint=hint), target


#: Relations that lead from a record to others of its kind and must never lead back, those that
#: must not do so together in one.
_ACYCLIC: Final = (
    ("sources", ("part_of",)),
    ("sources", ("members",)),
    ("claims", ("repeats", "rests_on")),
    ("shipments", ("part_of",)),
    ("items", ("broader",)),
    ("locations", ("within",)),
)


def _circular(tables: Tables) -> Iterator[Fault]:
    for kind, relations in _ACYCLIC:
        records = tables[kind]
        leading = (filter(attrgetter(name), records.values()) for name in relations)
        ids = {record.id for record in chain.from_iterable(leading)}
        onward = {
            own_id: {
                other: name
                for name in reversed(relations)
                for other in _onward(records[own_id], name)
            }
            for own_id in filter(ids.__contains__, records)
        }
        for cycle in _cycles(onward):
            yield Fault(
                f"$.{onward[cycle[-2]][cycle[-1]]}",
                "must not lead back to the record itself",
                value=" -> ".join(cycle),
                record=f"{kind}/{cycle[-2]}",
            )


def _onward(record: Record, relation: str) -> tuple[str, ...]:
    """The ids that a relation leads to."""
    value: str | tuple[str, ...] | None = getattr(record, relation)
    return (value,) if isinstance(value, str) else value or ()


def _cycles(onward: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each way back to an id that a depth-first walk comes upon, the middle of a long one left out.

    Args:
        onward: The ids that lie next after each id; some may be unknown.
    """
    done: set[str] = set()
    after: dict[str, str] = {}  # on the way to where the walk is, the id that comes next
    for first in onward:
        path = {} if first in done else {first: iter(onward[first])}
        while path:
            here = next(reversed(path))
            step = next(path[here], None)
            if step is None:
                done.add(here)
                path.popitem()
            elif step in path:
                yield _way_back(step, here, after)
            elif step in onward and step not in done:
                after[here] = step
                path[step] = iter(onward[step])


#: Most records on a way back that are all told.
_LONGEST_WAY: Final = 11


def _way_back(first: str, last: str, after: Mapping[str, str]) -> tuple[str, ...]:
    """The ids from the first of a cycle to the last, and the first again."""
    ids = [first]
    while ids[-1] != last and len(ids) <= _LONGEST_WAY:
        ids.append(after[ids[-1]])
    if len(ids) > _LONGEST_WAY:
        ids[3:] = ["…", last]
    return (*ids, first)


def _misattributed(tables: Tables) -> Iterator[Fault]:
    claims: Mapping[str, Claim] = tables["claims"]
    for claim in filter(attrgetter("about"), claims.values()):
        if claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
            for index, answered in enumerate(claim.about):
                if answered in claims and claims[answered].speaker != claim.speaker:
                    yield Fault(
                        f"$.about[{index}]",
                        f"must be by the same speaker where the stance is {claim.stance.value}",
                        value=answered,
                        record=f"claims/{claim.id}",
                    )


def _repeated_before_said(tables: Tables) -> Iterator[Fault]:
    """The claims that repeat what was surely said later: the day it was said decides, not the page.

    What somebody said on one day may be told at length on a page of another.
    """
    claims: Mapping[str, Claim] = tables["claims"]
    for claim in filter(attrgetter("repeats"), claims.values()):
        day = said_on(claim, tables["documents"])
        for index, base in enumerate(claim.repeats):
            first = said_on(claims[base], tables["documents"]) if base in claims else None
            if day is not None and first is not None and day.before(first):
                yield Fault(
                    f"$.repeats[{index}]",
                    "must not have been surely said later; its asserted tells when, if it was "
                    "said before it was printed",
                    value=base,
                    record=f"claims/{claim.id}",
                )


def _antedated(tables: Tables) -> Iterator[Fault]:
    claims: Mapping[str, Claim] = tables["claims"]
    published = {document.id: document.published for document in tables["documents"].values()}
    for claim in filter(attrgetter("rests_on"), claims.values()):
        day = published.get(claim.document)
        for index, basis in enumerate(claim.rests_on):
            later = published.get(claims[basis].document) if basis in claims else None
            if day is not None and later is not None and day.before(later):
                yield Fault(
                    f"$.rests_on[{index}]",
                    "must not be in a surely later document",
                    value=basis,
                    record=f"claims/{claim.id}",
                )


def _miscounted(tables: Tables) -> Iterator[Fault]:
    """The claims that count an item in another unit than its own."""
    claims: Mapping[str, Claim] = tables["claims"]
    items: Mapping[str, Item] = tables["items"]
    known = {item.id: item.units for item in items.values() if item.units}
    for claim in claims.values():
        units = known.get(claim.item or "", ())
        unit = claim.quantity.unit if claim.quantity and units else ""
        if unit and unit not in units and is_counted(unit):
            yield Fault(
                "$.quantity.unit",
                f"must be {' or '.join(sorted(units))}, in which {claim.item} is counted, or a "
                "measured unit; other words for its unit are its same_units",
                value=unit,
                record=f"claims/{claim.id}",
            )
