"""What all pictures share: size, colours, labels, and how a figure becomes a file."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from symcalc.errors import BackendError, UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting.sampled import Array
from symcalc.writing.latex import latex
from symcalc.writing.text import text

# Okabe and Ito's colours, which the colour-blind tell apart as well.
BLUE, ORANGE, GREEN, RED = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY, BLACK, GREY = "#CC79A7", "#56B4E9", "#222222", "#888888"
WIDTH, HEIGHT = 7.0, 4.6  # inches
THICK = 2.0  # a curve
DOTS = 110  # an inch, in a file of pixels
INSIDE = 3  # entries of a legend that stands inside the picture
LONG = 60  # characters of a formula that is still a label
STYLE = {
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "font.size": 11,
    "grid.alpha": 0.3,
}

Axes = Any  # matplotlib's
Figure = Any


def needed() -> None:
    """Refuse where there is nothing to draw with.

    Raises
    ------
    BackendError
        If matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise BackendError(
            "pictures need matplotlib, which is not installed",
            hint="pip install matplotlib, or symcalc-tutor[plot]",
        )


def figure(
    rows: int = 1, height: float = HEIGHT, *, columns: int = 1, shared: bool = True
) -> tuple[Figure, list[Axes]]:
    """An empty figure with some pictures, row by row, over one axis if it is shared."""
    matplotlib = import_module("matplotlib")
    made = import_module("matplotlib.figure")
    with matplotlib.rc_context(STYLE):
        fig = made.Figure(figsize=(WIDTH, height), dpi=DOTS, layout="constrained")
        axes = fig.subplots(rows, columns, sharex=shared, squeeze=False).ravel()
    return fig, list(axes)


def finish(axes: Axes, title: str = "", **labels: str) -> None:
    """Title, labels and legend; a legend that would cover much stands above the picture."""
    axes.set(**labels)
    handles, names = axes.get_legend_handles_labels()
    if len(names) > INSIDE:
        above = {"loc": "lower center", "bbox_to_anchor": (0.5, 1.0), "ncols": 3, "frameon": False}
        axes.legend(handles, names, title=title, **above)
        return
    axes.set_title(title)
    if names:
        axes.legend(handles, names, loc="best")


def line(axes: Axes, x: Array, y: Array, **style: Any) -> None:
    """A curve."""
    axes.plot(x, y, **{"linewidth": THICK, **style})


def label(node: Notation, before: str = "") -> str:
    """A formula as matplotlib sets it; as text where its LaTeX goes beyond that.

    >>> import sympy as sp
    >>> from symcalc.notation import name
    >>> label(name(sp.Symbol("x")), "f = ")
    '$f = x$'
    """
    typeset = f"${before}{latex(node)}$"
    return typeset if len(text(node)) <= LONG and can_set(typeset) else plain(node, before)


def plain(node: Notation, before: str = "") -> str:
    """A formula as text, cut where it is long."""
    written = before + text(node)
    cut = written if len(written) <= LONG else written[: LONG - 1] + "…"
    return cut.replace("$", r"\$")


def can_set(typeset: str) -> bool:
    """Whether matplotlib sets this LaTeX."""
    parser = import_module("matplotlib.mathtext").MathTextParser("path")
    try:
        parser.parse(typeset)
    except ValueError:  # \begin{cases}, a matrix …
        return False
    return True


def number(value: float) -> str:
    """A number in a label."""
    return f"{value:.4g}".replace("-", "−")


def save(fig: Figure, path: str | PathLike[str]) -> None:
    """Write a figure in the format that the name of the file says.

    Raises
    ------
    UnsupportedError
        If there is no such format, or the file cannot be written.
    """
    target = Path(path)
    known = sorted(fig.canvas.get_supported_filetypes())
    if target.suffix[1:].lower() not in known:
        raise UnsupportedError(
            f"a picture cannot be written as {target.suffix or target.name!r}",
            hint="end the file's name with .png, .svg or .pdf",
        )
    try:
        fig.savefig(target)
    except OSError as error:
        raise UnsupportedError(
            f"{target} cannot be written: {error.strerror}",
            hint="choose a file in a directory that exists and that you may write to",
        ) from error
