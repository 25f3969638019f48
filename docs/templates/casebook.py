"""What the site adds to the pages of the casebook: navigation, charts, and ranks for search."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from shutil import make_archive
from tempfile import TemporaryDirectory
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dprk_transfers import Answer, load_casebook, reconcile
from dprk_transfers.cli import main
from dprk_transfers.present.charts.curve import curve_spec
from dprk_transfers.present.charts.still import dark_rules, still
from dprk_transfers.present.charts.style import Look, Screen, Theme
from dprk_transfers.present.mail.page import page as page_to_mail

#: What a page is worth to who searches, by where it is; the first that fits.
_BOOSTS: Final = (
    ("(tutorial|how-to|glossary|explanation)", 4.0),
    ("casebook/(index|how-to-read|[a-z]+/index)", 2.0),
    ("casebook/(questions|vessels|places)/", 2.0),
    ("casebook/documents/publishers", 0.5),
    ("reference/index", 2.0),
    ("(casebook/documents|reference|changelog)", 0.5),
)

#: Headings above what is told elsewhere too.
_REPEATED: Final = re.compile(
    r'<(h2 id="(?:claims|claims-that-count|claims-that-repeat-others|who-answers-and-what)"'
    r'|h3 id="(?:\d{4}|no-date)")'
)

#: A line of a list: how far in it stands, the title and path of a page, or else a heading.
_ENTRY: Final = re.compile(r"^( *)\* (?:\[(.*)\]\(([^()]*)\)|(.*))$", re.MULTILINE)

_CODE: Final = re.compile(r"^`([A-Z]{2}/[A-Z]{2}/[a-z0-9/-]+)`$", re.MULTILINE)
#: Where terms are defined.
_TERMS: Final = {
    "Literally": "literal-reading-typical-reading",
    "contradiction": "contradiction",
    "tension": "tension",
    "origins": "origin",
    "in general": "general-denial",
}
_TERM: Final = re.compile(rf"\*({'|'.join(_TERMS)})\*")

_PLACE: Final = '<figure class="chart" data-search-exclude></figure>'
_SAMPLE: Final = "arms-containers/containers/moved"


@cache
def _answers() -> dict[str, Answer]:
    return {str(answer.question): answer for answer in reconcile(load_casebook()).answers}


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


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the colours of charts on a dark ground, and a page to mail as a sample."""
    rules = dark_rules('[data-md-color-scheme="slate"] .chart')
    sample = page_to_mail(reconcile(load_casebook(), question=_SAMPLE))
    made = {"stylesheets/dark.css": rules, "containers.html": sample, **_downloads()}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    config.extra_css.append("stylesheets/dark.css")
    return files


def _downloads() -> dict[str, bytes]:
    """The casebook in every form, each form as one file."""
    found: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for form, (name, _) in _FORMS.items():
            target = Path(folder, name)
            main(["export", form, str(target)], standalone_mode=False)
            if target.is_dir():
                target = Path(make_archive(str(target), "zip", target))
            found[f"casebook/downloads/{target.name}"] = target.read_bytes()
    return found


def _download_list() -> str:
    lines = (
        f"- [{told}](downloads/{name if '.' in name else f'{name}.zip'})"
        for name, told in _FORMS.values()
    )
    return "\n".join(["", "## Download it", "", *lines, ""])


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Leave room for the chart of a question, below its answer."""
    path = page.file.src_uri
    boost = next((boost for start, boost in _BOOSTS if re.match(start, path)), None)
    if boost is not None:
        page.meta.setdefault("search", {"boost": boost})
    if path.startswith("casebook/documents/"):
        page.meta.setdefault("hide", ["toc"])  # there is one table alone
    if path == "casebook/index.md":
        return markdown + _download_list()
    if path == "casebook/how-to-read.md":
        return _TERM.sub(_defined, markdown) + _MORE
    code = _CODE.search(markdown) if path.startswith("casebook/questions/") else None
    if code and len(_answers()[code[1]].used) > 1:  # one claim is told faster than drawn
        return markdown.replace("\n## ", f"\n{_PLACE}\n\n## ", 1)
    return markdown


def _defined(found: re.Match[str]) -> str:
    """A term as a link to where it is defined."""
    return f"[{found[0]}](../glossary.md#{_TERMS[found[1]]})"


def on_page_content(html: str, *, page: Page, **_: Any) -> str:
    """Draw the chart of a question; keep from search what is told elsewhere too."""
    if not page.file.src_uri.startswith("casebook/"):
        return html
    html = _REPEATED.sub(r"<\1 data-search-exclude", html)
    if _PLACE not in html:
        return html
    code = re.search(r"<code>([A-Z]{2}/[A-Z]{2}/[^<]+)</code>", html)
    drawn = _draw(_answers()[code[1]]) if code else ""
    return html.replace(_PLACE, _PLACE.replace("><", f">{drawn}<"), 1)


def _draw(answer: Answer) -> str:
    return "".join(
        f'<div class="{screen.value}">'
        f"{still(curve_spec(answer, Look(Theme.LIGHT, screen)), screen.value)}</div>"
        for screen in Screen
    )


#: The forms of the casebook: what `export` calls each, its file, and what it is in words.
_FORMS: Final = {
    "csv": ("casebook-csv", "tables of CSV, a data package"),
    "json": ("casebook.json", "one JSON document"),
    "jsonl": ("casebook-jsonl", "JSON Lines, as it is kept"),
    "sqlite": ("casebook.sqlite", "an SQLite database, with what follows from the record"),
    "geojson": ("places.geojson", "the places as GeoJSON, for a map"),
}

_MORE: Final = """
## More on all of it

[How words are read](../explanation/reading.md#two-readings-of-the-same-words),
[what follows from the record](../explanation/reconciliation.md),
[what an answer hangs on](../explanation/hanging.md),
[who stands behind a figure](../explanation/independence.md),
[who disputes it](../explanation/disputes.md), and the [glossary](../glossary.md).
"""
