"""Support vector machines of a few points, exactly: active sets, or a point of both hulls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import sympy as sp

Vector = tuple[sp.Rational, ...]
CLOSE = 1e-9  # of a solution in floats, before it is looked at exactly
FLAT = 1e-11  # a determinant beside the size of its rows
SHOWN = 12  # active sets that are told


@dataclass(frozen=True)
class Sample:
    """Points with labels 1 and −1."""

    points: tuple[Vector, ...]
    labels: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many coordinates a point has."""
        return len(self.points[0])

    @cached_property
    def signed(self) -> np.ndarray:
        """Rows yᵢ·(xᵢ, 1) as floats, the points moved and scaled to a box around 0."""
        means = [sp.Add(*column) / len(self.points) for column in zip(*self.points, strict=True)]
        rows = [[float(c - m) for c, m in zip(p, means, strict=True)] for p in self.points]
        scaled = np.array(rows) / (np.abs(rows).max() or 1.0)
        whole = np.append(scaled, np.ones((len(rows), 1)), axis=1)
        return np.asarray(whole * np.array(self.labels)[:, None])

    @cached_property
    def gram(self) -> sp.Matrix:
        """yᵢ yⱼ xᵢ·xⱼ."""
        rows = sp.Matrix(
            [[y * c for c in p] for p, y in zip(self.points, self.labels, strict=True)]
        )
        return rows * rows.T

    def mixed(self, size: int) -> list[tuple[int, ...]]:
        """Sets of so many points that have both labels."""
        chosen = combinations(range(len(self.points)), size)
        return [c for c in chosen if len({self.labels[i] for i in c}) == 2]

    @property
    def active_sets(self) -> Iterator[tuple[int, ...]]:
        """The sets of points that may hold a machine, small ones first."""
        for size in range(2, self.size + 2):
            yield from self.mixed(size)


@dataclass(frozen=True)
class Trial:
    """What an active set gives: multipliers of its points, w and b, and what is wrong with it."""

    active: tuple[int, ...]
    alphas: tuple[sp.Rational, ...]
    w: Vector
    b: sp.Rational
    negative: int | None = None
    inside: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether no multiplier is negative and no point lies inside the margin."""
        return self.negative is None and self.inside is None

    def alpha(self, i: int) -> sp.Rational:
        """The multiplier of a point, 0 if it is not active."""
        return self.alphas[self.active.index(i)] if i in self.active else sp.S.Zero

    def score(self, point: Vector) -> sp.Rational:
        """w·x + b."""
        return sp.Add(*(a * c for a, c in zip(self.w, point, strict=True)), self.b)


@dataclass(frozen=True)
class Meeting:
    """A point of both hulls, with its weights among the points of each label."""

    place: Vector
    weights: tuple[tuple[int, sp.Rational], ...]


def tried(sample: Sample, active: tuple[int, ...]) -> Trial | None:
    """All conditions with equality at these points; None where they have no single solution."""
    k = len(active)
    labels = [sample.labels[i] for i in active]
    gram = sample.gram.extract(list(active), list(active))
    matrix = gram.row_join(sp.Matrix(labels)).col_join(sp.Matrix([[*labels, 0]]))
    if matrix.det() == 0:
        return None
    *alphas, b = matrix.LUsolve(sp.Matrix([*([1] * k), 0]))
    w = tuple(
        sp.Add(
            *(
                a * sample.labels[i] * sample.points[i][c]
                for a, i in zip(alphas, active, strict=True)
            )
        )
        for c in range(sample.size)
    )
    trial = Trial(active, tuple(alphas), w, b)
    negative = next((i for i, a in zip(active, alphas, strict=True) if a < 0), None)
    pairs = enumerate(zip(sample.points, sample.labels, strict=True))
    inside = next((i for i, (p, y) in pairs if y * trial.score(p) < 1), None)
    return Trial(active, tuple(alphas), w, b, negative, inside)


def machine(sample: Sample) -> Trial | None:
    """The active set that meets every condition; None where no plane separates the labels."""
    for active in sample.active_sets:
        if _promising(sample, active):
            trial = tried(sample, active)
            if trial is not None and trial.accepted:
                return trial
    return None


def _promising(sample: Sample, active: tuple[int, ...]) -> bool:
    """The same in floats: most sets are rejected here."""
    rows = sample.signed[list(active)]
    gram = rows[:, :-1] @ rows[:, :-1].T
    labels = rows[:, -1:]
    matrix = np.block([[gram, labels], [labels.T, np.zeros((1, 1))]])
    size = np.prod(np.linalg.norm(matrix, axis=1))
    if abs(np.linalg.det(matrix)) <= FLAT * size:
        return False
    solved = np.linalg.solve(matrix, np.append(np.ones(len(active)), 0.0))
    scores = sample.signed @ np.append(solved[:-1] @ rows[:, :-1], solved[-1])
    slack = CLOSE * (1 + float(np.abs(solved).max()))
    return bool(solved[:-1].min() >= -slack and scores.min() >= 1 - 1e-6)


def trials(sample: Sample, found: Trial) -> tuple[list[Trial], bool]:
    """The active sets up to the one that is accepted, and whether some are left out before it."""
    told: list[Trial] = []
    for active in sample.active_sets:
        if active == found.active:
            break
        trial = tried(sample, active)
        if trial is not None and len(told) == SHOWN - 1:
            return [*told, found], True
        told += [trial] if trial is not None else []
    return [*told, found], False


def meeting(sample: Sample) -> Meeting | None:
    """A point that is a mean of points with label 1, and of points with label −1."""
    for size in range(2, sample.size + 3):
        for chosen in sample.mixed(size):
            found = _balanced(sample, chosen)
            if found is not None:
                return found
    return None


def _balanced(sample: Sample, chosen: Sequence[int]) -> Meeting | None:
    """Weights that balance the two labels, if they are positive and unique up to a factor."""
    rows = sample.signed[list(chosen)].T
    if np.linalg.svd(rows, compute_uv=False)[-1] > CLOSE * np.abs(rows).max() and len(
        chosen
    ) <= len(rows):
        return None
    columns = [[sample.labels[i] * c for c in (*sample.points[i], sp.S.One)] for i in chosen]
    ways = sp.Matrix(columns).T.nullspace()
    if len(ways) != 1 or not (all(v > 0 for v in ways[0]) or all(v < 0 for v in ways[0])):
        return None
    total = sp.Add(*(v for v, i in zip(ways[0], chosen, strict=True) if sample.labels[i] == 1))
    weights = tuple((i, v / total) for i, v in zip(chosen, ways[0], strict=True))
    place = tuple(
        sp.Add(*(v * sample.points[i][c] for i, v in weights if sample.labels[i] == 1))
        for c in range(sample.size)
    )
    return Meeting(place, weights)
