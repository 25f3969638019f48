"""`Grammar`: the words of a language for dates, as patterns whose slots say what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final, cast

import attrs

from dprk_transfers.values.frozen import FrozenDict

__all__ = ["ENGLISH", "DateRule", "Grammar", "Pattern", "Slot", "Slots", "read_grammar"]


@attrs.frozen(kw_only=True)
class Slots:
    """What a phrase says, slot by slot; nothing, or `None`, where it does not say it.

    Attributes:
        text: The whole phrase.
        x: The words for days in it, which a term reads.
        amount: The words for a number of units, which the reader of amounts reads.
        weekday: From 1, Monday, to 7.
        day: The day of the month.
        month: The month by name, from 1 to 12.
        months_ago: The month by its distance from that of publication: 0 is this one.
        year: The year by number.
        years_ago: The year by its distance from that of publication: 0 is this one.
        season: The first month of the season.
        quarter: From 1 to 4.
        part: Which part of a period, from 1: early, mid or late, start or end, or which half.
        number: How many units.
        few: How many units at the least, where no number or a larger one is said.
        unit: `day`, `week`, `fortnight`, `month`, `year` or `decade`.
        units: The same, in a plural without a number.
        this: Whether “this” stands before a name.
        last: Whether “last” does.
        about: Whether the days are told as “about”.
        at_least: Whether the days are the latest that can be meant.
        and_a_half: Whether half a unit more is meant.
    """

    text: str
    x: str = ""
    amount: str = ""
    weekday: int = 0
    day: int = 0
    month: int = 0
    months_ago: int | None = None
    year: int = 0
    years_ago: int | None = None
    season: int = 0
    quarter: int = 0
    part: int = 0
    number: int = 0
    few: int = 0
    unit: str = ""
    units: str = ""
    this: bool = False
    last: bool = False
    about: bool = False
    at_least: bool = False
    and_a_half: bool = False

    @property
    def has_year(self) -> bool:
        """Whether a year is said, by number or by its distance."""
        return bool(self.year) or self.years_ago is not None


@attrs.frozen
class Slot:
    """A place in a form of words that several words may fill.

    Attributes:
        name: What they say: the name of an attribute of `Slots`.
        means: What each of them means, beside figures; `None` where any words may fill it.
    """

    name: str
    means: FrozenDict[str, Any] | None

    def read(self, text: str) -> Any:
        """What the words that fill it mean."""
        if self.means is None:
            return text
        return self.means[text] if text in self.means else int(text)


@attrs.frozen
class Pattern:
    """Forms of words with slots.

    Attributes:
        regex: All phrases they cover; each group is a slot.
        slots: The slots, in the order of the groups.
    """

    regex: re.Pattern[str]
    slots: tuple[Slot, ...]

    def match(self, words: str) -> Slots | None:
        """What the words say, or `None` if they are of no such form."""
        match = self.regex.fullmatch(words)
        if match is None:
            return None
        said: dict[str, Any] = {
            slot.name: slot.read(text)
            for slot, text in zip(self.slots, match.groups(), strict=True)
            if text is not None
        }
        return Slots(text=words, **said)


@attrs.frozen(kw_only=True)
class DateRule:
    """A row of the table: forms of words, and what they mean.

    Attributes:
        name: Name of the rule.
        pattern: All phrases that it covers, after `normalise`.
        examples: Some of them.
        window: The days that they name, or the window, in words; X and Y are days that a term
            names, P that of publication.
        reason: Why these days, or that window.
        has_sure_start: Whether all who say it mean the same first day.
        kind: The unit in which the days are told: `day`, `week`, `month`, `quarter`, `season` or
            `year`; empty where the words say it.
    """

    name: str
    pattern: Pattern = attrs.field(repr=False)
    examples: tuple[str, ...]
    window: str
    reason: str
    has_sure_start: bool = True
    kind: str = ""


@attrs.frozen(kw_only=True)
class Grammar:
    """The words of a language for dates.

    Attributes:
        tag: BCP 47 tag.
        name: English name.
        words: The words that may fill a slot, with what they mean, by the name of the slot.
        terms: The rules for days, in the order in which they are tried.
        frames: The rules for windows, in the order in which they are tried.
        joins: What joins the days that a frame names, by how it joins them.
        others: The forms of words that belong to no single rule, by name.
        left_out: What tells no day and is left out: points, some commas, the verb of a picture.
    """

    tag: str
    name: str
    words: FrozenDict[str, FrozenDict[str, Any]] = attrs.field(repr=False)
    terms: tuple[DateRule, ...] = attrs.field(repr=False)
    frames: tuple[DateRule, ...] = attrs.field(repr=False)
    joins: FrozenDict[str, re.Pattern[str]] = attrs.field(repr=False)
    others: FrozenDict[str, Pattern] = attrs.field(repr=False)
    left_out: tuple[re.Pattern[str], ...] = attrs.field(repr=False)


#: What may fill a slot in figures, beside its words.
_FIGURES: Final = {
    "day": ["[1-9]", "[12][0-9]", "3[01]"],
    "number": ["[1-9][0-9]{0,2}"],
    "quarter": ["[1-4]"],
    # What is less is a time of day in a news page, as in “around 1030”.
    "year": ["1[89][0-9]{2}|2[0-9]{3}"],
}
#: Slots that any words may fill.
_OPEN: Final = ("amount", "x")

_SLOT: Final = re.compile("<([a-z_]+)(?:=([a-z_]+))?>")


def read_grammar(tag: str) -> Grammar:
    """Read the table of a language, `reading/dates/tables/TAG.json`.

    Its patterns are regular expressions in which `<slot>` stands for the words of a slot,
    `<slot=words>` for other words that fill it, and `<phrase>` for a form of words of its own.

    Examples:
        >>> slots = read_grammar("en").others["bare day"].match("the 5th 2023")
        >>> slots.day, slots.year, slots.month
        (5, 2023, 0)
    """
    path = files("dprk_transfers.reading.dates").joinpath("tables", f"{tag}.json")
    table = cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))
    words = FrozenDict({name: FrozenDict(means) for name, means in table["words"].items()})
    phrases: dict[str, str] = {}
    for name, form in table["phrases"].items():
        phrases[name] = f"({_spell_out(form, phrases)})"

    def pattern(*forms: str) -> Pattern:
        return _compile(_spell_out("|".join(forms), phrases), words)

    def rules(rows: list[dict[str, Any]]) -> tuple[DateRule, ...]:
        return tuple(
            DateRule(pattern=pattern(*row.pop("words")), examples=tuple(row.pop("examples")), **row)
            for row in rows
        )

    return Grammar(
        tag=table["tag"],
        name=table["name"],
        words=words,
        terms=rules(table["terms"]),
        frames=rules(table["frames"]),
        joins=FrozenDict({name: pattern(form).regex for name, form in table["joins"].items()}),
        others=FrozenDict({name: pattern(form) for name, form in table["others"].items()}),
        left_out=tuple(pattern(form).regex for form in table["left_out"]),
    )


def _spell_out(form: str, phrases: Mapping[str, str]) -> str:
    """A form of words with its phrases in full."""
    return _SLOT.sub(lambda slot: phrases.get(slot[1], slot[0]), form)


def _compile(form: str, words: Mapping[str, FrozenDict[str, Any]]) -> Pattern:
    """The pattern of a form of words, in which each group is a slot."""
    slots: list[Slot] = []

    def group(match: re.Match[str]) -> str:
        name, filler = match[1], match[2] or match[1]
        if filler in _OPEN:
            slots.append(Slot(name, None))
            return "(.+)"
        means = words.get(filler, FrozenDict())
        slots.append(Slot(name, means))
        return f"({'|'.join([*means, *_FIGURES.get(filler, ())])})"

    without_groups = re.sub(r"\((?!\?)", "(?:", form)
    return Pattern(re.compile(_SLOT.sub(group, without_groups)), tuple(slots))


ENGLISH: Final = read_grammar("en")
