"""What is known of the symbols of a formula, such as that a matrix is symmetric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symcalc.checking.matrices.samples import FACTS, ORTHOGONAL, SIGNS, SUMS_TO_1, SYMMETRIC
from symcalc.matrix.term import Term, ordered

Facts = Mapping[Term, frozenset[str]]
__all__ = [
    "FACTS",
    "ORTHOGONAL",
    "SIGNS",
    "SUMS_TO_1",
    "SYMMETRIC",
    "Facts",
    "Known",
    "known",
]
NOTHING: Facts = {}


@dataclass(frozen=True)
class Known:
    """What the rules of `tidy` go by.

    Attributes
    ----------
    facts : mapping from symbols to frozensets of str
        Which of FACTS hold for a symbol.
    norms : mapping from Terms to Terms
        The norms in the formula, by what they are of: ‖x‖² is written where ‖x‖ occurs.
    symmetric, turned : dict
        Which matrices were found to be symmetric, and transposes, met before.
    """

    facts: Facts = field(default_factory=dict)
    norms: Mapping[Term, Term] = field(default_factory=dict)
    symmetric: dict[Term, bool] = field(default_factory=dict)
    turned: dict[Term, Term] = field(default_factory=dict)

    def holds(self, term: Term, fact: str) -> bool:
        """Whether this is known of a symbol."""
        return fact in self.facts.get(term, ())


def known(root: Term, facts: Facts) -> Known:
    """The facts, and what the formula itself tells."""
    norms = {n.args[0]: n for n in ordered(root) if n.op == "norm" and n.value in ("", "2", "F")}
    return Known(facts, norms)
