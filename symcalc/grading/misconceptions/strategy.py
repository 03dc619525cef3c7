"""How the wrong answers to a kind of question are found: a decorated function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.failures import surviving
from symcalc.grading.misconceptions.outcomes import Wrong

Strategy = Callable[[Asked], Iterator[Wrong]]

REGISTERED: dict[str, list[Strategy]] = {}


def strategy(*kinds: str) -> Callable[[Strategy], Strategy]:
    """Enter a way to work questions of these kinds out with slips.

    It yields wrong answers in the shape of the right one; several strategies may know a kind.
    """

    def enter(work_out: Strategy) -> Strategy:
        for kind in kinds:
            REGISTERED.setdefault(kind, []).append(work_out)
        return work_out

    return enter


@cache
def all_strategies() -> dict[str, list[Strategy]]:
    """The strategies by kind of question."""
    package = f"{__name__.rpartition('.')[0]}.strategies"
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return REGISTERED


def wrong_answers(asked: Asked) -> Iterator[Wrong]:
    """Every wrong answer to a question that the table of misconceptions leads to.

    A strategy ends where the formula has a part without a rule: an integral, another has it.
    """
    for work_out in all_strategies().get(asked.kind, ()):
        with surviving():
            yield from work_out(asked)
