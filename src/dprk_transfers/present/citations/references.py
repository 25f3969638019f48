"""`Reference`: what is to be said of a document, or of a dataset, to cite it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from hashlib import sha256

import attrs

from dprk_transfers.arguments import to_id
from dprk_transfers.messages import did_you_mean, short_repr
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import find
from dprk_transfers.model.source import Document, SourceKind
from dprk_transfers.values.when import When

__all__ = ["Reference", "references"]


@attrs.frozen(kw_only=True)
class Reference:
    """What is to be said of a document, or of a dataset, to cite it; `None` where it is not known.

    Attributes:
        key: Id of the document, or for a dataset `dataset:` and its title in plain letters,
            or what stands for a title that has none.
        title: Title.
        authors: Names of those who wrote it.
        publisher: Main name of the source that published it.
        kind: What that source is; a dataset has none.
        published: When it was published.
        address: Address at its publisher's, or else that of a copy.
        accessed: Day on which it was read.
        language: BCP 47 tag of its language.
        version: Version of a dataset.
        licence: Licence of a dataset.
        note: The note on a document.
    """

    key: str
    title: str | None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    kind: SourceKind | None = None
    published: When | None = None
    address: str | None = None
    accessed: date | None = None
    language: str | None = None
    version: str | None = None
    licence: str | None = None
    note: str | None = None

    @property
    def edition(self) -> str | None:
        """The version and the licence in words."""
        version = self.version and f"version {self.version}"
        licence = self.licence and f"licence {self.licence}"
        return ", ".join(filter(None, (version, licence))) or None


def references(
    dataset: Dataset, ids: Collection[Document | Claim | str] = ()
) -> tuple[Reference, ...]:
    """References to documents, in the order of their ids.

    Args:
        dataset: The dataset.
        ids: Documents, or claims, which stand for the documents they were read in, each as such
            or by its id. Without any, all documents are cited, and then the dataset itself.

    Raises:
        LookupError: If no document or claim has one of the ids.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> [reference.key for reference in references(load_casebook(), ["rbc-headline"])]
        ['rbc-20231129']
        >>> [reference.key for reference in references(Dataset("Two articles"))]
        ['dataset:two-articles']
    """
    if ids:
        cited = sorted({document for own_id in ids for document in _documents(dataset, own_id)})
        return tuple(_of_document(dataset, dataset.documents[own_id]) for own_id in cited)
    every = (_of_document(dataset, document) for document in dataset.documents.values())
    return (*every, _of_dataset(dataset))


def _documents(dataset: Dataset, subject: Document | Claim | str) -> set[str]:
    """The document that is meant, and the one in which the claim that is meant was read."""
    if isinstance(subject, Claim):
        return {find(dataset.claims, subject, Claim).document}
    own_id = to_id(subject, Document)
    found = {own_id} & dataset.documents.keys()
    if own_id in dataset.claims:
        found.add(dataset.claims[own_id].document)
    if not found:
        known = {*dataset.documents, *dataset.claims}
        raise LookupError(
            f"no document or claim has the id {short_repr(own_id)}{did_you_mean(own_id, known)}"
        )
    return found


def _of_document(dataset: Dataset, document: Document) -> Reference:
    publisher = dataset.sources[document.publisher]
    return Reference(
        key=document.id,
        title=document.title,
        authors=document.authors,
        publisher=publisher.names.main,
        kind=publisher.kind,
        published=document.published,
        address=document.url or document.archive_url,
        accessed=document.accessed,
        language=document.language,
        note=document.note,
    )


def _of_dataset(dataset: Dataset) -> Reference:
    # No slug has a colon, so that this is the key of no document.
    slug = re.sub(r"[^a-z0-9]+", "-", dataset.title.lower()).strip("-")
    if not slug:  # titles in other letters are told apart by what they are, byte for byte
        slug = sha256(dataset.title.encode()).hexdigest()[:12]
    return Reference(
        key=f"dataset:{slug}",
        title=dataset.title,
        version=dataset.version,
        licence=dataset.licence,
    )
