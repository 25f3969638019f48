"""The pages that list others: questions by what is counted, documents by day and by publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.model.source import Document
from dprk_transfers.present.pages.document import document_heading, document_year
from dprk_transfers.present.pages.markdown import escaped, page_name, table
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.brief import common_unit
from dprk_transfers.reconciliation.report import say_unbounded
from dprk_transfers.reconciliation.wording import COMPARED, Wording, capital, spoken
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = [
    "by_unit",
    "document_list",
    "front",
    "place_list",
    "publisher_list",
    "question_list",
    "vessel_list",
]

#: The heading of questions that share what they count with no other.
_OTHER = "Other figures"


def front(wording: Wording, gaps: Sequence[str]) -> Iterator[str]:
    """The lines of the first page: what there is, and where."""
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
    yield "- [Questions](questions/index.md), by what is counted, with the range of each"
    yield "- Documents [by day](documents/index.md) and [by publisher](documents/publishers.md)"
    yield "- [Places](places/index.md) and [vessels](vessels/index.md), with the claims about each"
    yield "- [How to read these pages](how-to-read.md): the two readings of words, and the rest"


def _checked(dataset: Dataset) -> Iterator[str]:
    """What the words of how many claims were compared with, where that is told."""
    told = Counter(claim.checked.against for claim in dataset.claims.values() if claim.checked)
    if told:
        counts = ", ".join(f"{COMPARED[each]} {told[each]:,}" for each in COMPARED if told[each])
        yield f"Claims by what their words were compared with: {counts}."
        yield ""


def by_unit(dataset: Dataset, answers: Iterable[Answer]) -> Mapping[str, list[Answer]]:
    """Answers by what is counted, those that share it with no other together at the end."""
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(common_unit(dataset, answer.question), []).append(answer)
    shared = {capital(unit): told for unit, told in found.items() if len(told) > 1}
    other = [told[0] for told in found.values() if len(told) == 1]
    return {**shared, **({_OTHER: other} if other else {})}


def question_list(
    wording: Wording, answers: Iterable[Answer], paths: Mapping[Question, str]
) -> Iterator[str]:
    """The lines of the page that lists the questions."""
    yield "# Questions"
    yield ""
    yield "By what is counted; in each, those with most claims of their own come first."
    for heading, told in by_unit(wording.dataset, answers).items():
        yield ""
        yield f"## {escaped(heading)}"
        yield from table(
            ("question", "range", "in words of doubt", "by", "claims used"),
            (_question(wording, each, paths[each.question]) for each in told),
        )


def _question(wording: Wording, answer: Answer, path: str) -> tuple[str, ...]:
    amount = say_range(answer.bounds.range, answer.question.unit)
    return (
        f"[{escaped(wording.title(answer.question))}]({path.removeprefix('questions/')})",
        amount if answer.bounds.ids else say_unbounded(answer),
        escaped(wording.doubt(answer.bounds.ids)),
        say_day(answer.as_of) if answer.as_of else "",
        f"{len(answer.used):,}",
    )


def document_list(wording: Wording, documents: Iterable[Document]) -> Iterator[str]:
    """The lines of the page that lists the documents by day."""
    yield "# Documents by day"
    yield ""
    yield "Also [by publisher](publishers.md)."
    by_year: dict[str, list[Document]] = {}
    for each in documents:
        by_year.setdefault(document_year(each), []).append(each)
    for year, told in by_year.items():
        yield ""
        yield f"## {year}"
        yield from table(
            ("published", "by", "document"),
            (
                (_published(each), _publisher(wording, each), _document(wording, each))
                for each in told
            ),
        )


def publisher_list(wording: Wording, documents: Iterable[Document]) -> Iterator[str]:
    """The lines of the page that lists the documents by publisher."""
    yield "# Documents by publisher"
    yield ""
    yield "Also [by day](index.md)."
    by_publisher: dict[str, list[Document]] = {}
    for each in documents:
        by_publisher.setdefault(each.publisher, []).append(each)
    names = {own_id: wording.source(own_id) for own_id in by_publisher}
    for own_id in sorted(names, key=lambda each: (names[each].casefold(), each)):
        yield ""
        yield f'## <a id="{own_id}"></a>{escaped(names[own_id])}'
        yield ""
        yield from (
            f"- {_document(wording, each)}{f', {_published(each)}' if each.published else ''}"
            for each in by_publisher[own_id]
        )


def _published(document: Document) -> str:
    return say_when(document.published) if document.published else ""


def _publisher(wording: Wording, document: Document) -> str:
    return f"[{escaped(wording.source(document.publisher))}](publishers.md#{document.publisher})"


def _document(wording: Wording, document: Document) -> str:
    return f"[{document_heading(wording, document)}]({page_name(document.id)})"


def place_list(wording: Wording) -> Iterator[str]:
    """The lines of the page that lists the places."""
    places = wording.dataset.locations
    yield "# Places"
    yield from table(
        ("place", "kind", "in"),
        (
            (
                f"[{escaped(each.names.main)}]({page_name(own_id)})",
                spoken(each.kind),
                escaped(places[each.within].names.main) if each.within else "",
            )
            for own_id, each in sorted(places.items())
        ),
    )


def vessel_list(wording: Wording) -> Iterator[str]:
    """The lines of the page that lists the vessels."""
    dataset = wording.dataset
    yield "# Vessels"
    yield from table(
        ("vessel", "IMO", "flag", "kind", "listed by", "claims"),
        (
            (
                f"[{escaped(each.names.main)}]({page_name(own_id)})",
                each.imo or "",
                wording.country(each.flag) if each.flag else "",
                spoken(each.kind) if each.kind else "",
                ", ".join(dict.fromkeys(escaped(one.authority) for one in each.designations)),
                f"{len(dataset.by_vessel.get(own_id, ())):,}",
            )
            for own_id, each in sorted(dataset.vessels.items())
        ),
    )
