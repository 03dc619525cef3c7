"""Does a user's own gradient agree with numeric differentiation of a user's own function?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from symcalc.checking.functions import (
    Array,
    function_of,
    points_of,
    told_gradients,
    value_at,
)
from symcalc.checking.neighbourhood import Neighbourhood
from symcalc.checking.numeric import RICHARDSON
from symcalc.checking.report import RANK, CheckReport, Worst, finite, short
from symcalc.errors import ShapeError

ENTRIES = 50  # variables up to which every entry is compared; beyond, random directions
DIRECTIONS = 4  # of those
SAFETY = 10.0  # the error that is allowed beside the one that the method owns to
LOOSE = 0.05  # an error beyond this, relative to the slope, decides nothing
SMALL = 1e-3  # entries that are smaller than this beside the largest may have a larger error
BESIDE = 1e-12  # of the largest entry: what rounding may do to the others

UNEVEN = "fun returns different values for the same x"
ABSENT = "fun is not finite"
KINKED = "fun has a kink or a jump, or changes too fast"
LOOSELY = "numeric differentiation has too large an error: fun is noisy, or not smooth"


def check_user_gradient(
    fun: Any, grad: Any, x: ArrayLike, rtol: float, atol: float, names: Sequence[str]
) -> CheckReport:
    """Compare a gradient with central differences at each point; see the verb."""
    points, shape = points_of(x)
    names = tuple(names) or _names(shape)
    if len(names) != points.shape[1]:
        raise ShapeError(f"{len(names)} names are given for {points.shape[1]} variables")
    called = function_of("fun", fun, shape)
    values = [value_at(called, point) for point in points]
    told = told_gradients(grad, points, shape, values)
    places = [
        Place(Neighbourhood(called, point, value), claim, names, (rtol, atol))
        for point, value, claim in zip(points, values, told, strict=True)
    ]
    return _whole([place.report() for place in places])


def _names(shape: tuple[int, ...]) -> tuple[str, ...]:
    """x[0], x[1] … as in the user's code; x for a number."""
    return tuple(f"x[{j}]" for j in range(*shape)) if shape else ("x",)


def _whole(reports: Sequence[CheckReport]) -> CheckReport:
    """One report on all points: where some are decided, those that are not are only told of."""
    decided = [r for r in reports if r.status != "undecided"]
    if not decided:
        return reports[0]
    worst = max(decided, key=lambda r: (RANK[r.status], r.max_error / r.tolerance))
    left = [r for r in reports if r.status == "undecided"]
    notes = [worst.note] if worst.note else []
    if left:
        notes.append(f"{len(left)} of {len(reports)} points were left out. {left[0].note}")
    return replace(worst, points=len(decided), note=" ".join(notes))


@dataclass(frozen=True)
class Place:
    """What is said of a function's slopes at one point: `told`, of shape (m, n)."""

    near: Neighbourhood
    told: Array
    names: Sequence[str]
    tolerances: tuple[float, float]

    def report(self) -> CheckReport:
        """The verdict here."""
        if not self.near.repeats():
            return self._undecided(UNEVEN)
        if not np.all(np.isfinite(self.near.value)):
            return self._undecided(ABSENT)
        n = len(self.names)
        ways = np.eye(n) if n <= ENTRIES else self.near.random_ways(DIRECTIONS)
        table = self._table(ways)
        if table.status == "undecided":
            return self._undecided(KINKED if np.any(table.kinked) else LOOSELY)
        r, d = table.worst
        rough = n > ENTRIES
        if rough and table.status == "disagrees":
            ways = self._narrowed(r, ways[d])
            table, d = self._table(ways), 0
        size = max(1.0, abs(finite(float(table.expected[r, d])) or 0.0))
        known = not rough or table.status == "disagrees"
        note = "" if table.status == "agrees" else table.note(whole=not rough)
        return CheckReport(
            status=table.status,
            points=1,
            max_error=float(table.apart[r, d]) / size,
            tolerance=float(table.allowed[r, d]) / size,
            worst=self._worst(table, r, d, int(np.argmax(np.abs(ways[d]))) if known else None),
            method=RICHARDSON,
            uncertainty=float(table.errors[r, d]) / size,
            note=note,
        )

    def _table(self, ways: Array) -> Table:
        slopes, kinked = self.near.slopes(ways)
        with np.errstate(all="ignore"):
            terms = self.told[:, np.newaxis] * ways
        got = np.sum(terms, axis=2, where=ways != 0)  # nan in another entry is none of its business
        return Table(slopes.values, slopes.errors * SAFETY, kinked, got, *self.tolerances)

    def _narrowed(self, r: int, way: Array) -> Array:
        """The one variable that makes a slope along a direction wrong, by halving."""
        chosen = np.flatnonzero(way)
        while len(chosen) > 1:
            halves = np.array_split(chosen, 2)
            parts = np.array([np.where(np.isin(np.arange(len(way)), h), way, 0) for h in halves])
            apart = self._table(parts).apart[r]
            chosen = halves[int(np.argmax(np.nan_to_num(apart, nan=np.inf)))]
        return np.eye(1, len(way), int(chosen[0]))

    def _worst(self, table: Table, r: int, d: int, j: int | None) -> Worst:
        vector = bool(self.near.value.ndim)
        index = ((r,) if vector else ()) + (() if j is None else (j,))
        words = [] if j is None else [f"∂/∂{self.names[j]}"]
        words += [f"output {r}"] if vector else []
        sides = float(table.expected[r, d]), float(table.got[r, d])
        return Worst(self._named(), *sides, index, " of ".join(words))

    def _named(self) -> dict[str, float]:
        return dict(zip(self.names, self.near.point.tolist(), strict=True))

    def _undecided(self, why: str) -> CheckReport:
        nothing = float("nan")
        place = Worst(self._named(), nothing, nothing).place()
        note = f"At {place} {why}."
        return CheckReport("undecided", 0, nothing, nothing, None, RICHARDSON, note=note)


@dataclass(frozen=True)
class Table:
    """Slopes of m outputs along d directions at a point, found and told, of shape (m, d)."""

    expected: Array
    errors: Array
    kinked: Array
    got: Array
    rtol: float
    atol: float

    @cached_property
    def apart(self) -> Array:
        """How far the two are apart; inf where what is told is not finite."""
        with np.errstate(all="ignore"):
            difference = np.abs(self.expected - self.got)
        return np.where(np.isfinite(self.got), difference, np.inf)

    @cached_property
    def allowed(self) -> Array:
        """How far they may be."""
        size = np.abs(self.expected)
        return self.atol + self.rtol * size + BESIDE * self._largest + self.errors

    @cached_property
    def usable(self) -> Array:
        """Where there is a slope to compare with."""
        return np.isfinite(self.expected) & np.isfinite(self.errors) & ~self.kinked

    @cached_property
    def wrong(self) -> Array:
        """Where the difference is more than all that excuses it."""
        return self.usable & (self.apart > self.allowed)

    @property
    def status(self) -> str:
        """The verdict on all."""
        sizes = np.maximum(np.abs(self.expected), SMALL * self._largest)
        sure = self.usable & (self.errors <= LOOSE * sizes + self.atol)
        if np.any(self.wrong):
            return "disagrees"
        return "agrees" if np.all(sure) else "undecided"

    @property
    def worst(self) -> tuple[int, int]:
        """The entry that is furthest out beside what is allowed."""
        with np.errstate(all="ignore"):
            share = np.where(self.usable, self.apart / self.allowed, -1.0)
        r, d = np.unravel_index(int(np.argmax(share)), share.shape)
        return int(r), int(d)

    @property
    def _largest(self) -> float:
        return float(np.max(np.abs(self.expected), initial=0.0, where=self.usable))

    def note(self, *, whole: bool) -> str:
        """Whose error it is, and which mistake makes one like it."""
        r, d = self.worst
        size = max(1.0, abs(float(self.expected[r, d])))
        error, method = float(self.apart[r, d]) / size, float(self.errors[r, d]) / size
        words = f"The error is grad's: of the difference of {short(error)}, the error of the "
        words += f"method explains {short(method)}."
        if not whole:
            return words
        guess = next((said for said, made in MISTAKES if self._is(made(self.expected))), "")
        wrong = f"{np.count_nonzero(self.wrong)} of {self.wrong.size} entries are wrong"
        return f"{words} {wrong}{guess and ': ' + guess}."

    def _is(self, guess: Array) -> bool:
        if guess.shape != self.got.shape or not np.all(self.usable):
            return False
        near = self.rtol * np.abs(guess) + BESIDE * self._largest + np.max(self.errors) + self.atol
        return bool(np.all(np.abs(self.got - guess) <= 2 * near))


MISTAKES: list[tuple[str, Callable[[Array], Array]]] = [
    ("the sign is the other one", lambda e: -e),
    ("they are twice what they should be", lambda e: 2 * e),
    ("they are half of what they should be", lambda e: e / 2),
    ("they are shifted by one place", lambda e: np.roll(e, 1, axis=1)),
    ("they are shifted by one place", lambda e: np.roll(e, -1, axis=1)),
    ("the Jacobian is transposed", lambda e: e.T),
]
