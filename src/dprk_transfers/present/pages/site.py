"""`pages`: a dataset as pages in Markdown: a question, a document, a place, a vessel each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.model.source import Document
from dprk_transfers.present.pages.document import (
    document_heading,
    document_page,
    document_year,
    first_day,
)
from dprk_transfers.present.pages.guide import guide_page
from dprk_transfers.present.pages.lists import (
    by_unit,
    document_list,
    front,
    place_list,
    publisher_list,
    question_list,
    vessel_list,
)
from dprk_transfers.present.pages.markdown import escaped, page_name
from dprk_transfers.present.pages.place import place_page
from dprk_transfers.present.pages.question import question_page
from dprk_transfers.present.pages.vessel import vessel_page
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.reconciliation.report import ranked
from dprk_transfers.reconciliation.wording import Wording

__all__ = ["pages"]


def pages(dataset: Dataset) -> Mapping[str, str]:
    """A dataset as pages in Markdown, with links between them.

    Text from the dataset is escaped, so that none of it can act as Markdown or HTML. Each folder of
    pages has a `SUMMARY.md`: a list of them in the order of reading, for navigation.

    Args:
        dataset: The dataset; what it lacks, if it was read leniently, is told by name.

    Returns:
        The text of each page by its path: a front page, how to read the others, and a page for each
        question, each document, each place and each vessel, with lists of them.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> print(pages(load_casebook())["places/dunay-port.md"].splitlines()[0])
        # Dunay
    """
    check_kind(Dataset, dataset, "dataset")
    gaps, dataset = dataset.gaps, dataset.whole
    wording = Wording(dataset)
    answers = ranked(wording, reconcile(dataset))
    paths = question_paths([each.question for each in answers])
    documents = sorted(dataset.documents.values(), key=lambda each: (first_day(each), each.id))
    places, vessels = sorted(dataset.locations.items()), sorted(dataset.vessels.items())
    found = {
        "index.md": front(wording, gaps),
        "how-to-read.md": guide_page(),
        "questions/index.md": question_list(wording, answers, paths),
        "documents/index.md": document_list(wording, documents),
        "documents/publishers.md": publisher_list(wording, documents),
        "places/index.md": place_list(wording),
        "vessels/index.md": vessel_list(wording),
        "questions/SUMMARY.md": _summary(_questions(wording, answers, paths)),
        "documents/SUMMARY.md": _summary(_documents(wording, documents)),
        "places/SUMMARY.md": _named((own_id, each.names.main) for own_id, each in places),
        "vessels/SUMMARY.md": _named((own_id, each.names.main) for own_id, each in vessels),
        **{paths[each.question]: question_page(wording, each) for each in answers},
        **{f"documents/{page_name(each.id)}": document_page(wording, each) for each in documents},
        **{f"places/{page_name(own_id)}": place_page(wording, each) for own_id, each in places},
        **{f"vessels/{page_name(own_id)}": vessel_page(wording, each) for own_id, each in vessels},
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


def _questions(
    wording: Wording, answers: Sequence[Answer], paths: Mapping[Question, str]
) -> Iterator[str]:
    yield "* [All questions](index.md)"
    for heading, told in by_unit(wording.dataset, answers).items():
        yield f"* {escaped(heading)}"
        for each in told:
            path = paths[each.question].removeprefix("questions/")
            yield f"    * [{escaped(wording.title(each.question))}]({path})"


def _documents(wording: Wording, documents: Sequence[Document]) -> Iterator[str]:
    yield "* [By day](index.md)"
    yield "* [By publisher](publishers.md)"
    told = None
    for each in documents:
        year = document_year(each)
        if year != told:
            yield f"* {year}"
            told = year
        yield f"    * [{document_heading(wording, each)}]({page_name(each.id)})"


def _named(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    told = list(named)
    times = Counter(name for _, name in told)
    lines = (
        f"* [{escaped(name)}{f' ({own_id})' if times[name] > 1 else ''}]({page_name(own_id)})"
        for own_id, name in told
    )
    return _summary(["* [All](index.md)", *lines])


def _summary(lines: Iterable[str]) -> Iterator[str]:
    yield "# Summary"
    yield ""
    yield from lines
