"""Rules that a single field of a record keeps, as validators whose repr tells the rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, cast

import attrs

from dprk_transfers.exceptions import Finding, InvalidRecordError

__all__ = [
    "COUNTRY",
    "DAY",
    "ID",
    "IDS",
    "LANGUAGE",
    "TEXT",
    "URL",
    "Rule",
    "each",
    "matches",
    "one_of",
    "refers",
]


@attrs.frozen
class Rule:
    """A validator for one field, or for each element of a tuple.

    Attributes:
        says: The rule, as it ends the sentence "this field …".
        holds: Whether a value keeps it. Any value at all may be asked about.
        each: Whether the value is a tuple whose elements are asked about.
    """

    says: str
    holds: Callable[[Any], bool] = attrs.field(repr=False)
    each: bool = attrs.field(default=False, kw_only=True)

    def findings(self, value: object, path: str) -> Iterator[Finding]:
        """Every way in which a value breaks the rule."""
        if not self.each:
            if not self.holds(value):
                yield Finding(path, self.says, value=value)
        elif not isinstance(value, tuple):
            yield Finding(path, "must be a tuple", value=value)
        else:
            elements = cast(tuple[object, ...], value)
            for index, element in enumerate(elements):
                if not self.holds(element):
                    yield Finding(f"{path}[{index}]", self.says, value=element)
            if len(set(map(repr, elements))) < len(elements):
                yield Finding(path, "must not name anything twice", value=elements)

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        """Refuse a value that breaks the rule, as attrs calls a validator."""
        found = tuple(self.findings(value, f"$.{attribute.name}"))
        if found:
            raise InvalidRecordError(type(instance).__name__, found)


def each(rule: Rule) -> Rule:
    """The rule for every element of a tuple, none of them given twice."""
    return attrs.evolve(rule, each=True)


def one_of(kind: type) -> Rule:
    """The value must be an instance of a type, `True` and `False` being no numbers."""
    says = f"must be {'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"
    return Rule(says, lambda value: isinstance(value, kind))


def refers(kind: str) -> Mapping[str, str]:
    """Metadata of a field that holds ids of records of a kind (`sources`, `claims`, …)."""
    return {"refers": kind}


def matches(pattern: str, longest: int) -> Callable[[Any], bool]:
    """Whether a value is text that a regular expression covers, of some length at most."""
    compiled = re.compile(pattern, re.DOTALL)
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and compiled.fullmatch(value) is not None
    )


#: Tabs and line ends aside, control characters and lone surrogates are no text.
_is_text: Final = matches(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+", 10_000)

ID: Final = Rule(
    "must be a lower-case slug of at most 80 letters a-z, digits and single hyphens",
    matches(r"[a-z0-9]+(?:-[a-z0-9]+)*", 80),
)
IDS: Final = each(ID)
TEXT: Final = Rule(
    "must be text that is not blank, without control characters, of at most 10,000 characters",
    lambda value: _is_text(value) and not value.isspace(),
)
COUNTRY: Final = Rule("must be an ISO 3166-1 alpha-2 country code", matches(r"[A-Z]{2}", 2))
LANGUAGE: Final = Rule(
    "must be a BCP 47 language tag", matches(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", 35)
)
URL: Final = Rule("must be an http or https address", matches(r"https?://[^\s<>\"]+", 2_000))
DAY: Final = Rule(
    "must be a day (datetime.date)",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
)
