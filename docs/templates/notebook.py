"""Notebooks of the site: each is run when it is built, and shown with what it gave."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any, Final

import nbformat
from jupyter_client.manager import AsyncKernelManager
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from nbclient import NotebookClient

#: How an output is shown, the best first.
_FORMS: Final = ("image/svg+xml", "text/html", "text/plain")

_OUTPUT: Final = re.compile(r'<div class="output" id="([\w-]+)"></div>')

#: What the cells gave, by the id of their place on the page.
_given: dict[str, str] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook; one that fails ends the build."""
    for path in sorted(Path(config.docs_dir).rglob("*.ipynb")):
        page = path.relative_to(config.docs_dir).with_suffix(".md").as_posix()
        files.append(File.generated(config, page, content=_run(path)))
    return files


def _run(path: Path) -> str:
    """A notebook as Markdown, with a place for each output."""
    notebook: Any = nbformat.read(path, as_version=4)
    kernel = AsyncKernelManager(kernel_name="python3", transport="ipc")  # no port is opened
    NotebookClient(notebook, km=kernel).execute()
    parts: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        for number, output in enumerate(cell.outputs):
            place = f"output-{cell.id}-{number}"
            _given[place] = _shown(output)
            parts.append(f'<div class="output" id="{place}"></div>')
    return "\n\n".join(parts)


def _shown(output: Any) -> str:
    if "data" not in output:
        return f"<pre>{escape(output.text)}</pre>"
    form = next(form for form in _FORMS if form in output.data)
    told = str(output.data[form])
    if form == "text/plain":
        return f"<pre>{escape(told)}</pre>"
    return f'<div class="chart">{told}</div>' if form == "image/svg+xml" else told


def on_page_content(html: str, *, page: Page, **_: Any) -> str:
    """Put what the cells gave where it belongs."""
    if page.file.src_uri.endswith("notebook.md"):
        return _OUTPUT.sub(lambda found: f'<div class="output">{_given[found[1]]}</div>', html)
    return html
