"""Claims as a list for people: which, when, who and what, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.messages import escape_controls, wrap
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reconciliation.wording import Wording, spoken

__all__ = ["COLUMNS", "row", "say_claims"]

#: What a row tells of a claim.
COLUMNS: Final = ("claim", "said", "by", "what")


def row(dataset: Dataset, claim: Claim) -> tuple[str, str, str, str]:
    """What a table tells of a claim: its id, when it was said, by whom, and what.

    None of it can steer a terminal.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> row(book, book.claims["rbc-containers-body"])[:3]
        ('rbc-containers-body', '2 November 2023', 'South Korean officials')
    """
    wording = Wording(dataset.whole)
    speaker = escape_controls(wording.speaker(claim.id))
    return (
        claim.id,
        wording.said(claim.id) or "no date",
        speaker,
        escape_controls(_what(wording, claim)),
    )


def say_claims(dataset: Dataset, claims: Collection[Claim], *, width: int = 88) -> str:
    r"""Claims as plain text: how many they are, and each with its day, speaker and words.

    Args:
        dataset: The dataset they are from.
        claims: The claims.
        width: Longest line, in characters.

    Examples:
        >>> from dprk_transfers import load_casebook, select
        >>> book = load_casebook()
        >>> found = select(book, item="arms-containers", document="asialive-20231015")
        >>> print(say_claims(book, found[:1]).partition("\n")[2], end="")
        asialive-containers
          13 October 2023, United States government
          “over 1,000 containers”: North Korea has sent Russia more than a thousand containers.
    """
    check_kind(Dataset, dataset, "dataset")
    return wrap(_lines(dataset, claims), width)


def _lines(dataset: Dataset, claims: Collection[Claim]) -> Iterator[str]:
    yield f"{len(claims):,} of {len(dataset.claims):,} claims"
    for claim in claims:
        own_id, day, speaker, what = row(dataset, claim)
        yield own_id
        yield f"  {day}, {speaker}"
        yield f"  {what}"


def _what(wording: Wording, claim: Claim) -> str:
    """What a claim does if it answers others, its figure and doubt as printed, and its summary."""
    stance = "" if claim.stance is Stance.ASSERTS else spoken(claim.stance)
    return ": ".join(filter(None, (stance, wording.words(claim.id), claim.summary)))
