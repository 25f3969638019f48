"""`Reference`: what is to be said of a document, or of a dataset, to cite it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from hashlib import sha256
from unicodedata import combining, normalize

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

    What the record notes for itself is not to be said.

    Attributes:
        key: Id of the document, or for a dataset `dataset:` and its title in plain letters, with a
            digest of the title if some of it cannot be written so.
        title: Title.
        authors: Names of those who wrote it.
        publisher: Main name of the source that published it, if it is not its author.
        kind: What that source is; a dataset has none.
        published: When it was published, which is not when what it tells was said.
        address: Address at its publisher's, or else that of a copy.
        copied_at: Host of the copy, if the address is that of a copy.
        accessed: Day on which it was read.
        language: BCP 47 tag of its language.
        version: Version of a dataset.
        licence: Licence of a dataset.
    """

    key: str
    title: str | None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    kind: SourceKind | None = None
    published: When | None = None
    address: str | None = None
    copied_at: str | None = None
    accessed: date | None = None
    language: str | None = None
    version: str | None = None
    licence: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether it is an article: what outlets and news agencies publish."""
        return self.kind in (SourceKind.OUTLET, SourceKind.NEWS_AGENCY)

    @property
    def copy(self) -> str | None:
        """That it was read in a copy, and where, in words.

        Examples:
            >>> Reference(key="memo", title="Memo", copied_at="example.org").copy
            'Copy at example.org'
        """
        return None if self.copied_at is None else f"Copy at {self.copied_at}"

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
    name = publisher.names.main
    copy = document.archive_url if document.url is None else None
    return Reference(
        key=document.id,
        title=document.title,
        authors=document.authors,
        publisher=None if name in document.authors else name,
        kind=publisher.kind,
        published=document.published,
        address=document.url or copy,
        copied_at=None if copy is None else _host(copy),
        accessed=document.accessed,
        language=document.language,
    )


def _host(address: str) -> str:
    """The host of an http or https address, which need not be sound."""
    return re.split(r"[/?#]", address)[2].rpartition("@")[2]


def _of_dataset(dataset: Dataset) -> Reference:
    # No slug has a colon, so that this is the key of no document.
    return Reference(
        key=f"dataset:{_slug(dataset.title)}",
        title=dataset.title,
        version=dataset.version,
        licence=dataset.licence,
    )


def _slug(title: str) -> str:
    """A title in plain letters, with a digest of it if it has others, which are left out."""
    apart = normalize("NFKD", title.lower())
    words = re.findall(r"[a-z0-9]+", "".join(mark for mark in apart if not combining(mark)))
    if any(mark.isalnum() and not mark.isascii() for mark in apart) or not words:
        words.append(sha256(title.encode()).hexdigest()[:8])
    return "-".join(words)
