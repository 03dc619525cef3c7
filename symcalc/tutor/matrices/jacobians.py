"""Jacobians of vectors by vectors, Hessians of scalars, and their products with a vector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.differential import differential
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.jacobian import jacobian as jacobian_of
from symcalc.matrix.term import Term, made, shown, symbol
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import differential_of, joined, meanings, named, written
from symcalc.notation import Notation
from symcalc.reading.names import key
from symcalc.steps import Step
from symcalc.tutor.matrices.asked import Asked, asked, equation
from symcalc.tutor.matrices.bearing import changes_so, samples, settled
from symcalc.tutor.matrices.claims import Derived
from symcalc.tutor.matrices.gradients import shapes_of, worked_out
from symcalc.tutor.matrices.lines import told
from symcalc.tutor.matrices.placed import at_arrays
from symcalc.tutor.matrices.remarks import remarks
from symcalc.tutor.words.matrices import FAILS, HINTS, MATRICES
from symcalc.writing.text import text


class Worked(NamedTuple):
    """The steps to an answer, and what they start from."""

    steps: list[Step]
    of: Term
    answer: Term


def jacobian(
    f: Any,
    wrt: Sequence[Any],
    shapes: Any,
    samples: str = "rows",
    at: Any = None,
    assuming: str = "",
) -> Derivation:
    """Work out the Jacobian of a column by a column, step by step.

    Raises
    ------
    UnsupportedError
        If one of them is a matrix.
    """
    question, x = _of_one("jacobian", f, wrt, shapes, samples, assuming)
    steps, answer = _jacobian(question, question.formula.term, x, "df", named("f"))
    return _derivation(question, Worked(steps, question.formula.term, answer), at)


def hessian(
    f: Any,
    wrt: Sequence[Any],
    shapes: Any,
    samples: str = "rows",
    at: Any = None,
    assuming: str = "",
) -> Derivation:
    """Work out the Hessian of a scalar by a column: the Jacobian of its gradient.

    Raises
    ------
    ShapeError
        If the formula is no number.
    UnsupportedError
        If the variable is a matrix.
    """
    question, x = _of_one("hessian", f, wrt, shapes, samples, assuming)
    first, gradient = _gradient_first(question, x)
    steps, answer = _jacobian(question, gradient, x, "dg", question.adjoint(x))
    return _derivation(question, Worked([*first, *steps], gradient, answer), at)


def hvp(
    f: Any,
    wrt: Sequence[Any],
    vector: str,
    shapes: Any,
    samples: str = "rows",
    at: Any = None,
    assuming: str = "",
) -> Derivation:
    """Work out how the gradient changes in a direction: the Hessian times a vector.

    Raises
    ------
    UnsupportedError
        If the direction is a name in the formula.
    """
    question = _scalar(asked("hvp", f, wrt, shapes, samples, assuming))
    x = _one(question)
    taken = {key(s.value) for s in question.formula.symbols}
    if key(vector) in taken:
        told_name = FAILS["vector"].format(name=vector)
        raise UnsupportedError(told_name, hint=HINTS["vector"].format(name=vector + "_1"))
    question = question.along(vector)
    first, gradient = _gradient_first(question, x)
    v = symbol(vector, *x.shape)
    answer = tidy(differential(gradient, {x: v}), question.facts)
    _checked(question, gradient, x, answer, v)
    change, line = _differential_step(question, gradient, x, "dg", question.adjoint(x))
    last = _in_direction(vector, x, change, answer)
    return _derivation(question, Worked([*first, line, last], gradient, answer), at, v)


def _in_direction(vector: str, x: Term, change: str, answer: Term) -> Step:
    """H v, where dx is v."""
    words, product = MATRICES["in-direction"], _product(vector, x)
    fields = {"v": vector, "x": told(x), "change": change, "product": text(product)}
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


def _of_one(
    kind: str, f: Any, wrt: Sequence[Any], shapes: Any, layout: str, assuming: str
) -> tuple[Asked, Term]:
    question = asked(kind, f, wrt, shapes, layout, assuming)
    question = _scalar(question) if kind == "hessian" else question
    x = _one(question)
    root = question.formula.term
    for term in (root, x):
        if term.shape and not term.is_column:
            what = "a Jacobian" if kind == "jacobian" else "a Hessian"
            raise UnsupportedError(
                FAILS["wrt-matrix"].format(what=what, shape=shown(term.shape)),
                where=question.formula.text,
                hint=HINTS["wrt-matrix"],
            )
    return question, x


def _scalar(question: Asked) -> Asked:
    shape = question.formula.term.shape
    if shape:
        raise ShapeError(
            FAILS["loss"].format(shape=shown(shape)),
            where=question.formula.text,
            hint=HINTS["loss"],
        )
    return question


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
    change, line = _differential_step(question, root, x, words_name, name)
    words = MATRICES["collect"]
    fields = {"change": change, "x": told(x), "shape": shown(answer.shape)}
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
    return [line, last], answer


def _differential_step(
    question: Asked, root: Term, x: Term, words_name: str, name: Notation
) -> tuple[str, Step]:
    """df, with dx in it; and dx as it is written."""
    words = MATRICES[words_name]
    small = made("symbol", (), x.shape, ("d", x.value))
    moved = tidy(differential(root, {x: small}), question.facts)
    change = text(differential_of(written(x)))
    fields = {"x": told(x), "change": change}
    left = differential_of(name)
    step = Step(
        rule="differential",
        title=words.title,
        before=written(root),
        after=equation(left, written(moved)),
        explanation=words.explanation.format(**fields),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),),
    )
    _checked(question, root, x, moved, small)
    return change, step


def _checked(question: Asked, root: Term, x: Term, answer: Term, way: Term | None) -> None:
    """J dx, or what an answer makes of the direction `way`, against differences of the root."""
    symbols = (*question.formula.symbols, x)
    borne_out = changes_so(root, x, answer, way, samples(symbols, question.facts))
    settled(borne_out, f"d({told(root)}): {told(answer)}")


def _derivation(question: Asked, worked: Worked, at: Any, v: Term | None = None) -> Derivation:
    (x,), answer = question.wrt, worked.answer
    meant = meanings([question.formula.term, worked.of, answer, x])
    loss, of = meant[question.formula.term], meant[worked.of]
    facts = question.facts_by_name
    claims = [
        Derived(of, meant[x], meant[answer], facts) if v is None else _along(worked, x, v, facts)
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
    return at_arrays(derivation, _with(question.formula, v), [(name, answer)], at)


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
