"""`brief`: what the claims of a dataset say together, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.present.positions import (
    HOLDERS,
    matrix,
    say_position,
)
from dprk_transfers.present.text.lines import wrapped
from dprk_transfers.present.wording import (
    MOST_NAMED,
    attributed,
    capital,
    ordered,
    own_claims,
    positions_on,
    several,
    title,
)
from dprk_transfers.reconciliation.answers import Answer, Reconciliation
from dprk_transfers.values.english import say_day, say_range
from dprk_transfers.values.range import Range

__all__ = ["brief"]


def brief(
    reconciliation: Reconciliation,
    dataset: Dataset,
    *,
    width: int = 88,
    in_full: bool = False,
) -> str:
    """What the claims of a dataset say together, question by question.

    The questions with most claims come first, and those with one claim or none last, in a line
    each.

    Args:
        reconciliation: The answers.
        dataset: The dataset that was reconciled.
        width: Longest line, in characters.
        in_full: Whether to tell each question at length, with everything that changed in passing
            on, every hint, and who holds what by bloc.
    """
    return wrapped(_brief(reconciliation, dataset, in_full=in_full), width)


def _brief(reconciliation: Reconciliation, dataset: Dataset, *, in_full: bool) -> Iterator[str]:
    version = f", version {dataset.version}" if dataset.version else ""
    known = (
        ""
        if reconciliation.as_known is None
        else f", as known on {say_day(reconciliation.as_known)}"
    )
    yield f"{dataset.title}{version}"
    yield (
        f"{several(dataset.documents, 'document')}, {several(dataset.claims, 'claim')}{known}; "
        f"words in their {reconciliation.reading.value} reading"
    )
    if not reconciliation.answers:
        yield ""
        yield "No claim states a quantity."
    answers = ordered(reconciliation, dataset)
    at_length = [each for each in answers if in_full or len(own_claims(each, dataset)) > 1]
    for answer in at_length:
        yield ""
        yield title(answer.question, dataset)
        yield from _answer(answer, dataset, in_full=in_full)
    if len(at_length) < len(answers):
        yield ""
        yield "In short"
        yield from (_in_short(each, dataset) for each in answers if each not in at_length)
    yield from _positions(answers, dataset)


def _answer(answer: Answer, dataset: Dataset, *, in_full: bool) -> Iterator[str]:
    unit = answer.question.unit
    told: Range | None = None
    for step in answer.curve:
        bounds = step.bounds
        if bounds.range == told:
            continue
        told = bounds.range
        caution = ", from claims kept in every largest set alone" if bounds.is_cautious else ""
        yield f"  by {say_day(step.day)}: {say_range(bounds.range, unit)}{caution}"
        for ids in dict.fromkeys((bounds.lower_by, bounds.upper_by)):
            yield from (f"      {attributed(dataset.claims[own_id], dataset)}" for own_id in ids)
    if not answer.curve:
        yield f"  {say_range(answer.bounds.range, unit)}, on no stated day"
    steps = {name: [step for step in answer.steps if step.about == name] for name in _TOLD}
    for name in ("contradiction", "tension"):
        yield from (f"  {name.capitalize()}: {step}" for step in steps[name])
        if not steps[name]:
            yield f"  No {name}"
    for name in ("sum", "side", "undisputed", "caveat", "dispute"):
        yield from (f"  {capital(str(step))}" for step in steps[name])
    yield from (f"  {capital(step.text)}" for step in steps["origins"])
    if in_full:
        yield from (f"  {capital(str(step))}" for name in _ASIDES for step in steps[name])
        holders = [dataset.claims[own_id] for own_id in answer.used]
        holders += (dataset.claims[own_id] for own_id in positions_on([answer]))
        yield f"  {HOLDERS}:"
        yield from (f"    {row}" for row in matrix(holders, dataset))
    else:
        yield from _in_passing(answer)


#: What an answer tells, in the words of `Sentence.about`; the last two only at length.
_ASIDES: Final = ("echo", "hint")


_TOLD: Final = (
    *("contradiction", "tension", "sum", "side", "undisputed", "caveat", "dispute", "origins"),
    *_ASIDES,
)


def _in_passing(answer: Answer) -> Iterator[str]:
    """What changed in passing on and what may be an echo, in a line each."""
    changed: dict[str, dict[str, None]] = {}
    for echo in answer.echoes:
        for change in echo.changes:
            changed.setdefault(change.what, {})[echo.claim] = None
    if changed:
        what = "; ".join(f"{name} in {', '.join(ids)}" for name, ids in sorted(changed.items()))
        yield f"  Changed in passing on: {what}"
    if answer.hints:
        pairs = "; ".join(" and ".join(hint.claims) for hint in answer.hints)
        yield f"  Perhaps one origin: {pairs}"


def _in_short(answer: Answer, dataset: Dataset) -> str:
    """An answer in a line: the range that is allowed, by when and by which claims."""
    by = "" if answer.as_of is None else f" by {say_day(answer.as_of)}"
    ids = ", ".join(dict.fromkeys((*answer.bounds.lower_by, *answer.bounds.upper_by)))
    amount = say_range(answer.bounds.range, answer.question.unit)
    return f"  {title(answer.question, dataset)}: {amount}{by} [{ids or 'no claim sets a bound'}]"


def _positions(answers: list[Answer], dataset: Dataset) -> Iterator[str]:
    """Every position once, however many questions it bears on."""
    used = {own_id for answer in answers for own_id in answer.used}
    met = positions_on(answers)
    if met:
        yield ""
        yield "Who answers, and what"
    for position, claims in met.values():
        yield f"  {say_position(position, dataset)}"
        counted, others = sorted(claims & used), sorted(claims - used)
        if len(claims) > MOST_NAMED:
            figures = several(counted, "figure")
            yield f"      about {figures}, {several(others, 'other statement')}"
        else:
            yield f"      about {', '.join(counted + others)}"
