"""Pages of the documentation that are generated from a dataset, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Document
from dprk_transfers.values.said import say_when

__all__ = ["facts"]


def facts(dataset: Dataset) -> str:
    """A page that lists each statement of each document beside the id of its claim.

    Text from the dataset is escaped, so that none of it can act as Markdown or HTML.
    """
    return "\n".join(_facts(dataset)) + "\n"


def _facts(dataset: Dataset) -> Iterator[str]:
    yield f"# {_escape(dataset.title)}"
    yield ""
    yield (
        "Each fact that a document states, in our own words, beside the claim that records it. "
        "Words in quotation marks are as printed."
    )
    for document in dataset.documents.values():
        claims = dataset.by_document.get(document.id, ())
        yield ""
        yield f"## {_escape(document.title or document.id)}"
        yield ""
        yield _source_line(document, dataset)
        if document.note:
            yield ""
            yield _escape(document.note)
        yield ""
        yield "| where | who | what | claim |"
        yield "|---|---|---|---|"
        for claim in sorted(claims, key=_place):
            cells = (_escape(claim.locator or ""), _who(claim, dataset), _what(claim))
            yield f"| {' | '.join(cells)} | `{claim.id}` |"


def _place(claim: Claim) -> tuple[list[int], str]:
    """Where a claim stands in its document: what has no number, like a headline, comes first."""
    locator = claim.locator or ""
    return [int(number) for number in re.findall(r"[0-9]{1,9}", locator)], locator


def _source_line(document: Document, dataset: Dataset) -> str:
    publisher = _escape(dataset.sources[document.publisher].names.main)
    published = say_when(document.published) if document.published else "no date"
    address = f", <{document.url}>" if document.url else ""
    return f"{publisher}, {published}{address} (`{document.id}`)"


def _who(claim: Claim, dataset: Dataset) -> str:
    chain = [claim.speaker, *claim.via]
    return " via ".join(_escape(dataset.sources[source].names.main) for source in chain)


def _what(claim: Claim) -> str:
    quoted = [
        words
        for words in (
            claim.quantity and claim.quantity.words,
            claim.period_words,
            claim.certainty,
        )
        if words
    ]
    words = "; ".join(f"“{_escape(part)}”" for part in quoted)
    answers = ", ".join(f"`{answered}`" for answered in claim.about)
    parts = [
        _escape(claim.summary),
        f"({words})" if words else "",
        f"*{claim.stance.value.replace('_', ' ')}* {answers}" if answers else "",
    ]
    return " ".join(filter(None, parts))


def _escape(text: str) -> str:
    """Text that Markdown and HTML show as it is, on one line."""
    one_line = " ".join(text.split())
    escaped = re.sub(r"([\\`*_{}\[\]#|~!])", r"\\\1", one_line)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
