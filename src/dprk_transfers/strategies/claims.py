"""The strategy for claims, which name every other kind of record and one another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, cast

from hypothesis import strategies as st

from dprk_transfers.model.check import Against, Check
from dprk_transfers.model.claim import Aspect, Basis, Claim, Evidence, Likelihood, Measure, Stance
from dprk_transfers.model.history import said_on
from dprk_transfers.model.shipment import Item
from dprk_transfers.model.source import Document
from dprk_transfers.strategies.records import fields, new, one, some
from dprk_transfers.strategies.values import NOTES, TEXTS, WHENS, optional, quantities
from dprk_transfers.values.extent import Extent

__all__ = ["claims"]

_CLAIM: Final = fields(
    locator=NOTES,
    aspect=optional(st.sampled_from(Aspect)),
    summary=TEXTS,
    period_words=NOTES,
    asserted_words=NOTES,
    evidence=st.sampled_from(Evidence),
    basis=st.sampled_from(Basis),
    certainty=NOTES,
    likelihood=optional(st.sampled_from(Likelihood)),
    credibility=st.integers(1, 6),
    checked=optional(st.builds(Check, st.sampled_from(Against), on=optional(st.dates()))),
    note=NOTES,
)
_NO_AMOUNT: Final = fields(period=optional(WHENS))


@st.composite
def claims(
    draw: st.DrawFn,
    *,
    documents: Collection[str] | Mapping[str, Document] = (),
    sources: Collection[str] = (),
    claims: Mapping[str, Claim] | None = None,
    shipments: Collection[str] = (),
    items: Collection[str] | Mapping[str, Item] = (),
    locations: Collection[str] = (),
    vessels: Collection[str] = (),
) -> Claim:
    """Claims with and without an amount; some repeat or rest on those given, some answer them.

    Those given come by id, as a dataset holds them, since only a speaker corrects its own; items
    that come so are counted in their units, and where documents do, no claim repeats what was
    surely said later. That none rests on a document published later is left to who gives them.

    >>> from hypothesis import given
    >>> from dprk_transfers import load_casebook
    >>> book = load_casebook()
    >>> @given(claims(documents=book.documents, sources=book.sources, claims=book.claims))
    ... def test_a_claim_answers_what_there_is(claim):
    ...     assert claim.id not in book.claims and {*claim.about} <= {*book.claims}
    >>> test_a_claim_answers_what_there_is()
    """
    earlier = claims or {}
    document, asserted = draw(one(documents)), draw(optional(WHENS))
    by_id = dict[str, Document]()
    if isinstance(documents, Mapping):
        by_id.update(cast(Mapping[str, Document], documents))
    day = asserted or (by_id[document].published if by_id else None)

    def may_be_repeated(base: str) -> bool:
        first = said_on(earlier[base], by_id)
        return day is None or first is None or not day.before(first)

    repeats = tuple(filter(may_be_repeated, draw(some(earlier))))
    return Claim(
        draw(new(earlier)),
        document,
        asserted=asserted,
        **draw(_CLAIM),
        **draw(_answers(sources, earlier)),
        **draw(_amounts(shipments, items) if draw(st.booleans()) else _NO_AMOUNT),
        via=draw(some(sources)),
        repeats=repeats,
        rests_on=tuple(base for base in draw(some(earlier)) if base not in repeats),
        alternative_to=draw(some(earlier)),
        locations=draw(some(locations)),
        vessels=draw(some(vessels)),
    )


@st.composite
def _answers(
    draw: st.DrawFn, sources: Collection[str], claims: Mapping[str, Claim]
) -> dict[str, Any]:
    """Who speaks, and what that answers."""
    about = draw(some(claims))
    stance = draw(st.sampled_from(Stance)) if about else Stance.ASSERTS
    if stance in (Stance.CORRECTS, Stance.RETRACTS):
        about = about[:1]
        speaker = claims[about[0]].speaker
    else:
        speaker = draw(one(sources))
    general = stance is not Stance.ASSERTS and draw(st.booleans())
    if general and draw(st.booleans()):
        about = ()
    return {"speaker": speaker, "stance": stance, "general": general, "about": about}


_EXTENT: Final = fields(
    extent=st.just(Extent.TOTAL), period=WHENS.filter(lambda when: when.latest is not None)
) | fields(extent=st.sampled_from([Extent.PART, Extent.RATE]), period=optional(WHENS))


@st.composite
def _amounts(
    draw: st.DrawFn, shipments: Collection[str], items: Collection[str] | Mapping[str, Item]
) -> dict[str, Any]:
    """An amount, and what it is an amount of, in a unit of that where the items come by id."""
    item_id = draw(one(items))
    by_id = cast(Mapping[str, Item], items) if isinstance(items, Mapping) else None
    units = by_id[item_id].units if by_id else frozenset[str]()
    return {
        **draw(_EXTENT),
        "quantity": draw(quantities(units={*units, "tonnes"}) if units else quantities()),
        "measure": draw(st.sampled_from(Measure)),
        "misprint": draw(NOTES),
        "shipment": draw(one(shipments)),
        "item": item_id,
    }
