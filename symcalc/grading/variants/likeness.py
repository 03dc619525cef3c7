"""What two questions of equal difficulty have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.steps import TIDYING, Step
from symcalc.tutor.answer import answer

RULES = ("derivative", "gradient", "jacobian", "hessian")  # kinds where every step counts
STRETCH, SLACK = 1.5, 4  # how much longer than the other one an answer may be
LARGEST_DEGREE = 4  # of an equation whose solutions are compared


def skeleton(node: Notation) -> tuple[Any, ...]:
    """A formula without its numbers."""
    text = "" if node.head == "number" else node.text
    return node.head, text, tuple(map(skeleton, node.parts))


def shape(question: Question) -> tuple[Any, ...]:
    """All of a question but its numbers."""
    at = tuple((x.name, value.is_number) for x, value in question.at)
    given = tuple((x.name, skeleton(node)) for x, node in question.given)
    subject = tuple(map(skeleton, question.subject_to))
    asked = (question.kind, question.wrt, question.sign, question.degree, question.method)
    ends = tuple(map(direction, question.body.walk()))
    letters = frozenset(question.body.expr.free_symbols)
    return *asked, at, given, subject, skeleton(question.body), ends, letters


def grain(body: Notation) -> tuple[Any, ...]:
    """Which sort of factors the polynomials in a formula have: x² + 4 is like x² + 9, not x² + 5.

    Rules that factor, complete a square or take a root go by this; it is quickly told.
    """
    sums = (node.expr for node in body.walk() if node.head in ("sum", "difference"))
    return tuple(map(factors, sums))


def factors(expr: sp.Basic) -> tuple[Any, ...]:
    """The degrees of the factors of a polynomial, and what the roots of quadratic ones are."""
    if len(expr.free_symbols) != 1 or not expr.is_polynomial():
        return ()
    (x,) = expr.free_symbols
    poly = sp.Poly(expr, x)
    if not 2 <= poly.degree() <= LARGEST_DEGREE:
        return (min(poly.degree(), LARGEST_DEGREE),)
    _, found = poly.factor_list()
    return tuple(sorted((p.degree(), times, *roots(p)) for p, times in found))


def roots(poly: sp.Poly) -> tuple[bool, ...]:
    """Whether those of a quadratic polynomial are real, and whether they need a square root."""
    if poly.degree() != 2:
        return ()
    inside = poly.discriminant()
    return bool(inside > 0), bool(sp.sqrt(abs(inside)).is_rational)


def direction(node: Notation) -> bool | None:
    """Whether an integral goes upwards, where both its limits are numbers."""
    if node.head != "integral" or len(node.parts) != 4:
        return None
    low, high = (part.expr for part in node.parts[2:])
    return bool(low < high) if low.is_extended_real and high.is_extended_real else None


@dataclass(frozen=True)
class Likeness:
    """What makes a question as hard as another one.

    Attributes
    ----------
    rules : tuple
        The tree of the rules that lead to the answer.
    features : tuple
        What sort of answer it is, and which functions it has.
    size : int
        How long the answer is.
    """

    rules: tuple[Any, ...]
    features: tuple[Any, ...]
    size: int

    def fits(self, other: Likeness) -> bool:
        """Whether the two are equally hard."""
        small, large = sorted((self.size, other.size))
        alike = self.rules == other.rules and self.features == other.features
        return alike and large <= STRETCH * small + SLACK


def likeness(question: Question) -> Likeness:
    """How hard a question is.

    Raises
    ------
    SymcalcError
        If it cannot be worked out.
    """
    if question.kind == "formula":
        found = solutions(question.body)
        return Likeness((), features(found), size(found))
    told = answer(question)
    return Likeness((rules(told), told.check.status), features(answered(told)), size(told.answer))


def answered(told: Derivation) -> tuple[Any, ...]:
    """All that is answered."""
    return told.answer, told.value, tuple(type(c).__name__ for c in told.conditions)


def rules(told: Derivation) -> tuple[Any, ...]:
    """The tree of rules; putting an answer in order is no rule of an integral or a limit."""
    return branch(told.steps, () if told.question.kind in RULES else TIDYING)


def branch(steps: Sequence[Step], without: Sequence[str]) -> tuple[Any, ...]:
    """The rules of some steps, and of those below them."""
    kept = (step for step in steps if step.rule not in without)
    return tuple((step.rule, branch(step.substeps, without)) for step in kept)


def solutions(body: Notation) -> Any:
    """What an equation of a low degree comes to; any other formula itself."""
    expr = body.expr
    if not isinstance(expr, sp.Eq) or len(expr.free_symbols) != 1:
        return expr
    gap, (x,) = expr.lhs - expr.rhs, expr.free_symbols
    if not gap.is_polynomial(x) or sp.degree(gap, x) > LARGEST_DEGREE:
        return expr
    found = sp.roots(sp.Poly(gap, x), multiple=True)
    return tuple(sorted(found, key=sp.default_sort_key))


def features(value: Any) -> tuple[Any, ...]:
    """What sort of thing an answer is, whatever its numbers."""
    if isinstance(value, sp.MatrixBase):
        return value.shape, *map(features, value)
    if isinstance(value, tuple | list):
        return tuple(map(features, value))
    if isinstance(value, Mapping):
        return tuple((str(x), features(v)) for x, v in value.items())
    if not isinstance(value, sp.Basic):
        return (value,)
    powers = value.atoms(sp.Pow)
    roots = any(not p.exp.is_integer and p.exp.is_number for p in powers)
    functions = {type(f).__name__ for f in value.atoms(sp.Function)}
    constants = value.atoms(sp.NumberSymbol, sp.core.numbers.ImaginaryUnit)
    ends = value.atoms(sp.core.numbers.Infinity, sp.core.numbers.NegativeInfinity, type(sp.nan))
    letters = {s.name for s in value.free_symbols}
    return roots, *(tuple(sorted(map(str, one))) for one in (functions, constants, ends, letters))


def size(value: Any) -> int:
    """How long an answer is: its operations and its digits."""
    if isinstance(value, sp.MatrixBase | tuple | list):
        return sum(map(size, value))
    if isinstance(value, Mapping):
        return sum(map(size, value.values()))
    if not isinstance(value, sp.Basic):
        return 0
    digits = sum(len(str(abs(n.p))) + len(str(n.q)) - 1 for n in value.atoms(sp.Rational))
    return int(sp.count_ops(value)) + digits
