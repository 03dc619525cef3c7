"""Matrices as pictures: the size of every entry as a colour."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.plotting.paper import HEIGHT, Figure, figure
from symcalc.plotting.subject import Pictured

COLOURS = "cividis"  # which the colour-blind see as others do


def entries(d: Pictured) -> Figure:
    """The entries of each answer at the numbers that were given.

    Raises
    ------
    UnsupportedError
        If no numbers were given.
    """
    if d.value is None:
        raise UnsupportedError(
            "a picture of a matrix needs numbers",
            where=d.question.text,
            hint="give a value to every variable: at={…}, or --at",
        )
    names = [str(x.name) for x in d.question.wrt]
    found = d.value if isinstance(d.value, tuple) else (d.value,)
    matrices = [value for value in found if isinstance(value, sp.MatrixBase)]
    fig, axes = figure(len(matrices), HEIGHT * (1 + 0.6 * (len(matrices) - 1)), shared=False)
    for on, value, name in zip(axes, matrices, names, strict=False):
        sizes = np.abs(np.array(value.tolist(), dtype=float))
        picture = on.imshow(sizes, cmap=COLOURS, aspect="auto")
        on.grid(visible=False)
        on.set(xlabel="column", ylabel="row", title=f"|∂L/∂{name}|")
        on.set_xticks(range(sizes.shape[1])[:: max(1, sizes.shape[1] // 10)])
        on.set_yticks(range(sizes.shape[0])[:: max(1, sizes.shape[0] // 10)])
        fig.colorbar(picture, ax=on)
    return fig
