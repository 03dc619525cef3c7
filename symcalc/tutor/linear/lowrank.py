"""The best approximation of a given rank, by the singular value decomposition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.plotting import spectra
from symcalc.reading.numbers import whole
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear import lowrank_steps as steps
from symcalc.tutor.linear.factors import Factors, factored, in_doubles
from symcalc.tutor.linear.given import Given
from symcalc.tutor.linear.source import Array, Source, matrix, matrix_shown, source_of
from symcalc.tutor.linear.svd import parts, rank_of
from symcalc.tutor.words.lowrank import CHECKED, FAILS, HINTS, SPECTRAL

TOLERANCE = 1e-9
SMALL = 40_000  # entries of a matrix whose differences have their spectral norm taken, too
RANKS = 50  # of one table


class Cut(NamedTuple):
    """A matrix truncated at a rank.

    Attributes
    ----------
    rank : int
        How many terms are kept.
    error, relative : float
        The Frobenius norm of what is left out, and its quotient by that of the matrix.
    spectral : float
        The first singular value that is left out.
    energy : float
        The share of the squares of the singular values that is kept.
    stored, apart : int
        r(m + n) numbers, the singular values multiplied into a factor; r(m + n + 1) with them.
    saved : float
        1 - r(m + n)/(mn), negative where the factors take more room.
    """

    rank: int
    error: float
    relative: float
    spectral: float
    energy: float
    stored: int
    apart: int
    saved: float


@dataclass(frozen=True)
class Truncated:
    """What is left out is as large as the singular values say."""

    a: Array = field(repr=False)
    approximations: tuple[Array, ...] = field(repr=False)
    cuts: tuple[Cut, ...]

    def check(self) -> CheckReport:
        """The differences, entry by entry."""
        scale = max(float(np.linalg.norm(self.a)), float(np.finfo(float).tiny))
        small = self.a.size <= SMALL
        errors = []
        for near, cut in zip(self.approximations, self.cuts, strict=True):
            gap = self.a - near
            errors.append(abs(float(np.linalg.norm(gap)) - cut.error) / scale)
            if small:
                errors.append(abs(float(np.linalg.norm(gap, 2)) - cut.spectral) / scale)
        status = "agrees" if max(errors) <= TOLERANCE else "disagrees"
        told = CHECKED.format(error=short(max(errors)), spectral=SPECTRAL if small else "")
        return CheckReport(status, len(self.cuts), max(errors), TOLERANCE, None, "NumPy", told=told)


@dataclass(frozen=True, repr=False)
class LowRank(Derivation):
    """A derivation with the figures of each rank.

    Attributes
    ----------
    cuts : tuple of Cut
        One for each rank that was asked for.
    singular_values : ndarray
        All of them, largest first.
    """

    cuts: tuple[Cut, ...] = ()
    singular_values: Array = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)


@lesson(
    "low-rank",
    "low-rank approximation of {matrix} with rank {rank}",
    "best[ ]rank[ ][-]{rank} approximation of {matrix}",
)
def low_rank(matrix: Given, rank: Any) -> LowRank:
    """The nearest matrix of a rank, or of each of several.

    Raises
    ------
    UnsupportedError
        If a rank is no whole number from 1 to the smaller side, or the matrix has letters.
    TooLargeError
        If the matrix has millions of entries, or there are too many ranks.
    """
    source = source_of(matrix)
    ranks = ranks_of(rank, *source.shape)
    said = asked("low-rank", matrix=source.text, rank=", ".join(map(str, ranks)))
    found = factored(source.small) if source.is_rational else None
    if found is not None and len(ranks) == 1:
        return _exactly(source, found, ranks[0], said)
    return _computed(source, ranks, said)


def ranks_of(given: Any, rows: int, columns: int) -> list[int]:
    """Whole numbers from 1 to the smaller side, from a number, a sequence or text."""
    parts = whole_numbers(given)
    most = min(rows, columns)
    if len(parts) > RANKS:
        raise TooLargeError(FAILS["many"].format(count=len(parts)), hint=HINTS["rank"])
    for part in parts:
        if not 1 <= part <= most:
            fields = {"rank": part, "most": most, "rows": rows, "columns": columns}
            raise UnsupportedError(FAILS["rank"].format(**fields), hint=HINTS["rank"])
    return parts


def whole_numbers(given: Any, hint: str = HINTS["rank"]) -> list[int]:
    """Whole numbers from one, a sequence, or text as "1, 4, 16"; each once, in order."""
    if isinstance(given, str):
        given = [w for w in re.split(r"[\s,;]+", given.strip("[]() ")) if w]
    listed = list(given) if isinstance(given, Iterable) else [given]
    found = [whole(part, FAILS["no-rank"], hint) for part in listed]
    if not found:
        raise UnsupportedError(FAILS["no-rank"].format(value="nothing"), hint=hint)
    return sorted(set(found))


def cut(values: Array, rank: int, shape: tuple[int, int]) -> Cut:
    """The figures of a rank, from the singular values."""
    rows, columns = shape
    squares = values**2
    left, whole = float(squares[rank:].sum()), float(squares.sum())
    error, relative = left**0.5, (left / whole) ** 0.5 if whole else 0.0
    spectral = float(values[rank]) if rank < len(values) else 0.0
    kept = float(squares[:rank].sum()) / whole if whole else 1.0
    stored = rank * (rows + columns)
    saved = 1 - stored / (rows * columns)
    return Cut(rank, error, relative, spectral, kept, stored, stored + rank, saved)


def _exactly(source: Source, found: Factors, rank: int, said: Any) -> LowRank:
    near = steps.truncated(found, rank)
    values = np.array([float(sp.N(s, 17)) for s in found.values])
    figures = cut(values, rank, source.shape)
    claim = Truncated(source.values, (in_doubles(near),), (figures,))
    return LowRank(
        said,
        matrix(f"A_{rank}", *source.shape),
        matrix_shown(near, in_decimals=not found.rational),
        steps.by_hand(found, near, figures),
        remarks=steps.remarks(values, found.rank, [figures]),
        claims=(_agreed(claim),),
        told=in_doubles(near) if source.arrays else sp.Matrix(near),
        ending=steps.ending([figures], found.rank),
        picture=partial(spectra.truncations, source.values, (in_doubles(near),), (rank,), values),
        cuts=(figures,),
        singular_values=values,
    )


def _computed(source: Source, ranks: list[int], said: Any) -> LowRank:
    u, values, v = parts(source, thin=True)
    rank = rank_of(values, source.shape)
    values[rank:] = 0.0  # rounding
    near = tuple((u[:, :r] * values[:r]) @ v[:, :r].T for r in ranks)
    cuts = tuple(cut(values, r, source.shape) for r in ranks)
    one = len(ranks) == 1
    return LowRank(
        said,
        matrix(f"A_{ranks[0]}" if one else "A_r", *source.shape),
        matrix_shown(near[0] if one else np.array([c.relative for c in cuts]), f"A_{ranks[0]}"),
        steps.by_numpy(source, near, values, cuts),
        remarks=steps.remarks(values, rank, cuts),
        claims=(_agreed(Truncated(source.values, near, cuts)),),
        told=near[0] if one else near,
        ending=steps.ending(cuts, rank),
        picture=partial(spectra.truncations, source.values, near, tuple(ranks), values),
        cuts=cuts,
        singular_values=values,
    )


def _agreed(claim: Truncated) -> Truncated:
    if not (report := claim.check()):
        raise AssertionError(f"low-rank approximation: {report.text()}")
    return claim
