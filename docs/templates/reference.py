"""What the site adds to the first page of the reference: the public names, by package."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from mkdocs.structure.pages import Page

import dprk_transfers


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """List the public names, each with what it is and a link to its module."""
    if page.file.src_uri != "reference/index.md":
        return markdown
    return "\n".join([markdown, *_names()])


def _names() -> Iterator[str]:
    by_package: dict[str, list[Any]] = {}
    for name in dprk_transfers.__all__:
        value = getattr(dprk_transfers, name)
        if not name.startswith("_"):
            by_package.setdefault(value.__module__.split(".")[1], []).append(value)
    for package in sorted(by_package):
        yield from ("", f"## {package}", "", "| name | what it is |", "|---|---|")
        for value in by_package[package]:
            told = (inspect.getdoc(value) or "").partition("\n")[0].replace("|", "\\|")
            yield f"| [`{value.__name__}`][{value.__module__}.{value.__name__}] | {told} |"
