"""The verbs `implicit`, `tangent`, `parametric` and `inverse`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Point, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.tutor.curves import inverse as of_inverse
from symcalc.tutor.curves import parametric as by_parameter
from symcalc.tutor.implicit import implicit as by_equation
from symcalc.tutor.tangents import tangent as touching
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


def equation_of(given: Given, names: Iterable[str]) -> Notation:
    """An equation as written.

    Raises
    ------
    UnsupportedError
        If it is anything else.
    """
    asked = asking.question_of(given, names)
    body = asked.body
    if asked.kind != "formula":
        raise UnsupportedError(
            f"this asks for a {asked.kind}",
            where=asked.text,
            hint="give the equation of a curve alone: x^2 + y^2 = 25",
        )
    if body.head != "relation" or body.text != "=":
        raise UnsupportedError(
            "this is no equation", where=text(body), hint="write both sides: x^2 + y^2 = 25"
        )
    return body


@verb(
    'symcalc implicit "x^2+y^2=25" --at x=3,y=4',
    'symcalc implicit "x^3+y^3=6x y" --y y --x x --order 2',
)
def implicit(
    equation: Given,
    y: Variable | None = None,
    x: Variable | None = None,
    *,
    order: int = 1,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Find dy/dx where an EQUATION ties y to x.

    Parameters
    ----------
    equation : text, LaTeX, Notation or SymPy object
        With an equals sign: "x^2 + y^2 = 25".
    y : str or Symbol
        The letter that is a function of the other; y if left out.
    x : str or Symbol
        The variable; x if left out.
    order : int
        1 for dy/dx, 2 for the second derivative.
    at : mapping or sequence of mappings
        Points of the curve, with both coordinates.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is dy/dx in x and y, `.conditions` say where it holds.

    Raises
    ------
    UnsupportedError
        If this is no equation, or a point does not lie on the curve.

    Examples
    --------
    >>> implicit("x^2 + y^2 = 25", "y", "x", at={"x": 3, "y": 4}).value
    -3/4
    >>> implicit("x^2 + y^2 = 25", order=2).answer
    -25/y**3
    """
    if order not in (1, 2):
        raise UnsupportedError(f"there is no order {order!r} here", hint="the order is 1 or 2")
    body = equation_of(equation, [*names, *asking.declared(y, x, at)])
    among = asking.written_symbols(body)
    function, variable = (asking.symbol_of(s or d, among) for s, d in ((y, "y"), (x, "x")))
    if function == variable:
        raise UnsupportedError(
            f"{function} cannot be a function of itself", hint="name two letters: --y y --x x"
        )
    return by_equation(body, function, variable, asking.points_of(at, among), order)


def _values(letters: Sequence[sp.Symbol], first: Given) -> str:
    """A point as it may be written, with a value for the first letter."""
    values = [first, *range(1, len(letters))]
    return ", ".join(f'"{x}": {value}' for x, value in zip(letters, values, strict=True))


CALL = 'say by which, tangent("{f}", "{x}", {at}), or a value for each: at={{{each}}}'


@verb(
    'symcalc tangent "x^2" --at x=3',
    'symcalc tangent "x^2+y^2=25" --at x=3,y=4',
    'symcalc tangent "x^2 y" --at x=1,y=2',
)
def tangent(
    f: Given,
    x: Sequence[Variable] | Variable = (),
    at: Point | Given | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the tangent of F at a point.

    A formula in one variable has a tangent line, one in several a tangent plane; an equation is the
    curve, or the surface, of its solutions.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula or an equation.
    x : names or symbols
        The variables; all letters of the formula, if left out.
    at : mapping
        The point: a value for each variable; a number will do where there is one variable.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is an equation, `.value` the slope.

    Raises
    ------
    UnsupportedError
        If the formula has no value at the point, or the point does not lie on the curve.

    Examples
    --------
    >>> tangent("x^2", "x", 3).answer
    Eq(y, 6*x - 9)
    >>> tangent("a x^2", "x", 1).answer
    Eq(y, 2*a*x - a)
    >>> print(tangent("|x|", at={"x": 0}).ending)
    There is no tangent at x = 0: from the left the slope is −1, from the right 1.
    """
    chosen = asking.listed(x)
    plain = isinstance(at, str | int | float | sp.Expr)
    asked = asking.question_of(f, [*names, *asking.declared(chosen, () if plain else at)])
    body, _ = asking.formula_of(asked, "tangent")
    among = asking.written_symbols(body)
    named = () if plain else asking.declared((), at)
    by = tuple(asking.symbol_of(name, among) for name in chosen) or among
    by = by or tuple(asking.symbol_of(name, among) for name in named or ["x"])  # of a constant
    if plain and len(by) > 1:
        raise UnsupportedError(
            f"{at} is one number, and there are {len(by)} variables",
            where=text(body),
            hint=CALL.format(f=text(body), x=by[0], at=at, each=_values(by, at)),
        )
    points = asking.points_of({by[0]: at} if plain else at, (*among, *by)) or asked.points
    place = points[0] if points else {}
    missing = [s for s in by if s not in place]
    if missing or len(points) > 1 or not by:
        raise UnsupportedError(
            "a tangent touches at one point, with a value for each variable",
            where=text(body),
            hint="say where: " + ", ".join(f"{s} = …" for s in missing or by or ["x"]),
        )
    return touching(body, by, {s: place[s] for s in by})


@verb(
    'symcalc parametric "cos t" "sin t" --at t=pi/4',
)
def parametric(
    x: Given,
    y: Given,
    t: Variable | None = None,
    *,
    order: int = 1,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the slope dy/dx of the curve X(t), Y(t).

    Parameters
    ----------
    x, y : text, LaTeX, Notation or SymPy object
        The coordinates.
    t : str or Symbol
        The parameter; may be left out when there is just one letter.
    order : int
        1 for dy/dx, 2 for the second derivative.
    at : mapping or sequence of mappings
        Where to evaluate the slope.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> parametric("t^2", "t^3").answer
    3*t/2
    """
    if order not in (1, 2):
        raise UnsupportedError(f"there is no order {order!r} here", hint="the order is 1 or 2")
    known = [*names, *asking.declared(t, at)]
    sides = [asking.formula_of(asking.question_of(f, known), "parametric")[0] for f in (x, y)]
    among = natural_order(sides[0].symbols | sides[1].symbols)
    usual = [s for s in among if s.name == "t"] or list(among)
    if t is None and len(usual) != 1:
        raise UnsupportedError(
            "it is not clear which letter is the parameter", hint="name it: --t t"
        )
    parameter = usual[0] if t is None else asking.symbol_of(t, among)
    first, second = sides
    return by_parameter(first, second, parameter, asking.points_of(at, among), order)


@verb(
    'symcalc inverse "x^3 + x" 2',
)
def inverse(
    f: Given,
    b: Given,
    x: Variable | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the derivative of the inverse function of F at B.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula in one variable.
    b : number, or text
        The value that f takes: the inverse is differentiated there.
    x : str or Symbol
        The variable; may be left out when there is just one.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> inverse("x^3 + x", 2).answer
    1/4
    """
    asked = asking.question_of(f, [*names, *asking.declared(x)])
    body, _ = asking.formula_of(asked, "inverse")
    among = asking.written_symbols(body)
    if x is None and len(among) != 1:
        raise UnsupportedError(
            "an inverse function needs a formula in one variable",
            where=text(body),
            hint="name it: --x x",
        )
    variable = among[0] if x is None else asking.symbol_of(x, among)
    return of_inverse(body, variable, asking.points_of({variable: b}, (variable,))[0][variable])
