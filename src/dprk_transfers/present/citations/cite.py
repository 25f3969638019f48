"""Citations of documents, and of the dataset itself, as text, CSL-JSON or BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import takewhile
from typing import Final

from dprk_transfers.arguments import check_kind, to_member
from dprk_transfers.messages import escape_controls, to_json
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Document, SourceKind
from dprk_transfers.present.citations.bibtex import bibtex
from dprk_transfers.present.citations.references import Reference, references
from dprk_transfers.values.english import say_day, say_when
from dprk_transfers.values.when import Span, When

__all__ = ["CitationForm", "cite", "csl_item"]


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

    No date is told more precisely than the dataset has it. One that CSL or BibTeX cannot write so
    precisely is written less so, and one that CSL cannot write as a date, in words.

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
        reference.address,
        None if accessed is None else f"read on {say_day(accessed)}",
    )
    return f"{_joined(*parts)} [{reference.key}]"


def _joined(*parts: str | None) -> str:
    return escape_controls(" ".join(", ".join(filter(None, parts)).split()))


#: What CSL calls what a kind of source publishes, and the field for the source's name.
_CSL: Final[Mapping[SourceKind | None, tuple[str, str]]] = {
    SourceKind.NEWS_AGENCY: ("article-newspaper", "container-title"),
    SourceKind.OUTLET: ("article-newspaper", "container-title"),
    SourceKind.GOVERNMENT: ("report", "publisher"),
    SourceKind.RESEARCH: ("report", "publisher"),
    SourceKind.COMPANY: ("report", "publisher"),
    SourceKind.ORGANISATION: ("report", "publisher"),
    SourceKind.PERSON: ("document", "publisher"),
    SourceKind.UNNAMED: ("document", "publisher"),
    None: ("dataset", "publisher"),
}


def csl_item(reference: Reference) -> dict[str, object]:
    """A reference as an item of CSL-JSON.

    What a document is, is told by what its publisher is: what outlets and news agencies publish
    are articles, what bodies publish are reports. Titles are as printed: CSL has no way to write
    that an `<i>` in one is no mark for italics.

    Examples:
        >>> memo = Reference(key="memo", title="On boxes", published=When("2023-08~/2023-11-02"))
        >>> csl_item(memo)["issued"]
        {'date-parts': [[2023, 8], [2023, 11, 2]], 'circa': True}
    """
    kind, source = _CSL[reference.kind]
    fields = {
        "id": reference.key,
        "type": kind,
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors] or None,
        source: reference.publisher,
        "issued": reference.published and _issued(reference.published),
        "accessed": reference.accessed and {"date-parts": [_parts(reference.accessed)]},
        "URL": reference.address,
        "language": reference.language,
        "version": reference.version,
        "note": reference.note or (reference.licence and f"licence {reference.licence}"),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _issued(when: When) -> dict[str, object]:
    """The date in the parts that each of its ends surely has, or in words if one has none."""
    ends = (when.start, when.end) if when.is_interval else (when.start,)
    parts = [_shared(end) for end in ends]
    if not all(parts):
        return {"literal": say_when(when)}
    doubt = {"circa": True} if when.is_approximate or when.is_uncertain else {}
    return {"date-parts": parts, **doubt}


def _shared(span: Span) -> list[int]:
    """Year, month and day, as far as they are the same on every day of a span."""
    if span.earliest is None or span.latest is None:
        return []
    pairs = zip(_parts(span.earliest), _parts(span.latest), strict=True)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
