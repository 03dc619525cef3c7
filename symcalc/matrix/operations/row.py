"""A row of the table of matrix operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import sympy as sp

from symcalc.matrix.term import Term
from symcalc.notation import Notation

Array = Any


class At(NamedTuple):
    """Sizes in numbers: the shape of a result, and what a number with letters of sizes is."""

    shape: tuple[int, ...]
    number: Callable[[sp.Expr], float]


Rule = Callable[[Term, int, Term], Term]


@dataclass(frozen=True)
class Operation:
    """One operation on matrices: its derivative, its code, its meaning and the words for it.

    An operation is linear in its argument k, or it has a differential. Reverse mode is no rule of
    its own: ⟨G, dY⟩ = ⟨X̄, dX⟩, so the differential is transposed, operation by operation.

    Attributes
    ----------
    name : str
        Permanent, kebab-case.
    title : str
        What its rule is called.
    says : str
        The sentence that a learner reads.
    statement : str
        The rule, in LaTeX.
    compute : callable
        (term, at, *arrays) to the array, in NumPy; scalars are arrays of shape (). `at` is the
        `At` of the result.
    meaning : callable
        (term, *SymPy objects of the arguments) to the SymPy object.
    written : callable
        (term, *Notation of the arguments) to the Notation, without its expr.
    differential : callable or None
        (term, k, dU) to what dU in argument k adds to the differential, linear in dU; None where
        the operation is linear in each argument, and dU takes the argument's place.
    transposed : callable or None
        (term, k, G) to the adjoint of argument k of an operation that is linear in it.
    builds : callable or None
        (term, *Terms) to the same operation on other arguments of the same shapes, tidied; None
        where there is nothing to tidy.
    """

    name: str
    title: str
    says: str
    compute: Callable[..., Array]
    meaning: Callable[..., sp.Basic]
    written: Callable[..., Notation]
    statement: str = ""
    differential: Rule | None = None
    transposed: Rule | None = None
    builds: Callable[..., Term] | None = None


TABLE: dict[str, Operation] = {}


def operation(row: Operation) -> Operation:
    """Enter a row in the table."""
    TABLE[row.name] = row
    return row
