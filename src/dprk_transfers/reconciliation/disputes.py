"""Who disputes a claim, on what basis, and how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from dprk_transfers.arguments import check_kind, to_member
from dprk_transfers.graphs.walks import reachable
from dprk_transfers.model.claim import Aspect, Basis, Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.model.records import find
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.provenance.origins import Level, is_one_organisation
from dprk_transfers.reconciliation.relevance import Relevance
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.when import When

__all__ = ["Dispute", "Disputes", "Position", "dispute"]

#: Bases that are more than saying so.
_REASONS: Final = frozenset({Basis.REASONED, Basis.DOCUMENTED, Basis.INSPECTED})

#: Stances that state something.
_STATEMENTS: Final = frozenset({Stance.ASSERTS, Stance.CORRECTS})

#: Stances that say that a claim is not so, in whole or in part.
_DENIALS: Final = frozenset({Stance.DENIES, Stance.DISPUTES})


def _has_no_stake_or_a_reason(position: Position) -> bool:
    return not position.is_interested or position.basis in _REASONS


@attrs.frozen
class Position:
    """An answer to a claim.

    Attributes:
        claim: Id of the claim that answers.
        speaker: Id of the source that holds the position.
        stance: What it does.
        aspect: What part of the claim it answers, if stated.
        basis: What it is based on.
        is_general: Whether it also meets claims that it does not name.
        told_by: Ids of the other tellings of it that meet the claim, sorted. Five tellings of one
            answer are one position, on the strongest basis that one of them gives.
        is_interested: Whether its speaker has a stake in the shipment: it says so (`party_to`), or
            it is of the supplier's or the recipient's country. Who repeats an answer of somebody
            with a stake speaks for them.
        is_withdrawn: Whether its speaker corrected it or took it back.
        is_substantive: Whether the speaker has no stake, or gives at least a reason. Otherwise the
            answer is bare.
    """

    claim: str
    speaker: str
    stance: Stance = attrs.field(kw_only=True)
    aspect: Aspect | None = attrs.field(kw_only=True)
    basis: Basis = attrs.field(kw_only=True)
    is_general: bool = attrs.field(kw_only=True)
    is_interested: bool = attrs.field(kw_only=True)
    is_withdrawn: bool = attrs.field(default=False, kw_only=True)
    told_by: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    is_substantive: bool = attrs.field(
        init=False, default=attrs.Factory(_has_no_stake_or_a_reason, takes_self=True)
    )

    @property
    def opposes(self) -> bool:
        """Whether it says, and still says, that the claim is not so, in whole or in part."""
        return self.stance in _DENIALS and not self.is_withdrawn


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


def dispute(
    dataset: Dataset, claim: Claim | str, level: Level | str = Level.ORGANISATION
) -> Dispute:
    """Collect every answer to a claim, and tell how it stands. There is no score in it.

    An answer meets the claims it is about, whenever it was said. A general one also meets every
    claim that lies within its own scope: its shipment and what is part of it, its item and its
    kinds, if it names one, its measure (moved, unless it says otherwise), and its period, if that
    states an end. A caveat, a refusal to comment and another reading are no denials.

    To ask about many claims, ask `reconcile(dataset).dispute`: it works out once what all share.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        claim: The claim, as such or by its id.
        level: What counts as one origin.

    Raises:
        LookupError: If the dataset has no such claim.
        ValueError: If there is no such level.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = dispute(load_casebook(), "asialive-containers")
        >>> found.status.value
        'denied_by_party'
        >>> [flag.value for flag in found.flags]
        ['single_origin', 'denied_by_party', 'current']
        >>> next(p.is_substantive for p in found.positions if p.speaker == "dprk-government")
        False
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    relevance = Relevance(dataset, to_member(Level, level, "level"))
    return Disputes(relevance).dispute(find(dataset.claims, claim, Claim))


#: A flag, the rule that raises it, and the claims the rule found: none if it is not raised.
_Raised = tuple[Flag, str, Collection[str]]


#: What claims of one series have in common: speaker, question, shipment and extent.
_Series = tuple[str, Question | None, str | None, Extent | None]


class Disputes:
    """Who disputes the claims of a dataset, with what they need looked up once.

    Args:
        relevance: What is evidence on each of its questions.
    """

    def __init__(self, relevance: Relevance) -> None:
        self._relevance = relevance
        self._dataset = relevance.dataset
        self._found: dict[str, Dispute] = {}
        self._by_origin: dict[Question, defaultdict[str, set[str]]] = {}
        self._general = [claim for claim in self._dataset.claims.values() if claim.general]

    def dispute(self, claim: Claim) -> Dispute:
        """The answers to a claim, and how it stands."""
        if claim.id not in self._found:
            self._found[claim.id] = self._collect(claim)
        return self._found[claim.id]

    def _collect(self, claim: Claim) -> Dispute:
        answers = (*self._dataset.answers_to.get(claim.id, ()), *self._general)
        met = {answer.id: answer for answer in answers if self.meets(answer, claim)}
        told = self._tellings(met, claim)
        positions = tuple(self._position(own_id, told[own_id], claim) for own_id in sorted(told))
        raised = (
            self._support(claim),
            *_answered(positions),
            *self._clashes(claim),
            self._standing(claim),
        )
        return Dispute(claim.id, positions, _flags(raised), caveats=self._caveats(positions, claim))

    def _tellings(self, met: Mapping[str, Claim], claim: Claim) -> dict[str, list[Claim]]:
        """The answers that speak, each with the tellings of it that meet a claim.

        What is repeated speaks for what repeats it, if it is an answer itself, and not the claim.
        """
        claims = self._dataset.claims
        told: dict[str, list[Claim]] = {}
        for own_id, answer in met.items():
            others = self._relevance.tellings.spoken_for.get(own_id, ())
            speaking = [
                each
                for each in others
                if claims[each].stance is not Stance.ASSERTS and each != claim.id
            ]
            for each in speaking or [own_id]:
                told.setdefault(each, []).append(answer)
        return told

    def _caveats(self, positions: Iterable[Position], claim: Claim) -> tuple[str, ...]:
        """The caveats of a claim's own speaker, or of their organisation."""
        return tuple(
            each.claim
            for each in positions
            if each.stance is Stance.CAVEATS
            and is_one_organisation(self._dataset, each.speaker, claim.speaker)
        )

    def _position(self, own_id: str, tellings: Sequence[Claim], claim: Claim) -> Position:
        claims, provenance = self._dataset.claims, self._relevance.provenance
        answer = claims[own_id]
        grounds = (claims[base] for each in tellings for base in provenance.grounds(each.id))
        speakers = {each.speaker for each in grounds if each.stance is not Stance.ASSERTS}
        order = [*Basis]
        return Position(
            own_id,
            answer.speaker,
            stance=answer.stance,
            aspect=answer.aspect,
            basis=max((each.basis for each in (answer, *tellings)), key=order.index),
            is_general=answer.general or any(each.general for each in tellings),
            is_interested=any(self._has_stake(s, claim) for s in {*speakers, answer.speaker}),
            is_withdrawn=own_id in self._relevance.withdrawn,
            told_by=tuple(sorted(each.id for each in tellings if each.id != own_id)),
        )

    def meets(self, answer: Claim, claim: Claim) -> bool:
        """Whether an answer meets a claim: what it names whenever it was said, or its own scope."""
        return claim.id in answer.about or (answer.general and self._covers(answer, claim))

    def _covers(self, answer: Claim, claim: Claim) -> bool:
        """Whether a claim lies within the shipment, item, measure and period of an answer."""
        items, shipments = self._dataset.items_tree, self._dataset.shipments_tree
        return (
            claim.id != answer.id
            and claim.stance in _STATEMENTS
            and answer.shipment in shipments.above(claim.shipment)
            and (answer.item is None or answer.item in items.above(claim.item))
            and claim.measure in (None, answer.measure or Measure.MOVED)
            and not self._is_later(claim, answer.period)
        )

    def _is_later(self, claim: Claim, period: When | None) -> bool:
        """Whether what a claim is about surely ends after a period that states its end."""
        last = None if period is None else period.latest
        said = self._dataset.date_of(claim)
        end = None if claim.period is None else claim.period.end.earliest
        if end is None and said is not None:
            end = said.earliest
        return last is not None and end is not None and last < end

    def _has_stake(self, source_id: str, claim: Claim) -> bool:
        """Whether a source has a stake in what a claim is about.

        So it has if a body that it is part of has one, or a member of one that it speaks for.
        """
        above, sources = self._dataset.sources_tree.above, self._dataset.sources
        shipment_ids = self._dataset.shipments_tree.above(claim.shipment)
        shipments = [self._dataset.shipments[own_id] for own_id in shipment_ids]
        parties = {code for each in shipments for code in (each.supplier, each.recipient) if code}
        bodies = reachable([source_id], lambda own_id: (*above(own_id), *sources[own_id].members))
        return any(
            body.country in parties or not set(body.party_to).isdisjoint(shipment_ids)
            for body in map(sources.__getitem__, bodies)
        )

    def _support(self, claim: Claim) -> _Raised:
        """How many origins stand behind a claim."""
        provenance = self._relevance.provenance
        found = provenance.origins([claim.id])
        through = found.cut.claims or (claim.id,)
        if found.count > 1:
            return Flag.CORROBORATED, "it goes back to two origins or more", through
        if found.count:
            return Flag.SINGLE_ORIGIN, "it goes back to one origin", through
        circle = {own_id for members in found.circular for own_id in members}
        if circle:
            return Flag.UNGROUNDED, "it rests on a circle with nothing behind it", circle
        first = [own_id for own_id in provenance.grounds(claim.id) if self._is_by_nobody(own_id)]
        if first:
            return Flag.UNGROUNDED, "nobody is named who says it", first
        return Flag.UNGROUNDED, "what it rests on is not in the record", (claim.id,)

    def _is_by_nobody(self, claim_id: str) -> bool:
        """Whether a claim goes back to no other, and its speaker is not named."""
        claim = self._dataset.claims[claim_id]
        return not claim.bases and not self._relevance.provenance.voice(claim.speaker).origins

    def _clashes(self, claim: Claim) -> Iterator[_Raised]:
        """The claims of other origins that a claim cannot stand beside."""
        question = self._relevance.questions[claim.id]
        if question is None:
            return
        contradicted, tense = self._relevance.evidence(question).clashes_of(claim.id)
        shared = self._sharing(claim, question)
        for flag, rule, others in (
            (Flag.CONTESTED, "another origin contradicts it", contradicted),
            (Flag.TENSION, "it clashes with another origin as usually taken", tense),
        ):
            yield flag, rule, others.difference(*shared)

    def _sharing(self, claim: Claim, question: Question) -> list[set[str]]:
        """The claims that count towards a question, by each of the origins that a claim has."""
        behind = self._relevance.provenance.behind
        if question not in self._by_origin:
            by_origin = self._by_origin.setdefault(question, defaultdict(set))
            for each in self._relevance.evidence(question).used:
                for origin in behind(each.id):
                    by_origin[origin].add(each.id)
        return [self._by_origin[question][origin] for origin in behind(claim.id)]

    def _standing(self, claim: Claim) -> _Raised:
        """Whether the speaker of a claim still says so."""
        met = self._relevance.withdrawals.get(claim.id, ())
        for flag, rule, stance in (
            (Flag.RETRACTED, "its speaker took it back", Stance.RETRACTS),
            (Flag.SUPERSEDED, "its speaker corrected it", Stance.CORRECTS),
        ):
            ids = {answer.id for answer in met if answer.stance is stance}
            if ids:
                return flag, rule, ids
        said = self._dataset.date_of(claim)
        series = self._series.get(self._series_of(claim), ())
        later = {own_id for own_id, day in series if said is not None and said.before(day)}
        if later:
            return Flag.UPDATED, "its speaker said more of the same later", later
        return Flag.CURRENT, "its speaker said no more of the same later", (claim.id,)

    @cached_property
    def _series(self) -> Mapping[_Series, Sequence[tuple[str, When]]]:
        """What each speaker said to one question about one shipment, and when."""
        series: defaultdict[_Series, list[tuple[str, When]]] = defaultdict(list)
        for claim in self._dataset.claims.values():
            day, is_stated = self._dataset.date_of(claim), claim.stance in _STATEMENTS
            speaks = claim.id not in self._relevance.tellings.spoken_for
            if day and is_stated and speaks and self._relevance.questions[claim.id]:
                series[self._series_of(claim)].append((claim.id, day))
        return series

    def _series_of(self, claim: Claim) -> _Series:
        question = self._relevance.questions[claim.id]
        return claim.speaker, question, claim.shipment, claim.extent


def _flags(raised: Iterable[_Raised]) -> Mapping[Flag, tuple[Reason, ...]]:
    """The flags for which a rule found a claim, each with its reasons."""
    reasons: dict[Flag, list[Reason]] = {}
    for flag, rule, ids in raised:
        if ids:
            reasons.setdefault(flag, []).append(Reason(rule, tuple(sorted(ids))))
    return FrozenDict({flag: tuple(reasons[flag]) for flag in Flag if flag in reasons})


def _answered(positions: Iterable[Position]) -> Iterator[_Raised]:
    """The flags that the answers to a claim raise."""
    standing = [each for each in positions if not each.is_withdrawn]
    denials = [each for each in standing if each.opposes]
    yield (
        Flag.DENIED_BY_PARTY,
        "a party says that it is not so, and gives no reason",
        {each.claim for each in denials if not each.is_substantive},
    )
    yield (
        Flag.CONTESTED,
        "somebody with a reason or without a stake says that it is not so",
        {each.claim for each in denials if each.is_substantive},
    )
    yield (
        Flag.ALTERNATIVE_EXPLAINED,
        "what was seen is explained in another way",
        {each.claim for each in standing if each.stance is Stance.OFFERS_ALTERNATIVE},
    )
