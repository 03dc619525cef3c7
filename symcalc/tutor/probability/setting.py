"""What the steps of a likelihood share: the law, its draws, how lines are written and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import log

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.checking.likelihoods import GreatestLikelihood
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting import likelihoods
from symcalc.plotting.paper import Figure
from symcalc.primitives import build
from symcalc.steps import Step, Table
from symcalc.tutor.diff import differentiated
from symcalc.tutor.lessons import asked
from symcalc.tutor.probability.draws import Sample, rounded
from symcalc.tutor.probability.estimates import Trial, trial_of
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.logarithm import Draws, logarithm
from symcalc.tutor.worded import worded
from symcalc.tutor.words.likelihood import EDGES, HINTS, REMARKS, WORDS
from symcalc.writing.text import text

Values = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Setting:
    """A law, how sums over its draws are written, and the draws if there are any."""

    law: Distribution
    sample: Sample | None
    truth: Distribution | None = None

    @cached_property
    def draws(self) -> Draws:
        """How sums are written."""
        return Draws(self.law.x, self.law.letters)

    @cached_property
    def logs(self) -> Notation:
        """The logarithm of the density at one draw."""
        return logarithm(self.law.density)

    def terms(self, letter: sp.Symbol) -> Notation:
        """The terms of the logarithm in which a letter stands; the others have slope 0."""
        found = [t for t in notation.signed_terms(self.logs) if letter in t.symbols]
        return notation.add(*found)

    @cached_property
    def total(self) -> Notation:
        """The log-likelihood."""
        return self.draws.total(self.logs)

    @cached_property
    def trial(self) -> Trial:
        """A few draws at which lines are borne out."""
        return trial_of(self.law, self.draws.n)

    @property
    def fields(self) -> dict[str, str]:
        """What most sentences name."""
        kind = "probabilities" if self.law.discrete else "densities"
        return {"densities": kind, "log": text(self.logs), "n": text(self.draws.count)}

    def step(
        self, rule: str, after: Notation, before: Notation | None = None, **fields: object
    ) -> Step:
        """A step whose line stands by itself."""
        told = {**self.fields, **fields}
        return worded(WORDS, rule, before or self.law.density, after, told, "implies")

    def bear_out(self, expr: sp.Expr, of_one: sp.Expr) -> None:
        """Refuse a line that is not the sum of a formula over the draws: that is our mistake."""
        trial, (x, values) = self.trial, (self.law.x, self.trial.values)
        direct = sum(float(of_one.xreplace({x: v, **values})) for v in trial.sample.exact)
        found = trial.sample.number(expr, self.draws.n, values)
        if not abs(found - direct) <= 1e-9 * max(1.0, abs(direct)):
            raise AssertionError(f"the sum over the draws is {found}, not {direct}: {expr}")


def hat(letter: sp.Symbol) -> sp.Symbol:
    """The estimate of a parameter: mu_hat."""
    return sp.Symbol(f"{letter.name}_hat")


def opening(here: Setting) -> tuple[Step, ...]:
    """The product of the densities, and its logarithm."""
    whole = here.draws.over("product-over", here.law.density)
    here.bear_out(here.total.expr, sp.log(here.law.density.expr))
    return here.step("likelihood", whole), here.step("log-likelihood", here.total, whole)


def with_data(
    here: Setting,
    rows: Sequence[tuple[Notation, Notation]],
    values: Values,
    worth: float | None = None,
) -> tuple[Step, ...]:
    """A table of the sums and estimates, then the log-likelihood at the estimate."""
    assert here.sample is not None
    size = str(len(here.sample))
    vector = vector_of([rounded(v) for v in values.values()])
    table = Table(("sum or estimate", "value"), tuple(dict.fromkeys(rows)))
    first = here.step("with-data", vector, n=size, data=here.sample.told)
    level = greatest(here, values) if worth is None else worth
    last = here.step("value-at-estimate", vector, value=text(rounded(sp.Float(level))))
    return replace(first, table=table), replace(last, relation="equal", before=vector)


def greatest(here: Setting, values: Mapping[sp.Symbol, sp.Expr]) -> float:
    """The log-likelihood at these values."""
    assert here.sample is not None
    found = here.sample.number(here.total.expr, here.draws.n, values)
    if np.isfinite(found):
        return found
    density = here.law.density.expr.xreplace(dict(values))  # 0 ln 0 at the edge of a domain
    return sum(log(density.xreplace({here.law.x: sp.Rational(v)})) for v in here.sample.floats)


def no_maximum(here: Setting, theta: str, value: sp.Expr) -> UnsupportedError:
    """Why draws have no estimate that the law admits."""
    assert here.sample is not None
    shown = text(rounded(value))
    if here.law.discrete:
        what = EDGES["outside"].format(theta=theta, value=shown)
        return UnsupportedError(what.rstrip("."), where=here.sample.told, hint=HINTS["outside"])
    drawn = text(rounded(sp.sympify((here.sample.exact or here.sample.floats)[0], strict=True)))
    who = EDGES["single" if len(here.sample) == 1 else "equal"].format(value=drawn)
    what = EDGES["flat"].format(who=who, theta=theta)
    return UnsupportedError(what.rstrip("."), where=here.sample.told, hint=HINTS["narrow"])


def vector_of(entries: Sequence[Notation]) -> Notation:
    """One formula, or several as a vector."""
    return entries[0] if len(entries) == 1 else build("vector", *entries)


def told(
    here: Setting,
    steps: Sequence[Step],
    named: Mapping[sp.Symbol, Notation],
    values: Values,
    remarks: Sequence[str] = (),
    ending: str = "",
    density: sp.Expr | None = None,
    trial: Values | None = None,
    worth: float | None = None,
    rivals: tuple[tuple[float, ...], ...] = (),
) -> Derivation:
    """The derivation: the estimates by letter, as formulas, and with data as numbers."""
    law, sample = here.law, here.sample
    own = [REMARKS.get((law.law.name, s.name), "") for s in named] if law.law else []
    spelled = {"data": sample.spelled} if sample else {}
    letters = tuple(named) or law.letters
    question = asked("likelihood", law.density, letters, law=law.name, **spelled)
    result = vector_of([rounded(values[s]) for s in named] if values else list(named.values()))
    if values:
        result = replace(result, expr=_exact([values[s] for s in named]))
    level = greatest(here, values) if values and worth is None else worth
    return Derivation(
        question,
        vector_of([notation.name(hat(s)) for s in named]),
        result,
        tuple(steps),
        conditions=law.conditions if not values else (),
        remarks=(*law.remarks, *filter(None, own), *remarks),
        value=sp.Float(level) if level is not None else None,
        claims=(claim(here, named, values or trial or {}, density, rivals),)
        if named
        else slopes(here),
        ending=ending,
        picture=pictured(here, values) if values else None,
    )


def _exact(values: Sequence[sp.Expr]) -> sp.Basic:
    return values[0] if len(values) == 1 else sp.ImmutableMatrix(values)


def claim(
    here: Setting,
    named: Mapping[sp.Symbol, Notation],
    values: Values,
    density: sp.Expr | None,
    rivals: tuple[tuple[float, ...], ...] = (),
) -> GreatestLikelihood:
    """The estimate of the data, or of a few draws, has the greatest likelihood."""
    sample, n = here.sample or here.trial.sample, here.draws.n
    found: dict[sp.Symbol, sp.Expr] = dict(values)
    back = {hat(s): s for s in named}
    for s, line in named.items():
        if s not in found:
            found[s] = sample.put(line.expr.xreplace(back), n, found)
    at = tuple((s, float(v)) for s, v in found.items())
    law = here.law
    whole = law.density.expr if density is None else density
    draws = tuple(map(float, sample.floats))
    held = tuple(c for c in law.conditions if not isinstance(c, sp.Eq))  # shares are divided
    return GreatestLikelihood(whole, law.x, draws, at, held, rivals)


def slopes(here: Setting) -> tuple[Equal, ...]:
    """The scores of one draw, where there is no estimate to bear out."""
    found = {s: differentiated(here.terms(s), s, "∂").after for s in here.law.letters}
    logs = here.logs.expr
    return tuple(Equal(sp.Derivative(logs, s), line.expr) for s, line in found.items())


def pictured(here: Setting, values: Values) -> partial[Figure]:
    """The surface over two parameters or the curve over one, and the fitted density."""
    assert here.sample is not None
    law = here.law
    at = tuple((s, float(v)) for s, v in values.items())
    data = (law.density.expr, law.x, at, tuple(map(float, here.sample.floats)))
    truth = here.truth.density.expr if here.truth else None
    drawn = partial(likelihoods.likelihood, *data, discrete=law.discrete, truth=truth)
    return partial(drawn, given=law.conditions)
