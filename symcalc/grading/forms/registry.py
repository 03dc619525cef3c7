"""A form is a decorated function in a file of this folder, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly
from symcalc.grading.policy import one_of
from symcalc.grading.told import Told
from symcalc.notation import Notation

Lacking = Callable[[Notation, Asked], str]


class AnswerForm(NamedTuple):
    """A form, what an answer lacks to be in it, and its first two tests."""

    name: str
    lacking: Lacking
    example: str
    counterexample: str


REGISTERED: dict[str, AnswerForm] = {}


def answer_form(name: str, *, example: str, counterexample: str) -> Callable[[Lacking], Lacking]:
    """Enter a form: a function of the answer as it was written.

    It answers a sentence that says what is missing, "" where the answer is in the form.

    Parameters
    ----------
    name : str
        Kebab-case and permanent: what a user passes as `form`.
    example, counterexample : str
        The same formula in this form and not in it.
    """

    def enter(lacking: Lacking) -> Lacking:
        if name in REGISTERED:
            raise AssertionError(f"{name} is entered twice")
        REGISTERED[name] = AnswerForm(name, lacking, example, counterexample)
        return lacking

    return enter


@cache
def all_forms() -> dict[str, AnswerForm]:
    """Every form by its name."""
    package = __name__.rpartition(".")[0]
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    return dict(sorted(REGISTERED.items()))


def known_form(name: str) -> None:
    """Refuse a form that there is not.

    Raises
    ------
    UnsupportedError
        With the forms that there are.
    """
    if name:
        one_of("form", name, all_forms())


def formed(asked: Asked, told: Told, found: Finding, name: str) -> Finding:
    """A right answer, once it is in the form that is wanted."""
    if not name or found.status != "correct":
        return found
    lacking = all_forms()[name].lacking
    missing = next(filter(None, (lacking(part, asked) for part in _entries(told.node))), "")
    if not missing:
        return found
    return partly("wrong-form", "It is equal to the right answer.", missing, proof=found.proof)


def _entries(node: Notation) -> Iterator[Notation]:
    """The formulas of an answer: the entries of a vector or a matrix, the sides of an equation."""
    if isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix:
        yield node
        return
    for part in node.parts:
        yield from _entries(part)
