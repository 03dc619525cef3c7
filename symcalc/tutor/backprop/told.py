"""A derivation by backpropagation: it draws and writes its computational graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.layers import expanded, substituted
from symcalc.matrix.term import Term
from symcalc.matrix.written import meaning, written
from symcalc.notation import Notation
from symcalc.plotting import networks
from symcalc.primitives import build
from symcalc.tutor.backprop.drawn import edges, language_of, nodes
from symcalc.tutor.backprop.numbers import Numbers
from symcalc.tutor.backprop.sweep import ADJOINT, Graph
from symcalc.tutor.words.backprop import FAILS, HINTS


@dataclass(frozen=True)
class Backpropagation(Derivation):
    """A forward and a backward pass; `graph` and `plot` show the computational graph.

    Attributes
    ----------
    computation : Graph
        The lines of the formula, and what arrives where.
    numbers : Numbers or None
        The values and adjoints at the point, if there is one.
    """

    computation: Graph | None = field(default=None, repr=False)
    numbers: Numbers | None = field(default=None, repr=False)

    @cached_property
    def answer(self) -> Any:
        """The partial derivatives by `wrt`, in its order: a SymPy tuple."""
        assert self.computation is not None
        try:
            return sp.Tuple(*(meaning(term) for term in gradients(self.computation)))
        except (NotImplementedError, ValueError) as error:  # SymPy's own, of 1 × 1 matrices
            raise UnsupportedError(
                FAILS["no-sympy"], where=self.question.text, hint=HINTS["no-sympy"]
            ) from error

    @property
    def answered(self) -> Notation:
        """The partial derivatives in the letters of the formula, without those of its lines."""
        assert self.computation is not None
        return build("tuple", *(written(term) for term in gradients(self.computation)))

    def graph(self, language: str = "mermaid") -> str:
        """The computational graph: values on the way forward, adjoints on the way back."""
        assert self.computation is not None
        write = language_of(language)
        return write(nodes(self.computation, self.numbers), edges(self.computation, self.numbers))

    def plot(self, path: str | PathLike[str] | None = None) -> Any:
        """The computational graph as a matplotlib Figure, inputs to the left."""
        assert self.computation is not None
        shown = nodes(self.computation, self.numbers), edges(self.computation, self.numbers)
        return networks.drawn(*shown, path)


def gradients(graph: Graph) -> list[Term]:
    """The partial derivatives in the letters of the formula."""
    swept: dict[str, Term] = {f"{ADJOINT}{graph.loss.value}": algebra.UNIT}
    for name, arrivals in graph.received.items():
        whole = algebra.plus(*(a.amount for a in arrivals))
        swept[f"{ADJOINT}{name.value}"] = _put(whole, swept)
    names = [swept.get(f"{ADJOINT}{x.value}", algebra.filled(0, x.shape)) for x in graph.wrt]
    return [expanded(term, graph.lines) for term in names]


def _put(term: Term, swept: dict[str, Term]) -> Term:
    from symcalc.matrix.term import symbols

    return substituted(term, {s: swept[s.value] for s in symbols(term) if s.value in swept})
