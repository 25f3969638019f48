"""`Names`: what a thing is called, by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard, cast

import attrs

from dprk_transfers.exceptions import Fault, InvalidRecordError
from dprk_transfers.rules import LANGUAGE, TEXT, Rule, each
from dprk_transfers.values.frozen import FrozenDict

__all__ = ["NAMES", "Names", "to_names"]


class Names(FrozenDict[str, tuple[str, ...]]):
    """Names by language: a BCP 47 tag gives a tuple of names, the main form first.

    Args:
        names: The names; at least one.

    Raises:
        InvalidRecordError: If there is no name, a tag is no language tag, or a name is blank
            or given twice.

    Examples:
        >>> port = Names({"en": ("Rajin", "Najin"), "ko": ("나진",)})
        >>> port.main, port["en"]
        ('Rajin', ('Rajin', 'Najin'))
    """

    __slots__ = ()

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        faults = list(_faults(names))
        if faults:
            raise InvalidRecordError("Names", faults)
        super().__init__(sorted(names.items()))

    @property
    def main(self) -> str:
        """The main English name, or else the main name in the first language there is."""
        return self.get("en", next(iter(self.values())))[0]


_FORMS: Final = each(TEXT)


def _is_filled(names: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(names, Mapping) and len(cast(Mapping[object, object], names)) > 0


def _faults(names: object) -> Iterator[Fault]:
    if not _is_filled(names):
        yield Fault("$", "must map language tags to tuples of names", value=names)
        return
    for tag, forms in names.items():
        if not LANGUAGE.holds(tag):
            yield from LANGUAGE.faults(tag, "$")
        elif forms == ():
            yield Fault(f"$.{tag}", "must hold a name", value=forms)
        elif not _FORMS.holds(forms):
            yield from _FORMS.faults(forms, f"$.{tag}")


def to_names(names: Mapping[str, tuple[str, ...]]) -> Names:
    """The names as `Names`; what breaks their rules is left for `NAMES` to refuse."""
    if type(names) is Names:
        return names
    try:
        return Names(names)
    except InvalidRecordError:
        return cast(Names, names)


@attrs.frozen
class _NamesRule(Rule):
    """The rules of names, under the path of the field that holds them."""

    def faults(self, value: object, path: str) -> Iterator[Fault]:
        for found in _faults(value):
            yield attrs.evolve(found, path=path + found.path[1:])


#: `Names` were checked when they were built, and cannot change.
NAMES: Final = _NamesRule(
    "must be names by language", lambda value: type(value) is Names or not any(_faults(value))
)
