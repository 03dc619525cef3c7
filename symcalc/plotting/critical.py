"""Critical points: read off a derivation, and marked in a picture by their class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp

from symcalc.plotting.paper import GREEN, ORANGE, PURPLE, RED, Axes, number
from symcalc.plotting.subject import Pictured, real

NAMED = 3  # points of a class that the legend tells
# How a class of critical points is drawn: by the word in its name.
MARKS = (("max", "^", RED), ("min", "v", GREEN), ("saddle", "X", PURPLE), ("", "o", ORANGE))

Critical = tuple[tuple[float, ...], float | None, str]


def classified(d: Pictured, wrt: Sequence[sp.Symbol]) -> list[Critical]:
    """The critical points that were found, as numbers; those that are no points are left out."""
    rows = d.told if isinstance(d.told, tuple) else ()
    found: list[Critical] = []
    for row in rows:
        if not (isinstance(row, tuple) and len(row) == 3 and isinstance(row[0], Mapping)):
            continue
        named = {str(symbol): real(sp.sympify(v, strict=True)) for symbol, v in row[0].items()}
        place = [named.get(s.name) for s in wrt]
        if all(c is not None for c in place):
            value = real(sp.sympify(row[1], strict=True))
            found.append((tuple(c for c in place if c is not None), value, str(row[2])))
    return found


def marked(axes: Axes, points: Sequence[tuple[Sequence[float], str]]) -> None:
    """Points with a sign for each class, told once each in the legend."""
    for kind in dict.fromkeys(kind for _, kind in points):
        _, sign, color = next(row for row in MARKS if row[0] in kind.lower())
        same = [place for place, other in points if other == kind]
        shown = ", ".join(f"({', '.join(number(c) for c in place)})" for place in same[:NAMED])
        more = " …" if len(same) > NAMED else ""
        axes.plot(
            *zip(*same, strict=True),
            sign,
            color=color,
            markeredgecolor="white",
            markersize=11,
            zorder=5,
            label=f"{kind} {shown}{more}",
        )
