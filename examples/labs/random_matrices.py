"""Random weights: Xavier and He set how far the eigenvalues lie, not the condition number.

    python examples/labs/random_matrices.py

The entries of an n × n matrix are drawn with variance c/n: c = 1 for Xavier, c = 2 for He. The
eigenvalues, most of them complex, fill a disc of radius √c, and the largest singular value is about
2√c. The same draw has the same condition number at any scale; another draw has another one.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

STARTS = ("xavier", "he")
ROUNDING = 1e-6  # of a condition number
REAL = 1e-9  # an imaginary part that is rounding
SMALL = 100  # rows of the further draws


def table(spectra: dict[str, Any]) -> None:
    """Radius, largest singular value and condition number of every draw."""
    print("start      n  radius  largest σ  condition  complex eigenvalues")
    for start, spectrum in spectra.items():
        for one in spectrum.draws:
            complex_ones = int((abs(one.eigenvalues.imag) > REAL).sum())
            print(
                f"{start:6} {one.n:5}  {one.radius:.4f}  {one.largest:9.4f}  {one.condition:9.0f}"
                f"  {complex_ones} of {one.n}"
            )
        variance, radius, largest = spectrum.answer
        print(
            f"{start:6} as n grows: variance {variance}, radius {float(radius):.4f},"
            f" largest σ {float(largest):.4f}"
        )


def scale(spectra: dict[str, Any]) -> None:
    """What the scale changes, and what it leaves."""
    xavier, he = (spectra[start].draws[-1] for start in STARTS)
    gap = abs(he.condition / xavier.condition - 1)
    print(f"He against Xavier, the same draw of {xavier.n} rows")
    print(f"  radius:           {he.radius / xavier.radius:.6f} times, and √2 is {2**0.5:.6f}")
    same = "the same to rounding" if gap < ROUNDING else f"apart by {gap:.0e}"
    print(f"  condition number: {same}")
    print("  So the scale sets the radius, not the condition number.")


def seeds(rows: int, draws: int) -> dict[str, list[float]]:
    """Condition numbers of several draws, for each start."""
    found = {
        start: [
            sc.random_spectrum(start, n=rows, seed=seed).draws[0].condition for seed in range(draws)
        ]
        for start in STARTS
    }
    print(f"Condition numbers of {draws} draws of {rows} rows")
    for start, values in found.items():
        print(f"  {start:6} " + " ".join(f"{value:7.0f}" for value in values))
    return found


def main() -> None:
    """Draw matrices, measure them, and say what the scale does."""
    parser = command_line(__doc__, "random_matrices.png")
    parser.add_argument(
        "--sizes", type=count, nargs="+", default=[100, 500, 1000], help="default: 100 500 1000"
    )
    parser.add_argument("--draws", type=count, default=6, help="further draws (default: 6)")
    given = parser.parse_args()
    spectra = {start: sc.random_spectrum(start, n=given.sizes) for start in STARTS}
    table(spectra)
    scale(spectra)
    conditions = seeds(min(SMALL, *given.sizes), given.draws)
    draw(given.out, (12, 6), partial(paint, spectra=spectra, conditions=conditions))


def paint(figure: Any, spectra: dict[str, Any], conditions: dict[str, list[float]]) -> None:
    """The clouds of eigenvalues in their discs; radii; condition numbers."""
    wide = len(spectra["he"].draws)
    panels = figure.subplots(2, wide + 1, squeeze=False)
    angle = np.linspace(0, 2 * np.pi, 200)
    for k, (start, spectrum) in enumerate(spectra.items()):
        radius = float(spectrum.answer[1])
        for axes, one in zip(panels[k], spectrum.draws, strict=False):
            axes.scatter(one.eigenvalues.real, one.eigenvalues.imag, 3, f"C{k}", linewidths=0)
            axes.plot(radius * np.cos(angle), radius * np.sin(angle), "k", linewidth=1)
            axes.set(aspect="equal", xlim=(-1.7, 1.7), ylim=(-1.7, 1.7))
            axes.set_title(f"{start}, n = {one.n}", fontsize=10)
        sizes = [one.n for one in spectrum.draws]
        radii = [one.radius for one in spectrum.draws]
        panels[0, -1].plot(sizes, radii, f"C{k}o-", label=start)
        panels[0, -1].axhline(radius, color=f"C{k}", linestyle="--", linewidth=0.8)
    panels[0, -1].set(xlabel="n", ylim=(0, 2), title="spectral radius, dashed: √c")
    panels[0, -1].legend(fontsize=8, loc="lower right")
    for (start, values), marker in zip(conditions.items(), ("o", "x"), strict=True):
        size = 9 if marker == "o" else 6
        style = {"markersize": size, "fillstyle": "none", "linestyle": "none"}
        panels[1, -1].semilogy(values, marker=marker, label=start, **style)
    panels[1, -1].set(xlabel="draw", title="condition number")
    panels[1, -1].legend(fontsize=8)


if __name__ == "__main__":
    main()
