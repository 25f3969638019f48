"""What the page to mail tells of an answer, in the words of the library and not yet laid out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from dprk_transfers.messages import escape_controls, some_of
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.present.charts.marks import denials, treads
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import positions_in, say_positions
from dprk_transfers.reconciliation.report import SECTIONS, say_behind, say_bounds, say_unbounded
from dprk_transfers.reconciliation.rows import Row
from dprk_transfers.reconciliation.wording import (
    Wording,
    after,
    capital,
    count_of,
    split_ids,
    spoken,
)
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = ["Part", "Section", "Tile", "Told", "part_of"]


@attrs.frozen
class Told:
    """A sentence, and the ids of the claims that it rests on.

    Attributes:
        text: The sentence.
        ids: The ids, in the order of the sentence.
    """

    text: str
    ids: tuple[str, ...] = ()


@attrs.frozen
class Tile:
    """A number, and what is behind it in few words.

    Attributes:
        number: The number with what it counts.
        text: What is behind it.
        is_bad: Whether it is a reason to look twice.
    """

    number: str
    text: str
    is_bad: bool = False


@attrs.frozen
class Section:
    """Sentences under a heading.

    Attributes:
        heading: The heading.
        told: The sentences.
    """

    heading: str
    told: tuple[Told, ...]


@attrs.frozen
class Part:
    """What the page tells of an answer.

    Attributes:
        code: The code of the question.
        title: The question in words.
        headline: The amount.
        lead: What it means, sentence by sentence.
        tiles: Four numbers.
        floor: What raised the floor: by when, how much, in whose words, and the ids.
        sections: What follows, under headings.
        rows: The claims that bear on the question, in the order of days.
    """

    code: str
    title: str
    headline: str
    lead: tuple[Told, ...]
    tiles: tuple[Tile, ...]
    floor: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]
    rows: tuple[dict[str, Any], ...]

    @property
    def anchors(self) -> frozenset[str]:
        """The ids of the claims in the table, to which a link may lead."""
        return frozenset(str(row["claim"]) for row in self.rows)


def part_of(answer: Answer) -> Part:
    """What the page tells of an answer.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), question="arms-containers/containers/moved")
        >>> part = part_of(found.answers[0])
        >>> part.headline, [tile.number for tile in part.tiles]
        ('25,200 or more', ['21 claims', '7 independent origins', '3 tensions', '12 denials'])
    """
    wording, question = Wording(answer.ledger.dataset), answer.question
    return Part(
        code=str(question),
        title=wording.title(question),
        headline=_headline(answer),
        lead=tuple(_told(line) for line in say_bounds(wording, answer)),
        tiles=tuple(_tiles(answer)),
        floor=tuple(_floor(wording, answer)),
        sections=tuple(_sections(wording, answer)),
        rows=tuple(_rows(answer)),
    )


def _headline(answer: Answer) -> str:
    if not answer.bounds.ids:
        return capital(say_unbounded(answer))
    return capital(say_range(answer.bounds.range, answer.question.unit))


def _told(line: str) -> Told:
    """A line of text, with the ids at its end apart."""
    text, ids = split_ids(line)
    return Told(escape_controls(text), ids)


def _tiles(answer: Answer) -> Iterator[Tile]:
    counted = [each.text for each in answer.sentences if each.topic == "uncounted"]
    wording = Wording(answer.ledger.dataset)
    # Those with most claims first.
    behind = {own_id: (-len(ids), own_id) for own_id, ids in answer.origins.by_origin.items()}
    names = [wording.source(own_id) for own_id in sorted(behind, key=behind.__getitem__)]
    yield Tile(count_of(answer.used, "claim"), capital("; ".join(counted)))
    yield Tile(
        count_of(answer.origins.count, "independent origin"),
        capital("; all: ".join(filter(None, (say_behind(wording, answer), some_of(names))))),
    )
    clashes = [*answer.contradictions, *answer.tensions]
    kind = "contradiction" if answer.contradictions else "tension"
    number = answer.contradictions or answer.tensions
    worst = max((each.difference for each in clashes), default=0)
    yield Tile(count_of(number, kind), f"{worst:,} too many" if worst else "", bool(clashes))
    denied = denials(answer)
    bodies = Counter(each.body for each in denied)
    yield Tile(count_of(denied, "denial"), some_of([name for name, _ in bodies.most_common()]))


def _floor(wording: Wording, answer: Answer) -> Iterator[dict[str, Any]]:
    """What raised the floor, step by step."""
    for tread in (each for each in treads(answer) if each.risen and each.range.lower):
        yield {
            "day": say_day(tread.first),
            "iso": tread.first.isoformat(),
            "amount": say_range(tread.range.floor, answer.question.unit),
            "words": " and ".join(map(wording.words, tread.risen)),
            "who": " and ".join(map(wording.attribution, tread.risen)),
            "ids": tread.risen,
        }


def _sections(wording: Wording, answer: Answer) -> Iterator[Section]:
    for heading, topics in SECTIONS:
        told = [each for topic in topics for each in answer.sentences if each.topic == topic]
        if told:
            yield Section(
                heading,
                tuple(
                    Told(
                        escape_controls(capital(_labelled(each.topic) + each.text)),
                        () if each.topic == "origins" else each.ids,
                    )
                    for each in told
                ),
            )
    positions = [position for position, _ in positions_in(answer.disputes).values()]
    if positions:
        lines = map(_told, say_positions(wording, positions))
        yield Section("Who answers, and what", tuple(lines))


def _labelled(topic: str) -> str:
    return f"{topic}: " if topic in ("contradiction", "tension") else ""


def _rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """The claims used or about the question, and those who answer them, in the order of days."""
    met = positions_in(answer.disputes)
    told = [
        row
        for row in answer.to_rows()
        if row["used"] or row["question"] == str(answer.question) or row["claim"] in met
    ]
    dataset = answer.ledger.dataset
    for row in sorted(told, key=lambda each: (str(each["said_last"]), str(each["claim"]))):
        yield _row(dataset, dataset.claims[str(row["claim"])], row)


def _row(dataset: Dataset, claim: Claim, row: Row) -> dict[str, Any]:
    wording, quantity = Wording(dataset), claim.quantity
    said = dataset.date_of(claim)
    ranges = [quantity.range(each) for each in Reading] if quantity else []
    names = [wording.source(own_id) for own_id in _split(row["origin"])]
    return {
        **row,
        "said_text": say_when(said) if said else "",
        "period_text": say_when(claim.period) if claim.period else "",
        "who": wording.attribution(claim.id),
        "words_text": wording.words(claim.id),
        "ranges": [say_range(each, quantity.unit) for each in ranges] if quantity else [],
        "size": str(row["usual_lower"] if row["usual_lower"] is not None else ""),
        "origins": some_of(names),
        "does": spoken(claim.stance),
        # How an answer stands is told of the claims that it answers.
        "status_text": str(row["status"]).replace("_", " ") if claim.figure else "",
        "title": dataset.documents[claim.document].title or claim.document,
        "page": wording.source(dataset.documents[claim.document].publisher),
        "link": _link(row["address"]),
        "use": "used" if row["used"] else after("not used: ", str(row["why_not"])),
    }


def _split(cell: object) -> Iterable[str]:
    return str(cell).split() if cell else ()


def _link(address: object) -> str | None:
    """An address that a click may follow; any other stays text."""
    text = str(address or "")
    return text if re.match(r"https?://", text) else None
