"""What charts say in words: headings, and what stands for a chart where it is not seen."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import STANCES, general_answers, positions_in
from dprk_transfers.reconciliation.report import in_order, say_behind
from dprk_transfers.reconciliation.wording import Wording, after, capital, count_of

__all__ = ["alternative", "headline"]


def headline(wording: Wording, answer: Answer) -> tuple[str, str]:
    """What an answer says at least, as a heading, and all else in short under it.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> book = load_casebook()
        >>> found = reconcile(book, question="arms-containers/containers/moved")
        >>> headline(Wording(book), found.answers[0])[0]
        '25,200 or more containers moved by 13 July 2025 (“estimated”)'
    """
    told = [each.text for each in answer.sentences if each.topic in ("floor", "ceiling")]
    rest = "; ".join([*told[1:], *firmness(wording, answer)])
    return (capital(told[0]) if told else wording.title(answer.question), capital(rest))


def firmness(wording: Wording, answer: Answer) -> Iterator[str]:
    """How many claims and independent origins stand behind an answer, and how many pairs clash."""
    yield count_of(answer.used, "claim")
    origins = count_of(answer.origins.count, "independent origin")
    yield f"{origins}{after(', ', say_behind(wording, answer))}"
    for clashes, name in ((answer.contradictions, "contradiction"), (answer.tensions, "tension")):
        if clashes:
            yield count_of(clashes, name)


def alternative(wording: Wording, answer: Answer) -> str:
    """What the chart of an answer shows, in words alone."""
    title, rest = headline(wording, answer)
    positions = [position for position, _ in positions_in(answer.disputes).values()]
    denied = "".join(f". {each}" for each in general_answers(wording, positions, most=3))
    denied += _denial_of_bounds(wording, answer)
    return f"{wording.title(answer.question)}: {title}; {rest[:1].lower()}{rest[1:]}{denied}."


def _denial_of_bounds(wording: Wording, answer: Answer) -> str:
    """The last denial of a claim that sets a bound, and not of all there is, in its words."""
    bounding = set(answer.bounds.ids)
    met = positions_in(each for each in answer.disputes if each.claim in bounding)
    denials = {
        own_id: STANCES[position.stance]
        for own_id, (position, _) in met.items()
        if position.opposes and not position.is_general
    }
    last = in_order(wording, denials)[-1:]
    return "".join(f". {denials[own_id]} by name: {wording.attributed(own_id)}" for own_id in last)
