"""Claims in tables by the year in which they were said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from dprk_transfers.model.claim import Claim
from dprk_transfers.present.pages.markdown import claim_links, escaped, table
from dprk_transfers.reconciliation.wording import Wording

__all__ = ["claims_by_year", "speakers"]


def speakers(wording: Wording, claim: Claim) -> str:
    """Who says it, and through whom."""
    return " via ".join(escaped(wording.source(own_id)) for own_id in (claim.speaker, *claim.via))


def claims_by_year(wording: Wording, claims: Iterable[Claim]) -> Iterator[str]:
    """Claims in the order in which they were said, a table for each year."""

    def day(claim: Claim) -> tuple[str, str]:
        said = wording.dataset.date_of(claim)
        known = said is not None and said.earliest is not None
        return str(said.earliest) if known and said else "", claim.id

    def year(claim: Claim) -> str:
        return day(claim)[0].partition("-")[0]

    for told, group in groupby(sorted(claims, key=day), key=year):
        yield f"### {told or 'No date'}"
        yield from table(
            ("said", "who", "what", "claim"),
            (
                (
                    wording.said(claim.id) or "",
                    speakers(wording, claim),
                    escaped(claim.summary),
                    claim_links(wording.dataset, [claim.id]),
                )
                for claim in group
            ),
        )
