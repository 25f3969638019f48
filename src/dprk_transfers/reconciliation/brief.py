"""`brief`: what the claims of a dataset say together, on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain
from typing import Final

from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.clashes import days_between, is_worth_a_look
from dprk_transfers.reconciliation.positions import general_answers, positions_in
from dprk_transfers.reconciliation.wording import Wording, after, capital, count_of
from dprk_transfers.values.english import say_day, say_range

__all__ = ["brief", "chosen", "common_unit"]

#: Most questions on the screen, a paragraph each.
_MOST_TOLD: Final = 8

#: In which order the measures of one unit are told; others follow.
_FIRST: Final = (Measure.MOVED, Measure.CAPACITY, Measure.USED, Measure.PLANNED)
_MEASURES: Final = (*_FIRST, *(each for each in Measure if each not in _FIRST))


def brief(
    wording: Wording, questions: Iterable[Question], answer_to: Callable[[Question], Answer]
) -> Iterator[str]:
    """What a dataset tells on one screen, line by line and not yet wrapped.

    A paragraph a question: what is counted; what it is at least, and as readers usually take it; by
    when, and in whose words; how many origins stand behind it; what clashes; what is left without
    one of the origins. Of each unit, direction and measure it is the question with most claims, so
    that a kind and what it is a kind of are not told twice; those in one unit stand together. Then
    come general denials, and what is not told.

    Args:
        wording: What the records are called.
        questions: The questions there are.
        answer_to: The answer to one of them, which only those that are told are asked for.
    """
    asked = list(questions)
    told = chosen(wording.dataset, asked, answer_to)
    for way in dict.fromkeys(wording.way(answer.question) for answer in told):
        yield f"From {way}:"
        for answer in told:
            if wording.way(answer.question) == way:
                yield _line(wording, answer)
    if not told:
        yield "No claim that states a quantity sets a bound."
        dataset = wording.dataset
        figures = [claim.id for claim in dataset.claims.values() if claim.figure]
        lost = [own_id for own_id in figures if dataset.question_of(own_id) is None]
        if lost:
            where = "whose shipment does not say from whom and to whom"
            yield f"{count_of(lost, 'claim')} with a figure, {where}."
    met = positions_in(chain.from_iterable(answer.disputes for answer in told))
    yield from general_answers(wording, (position for position, _ in met.values()), most=3)
    yield from _untold(wording.dataset, len(asked) - len(told), told)


def chosen(
    dataset: Dataset, questions: Iterable[Question], answer_to: Callable[[Question], Answer]
) -> list[Answer]:
    """The answers that are told, in the order of telling."""
    found: dict[tuple[str, str, str, Measure], Answer] = {}
    claims = dataset.by_question
    own = {asked: sum(not claim.repeats for claim in claims.get(asked, ())) for asked in questions}
    for asked in sorted(own, key=lambda each: (-own[each], str(each))):
        kind = (common_unit(dataset, asked), asked.supplier, asked.recipient, asked.measure)
        if kind not in found and len(found) < _MOST_TOLD:
            answer = answer_to(asked)
            if answer.bounds.ids or answer.contradictions:
                found[kind] = answer
    units = list(dict.fromkeys(unit for unit, *_ in found))
    order = sorted(found, key=lambda kind: (units.index(kind[0]), _MEASURES.index(kind[3])))
    return [found[kind] for kind in order]


def common_unit(dataset: Dataset, question: Question) -> str:
    """The unit of the outermost item around that of a question that is counted in the same."""
    words = dataset.words_for(question.unit, question.item)
    around = (dataset.items[own_id] for own_id in dataset.items_tree.above(question.item))
    units = [item.unit for item in around if item.unit and not words.isdisjoint(item.units)]
    return units[-1] if units else question.unit


def _line(wording: Wording, answer: Answer) -> str:
    """What an answer says: the amount, by when and in whose words, and how firm it is."""
    question, bounds, usual = answer.question, answer.bounds, answer.readings[Reading.TYPICAL]
    amount = say_range(bounds.range, question.unit)
    if bounds.is_cautious:
        amount = f"{amount if bounds.ids else 'no bound'}, by claims that every largest set keeps"
    if usual.range != bounds.range:
        amount += f", usually {say_range(usual.range, question.unit)}"
    days = [step.day for step in answer.curve if step.bounds.ids == bounds.ids]
    by = f" by {say_day(days[0])}" if days else ""
    ids = dict.fromkeys((*bounds.ids, *usual.ids))
    told = ", ".join(wording.briefly(own_id, days[:1]) for own_id in ids)
    lead = f"{capital(wording.thing(question))}: {amount}{by}{after(': ', told)}"
    return "; ".join([lead, *_firmness(wording, answer)])


def _firmness(wording: Wording, answer: Answer) -> Iterator[str]:
    """How many origins stand behind an answer, what clashes, and what is left without one."""
    yield count_of(answer.origins.count, "origin")
    for clashes, name in ((answer.contradictions, "contradiction"), (answer.tensions, "tension")):
        if clashes:
            most = max(clashes, key=lambda each: each.difference)
            sides = map(wording.briefly, (most.floor_id, most.ceiling_id))
            yield f"{count_of(clashes, name)}, the widest {' against '.join(sides)}"
    jumps = [each for each in answer.increments if is_worth_a_look(each)]
    if jumps:
        jump = jumps[0]
        ids = jump.ceiling_id, jump.floor_id
        doubt = after(" ", wording.doubt(ids))
        asked = f"{jump.amount} {days_between(jump)}{doubt} [{', '.join(ids)}]"
        yield f"{count_of(jumps, 'jump')}, the steepest {asked}"
    for each in answer.robustness:
        if each.origin is not None and each.bounds.range != answer.bounds.range:
            told = next(map(wording.briefly, each.bounds.ids), "no bound")
            yield f"without {wording.source(each.origin)} {told}"


def _untold(dataset: Dataset, questions: int, told: Iterable[Answer]) -> Iterator[str]:
    """What the screen does not show, each claim in one of its sorts, and how to see it."""
    used = {own_id for answer in told for own_id in answer.used}
    sorts = Counter(_sort(claim, used) for claim in dataset.claims.values())
    claims = ", ".join(f"{sorts[sort]:,} {sort}" for sort in _SORTS if sorts[sort])
    left = f"Not shown: {count_of(questions, 'question')} with fewer claims, or told by these. "
    if claims:
        yield f"{left * bool(questions)}Of {count_of(dataset.claims, 'claim')} {claims}."
    yield "All: brief --full. One: brief --question and a part of its title. A claim: explain ID."


#: What becomes of claims on the screen, each said of several.
_SORTS: Final = (
    "count here",
    "repeat others",
    "state no figure of their own",
    "are about the rest",
)


def _sort(claim: Claim, used: Container[str]) -> str:
    if claim.id in used:
        return _SORTS[0]
    if claim.repeats:
        return _SORTS[1]
    return _SORTS[3] if claim.figure and claim.stance is Stance.ASSERTS else _SORTS[2]
