"""From text and LaTeX to formulas: one tokenizer, one grammar, nothing evaluated on the way."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.reading import bare, fallback, grammar, questions, whole
from symcalc.reading.names import Names, key
from symcalc.reading.nearby import hint_beside
from symcalc.reading.questions import right_side

__all__ = [
    "bare_formula",
    "key",
    "read",
    "read_question",
    "read_strictly",
    "read_whole",
    "right_side",
]


def read(
    text: str, *, names: Iterable[str | sp.Symbol] = (), symbols: Iterable[sp.Symbol] = ()
) -> Notation:
    """Read a formula as it is written.

    Parameters
    ----------
    text : str
        Plain text or LaTeX. It is never evaluated as Python.
    names : iterable of str or sympy.Symbol
        Names of several letters that are one symbol; a symbol is used again.
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
    alone = whole.in_a_word(text)
    if alone is not None:
        return alone
    if whole.NEARLY in text:
        return whole.nearly(grammar.formula(text.replace(whole.NEARLY, "="), *known), text)
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


def read_whole(
    text: str,
    *,
    names: Iterable[str | sp.Symbol] = (),
    symbols: Iterable[sp.Symbol] = (),
    complex: bool = False,  # noqa: A002 - as users call it
) -> Notation:
    """Read a text by itself: [x^2] is a vector of one, and a question in words a formula.

    Where `complex` is set, i is the square root of -1.

    >>> read_whole("[x^2]").expr, read_whole("limit of sin(x)/x as x -> 0").expr
    (Matrix([[x**2]]), Limit(sin(x)/x, x, 0, dir='+-'))
    """
    known = tuple(names), tuple(symbols)
    if complex:
        return whole.listed(grammar.formula(text, *known, complex=True), text)
    try:
        return whole.listed(read(text, names=known[0], symbols=known[1]), text)
    except ReadingError:
        worded = _in_words(text, *known)
        if worded is None:
            raise
        return worded


def _in_words(
    text: str, names: Iterable[str | sp.Symbol], symbols: Iterable[sp.Symbol]
) -> Notation | None:
    """None where it is no question, or is not understood."""
    try:
        return whole.in_words(text, names, symbols)
    except (ReadingError, UnsupportedError):
        return None


def read_strictly(
    text: str, *, names: Iterable[str | sp.Symbol] = (), symbols: Iterable[sp.Symbol] = ()
) -> Notation:
    """Read a formula by symcalc's own grammar alone, as answers that are graded are."""
    return grammar.formula(text, names, symbols)


def read_question(
    text: str, *, names: Iterable[str | sp.Symbol] = (), symbols: Iterable[sp.Symbol] = ()
) -> Question:
    """Read what is asked: a derivative, a gradient, or a formula alone.

    >>> question = read_question("derivative of x^2 y with respect to x")
    >>> question.kind, question.body.expr, question.wrt
    ('derivative', x**2*y, (x,))
    """
    try:
        return questions.question(text, names, symbols)
    except ReadingError as error:
        error.hint = hint_beside(error.hint, text)
        raise
