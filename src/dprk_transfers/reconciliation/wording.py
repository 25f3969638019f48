"""`Wording`: what the records of a dataset are called, wherever one of them is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.model.check import Against, Check
from dprk_transfers.model.claim import Claim, Figure, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import LocationKind
from dprk_transfers.model.question import Question
from dprk_transfers.reconciliation.nouns import counted, is_event, thing
from dprk_transfers.reconciliation.provenance.origins import Origins
from dprk_transfers.values.english import say_day, say_range, say_when
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range

__all__ = [
    "COMPARED",
    "MOST_NAMED",
    "Wording",
    "after",
    "capital",
    "count_of",
    "say_check",
    "split_ids",
    "spoken",
]

#: Most claims that a line names one by one where there may be hundreds.
MOST_NAMED: Final = 6

#: An id in brackets after a sentence, or several.
_IDS: Final = re.compile(r"\s*\[([a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*)\]")

#: How much of what it counts a figure is.
_EXTENTS: Final[Mapping[Extent, str]] = {
    Extent.TOTAL: "in all",
    Extent.PART: "a part of all",
    Extent.RATE: "a rate",
}

#: What the words of a claim were compared with.
COMPARED: Final[Mapping[Against, str]] = MappingProxyType(
    {Against.PAGE: "the page itself", Against.COPY: "a copy", Against.NOTES: "notes only"}
)


@attrs.frozen
class Wording:
    """Names and phrases for the records of a dataset.

    Attributes:
        dataset: The dataset.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> wording = Wording(load_casebook())
        >>> wording.attributed("kbs-1000c").partition(", ")[0]
        '“more than one thousand”'
        >>> wording.country("KP")
        'North Korea'
    """

    dataset: Dataset

    def source(self, source_id: str) -> str:
        """The main name of a source, or of what is none, such as a bloc, the id."""
        sources = self.dataset.sources
        return sources[source_id].names.main if source_id in sources else source_id

    def speaker(self, claim_id: str) -> str:
        """The main name of the speaker of a claim."""
        return self.source(self.dataset.claims[claim_id].speaker)

    def attribution(self, claim_id: str) -> str:
        """The speaker of a claim, the relays and the publisher."""
        claim = self.dataset.claims[claim_id]
        publisher = self.dataset.documents[claim.document].publisher
        relays = [source for source in (*claim.via, publisher) if source != claim.speaker]
        return self.source(claim.speaker) + after(" via ", ", ".join(map(self.source, relays)))

    def said(self, claim_id: str) -> str | None:
        """When a claim was said, if that is known."""
        said = self.dataset.date_of(claim_id)
        return None if said is None else say_when(said)

    def words(self, claim_id: str) -> str:
        """A claim's figure in its own words, those said with it by an “or”, and its words of doubt.

        Doubt that is in the words of the figure is told once.

        Examples:
            >>> from dprk_transfers import load_casebook
            >>> Wording(load_casebook()).words("dia-12m")
            '“more than 12 million”, “If calculated ... are presumed”'
        """
        claim = self.dataset.claims[claim_id]
        figures = [f"“{claim.quantity.words}”"] if claim.quantity else []
        others = self.dataset.alternatives.get(claim_id, ())
        figures += [f"“{each.quantity.words}” [{each.id}]" for each in others if each.quantity]
        told = claim.quantity.words.casefold() if claim.quantity else ""
        is_told = claim.certainty is None or claim.certainty.casefold() in told
        doubt = "" if is_told else f"“{claim.certainty}”"
        return ", ".join(filter(None, (" or ".join(figures), doubt)))

    def doubt(self, claim_ids: Iterable[str]) -> str:
        """The words of doubt of claims, in brackets: they stand with every figure of theirs.

        Each is followed by the id of its claim, unless there is but one; many are counted.
        """
        claims = [self.dataset.claims[own_id] for own_id in claim_ids]
        doubted = [each for each in claims if each.certainty]
        if len(doubted) > MOST_NAMED:
            return f"(words of doubt in {len(doubted)} of {count_of(claims, 'claim')})"
        words = [f"“{each.certainty}”" for each in doubted]
        if len(claims) > 1:
            words = [f"{said} in {each.id}" for said, each in zip(words, doubted, strict=True)]
        return f"({'; '.join(words)})" if words else ""

    def attributed(self, claim_id: str) -> str:
        """A claim's figure in its own words, with its doubt, speaker, page, day and id."""
        words, day = self.words(claim_id), after(", ", self.said(claim_id))
        lead = f"{words}, " if words else ""
        return f"{lead}{self.attribution(claim_id)}{day} [{claim_id}]"

    def briefly(self, claim_id: str, told: Iterable[date] = ()) -> str:
        """A claim's figure in its own words, with its doubt, its speaker, the day and the id.

        Args:
            claim_id: Id of the claim.
            told: Days that need not be told again.

        Examples:
            >>> from dprk_transfers import load_casebook
            >>> print(Wording(load_casebook()).briefly("shea-24000"))
            “more than 24,000” (Dorothy Shea, 7 May 2025) [shea-24000]
        """
        said = self.dataset.date_of(claim_id)
        is_told = said is not None and {said.earliest, said.latest} <= set(told)
        day = None if said is None or is_told else say_when(said)
        who = self.speaker(claim_id) + after(", ", day)
        return f"{self.words(claim_id)} ({who}) [{claim_id}]".strip()

    def cited(self, claim_id: str) -> str:
        """What a claim says, and who said it where and when; or that it is not there."""
        if claim_id not in self.dataset.claims:
            return f"{claim_id}, which is not in the dataset"
        return f"{self.dataset.claims[claim_id].summary} ({self.attributed(claim_id)})"

    def country(self, code: str) -> str:
        """The name of a country where the dataset has one, or else its code."""
        names = (
            place.names.main
            for place in self.dataset.locations.values()
            if place.kind is LocationKind.COUNTRY and place.country == code
        )
        return next(names, code)

    def direction(self, claim: Claim) -> str:
        """From whom to whom, if the shipment of a claim says both."""
        shipment = self.dataset.shipments.get(claim.shipment or "")
        if shipment is None or shipment.supplier is None or shipment.recipient is None:
            return ""
        return f"{self.country(shipment.supplier)} to {self.country(shipment.recipient)}"

    def thing(self, question: Question) -> str:
        """What a question counts, in words without a direction."""
        return thing(self.dataset, question.item, question.unit, question.measure)

    def title(self, question: Question) -> str:
        """A question in words, as a heading.

        Examples:
            >>> from dprk_transfers import Question, load_casebook
            >>> wording = Wording(load_casebook())
            >>> wording.title(Question("KP", "RU", "sea-voyages", "trips", Measure.MOVED))
            'Voyages from North Korea to Russia'
        """
        comma = "" if question.measure is Measure.MOVED else ","
        return f"{capital(self.thing(question))}{comma} from {self.way(question)}"

    def way(self, question: Question) -> str:
        """From whom to whom a question asks."""
        return f"{self.country(question.supplier)} to {self.country(question.recipient)}"

    def counted(self, question: Question) -> str:
        """What stands behind an amount that a question asks for."""
        return counted(self.dataset, question.item, question.unit, question.measure)

    def is_event(self, question: Question) -> bool:
        """Whether a question counts what happens or carries, and not what was moved."""
        return is_event(self.dataset, question.item, question.unit)

    def amount(self, amount: Range, question: Question) -> str:
        """An amount with what a question counts, and what became of it.

        Examples:
            >>> from dprk_transfers import Question, Range, load_casebook
            >>> asked = Question("KP", "RU", "artillery-ammunition", "rounds", Measure.USED)
            >>> Wording(load_casebook()).amount(Range.at_least(5), asked)
            '5 or more rounds used'
        """
        of = " of" if amount == Range.anything() else ""
        return f"{say_range(amount, question.unit)}{of} {self.counted(question)}"

    def measured(self, figure: Figure) -> str:
        """What a figure counts, what became of it, and whether it is all of it."""
        what = counted(self.dataset, figure.item, figure.quantity.unit, figure.measure)
        return f"{what}, {_EXTENTS[figure.extent]}"

    def names(self, questions: Iterable[Question]) -> dict[Question, tuple[str, str]]:
        """A mapping from questions to what they are called, in short and at length."""
        return {question: (self.thing(question), self.title(question)) for question in questions}

    def origins(self, origins: Origins) -> str:
        """How many independent origins stand behind claims, who, and what all paths pass."""
        told = [count_of(origins.count, "independent origin")]
        if origins.by_origin:
            # Where ways meet, more speak than are independent.
            lead = " among " if len(origins.by_origin) > origins.count else ": "
            told[0] += lead + ", ".join(map(self.source, origins.by_origin))
        cut = origins.cut
        if len(origins.by_origin) > origins.count or (origins.count == 1 and cut.claims):
            passed = [
                *map(self.source, cut.sources),
                *(f"{self.speaker(own_id)} in {own_id}" for own_id in cut.claims),
            ]
            told.append(f"every way from there passes {' or '.join(passed)}")
        told += (f"{' and '.join(circle)} rest on one another" for circle in origins.circular)
        return "; ".join(told)


def after(lead: str, text: str | None) -> str:
    """A text after a lead, or nothing where there is no text."""
    return f"{lead}{text}" if text else ""


def split_ids(line: str) -> tuple[str, tuple[str, ...]]:
    """A line of text, and the ids that stand in brackets at the ends of its sentences.

    Examples:
        >>> split_ids("5 or more moved [one, two]")
        ('5 or more moved', ('one', 'two'))
    """
    ids = tuple(own_id for found in _IDS.findall(line) for own_id in found.split(", "))
    return _IDS.sub("", line), ids


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def spoken(member: Enum) -> str:
    """The value of an enum as words.

    Examples:
        >>> from dprk_transfers import Stance
        >>> spoken(Stance.OFFERS_ALTERNATIVE)
        'offers alternative'
    """
    return str(member.value).replace("_", " ")


def say_check(check: Check | None) -> str:
    """What words were compared with, and when; nothing if nobody says.

    Examples:
        >>> from datetime import date
        >>> say_check(Check(Against.PAGE, on=date(2025, 11, 3)))
        'the page itself, 3 November 2025'
        >>> say_check(Check(Against.NOTES))
        'notes only'
    """
    if check is None:
        return ""
    return COMPARED[check.against] + after(", ", say_day(check.on) if check.on else None)


def count_of(things: int | Sized, name: str) -> str:
    """How many things there are, and what they are.

    Examples:
        >>> count_of(1, "claim"), count_of(["a", "b"], "claim")
        ('1 claim', '2 claims')
    """
    number = things if isinstance(things, int) else len(things)
    return f"{number:,} {name}" + ("" if number == 1 else "s")
