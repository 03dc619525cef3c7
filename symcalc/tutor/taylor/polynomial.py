"""The verb `taylor`: from a formula, a centre and a degree to a Derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.scope import need_slope, need_value
from symcalc.tutor.taylor.one import HIGHEST, in_one_variable
from symcalc.tutor.taylor.remainder import Interval
from symcalc.tutor.taylor.several import in_several_variables
from symcalc.writing.text import text

USUAL = 4  # the degree where none is said
UNSAID = "No degree is said: these are the terms up to degree {degree}."


def taylor(
    body: Notation,
    centre: Mapping[sp.Symbol, sp.Expr],
    degree: int,
    on: Interval | None = None,
) -> Derivation:
    """The Taylor polynomial of a formula, with its remainder.

    Parameters
    ----------
    body : Notation
        The formula as written.
    centre : mapping
        The variables, and where to expand.
    degree : int
        Up to which power; in several variables, the total degree.
    on : pair of sympy.Expr, optional
        In one variable: an interval on which the remainder is bounded.

    Raises
    ------
    UnsupportedError
        If the formula or a derivative does not exist at the centre.
    TooLargeError
        If a derivative becomes too long to read.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> taylor(arrange(sp.exp(x)), {x: sp.S.Zero}, 2).answer
    x**2/2 + x + 1
    """
    if not (isinstance(degree, int) and degree >= 0):
        raise UnsupportedError(
            f"{degree} is not a degree", where=text(body), hint="a degree is 0, 1, 2, 3 …"
        )
    if degree > HIGHEST:
        raise TooLargeError(
            f"the degree {degree} is more than {HIGHEST}",
            where=text(body),
            hint="nobody works that out by hand; ask for a smaller degree",
        )
    need_value(body)
    need_slope(body, centre.keys())
    if len(centre) > 1:
        return in_several_variables(body, centre, degree)
    ((x, at),) = centre.items()
    return in_one_variable(body, x, at, degree, on)


def expanded(question: Question, points: Sequence[Mapping[sp.Symbol, sp.Expr]]) -> Derivation:
    """The Taylor polynomial that a question asks for, at the first point given."""
    point = dict(points[0]) if points else {}
    centre = centre_of(question.body, question.wrt, point)
    if question.degree is not None:
        return taylor(question.body, centre, question.degree, interval_of(question))
    told = taylor(question.body, centre, USUAL, interval_of(question))
    return replace(told, remarks=(UNSAID.format(degree=USUAL), *told.remarks))


def interval_of(question: Question) -> Interval | None:
    """Where the remainder is to be bounded.

    Raises
    ------
    UnsupportedError
        If it is no pair of numbers that rises, or there are several variables.
    """
    if not question.subject_to:
        return None
    _, between = question.subject_to[0].parts
    low, high = (end.expr for end in between.parts)
    if not (low.is_number and high.is_number and (low < high) == sp.true):
        raise UnsupportedError(
            f"the interval from {text(between.parts[0])} to {text(between.parts[1])} is empty",
            where=question.text,
            hint="write the smaller end first: on [0, 1]",
        )
    return low, high


def centre_of(
    body: Notation, wrt: Sequence[sp.Symbol], point: Mapping[sp.Symbol, sp.Expr]
) -> dict[sp.Symbol, sp.Expr]:
    """The variables and where they are expanded: at 0 where nothing else is said.

    Raises
    ------
    UnsupportedError
        If there are several letters, and it is not said which of them are variables.
    """
    named = tuple(dict.fromkeys((*wrt, *point)))
    free = natural_order(body.symbols)
    if not named and len(free) > 1:
        written, names = text(body), ", ".join(s.name for s in free)
        quoted = ", ".join(f'"{s.name}"' for s in free)
        raise UnsupportedError(
            f"the formula has several variables: {names}",
            where=written,
            hint=f'say which: taylor("{written}", [{quoted}]), or on the command line '
            f"--wrt {names.replace(' ', '')}",
        )
    variables = named or free or (sp.Symbol("x"),)
    return {x: point.get(x, sp.S.Zero) for x in variables}
