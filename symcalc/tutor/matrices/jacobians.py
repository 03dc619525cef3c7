"""Jacobians of vectors by vectors, Hessians of scalars, and their products with a vector."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix.differential import differential
from symcalc.matrix.jacobian import hessian_product, log_volume
from symcalc.matrix.jacobian import jacobian as jacobian_of
from symcalc.matrix.operations.forms import joined, logarithm
from symcalc.matrix.term import Term, made, same, shown, symbol
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import differential_of, meanings, named, written
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.matrices.answered import Worked, answered
from symcalc.tutor.matrices.asked import Asked, equation
from symcalc.tutor.matrices.bearing import changes_so, samples, settled
from symcalc.tutor.matrices.claims import Same
from symcalc.tutor.matrices.forwards import MOST, brought, rules
from symcalc.tutor.matrices.gradients import worked_out
from symcalc.tutor.matrices.lines import told
from symcalc.tutor.matrices.placed import at_arrays
from symcalc.tutor.words.matrices import MATRICES
from symcalc.tutor.words.matrix_fails import FAILS, HINTS
from symcalc.writing.text import text


def jacobian(question: Asked, at: Any = None, *, logdet: bool = False) -> Derivation:
    """Work out the Jacobian of a column by a column, step by step; or log |det J|.

    Raises
    ------
    UnsupportedError
        If one of them is a matrix.
    ShapeError
        If log |det J| is asked of a Jacobian that is not square.
    """
    x = _column(question)
    steps, answer = _jacobian(question, question.formula.term, x, "df", named("f"))
    derivation = answered(question, Worked(steps, question.formula.term, answer), at)
    return _with_volume(question, derivation, x, answer, at) if logdet else derivation


def _with_volume(
    question: Asked, derivation: Derivation, x: Term, matrix: Term, at: Any
) -> Derivation:
    """The derivation of the Jacobian, and log |det J| after it, which is the answer."""
    if not same(matrix.shape[:1], matrix.shape[1:]):
        what = FAILS["volume"].format(shape=shown(matrix.shape))
        raise ShapeError(what, where=question.formula.text, hint=HINTS["volume"])
    volume = log_volume(question.formula.term, x, question.facts)
    meant = meanings([matrix, volume])
    full = sp.log(sp.Abs(sp.Determinant(meant[matrix])))
    sides = (_log_size(part) for part in (named("J"), derivation.asked))
    left, asked_for = sides
    words = MATRICES["volume"]
    step = Step(
        rule="log-volume",
        title=words.title,
        before=left,
        after=equation(left, written(volume)),
        explanation=words.explanation.format(x=told(x)),
        statement=words.statement,
        relation="implies",
        hints=(words.hint,),
    )
    found = replace(
        derivation,
        asked=asked_for,
        result=replace(written(volume), expr=meant[volume]),
        steps=(*derivation.steps, step),
        claims=(*derivation.claims, Same(full, meant[volume], question.facts_by_name)),
        told=meant[volume],
    )
    return at_arrays(found, question.formula, [(left, volume)], at)


def _log_size(matrix: Notation) -> Notation:
    """log |det J|."""
    return logarithm(Notation("abs", (Notation("determinant", (matrix,)),)))


def hessian(question: Asked, at: Any = None) -> Derivation:
    """Work out the Hessian of a scalar by a column: the Jacobian of its gradient.

    Raises
    ------
    ShapeError
        If the formula is no number.
    UnsupportedError
        If the variable is a matrix.
    """
    question.formula.scalar()
    x = _column(question)
    first, gradient = _gradient_first(question, x)
    steps, answer = _jacobian(question, gradient, x, "dg", question.adjoint(x))
    return answered(question, Worked([*first, *steps], gradient, answer), at)


def hvp(question: Asked, at: Any = None) -> Derivation:
    """Work out how the gradient changes in a direction: the Hessian times a vector.

    Raises
    ------
    ShapeError
        If the formula is no number.
    """
    question.formula.scalar()
    x, vector = _one(question), question.vector
    first, gradient = _gradient_first(question, x)
    v = symbol(vector, *x.shape)
    answer = hessian_product(gradient, x, v, question.facts)
    _checked(question, gradient, x, answer, v)
    _, lines = _differential_steps(question, gradient, x, "dg", question.adjoint(x))
    last = _in_direction(vector, x, answer)
    return answered(question, Worked([*first, *lines, last], gradient, answer), at, v)


def _in_direction(vector: str, x: Term, answer: Term) -> Step:
    """H v, where dx is v."""
    words, product = MATRICES["in-direction"], _product(vector, x)
    fields = {"v": vector, "x": told(x), "change": _change(x), "product": text(product)}
    return Step(
        rule="in-direction",
        title=words.title.format(**fields),
        before=product,
        after=equation(product, written(answer)),
        explanation=words.explanation.format(**fields),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
    )


def _product(vector: str, x: Term) -> Notation:
    """H v; of a matrix H(V), where H is no matrix."""
    v = named(vector, x.shape)
    return joined(named("H"), v) if x.is_column else Notation("apply", (v,), "H")


def _column(question: Asked) -> Term:
    """The variable, where it and the formula are columns or numbers."""
    x = _one(question)
    for term in (question.formula.term, x):
        if term.shape and not term.is_column:
            what = "a Jacobian" if question.kind == "jacobian" else "a Hessian"
            raise UnsupportedError(
                FAILS["wrt-matrix"].format(what=what, shape=shown(term.shape)),
                where=question.formula.text,
                hint=HINTS["wrt-matrix"],
            )
    return x


def _one(question: Asked) -> Term:
    if len(question.wrt) > 1:
        names = ", ".join(x.value for x in question.wrt)
        raise UnsupportedError(
            f"it is not said by which of {names}",
            where=question.formula.text,
            hint=f"name one: --wrt {question.wrt[0].value}",
        )
    return question.wrt[0]


def _gradient_first(question: Asked, x: Term) -> tuple[list[Step], Term]:
    """The steps to the gradient."""
    whole, answers = worked_out(question.about("gradient"))
    return list(whole.steps[1:]), answers[x]


def _jacobian(
    question: Asked, root: Term, x: Term, words_name: str, name: Notation
) -> tuple[list[Step], Term]:
    """df = J dx, and J."""
    answer = jacobian_of(root, x, question.facts)
    _checked(question, root, x, answer, None)
    moved, lines = _differential_steps(question, root, x, words_name, name)
    words, small = MATRICES["collect"], _small(x)
    fields = {"change": _change(x), "x": told(x), "shape": shown(answer.shape)}
    letter = named("J" if words_name == "df" else "H")
    last = Step(
        rule="read-off",
        title=words.title,
        before=letter,
        after=equation(letter, written(answer)),
        explanation=words.explanation.format(**fields),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
    )
    to_right = brought(name, moved, small, x, answer)
    return [*lines, *([to_right] if to_right else []), last], answer


def _small(x: Term) -> Term:
    """dx, as a letter."""
    return made("symbol", (), x.shape, ("d", x.value))


def _change(x: Term) -> str:
    """dx, as it is written."""
    return text(differential_of(written(x)))


def _differential_steps(
    question: Asked, root: Term, x: Term, words_name: str, name: Notation
) -> tuple[Term, list[Step]]:
    """df with dx in it, and the steps to it rule by rule."""
    words, small = MATRICES[words_name], _small(x)
    moved = tidy(differential(root, {x: small}), question.facts)
    fields = {"x": told(x), "change": _change(x)}
    left = differential_of(name)
    one_by_one = rules(root, x, question.facts)
    told_apart = 1 < len(one_by_one) <= MOST
    step = Step(
        rule="differential",
        title=words.title,
        before=written(root),
        after=equation(left, written(moved)),
        explanation=words.explanation.format(**fields),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
        substeps=() if told_apart else one_by_one,
    )
    _checked(question, root, x, moved, small)
    if len(one_by_one) == 1:
        (rule,) = one_by_one
        step = replace(step, title=rule.title, explanation=f"{step.explanation} {rule.explanation}")
    return moved, [*(one_by_one if told_apart else ()), step]


def _checked(question: Asked, root: Term, x: Term, answer: Term, way: Term | None) -> None:
    """J dx, or what an answer makes of the direction `way`, against differences of the root."""
    symbols = (*question.formula.symbols, x)
    borne_out = changes_so(
        root, x, answer, way, samples(symbols, question.facts, question.formula.term)
    )
    settled(borne_out, f"d({told(root)}): {told(answer)}")
