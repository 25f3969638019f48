"""The page of a document: its claims one by one, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Document
from dprk_transfers.present.pages.claims import speakers
from dprk_transfers.present.pages.markdown import (
    address_link,
    claim_links,
    escaped,
    table,
)
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.wording import Wording, say_check, spoken
from dprk_transfers.values.english import say_range, say_when

__all__ = ["document_heading", "document_page", "document_year", "first_day"]


def document_page(wording: Wording, document: Document) -> Iterator[str]:
    """The lines of the page of a document, in Markdown."""
    publisher = escaped(wording.source(document.publisher))
    published = say_when(document.published) if document.published else "no date"
    yield f"# {document_heading(wording, document)}"
    yield ""
    listed = f"[{publisher}](publishers.md#{document.publisher})"
    yield f"{listed}, {published} (`{document.id}`)"
    for name, address in (("Address", document.url), ("Repost", document.archive_url)):
        if address:
            yield ""
            yield f"{name}: {address_link(address)}"
    if document.note:
        yield ""
        yield escaped(document.note)
    claims = sorted(wording.dataset.by_document.get(document.id, ()), key=_position)
    where = ("where",) if any(claim.locator for claim in claims) else ()
    checked = ("compared with",) if any(claim.checked for claim in claims) else ()
    yield from table(
        (*where, "who", "what", "figure", *checked, "claim"),
        (
            (
                *((escaped(claim.locator or ""),) if where else ()),
                speakers(wording, claim),
                _what(wording.dataset, claim),
                _figure(wording, claim),
                *((say_check(claim.checked),) if checked else ()),
                f'<a id="{claim.id}"></a>`{claim.id}`',
            )
            for claim in claims
        ),
    )


def document_heading(wording: Wording, document: Document) -> str:
    """The title of a document, or else who published it and when."""
    if document.title is not None:
        return escaped(document.title)
    publisher = wording.source(document.publisher)
    published = f", {say_when(document.published)}" if document.published else ""
    return escaped(f"{publisher}{published}")


def first_day(document: Document) -> str:
    """The first day on which a document may have been published, empty if it is not known."""
    published = document.published
    known = published is not None and published.earliest is not None
    return str(published.earliest) if known and published else ""


def document_year(document: Document) -> str:
    """The year of a document, as a heading."""
    return first_day(document).partition("-")[0] or "No date"


def _position(claim: Claim) -> tuple[list[int], str, str]:
    """Where a claim stands in its document: what has no number, like a headline, comes first."""
    locator = claim.locator or ""
    return [int(number) for number in re.findall(r"[0-9]{1,9}", locator)], locator, claim.id


def _what(dataset: Dataset, claim: Claim) -> str:
    parts = [
        escaped(claim.summary),
        f"In the words “{escaped(claim.certainty)}”." if claim.certainty else "",
        f"*{spoken(claim.stance)}* {claim_links(dataset, claim.about)}." if claim.about else "",
        *(
            f"{verb} {claim_links(dataset, ids)}."
            for verb, ids in (
                ("Repeats", claim.repeats),
                ("Rests on", claim.rests_on),
                ("Or", [other.id for other in dataset.alternatives.get(claim.id, ())]),
            )
            if ids
        ),
        f"<br>Note: {escaped(claim.note)}" if claim.note else "",
    ]
    return " ".join(filter(None, parts))


def _figure(wording: Wording, claim: Claim) -> str:
    """The words of a figure and of its dates, and what they are read as."""
    parts: list[str] = []
    figure = claim.figure
    if figure is not None:
        unit = figure.quantity.unit
        literal, typical = (say_range(figure.quantity.range(each), unit) for each in Reading)
        read = literal if literal == typical else f"{literal}, typically {typical}"
        by_hand = ", bounds set by hand" if figure.quantity.is_by_hand else ""
        parts.append(f"“{escaped(figure.quantity.words)}”")
        parts.append(f"{wording.measured(figure)}: {read}{by_hand}")
    if claim.misprint:
        parts.append(f"Misprint: {escaped(claim.misprint)}")
    if claim.period_words:
        parts.append(f"“{escaped(claim.period_words)}”")
    if claim.period:
        parts.append(say_when(claim.period))
    return "<br>".join(parts)
