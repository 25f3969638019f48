"""Both forms, as pandoc and its processor of CSL understand them."""

import json
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from unicodedata import normalize

import attrs
import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law
from tests.present.citations.test_bibtex import titles

from dprk_transfers import SourceKind, cite, load_casebook
from dprk_transfers.messages import escape_controls
from dprk_transfers.present.citations.bibtex import bibtex
from dprk_transfers.present.citations.csl import csl_item
from dprk_transfers.present.citations.references import Reference, references

pytestmark = pytest.mark.slow

FORMS: Final = {"csl-json": "csljson", "bibtex": "biblatex"}

#: A style that prints each field as it is.
STYLE: Final = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Bare</title><id>bare</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>
    <layout>
      <group delimiter=" @ ">
        <names variable="author"><name delimiter=" @ "/></names>
        <text variable="container-title"/><text variable="publisher"/>
        <text variable="title"/><text variable="archive"/><text variable="note"/>
      </group>
    </layout>
  </bibliography>
</style>
"""


class Entries(HTMLParser):
    """The entries of a bibliography: their text by their keys, and all tags in them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own_id = dict(attributes).get("id") or ""
        if own_id.startswith("ref-"):
            self.texts[own_id.removeprefix("ref-")] = ""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        for key in list(self.texts)[-1:]:
            self.texts[key] += data


def printed(written: str, form: str, folder: Path, *options: str) -> Entries:
    """The bibliography that pandoc makes of references."""
    bibliography = folder / f"references.{'json' if form == 'csl-json' else 'bib'}"
    bibliography.write_text(written, encoding="utf-8")
    command = (pypandoc.get_pandoc_path(), "--citeproc", "--to=html", "--wrap=none", *options)
    ran = subprocess.run(
        [*command, f"--bibliography={bibliography}"],
        input='---\nnocite: "@*"\n---\n',
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stderr == ""
    found = Entries()
    found.feed(ran.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the style."""
    path = tmp_path_factory.mktemp("pandoc")
    (path / "bare.csl").write_text(STYLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_every_entry_of_the_casebook_is_printed_with_all_that_leads_to_it(
    form: str, folder: Path
) -> None:
    book = load_casebook()
    found = printed(cite(book, form=form), form, folder)
    every = references(book)
    assert found.texts.keys() == {reference.key for reference in every}
    for reference in every:
        text = plain(found.texts[reference.key])
        for name in (*reference.authors, reference.publisher, reference.title, reference.address):
            assert plain(name or "") in text
        first = reference.published and reference.published.earliest
        assert (f"{first.year}" if first else "nd") in text
    notes = [document.note for document in book.documents.values() if document.note]
    assert notes
    whole = plain(" ".join(found.texts.values()))
    assert not any(plain(note) in whole for note in notes)


def test_a_copy_a_day_and_a_year_in_doubt_are_printed(folder: Path) -> None:
    book = load_casebook()
    entries = printed(cite(book, form="csl-json"), "csl-json", folder).texts
    for reference in references(book):
        text, when = entries[reference.key], reference.published
        assert ("Copy at" in text) == (reference.copied_at is not None)
        assert ("?]" in text) == (when is not None and when.is_uncertain)
        if when is not None and when.earliest == when.latest:
            assert f" {when.text[:10].rpartition('-')[2].lstrip('0')}." in text


#: What processors of CSL take for markup, and for fields in a note, among other text.
marked = st.lists(
    titles
    | st.sampled_from(
        ["<i>a</i>", "<b>b</b>", "<sup>", "<sc>", '<span class="nocase">', "</i>", "{:title: c}"]
    ),
    min_size=1,
    max_size=4,
).map("".join)

hostile_references = st.lists(
    st.builds(
        Reference,
        key=st.just("memo"),
        title=marked,
        authors=st.lists(marked.map("A {}".format), max_size=2).map(tuple),
        publisher=marked,
        kind=st.sampled_from([SourceKind.OUTLET, SourceKind.PERSON]),
        copied_at=st.none() | marked,
        licence=marked | marked.map("MIT\nAuthor: {}".format),
    ),
    min_size=10,
    max_size=20,
)


@pytest.mark.parametrize("form", FORMS)
@law(10)
@given(drawn=hostile_references)
def test_no_text_acts_as_markup_or_as_a_field(
    form: str, folder: Path, drawn: Sequence[Reference]
) -> None:
    cited = [attrs.evolve(each, key=f"memo-{number}") for number, each in enumerate(drawn)]
    if form == "bibtex":  # names are no rich text there, and tell these marks by their macros
        marks = str.maketrans("{}|", "   ")
        cited = [
            attrs.evolve(each, authors=tuple(name.translate(marks) for name in each.authors))
            for each in cited
        ]
        written = "\n".join(map(bibtex, cited))
    else:
        written = json.dumps([csl_item(each) for each in cited])
    found = printed(written, form, folder, f"--csl={folder / 'bare.csl'}")
    assert found.tags <= {"div", "span"}
    for each in cited:
        told = (*each.authors, each.publisher, each.title, each.copy)
        text = plain(found.texts[each.key])
        for words in told:
            assert plain(escape_controls(" ".join((words or "").split()))) in text


def plain(text: str) -> str:
    """Text without what a style may change: spaces, capitals, and the shape of quotes."""
    marks = "\u2060'\"“”\u2018\u2019\u201a„`,."
    kept = normalize("NFC", text).translate(dict.fromkeys(map(ord, marks)))
    return "".join(kept.split()).casefold()
