"""`Claim`: one statement in one document."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.messages import card
from dprk_transfers.model.check import Check
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.rules import (
    ID,
    IDS,
    TEXT,
    CheckedRecord,
    CrossRule,
    check,
    names_others,
    one_of,
    whole,
)
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When

__all__ = [
    "Aspect",
    "Basis",
    "Claim",
    "Evidence",
    "Figure",
    "Likelihood",
    "Measure",
    "Stance",
]


class Stance(Enum):
    """What a claim does: state something itself, or answer another claim.

    Attributes:
        ASSERTS: States something itself.
        DENIES: Says that it is not so.
        DISPUTES: Says that it is not so in part: another figure, day or maker.
        CAVEATS: Says how far it can be relied on, or what it does not show.
        OFFERS_ALTERNATIVE: Explains what was seen in another way.
        DECLINES: Refuses to comment, which denies nothing.
        CORRECTS: The same speaker says it anew, otherwise.
        RETRACTS: The same speaker takes it back.
    """

    ASSERTS = "asserts"
    DENIES = "denies"
    DISPUTES = "disputes"
    CAVEATS = "caveats"
    OFFERS_ALTERNATIVE = "offers_alternative"
    DECLINES = "declines"
    CORRECTS = "corrects"
    RETRACTS = "retracts"


class Aspect(Enum):
    """What part of a claim an answer is about.

    Attributes:
        EXISTENCE: Whether it happened at all.
        QUANTITY: How much.
        CONTENT: What it was.
        ATTRIBUTION: Who did it, or whose it was.
        TIMING: When.
        SOURCE: Who says it, or how it was examined.
        LEGALITY: Whether it is lawful.
    """

    EXISTENCE = "existence"
    QUANTITY = "quantity"
    CONTENT = "content"
    ATTRIBUTION = "attribution"
    TIMING = "timing"
    SOURCE = "source"
    LEGALITY = "legality"


class Measure(Enum):
    """What a quantity measures. Only like is compared with like: "could hold" is never "held".

    Attributes:
        MOVED: Sent, delivered or received.
        CAPACITY: What could be held: boxes that could hold so many shells.
        PLANNED: To be sent, or agreed.
        PRODUCED: Made.
        USED: Fired, or otherwise spent.
        EXAMINED: Seen or inspected as such: debris, sampled rounds.
        REQUESTED: Asked for.
        SHARE: A part of something, as a fraction.
        OTHER: Anything else.
    """

    MOVED = "moved"
    CAPACITY = "capacity"
    PLANNED = "planned"
    PRODUCED = "produced"
    USED = "used"
    EXAMINED = "examined"
    REQUESTED = "requested"
    SHARE = "share"
    OTHER = "other"


class Basis(Enum):
    """What a position is based on, from the weakest: said, argued, documented, inspected.

    Attributes:
        ASSERTION: It is said.
        REASONED: An argument is given.
        DOCUMENTED: Documents, images or data are given.
        INSPECTED: The thing itself was examined.
    """

    ASSERTION = "assertion"
    REASONED = "reasoned"
    DOCUMENTED = "documented"
    INSPECTED = "inspected"


class Evidence(Enum):
    """What a claim says it was seen in.

    Attributes:
        IMAGERY: Satellite or other images.
        TRACKING: Ship or railcar tracking.
        INTELLIGENCE: Intelligence that is not shown.
        DOCUMENTS: Documents.
        DEBRIS: Remains of what was used.
        TESTIMONY: Somebody who was there.
        STATEMENT: A statement of somebody else.
        UNKNOWN: It does not say.
    """

    IMAGERY = "imagery"
    TRACKING = "tracking"
    INTELLIGENCE = "intelligence"
    DOCUMENTS = "documents"
    DEBRIS = "debris"
    TESTIMONY = "testimony"
    STATEMENT = "statement"
    UNKNOWN = "unknown"


class Likelihood(Enum):
    """The rungs of likelihood of Intelligence Community Directive 203 (2015).

    Attributes:
        ALMOST_NO_CHANCE: 1 to 5 %.
        VERY_UNLIKELY: 5 to 20 %.
        UNLIKELY: 20 to 45 %.
        ROUGHLY_EVEN: 45 to 55 %.
        LIKELY: 55 to 80 %; also “probable”.
        VERY_LIKELY: 80 to 95 %; also “highly probable”.
        ALMOST_CERTAIN: 95 to 99 %; also “nearly certain”.
    """

    ALMOST_NO_CHANCE = "almost_no_chance"
    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly_even"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"
    ALMOST_CERTAIN = "almost_certain"


def _comes_with_a_quantity(name: str) -> CrossRule:
    def find(quantity: Quantity | None, value: object) -> Fault | None:
        if quantity is None or value is not None:
            return None
        return Fault(f"$.{name}", "must be stated for a quantity")

    return CrossRule(("quantity", name), find, only_with="quantity")


def _total_has_a_last_day(extent: Extent | None, period: When | None) -> Fault | None:
    if extent is not Extent.TOTAL or (period is not None and period.latest is not None):
        return None
    return Fault("$.period", "must have a latest day where the extent is total", value=period)


def _increment_is_a_part(quantity: Quantity | None, extent: Extent | None) -> Fault | None:
    if quantity is None or extent in (None, Extent.PART) or not quantity.is_increment:
        return None
    return Fault("$.extent", "must be part for an amount on top of another", value=extent)


def _only_figures_are_misprinted(quantity: Quantity | None, misprint: str | None) -> Fault | None:
    if quantity is not None or misprint is None:
        return None
    return Fault("$.quantity", "must be stated where misprint says why it is wrong", value=None)


def _only_answers_are_general(stance: Stance, general: bool) -> Fault | None:  # noqa: FBT001
    if stance is not Stance.ASSERTS or not general:
        return None
    return Fault("$.general", "must be false where the stance is asserts", value=True)


def _answer_has_a_claim(
    stance: Stance,
    general: bool,  # noqa: FBT001
    about: tuple[str, ...],
) -> Fault | None:
    if stance is Stance.ASSERTS or about or general:
        return None
    rule = f"must name a claim, or be general, where the stance is {stance.value}"
    return Fault("$.about", rule, value=())


def _rests_on_nothing_it_repeats(
    repeats: tuple[str, ...], rests_on: tuple[str, ...]
) -> Fault | None:
    twice = next((base for base in rests_on if base in repeats), None)
    if twice is None:
        return None
    return Fault("$.rests_on", "must not name what the claim repeats", value=twice)


@attrs.frozen(kw_only=True)
class Figure:
    """What a claim states in numbers: an amount, and what it is an amount of.

    Attributes:
        quantity: The amount, as printed.
        measure: What it measures.
        extent: How much of the period it covers.
        item: Id of the item.
        shipment: Id of the shipment.
    """

    quantity: Quantity
    measure: Measure
    extent: Extent
    item: str
    shipment: str


@attrs.frozen
class Claim(CheckedRecord):
    """One statement in one document. A relay of it is another claim that repeats it.

    Attributes:
        id: Lower-case slug, unique among claims.
        document: Id of the document it was read in.
        locator: Where in the document: `headline`, `paragraph 3`, `page 12`.
        speaker: Id of the source whose statement it is.
        via: Ids of the relays between the speaker and the publisher, in order.
        stance: What it does.
        aspect: What part of the claims it is about it answers.
        general: Whether it is an answer to all that is said of its shipment and item, later too.
        about: Ids of the claims it answers.
        repeats: Ids of the claims it tells again, whatever changed on the way. It says nothing of
            its own beside them.
        rests_on: Ids of the claims it draws on otherwise: a count in its arithmetic, a limit.
        alternative_to: Ids of the claims said with it by an *or*: 152 mm or 122 mm.
        summary: What is said, in the recorder's own words.
        shipment: Id of the shipment it is about.
        item: Id of the item it is about.
        locations: Ids of the places it names, beside those of its shipment.
        vessels: Ids of the vessels it names, beside those of its shipment.
        quantity: The amount, as printed.
        measure: What the amount measures.
        extent: How much of the period the amount covers: part of it, if the amount comes on top of
            another, as “another 1,000” does.
        period: The window the statement is about.
        period_words: The few words of that window, as printed.
        asserted: When the speaker said it; the document's date if not stated.
        asserted_words: The few words of that day, as printed.
        evidence: What it says it was seen in.
        basis: What the position is based on.
        certainty: The few words of certainty or doubt, as printed.
        likelihood: The rung of ICD 203 these words stand on, if they are one of its terms.
        credibility: Admiralty grade of the statement, 1 confirmed … 5 improbable, 6 cannot be
            judged. It grades the statement, never the source.
        misprint: Why the printed figure cannot be what was meant, and where that shows. Such a
            claim is shown and bounds nothing.
        checked: What its words were compared with, and when.
        note: Anything else.

    Raises:
        InvalidRecordError: If a field breaks its rule, or the fields do not fit together: a
            quantity comes with its measure, extent, item and shipment; a total has a period with
            a latest day; an increment is a part; an answer names what it is about; what a claim
            repeats is not also what it rests on.
    """

    id: str = attrs.field(metadata=check(ID))
    document: str = attrs.field(metadata=check(ID, refers="documents"))
    locator: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    speaker: str = attrs.field(kw_only=True, metadata=check(ID, refers="sources"))
    via: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="sources")
    )
    stance: Stance = attrs.field(
        default=Stance.ASSERTS, kw_only=True, metadata=check(one_of(Stance))
    )
    aspect: Aspect | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(Aspect)))
    general: bool = attrs.field(default=False, kw_only=True, metadata=check(one_of(bool)))
    about: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="claims")
    )
    repeats: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="claims")
    )
    rests_on: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="claims")
    )
    alternative_to: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="claims")
    )
    summary: str = attrs.field(kw_only=True, metadata=check(TEXT))
    shipment: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="shipments")
    )
    item: str | None = attrs.field(default=None, kw_only=True, metadata=check(ID, refers="items"))
    locations: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="locations")
    )
    vessels: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, metadata=check(IDS, refers="vessels")
    )
    quantity: Quantity | None = attrs.field(
        default=None, kw_only=True, metadata=check(one_of(Quantity))
    )
    measure: Measure | None = attrs.field(
        default=None, kw_only=True, metadata=check(one_of(Measure))
    )
    extent: Extent | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(Extent)))
    period: When | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(When)))
    period_words: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    asserted: When | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(When)))
    asserted_words: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    evidence: Evidence = attrs.field(
        default=Evidence.UNKNOWN, kw_only=True, metadata=check(one_of(Evidence))
    )
    basis: Basis = attrs.field(default=Basis.ASSERTION, kw_only=True, metadata=check(one_of(Basis)))
    certainty: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    likelihood: Likelihood | None = attrs.field(
        default=None, kw_only=True, metadata=check(one_of(Likelihood))
    )
    credibility: int = attrs.field(
        default=6,
        kw_only=True,
        metadata=check(whole(1, 6)),
    )
    misprint: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    checked: Check | None = attrs.field(default=None, kw_only=True, metadata=check(one_of(Check)))
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))

    cross_rules: ClassVar[tuple[CrossRule, ...]] = (
        CrossRule(("quantity", "misprint"), _only_figures_are_misprinted, only_with="misprint"),
        _comes_with_a_quantity("measure"),
        _comes_with_a_quantity("extent"),
        _comes_with_a_quantity("item"),
        _comes_with_a_quantity("shipment"),
        CrossRule(("extent", "period"), _total_has_a_last_day, only_with="extent"),
        CrossRule(("quantity", "extent"), _increment_is_a_part, only_with="quantity"),
        CrossRule(("stance", "general"), _only_answers_are_general, only_with="general"),
        CrossRule(("stance", "general", "about"), _answer_has_a_claim, only_with="stance"),
        names_others("about", "claim"),
        names_others("repeats", "claim"),
        names_others("rests_on", "claim"),
        names_others("alternative_to", "claim"),
        CrossRule(("repeats", "rests_on"), _rests_on_nothing_it_repeats, only_with="rests_on"),
    )

    @property
    def bases(self) -> tuple[str, ...]:
        """Ids of the claims it has what it says from: those it repeats, and those it rests on."""
        return self.repeats + self.rests_on

    def _repr_html_(self) -> str:
        """What is stated of the claim, for a notebook: the figure in its own words."""
        figure = self.quantity and f"“{self.quantity.words}” {self.quantity.unit}"
        stated = {
            "speaker": self.speaker,
            "document": self.document,
            "stance": self.stance.value,
            "figure": figure,
            "period": self.period,
            "item": self.item,
            "doubt": self.certainty,
            "repeats": ", ".join(self.repeats),
            "summary": self.summary,
        }
        return card(self.id, [(name, str(value)) for name, value in stated.items() if value])

    @property
    def figure(self) -> Figure | None:
        """The quantity with its measure, extent, item and shipment: they come together."""
        if (
            self.quantity is None
            or self.measure is None
            or self.extent is None
            or self.item is None
            or self.shipment is None
        ):
            return None
        return Figure(
            quantity=self.quantity,
            measure=self.measure,
            extent=self.extent,
            item=self.item,
            shipment=self.shipment,
        )
