"""Commands that find records: claims by who said what, and all others by what they are called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime

import click

from dprk_transfers.completion import PATH, ids_of, questions
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question, find_question
from dprk_transfers.model.selection import select
from dprk_transfers.opening import ON, load
from dprk_transfers.output import CSV, DAY, print_csv, print_json, refuse_both, width
from dprk_transfers.present.text.catalogue import COLUMNS as RECORD
from dprk_transfers.present.text.catalogue import LISTED, catalogue, say_records
from dprk_transfers.present.text.listing import COLUMNS, row, say_claims
from dprk_transfers.reconciliation.rows import COLUMNS as ROW
from dprk_transfers.reconciliation.rows import to_rows
from dprk_transfers.reconciliation.wording import Wording

__all__ = ["claims", "list_records"]


def _print_table(claims: Sequence[Claim], dataset: Dataset) -> None:
    """Print claims as a table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(caption=f"{len(claims):,} of {len(dataset.claims):,} claims")
    for name in COLUMNS:
        table.add_column(name, overflow="fold")
    for claim in claims:
        table.add_row(*map(Text, row(dataset, claim)))
    Console().print(table)


@click.command()
@click.argument("path", required=False, type=PATH)
@ON
@click.option(
    "--speaker",
    metavar="ID",
    shell_complete=ids_of("sources"),
    help="Said by this source, or one that is part of it.",
)
@click.option(
    "--item", metavar="ID", shell_complete=ids_of("items"), help="About this item, or a kind of it."
)
@click.option(
    "--place",
    metavar="ID",
    shell_complete=ids_of("locations"),
    help="About this place or one within it: named, or on the way of the shipment.",
)
@click.option(
    "--vessel",
    metavar="ID",
    shell_complete=ids_of("vessels"),
    help="Naming this vessel, or about a shipment it carries.",
)
@click.option(
    "--since",
    type=DAY,
    help="Said on this day or later, or perhaps so: an uncertain day is not held against a claim.",
)
@click.option("--until", type=DAY, help="Said on this day or earlier, or perhaps so.")
@click.option(
    "--stance",
    type=click.Choice([stance.value for stance in Stance]),
    help="What the claims do: state something, or answer other claims.",
)
@click.option(
    "--document", metavar="ID", shell_complete=ids_of("documents"), help="Read in this document."
)
@click.option(
    "--measure",
    type=click.Choice([measure.value for measure in Measure]),
    help="With an amount that measures this.",
)
@click.option(
    "--question",
    metavar="WORDS",
    shell_complete=questions,
    help="With an amount that answers this question, or it of a kind of its item: voyages.",
)
@click.option(
    "--said-by",
    metavar="WORDS",
    help="Said by a source with these words in its id or a name, or by one that is part of it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the claims as they stand in files.")
@CSV
def claims(  # noqa: PLR0917  (click hands them over by name)
    path: str | None,
    base: str | None,
    speaker: str | None,
    item: str | None,
    place: str | None,
    vessel: str | None,
    since: datetime | None,
    until: datetime | None,
    stance: str | None,
    document: str | None,
    measure: str | None,
    question: str | None,
    said_by: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the claims that meet every condition: of the casebook, or of the dataset at PATH."""
    refuse_both(json=as_json, csv=as_csv)
    dataset = load(path, base)
    try:
        found = select(
            dataset,
            speaker=speaker,
            item=item,
            place=place,
            vessel=vessel,
            since=since and since.date(),
            until=until and until.date(),
            stance=stance,
            document=document,
            measure=measure,
            question=None if question is None else _question(dataset, question),
            said_by=said_by,
        )
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    if as_csv:
        print_csv(to_rows(dataset, found), ROW)
    elif as_json:
        print_json(make_converter().unstructure(list(found)))
    elif sys.stdout.isatty():
        _print_table(found, dataset)
    else:
        click.echo(say_claims(dataset, found, width=width()), nl=False)


def _question(dataset: Dataset, words: str) -> Question:
    """The question that words mean, as `brief` takes them.

    Raises:
        LookupError: If they fit none, or several.
    """
    questions = sorted(dataset.by_question, key=str)
    return find_question(Wording(dataset).names(questions), words)


@click.command("list")
@click.argument("kind", type=click.Choice(LISTED))
@click.argument("path", required=False, type=PATH)
@ON
@click.option("--search", default="", metavar="WORDS", help="With these words in id or names.")
@click.option("--json", "as_json", is_flag=True, help="Print the records as they stand in files.")
@CSV
def list_records(  # noqa: PLR0917  (click hands them over by name)
    kind: str, path: str | None, base: str | None, search: str, as_json: bool, as_csv: bool
) -> None:
    """List the records of KIND, each with how many claims have to do with it.

    Claims about what is inside a record, or part of it, count too: as many as `claims` lists.
    """
    refuse_both(json=as_json, csv=as_csv)
    dataset = load(path, base)
    try:
        if as_csv:
            print_csv(catalogue(dataset, kind, search=search), RECORD)
        elif as_json:
            rows = catalogue(dataset, kind, search=search)
            records = [dataset.tables[kind][str(row["id"])] for row in rows]
            print_json(make_converter().unstructure(records))
        else:
            click.echo(say_records(dataset, kind, search=search, width=width()), nl=False)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
