"""Who disputes a claim, on what basis, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import permutations
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.model.claim import Aspect, Basis, Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.provenance.origins import (
    Level,
    is_one_organisation,
    lineage,
    origins,
)
from dprk_transfers.reconciliation.relevance import Counting

__all__ = ["Dispute", "Disputes", "Position", "dispute"]

#: Bases that are more than saying so.
_REASONS: Final = frozenset({Basis.REASONED, Basis.DOCUMENTED, Basis.INSPECTED})

#: Stances that say that a claim is not so, in whole or in part.
_DENIALS: Final = frozenset({Stance.DENIES, Stance.DISPUTES})


def _is_substantive(position: Position) -> bool:
    return not position.interested or position.basis in _REASONS


@attrs.frozen
class Position:
    """An answer to a claim.

    Attributes:
        claim: Id of the claim that answers.
        speaker: Id of the source that holds the position.
        stance: What it does.
        aspect: What part of the claim it answers, if stated.
        basis: What it is based on.
        general: Whether it also meets claims made later.
        interested: Whether its speaker has a stake in the shipment: it says so (`party_to`), or
            it is of the supplier's or the recipient's country. Who repeats an answer of somebody
            with a stake speaks for them.
        withdrawn: Whether its speaker corrected it or took it back.
        substantive: Whether the speaker has no stake, or gives at least a reason. Otherwise the
            answer is bare.
    """

    claim: str
    speaker: str
    stance: Stance = attrs.field(kw_only=True)
    aspect: Aspect | None = attrs.field(kw_only=True)
    basis: Basis = attrs.field(kw_only=True)
    general: bool = attrs.field(kw_only=True)
    interested: bool = attrs.field(kw_only=True)
    withdrawn: bool = attrs.field(default=False, kw_only=True)
    substantive: bool = attrs.field(
        init=False, default=attrs.Factory(_is_substantive, takes_self=True)
    )

    @property
    def opposes(self) -> bool:
        """Whether it says, and still says, that the claim is not so, in whole or in part."""
        return self.stance in _DENIALS and not self.withdrawn


def _status(found: Dispute) -> Status:
    raised = {flag.value for flag in found.flags}
    return next((each for each in Status if each.value in raised), Status.UNCONTESTED)


@attrs.frozen
class Dispute:
    """A claim, every answer to it, and how it stands.

    Attributes:
        claim: Id of the claim.
        positions: The answers, sorted by their ids.
        flags: The flags that are raised, each with its reasons.
        caveats: Ids of the caveats that its own speaker, or their organisation, attaches to it.
        status: How the claim stands in one word. It is no verdict: the flags say more.
    """

    claim: str
    positions: tuple[Position, ...]
    flags: Mapping[Flag, tuple[Reason, ...]]
    caveats: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    status: Status = attrs.field(init=False, default=attrs.Factory(_status, takes_self=True))

    @property
    def is_disputed(self) -> bool:
        """Whether anybody answers it, or holds something that cannot stand beside it."""
        return bool(self.positions) or any(flag.axis is Axis.OPPOSITION for flag in self.flags)


def dispute(claim: Claim, dataset: Dataset, level: Level | str = Level.ORGANISATION) -> Dispute:
    """Collect every answer to a claim, and tell how it stands. There is no score in it.

    An answer meets the claims it is about. One that was surely said before the claim meets it
    only if it is general; and a general one meets every claim about its shipment and its item, if
    it names one. A caveat, a refusal to comment and another reading are no denials.

    Args:
        claim: The claim.
        dataset: The dataset it is in.
        level: What counts as one origin.

    Raises:
        ValueError: If there is no such level.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> found = dispute(book.claims["asialive-containers"], book)
        >>> found.status.value
        'denied_by_party'
        >>> [flag.value for flag in found.flags]
        ['single_origin', 'denied_by_party', 'current']
        >>> next(p.substantive for p in found.positions if p.speaker == "dprk-government")
        False
    """
    return Disputes(Counting(dataset, Level(level))).of(claim)


class Disputes:
    """The disputes of a dataset, with what they need looked up once.

    Args:
        counting: What counts towards each of its questions.
    """

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._dataset = counting.dataset
        self._general: list[Claim] = []
        self._about: dict[str, list[Claim]] = {}
        for answer in self._dataset.claims.values():
            if answer.general:
                self._general.append(answer)
            for met in answer.about:
                self._about.setdefault(met, []).append(answer)

    def of(self, claim: Claim) -> Dispute:
        """The answers to a claim, and how it stands."""
        met = {
            answer.id: answer
            for answer in (*self._about.get(claim.id, ()), *self._general)
            if _meets(answer, claim, self._dataset)
        }
        positions = tuple(self._position(met[own_id], claim) for own_id in sorted(met))
        reasons: dict[Flag, list[Reason]] = {}
        for flag, rule, ids in (
            self._support(claim),
            *_answered(positions),
            *self._clashes(claim),
            self._standing(claim),
        ):
            if ids:
                reasons.setdefault(flag, []).append(Reason(rule, tuple(sorted(ids))))
        flags = {flag: tuple(reasons[flag]) for flag in Flag if flag in reasons}
        caveats = tuple(
            each.claim
            for each in positions
            if each.stance is Stance.CAVEATS
            and is_one_organisation(each.speaker, claim.speaker, self._dataset)
        )
        return Dispute(claim.id, positions, MappingProxyType(flags), caveats=caveats)

    def _position(self, answer: Claim, claim: Claim) -> Position:
        grounds = lineage(answer, self._dataset).values()
        speakers = {each.speaker for each in grounds if each.stance is not Stance.ASSERTS}
        speakers.add(answer.speaker)
        return Position(
            answer.id,
            answer.speaker,
            stance=answer.stance,
            aspect=answer.aspect,
            basis=answer.basis,
            general=answer.general,
            interested=any(_is_interested(each, claim, self._dataset) for each in speakers),
            withdrawn=answer.id in self._counting.withdrawn,
        )

    def _support(self, claim: Claim) -> _Raised:
        """How many origins stand behind a claim."""
        found = origins([claim], self._dataset, self._counting.level)
        through = found.cut.claims or (claim.id,)
        if found.count > 1:
            return Flag.CORROBORATED, "it goes back to two origins or more", through
        if found.count:
            return Flag.SINGLE_ORIGIN, "it goes back to one origin", through
        circle = {own_id for members in found.circular for own_id in members}
        if circle:
            return Flag.UNGROUNDED, "it rests on a circle with nothing behind it", circle
        return Flag.UNGROUNDED, "what it rests on is not in the record", (claim.id,)

    def _clashes(self, claim: Claim) -> Iterator[_Raised]:
        """The claims of other origins that a claim cannot stand beside."""
        question = self._dataset.question_of(claim)
        if question is None:
            return
        counted = self._counting.of(question)
        own = set(self._counting.behind(claim))
        for flag, rule, conflicts in (
            (Flag.CONTESTED, "another origin contradicts it", counted.conflicts),
            (Flag.TENSION, "it clashes with another origin as usually taken", counted.tensions),
        ):
            others = {
                other
                for conflict in conflicts
                for one, other in permutations((conflict.floor_id, conflict.ceiling_id))
                if one == claim.id
            }
            behind = self._counting.behind
            yield (
                flag,
                rule,
                {other for other in others if own.isdisjoint(behind(self._dataset.claims[other]))},
            )

    def _standing(self, claim: Claim) -> _Raised:
        """Whether the speaker of a claim still says so."""
        for flag, rule, stance in (
            (Flag.RETRACTED, "its speaker took it back", Stance.RETRACTS),
            (Flag.SUPERSEDED, "its speaker corrected it", Stance.CORRECTS),
        ):
            met = self._about.get(claim.id, ())
            ids = {answer.id for answer in met if answer.stance is stance}
            if ids:
                return flag, rule, ids
        later = set(self._later(claim))
        if later:
            return Flag.UPDATED, "its speaker said more of the same later", later
        return Flag.CURRENT, "its speaker said no more of the same later", (claim.id,)

    def _later(self, claim: Claim) -> Iterator[str]:
        """What a speaker said later to the same question about the same shipment."""
        question, said = self._dataset.question_of(claim), self._dataset.date_of(claim)
        for other in self._dataset.by_speaker[claim.speaker] if question and said else ():
            day = self._dataset.date_of(other)
            if (
                day is not None
                and said is not None
                and said.before(day)
                and other.stance in (Stance.ASSERTS, Stance.CORRECTS)
                and (other.shipment, other.extent) == (claim.shipment, claim.extent)
                and self._dataset.question_of(other) == question
                and other.id not in self._counting.silent
            ):
                yield other.id


#: A flag, the rule that raises it, and the claims the rule found: none if it is not raised.
_Raised = tuple[Flag, str, Collection[str]]


def _answered(positions: tuple[Position, ...]) -> Iterator[_Raised]:
    """The flags that the answers to a claim raise."""
    denials = [each for each in positions if each.opposes]
    yield (
        Flag.DENIED_BY_PARTY,
        "a party says that it is not so, and gives no reason",
        {each.claim for each in denials if not each.substantive},
    )
    yield (
        Flag.CONTESTED,
        "somebody with a reason or without a stake says that it is not so",
        {each.claim for each in denials if each.substantive},
    )
    yield (
        Flag.ALTERNATIVE_EXPLAINED,
        "what was seen is explained in another way",
        {
            each.claim
            for each in positions
            if each.stance is Stance.OFFERS_ALTERNATIVE and not each.withdrawn
        },
    )


def _meets(answer: Claim, claim: Claim, dataset: Dataset) -> bool:
    if answer.general:
        return claim.id in answer.about or _covers(answer, claim, dataset)
    said, claimed = dataset.date_of(answer), dataset.date_of(claim)
    return said is None or claimed is None or not said.before(claimed)


def _covers(answer: Claim, claim: Claim, dataset: Dataset) -> bool:
    """Whether a claim is about the shipment and the item that a general answer is about."""
    return (
        claim.id != answer.id
        and claim.stance in (Stance.ASSERTS, Stance.CORRECTS)
        and answer.shipment in _around(claim.shipment, dataset)
        and (answer.item is None or dataset.items_related(answer.item, claim.item))
    )


def _around(shipment: str | None, dataset: Dataset) -> list[str]:
    """A shipment and those it is a part of, from the inside out."""
    line: list[str] = []
    while shipment is not None and shipment not in line:
        line.append(shipment)
        shipment = dataset.shipments[shipment].part_of
    return line


def _is_interested(speaker: str, claim: Claim, dataset: Dataset) -> bool:
    """Whether a source, or a body it is part of, has a stake in what a claim is about."""
    shipments = _around(claim.shipment, dataset)
    countries = {
        country
        for shipment in map(dataset.shipments.__getitem__, shipments)
        for country in (shipment.supplier, shipment.recipient)
        if country is not None
    }
    here: str | None = speaker
    seen: set[str] = set()
    while here is not None and here not in seen:
        seen.add(here)
        source = dataset.sources[here]
        if source.country in countries or not set(source.party_to).isdisjoint(shipments):
            return True
        here = source.part_of
    return False
