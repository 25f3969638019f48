"""Show attrs classes in the reference with the signature that attrs gives them."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import Any

import griffe


class AttrsSignatures(griffe.Extension):
    """Add the `__init__` that no source spells out."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Take order, kinds and defaults from the class itself, types from its source."""
        if all(decorator.callable_path != "attrs.frozen" for decorator in cls.decorators):
            return
        init = griffe.Function("__init__", lineno=cls.lineno, endlineno=cls.endlineno, parent=cls)
        init.parameters.add(griffe.Parameter("self"))
        for name, actual in inspect.signature(griffe.dynamic_import(cls.path)).parameters.items():
            parameter = griffe.Parameter(
                name,
                annotation=getattr(cls.members.get(name), "annotation", actual.annotation),
                kind=griffe.ParameterKind[actual.kind.name.lower()],
            )
            if actual.default is not actual.empty:
                show = str if isinstance(actual.default, Enum) else repr
                parameter.default = show(actual.default)
            init.parameters.add(parameter)
        cls.set_member("__init__", init)
