"""Ids and questions that a shell completes while they are typed, with what each is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats.files import load_dataset
from dprk_transfers.messages import escape_controls
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS
from dprk_transfers.reconciliation.wording import Wording

__all__ = ["PATH", "Completer", "ids_of", "questions"]

#: Tells click what may be meant by the beginning of a word.
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

#: A path, which a shell completes as it does those of files.
PATH = click.Path()


def ids_of(*kinds: str) -> Completer:
    """What completes ids of some kinds: of the casebook, or of the dataset that is named before.

    Ids that begin as what is typed are told; with a kind before it (`claims/us`), those of that
    kind alone.

    Args:
        kinds: The kinds; without any, all of them.

    Examples:
        >>> context = click.Context(click.Command("claims"))
        >>> option = click.Option(["--vessel"])
        >>> for item in ids_of("vessels")(context, option, "ang"):
        ...     print(item.value, "is", item.help)
        angara is Angara
    """

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        dataset = _dataset(ctx)
        kind, slash, begin = incomplete.rpartition("/")
        found = {
            f"{kind}{slash}{own_id}": _called(record)
            for each in kinds or KINDS
            if not slash or each == kind
            for own_id, record in dataset.tables[each].items()
            if own_id.startswith(begin)
        }
        return [CompletionItem(value, help=found[value]) for value in sorted(found)]

    return complete


def questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What completes codes of questions by the beginning of any part: of the item, say.

    Examples:
        >>> context = click.Context(click.Command("brief"))
        >>> for item in questions(context, click.Option(["--question"]), "170"):
        ...     print(item.value, "is", item.help)
        KP/RU/170mm-guns/guns/moved is 170 mm Koksan self-propelled guns
    """
    dataset = _dataset(ctx)
    names = Wording(dataset).names(sorted(dataset.by_question, key=str))
    return [
        CompletionItem(code, help=_short(called[0]))
        for question, called in names.items()
        if f"/{incomplete}".casefold() in f"/{(code := str(question))}".casefold()
    ]


def _dataset(ctx: click.Context) -> Dataset:
    """The dataset that a command is asked about, as far as it can be read.

    Behind an option that still wants its value, click leaves arguments where they are.
    """
    path, base = ctx.params.get("path") or next(iter(ctx.args), None), ctx.params.get("base")
    if path is None:
        return load_casebook()
    try:
        on = None if base is None else load_casebook()
        return load_dataset(path, lenient=True, on=on)[0]
    except OSError:
        return Dataset("nothing")


def _called(record: Any) -> str:
    """What a record is called, in a few words on one line."""
    if hasattr(record, "names"):
        told = record.names.main
    else:
        told = getattr(record, "summary", None) or record.title or record.publisher
    return _short(told)


def _short(told: str) -> str:
    """As much of it as is shown."""
    return escape_controls(" ".join(told.split())[:_LONGEST])


_LONGEST: Final = 60
