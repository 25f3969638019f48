"""`brief`: what the claims of a dataset say together, question by question, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import HOLDERS, matrix, positions_in, say_position
from dprk_transfers.reconciliation.sentences import Topic
from dprk_transfers.reconciliation.wording import MOST_NAMED, Wording, after, capital, count_of
from dprk_transfers.values.english import say_day, say_range

__all__ = ["brief", "own_claims", "ranked"]


def brief(wording: Wording, answers: Sequence[Answer], *, in_full: bool) -> Iterator[str]:
    """What some answers tell, line by line and not yet wrapped.

    The questions with most claims come first, and those with one claim or none last, in a line
    each.

    Args:
        wording: What the records are called.
        answers: The answers.
        in_full: Whether to tell each question at length, with everything that changed in passing
            on, every hint, and who holds what by bloc.
    """
    if not answers:
        yield ""
        yield "No claim states a quantity."
    order = ranked(wording, answers)
    at_length = [each for each in order if in_full or len(own_claims(wording, each)) > 1]
    for answer in at_length:
        yield ""
        yield wording.title(answer.question)
        yield from _answer(wording, answer, in_full=in_full)
    in_short = [each for each in order if each not in at_length]
    if in_short:
        yield ""
        yield "In short"
        yield from (_in_short(wording, each) for each in in_short)
    yield from _positions(wording, order)


def own_claims(wording: Wording, answer: Answer) -> list[str]:
    """The claims used that are about the item of the question itself, or a kind of it."""
    dataset, item = wording.dataset, answer.question.item
    inside = dataset.items_tree.inside
    return [own_id for own_id in answer.used if inside(dataset.claims[own_id].item, item)]


def ranked(wording: Wording, answers: Iterable[Answer]) -> list[Answer]:
    """Answers in the order of telling: those with most claims of their own first."""
    return sorted(answers, key=lambda each: (-len(own_claims(wording, each)), str(each.question)))


def _answer(wording: Wording, answer: Answer, *, in_full: bool) -> Iterator[str]:
    yield from _curve(wording, answer)
    for topic in ("contradiction", "tension"):
        yield from _clashes(answer, topic)
    for topic in _TOLD:
        yield from (f"  {capital(str(each))}" for each in answer.sentences if each.topic == topic)
    yield from (f"  {capital(each.text)}" for each in answer.sentences if each.topic == "origins")
    if in_full:
        yield from _aside(wording, answer)
    else:
        yield from _in_passing(answer)


#: What an answer tells between clashes and origins.
_TOLD: tuple[Topic, ...] = (
    *("scope", "sum", "increment", "scenario", "uncontradicted", "robustness", "caveat", "dispute"),
)


def _curve(wording: Wording, answer: Answer) -> Iterator[str]:
    """The range by each day on which it changes, and the claims it rests on."""
    unit = answer.question.unit
    told = None
    for step in answer.curve:
        bounds = step.bounds
        if bounds.range == told:
            continue
        told = bounds.range
        caution = ", in a clash" if bounds.is_contested else ""
        if bounds.is_cautious:
            caution = ", from claims kept in every largest set alone"
        yield f"  by {say_day(step.day)}: {say_range(bounds.range, unit)}{caution}"
        # Claims that set both ends are told once.
        ids = chain.from_iterable(dict.fromkeys((bounds.lower_by, bounds.upper_by)))
        yield from (f"      {wording.attributed(own_id)}" for own_id in ids)
    if not answer.curve and all(each.topic != "scope" for each in answer.sentences):
        yield f"  {say_range(answer.bounds.range, unit)}, on no stated day"


def _clashes(answer: Answer, topic: Topic) -> Iterator[str]:
    told = [each for each in answer.sentences if each.topic == topic]
    yield from (f"  {topic.capitalize()}: {each}" for each in told)
    if not told:
        yield f"  No {topic}"


def _aside(wording: Wording, answer: Answer) -> Iterator[str]:
    """What changed in passing on, what may be an echo, and who holds what."""
    claims = wording.dataset.claims
    for topic in ("echo", "hint"):
        yield from (f"  {capital(str(each))}" for each in answer.sentences if each.topic == topic)
    holders = [claims[own_id] for own_id in (*answer.used, *positions_in(answer.disputes))]
    yield f"  {HOLDERS}:"
    yield from (f"    {row}" for row in matrix(wording, holders))


def _in_passing(answer: Answer) -> Iterator[str]:
    """What changed in passing on and what may be an echo, in a line each."""
    changed: dict[str, dict[str, None]] = {}
    for echo in answer.echoes:
        for change in echo.changes:
            changed.setdefault(change.topic, {})[echo.claim] = None
    if changed:
        what = "; ".join(f"{name} in {', '.join(ids)}" for name, ids in sorted(changed.items()))
        yield f"  Changed in passing on: {what}"
    if answer.hints:
        pairs = "; ".join(" and ".join(hint.claims) for hint in answer.hints)
        yield f"  Perhaps one origin: {pairs}"


def _in_short(wording: Wording, answer: Answer) -> str:
    """An answer in a line: the range that is allowed, by when and by which claims."""
    by = "" if answer.as_of is None else f" by {say_day(answer.as_of)}"
    ids = answer.bounds.ids
    amount = say_range(answer.bounds.range, answer.question.unit) + by
    told = f"{amount}{after(' ', wording.doubt(ids))} [{', '.join(ids) or 'no claim sets a bound'}]"
    return f"  {wording.title(answer.question)}: {told}"


def _positions(wording: Wording, answers: Iterable[Answer]) -> Iterator[str]:
    """Every position once, however many questions it bears on."""
    told = list(answers)
    used = {own_id for answer in told for own_id in answer.used}
    met = positions_in(chain.from_iterable(answer.disputes for answer in told))
    if met:
        yield ""
        yield "Who answers, and what"
    for position, claims in met.values():
        yield f"  {say_position(wording, position)}"
        counted, others = sorted(claims & used), sorted(claims - used)
        if len(claims) > MOST_NAMED:
            figures = count_of(counted, "figure")
            yield f"      about {figures}, {count_of(others, 'other statement')}"
        else:
            yield f"      about {', '.join(counted + others)}"
