"""The verbs `extrema` and `convexity`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Range, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.tutor import extrema as tutor
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

POINTS = "this is about the function; for the set of points on the curve write {equation}"


@verb(
    'symcalc extrema "x^3 - 3x + y^2"',
    'symcalc extrema "x y" --subject-to "x^2+y^2=1"',
    'symcalc extrema "x^2 + y^2" --subject-to "x + y >= 1" --subject-to "x >= 0"',
    'symcalc extrema "x^3 - 3x" --on 0,3',
)
def extrema(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    subject_to: Sequence[Given] = (),
    on: Range | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the critical points of F and tell minima, maxima and saddle points apart.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The variables; all letters of the formula and its constraints, if left out.
    subject_to : equations and inequalities
        Constraints: "x + y = 1", "x >= 0".
    on : pair of numbers
        In one variable: the closed interval whose least and greatest value are looked for.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is a tuple of (point, value, class): a dict from symbols to numbers, the value
        there, and "minimum", "maximum", "saddle", "inflection" or "inconclusive". A point of
        inflection is one of them where the slope is 0 or does not exist.

    Raises
    ------
    UnsupportedError
        If the formula cannot be differentiated, or a constraint is none.

    Examples
    --------
    >>> extrema("x^3 - 3x + y^2").answer
    (({x: -1, y: 0}, 2, 'saddle'), ({x: 1, y: 0}, -2, 'minimum'))
    >>> extrema("x^2 + y^2", subject_to="x + y = 1").answer
    (({x: 1/2, y: 1/2}, 1/2, 'minimum'),)
    >>> extrema("x^3 - 3x", on=(0, 3)).answer
    (({x: 0}, 0, 'maximum'), ({x: 1}, -2, 'minimum'), ({x: 3}, 18, 'maximum'))
    """
    chosen = asking.listed(wrt)
    asked = asking.question_of(f, [*names, *asking.declared(chosen)])
    body, said = asking.formula_of(asked, "extrema")
    constraints = [*_constraints(subject_to, [*names, *asking.declared(chosen)])]
    among = tuple(body.symbols.union(*(node.symbols for node in constraints)))
    by = tuple(asking.symbol_of(x, among) for x in chosen) or said
    if on is not None:
        constraints.append(_interval(body, by, on))
    return tutor.extrema(body, by, constraints or asked.subject_to, asked.method)


@verb(
    'symcalc convexity "x^2 + x y + y^2"',
    'symcalc convexity "x^3"',
)
def convexity(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Prove that F is convex or concave, or give a counterexample.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The variables; all letters of the formula, if left out.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is "convex", "concave", "affine", "neither" or "undecided".

    Examples
    --------
    >>> convexity("x^2 + x y + y^2").answer
    'convex'
    >>> convexity("x^3").answer
    'neither'
    """
    chosen = asking.listed(wrt)
    asked = asking.question_of(f, [*names, *asking.declared(chosen)])
    body, said = asking.formula_of(asked, "convexity")
    among = asking.written_symbols(body)
    told = tutor.convexity(body, tuple(asking.symbol_of(x, among) for x in chosen) or said)
    curve = asked.body.head == "relation" and body is not asked.body
    if not curve or asked.body.parts[0].head != "name":
        return told
    left, right = (text(part) for part in asked.body.parts)
    return replace(told, remarks=(*told.remarks, POINTS.format(equation=f"{right} = {left}")))


def _constraints(given: Any, names: Sequence[str]) -> Iterable[Notation]:
    """One constraint, or several."""
    if given is None:
        return
    several = given if isinstance(given, list | tuple) else (given,)
    for one in several:
        yield read(one, names=names) if isinstance(one, str) else asking.notation_of(one)


def _interval(body: Notation, by: Sequence[sp.Symbol], on: Range) -> Notation:
    """x ∈ [a, b] of the only variable."""
    among = tuple(by) or asking.written_symbols(body) or (sp.Symbol("x"),)
    if isinstance(on, str) or len(tuple(on)) != 2:
        raise UnsupportedError(f"{on!r} is not an interval", hint="write on=(0, 3)")
    if len(among) != 1:
        raise UnsupportedError(
            "an interval is for one variable, and the formula has several",
            hint='write the constraints: subject_to=["0 <= x <= 1", "0 <= y <= 1"]',
        )
    ends = [arrange(asking.number(end)) for end in on]
    variable = arrange(among[0])
    return build("element", variable, build("interval", *ends, text="[]"), text="in")
