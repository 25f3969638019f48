"""Who said what about arms moving from North Korea to Russia, and what follows from it.

Claims hold the figures, in the words that were printed. From them follow, with reasons: the
tightest range that they allow, the claims that cannot all be true, who stands behind a figure
and who disputes it. Nothing here decides who is right.
"""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

#: A line of the stub that type checkers read: the one list of public names and their homes.
_LINE: Final = re.compile(r"^from (?P<home>\S+) import (?P<name>\w+)", re.MULTILINE)
_STUB: Final = Path(f"{__file__}i").read_text(encoding="utf-8")
_HOMES: Final = {line["name"]: line["home"] for line in _LINE.finditer(_STUB)}

__all__ = sorted(_HOMES)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs little."""
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("dprk-transfers")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__, "__version__"})
