"""BibTeX entries, in which no text can act as a command of BibTeX or LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar
from urllib.parse import quote

from dprk_transfers.messages import escape_controls
from dprk_transfers.present.citations.references import Reference
from dprk_transfers.totals.counts import possible_days
from dprk_transfers.values.english import MONTHS
from dprk_transfers.values.when import When

__all__ = ["bibtex", "tex", "tex_escape"]

#: BibTeX counts braces even where LaTeX has them escaped, so they go by their names, and by those
#: that pandoc knows too.
_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"$\lbrace$",
        "}": r"$\rbrace$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\`{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"$\vert$",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)


def bibtex(reference: Reference) -> str:
    r"""A reference as an entry: of the type `article`, or of `misc`, which needs no field.

    Plain BibTeX prints the publisher (`journal`, or `howpublished`), the title, the month, the year
    and that it is a copy (`note`); styles that know them print `url` and `urldate` too, and
    biblatex reads `date`, which is EDTF. Year and month are as sure as they are known.

    Examples:
        >>> memo = Reference(key="memo", title="$5 Million", published=When("2023-10"))
        >>> print(bibtex(memo), end="")
        @misc{memo,
          key = {\$5 Million},
          title = {{{}\$5 Million}},
          year = {2023},
          month = oct,
          date = {2023-10},
        }
    """
    kind, source = ("article", "journal") if reference.is_article else ("misc", "howpublished")
    name = reference.publisher or reference.title
    when = reference.published
    fields = {
        "key": _given(tex, name),  # sorts and labels what has no author
        "author": " and ".join(f"{{{tex(name)}}}" for name in reference.authors) or None,
        "title": _given(_title, reference.title),
        source: _given(tex, reference.publisher),
        "entrysubtype": "newspaper" if reference.is_article else None,
        "year": _given(_year, when),
        "month": _given(_month, when),
        "date": _given(str, when),
        "url": _given(_address, reference.address),
        "urldate": _given(date.isoformat, reference.accessed),
        "language": reference.language,
        "note": _given(tex, reference.copy or reference.edition),
    }
    lines = [
        f"  {field} = {value if field == 'month' else f'{{{value}}}'},\n"
        for field, value in fields.items()
        if value is not None
    ]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


_T = TypeVar("_T")


def _given(write: Callable[[_T], str | None], value: _T | None) -> str | None:
    """What is written of a value, if there is one."""
    return None if value is None else write(value)


def tex(text: str) -> str:
    r"""Text that LaTeX prints as it is, on one line.

    Examples:
        >>> print(tex("100% of $5 {million} -- 나진"))
        100\% of \$5 $\lbrace$million$\rbrace$ -{}- 나진
    """
    one_line = escape_controls(" ".join(text.split()))
    # LaTeX makes one mark of two of these.
    return re.sub(r"([-',])(?=\1)", r"\1{}", one_line.translate(_SPECIAL))


def tex_escape(mark: str) -> str:
    r"""A character by its number, which LaTeX prints where it knows the letter.

    Examples:
        >>> print(tex_escape("나"))
        {\char"B098}
    """
    return f'{{\\char"{ord(mark):X}}}'


def _title(title: str) -> str:
    """A title in braces, so that no style changes its capitals."""
    escaped = tex(title)
    # BibTeX takes a brace before a backslash for an accent, and changes what follows.
    return f"{{{{}}{escaped}}}" if escaped.startswith("\\") else f"{{{escaped}}}"


def _address(url: str) -> str:
    r"""An address for LaTeX's `\url`: what no address may hold (RFC 3986) is percent-encoded."""
    return "".join(
        mark if mark.isprintable() and mark not in "\\^`{|}" else quote(mark) for mark in url
    )


def _year(when: When) -> str | None:
    """The years it can be in. Styles take any words that end in a year."""
    first, last = _possible(when)
    if first is not None and last is not None and first.year == last.year:
        return str(first.year)
    if when.earliest is None or when.latest is None:
        return None
    years = dict.fromkeys([str(when.earliest.year), str(when.latest.year)])
    about = "about " if when.is_approximate else ""
    return about + "--".join(years) + ("?" if when.is_uncertain else "")


def _month(when: When) -> str | None:
    """The macro of the month that it is in, if it is in one without doubt."""
    first, last = _possible(when)
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return MONTHS[first.month - 1][:3].lower()


def _possible(when: When) -> tuple[date | None, date | None]:
    """The first and the last day that it can be, for all that is known."""
    return possible_days(when.start).earliest, possible_days(when.end).latest
