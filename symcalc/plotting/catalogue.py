"""The picture of an entry of the catalogue: its value and its slope side by side."""

from __future__ import annotations

from symcalc.errors import UnsupportedError
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    Figure,
    figure,
    finish,
    line,
    number,
)
from symcalc.plotting.sampled import curve, function, window
from symcalc.plotting.subject import Pictured

HEIGHT = 2.7  # inches
LISTED = "the list of the catalogue has no picture"
ENTRY = "name an entry: `symcalc catalogue gelu --plot gelu.png`"


def value_and_slope(d: Pictured) -> Figure:
    """The formula to the left and its derivative to the right, over the span of the question.

    Letters have the values that the question gives.
    """
    if not d.question.wrt:
        raise UnsupportedError(LISTED, hint=ENTRY)
    (x,) = d.question.wrt
    low, high = (float(end.expr) for end in d.question.subject_to[0].parts[1].parts)
    given = {symbol: float(node.expr) for symbol, node in d.question.given}
    fig, axes = figure(height=HEIGHT, columns=2, shared=False)
    shown = (d.question.body, "value", BLUE), (d.result, "slope", ORANGE)
    for ax, (node, title, color) in zip(axes, shown, strict=True):
        of = function(node.expr, (x, *given))
        xs, ys = curve(lambda column, of=of: of(column, *given.values()), low, high)
        ax.axhline(0, color=BLACK, linewidth=0.7)
        ax.axvline(0, color=GREY, linewidth=0.5)
        line(ax, xs, ys, color=color)
        ax.set_xlim(low, high)
        ax.set_ylim(*window(ys))
        finish(ax, title, xlabel=x.name)
    if given:
        letters = (f"{symbol.name} = {number(value)}" for symbol, value in given.items())
        fig.suptitle(", ".join(letters), fontsize=10)
    return fig
