"""Items of CSL-JSON, in which no text can act as markup or as a field."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from dprk_transfers.messages import escape_controls
from dprk_transfers.present.citations.references import Reference
from dprk_transfers.totals.counts import possible_days
from dprk_transfers.values.english import say_when
from dprk_transfers.values.when import Span, When

__all__ = ["csl_item"]


def csl_item(reference: Reference) -> dict[str, object]:
    """A reference as an item of CSL 1.0.2.

    What a document is, is told by what its publisher is: what outlets and news agencies publish
    are articles, and all else are pages.

    Examples:
        >>> memo = Reference(key="memo", title="On boxes", published=When("2023-08?/2023-11-02"))
        >>> csl_item(memo)["issued"]
        {'date-parts': [[2023, 8], [2023, 11, 2]], 'circa': True}
    """
    fields = {
        "id": reference.key,
        "type": _type(reference),
        "title": _text(reference.title),
        "author": [{"literal": _text(name)} for name in reference.authors] or None,
        "container-title": _text(reference.publisher),
        "issued": reference.published and _issued(reference.published),
        "accessed": reference.accessed and {"date-parts": [_parts(reference.accessed)]},
        "URL": reference.address,
        "archive": _text(reference.copy),
        "language": reference.language,
        "version": _text(reference.version),
        "note": _text(reference.licence and f"licence {reference.licence}"),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _type(reference: Reference) -> str:
    if reference.kind is None:
        return "dataset"
    return "article-newspaper" if reference.is_article else "webpage"


def _text(text: str | None) -> str | None:
    """Text that processors print as it is, on one line.

    They read tags in it, as `<i>`, and fields in a note, as `{:title: ...}`, and no escape keeps
    them from it: a word joiner, which has no width, does.
    """
    if text is None:
        return None
    one_line = escape_controls(" ".join(text.split()))
    return re.sub(r"<(?=[a-zA-Z/])|\{(?=:)", "\\g<0>\u2060", one_line)


def _issued(when: When) -> dict[str, object]:
    """The date in the parts that are sure; else in those that are stated, or in words."""
    ends = (when.start, when.end) if when.is_interval else (when.start,)
    sure = [_shared(possible_days(end)) for end in ends]
    stated = [_shared(end) for end in ends]
    if all(sure):
        return {"date-parts": sure}
    return {"date-parts": stated, "circa": True} if all(stated) else {"literal": say_when(when)}


def _shared(span: Span) -> list[int]:
    """Year, month and day, as far as they are the same on every day of a span."""
    if span.earliest is None or span.latest is None:
        return []
    pairs = zip(_parts(span.earliest), _parts(span.latest), strict=True)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
