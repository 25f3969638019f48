"""Markdown that shows text as it is, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dprk_transfers.messages import escape_controls
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset

__all__ = ["claim_link", "claim_links", "escaped", "table"]


def escaped(text: str) -> str:
    r"""Text that Markdown and HTML show as it is, on one line.

    Examples:
        >>> print(escaped("*a* <b>\n[c](d)"))
        \*a\* &lt;b&gt; \[c\](d)
    """
    one_line = escape_controls(" ".join(text.split()))
    one_line = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    marked = re.sub(r"([\\`*_{}\[\]#|!]|^[-+]|^[0-9]+(?=\. ))", _mark, one_line)
    return marked.replace("~", "&#126;").replace(":", "&#58;", marked.startswith(":"))


def _mark(found: re.Match[str]) -> str:
    """What is marked so that it does not act: a number before a point by marking the point."""
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def claim_link(claim: Claim) -> str:
    """A link from a page one folder down to the row of a claim on the page of its document."""
    return f"[{claim.id}](../documents/{claim.document}.md#{claim.id})"


def claim_links(dataset: Dataset, ids: Iterable[str]) -> str:
    """Links to claims, one after the other."""
    return ", ".join(claim_link(dataset.claims[own_id]) for own_id in ids)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are Markdown already, with an empty line before and after it."""
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
