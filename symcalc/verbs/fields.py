"""The verbs about fields: `divergence`, `curl` and `laplacian`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symcalc.asking import Given, Point, Variable
from symcalc.derivation import Derivation
from symcalc.verbs.registry import verb
from symcalc.verbs.several import asked_about


@verb('symcalc divergence "[x^2, x y, z]"')
def divergence(
    F: Given,  # noqa: N803
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the divergence of the field F.

    Parameters
    ----------
    F : text in brackets, a sequence, or a SymPy Matrix
        n components.
    wrt : names or symbols
        The n variables; the first of x, y, z, or all of the field's, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the divergence.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> divergence("[x^2, x y, z]").answer
    3*x + 1
    """
    return asked_about("divergence", F, wrt, at, names)


@verb('symcalc curl "[-y, x, 0]"', 'symcalc curl "[-y, x]"')
def curl(
    F: Given,  # noqa: N803
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the curl of the field F: a vector in space, a number in the plane.

    Parameters
    ----------
    F : text in brackets, a sequence, or a SymPy Matrix
        Three components, or two.
    wrt : names or symbols
        As many variables; the first of x, y, z, or all of the field's, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the curl.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> curl("[-y, x]").answer
    2
    >>> curl("[y z, x z, x y]").answer
    Matrix([
    [0],
    [0],
    [0]])
    """
    return asked_about("curl", F, wrt, at, names)


@verb('symcalc laplacian "x^2 y + y^3"')
def laplacian(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the sum of the second partial derivatives of F by each variable.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The n variables; all of the formula's, in natural order, if left out.
    at : mapping or sequence of mappings
        Where to evaluate it.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> laplacian("x^2 y + y^3").answer
    8*y
    """
    return asked_about("laplacian", f, wrt, at, names)
