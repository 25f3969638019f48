"""Citations of documents, and of the dataset itself, as text, CSL-JSON or BibTeX."""

from __future__ import annotations

from enum import Enum

from dprk_transfers.arguments import check_kind, to_member
from dprk_transfers.messages import escape_controls, to_json
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Document
from dprk_transfers.present.citations.bibtex import bibtex
from dprk_transfers.present.citations.csl import csl_item
from dprk_transfers.present.citations.references import Reference, references
from dprk_transfers.values.english import say_day, say_when

__all__ = ["CitationForm", "cite"]


class CitationForm(Enum):
    """The form of a citation.

    Attributes:
        TEXT: One line each.
        CSL_JSON: An array of items of CSL 1.0.2.
        BIBTEX: Entries of BibTeX.
    """

    TEXT = "text"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"


def cite(
    dataset: Dataset,
    *ids: Document | Claim | str,
    form: CitationForm | str = CitationForm.TEXT,
) -> str:
    """References to documents, in the order of their ids, by which they are keyed.

    No date is told more precisely than the dataset has it, and a year is sure where it is. One that
    CSL or BibTeX cannot write so precisely is written less so, and one that CSL cannot write as a
    date, in words. The day is that of the page, never that on which something in it was said. What
    was read in a copy is cited as one, and what the record notes for itself stays out.

    Args:
        dataset: The dataset.
        ids: Documents, or claims, which stand for the documents they were read in, each as such
            or by its id. Without any, all documents are cited, and then the dataset itself.
        form: Text, one line each (`"text"`), an array of items of CSL 1.0.2 (`"csl-json"`), or
            BibTeX (`"bibtex"`).

    Raises:
        LookupError: If no document or claim has one of the ids.
        ValueError: If there is no such form.

    Examples:
        >>> book = Dataset("Two articles", "0.1.0", licence="CC0-1.0")
        >>> print(cite(book), end="")
        Two articles, version 0.1.0, licence CC0-1.0
        >>> print(cite(book, form="bibtex"), end="")
        @misc{dataset:two-articles,
          key = {Two articles},
          title = {{Two articles}},
          note = {version 0.1.0, licence CC0-1.0},
        }
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    form = to_member(CitationForm, form, "form")
    cited = references(dataset, ids)
    if form is CitationForm.CSL_JSON:
        return to_json([*map(csl_item, cited)]) + "\n"
    if form is CitationForm.BIBTEX:
        return "\n".join(map(bibtex, cited))
    return "".join(f"{_line(reference)}\n" for reference in cited)


def _line(reference: Reference) -> str:
    """A reference on one line, and the id of its document."""
    if reference.kind is None:
        return _joined(reference.title, reference.edition)
    published, accessed = reference.published, reference.accessed
    parts = (
        *reference.authors,
        reference.publisher,
        reference.title and f"“{reference.title}”",
        "no date" if published is None else say_when(published),
        reference.copy and "copy",
        reference.address,
        None if accessed is None else f"read on {say_day(accessed)}",
    )
    return f"{_joined(*parts)} [{reference.key}]"


def _joined(*parts: str | None) -> str:
    return escape_controls(" ".join(", ".join(filter(None, parts)).split()))
