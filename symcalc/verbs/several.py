"""The verbs about several variables: `jacobian`, `hessian`, `directional` and `chain`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.reading.several import equations
from symcalc.scope import need_value
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.answer import variables
from symcalc.tutor.several import chain as chains
from symcalc.tutor.several.directional import directional as in_direction
from symcalc.tutor.several.parts import components
from symcalc.verbs.matrices import asked_of_matrices
from symcalc.verbs.registry import verb

Where = Mapping[Any, Any] | str


@verb(
    'symcalc jacobian "[x^2+y, x*y]" --wrt x,y --at x=3,y=2',
    'symcalc jacobian "[r cos(t), r sin(t)]"',
)
def jacobian(
    fs: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
    shapes: Shapes | None = None,
    samples: str = "rows",
    assuming: str = "",
    logdet: bool = False,
) -> Derivation:
    """Work out all partial derivatives of FS, entry by entry, as a matrix.

    Parameters
    ----------
    fs : text in brackets, a sequence, or a SymPy Matrix
        m formulas, a row each.
    wrt : names or symbols
        The n variables, a column each; all of the formulas', in natural order, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the matrix, and its determinant if it is square.
    names : iterable of str
        Names of several letters that are one symbol.
    shapes : text or mapping
        The shapes of matrices and vectors: "W: (k, n), x: n".
    samples : str
        "rows" or "columns": how a batch of samples is laid out.
    assuming : str
        What is known of matrices besides: "A symmetric, y one-hot".
    logdet : bool
        Whether log |det J| is worked out of a square Jacobian, with shapes.

    Returns
    -------
    Derivation
        `.answer` is a Matrix of shape (m, n), `.value` one `at` each point; with `logdet` they
        are numbers.

    Examples
    --------
    >>> jacobian("[x^2 + y, x*y]", at={"x": 3, "y": 2}).value
    Matrix([
    [6, 1],
    [2, 3]])
    """
    given = {"logdet": True} if logdet else {}
    of_matrices = asked_of_matrices("jacobian", fs, wrt, shapes, samples, at, assuming, **given)
    if of_matrices is not None:
        return of_matrices
    if logdet:
        raise UnsupportedError(
            "log |det J| is worked out of formulas with shapes",
            hint='jacobian("x + u tanh(v^T x)", "x", shapes="x: n, u: n, v: n", logdet=True)',
        )
    return asked_about("jacobian", fs, wrt, at, names)


@verb('symcalc hessian "x^3 - 3x y + y^2" --at x=1,y=2')
def hessian(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
    shapes: Shapes | None = None,
    samples: str = "rows",
    assuming: str = "",
) -> Derivation:
    """Work out the second partial derivatives of F, as a symmetric matrix.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The n variables; all of the formula's, in natural order, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the matrix.
    names : iterable of str
        Names of several letters that are one symbol.
    shapes : text or mapping
        The shapes of matrices and vectors: "W: (k, n), x: n".
    samples : str
        "rows" or "columns": how a batch of samples is laid out.
    assuming : str
        What is known of matrices besides: "A symmetric, y one-hot".

    Returns
    -------
    Derivation
        `.answer` is a Matrix of shape (n, n).

    Examples
    --------
    >>> hessian("x^2 + 4x y + y^2").answer
    Matrix([
    [2, 4],
    [4, 2]])
    """
    of_matrices = asked_of_matrices("hessian", f, wrt, shapes, samples, at, assuming)
    if of_matrices is not None:
        return of_matrices
    return asked_about("hessian", f, wrt, at, names)


@verb('symcalc directional "x^2 y" --direction "[3, 4]" --at x=1,y=2')
def directional(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    direction: Given | None = None,
    at: Point | Sequence[Point] | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out how fast F changes in a direction, per unit of length.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The n variables; all of the formula's, in natural order, if left out.
    direction : text in brackets, a sequence, or a SymPy Matrix
        n components; it is made a vector of length 1.
    at : mapping or sequence of mappings
        Where to evaluate the derivative; where there is no gradient, the two sides are told.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> directional("x^2 y", direction=[3, 4], at={"x": 1, "y": 2}).value
    16/5
    """
    chosen = asking.listed(wrt)
    asked = asking.question_of(f, [*names, *asking.declared(chosen, at)])
    body, said = asking.formula_of(asked, "directional-derivative")
    among = asking.written_symbols(body)
    by = tuple(asking.symbol_of(x, among) for x in chosen) or said
    by = by or variables(body, "gradient")
    points = asking.points_of(at, (*among, *by)) or asked.points
    return in_direction(body, by, _direction(direction, asked, by), points)


@verb('symcalc chain "x^2 y" "x = cos t, y = sin t"')
def chain(
    f: Given,
    where: Where,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Differentiate F by t, WHERE its variables are functions of t.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    where : text or mapping
        What its variables are: "x = cos t, y = sin t".
    wrt : names or symbols
        The parameter, or several; all letters of `where`, in natural order, if left out.
    at : mapping or sequence of mappings
        Values of the parameters where to evaluate the derivative.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the total derivative; of several parameters, a Matrix (n, 1) of partial ones.

    Examples
    --------
    >>> chain("x^2 y", {"x": "cos t", "y": "sin t"}, at={"t": 0}).value
    1
    """
    chosen = asking.listed(wrt)
    declared = [*names, *asking.declared(chosen, at, where if isinstance(where, Mapping) else ())]
    asked = asking.question_of(f, declared)
    body, _ = asking.formula_of(asked, "total-derivative")
    inner = _inner(where, body, declared)
    free = natural_order({s for formula in inner.values() for s in formula.symbols})
    by = tuple(asking.symbol_of(x, (*free, *body.symbols)) for x in chosen) or free
    if not by:
        raise UnsupportedError(
            "it is not said by which variable", hint='name it: --wrt t, or where "x = cos t"'
        )
    return chains.chain(body, inner, by, asking.points_of(at, (*by, *free, *body.symbols)))


def asked_about(
    kind: str,
    f: Given,
    wrt: Sequence[Variable] | Variable,
    at: Point | Sequence[Point] | None,
    names: Iterable[str],
) -> Derivation:
    """Work out a question of one of these kinds, about all variables if none are named."""
    chosen = asking.listed(wrt)
    if isinstance(f, Derivation) and f.question.kind != kind:
        f = f.result  # the Jacobian of a gradient
    asked = asking.question_of(f, [*names, *asking.declared(chosen, at)])
    body, said = asking.formula_of(asked, kind)
    among = asking.written_symbols(body)
    by = tuple(asking.symbol_of(x, among) for x in chosen)
    question = Question(kind, body, by or said, asked.text, at=asked.at)
    by = by or said or variables(body, kind)
    return worked_out(question, asking.points_of(at, (*among, *by)))


def _direction(direction: Given | None, asked: Question, wrt: Sequence[sp.Symbol]) -> list[sp.Expr]:
    """The components of a direction: "[3, 4]", "3, 4", a sequence, a Matrix, {"x": 3}."""
    if direction is None:
        if asked.given:
            return [c.expr for _, c in asked.given]
        raise UnsupportedError(
            "it is not said in which direction", hint='give a vector: --direction "[3, 4]"'
        )
    if isinstance(direction, Mapping):
        said = {asking.symbol_of(x, wrt): component for x, component in direction.items()}
        strange = [x for x in said if x not in wrt]
        if strange:
            raise UnsupportedError(f"{strange[0]} is not one of the variables")
        direction = [said.get(x, 0) for x in wrt]
    if isinstance(direction, str) and not direction.strip().startswith(("[", "(", "\\")):
        direction = f"[{direction}]"
    found = components(asking.notation_of(direction))
    for component in found:
        need_value(component)
    return [sp.nsimplify(c.expr, rational=True) if c.expr.has(sp.Float) else c.expr for c in found]


def _inner(where: Where, body: Notation, names: Iterable[str]) -> dict[sp.Symbol, Notation]:
    """What each variable is: from {"x": "cos t"}, or from "x = cos t, y = sin t"."""
    if isinstance(where, Mapping):
        pairs = [(x, asking.notation_of(value, names)) for x, value in where.items()]
    else:
        said = equations(asking.question_of(where, names).body)
        if said is None:
            raise UnsupportedError(
                "it is not said what the variables are",
                hint='write an equation for each: "x = cos t, y = sin t"',
            )
        pairs = said
    return {asking.symbol_of(x, body.symbols): formula for x, formula in pairs}
