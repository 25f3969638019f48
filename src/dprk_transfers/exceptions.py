"""The errors of the library.

```text
DprkTransfersError
├── UnreadableError      (ValueError)      printed words that no rule covers
├── InvalidRecordError   (ValueError)      a record that breaks rules of its own
└── DatasetError         (ExceptionGroup)  a dataset with faults, one FaultError each
    └── FaultError       (ValueError)      one fault, as an exception
```

A fault itself is a [`Fault`][dprk_transfers.exceptions.Fault]: plain data that can be printed,
counted and compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dprk_transfers.messages import escape_controls, short_repr

__all__ = [
    "DatasetError",
    "DprkTransfersError",
    "Fault",
    "FaultError",
    "InvalidRecordError",
    "UnreadableError",
]


@attrs.frozen
class Fault:
    """One fault: where it is, which rule it breaks and the value that breaks it.

    Attributes:
        path: JSON path of the value inside its record or file (`$.quantity.words`, `$.about[0]`).
        rule: The rule that is broken, as a sentence without a full stop.
        value: The offending value, as it was given; `...` where something is missing.
        file: File name inside the dataset, if it was read from one.
        line: Line in that file, counted from 1.
        record: Kind and id of the record (`claims/us-1000`), if known.
        hint: How the message ends: with the way out, if it is known (`; did you mean GB?`). It
            follows from rule and value, so that equal faults may differ in it.

    Examples:
        >>> print(Fault("$.credibility", "must be 1 to 6", value=9, file="claims.jsonl", line=3))
        claims.jsonl:3: $.credibility: must be 1 to 6, got 9
    """

    path: str
    rule: str
    value: object = attrs.field(kw_only=True, default=...)
    file: str | None = attrs.field(kw_only=True, default=None)
    line: int | None = attrs.field(kw_only=True, default=None)
    record: str | None = attrs.field(kw_only=True, default=None)
    hint: str = attrs.field(kw_only=True, default="", eq=False)

    def __str__(self) -> str:
        place = self.record if self.file is None else self.file
        if self.file is not None and self.line is not None:
            place = f"{self.file}:{self.line}"
        got = "" if self.value is ... else f", got {short_repr(self.value)}"
        told = f"{self.rule}{got}{self.hint}"
        return escape_controls(": ".join(filter(None, [place, self.path, told])))


class DprkTransfersError(Exception):
    """Base of every error this library raises on purpose, bar misuse of a type or value."""


class UnreadableError(DprkTransfersError, ValueError):
    """Raised when printed words are covered by no rule, so that reading them would be guessing.

    Attributes:
        words: The words, as given.
        reason: What could not be read, or which readings they would bear.
    """

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(words, reason)
        self.words = words
        self.reason = reason

    def __str__(self) -> str:
        return f"cannot read {short_repr(self.words)}: {self.reason}"


class InvalidRecordError(DprkTransfersError, ValueError):
    """Raised when a record is built that breaks rules of its own, all of them named.

    Attributes:
        record: Type and id of the record (`Claim us-1000`).
        faults: One fault a broken rule.
    """

    def __init__(self, record: str, faults: Sequence[Fault]) -> None:
        super().__init__(record, tuple(faults))
        self.record = record
        self.faults: tuple[Fault, ...] = tuple(faults)

    def __str__(self) -> str:
        return f"{self.record}: " + "; ".join(map(str, self.faults))


class FaultError(DprkTransfersError, ValueError):
    """One fault as an exception: the leaf of a `DatasetError`.

    Attributes:
        fault: The fault.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        return str(self.fault)


class DatasetError(DprkTransfersError, ExceptionGroup[FaultError]):
    """Raised when a dataset has faults: an exception group of all of them, one leaf each.

    Examples:
        >>> error = DatasetError.of([Fault("$.id", "is missing"), Fault("$.title", "is empty")])
        >>> len(error.faults)
        2
    """

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> DatasetError:
        """Build the group from its faults, in their order."""
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        return cls(f"the dataset has {count}", [FaultError(fault) for fault in faults])

    def derive(self, excs: Sequence[FaultError], /) -> DatasetError:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        """Keep the class when the group is split, as `except*` does."""
        return DatasetError(self.message, excs)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order of the files and lines."""
        return tuple(error.fault for error in self.exceptions if isinstance(error, FaultError))
