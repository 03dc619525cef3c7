"""The derivation of a Jacobian, a Hessian or a product with one, from its steps and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.matrix import algebra
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.term import Term
from symcalc.matrix.written import meanings, written
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.matrices.asked import Asked
from symcalc.tutor.matrices.claims import Derived
from symcalc.tutor.matrices.gradients import shapes_of
from symcalc.tutor.matrices.placed import at_arrays
from symcalc.tutor.matrices.remarks import remarks


class Worked(NamedTuple):
    """The steps to an answer, and what they start from."""

    steps: list[Step]
    of: Term
    answer: Term


def answered(question: Asked, worked: Worked, at: Any, v: Term | None = None) -> Derivation:
    """The derivation, with its value at arrays; `v` is the direction of a product."""
    (x,), answer = question.wrt, worked.answer
    meant = meanings([question.formula.term, worked.of, answer, x])
    loss, of = meant[question.formula.term], meant[worked.of]
    facts = question.facts_by_name
    claims = [
        Derived(of, meant[x], _as_gradient(worked, meant), facts)
        if v is None
        else _along(worked, x, v, facts)
    ]
    claims += [] if of == loss else [Derived(loss, meant[x], of, facts)]
    node = written(answer)
    derivation = Derivation(
        question=question.question,
        asked=question.formula_asked(),
        result=Notation(node.head, node.parts, node.text, meant[answer]),
        steps=(shapes_of(question), *worked.steps),
        remarks=remarks(question, {x: answer}, {}),
        claims=tuple(claims),
        told=meant[answer],
    )
    name = worked.steps[-1].before
    return at_arrays(derivation, _with(question.formula, v), [(name, answer)], at, question.facts)


def _as_gradient(worked: Worked, meant: Mapping[Term, sp.Basic]) -> sp.Basic:
    """The answer for those who check: of a number, the Jacobian is the gradient transposed."""
    told = meant[worked.answer]
    is_row = not worked.of.shape and worked.answer.shape
    return sp.Transpose(told) if is_row else told


def _with(formula: MatrixFormula, v: Term | None) -> MatrixFormula:
    """The formula with one more variable, which needs a value too."""
    if v is None:
        return formula
    return replace(formula, term=algebra.plus(formula.term, algebra.inner(v, v)))


def _along(worked: Worked, x: Term, v: Term, facts: Mapping[str, frozenset[str]]) -> Derived:
    """H v is the gradient of ⟨∇L, v⟩."""
    product = algebra.inner(worked.of, v)
    meant = meanings([product, x, worked.answer])
    return Derived(meant[product], meant[x], meant[worked.answer], facts)
