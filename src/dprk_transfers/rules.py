"""Rules that records keep: of single fields, and between the fields of a record.

A field names its rule in its metadata (`check`). A record asks all of them once, when its fields
are set, and tells every fault at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, partial
from operator import attrgetter
from typing import Any, ClassVar, Final, cast
from unicodedata import category

import attrs

from dprk_transfers.codes import country_hint, is_country, is_language, language_hint
from dprk_transfers.exceptions import Fault, InvalidRecordError

__all__ = [
    "COUNTRY",
    "DAY",
    "ID",
    "IDS",
    "LANGUAGE",
    "TEXT",
    "URL",
    "CheckedRecord",
    "CrossCheck",
    "CrossRule",
    "ElementsRule",
    "NumberRule",
    "Rule",
    "TextRule",
    "check",
    "cross_checks",
    "each",
    "fields_of",
    "find_faults",
    "matches",
    "one_of",
    "rule_of",
    "text",
    "whole",
]


@attrs.frozen
class Rule:
    """A rule for the value of one field. Rules that say the same are equal.

    Attributes:
        says: The rule, as it ends the sentence "this field …".
        holds: Whether a value keeps it. Any value at all may be asked about.
        hint: How the message on a value that breaks it ends: with the way out, where one is known.
    """

    says: str
    holds: Callable[[Any], bool] = attrs.field(eq=False, repr=False)
    hint: Callable[[Any], str] = attrs.field(
        default=lambda value: "", kw_only=True, eq=False, repr=False
    )

    def faults(self, value: object, path: str) -> Iterator[Fault]:
        """Every way in which a value breaks the rule."""
        if not self.holds(value):
            yield Fault(path, self.says, value=value, hint=self.hint(value))


@attrs.frozen
class ElementsRule(Rule):
    """A rule for each element of a tuple, none of which comes twice.

    Attributes:
        element: The rule for one element.
    """

    element: Rule = attrs.field(kw_only=True, repr=False)

    def faults(self, value: object, path: str) -> Iterator[Fault]:
        """Every element that breaks the rule, and that one comes twice."""
        if not isinstance(value, tuple):
            yield Fault(path, "must be a tuple", value=value)
            return
        elements = cast(tuple[object, ...], value)
        for index, element in enumerate(elements):
            yield from self.element.faults(element, f"{path}[{index}]")
        comparable = [
            each for each in elements if isinstance(each, str) or self.element.holds(each)
        ]
        if len(set(comparable)) < len(comparable):
            yield Fault(path, "must not name anything twice", value=elements)


@attrs.frozen
class TextRule(Rule):
    """A rule for text of a form.

    Attributes:
        pattern: The regular expression that covers it.
        longest: Most characters.
    """

    pattern: str = attrs.field(kw_only=True, eq=False, repr=False)
    longest: int = attrs.field(kw_only=True, eq=False, repr=False)


@attrs.frozen
class NumberRule(Rule):
    """A rule for a number from one to another.

    Attributes:
        least: The least that is allowed.
        most: The most.
    """

    least: int = attrs.field(kw_only=True, eq=False, repr=False)
    most: int = attrs.field(kw_only=True, eq=False, repr=False)


def each(rule: Rule) -> ElementsRule:
    """The rule for every element of a tuple, none of them given twice."""
    return ElementsRule(rule.says, partial(_all_hold, rule.holds), element=rule)


def _all_hold(holds: Callable[[Any], bool], value: object) -> bool:
    """Whether a value is a tuple whose elements each keep a rule, none of them given twice."""
    if not isinstance(value, tuple):
        return False
    elements = cast(tuple[object, ...], value)
    return all(map(holds, elements)) and len(set(elements)) == len(elements)


@attrs.frozen
class CrossRule:
    """A rule between fields of a record.

    Attributes:
        fields: The fields it looks at; it is asked only if each by itself is sound.
        find: The fault that their values have together, or `None`.
        only_with: One of them, if there is one, without which the rule is kept: where it holds its
            default, nobody needs to ask.
    """

    fields: tuple[str, ...]
    find: Callable[..., Fault | None]
    only_with: str | None = attrs.field(default=None, kw_only=True)


def names_others(name: str, kind: str) -> CrossRule:
    """The rule that a field of a kind of record does not hold the id of the record itself."""

    def find(own_id: str, named: tuple[str, ...]) -> Fault | None:
        if own_id not in named:
            return None
        return Fault(f"$.{name}", f"must not name the {kind} itself", value=own_id)

    return CrossRule(("id", name), find, only_with=name)


class CheckedRecord:
    """What records have in common: whatever is wrong with one is told at once.

    It is the base of attrs classes whose fields name their rules with `check`.

    Attributes:
        cross_rules: The rules between its fields.

    Raises:
        InvalidRecordError: With every fault, if a rule is broken.

    Examples:
        >>> @attrs.frozen
        ... class Port(CheckedRecord):
        ...     id: str = attrs.field(metadata=check(ID))
        ...     country: str | None = attrs.field(default=None, metadata=check(COUNTRY))
        >>> Port("rajin").country
        >>> Port("rajin", "North Korea")
        Traceback (most recent call last):
        dprk_transfers.exceptions.InvalidRecordError: Port rajin: $.country: must be an ISO 3166-1 \
alpha-2 code of a country, got 'North Korea'; did you mean KP?
    """

    __slots__ = ()

    cross_rules: ClassVar[tuple[CrossRule, ...]] = ()

    def __attrs_post_init__(self) -> None:
        kind = type(self)
        if _is_sound(self, kind):
            return
        values = {name: getattr(self, name) for name, _, _ in _checks(kind)}
        own_id = values.get("id")
        name = f"{kind.__name__} {own_id}" if ID.holds(own_id) else kind.__name__
        raise InvalidRecordError(name, find_faults(kind, values))


def _is_sound(record: CheckedRecord, kind: type[CheckedRecord]) -> bool:
    """Whether a record keeps all of its rules: what is asked of most, and needs no words."""
    for name, default, rule in _checks(kind):
        value = getattr(record, name)
        if value is not default and not rule.holds(value):
            return False
    return all(find(*together(record)) is None for find, together in _cross_checks(kind))


def find_faults(kind: type[CheckedRecord], values: Mapping[str, object]) -> list[Fault]:
    """Every fault of the values of a record's fields.

    What a field holds by default keeps its rule, and `None` with it where that is the default.

    Args:
        kind: The kind of record.
        values: Values by field. Fields that are left out are not asked about, and nor are the
            rules between them and others.
    """
    sound = values
    found: list[Fault] = []
    for name, default, rule in _checks(kind):
        value = values.get(name, default)
        if value is not default and not rule.holds(value):
            found += rule.faults(value, f"$.{name}")
            sound = {other: kept for other, kept in sound.items() if other != name}
    for cross_rule in kind.cross_rules:
        try:
            together = [sound[name] for name in cross_rule.fields]
        except KeyError:
            continue
        fault = cross_rule.find(*together)
        if fault is not None:
            found.append(fault)
    return found


def _find_checks(kind: type) -> tuple[tuple[str, object, Rule], ...]:
    """The fields that have a rule: the name of each, what it holds by default, and the rule."""
    rules = ((field, rule_of(field)) for field in fields_of(kind))
    return tuple((field.name, field.default, rule) for field, rule in rules if rule is not None)


_checks: Final[Callable[[type], tuple[tuple[str, object, Rule], ...]]] = cache(_find_checks)


#: What finds a fault between fields of a record, and what gives the values it looks at.
CrossCheck = tuple[Callable[..., Fault | None], Callable[[Any], Any]]


def cross_checks(rules: Iterable[CrossRule]) -> tuple[CrossCheck, ...]:
    """Rules between fields, as they are asked of a record that is sound but for them."""
    return tuple((rule.find, attrgetter(*rule.fields)) for rule in rules)


def _find_cross_checks(kind: type[CheckedRecord]) -> tuple[CrossCheck, ...]:
    return cross_checks(kind.cross_rules)


_cross_checks: Final[Callable[[type], tuple[CrossCheck, ...]]] = cache(_find_cross_checks)


def check(rule: Rule, *, refers: str | None = None) -> Mapping[str, Any]:
    """Metadata of a field that keeps a rule.

    Args:
        rule: The rule.
        refers: The kind of record (`sources`, `claims`, …) whose ids the field holds, if it does.
    """
    return {"rule": rule} if refers is None else {"rule": rule, "refers": refers}


def rule_of(field: attrs.Attribute[Any]) -> Rule | None:
    """The rule that a field keeps, if it has one."""
    return field.metadata.get("rule")


def fields_of(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields that a record is built from, without those that it works out from them."""
    every = attrs.fields(cast(type[attrs.AttrsInstance], kind))
    return tuple(field for field in every if field.init)


def one_of(kind: type) -> Rule:
    """The value must be an instance of a type, `True` and `False` being no numbers."""
    says = f"must be {'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
    if kind is not bool and issubclass(bool, kind):
        return Rule(says, lambda value: isinstance(value, kind) and not isinstance(value, bool))
    return Rule(says, lambda value: isinstance(value, kind))


def matches(pattern: str, longest: int) -> Callable[[Any], bool]:
    """Whether a value is text that a regular expression covers, of some length at most."""
    covers = re.compile(pattern, re.DOTALL).fullmatch
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and covers(value) is not None
    )


def text(
    says: str, pattern: str, longest: int, *, holds: Callable[[Any], bool] | None = None
) -> TextRule:
    """The value must be text that a regular expression covers, of some length at most.

    Args:
        says: The rule, as it ends the sentence "this field …".
        pattern: The regular expression.
        longest: Most characters.
        holds: What says more closely whether a value keeps the rule, if there is more to it.
    """
    holds = matches(pattern, longest) if holds is None else holds
    return TextRule(says, holds, pattern=pattern, longest=longest)


ID: Final = text(
    "must be a lower-case slug of at most 80 letters a-z, digits and single hyphens",
    r"[a-z0-9]+(?:-[a-z0-9]+)*",
    80,
)
IDS: Final = each(ID)
#: Letters and signs that show nothing: the Hangul fillers, and the empty Braille cell.
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
#: Kinds of characters that show nothing: spaces, controls, and marks of layout.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def _is_seen(mark: str) -> bool:
    return "!" <= mark <= "~" or (category(mark) not in _UNSEEN and mark not in _FILLERS)


def _is_text(value: object) -> bool:
    """Whether a value is text that shows something and steers nothing."""
    if type(value) is str and len(value) <= _LONGEST and value.isprintable():
        # So are most, and are known at once: what can be printed is no control.
        return any(map(_is_seen, value))
    return _has_no_controls(value) and any(map(_is_seen, cast(str, value)))


#: Most characters of a text.
_LONGEST: Final = 10_000


# Tabs and line ends aside, control characters and lone surrogates are no text.
_NO_CONTROLS: Final = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+"
_has_no_controls: Final = matches(_NO_CONTROLS, _LONGEST)
TEXT: Final = text(
    "must be text that is not blank, without control characters, of at most 10,000 characters",
    _NO_CONTROLS,
    _LONGEST,
    holds=_is_text,
)


def whole(least: int, most: int, of: str = "") -> NumberRule:
    """The value must be a whole number from one to another, which keeps it printable.

    Args:
        least: The least that is allowed.
        most: The most.
        of: What it counts, if that is to be said.
    """
    return NumberRule(
        f"must be a whole number{of and f' of {of}'} from {least:,} to {most:,}",
        lambda value: type(value) is int and least <= value <= most,
        least=least,
        most=most,
    )


COUNTRY: Final = Rule(
    "must be an ISO 3166-1 alpha-2 code of a country", is_country, hint=country_hint
)
LANGUAGE: Final = Rule("must be a BCP 47 language tag", is_language, hint=language_hint)
URL: Final = text(
    "must be an http or https address",
    r"https?://[^\s<>\"\x00-\x1f\x7f-\x9f\ud800-\udfff]+",
    2_000,
)
DAY: Final = Rule(
    "must be a day (datetime.date)",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
)
