"""The page of a vessel: its names and numbers, who lists it, and its claims."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_transfers.model.selection import select
from dprk_transfers.model.shipment import Vessel
from dprk_transfers.present.pages.claims import claims_by_year
from dprk_transfers.present.pages.document import document_heading
from dprk_transfers.present.pages.markdown import escaped, page_name, table
from dprk_transfers.reconciliation.wording import Wording, capital, spoken
from dprk_transfers.values.english import say_when

__all__ = ["vessel_page"]


def vessel_page(wording: Wording, vessel: Vessel) -> Iterator[str]:
    """The lines of the page of a vessel, in Markdown."""
    yield f"# {escaped(vessel.names.main)}"
    yield ""
    yield f"{capital(spoken(vessel.kind)) if vessel.kind else 'Vessel'} (`{vessel.id}`)"
    yield from table(("what", "as recorded"), _facts(wording, vessel))
    if vessel.note:
        yield escaped(vessel.note)
        yield ""
    if vessel.designations:
        yield "## Who lists it"
        yield from table(
            ("authority", "listed", "reference"),
            (
                (
                    escaped(each.authority),
                    say_when(each.date) if each.date else "",
                    escaped(each.reference or ""),
                )
                for each in vessel.designations
            ),
        )
    yield "## Claims"
    yield ""
    claims = select(wording.dataset, vessel=vessel.id)
    if claims:
        yield from claims_by_year(wording, claims)
    else:
        yield "No claim names it."


def _facts(wording: Wording, vessel: Vessel) -> Iterator[tuple[str, str]]:
    """The names of a vessel, its numbers, its flag and its owner, and the pages they are from."""
    yield from ((f"name ({tag})", escaped(", ".join(forms))) for tag, forms in vessel.names.items())
    flag = wording.country(vessel.flag) if vessel.flag else None
    named = (("IMO", vessel.imo), ("MMSI", vessel.mmsi), ("flag", flag), ("owner", vessel.owner))
    yield from ((name, escaped(value)) for name, value in named if value)
    documents = wording.dataset.documents
    pages = ", ".join(
        f"[{document_heading(wording, documents[own_id])}](../documents/{page_name(own_id)})"
        for own_id in vessel.documents
    )
    if pages:
        yield "told by", pages
