"""Date phrases of news prose, read relative to the day of publication."""

from __future__ import annotations

from datetime import date

import attrs

from dprk_transfers.arguments import to_day
from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.dates.frames import FRAMES, WINDOWS, Found
from dprk_transfers.reading.dates.grammar import ENGLISH, DateRule
from dprk_transfers.reading.dates.publication import read_for
from dprk_transfers.reading.words import RefusalError, normalise
from dprk_transfers.values.when import When

__all__ = ["WhenExplanation", "explain_when", "read_when"]


@attrs.frozen
class WhenExplanation:
    """How a date phrase is read.

    Attributes:
        words: The words as printed.
        published: The day of publication.
        rule: The name of the rule for the window, and those for its days.
        reason: Why the window hangs on the days as it does.
        when: The window.
    """

    words: str
    published: date | When
    rule: str
    reason: str
    when: When


def read_when(words: str, *, published: date | str | When) -> When:
    """Read a date phrase of English news prose, relative to the day it was published.

    A phrase that looks back never resolves later than that day. The rules are closed and named:
    see `FRAMES` and `TERMS`.

    Args:
        words: The phrase as printed: `since August`.
        published: The day of publication, as a `date` or its ISO 8601 text; one that is not sure as
            a `When`, for which see `read_for`.

    Raises:
        TypeError: If `words` is no text, or `published` none of these.
        ValueError: If `published` is text, and no day.
        UnreadableError: If no rule covers the phrase, it bears two readings, or it lies in the
            future.

    Examples:
        >>> from datetime import date
        >>> read_when("since August", published="2023-11-29")
        When('2023-08/2023-11-29')
        >>> read_when("between mid-August and Oct. 14", published=date(2023, 10, 16))
        When('[2023-08-11..2023-08-20]/2023-10-14')
        >>> read_when("since August", published=When("2023-11"))
        When('2023-08/2023-11')
        >>> read_when("yesterday", published=When("2023-10-16?"))
        When('2023-10-15?')
    """
    return explain_when(words, published=published).when


def explain_when(words: str, *, published: date | str | When) -> WhenExplanation:
    """Tell how a date phrase is read: by which rules, why, and as which window.

    Args:
        words: The phrase as printed.
        published: The day of publication, as a `date` or its ISO 8601 text; one that is not sure as
            a `When`, for which see `read_for`.

    Raises:
        TypeError: If `words` is no text, or `published` none of these.
        ValueError: If `published` is text, and no day.
        UnreadableError: If no rule covers the phrase, it bears two readings, or it lies in the
            future.

    Examples:
        >>> told = explain_when("in the last two months", published="2023-12-29")
        >>> print(told.rule, "|", told.when)
        the past so long | 2023-10/2023-12-29
    """
    text = _plain(words)
    rules: list[tuple[DateRule, Found]] = []

    def read(day: date) -> When:
        rules.append(_find_window(text, day))
        return rules[-1][1].when

    if not isinstance(published, When):
        published = to_day(published, "published")
    try:
        when = read_for(published, read) if isinstance(published, When) else read(published)
    except RefusalError as error:
        raise UnreadableError(words, str(error)) from None
    frame, found = rules[0]
    terms = " and ".join(dict.fromkeys(found.terms))
    rule = f"{frame.name}: {terms}" if terms else frame.name
    return WhenExplanation(words, published, rule, frame.reason, when)


def _find_window(text: str, published: date) -> tuple[DateRule, Found]:
    """The rule for a phrase printed on a day, and the window that it means.

    Raises:
        RefusalError: If no rule covers it, or that which does gives the reason.
    """
    problem = RefusalError("no rule covers this date phrase")
    for frame in FRAMES:
        slots = frame.pattern.match(text)
        if slots is None:
            continue
        try:
            found = WINDOWS[frame.name](slots, published)
        except RefusalError as error:
            problem = error
        except (ValueError, OverflowError):
            problem = RefusalError("it names days outside the calendar")
        else:
            if found is not None:
                return frame, found
    raise problem


def _plain(words: str) -> str:
    """The words without what tells no day: points, some commas, the verb of a picture."""
    text = normalise(words).strip("\"' ").rstrip(".,;:!\"' ")
    for each in ENGLISH.left_out:
        text = each.sub("", text)
    return text
