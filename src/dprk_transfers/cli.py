"""The command `dprk-transfers`.

Exit codes: 0, all is well; 1, the dataset has faults, or words cannot be read; 2, the command was
called wrongly or a path cannot be read or written; 3, what is told cannot be written: the output is
closed, or the disk is full.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TypeVar

import click

from dprk_transfers import present
from dprk_transfers.casebook import load_casebook
from dprk_transfers.completion import PATH, ids_of, questions
from dprk_transfers.exceptions import DatasetError, UnreadableError
from dprk_transfers.exchange import export, merge, new, subset
from dprk_transfers.filling import ids, stubs
from dprk_transfers.finding import claims, list_records
from dprk_transfers.formats.schema import json_schema
from dprk_transfers.formats.writing import write_file, write_files
from dprk_transfers.messages import escape_controls, json_escape, wrap
from dprk_transfers.model.records import KINDS
from dprk_transfers.opening import (
    LIMIT,
    ON,
    cannot_read,
    cannot_write,
    find_base,
    load,
    load_on,
    load_watched,
    tell_faults,
)
from dprk_transfers.output import (
    CSV,
    DAY,
    Group,
    print_csv,
    print_data,
    print_json,
    print_text,
    refuse_both,
    width,
)
from dprk_transfers.present import (
    CitationForm,
    pages,
    say_range_reading,
    say_when_reading,
)
from dprk_transfers.present.citations.bibtex import tex_escape
from dprk_transfers.present.mail.page import page
from dprk_transfers.reading import Reading, explain_range, explain_when
from dprk_transfers.reconciliation.difference import find_difference
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.reconcile import Reconciliation, reconcile
from dprk_transfers.reconciliation.review import review
from dprk_transfers.reconciliation.rows import COLUMNS, USE
from dprk_transfers.reconciliation.wording import count_of
from dprk_transfers.totals.sums import Adding

__all__ = ["main"]


_Command = TypeVar("_Command", bound=Callable[..., object])


def _member(*names: str, default: Enum, told: str) -> Callable[[_Command], _Command]:
    """An option that takes the values of an enum, one of which is meant without it."""
    values = click.Choice([member.value for member in type(default)])
    return click.option(*names, type=values, default=default.value, show_default=True, help=told)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dprk-transfers")
@LIMIT
def main() -> None:
    """Who said what about arms moving from North Korea to Russia, and what follows from it.

    Exit codes: 0 all is well, 1 the dataset has faults or words cannot be read, 2 wrong call or
    unusable path, 3 the output is closed or full.
    """


@main.command()
@click.argument("path", required=False, type=PATH)
@ON
@click.option("--as-known", type=DAY, help="Use only what had been said by this day.")
@click.option(
    "--question",
    shell_complete=questions,
    help="One question at length, by any part of its title or code that fits it alone: voyages.",
)
@click.option("--full", is_flag=True, help="Tell every question at length.")
@_member(
    "--reading",
    default=Reading.LITERAL,
    told="What words such as “nearly” can bear, or what readers usually take.",
)
@_member(
    "--adding",
    default=Adding.NONE,
    told="Whose floors to add over windows that do not overlap: of no, one or any origin.",
)
@_member(
    "--level",
    default=Level.ORGANISATION,
    told="What counts as one origin: a source, its outermost organisation, or its bloc.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON.")
@CSV
@click.option(
    "--html",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write one page to mail, with charts; needs the extra plot.",
)
def brief(  # noqa: PLR0917  (click hands them over by name)
    path: str | None,
    base: str | None,
    as_known: datetime | None,
    question: str | None,
    full: bool,
    reading: str,
    adding: str,
    level: str,
    as_json: bool,
    as_csv: bool,
    file: Path | None,
) -> None:
    """Tell what the claims say together: of the casebook, or of the dataset at PATH.

    On one screen it is what most claims are about; --question tells one question at length, --full
    all of them.
    """
    refuse_both(full=full, json=as_json, csv=as_csv, html=file is not None)
    dataset = load(path, base)
    try:
        found = reconcile(
            dataset,
            question=question,
            as_known=as_known and as_known.date(),
            reading=reading,
            adding=adding,
            level=level,
        )
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    if file is not None:
        _write_page(found, file)
    elif as_csv:
        print_csv(found.to_rows(), (*COLUMNS, *USE))
    elif as_json:
        print_json(found.to_dict())
    else:
        print_text(present.brief(found, width=width(), in_full=full))


def _write_page(found: Reconciliation, file: Path) -> None:
    """Write what follows as one page to mail, whole or not at all."""
    try:
        write_file(file, [page(found)])
    except ImportError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise cannot_write(str(file), error) from None


@main.command()
@click.argument("path", type=PATH)
@ON
def validate(path: str, base: str | None) -> None:
    """Check the dataset at PATH: print every fault, or else what deserves a second look.

    A fault is told as file:line: path: message, a remark as kind/id: path: message. Remarks leave
    the exit code at 0; where it builds on another dataset, those on that one alone are left out.
    """
    on = find_base(base)
    try:
        dataset = load_watched(path, on)
    except DatasetError as error:
        tell_faults(error)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        raise cannot_read(path, error) from None
    counts = ", ".join(f"{len(getattr(dataset, kind))} {kind}" for kind in KINDS)
    click.echo(f"no faults in {counts}")
    known = set(map(str, review(on))) if on is not None else set[str]()
    remarks = [each for each in review(dataset) if str(each) not in known]
    told = f"{count_of(remarks, 'remark')} on what is no fault and deserves a second look:"
    click.echo(told if remarks else "no remarks")
    for remark in remarks:
        click.echo(str(remark))


@main.command()
@click.argument("old", type=PATH)
@click.argument("new", required=False, type=PATH)
@ON
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with both values.")
def diff(old: str, new: str | None, base: str | None, as_json: bool) -> None:
    """Tell what changed from the dataset at OLD to the one at NEW, or to the casebook.

    First the records that were added, changed or withdrawn, and then which bounds, clashes, origins
    and positions moved. With --on and one path, what the dataset there adds to the one it builds
    on.
    """
    on = find_base(base)
    before = load_on(old, on)
    if new is not None:
        found = find_difference(before, load_on(new, on))
    elif on is not None:
        found = find_difference(on, before)
    else:
        found = find_difference(before, load_casebook())
    if as_json:
        print_json(found.to_dict())
    else:
        print_text(wrap(str(found).splitlines(), width()))


@main.command()
@click.argument("record_id", metavar="ID", shell_complete=ids_of())
@click.argument("path", required=False, type=PATH)
@ON
def explain(record_id: str, path: str | None, base: str | None) -> None:
    """Tell all about the record ID: of the casebook, or of the dataset at PATH."""
    try:
        print_text(present.explain(load(path, base), record_id, width=width()))
    except LookupError as error:
        raise click.UsageError(str(error)) from None


@main.command()
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=ids_of("documents", "claims"))
@click.option("--dataset", "path", metavar="PATH", type=PATH, help="Cite from the dataset at PATH.")
@ON
@_member(
    "--format",
    "form",
    default=CitationForm.TEXT,
    told="One line of text each, CSL-JSON, or BibTeX.",
)
def cite(ids: tuple[str, ...], path: str | None, base: str | None, form: str) -> None:
    """Cite the documents with an ID, or in which the claims with an ID were read.

    Without an ID, cite all documents and the dataset itself. The dataset is the casebook unless
    another is named.
    """
    dataset = load(path, base)
    try:
        told = present.cite(dataset, *ids, form=form)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    if form == CitationForm.TEXT.value:
        print_text(told)
    else:
        escape = json_escape if form == CitationForm.CSL_JSON.value else tex_escape
        print_data(told, escape)


@main.command("pages")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dataset", "path", type=PATH, help="A dataset other than the casebook.")
@ON
def write_pages(folder: Path, path: str | None, base: str | None) -> None:
    """Write a dataset as pages in Markdown to FOLDER: a question, document, place, vessel each.

    No page changes unless all can be written. Other files in FOLDER stay; pages among them that
    the dataset does not have are told.
    """
    told = pages(load(path, base))
    try:
        write_files(folder, {name: [page] for name, page in told.items()})
    except OSError as error:
        raise cannot_write(str(folder), error) from None
    for name in sorted({name.partition("/")[0] for name in told if "/" in name}):
        for file in sorted((folder / name).glob("*.md")):
            there = f"{name}/{file.name}"
            if there not in told:
                left = f"no page of this dataset, and left as it is: {escape_controls(there)}"
                click.echo(left, err=True)


@main.command()
@click.argument("kind", required=False, type=click.Choice([*KINDS]))
def schema(kind: str | None) -> None:
    """Print the JSON Schema of records of KIND, or of a dataset that is one document.

    Editors complete and check by it what is written in a file.
    """
    print_json(json_schema(kind))


@main.command()
@click.argument("words")
@click.option("--published", type=DAY, help="Read a date phrase, printed on this day.")
@click.option("--language", default="en", show_default=True, help="BCP 47 tag of the language.")
def read(words: str, published: datetime | None, language: str) -> None:
    """Tell how WORDS are read: “nearly 2,000 containers”, or a date phrase with --published."""
    try:
        if published is None:
            told = say_range_reading(explain_range(words, language=language), width=width())
        elif language.partition("-")[0] != "en":
            raise click.UsageError("date phrases are read in English only")
        else:
            told = say_when_reading(explain_when(words, published=published.date()), width=width())
    except UnreadableError as error:
        is_no_amount = published is None and not any(map(str.isdecimal, words))
        hint = "; a date phrase needs --published" if is_no_amount else ""
        click.echo(f"{error}{hint}", err=True)
        raise click.exceptions.Exit(1) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    print_text(told)


for _command in (claims, export, ids, list_records, merge, new, stubs, subset):
    main.add_command(_command)
