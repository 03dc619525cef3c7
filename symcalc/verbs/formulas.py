"""The verbs `parse` and `read`."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc import asking, reading
from symcalc.asking import Given
from symcalc.notation import Notation
from symcalc.verbs.registry import verb


@verb(
    'symcalc parse "2x sin(3x)"',
    r"""symcalc parse '\frac{x}{2}'""",
)
def parse(formula: Given, *, names: Iterable[str] = ()) -> sp.Basic:
    """Read FORMULA and say what it means, as a SymPy object.

    Derivatives stay unevaluated. Nothing in the text is ever run.

    Parameters
    ----------
    formula : str
        Plain text or LaTeX.
    names : iterable of str
        Names of several letters that are one symbol.

    Raises
    ------
    ReadingError
        With `.position`, where the text is not a formula.

    Examples
    --------
    >>> parse("2x sin(3x)")
    2*x*sin(3*x)
    >>> parse(r"\\frac{d}{dx} x^2")
    Derivative(x**2, x)
    """
    return read(formula, names=names).expr


@verb(
    'symcalc read "1/2x"',
)
def read(formula: Given, *, names: Iterable[str] = ()) -> Notation:
    """Read FORMULA as it is written, and remark on what was ambiguous.

    Examples
    --------
    >>> read("1/2x").remarks
    ('1/2x is read as (1/2)·x, from left to right',)
    """
    if isinstance(formula, str):
        return reading.read(formula, names=names)
    return asking.notation_of(formula, names)
