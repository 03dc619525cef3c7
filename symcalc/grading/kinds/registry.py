"""A kind of answer is a decorated function in a file of this folder, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told

Judge = Callable[[Asked, Told, Policy], Finding | None]
Listener = Callable[[Asked, str, Policy], Finding | None]


class AnswerKind(NamedTuple):
    """A kind of answer: who judges it, and when it is that one's turn."""

    name: str
    judge: Judge
    rank: int


REGISTERED: dict[str, AnswerKind] = {}
HEARD: dict[str, Listener] = {}


def answer_kind(name: str, *, rank: int) -> Callable[[Judge], Judge]:
    """Enter a judge, which answers None where the question or the answer is not of its kind.

    Parameters
    ----------
    name : str
        Kebab-case.
    rank : int
        From 1, asked first, to 9: the comparison of formulas, which takes whatever is left.
    """

    def enter(judge: Judge) -> Judge:
        if name in REGISTERED:
            raise AssertionError(f"{name} is entered twice")
        REGISTERED[name] = AnswerKind(name, judge, rank)
        return judge

    return enter


def as_typed(*kinds: str) -> Callable[[Listener], Listener]:
    """Enter a judge of answers that are no formula yet: words, labels, intervals, several lines.

    It answers None where the answer is to be read as one.

    Parameters
    ----------
    kinds : str
        Of the questions.
    """

    def enter(listener: Listener) -> Listener:
        for kind in kinds:
            if kind in HEARD:
                raise AssertionError(f"{kind} is entered twice")
            HEARD[kind] = listener
        return listener

    return enter


@cache
def all_kinds() -> tuple[AnswerKind, ...]:
    """Every kind, those that are asked first in front."""
    package = __name__.rpartition(".")[0]
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return tuple(sorted(REGISTERED.values(), key=lambda kind: (kind.rank, kind.name)))


def judged(asked: Asked, told: Told, policy: Policy) -> Finding:
    """What the first kind that takes the answer finds."""
    for kind in all_kinds():
        found = kind.judge(asked, told, policy)
        if found is not None:
            return found
    return undecided("I do not know how to compare such answers", note="unsupported")


def heard(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """What there is to say of an answer as it was typed; None where it is read as a formula."""
    all_kinds()
    listener = HEARD.get(asked.kind)
    if listener is None or policy.form:
        return None
    try:
        return listener(asked, typed, policy)
    except (UnsupportedError, NotFoundError):  # of the question, which is told later
        return None
