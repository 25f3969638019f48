"""Markdown that shows text as it is, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from dprk_transfers.messages import escape_controls
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset

__all__ = ["address_link", "claim_link", "claim_links", "escaped", "page_name", "table"]


def escaped(text: str) -> str:
    r"""Text that Markdown and HTML show as it is, on one line.

    Examples:
        >>> print(escaped("*a* <b>\n[c](d)"))
        \*a\* &lt;b&gt; \[c\](d)
    """
    one_line = escape_controls(" ".join(text.split()))
    one_line = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    marked = re.sub(r"([\\`*_{}\[\]#|!]|^[-+]|^[0-9]+(?=[.)]( |$)))", _mark, one_line)
    return re.sub(r"~|^[:=?]", lambda found: f"&#{ord(found[0])};", marked)


def _mark(found: re.Match[str]) -> str:
    """What is marked so that it does not act: a number before a point by marking the point."""
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def address_link(address: str) -> str:
    r"""A web address as a link to itself; any other is text.

    Marks that no address may hold (RFC 3986) and that could act in Markdown are percent-encoded.

    Examples:
        >>> print(address_link("https://example.org/[a](javascript:b)"))
        <https://example.org/%5Ba%5D(javascript:b)>
        >>> print(address_link("javascript:alert(1)"))
        javascript:alert(1)
    """
    if not re.match("https?://", address):
        return escaped(address)
    return f"<{re.sub(_UNFIT, lambda found: quote(found[0]), escape_controls(address))}>"


#: What stands in no address as it is.
_UNFIT: Final = r"[\s<>\"\\^`{|}\[\]]"

#: Names that Windows keeps to itself, and those of the pages about a folder.
_RESERVED: Final = frozenset(
    ["aux", "con", "nul", "prn", "index", "publishers", "readme", "summary"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)


def page_name(own_id: str) -> str:
    """The name of the file with the page of a record, which any system takes.

    Examples:
        >>> page_name("rajin-port"), page_name("con")
        ('rajin-port.md', 'con-.md')
    """
    # No id ends in a hyphen, so that this is the page of no other.
    return f"{own_id}-.md" if own_id in _RESERVED else f"{own_id}.md"


def claim_link(claim: Claim) -> str:
    """A link from a page one folder down to the row of a claim on the page of its document."""
    return f"[{claim.id}](../documents/{page_name(claim.document)}#{claim.id})"


def claim_links(dataset: Dataset, ids: Iterable[str]) -> str:
    """Links to claims, one after the other; one that the dataset lacks is told by its id."""
    claims = dataset.claims
    return ", ".join(
        claim_link(claims[own_id]) if own_id in claims else f"`{own_id}`" for own_id in ids
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are Markdown already, with an empty line before and after it."""
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
