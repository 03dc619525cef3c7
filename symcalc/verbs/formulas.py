"""The verbs `parse` and `read`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp

from symcalc import asking, reading
from symcalc.asking import Given
from symcalc.notation import Notation
from symcalc.verbs.registry import verb
from symcalc.writing.latex import latex
from symcalc.writing.pretty import pretty
from symcalc.writing.text import text


@dataclass(frozen=True)
class Reading:
    """What a shell prints for `parse`: the SymPy object, and what was doubtful about it."""

    node: Notation

    def text(self) -> str:
        """The object as SymPy writes it; then how it was read, with the remarks on it."""
        told = [f"read as  {text(self.node)}"] if self.node.remarks else []
        return "\n".join([str(self.node.expr), *told, *(f"remark: {r}" for r in self.node.remarks)])

    def latex(self) -> str:
        """The formula as it was written."""
        return latex(self.node)

    def markdown(self) -> str:
        """The formula as it was written, between dollars."""
        return f"${latex(self.node)}$"

    def pretty(self) -> str:
        """The formula as it was written, on as many lines as it takes."""
        return pretty(self.node)

    def json(self) -> str:
        """As JSON: text, LaTeX, the SymPy object and the remarks."""
        data = {
            "text": text(self.node),
            "latex": latex(self.node),
            "sympy": str(self.node.expr),
            "remarks": list(self.node.remarks),
        }
        return json.dumps(data, ensure_ascii=False)


def parsed(
    formula: Given,
    *,
    names: Iterable[str] = (),
    complex: bool = False,  # noqa: A002 - as users call it
) -> Reading:
    """A formula for a shell."""
    return Reading(read(formula, names=names, complex=complex))


@verb(
    'symcalc parse "2x sin(3x)"',
    r"""symcalc parse '\frac{x}{2}' --format latex""",
    "symcalc parse '∫_0^1 x² dx' --format json",
    shown=parsed,
)
def parse(
    formula: Given,
    *,
    names: Iterable[str] = (),
    complex: bool = False,  # noqa: A002 - as users call it
) -> sp.Basic:
    """Read FORMULA and say what it means, as a SymPy object.

    Derivatives, integrals, limits and sums stay unevaluated. Nothing in the text is ever run.

    Parameters
    ----------
    formula : str
        Plain text or LaTeX.
    names : iterable of str
        Names of several letters that are one symbol.
    complex : bool
        Whether i is the square root of -1; it is a name otherwise.

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
    >>> parse("∫_0^1 x² dx")
    Integral(x**2, (x, 0, 1))
    >>> parse("(1 + 2i) x", complex=True)
    x*(1 + 2*I)
    """
    return read(formula, names=names, complex=complex).expr


@verb(
    'symcalc read "1/2x"',
)
def read(
    formula: Given,
    *,
    names: Iterable[str] = (),
    complex: bool = False,  # noqa: A002 - as users call it
) -> Notation:
    """Read FORMULA as it is written, and remark on what was ambiguous.

    Examples
    --------
    >>> read("1/2x").remarks
    ('1/2x is read as (1/2)·x, from left to right',)
    """
    if isinstance(formula, str):
        return reading.read_whole(formula, names=names, complex=complex)
    return asking.notation_of(formula, names)
