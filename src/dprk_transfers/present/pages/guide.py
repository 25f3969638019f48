"""The page that says how the others are to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reading.figures.ranges import read_range
from dprk_transfers.values.english import say_range

__all__ = ["guide_page"]

#: Words that the two readings take differently.
_WORDS: Final = ("nearly 2,000", "around 5,000", "dozens")


def guide_page() -> Iterator[str]:
    """The lines of the page, in Markdown."""
    yield _LEAD
    for words in _WORDS:
        literal, typical = (say_range(read_range(words, each)) for each in Reading)
        yield f"| “{words}” | {literal} | {typical} |"
    yield _REST


_LEAD: Final = """\
# How to read these pages

## The two readings

Words are kept as printed, and what they mean is worked out in two ways. *Literally* they are taken
for all that they can bear; *typically*, as readers usually take them. Ranges follow from the
literal reading, so that they stay right for whoever meant the words loosely; the typical one stands
beside it.

| words | literally | typically |
|---|---|---|"""

_REST: Final = """
## A range, and the claims it rests on

A part is never more than the whole: who counted some of it, or up to an earlier day, sets a floor
for all of it, and who counted all of it sets a ceiling for each part. A range is what all claims
together allow, and names those that set its ends. A claim that only repeats another sets none.

## Where figures clash

A *contradiction* is two claims that cannot both be true, whatever their words can bear. A *tension*
is two that cannot if their words are taken as readers usually take them, but can if they are taken
literally. What more would have had to move, and when, for both to stand is told with either.

## What it hangs on

What would be left of a range without one claim, or without one origin; and what nobody states that
would settle something.

## Who stands behind it

Independent *origins*: those from whom the figures come, however often they are printed. Where all
ways from several speakers pass through one relay, they are one.

## Who answers

A denial is shown beside what it denies, with what it is based on and whether who denies has a stake
in it. It changes no range. A denial *in general* is of everything, not of one claim."""
