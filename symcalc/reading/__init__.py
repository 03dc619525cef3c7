"""From text and LaTeX to formulas: one tokenizer, one grammar, nothing evaluated on the way."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.reading import bare, fallback, grammar, questions
from symcalc.reading.names import Names, key
from symcalc.reading.questions import right_side

__all__ = ["bare_formula", "key", "read", "read_question", "read_strictly", "right_side"]


def read(text: str, *, names: Iterable[str] = (), symbols: Iterable[sp.Symbol] = ()) -> Notation:
    """Read a formula as it is written.

    Parameters
    ----------
    text : str
        Plain text or LaTeX. It is never evaluated as Python.
    names : iterable of str
        Names of several letters that are one symbol.
    symbols : iterable of sympy.Symbol
        Symbols to use again where the text names them.

    Returns
    -------
    Notation
        The formula in written order; `.expr` is what it means, `.remarks` what was ambiguous.

    Raises
    ------
    ReadingError
        If the text is no formula; `.position` is the place.
    UnsupportedError
        If it is one, but of a kind that is not read.
    TooLargeError
        If it goes past a bound of `symcalc.reading.limits`.

    Examples
    --------
    >>> read("x^2 sin 2x").expr
    x**2*sin(2*x)
    >>> read(r"\\frac{x}{2}", symbols=[sp.Symbol("x", positive=True)]).expr.is_positive
    True
    >>> read("mass*accel", names=["mass", "accel"]).expr
    accel*mass
    """
    known = tuple(names), tuple(symbols)
    try:
        return grammar.formula(text, *known)
    except (ReadingError, UnsupportedError):
        helped = fallback.read(text, *known)
        if helped is None:
            raise
        return helped


def bare_formula(text: str) -> Notation:
    """A formula, or a function that is only named, as its value at x.

    >>> bare_formula("the sigmoid").text, bare_formula("x^2").expr
    ('', x**2)
    """
    return bare.formula(text, Names(), 0, len(text))


def read_strictly(
    text: str, *, names: Iterable[str] = (), symbols: Iterable[sp.Symbol] = ()
) -> Notation:
    """Read a formula by symcalc's own grammar alone, as answers that are graded are."""
    return grammar.formula(text, names, symbols)


def read_question(
    text: str, *, names: Iterable[str] = (), symbols: Iterable[sp.Symbol] = ()
) -> Question:
    """Read what is asked: a derivative, a gradient, or a formula alone.

    >>> question = read_question("derivative of x^2 y with respect to x")
    >>> question.kind, question.body.expr, question.wrt
    ('derivative', x**2*y, (x,))
    """
    return questions.question(text, names, symbols)
