"""The verb `taylor`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Point, Range, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.tutor import taylor as tutor
from symcalc.verbs.registry import verb


@verb(
    'symcalc taylor "e^x" --degree 4 --on 0,1',
    'symcalc taylor "ln x" --at 1 --degree 3',
    'symcalc taylor "e^x cos y" --wrt x,y --at x=0,y=0 --degree 4',
)
def taylor(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    at: Point | Given = 0,
    degree: int | None = None,
    *,
    on: Range | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the Taylor polynomial of F, with its remainder.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The variables; those of the point `at`, or the only one of the formula, if left out.
    at : mapping, or a number where there is one variable
        The centre; 0 where nothing is said.
    degree : int
        Up to and including which power; in several variables, the total degree; 4 if left out.
    on : pair of numbers
        In one variable: an interval on which the remainder is bounded.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the polynomial.

    Raises
    ------
    UnsupportedError
        If the formula has no derivatives at the centre, or its variables are not clear.
    TooLargeError
        If a derivative becomes too long to read.

    Examples
    --------
    >>> taylor("e^x", degree=3).answer
    x**3/6 + x**2/2 + x + 1
    >>> taylor("ln x", at=1, degree=2).answer
    x - (x - 1)**2/2 - 1
    >>> taylor("e^x cos y", ["x", "y"], degree=2).answer
    x**2/2 + x - y**2/2 + 1
    """
    chosen = asking.listed(wrt)
    named = at if isinstance(at, Mapping) else {}
    asked = asking.question_of(f, [*names, *asking.declared(chosen, named)])
    body, said = asking.formula_of(asked, "taylor")
    among = asking.written_symbols(body)
    by = tuple(asking.symbol_of(x, among) for x in chosen) or said
    point = asking.points_of(named, (*among, *by))[0] if named else dict(asked.at)
    centre = tutor.centre_of(body, by, point)
    if not (named or asked.at):
        centre = dict.fromkeys(centre, asking.number(at))
    said_degree = asked.degree if degree is None else degree
    upto = tutor.USUAL if said_degree is None else said_degree
    return tutor.taylor(body, centre, upto, interval(on) if on else tutor.interval_of(asked))


def interval(on: Range) -> tuple[sp.Expr, sp.Expr]:
    """The two ends as numbers.

    Raises
    ------
    UnsupportedError
        If it is no pair of numbers that rises.
    """
    if isinstance(on, str) or len(tuple(on)) != 2:
        raise UnsupportedError(f"{on!r} is not an interval", hint="write on=(0, 1)")
    low, high = map(asking.number, on)
    if not low < high:
        raise UnsupportedError(
            f"the interval from {on[0]} to {on[1]} is empty", hint="write the smaller end first"
        )
    return low, high
