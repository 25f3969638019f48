"""`report`: a question at length: who said what when, what clashes, what it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

from dprk_transfers.model.claim import Claim
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import positions_in, say_positions
from dprk_transfers.reconciliation.sentences import Sentence, Topic
from dprk_transfers.reconciliation.wording import Wording, after, capital, count_of
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.values.english import say_day, say_range, say_when
from dprk_transfers.values.range import Range

__all__ = [
    "SECTIONS",
    "at_length",
    "in_full",
    "in_order",
    "own_claims",
    "ranked",
    "say_behind",
    "say_bounds",
    "say_unbounded",
]

#: What an answer tells under which heading, in the order of telling.
SECTIONS: Final[tuple[tuple[str, tuple[Topic, ...]], ...]] = (
    (
        "Where figures clash",
        ("contradiction", "tension", "increment", "scenario", "uncontradicted"),
    ),
    ("What it hangs on", ("robustness", "open", "agreement", "caveat")),
    ("Who stands behind it", ("origins", "hint")),
    ("What changed in passing on", ("echo",)),
)

#: How either reading takes words.
_TAKEN: Final = {
    Reading.LITERAL: "Literally, all that the words can bear",
    Reading.TYPICAL: "Typically, as readers usually take them",
}


def in_full(wording: Wording, answers: Sequence[Answer]) -> Iterator[str]:
    """Every question at length, those with one claim or none in a line each; then who answers.

    The questions with most claims of their own come first.
    """
    told: list[Answer] = []
    in_short: list[Answer] = []
    for answer in ranked(wording, answers):
        (told if len(own_claims(wording, answer)) > 1 else in_short).append(answer)
    for answer in told:
        yield ""
        yield from _question(wording, answer)
    if in_short:
        yield ""
        yield "In short"
        yield from (_in_short(wording, each) for each in in_short)
    yield from _answers(wording, answers)


def at_length(wording: Wording, answer: Answer) -> Iterator[str]:
    """One question at length, line by line and not yet wrapped."""
    yield from _question(wording, answer)
    yield from _answers(wording, [answer])
    counted = [each for each in answer.sentences if each.topic == "uncounted"]
    if counted:
        yield ""
        yield "What does not count"
        yield from (f"  {each.text}" for each in counted)


def own_claims(wording: Wording, answer: Answer) -> list[str]:
    """The claims used that are about the item of the question itself, or a kind of it."""
    dataset, item = wording.dataset, answer.question.item
    inside = dataset.items_tree.inside
    return [own_id for own_id in answer.used if inside(dataset.claims[own_id].item, item)]


def in_order(wording: Wording, ids: Iterable[str]) -> list[str]:
    """Ids of claims in the order of the last days that they speak of."""
    return sorted(ids, key=lambda own_id: _day(wording, wording.dataset.claims[own_id]))


def ranked(wording: Wording, answers: Iterable[Answer]) -> list[Answer]:
    """Answers in the order of telling: those with most claims of their own first."""
    return sorted(answers, key=lambda each: (-len(own_claims(wording, each)), str(each.question)))


def _question(wording: Wording, answer: Answer) -> Iterator[str]:
    yield wording.title(answer.question)
    yield f"  {answer.question}"
    yield from (f"  {each}" for each in say_bounds(wording, answer))
    if answer.used:
        yield "What each said, in the order of days"
        yield from _series(wording, answer)
    if len(answer.curve) > 1:
        yield "What moved the bounds"
        yield from _curve(wording, answer)
    for heading, topics in SECTIONS:
        told = [each for topic in topics for each in answer.sentences if each.topic == topic]
        if told:
            yield heading
            yield from (f"  {capital(_text(each))}" for each in told)


def _text(sentence: Sentence) -> str:
    """A sentence with its ids, and what it tells of where its words do not say so."""
    if sentence.topic in ("contradiction", "tension"):
        return f"{sentence.topic}: {sentence}"
    # Those behind all origins are listed above, each with its speaker.
    return sentence.text if sentence.topic == "origins" else str(sentence)


def say_bounds(wording: Wording, answer: Answer) -> Iterator[str]:
    """Since when, until when, and how much, as the words are taken in either reading."""
    dataset, unit = wording.dataset, answer.question.unit
    periods = [dataset.claims[own_id].period for own_id in answer.used]
    starts = [each.start for each in periods if each is not None]
    stated = [(each.earliest, each) for each in starts if each.earliest is not None]
    if stated:
        unstated = len(periods) - len(stated)
        rest = f"; {count_of(unstated, 'claim')} without a start" if unstated else ""
        first = min(day for day, _ in stated)
        # What is approximate or uncertain may have been earlier.
        is_sure = not any(
            day == first and (each.is_approximate or each.is_uncertain) for day, each in stated
        )
        told = f"{say_day(first)} at the earliest" if is_sure else f"about {say_day(first)}"
        yield f"Counted from {told}{rest}"
    if answer.as_of is not None:
        yield f"Until {say_day(answer.as_of)}, the last day that a claim speaks of"
    scopes = [each for each in answer.sentences if each.topic in ("scope", "sum")]
    is_one = all(each.topic != "scope" for each in scopes)
    if any(bounds.ids for bounds in answer.readings.values()):
        for reading, bounds in answer.readings.items() if is_one else ():
            told = say_range(bounds.range, unit) if bounds.ids else say_unbounded(answer)
            yield f"{_TAKEN[reading]}: {told}{_grounds(wording, bounds)}"
    elif is_one:
        yield capital(say_unbounded(answer))
    yield from (capital(str(each)) for each in scopes)


def say_unbounded(answer: Answer) -> str:
    """Why an answer has no bound: nothing sets one, or what does cannot all be true."""
    # The sentences tell the innermost clashes, without listing all.
    if any(each.topic in ("contradiction", "tension") for each in answer.sentences):
        return "figures clash, and no claim besides sets a bound"
    return "no claim sets a bound"


def say_behind(wording: Wording, answer: Answer) -> str | None:
    """Who alone is behind the bounds, where others stand behind the rest of the claims."""
    found = answer.bounding_origins
    if not 0 < len(found) < answer.origins.count:
        return None
    if len(found) == 1:
        return f"1 behind the bounds: {wording.source(found[0])}"
    return f"{len(found)} behind the bounds"


def _series(wording: Wording, answer: Answer) -> Iterator[str]:
    """What each organisation's speakers said, one after the other."""
    claims, tree = wording.dataset.claims, wording.dataset.sources_tree
    by_body: dict[str, list[Claim]] = {}
    for claim in map(claims.__getitem__, in_order(wording, answer.used)):
        by_body.setdefault(tree.above(claim.speaker)[-1], []).append(claim)
    for body, told in by_body.items():
        yield f"  {wording.source(body)}"
        for claim in told:
            days = "" if claim.period is None else f"{say_when(claim.period)}: "
            read = say_range(claim.quantity.range(), claim.quantity.unit) if claim.quantity else ""
            yield f"    {days}{read}, {wording.attributed(claim.id)}"


def _day(wording: Wording, claim: Claim) -> tuple[date, str]:
    """The last day a claim speaks of, or on which it was said."""
    said = wording.dataset.date_of(claim)
    days = (when.latest for when in (claim.period, said) if when is not None)
    return next(filter(None, days), date.max), claim.id


def _curve(wording: Wording, answer: Answer) -> Iterator[str]:
    """The range by each day on which it changes, and the claims it rests on."""
    told = None
    for step in answer.curve:
        bounds = step.bounds
        if bounds.range != told:
            told = bounds.range
            caution = ", in a clash" if bounds.is_contested else ""
            if bounds.is_cautious:
                caution = ", from claims kept in every largest set alone"
            amount = say_range(bounds.range, answer.question.unit) + caution
            yield f"  By {say_day(step.day)}: {amount}{_grounds(wording, bounds)}"


def _grounds(wording: Wording, bounds: Bounds) -> str:
    """The claims that bounds rest on, with their words of doubt."""
    return after(" ", wording.doubt(bounds.ids)) + (
        f" [{', '.join(bounds.ids)}]" if bounds.ids else ""
    )


def _in_short(wording: Wording, answer: Answer) -> str:
    """An answer in a line: the range that is allowed, by when and by which claims."""
    title, bounds = wording.title(answer.question), answer.bounds
    if bounds.range == Range.anything():
        return f"  {title}: {say_unbounded(answer)}"
    by = "" if answer.as_of is None else f" by {say_day(answer.as_of)}"
    amount = say_range(bounds.range, answer.question.unit)
    return f"  {title}: {amount}{by}{_grounds(wording, bounds)}"


def _answers(wording: Wording, answers: Iterable[Answer]) -> Iterator[str]:
    """Every position once, general denials together, however many questions it bears on."""
    met = positions_in(chain.from_iterable(answer.disputes for answer in answers))
    if not met:
        return
    yield ""
    yield "Who answers, and what"
    positions = [position for position, _ in met.values()]
    yield from (f"  {line}" for line in say_positions(wording, positions))
