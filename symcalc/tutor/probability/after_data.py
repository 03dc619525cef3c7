"""The lessons on the mean of a posterior, and on its greatest density, the MAP estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.report import CheckReport
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.areas.parts import equal
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.claims import MeanIs
from symcalc.tutor.probability.described import Updated
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.event_lines import ending_of
from symcalc.tutor.probability.posterior import posterior
from symcalc.tutor.probability.tosses import asking
from symcalc.tutor.worded import worded
from symcalc.tutor.words.after_data import (
    CHECKED,
    FAILS,
    HINTS,
    LABELS,
    MEANS,
    MODES,
    VARIANCES,
    WORDS,
)
from symcalc.writing.text import text

POINTS = 400


@lesson("posterior-mean", *asking("posterior mean"))
def posterior_mean(law: Any = "", prior: Any = "", data: Any = None, **counts: str) -> Derivation:
    """The mean of a parameter after the data.

    Examples
    --------
    >>> posterior_mean("bernoulli(p)", "beta(2, 2)", [1, 0, 1, 1]).answer
    5/8
    """
    found, after = _updated(law, prior, data, counts)
    formula, family = MEANS[_family(after)]
    value = put(read(formula), _named(after))
    result = arrange(value.expr)
    fields = {"named": after.name, "formula": f"{text(read(formula))} for {family}"}
    line = value if value.expr == result.expr and value == result else equal(value, result)
    made = _step("posterior-mean", line, **fields)
    density = after.density.expr * after.x
    claims = () if after.letters else (MeanIs(density, after.x, after.ends, result.expr),)
    return _told("posterior-mean", found, made, result, claims)


@lesson(
    "map-estimate",
    *asking("MAP estimate"),
    *asking("MAP"),
    *asking("posterior mode"),
    *asking("maximum a posteriori estimate"),
)
def map_estimate(law: Any = "", prior: Any = "", data: Any = None, **counts: str) -> Derivation:
    """The value of a parameter at which the posterior density is greatest.

    Examples
    --------
    >>> map_estimate("bernoulli(p)", "beta(2, 2)", [1, 0, 1, 1]).answer
    2/3
    """
    found, after = _updated(law, prior, data, counts)
    if after.letters:
        raise UnsupportedError(FAILS["letters"], hint=HINTS["letters"])
    value, how = _mode(after)
    theta = notation.name(after.x)
    result = arrange(value)
    made = _step("posterior-mode", equal(theta, result), named=after.name, how=how)
    return _told("map-estimate", found, made, result, (Greatest(after, value),))


@lesson("posterior-variance", *asking("posterior variance"), *asking("variance of the posterior"))
def posterior_variance(
    law: Any = "", prior: Any = "", data: Any = None, **counts: str
) -> Derivation:
    """The variance of a parameter after the data.

    Examples
    --------
    >>> posterior_variance("bernoulli(p)", "beta(2, 2)", [1, 0, 1, 1]).answer
    5/192
    """
    found, after = _updated(law, prior, data, counts)
    formula, family = VARIANCES[_family(after)]
    value = put(read(formula), _named(after))
    result = arrange(sp.simplify(value.expr))
    fields = {"named": after.name, "formula": f"{text(read(formula))} for {family}"}
    line = value if value.expr == result.expr and value == result else equal(value, result)
    made = _step("posterior-variance", line, **fields)
    mean = read(MEANS[_family(after)][0]).expr.xreplace(
        {s: node.expr for s, node in _named(after).items()}
    )
    density = after.density.expr * (after.x - mean) ** 2
    claims = () if after.letters else (MeanIs(density, after.x, after.ends, result.expr),)
    return _told("posterior-variance", found, made, result, claims)


def _updated(
    law: Any, prior: Any, data: Any, counts: dict[str, str]
) -> tuple[Updated, Distribution]:
    found = posterior(law, prior, data, **counts)
    assert isinstance(found, Updated)
    assert found.law is not None
    return found, found.law


def _family(after: Distribution) -> str:
    return after.law.name if after.law else ""


def _named(after: Distribution) -> dict[sp.Basic, Notation]:
    """The parameters by the letters of the family."""
    names = after.law.parameters if after.law else ()
    return {read(n).expr: p for n, p in zip(names, after.parameters, strict=True)}


def _mode(after: Distribution) -> tuple[sp.Expr, str]:
    """Where the density is greatest, and why."""
    a, b = (p.expr for p in after.parameters)
    fields = {"a": text(after.parameters[0]), "b": text(after.parameters[1])}
    family = _family(after)
    if family == "normal":
        return a, MODES["normal"]
    if family == "gamma":
        inner = a > 1
        return (
            sp.Max(0, (a - 1) / b),
            MODES["gamma" if inner else "falls"].format(**fields, end=0),
        )
    if a == b == 1:
        raise UnsupportedError(FAILS["flat"])
    if a < 1 and b < 1:
        raise UnsupportedError(FAILS["ends"])
    if a <= 1 or b <= 1:
        rises = bool(b <= 1 and a >= 1)
        how = MODES["rises" if rises else "falls"].format(**fields, end=int(rises))
        return sp.Integer(int(rises)), how
    return (a - 1) / (a + b - 2), MODES["beta"].format(**fields)


@dataclass(frozen=True)
class Greatest:
    """Nowhere is the density greater than at this value."""

    law: Distribution
    value: sp.Expr

    def check(self) -> CheckReport:
        """At many other values; at an end of the support a little inside of it."""
        low, high = (float(e) if e.is_finite else float("nan") for e in self.law.ends)
        at = float(self.value)
        low, high = (v if v == v else at + d for v, d in ((low, -5.0), (high, 5.0)))
        inner = (low + (high - low) * (k + 0.5) / POINTS for k in range(POINTS))
        logs = sp.log(self.law.density.expr)
        best = self._at(logs, min(max(at, low + 1e-9), high - 1e-9))
        most = max(self._at(logs, point) for point in inner)
        status = "agrees" if most <= best + 1e-9 else "disagrees"
        told = CHECKED["mode"] if status == "agrees" else ""
        return CheckReport(status, POINTS, 0.0, 1e-9, None, "other values", told=told)

    def _at(self, logs: sp.Expr, point: float) -> float:
        return float(sp.re(sp.N(logs.xreplace({self.law.x: sp.Float(point)}))))


def _told(
    kind: str, found: Updated, made: Step, result: Notation, claims: tuple[Any, ...]
) -> Derivation:
    law = found.law
    name, theta = (law.name, text(notation.name(law.x))) if law else ("", "")
    first = _step("posterior-law", found.result, law=name, theta=theta)
    text_of = found.question.text.removeprefix("posterior of ")
    given, _, rest = text_of.partition(" under the prior ")
    prior, _, data = rest.partition(" for the data ")
    value = result.expr
    label = LABELS[kind]
    return Derivation(
        asked(kind, None, (), law=given, prior=prior, data=data),
        found.result,
        result,
        (*found.steps, first, made),
        conditions=found.conditions,
        remarks=found.remarks,
        claims=(*claims, *(() if claims else found.claims)),
        ending="" if value.free_symbols else ending_of(label, value, result),
    )


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")
