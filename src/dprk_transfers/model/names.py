"""`Names`: what a thing is called, by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dprk_transfers.exceptions import Finding, InvalidRecordError
from dprk_transfers.model.rules import LANGUAGE, TEXT, each

__all__ = ["Names"]

_FORMS = each(TEXT)


class Names(Mapping[str, tuple[str, ...]]):
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

    __slots__ = ("_by_language",)
    _by_language: dict[str, tuple[str, ...]]

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        findings: list[Finding] = []
        given: object = names
        if not isinstance(given, Mapping) or not given:
            findings.append(Finding("$", "must map language tags to tuples of names", value=given))
            names = {}
        for tag, forms in names.items():
            findings += LANGUAGE.findings(tag, "$")
            findings += _FORMS.findings(forms, f"$.{tag}")
            if forms == ():
                findings.append(Finding(f"$.{tag}", "must hold a name", value=forms))
        if findings:
            raise InvalidRecordError("Names", findings)
        object.__setattr__(self, "_by_language", dict(sorted(names.items())))

    @property
    def main(self) -> str:
        """The main English name, or else the main name in the first language there is."""
        return self._by_language.get("en", next(iter(self._by_language.values())))[0]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"names are read-only, cannot set {name!r}")

    def __getitem__(self, tag: str) -> tuple[str, ...]:
        return self._by_language[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(tuple(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Names({self._by_language!r})"
