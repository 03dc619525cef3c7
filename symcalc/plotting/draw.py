"""Which picture goes with which kind of question."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.plotting import (
    catalogue,
    curves,
    enclosed,
    fields,
    heat,
    integrals,
    panels,
    plane,
    regions,
    shapes,
)
from symcalc.plotting.paper import Figure, needed, save
from symcalc.plotting.subject import Pictured, axes_of

HINT = "derivatives, gradients, limits, Taylor polynomials, extrema, integrals and areas have one"
Picture = Callable[[Pictured], Figure]

# By the kind of a question: what draws it in one variable, and in two.
PICTURES: dict[str, tuple[Picture | None, Picture | None]] = {
    "derivative": (curves.derivative, fields.gradient),
    "gradient": (curves.derivative, fields.gradient),
    "directional-derivative": (None, fields.gradient),
    "hessian": (None, fields.gradient),
    "laplacian": (None, fields.gradient),
    "divergence": (None, fields.field),
    "curl": (None, fields.field),
    "tangent": (curves.tangent, fields.tangent),
    "curve-tangent": (None, plane.equation),
    "implicit": (None, plane.equation),
    "parametric": (plane.parametric, None),
    "limit": (shapes.limit, None),
    "continuity": (shapes.continuity, None),
    "taylor": (shapes.taylor, fields.taylor),
    "extrema": (shapes.extrema, fields.extrema),
    "integral": (integrals.integral, regions.region),
    "area": (enclosed.enclosed, None),
    "average": (enclosed.average, None),
    "arc-length": (enclosed.arc, None),
    "quadrature": (panels.quadrature, None),
    "catalogue": (catalogue.value_and_slope, None),
}


def draw(d: Pictured, path: str | PathLike[str] | None = None) -> Figure:
    """Draw a derivation, and write the picture to a file if there is a path.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    BackendError
        If matplotlib is not installed.
    UnsupportedError
        If there is no picture of this, or the file cannot be written.
    """
    needed()
    fig = d.picture() if d.picture else chosen(d)(d)
    if path is not None:
        save(fig, path)
    return fig


def chosen(d: Pictured) -> Picture:
    """The picture for this question and so many variables.

    Raises
    ------
    UnsupportedError
        If there is none.
    """
    if any(isinstance(x, sp.MatrixSymbol) for x in d.question.wrt):
        return heat.entries
    count = len(axes_of(d))
    pictures = PICTURES.get(kind_of(d), ())
    picture = dict(enumerate(pictures, 1)).get(count)
    if picture is None:
        variables = "one variable" if count == 1 else f"{count} variables"
        what = f"there is no picture for the kind of question {d.question.kind!r}"
        raise UnsupportedError(
            f"{what} in {variables}" if pictures else what, where=d.question.text, hint=HINT
        )
    return picture


def kind_of(d: Pictured) -> str:
    """The kind of the question; the tangent of an equation's curve is another picture."""
    kind = d.question.kind
    return "curve-tangent" if kind == "tangent" and d.question.body.head == "relation" else kind
