"""Under which conditions a matrix formula and its derivatives hold: a rule for each operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from symcalc.checking.matrices.samples import ORTHOGONAL, POSITIVE_DEFINITE
from symcalc.matrix import algebra, entries
from symcalc.matrix.term import Term, ordered
from symcalc.matrix.tidy import Facts
from symcalc.primitives import arrange
from symcalc.primitives.table import TABLE as PRIMITIVES
from symcalc.tutor.matrices.lines import told
from symcalc.tutor.words.matrix_remarks import CONDITIONS

Array = Any
SINGULAR = 1e15  # condition number of a matrix that has no inverse in floating point
POSITIVE = ("exp", "exponential", "sigmoid", "softplus", "cosh")  # with values above 0 everywhere
BOUND = sp.Symbol("u")


@dataclass(frozen=True)
class Condition:
    """Something that has to hold of a term.

    Attributes
    ----------
    kind : str
        A key of HOLDS: "nonzero", "positive", "invertible", ….
    of : Term
        What it is asked of.
    """

    kind: str
    of: Term

    @property
    def text(self) -> str:
        """The condition in a sentence: x ≠ 0; every entry of w > 0."""
        entrywise = bool(self.of.shape) and self.kind not in WHOLE
        return CONDITIONS["entries-" * entrywise + self.kind].format(name=told(self.of))

    def holds(self, value: Array) -> bool:
        """Whether it does where the term has this value."""
        with np.errstate(all="ignore"):
            return bool(HOLDS[self.kind](np.asarray(value, dtype=float)))


def _regular(value: Array) -> bool:
    return bool(np.isfinite(value).all()) and np.linalg.cond(value) < SINGULAR


# What a condition asks of numbers.
HOLDS: dict[str, Callable[[Array], Any]] = {
    "nonzero": lambda a: (a != 0).all(),
    "nonzero-whole": lambda a: (a != 0).any(),
    "positive": lambda a: (a > 0).all(),
    "not-negative": lambda a: (a >= 0).all(),
    "invertible": _regular,
    "positive-determinant": lambda a: np.linalg.slogdet(a)[0] > 0,
}
WHOLE = ("nonzero-whole", "invertible", "positive-determinant")  # not entry by entry


def conditions(roots: Iterable[Term], facts: Facts) -> tuple[Condition, ...]:
    """What the operations of formulas ask, each condition once, weaker ones left out."""
    found = dict.fromkeys(c for node in ordered(*roots) for c in asked_by(node, facts))
    return tuple(c for c in found if not any(Condition(k, c.of) in found for k in STRONGER[c.kind]))


# By which condition of the same term another one is told already.
STRONGER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(HOLDS, ()),
    "nonzero": ("positive",),
    "not-negative": ("positive",),
    "invertible": ("positive-determinant",),
}


def asked_by(node: Term, facts: Facts) -> Iterator[Condition]:
    """What one operation asks of its arguments."""
    rule = RULES.get(node.op)
    if rule is not None:
        yield from rule(node, facts)


def conditions_at(node: Term, facts: Facts) -> tuple[Condition, ...]:
    """What has to hold where one operation is differentiated; a norm has no derivative at 0."""
    if node.op == "norm" and node.value != "1":
        return (Condition("nonzero-whole", node.args[0]),)
    return tuple(asked_by(node, facts))


def _of_inverse(node: Term, facts: Facts) -> Iterator[Condition]:
    (matrix,) = node.args
    if not facts.get(matrix, frozenset()) & {ORTHOGONAL, POSITIVE_DEFINITE}:
        yield Condition("invertible", matrix)


def _of_logarithm(node: Term, facts: Facts) -> Iterator[Condition]:
    (matrix,) = node.args
    if POSITIVE_DEFINITE in facts.get(matrix, ()):
        return
    free = node.value is not None or _is_gram(matrix)
    yield Condition("invertible" if free else "positive-determinant", matrix)


def _of_function(node: Term, _facts: Facts) -> Iterator[Condition]:
    """The domain of a row of the table of primitives, for what it is applied to."""
    if node.value == "select" or node.value not in PRIMITIVES:
        return
    args = [arg.value if arg.op == "number" else BOUND for arg in node.args]
    base = node.args[0]
    if node.value in ("power", "general-power") and args[0] is BOUND:
        asked = _of_power(node, args[1])
    else:
        relation = PRIMITIVES[node.value].domain(*args) if len(args) == 1 else sp.true
        asked = ASKED.get(type(relation))
        if asked:
            lifted = arrange(sp.Add(relation.lhs, -relation.rhs))
            base = entries.lifted(lifted, {BOUND: base}, base.shape)
    if not asked or is_positive(base) or (asked == "not-negative" and _is_square(base)):
        return
    yield _plain(asked, base)


# By the sign in the domain of a row.
ASKED: Mapping[type, str] = {
    sp.StrictGreaterThan: "positive",
    sp.GreaterThan: "not-negative",
    sp.Unequality: "nonzero",
}


def _of_power(node: Term, exponent: sp.Basic) -> str | None:
    if node.args[1].op != "number":
        return "positive"
    if exponent.is_integer:
        return "nonzero" if exponent.is_negative else None
    return "positive" if exponent.is_negative else "not-negative"


def _plain(kind: str, of: Term) -> Condition:
    """A condition as a person tells it: that on a norm is one on its vector, and so on."""
    if of.op == "norm" and kind in ("nonzero", "positive"):
        return Condition("nonzero-whole", of.args[0])
    if of.op == "det" and kind in ("nonzero", "positive"):
        free = kind == "nonzero" or _is_gram(of.args[0])
        return Condition("invertible" if free else "positive-determinant", of.args[0])
    if of.op in ("transpose", "broadcast") or _is_multiple(of):
        return _plain(kind, of.args[0])
    if of.op == "map" and of.value in ("power", "abs") and kind == "nonzero":
        return _plain(kind, of.args[0])
    if of.op == "map" and of.value == "sqrt" and kind == "nonzero":
        return _plain("positive", of.args[0])
    if kind == "positive" and _is_even_power(of):
        return _plain("nonzero", of.args[0])
    return Condition(kind, of)


def _is_multiple(term: Term) -> bool:
    """Whether this is a positive number times a single term."""
    return term.op == "scale" and len(term.args) == 1 and _counts(term.value)


def is_positive(term: Term) -> bool:
    """Whether a term has positive entries wherever its letters have real values."""
    if term.op == "number":
        return _counts(term.value)
    if term.op == "map":
        return term.value in POSITIVE or (term.value == "power" and is_positive(term.args[0]))
    if term.op in ("softmax", "broadcast", "total", "sum-along", "item", "hadamard", "transpose"):
        return term.op == "softmax" or all(map(is_positive, term.args))
    if term.op == "scale":
        return _counts(term.value) and all(map(is_positive, term.args))
    if term.op == "sum":
        return _is_sum_positive(term)
    return False


def _counts(value: sp.Expr) -> bool:
    """Whether a number is above 0, where sizes count from 1."""
    there = value.xreplace({s: sp.Dummy(positive=True) for s in value.free_symbols})
    return there.is_positive is True


def _is_sum_positive(term: Term) -> bool:
    """No term below 0, and one above; 1 − sigmoid(z) and 1 − softmax(z) are above 0, too."""
    if all(is_positive(a) or _is_square(a) for a in term.args) and any(map(is_positive, term.args)):
        return True
    one = algebra.filled(1, term.shape)
    rest = algebra.minus(one, term)
    return (rest.op == "map" and rest.value == "sigmoid") or rest.op == "softmax"


def _is_square(term: Term) -> bool:
    """Whether a term is a square, or a positive multiple of one, or an absolute value."""
    if term.op == "scale":
        return _counts(term.value) and all(_is_square(a) or is_positive(a) for a in term.args)
    if term.op in ("total", "sum-along", "broadcast", "item"):
        return _is_square(term.args[0])
    even = _is_even_power(term)
    gram = term.op == "det" and _is_gram(term.args[0])
    return even or gram or term.op == "norm" or (term.op == "map" and term.value == "abs")


def _is_even_power(term: Term) -> bool:
    """Whether a term is u², or u⁻²."""
    power = term.op == "map" and term.value == "power" and term.args[1].op == "number"
    return power and bool(term.args[1].value.is_even)


def _is_gram(matrix: Term) -> bool:
    """Whether this is MᵀM, whose determinant is not negative."""
    if matrix.op != "matmul" or len(matrix.args) % 2:
        return False
    half = len(matrix.args) // 2
    left, right = matrix.args[:half], matrix.args[half:]
    return tuple(algebra.transpose(a) for a in reversed(right)) == left


# The conditions of an operation, by its name; the others ask nothing.
RULES: dict[str, Callable[[Term, Facts], Iterator[Condition]]] = {
    "inverse": _of_inverse,
    "logdet": _of_logarithm,
    "map": _of_function,
}
