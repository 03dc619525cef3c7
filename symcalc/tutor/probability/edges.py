"""Likelihoods whose maximum is no zero of the score: moving supports, kinks, constraints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.probability.draws import Sample, rounded
from symcalc.tutor.probability.setting import (
    Setting,
    hat,
    no_maximum,
    opening,
    told,
    with_data,
)
from symcalc.tutor.words.likelihood import EDGES
from symcalc.writing.text import text


def special(here: Setting) -> Derivation | None:
    """The estimate of a law that has no zero of its score to look for, else None."""
    law = here.law.law
    work = SPECIAL.get(law.name) if law is not None else None
    return work(here) if work is not None else None


def _categorical(here: Setting) -> Derivation:
    """Lagrange: the probabilities sum to one."""
    letters = [p.expr for p in here.law.parameters]
    if not all(isinstance(p, sp.Symbol) for p in letters):
        what = "of a categorical law all probabilities are estimated together"
        raise UnsupportedError(what, hint="name them all: categorical(p_1, p_2, p_3)")
    counts = [notation.name(sp.Symbol(f"n_{k}")) for k in range(1, len(letters) + 1)]
    rate, n = notation.name(sp.Symbol("lambda")), here.draws.count
    logs = [
        notation.multiply(c, build("log", p, text="ln"))
        for c, p in zip(counts, here.law.parameters, strict=True)
    ]
    whole = notation.add(*logs)
    product = notation.multiply(
        *(notation.power(p, c) for p, c in zip(here.law.parameters, counts, strict=True))
    )
    rest = notation.subtract(notation.add(*here.law.parameters), notation.number(1))
    lagrangian = notation.subtract(whole, notation.multiply(rate, rest))
    shares = {p: notation.divide(c, n) for p, c in zip(letters, counts, strict=True)}
    zeros = [
        build(
            "relation", notation.subtract(notation.divide(c, p), rate), notation.number(0), text="="
        )
        for c, p in zip(counts, here.law.parameters, strict=True)
    ]
    _bear_out(lagrangian.expr, letters, zeros)
    steps = (
        here.step("likelihood", product),
        here.step("counts", whole, product),
        here.step("lagrangian", lagrangian),
        here.step("stationary", build("tuple", *zeros)),
        here.step("multiplier", build("relation", rate, n, text="=")),
    )
    return _counted(here, steps, shares, counts)


def _bear_out(lagrangian: sp.Expr, letters: list[sp.Expr], zeros: list[Notation]) -> None:
    for p, zero in zip(letters, zeros, strict=True):
        if sp.simplify(lagrangian.diff(p) - zero.parts[0].expr) != 0:
            raise AssertionError(f"the slope of {lagrangian} in {p} is not {zero.parts[0].expr}")


def _counted(
    here: Setting,
    steps: tuple[Step, ...],
    shares: dict[sp.Symbol, Notation],
    counts: list[Notation],
) -> Derivation:
    """The shares of the counts, with data as numbers."""
    ratio = here.law.density.expr / sp.Add(*shares)
    if here.sample is None:
        return told(here, steps, shares, {}, density=ratio, trial=_trial_shares(here, shares))
    drawn = Counter(int(v) for v in here.sample.floats)
    size = len(here.sample)
    found = [sp.Rational(drawn[k], size) for k in range(1, len(counts) + 1)]
    values = dict(zip(shares, found, strict=True))
    rows = [(c, notation.number(drawn[k])) for k, c in enumerate(counts, 1)]
    rows += [(notation.name(hat(p)), rounded(v)) for p, v in values.items()]
    level = {**values, **{c.expr: sp.Integer(drawn[k]) for k, c in enumerate(counts, 1)}}
    terms = [
        v * 0 if v == 0 else level[c.expr] * sp.log(v) for c, v in zip(counts, found, strict=True)
    ]
    last = with_data(here, rows, values, worth=float(sp.Add(*terms)))
    return told(here, (*steps, *last), shares, values, density=ratio, worth=float(sp.Add(*terms)))


def _trial_shares(here: Setting, shares: dict[sp.Symbol, Notation]) -> dict[sp.Symbol, sp.Expr]:
    drawn = Counter(int(v) for v in here.trial.sample.floats)
    size = len(here.trial.sample)
    return {p: sp.Rational(drawn[k], size) for k, p in enumerate(shares, 1)}


def _is(letter: sp.Symbol, line: Notation) -> Notation:
    """The equation that names an estimate."""
    return build("relation", notation.name(hat(letter)), line, text="=")


def _bounds(here: Setting) -> Derivation:
    """The edges of a uniform law are the least and the greatest draw."""
    law, sample = here.law, here.sample or here.trial.sample
    known = {end.expr: k for k, end in enumerate(law.support) if isinstance(end.expr, sp.Symbol)}
    if set(known) != set(law.letters):
        what = "the ends of the support have to be letters or numbers"
        raise UnsupportedError(what, hint='write likelihood("uniform(a, b)")')
    extremes = [notation.name(sp.Symbol(word)) for word in ("x_min", "x_max")]
    named = {s: extremes[k] for s, k in known.items()}
    product = here.draws.over("product-over", law.density)
    fields = {"f": text(law.density), "low": text(law.support[0]), "high": text(law.support[1])}
    power = notation.power(law.density, here.draws.count)
    found = [_is(s, line) for s, line in named.items()]
    steps = (
        here.step("likelihood", product),
        here.step("bounds", power, product, **fields),
        here.step("extremes", found[0] if len(found) == 1 else build("tuple", *found)),
    )
    low, high = law.ends
    inside = sp.Piecewise((law.density.expr, sp.And(law.x >= low, law.x <= high)), (0, True))
    numbers = sample.exact or tuple(map(sp.Float, sample.floats))
    values = {s: (min, max)[k](numbers) for s, k in known.items()}
    if here.sample is None:
        return told(here, steps, named, {}, density=inside, trial=values)
    if len(set(values.values())) < len(known):
        raise UnsupportedError(EDGES["point"], hint="give two different numbers")
    rows = [(named[s], rounded(v)) for s, v in values.items()]
    return told(here, (*steps, *with_data(here, rows, values)), named, values, density=inside)


def _median(here: Setting) -> Derivation | None:
    """The centre of a Laplace law is the median, its scale the mean distance from it."""
    law = here.law
    centre, scale = (p.expr for p in law.parameters)
    if set(law.letters) not in ({centre}, {centre, scale}):
        return None
    named = {centre: notation.name(sp.Symbol("x_med"))}
    steps = [*opening(here), _at(here, "median", centre, named[centre])]
    if scale in law.letters:
        away = build("abs", notation.subtract(notation.name(law.x), notation.name(hat(centre))))
        share = notation.divide(notation.number(1), here.draws.count)
        named[scale] = notation.multiply(share, here.draws.over("summation", away))
        steps.append(_at(here, "mean-distance", scale, named[scale], centre))
    middle = _middle(here.sample or here.trial.sample, centre, scale)
    values = {s: middle[s] for s in named}
    if here.sample is None:
        return told(here, steps, named, {}, trial=values)
    if values.get(scale) == 0:
        raise no_maximum(here, text(notation.name(scale)), values[scale])
    rows = [(notation.name(hat(s)), rounded(v)) for s, v in values.items()]
    flat = _between(here, here.sample, centre, scale)
    return told(here, (*steps, *with_data(here, rows, values)), named, values, flat)


def _between(here: Setting, sample: Sample, centre: sp.Symbol, scale: sp.Expr) -> tuple[str, ...]:
    """Of an even number of draws every number between the two middle ones is a median."""
    drawn = sorted(sample.exact) or [sp.Float(v) for v in np.sort(sample.floats)]
    low, high = drawn[(len(drawn) - 1) // 2], drawn[len(drawn) // 2]
    if low == high:
        return ()
    fields = {"theta": text(notation.name(centre)), "low": text(rounded(low))}
    same = f", with the same {text(notation.name(scale))}" if scale in here.law.letters else ""
    return (EDGES["between"].format(**fields, high=text(rounded(high)), same=same),)


def _at(
    here: Setting, rule: str, letter: sp.Symbol, line: Notation, centre: sp.Expr | None = None
) -> Step:
    theta = text(notation.name(letter))
    middle = text(notation.name(hat(centre))) if isinstance(centre, sp.Symbol) else ""
    return here.step(rule, _is(letter, line), theta=theta, x=here.law.x.name, centre=middle)


def _middle(sample: Sample, centre: sp.Symbol, scale: sp.Symbol) -> dict[sp.Symbol, sp.Expr]:
    """Median, and mean distance from it."""
    drawn = sorted(sample.exact) or [sp.Float(v) for v in np.sort(sample.floats)]
    half = len(drawn) // 2
    middle = drawn[half] if len(drawn) % 2 else (drawn[half - 1] + drawn[half]) / 2
    return {centre: middle, scale: sp.Add(*(abs(v - middle) for v in drawn)) / len(drawn)}


def _whole(here: Setting) -> Derivation | None:
    """Refuse to differentiate by a whole number."""
    count = here.law.parameters[0].expr
    if count in here.law.letters:
        what = f"{count} of the {here.law.law.title if here.law.law else 'law'} is a whole number"
        raise UnsupportedError(f"{what}, and no score in it can be zero", hint="give it a value")
    return None


SPECIAL: dict[str, Callable[[Setting], Derivation | None]] = {
    "categorical": _categorical,
    "uniform": _bounds,
    "laplace": _median,
    "die": _whole,
    "binomial": _whole,
}
