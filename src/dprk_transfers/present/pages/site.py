"""`pages`: a dataset as pages in Markdown, one a question, one a document, one a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location
from dprk_transfers.model.question import Question
from dprk_transfers.model.selection import select
from dprk_transfers.model.shipment import Vessel
from dprk_transfers.model.source import Document
from dprk_transfers.present.pages.markdown import (
    address_link,
    claim_links,
    escaped,
    page_name,
    table,
)
from dprk_transfers.present.pages.question import question_page
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.reconciliation.report import ranked
from dprk_transfers.reconciliation.wording import (
    COMPARED,
    Wording,
    capital,
    say_check,
    spoken,
)
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = ["pages"]


def pages(dataset: Dataset) -> Mapping[str, str]:
    """A dataset as pages in Markdown, with links between them.

    Text from the dataset is escaped, so that none of it can act as Markdown or HTML.

    Args:
        dataset: The dataset; what it lacks, if it was read leniently, is told by name.

    Returns:
        The text of each page by its path: an index, the vessels, and a page for each question,
        each document and each place.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> print(pages(load_casebook())["places/dunay-port.md"].splitlines()[0])
        # Dunay
    """
    check_kind(Dataset, dataset, "dataset")
    gaps, dataset = dataset.gaps, dataset.whole
    wording = Wording(dataset)
    answers = ranked(wording, reconcile(dataset))
    documents, places = _documents(dataset), _places(dataset)
    paths = question_paths([each.question for each in answers])
    found = {
        "index.md": _index(wording, answers, paths, gaps),
        "vessels.md": _vessels(dataset),
        **{paths[each.question]: question_page(wording, each) for each in answers},
        **{f"documents/{page_name(each.id)}": _document(wording, each) for each in documents},
        **{f"places/{page_name(own_id)}": _place(wording, each) for own_id, each in places},
    }
    return {path: "\n".join(lines).strip() + "\n" for path, lines in found.items()}


def question_paths(questions: Sequence[Question]) -> Mapping[Question, str]:
    """The path of the page of each question, no two of them the same.

    Hyphens between the parts could stand in one of them too: where two questions would share a
    path, they get two hyphens, which stand in no part.
    """
    plain = {each: str(each).lower().replace("/", "-") for each in questions}
    shared = Counter(plain.values())
    parted = {each: str(each).lower().replace("/", "--") for each in questions}
    return {
        each: f"questions/{plain[each] if shared[plain[each]] == 1 else parted[each]}.md"
        for each in questions
    }


def _documents(dataset: Dataset) -> list[Document]:
    """The documents, those of unknown date first and then by day."""

    def day(document: Document) -> tuple[str, str]:
        published = document.published
        known = published is not None and published.earliest is not None
        return str(published.earliest) if known and published else "", document.id

    return sorted(dataset.documents.values(), key=day)


def _places(dataset: Dataset) -> list[tuple[str, Location]]:
    return sorted(dataset.locations.items())


def _index(
    wording: Wording, answers: list[Answer], paths: Mapping[Question, str], gaps: Sequence[str]
) -> Iterator[str]:
    dataset = wording.dataset
    version = f", version {escaped(dataset.version)}" if dataset.version else ""
    licence = f" Licence: {escaped(dataset.licence)}." if dataset.licence else ""
    yield f"# {escaped(dataset.title)}"
    yield ""
    if gaps:
        yield from (f"- {escaped(capital(gap))}" for gap in gaps)
        yield ""
    yield (
        f"{len(dataset.documents):,} documents, {len(dataset.claims):,} claims{version}.{licence} "
        "Each fact that a document states is told in our own words; words in quotation marks are "
        "as printed. Every figure is followed by the claims it rests on."
    )
    yield ""
    yield from _checked(dataset)
    yield "## Questions"
    yield from table(
        ("question", "range", "in words of doubt", "by", "claims used"),
        (
            (
                f"[{escaped(wording.title(each.question))}]({paths[each.question]})",
                say_range(each.bounds.range, each.question.unit),
                escaped(wording.doubt(each.bounds.ids)),
                say_day(each.as_of) if each.as_of else "",
                f"{len(each.used):,}",
            )
            for each in answers
        ),
    )
    yield "## Documents"
    yield from table(
        ("published", "by", "document"),
        (
            (
                say_when(each.published) if each.published else "",
                escaped(wording.source(each.publisher)),
                f"[{_heading(wording, each)}](documents/{page_name(each.id)})",
            )
            for each in _documents(dataset)
        ),
    )
    yield "## Places"
    yield ""
    links = (
        f"[{escaped(each.names.main)}](places/{page_name(own)})" for own, each in _places(dataset)
    )
    yield ", ".join(links)
    yield ""
    yield "The [vessels](vessels.md) have a page together."


def _checked(dataset: Dataset) -> Iterator[str]:
    """What the words of how many claims were compared with, where that is told."""
    told = Counter(claim.checked.against for claim in dataset.claims.values() if claim.checked)
    if told:
        counts = ", ".join(f"{COMPARED[each]} {told[each]:,}" for each in COMPARED if told[each])
        yield f"Claims by what their words were compared with: {counts}."
        yield ""


def _document(wording: Wording, document: Document) -> Iterator[str]:
    publisher = escaped(wording.source(document.publisher))
    published = say_when(document.published) if document.published else "no date"
    yield f"# {_heading(wording, document)}"
    yield ""
    yield f"{publisher}, {published} (`{document.id}`)"
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
                _who(wording, claim),
                _what(wording.dataset, claim),
                _figure(wording, claim),
                *((say_check(claim.checked),) if checked else ()),
                f'<a id="{claim.id}"></a>`{claim.id}`',
            )
            for claim in claims
        ),
    )


def _heading(wording: Wording, document: Document) -> str:
    """The title of a document, or else who published it and when."""
    if document.title is not None:
        return escaped(document.title)
    publisher = wording.source(document.publisher)
    published = f", {say_when(document.published)}" if document.published else ""
    return escaped(f"{publisher}{published}")


def _position(claim: Claim) -> tuple[list[int], str, str]:
    """Where a claim stands in its document: what has no number, like a headline, comes first."""
    locator = claim.locator or ""
    return [int(number) for number in re.findall(r"[0-9]{1,9}", locator)], locator, claim.id


def _who(wording: Wording, claim: Claim) -> str:
    return " via ".join(escaped(wording.source(own_id)) for own_id in (claim.speaker, *claim.via))


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


def _place(wording: Wording, place: Location) -> Iterator[str]:
    dataset = wording.dataset
    yield f"# {escaped(place.names.main)}"
    yield ""
    around = dataset.locations[place.within].names.main if place.within else ""
    within = f" in [{escaped(around)}]({page_name(place.within)})" if place.within else ""
    yield f"{capital(spoken(place.kind))}{within} (`{place.id}`)"
    yield from table(("", ""), _facts(place))
    if place.note:
        yield escaped(place.note)
        yield ""
    shipments = [
        shipment
        for shipment in dataset.shipments.values()
        if place.id in (shipment.origin, *shipment.via, shipment.destination)
    ]
    if shipments:
        yield "## Shipments"
        yield ""
        yield from (f"- {escaped(each.names.main)} (`{each.id}`)" for each in shipments)
        yield ""
    yield "## Claims"
    rows = [
        (_who(wording, claim), escaped(claim.summary), claim_links(dataset, [claim.id]))
        for claim in select(dataset, place=place.id)
    ]
    lines = table(("who", "what", "claim"), rows)
    yield from lines if rows else ("", "No claim names it or a place in it.")


def _facts(place: Location) -> Iterator[tuple[str, str]]:
    """The names of a place, where it lies, and its identifiers."""
    yield from ((tag, escaped(", ".join(forms))) for tag, forms in place.names.items())
    if place.latitude is not None and place.longitude is not None and place.precision_m is not None:
        north, east = ("N", "S")[place.latitude < 0], ("E", "W")[place.longitude < 0]
        point = f"{abs(place.latitude)}° {north}, {abs(place.longitude)}° {east}"
        yield "point", f"{point}, within {place.precision_m:,} m"
    if place.ids is not None:
        known = (place.ids.unlocode, place.ids.geonames, place.ids.wikidata)
        named = zip(("UN/LOCODE", "GeoNames", "Wikidata"), known, strict=True)
        yield from ((name, str(value)) for name, value in named if value is not None)


def _vessels(dataset: Dataset) -> Iterator[str]:
    yield "# Vessels"
    yield from table(
        ("name", "IMO", "flag", "kind", "owner", "listed by", "note"),
        (_vessel(vessel) for _, vessel in sorted(dataset.vessels.items())),
    )


def _vessel(vessel: Vessel) -> tuple[str, ...]:
    names = ", ".join(name for forms in vessel.names.values() for name in forms)
    listed = (
        ", ".join(
            filter(
                None, (each.authority, say_when(each.date) if each.date else None, each.reference)
            )
        )
        for each in vessel.designations
    )
    return (
        f'<a id="{vessel.id}"></a>{escaped(names)}',
        vessel.imo or "",
        vessel.flag or "",
        "" if vessel.kind is None else spoken(vessel.kind),
        escaped(vessel.owner or ""),
        "<br>".join(map(escaped, listed)),
        escaped(vessel.note or ""),
    )
