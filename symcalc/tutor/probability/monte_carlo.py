"""An expectation estimated from a sample, with its error."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.numeric import Array
from symcalc.checking.report import CheckReport
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.plotting.information import running_mean
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.areas.parts import near
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.probability.averages import averaged, need_mass
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.expectation import (
    ESTIMATE,
    FAILS,
    HINTS,
    NO_CENTRE,
    NO_ERROR,
    NO_MEAN,
    WHERE,
    WORDS,
)
from symcalc.writing.text import text

LEAST, MOST = 2, 10_000_000  # values that are drawn
SHORT = 5  # figures of a number in a sentence
SHOWN = 400  # points of the picture
SURE = 1.96  # standard errors to each side, for 95 %
FAR = 6.0  # standard errors that no honest sample is away
METHOD = "the exact value"
RARE = "The estimate is far from the exact value, as happens where rare large values matter."
Generator = np.random.Generator
Draw = Callable[[Generator, tuple[float, ...], int], Array]

# How values are drawn, from the generator, the parameters and how many.
DRAWS: dict[str, Draw] = {
    "normal": lambda rng, p, n: p[0] + p[1] * rng.standard_normal(n),
    "laplace": lambda rng, p, n: rng.laplace(p[0], p[1], n),
    "uniform": lambda rng, p, n: rng.uniform(p[0], p[1], n),
    "exponential": lambda rng, p, n: rng.standard_exponential(n) / p[0],
    "cauchy": lambda rng, p, n: p[0] + p[1] * rng.standard_cauchy(n),
    "beta": lambda rng, p, n: rng.beta(p[0], p[1], n),
    "gamma": lambda rng, p, n: rng.gamma(p[0], 1 / p[1], n),
    "poisson": lambda rng, p, n: rng.poisson(p[0], n).astype(float),
    "geometric": lambda rng, p, n: rng.geometric(p[0], n).astype(float),
    "binomial": lambda rng, p, n: rng.binomial(int(p[0]), p[1], n).astype(float),
}


class Near:
    """An estimate lies within a few standard errors of the exact value."""

    def __init__(self, exact: float, estimate: float, error: float) -> None:
        self.exact, self.estimate, self.error = exact, estimate, error

    def check(self) -> CheckReport:
        """How many standard errors the two are apart."""
        gap = abs(self.estimate - self.exact)
        apart = gap / self.error if self.error else (0.0 if gap < 1e-9 else math.inf)
        status = "agrees" if apart <= FAR else "undecided"
        times = in_figures(apart, 2)
        told = f"Checked: the estimate is {times} standard errors from the exact value."
        return CheckReport(status, 1, gap, FAR * self.error, None, METHOD, told=told, note=RARE)


class Open:
    """Nothing to compare an estimate with."""

    def check(self) -> CheckReport:
        """Undecided."""
        note = "No exact value stands beside the estimate."
        return CheckReport("undecided", 0, math.nan, 0.0, None, "no exact value", note=note)


def drawn(law: Masses | Distribution, count: int, seed: int) -> Array:
    """Values of a law, the same for the same seed.

    Raises
    ------
    UnsupportedError
        If it has letters, or no way to draw from it is known.
    """
    rng = np.random.default_rng(seed)
    said_of = str(law) if isinstance(law, Masses) else law.name
    if law.letters:
        what = FAILS["letters"].format(law=said_of)
        raise UnsupportedError(what, hint=HINTS["letters"])
    if isinstance(law, Masses):
        weights = np.array([float(p) for p in law.values])
        values = np.array([float(x.expr) for x in outcomes_of(law)])
        return rng.choice(values, count, p=weights / weights.sum())
    if law.law is None or law.law.name not in DRAWS:
        raise UnsupportedError(FAILS["draw"].format(law=said_of), hint=HINTS["draw"])
    return DRAWS[law.law.name](rng, tuple(float(p.expr) for p in law.parameters), count)


def values_of(body: sp.Expr, x: sp.Symbol, at: Array) -> Array:
    """A formula at many points.

    Raises
    ------
    UnsupportedError
        If it has no value at one of them.
    """
    with np.errstate(all="ignore"):
        found = evaluate(lower([body], [x]), [at])[0]
    values = np.broadcast_to(np.asarray(found, dtype=float), at.shape)
    bad = np.flatnonzero(~np.isfinite(values))
    if len(bad):
        what = FAILS["value"].format(f=text(arrange(body)), x=x.name, at=in_figures(at[bad[0]]))
        raise UnsupportedError(what, hint=HINTS["value"])
    return values


@dataclass(frozen=True)
class Estimate:
    """A mean over so many values, its standard error, and how far the values spread."""

    count: int
    mean: float
    deviation: float

    @classmethod
    def of(cls, values: Array) -> Estimate:
        """The estimate that a sample gives."""
        return cls(len(values), float(values.mean()), float(values.std(ddof=1)))

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.deviation / math.sqrt(self.count)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the exact mean lies in about 95 of 100 samples."""
        return self.mean - SURE * self.error, self.mean + SURE * self.error


def estimated(
    question: Question,
    body: Notation,
    x: sp.Symbol,
    law: Masses | Distribution,
    asked: tuple[str, str],
) -> Derivation:
    """The mean over a sample, its standard error, an interval, and the exact value beside it."""
    count, seed = _whole(asked[0], LEAST, "samples"), _whole(asked[1], 0, "seed")
    if isinstance(law, Distribution):
        need_mass(law)
    values = values_of(body.expr, x, drawn(law, count, seed))
    found = Estimate.of(values)
    whole, told, remarks, claim = _beside(body, x, law, found)
    name = str(law) if isinstance(law, Masses) else law.name
    steps = _steps(whole, found, law=name, seed=str(seed), f=text(body))
    mean = arrange(sp.Float(found.mean))
    if remarks and not told:  # neither a mean nor a standard error
        fields = {"count": str(count), "law": name, "seed": str(seed), "f": text(body)}
        steps = [_step("sample-alone", whole, decimal(mean.expr), fields, "implies")]
    steps = steps[:1] if remarks else steps
    steps += [_step("exact-beside", whole, whole, told, "implies")] if told else []
    fields = {
        "f": text(body),
        "mean": in_figures(found.mean, SHORT),
        "error": in_figures(found.error, SHORT),
    }
    return Derivation(
        question,
        whole,
        mean,
        tuple(steps),
        remarks=remarks,
        claims=(claim,),
        ending=ESTIMATE[len(remarks)].format(**fields),
        picture=partial(running_mean, *_running(values, plain=bool(remarks)), _exact(claim)),
    )


def _running(values: Array, *, plain: bool) -> tuple[Array, Array, Array | None]:
    """How many values, their mean, and its standard error, at the points that are drawn.

    `plain` leaves the standard error out, where there is none.
    """
    kept = np.unique(np.geomspace(min(10, len(values)), len(values), SHOWN).astype(int)) - 1
    count = kept + 1
    mean = np.cumsum(values)[kept] / count
    if plain:
        return count, mean, None
    square = np.cumsum(values**2)[kept] / count
    return count, mean, np.sqrt(np.maximum(square - mean**2, 0) / count)


def _exact(claim: Near | Open) -> float | None:
    return claim.exact if isinstance(claim, Near) else None


def _steps(whole: Notation, found: Estimate, **fields: str) -> list[Step]:
    """The sample, its standard error, and the interval."""
    low, high = found.interval
    fields |= {
        "count": str(found.count),
        "deviation": in_figures(found.deviation, SHORT),
        "error": in_figures(found.error, SHORT),
        "low": in_figures(low, SHORT),
        "high": in_figures(high, SHORT),
    }
    after, error = (decimal(sp.Float(value)) for value in (found.mean, found.error))
    ends = build("interval", *(decimal(sp.Float(end)) for end in (low, high)), text="[]")
    return [
        _step("sample", whole, near(whole, after), fields, "implies"),
        _step("standard-error", after, error, fields, "implies"),
        _step("interval", after, ends, fields, "implies"),
    ]


def _beside(
    body: Notation, x: sp.Symbol, law: Masses | Distribution, found: Estimate
) -> tuple[Notation, dict[str, str], tuple[str, ...], Near | Open]:
    """The exact mean, where it can be had."""
    try:
        exact = averaged(body, x, law)
    except NotFoundError:
        whole = body if isinstance(law, Masses) else law.density
        return whole, {}, (), Open()
    if exact.ending:
        infinite = exact.after.expr in (sp.oo, -sp.oo)
        return exact.whole, {}, (exact.ending, NO_MEAN if infinite else NO_CENTRE), Open()
    mean, error = found.mean, found.error
    value = float(exact.after.expr)
    if not _has_variance(body, x, law):
        told = {"value": f"E[{text(body)}] = {said(exact.after.expr)}.", "where": ""}
        return exact.whole, told, (NO_ERROR,), Open()
    apart = abs(value - mean) / error if error else 0.0
    share = f"{in_figures(100 * math.erfc(apart / math.sqrt(2)), 2)} %"
    where = WHERE[apart <= SURE].format(errors=in_figures(apart, 2), share=share)
    told = {"value": f"E[{text(body)}] = {said(exact.after.expr)}. ", "where": where}
    return exact.whole, told, (), Near(value, mean, error)


def _has_variance(body: Notation, x: sp.Symbol, law: Masses | Distribution) -> bool:
    """Whether the mean of the square is finite, as far as is known."""
    if isinstance(law, Masses):
        return True
    try:
        return not averaged(notation.power(body, notation.number(2)), x, law).ending
    except NotFoundError:
        return True


def _whole(given: str, least: int, what: str) -> int:
    """A number of samples, or a seed."""
    count = int(given) if given.strip().isdecimal() else -1
    if not least <= count <= MOST:
        raise UnsupportedError(FAILS[what].format(count=given), hint=HINTS[what])
    return count


_step = partial(worded, WORDS)
