"""Points to try matrix formulas at: sizes that differ, and matrices that are well-conditioned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.checking.matrices.evaluation import Values
from symcalc.checking.matrices.parts import walked

SYMMETRIC = "symmetric"
ORTHOGONAL = "orthogonal"
DIAGONAL = "diagonal"
POSITIVE_DEFINITE = "positive definite"  # and symmetric, as books have it
SIGNS = "plus-or-minus-1"  # every entry, as labels of two classes have it
SUMS_TO_1 = ("columns-sum-to-1", "rows-sum-to-1")  # along axis 0, along axis 1: one-hot labels too
FACTS = (SYMMETRIC, ORTHOGONAL, DIAGONAL, POSITIVE_DEFINITE, SIGNS, *SUMS_TO_1)

SHAPED = (sp.MatrixSymbol, sp.OneMatrix, sp.ZeroMatrix, sp.Identity, sp.FunctionMatrix)
Facts = Mapping[str, frozenset[str]]  # by the names of the symbols
# Sizes differ, so that a transpose does not fit; the later ones serve where the first do not.
CHOICES = ((3, 2, 4, 5), (2, 5, 3, 4), (5, 2, 4, 3), (2, 3, 5, 4))
USED = 2  # choices of sizes that a verdict rests on
POINTS = 4  # at each choice of sizes
SMALLEST = 0.2  # determinant of a matrix whose inverse is asked for


@dataclass(frozen=True)
class Sample:
    """Sizes, and values of every symbol at several points.

    Attributes
    ----------
    sizes : dict from symbols to int
        What the letters in shapes stand for.
    values : dict from symbols to arrays
        (points, rows, columns) for a matrix, (points,) for a scalar.
    """

    sizes: dict[sp.Basic, int]
    values: dict[sp.Basic, Values]


def samples(exprs: list[sp.Basic], facts: Facts, seed: int = 0) -> Iterator[Sample]:
    """Points for formulas, at one choice of sizes after another."""
    parts = list(walked(*exprs))
    matrices = sorted({p for p in parts if isinstance(p, sp.MatrixSymbol)}, key=lambda p: p.name)
    running = {v for p in parts if isinstance(p, sp.Lambda) for v in p.variables}
    running |= {limit[0] for p in parts if isinstance(p, sp.Sum) for limit in p.limits}
    letters = {
        letter
        for part in parts
        if isinstance(part, SHAPED)  # SymPy takes exponential time for the shapes of others
        for size in part.shape
        for letter in sp.sympify(size, strict=True).free_symbols
    }
    loose = {p for p in parts if isinstance(p, sp.Symbol)} - letters - running
    names = {symbol.name for symbol in matrices}  # SymPy keeps the name of a matrix as a Symbol
    scalars = sorted((p for p in loose if p.name not in names), key=str)
    order = sorted(letters - running, key=str)
    for k, choice in enumerate(CHOICES):
        yield _sample(order, choice, matrices, scalars, facts, seed + k)


def _sample(
    letters: list[sp.Symbol],
    choice: tuple[int, ...],
    matrices: list[sp.MatrixSymbol],
    scalars: list[sp.Symbol],
    facts: Facts,
    seed: int,
) -> Sample:
    sizes = {letter: choice[k % len(choice)] for k, letter in enumerate(letters)}
    random = np.random.default_rng(seed)
    values: dict[sp.Basic, Values] = {s: random.uniform(0.4, 1.6, POINTS) for s in scalars}
    for symbol in matrices:
        rows, columns = (int(size.xreplace(sizes)) for size in symbol.shape)
        fact = next(iter(sorted(facts.get(symbol.name, ()))), "")
        square = rows == columns and rows > 1
        draw = DRAWN.get(fact, _square if square else _any)
        values[symbol] = np.stack([draw(random, rows, columns) for _ in range(POINTS)])
        values[symbol][POINTS // 2 :] = _positive(fact, square, values[symbol][POINTS // 2 :])
    return Sample(sizes, values)


def _positive(fact: str, square: bool, drawn: Values) -> Values:  # noqa: FBT001
    """Half of the points have positive entries, where logarithms and roots are defined."""
    return drawn if fact or square else np.abs(drawn) + 0.1


Random = np.random.Generator


def _any(random: Random, rows: int, columns: int) -> Values:
    return random.normal(size=(rows, columns))


def _square(random: Random, rows: int, _columns: int) -> Values:
    """Of a positive determinant, and not close to singular."""
    while True:
        found = 1.3 * np.eye(rows) + 0.5 * random.normal(size=(rows, rows))
        if np.linalg.det(found) > SMALLEST:
            return np.asarray(found)


def _definite(random: Random, rows: int, _columns: int) -> Values:
    root = random.normal(size=(rows, rows))
    return np.asarray(root @ root.T / rows + np.eye(rows))


def _orthogonal(random: Random, rows: int, columns: int) -> Values:
    return np.asarray(np.linalg.qr(random.normal(size=(rows, columns)))[0])


def _shares(axis: int) -> Callable[[Random, int, int], Values]:
    def drawn(random: Random, rows: int, columns: int) -> Values:
        parts = random.uniform(0.1, 1.0, size=(rows, columns))
        return np.asarray(parts / parts.sum(axis=axis, keepdims=True))

    return drawn


DRAWN: dict[str, Callable[[Random, int, int], Values]] = {
    SYMMETRIC: _definite,
    DIAGONAL: lambda random, rows, _columns: np.diag(random.uniform(0.5, 1.5, rows)),
    POSITIVE_DEFINITE: _definite,
    ORTHOGONAL: _orthogonal,
    SIGNS: lambda random, rows, columns: random.choice([-1.0, 1.0], size=(rows, columns)),
    SUMS_TO_1[0]: _shares(0),
    SUMS_TO_1[1]: _shares(1),
}
