"""The register of verbs: what can be asked, in Python and in a shell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Verb:
    """A function that can be asked for, and examples of asking for it in a shell.

    One without examples is asked in Python only.

    `shown` is called in a shell instead of the function, where a shell prints more than what the
    function returns.
    """

    function: Callable[..., Any]
    examples: tuple[str, ...]
    shown: Callable[..., Any] | None = None


VERBS: dict[str, Verb] = {}


def verb(*examples: str, shown: Callable[..., Any] | None = None) -> Callable[[Function], Function]:
    """Enter a function among the verbs, under its own name."""

    def enter(function: Function) -> Function:
        VERBS[function.__name__] = Verb(function, examples, shown)
        return function

    return enter
