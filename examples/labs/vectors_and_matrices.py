"""Vectors, matrices and eigenvectors: products, angles, shapes, and a circle under a matrix.

    python examples/labs/vectors_and_matrices.py

The sign of a scalar product tells whether an angle is acute, right or obtuse. An entry of a matrix
product is a row times a column, and the shapes say which products there are. A symmetric matrix
stretches the unit circle along its eigenvectors, by its eigenvalues.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

X, Y = [1, 2, 3], [4, 5, 6]
PAIRS = {"acute": [1, 1], "right": [0, 1], "obtuse": [-1, 0.5]}
FIRST = [1, 0]
A, B = [[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10], [11, 12]]
D, E = [[1, 2], [3, 4]], [[5, 6], [7, 8]]
SYMMETRIC = "[[4, 2], [2, 3]]"
INPUTS, UNITS = 784, 256  # of the dense layer


def plain(matrix: Any) -> np.ndarray:
    """A column of SymPy in doubles."""
    return np.array([float(entry) for entry in matrix])


def row(values: np.ndarray) -> str:
    """A vector with at most seven decimals."""
    return "(" + ", ".join(f"{round(v, 7):g}" if v % 1 == 0 else f"{v:.7f}" for v in values) + ")"


def vectors() -> None:
    """Sum, multiple, scalar product, length, direction and angle of two vectors."""
    print("x = (1, 2, 3) and y = (4, 5, 6)")
    print(f"  x + y        {row(plain(sc.evaluate('x + y', at={'x': X, 'y': Y}).answer))}")
    print(f"  2 x          {row(plain(sc.evaluate('2x', at={'x': X}, shapes='x: 3').answer))}")
    print(f"  x · y        {sc.dot(X, Y).answer}")
    print(f"  length of x  {sc.norm(X).answer} = {float(sc.norm(X).answer):.10f}")
    unit = sc.unit(X).answer
    print(f"  unit vector  {row(plain(unit))}, of length {sc.norm(unit).answer}")
    degrees = float(sc.angle(X, Y, unit="degrees").answer)
    print(f"  angle        {degrees:.9f} degrees")
    print("(1, 0) with three vectors")
    for kind, other in PAIRS.items():
        product = float(sc.dot(FIRST, other).answer)
        degrees = float(sc.angle(FIRST, other, unit="degrees").answer)
        print(
            f"  {other!s:10}  scalar product {product:4.1f}, angle {degrees:6.2f} degrees: {kind}"
        )


def matrices(batch: int) -> None:
    """Products of matrices, and the shapes of a dense layer."""
    product = sc.evaluate("A B", at={"A": A, "B": B}).answer
    first, column = A[0], [r[0] for r in B]
    written = " + ".join(f"{a}·{b}" for a, b in zip(first, column, strict=True))
    print("Matrices")
    print(f"  A B, (2, 3) by (3, 2):    {product.tolist()}")
    print(f"  its entry (0, 0) by hand: {written} = {sc.dot(first, column).answer}")
    print(f"  Aᵀ:                       {sc.evaluate('A^T', at={'A': A}).answer.tolist()}")
    entrywise = sc.evaluate("D .* E", at={"D": D, "E": E}).answer
    print(f"  D and E entry by entry:   {entrywise.tolist()}")
    x, w = np.ones((batch, INPUTS), dtype=int), np.ones((INPUTS, UNITS), dtype=int)
    layer = sc.evaluate("X W + b", at={"X": x, "W": w, "b": np.zeros(UNITS, dtype=int)}).answer
    print(f"  a dense layer X W + b:    {x.shape} by {w.shape}, plus ({UNITS},): {layer.shape}")
    try:
        sc.evaluate("W X", at={"X": x, "W": w})
    except sc.ShapeError as error:
        print(f"  the other way round:      {str(error).splitlines()[0]}")


def eigenpairs() -> tuple[list[float], list[np.ndarray]]:
    """The eigenvalues and eigenvectors of a symmetric matrix, each pair tested."""
    found = sc.eigenvalues(SYMMETRIC)
    print(f"Eigenvalues of {SYMMETRIC}")
    values, pairs = [float(v) for v in found.values], [plain(v) for v in found.vectors]
    matrix = np.array([[4, 2], [2, 3]])
    for exact, value, v in zip(found.values, values, pairs, strict=True):
        image = matrix @ v
        gap = float(np.abs(image - value * v).max())
        print(f"  {exact} = {value:.10f} with v = {row(v)}")
        print(
            f"    A v = {row(image)}, A v - λ v: {'0' if gap < 1e-12 else f'{gap:.0e}'} to rounding"
        )
    print(
        f"  The eigenvectors are orthogonal: v1 · v2 is {sc.dot(*found.vectors).answer.simplify()}."
    )
    long, short = values[1], values[0]
    print(f"  The circle becomes an ellipse with half-axes {short:.4f} and {long:.4f}.")
    return values, pairs


def main() -> None:
    """Work out what the lab shows, and draw it."""
    parser = command_line(__doc__, "vectors_and_matrices.png")
    parser.add_argument("--batch", type=count, default=32, help="rows of the layer (default: 32)")
    given = parser.parse_args()
    vectors()
    matrices(given.batch)
    values, pairs = eigenpairs()
    draw(given.out, (12, 3), partial(paint, values=values, pairs=pairs))


def paint(figure: Any, values: list[float], pairs: list[np.ndarray]) -> None:
    """The three pairs of vectors, and the unit circle with its image."""
    *three, last = figure.subplots(1, 4, width_ratios=[2, 2, 2, 3])
    for axes, (kind, other) in zip(three, PAIRS.items(), strict=True):
        arrow(axes, FIRST, "C0", "x")
        arrow(axes, other, "C1", "y")
        axes.set(xlim=(-1.3, 1.3), ylim=(-0.4, 1.3), aspect="equal")
        axes.set_title(f"x · y = {float(sc.dot(FIRST, other).answer):g}: {kind}", fontsize=10)
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    last.plot(*circle, "0.5", label="unit circle")
    last.plot(*(np.array([[4, 2], [2, 3]]) @ circle), "C2", label="its image")
    for k, (value, v) in enumerate(zip(values, pairs, strict=True)):
        unit = v / np.linalg.norm(v)
        arrow(last, value * unit, f"C{3 * k}", f"λ = {value:.3f}")
        arrow(last, unit, "k", "")
    last.set(aspect="equal", xlim=(-5.2, 8.5), ylim=(-4.2, 6.4), title="the circle under A")
    last.legend(fontsize=8, loc="upper left")


def arrow(axes: Any, tip: Any, colour: str, label: str) -> None:
    """An arrow from the origin, with a name at its tip."""
    axes.annotate("", tip, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.8})
    axes.annotate(label, tip, textcoords="offset points", xytext=(4, 4), color=colour, fontsize=9)


if __name__ == "__main__":
    main()
