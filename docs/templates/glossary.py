"""What the site adds to pages of prose: the first use of a term is a link to its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import relpath
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

GLOSSARY: Final = "glossary.md"
_PROSE: Final = re.compile(r"index\.md|(tutorial|how-to|explanation)/.*|casebook/how-to-read\.md")

#: Terms that are everyday words too, and so are linked by hand where they are terms.
_EVERYDAY: Final = {
    *("adding", "alternative", "bare", "basis", "casebook", "claim", "cut", "disagreement"),
    *("extent", "factor", "flag", "interested", "measure", "question", "shipment", "speaker"),
    *("publisher", "status"),
}
#: A block in which no term is linked: a heading, code, a table, a list of links, or HTML.
_OTHER: Final = re.compile(r"(#|```|~~~|\||<| {4}|\[[^\]]*\]:)")
#: What stands in a line of prose and is left as it is: code, links, headings of lists, HTML.
_KEPT: Final = (
    r"`+[^`]*`+|<[^>]*>|\*\*[^*]*\*\*"
    r"|!?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])?"
)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Link the first use of each term, unless the page does so itself."""
    if not _PROSE.fullmatch(page.file.src_uri):
        return markdown
    where = relpath(GLOSSARY, page.file.src_uri.rpartition("/")[0] or ".")
    anchors = dict(terms((Path(config.docs_dir) / GLOSSARY).read_text(encoding="utf-8")))
    return linked(markdown, anchors, where)


def terms(glossary: str) -> Iterator[tuple[str, str]]:
    """Each term of the glossary that is no everyday word, in small letters, with its anchor."""
    for heading in re.findall(r"^## (.+)$", glossary, re.MULTILINE):
        anchor = re.sub(r"[^a-z]+", "-", heading.lower())
        for term in heading.lower().split(", "):
            if term not in _EVERYDAY:
                yield term, anchor


def linked(markdown: str, anchors: dict[str, str], where: str) -> str:
    """A page with a link from the first use of each term to its definition."""
    waiting = {term: name for term, name in anchors.items() if f"{where}#{name})" not in markdown}
    longest_first = sorted(anchors, key=len, reverse=True)
    pattern = re.compile(rf"{_KEPT}|\b({'|'.join(longest_first)})s?\b", re.IGNORECASE)

    def link(found: re.Match[str]) -> str:
        anchor = waiting.pop((found[1] or "").lower(), None)
        if anchor is None:
            return found[0]
        for other in [term for term, name in waiting.items() if name == anchor]:
            del waiting[other]
        return f"[{found[0]}]({where}#{anchor})"

    return "".join(
        block if _OTHER.match(block) or is_code else pattern.sub(link, block)
        for block, is_code in _blocks(markdown)
    )


def _blocks(markdown: str) -> Iterator[tuple[str, bool]]:
    """The blocks of a page with the empty lines behind them, and whether each is in a fence."""
    fence = ""
    for block in re.findall(r"(?:[^\n]+\n?)+\n*|\n+", markdown):
        is_code = bool(fence)
        for mark in re.findall(r"^(```+|~~~+)", block, re.MULTILINE):
            if not fence:
                fence = mark
            elif mark == fence:
                fence = ""
        yield block, is_code or bool(fence)
