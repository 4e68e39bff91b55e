"""Packages that can be called by their name: `polyglot_news.translate(article, to="pt")`.

The house has a package for each thing the product does (`translate`, `align` …), and a user of the library expects a
function of that name. A module may have a class of its own (Python data model, 3.3.2.1), so it can be both.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Verb(ModuleType):
    """A module that is called as the function `__verb__`, named `module:function`."""

    __verb__: str

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        module, function = self.__verb__.split(":")
        return getattr(import_module(module), function)(*args, **kwargs)


def make_callable(module: str, function: str) -> None:
    """Let the module `module` be called as `function` (`package.module:name`), which is loaded at the first call."""
    made = sys.modules[module]
    made.__class__ = _Verb
    made.__verb__ = function  # type: ignore[attr-defined]  # known to _Verb, which mypy cannot follow here
