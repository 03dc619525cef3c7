"""Spectra of random weights: eigenvalues in a disc, singular values, condition number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import product
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError, shorten
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.plotting import spectra as pictures
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.reading.numbers import whole
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.network import STARTS
from symcalc.tutor.descent.run import Progress, ignored
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.lowrank import whole_numbers
from symcalc.tutor.linear.lowrank_steps import figure
from symcalc.tutor.linear.source import Array, equals
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import spectra as words
from symcalc.writing.text import text

LEAST, MOST = 2, 1500  # rows that are measured
SIZES = 6  # of one table
TOLERANCE = 1e-6
NEAR = 0.2  # of a draw beside its limit
TRIED = 100  # rows of the draw that stands for n as it grows
KEPT = 8  # draws whose spectrum at variance 1 is remembered: another start has the same draws
REAL = 1e-12  # an imaginary part that is rounding
LARGEST_SEED = 2**32


@dataclass(frozen=True)
class Draw:
    """A matrix of independent normal weights with variance c/n."""

    c: sp.Expr
    n: int
    seed: int

    @cached_property
    def plain(self) -> Array:
        """G: the entries have variance 1."""
        return _plain(self.n, self.seed)

    @property
    def factor(self) -> float:
        """√(c/n)."""
        return float(sp.sqrt(self.c / self.n))

    @property
    def weights(self) -> Array:
        """W = √(c/n)·G."""
        return self.plain * self.factor

    @cached_property
    def eigenvalues(self) -> Array:
        """In the complex plane: those of G, times √(c/n)."""
        return _plain_eigenvalues(self.n, self.seed) * self.factor

    @cached_property
    def singular_values(self) -> Array:
        """Largest first."""
        return np.linalg.svd(self.weights, compute_uv=False)

    @property
    def radius(self) -> float:
        """The spectral radius."""
        return float(np.abs(self.eigenvalues).max())

    @property
    def largest(self) -> float:
        """The largest singular value."""
        return float(self.singular_values[0])

    @property
    def condition(self) -> float:
        """The condition number σ_1/σ_n."""
        return float(self.singular_values[0] / self.singular_values[-1])

    @cached_property
    def plain_condition(self) -> float:
        """The same of G, worked out for itself."""
        return _plain_condition(self.n, self.seed)

    def error(self) -> float:
        """How far trace, squares and the scale that cancels are from what they have to be."""
        w = self.weights
        pairs = [
            (float(self.eigenvalues.sum().real), float(np.trace(w))),
            (float((self.singular_values**2).sum()), float((w**2).sum())),
            (self.condition, self.plain_condition),
        ]
        return max(abs(a - b) / max(1.0, abs(b)) for a, b in pairs)


def _plain(n: int, seed: int) -> Array:
    return np.random.RandomState(seed).randn(n, n)


@lru_cache(maxsize=KEPT)
def _plain_eigenvalues(n: int, seed: int) -> Array:
    return np.linalg.eigvals(_plain(n, seed))


@lru_cache(maxsize=KEPT)
def _plain_condition(n: int, seed: int) -> float:
    return float(np.linalg.cond(_plain(n, seed)))


@dataclass(frozen=True)
class Measured:
    """Eigenvalues and singular values of draws fit the entries; without draws, one is tried."""

    c: sp.Expr
    draws: tuple[Draw, ...] = field(repr=False)

    def check(self) -> CheckReport:
        """Trace, squares and condition numbers; or a draw beside its limits."""
        if not self.draws:
            return self._limit()
        error = max(draw.error() for draw in self.draws)
        status = "agrees" if error <= TOLERANCE else "disagrees"
        told = words.CHECKED.format(error=short(error))
        return CheckReport(status, len(self.draws), error, TOLERANCE, None, "NumPy", told=told)

    def _limit(self) -> CheckReport:
        draw = Draw(self.c, TRIED, 0)
        root = float(sp.sqrt(self.c))
        error = max(abs(draw.radius / root - 1), abs(draw.largest / (2 * root) - 1))
        status = "agrees" if error <= NEAR else "disagrees"
        fields = {"radius": figure(draw.radius), "norm": figure(draw.largest)}
        told = words.CHECKED_LIMIT.format(n=TRIED, **fields)
        return CheckReport(status, 1, error, NEAR, None, "a random draw", told=told)


@dataclass(frozen=True, repr=False)
class Spectrum(Derivation):
    """A derivation with the draws that were measured.

    Attributes
    ----------
    draws : tuple of Draw
        One for each n, with `.weights`, `.eigenvalues`, `.singular_values`, `.radius`,
        `.largest` and `.condition`.
    """

    draws: tuple[Draw, ...] = field(default=(), repr=False, compare=False)


@lesson(
    "random-spectrum",
    "spectral radius and largest singular value of weights with variance {c}/n"
    "[ for n = {n}][ with seed {seed}]",
)
def random_spectrum(
    c: Any, n: Any = None, seed: Any = 0, *, progress: Progress = ignored
) -> Spectrum:
    """Tell where the eigenvalues and singular values of random weights lie, and measure them.

    Raises
    ------
    UnsupportedError
        If there is no such start, size or seed.
    TooLargeError
        If a size would take minutes.
    """
    factor = factor_of(c)
    sizes = _sizes(n)
    start = _seed(seed)
    draws = tuple(Draw(factor, size, start) for size in sizes)
    _measure(draws, progress)
    claim = Measured(factor, draws)
    if not (report := claim.check()):
        raise AssertionError(f"spectrum of random weights: {report.text()}")
    radius, norm = sp.sqrt(factor), 2 * sp.sqrt(factor)
    variance = factor / (sizes[0] if len(sizes) == 1 else sp.Symbol("n"))
    said = {"n": ", ".join(map(str, sizes)), "seed": str(start or "")}
    shown = {"radius": text(arrange(radius)), "norm": text(arrange(norm))}
    return Spectrum(
        asked("random-spectrum", c=_said(factor), n=said["n"], seed=said["seed"]),
        letter("rho"),
        arrange(sp.ImmutableMatrix([variance, radius, norm])),
        tuple(_steps(factor, draws, start)),
        claims=(claim,),
        ending=words.ENDING.format(**shown),
        picture=partial(_picture, factor, draws or (Draw(factor, TRIED, start),)),
        draws=draws,
    )


def _measure(draws: Sequence[Draw], progress: Progress) -> None:
    """Work out what takes long, and tell how far it is."""
    parts = ("eigenvalues", "singular_values", "plain_condition")
    for done, (draw, part) in enumerate(product(draws, parts)):
        progress(done, len(parts) * len(draws))
        getattr(draw, part)


def factor_of(start: Any) -> sp.Expr:
    """The c of a variance c/n: of Xavier's start 1, of He's 2."""
    if isinstance(start, str) and start.strip().lower() in STARTS:
        return sp.nsimplify(STARTS[start.strip().lower()], rational=True)
    found = read(start).expr if isinstance(start, str) else start
    if isinstance(found, float):
        found = sp.Rational(repr(found)) if np.isfinite(found) else None
    made = sp.sympify(found, strict=True) if isinstance(found, sp.Expr | int | sp.Integer) else None
    if made is None or not (made.is_Rational and 0 < made < LARGEST_SEED):
        told = words.FAILS["factor"].format(start=shorten(repr(str(start))))
        raise UnsupportedError(told, hint=words.HINTS["factor"])
    return made


def _said(c: sp.Expr) -> str:
    """The c of c/n."""
    return str(c) if c.is_Integer else f"({c})"


def _sizes(given: Any) -> list[int]:
    """The sizes that are measured; none where only the limit is asked for."""
    if given is None or given == "n" or given == sp.Symbol("n"):
        return []
    sizes = whole_numbers(given, words.HINTS["size"])
    if len(sizes) > SIZES:
        raise TooLargeError(words.FAILS["count"].format(count=len(sizes)))
    for size in sizes:
        if not LEAST <= size <= MOST:
            kind = TooLargeError if size > MOST else UnsupportedError
            raise kind(
                words.FAILS["size"].format(n=size, least=LEAST, most=MOST), hint=words.HINTS["size"]
            )
    return sizes


def _seed(given: Any) -> int:
    fails = words.FAILS["seed"], words.HINTS["seed"]
    found = whole(given, *fails)
    if not 0 <= found < LARGEST_SEED:
        raise UnsupportedError(fails[0].format(value=shorten(str(given))), hint=fails[1])
    return found


def _step(rule: str, fields: Any, after: Notation, table: Table | None = None) -> Step:
    """A line in the words of its rule."""
    said = words.WORDS[rule]
    told, hint = said.explanation.format(**fields), said.hint.format(**fields)
    status = "looked-up" if rule in ("circular-law", "largest-singular-value") else "proved"
    more: dict[str, Any] = {"hints": (hint,), "table": table}
    before = after.parts[0]
    more["status"] = "numeric" if table else status
    return Step(rule, said.title, before, after, told, said.statement, "definition", **more)


def _steps(c: sp.Expr, draws: Sequence[Draw], seed: int) -> list[Step]:
    n, rho, kappa = letter("n"), letter("rho"), letter("kappa")
    first, last = letter("sigma_1"), letter("sigma_n")
    spread = notation.power(letter("sigma_w"), notation.number(2))
    quotient = notation.divide(arrange(c), n)
    fields = {"c": text(arrange(c)), "who": words.WHO.get(str(c), "")}
    found = [
        _step("weight-variance", fields, equals(spread, quotient)),
        _step("circular-law", {}, equals(rho, arrange(sp.sqrt(c)))),
        _step("largest-singular-value", {}, equals(first, arrange(2 * sp.sqrt(c)))),
        _step("scale-cancels", {}, equals(kappa, build("quotient", first, last))),
    ]
    if draws:
        told = {"draws": words.DRAWS["one" if len(draws) == 1 else "more"], "seed": seed}
        told["n"] = draws[-1].n
        heads = tuple(words.HEADS[h] for h in words.HEADS)
        table = Table(heads, tuple(map(_row, draws)))
        largest = draws[-1]
        after = equals(kappa, decimal(largest.condition, 4))
        found.append(_step("measured-spectra", told, after, table))
    return found


def _row(draw: Draw) -> tuple[str, ...]:
    """The figures of a draw."""
    real = int((np.abs(draw.eigenvalues.imag) <= REAL).sum())
    least = float(draw.singular_values[-1])
    plain = figure(draw.plain_condition)
    sizes = figure(draw.radius), str(real), figure(draw.largest), figure(least)
    return (str(draw.n), *sizes, figure(draw.condition), plain)


def _picture(c: sp.Expr, draws: Sequence[Draw]) -> Any:
    largest = draws[-1]
    return pictures.cloud(largest.eigenvalues, largest.singular_values, float(sp.sqrt(c)))
