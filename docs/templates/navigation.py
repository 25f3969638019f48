"""The navigation of the site: the pages of the casebook in it, as their folders list them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

#: A line of a list: how far in it stands, the title and path of a page, or else a heading.
_ENTRY: Final = re.compile(r"^( *)\* (?:\[(.*)\]\(([^()]*)\)|(.*))$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put in the place of each folder in the navigation what its `SUMMARY.md` lists."""
    config.nav = _filled(config.nav, Path(config.docs_dir))
    return config


def _filled(nav: Any, docs: Path) -> Any:
    if isinstance(nav, list):
        return [_filled(each, docs) for each in nav]
    if isinstance(nav, dict):
        return {title: _filled(each, docs) for title, each in nav.items()}
    return _listed(docs, nav) if nav.endswith("/") else nav


def _listed(docs: Path, folder: str) -> list[Any]:
    found: list[Any] = []
    listed = (docs / folder / "SUMMARY.md").read_text("utf-8")
    for indent, title, path, heading in _ENTRY.findall(listed):
        if heading:
            found.append({_plain(heading): []})
        elif path == "index.md":  # the page of the section, named as the section is
            found.append(folder + path)
        else:
            into = next(iter(found[-1].values())) if indent else found
            into.append({_plain(title): folder + path})
    return found


def _plain(title: str) -> str:
    """A title as it is, without what keeps it from acting as Markdown or HTML."""
    return unescape(re.sub(r"\\(.)", r"\1", title))
