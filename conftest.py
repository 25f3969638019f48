"""Run every example in README.md, docs/ and the docstrings of src/.

Beside Python, two kinds of fenced blocks run on pages, in a folder of the page's own: one of
`console`, whose commands must print what stands under them (`...` stands for anything), and one
with a title, which is the file of that name.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from tempfile import mkdtemp

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"\n]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def _blocks(document: Document) -> Iterator[Region]:
    for found in _BLOCK.finditer(document.text):
        language, name, text = found.groups()
        if name is not None:
            yield Region(found.start(), found.end(), (name, text), _write)
        elif language == "console":
            yield Region(found.start(), found.end(), text, _run)


def _folder(example: Example) -> Path:
    """The folder of a page, made when it is first needed; its Python finds it as `folder`."""
    if "folder" not in example.namespace:
        example.namespace["folder"] = Path(mkdtemp())
    return Path(example.namespace["folder"])


def _write(example: Example) -> None:
    name, text = example.parsed
    file = _folder(example) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _run(example: Example) -> str | None:
    """Run the commands of a block; the first that prints something else is told."""
    from click.testing import CliRunner

    from dprk_transfers.cli import main

    for call in re.split(r"^\$ dprk-transfers ", example.parsed, flags=re.MULTILINE)[1:]:
        line, _, wanted = call.partition("\n")
        with chdir(_folder(example)):
            done = CliRunner(env={"COLUMNS": "88"}).invoke(main, shlex.split(line))
        if not OutputChecker().check_output(wanted, done.output, ELLIPSIS | NORMALIZE_WHITESPACE):
            return f"dprk-transfers {line}\nwanted:\n{wanted}\ngot:\n{done.output}"
    return None


pages = Sybil(parsers=[PythonCodeBlockParser(), SkipParser(), _blocks], pattern="*.md")
docstrings = Sybil(parsers=[DocTestParser()], pattern="*.py", path="src")

pytest_collect_file = (pages + docstrings).pytest()
