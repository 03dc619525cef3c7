"""Bayes' rule with priors that the likelihood keeps in their family."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting import posteriors
from symcalc.primitives import arrange, build, put
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.described import Updated
from symcalc.tutor.probability.distribution import pictured
from symcalc.tutor.probability.draws import Floats, Sample, rounded, sample_of, within
from symcalc.tutor.probability.law import Distribution, Given, counted, law_of
from symcalc.tutor.probability.laws import NAMED
from symcalc.tutor.probability.logarithm import Draws, logarithm
from symcalc.tutor.probability.parameters import in_one_way
from symcalc.tutor.probability.tosses import asking, flat, updated_by
from symcalc.tutor.worded import worded
from symcalc.tutor.words.posteriors import ENDING, FAILS, MATCHED, MEANS, PLAIN_MEAN, WORDS
from symcalc.writing.text import text


@dataclass(frozen=True)
class Conjugate:
    """A prior that a likelihood keeps in its family.

    Attributes
    ----------
    prior, law : str
        The names of the laws.
    about : int
        Which parameter of the likelihood the prior is about.
    parameters : tuple of str
        Those of the posterior, in the prior's A and B, in n and the sum S of the draws, and in the
        other parameter C of the likelihood.
    mean : str
        Of the prior's family, in A and B.
    best : str
        The estimate from the data alone.
    how : str
        How the two are put together.
    """

    prior: str
    law: str
    about: int
    parameters: tuple[str, str]
    mean: str
    best: str
    how: str = "exponents"


CONJUGATES = (
    Conjugate("beta", "bernoulli", 0, ("A + S", "B + n - S"), "A/(A + B)", "S/n"),
    Conjugate("beta", "binomial", 1, ("A + S", "B + n C - S"), "A/(A + B)", "S/(n C)"),
    Conjugate("beta", "geometric", 0, ("A + n", "B + S - n"), "A/(A + B)", "n/S"),
    Conjugate("gamma", "poisson", 0, ("A + S", "B + n"), "A/B", "S/n"),
    Conjugate("gamma", "exponential", 0, ("A + n", "B + S"), "A/B", "n/S"),
    Conjugate(
        "normal",
        "normal",
        0,
        ("(A/B^2 + S/C^2)/(1/B^2 + n/C^2)", "1/sqrt(1/B^2 + n/C^2)"),
        "A",
        "S/n",
        "square",
    ),
)


@lesson("posterior", *asking("posterior"))
def posterior(law: Given = "", prior: Given = "", data: Any = None, **counts: str) -> Derivation:
    """The law of a parameter after the data, by Bayes' rule.

    Raises
    ------
    UnsupportedError
        If the prior does not stay in its family.

    Examples
    --------
    >>> posterior("bernoulli(p)", "beta(1, 1)", [1, 1, 0]).ending
    'The posterior is beta(3, 2).'
    """
    law, data = updated_by(law, data, counts)
    prior, remarks = flat(prior, law)
    law, prior = in_one_way(law, prior)
    given = law_of(law)
    row, theta = _row(given, law_of(prior))
    before = law_of(prior, x=theta.name)
    sample = None if data is None else sample_of(data)
    if sample is not None:
        within(sample, given)
    draws = Draws(given.x, (*given.letters, *before.letters, theta))
    letters = _letters(row, given, before, draws)
    after = _law(row, letters, theta)
    steps = [*_product(given, before, draws, theta), *_matched(row, after, letters, theta)]
    _bear_out(given, before, after, draws, theta)
    if sample is not None:
        after, step = _numbers(row, letters, sample, theta)
        steps.append(step)
    told = _told(row, given, before, after, tuple(steps), sample, theta)
    return replace(told, remarks=(*remarks, *told.remarks))


def _row(law: Distribution, prior: Distribution) -> tuple[Conjugate, sp.Symbol]:
    names = (prior.law.name if prior.law else "", law.law.name if law.law else "")
    row = next((r for r in CONJUGATES if (r.prior, r.law) == names), None)
    if row is None:
        what = FAILS["pair"].format(law=law.name, prior=prior.name)
        raise UnsupportedError(what, hint=FAILS["pairs"])
    theta = law.parameters[row.about].expr
    if not isinstance(theta, sp.Symbol):
        raise UnsupportedError(
            FAILS["unknown"].format(law=law.name), hint=f"write {row.law} with a letter"
        )
    if theta in prior.letters:
        what = FAILS["own-letter"].format(theta=text(notation.name(theta)), prior=prior.name)
        raise UnsupportedError(what, hint="take another letter in the prior")
    return row, theta


def _letters(
    row: Conjugate, law: Distribution, prior: Distribution, draws: Draws
) -> dict[sp.Basic, Notation]:
    """What A, B, C, n and S of the row are here."""
    total = draws.over("summation", notation.name(law.x))
    found = {"A": prior.parameters[0], "B": prior.parameters[1], "n": draws.count, "S": total}
    if len(law.parameters) > 1:
        found["C"] = law.parameters[1 - row.about]
    return {sp.Symbol(k): v for k, v in found.items()}


def _law(row: Conjugate, letters: dict[sp.Basic, Notation], theta: sp.Symbol) -> Distribution:
    parameters = tuple(put(read(p), letters) for p in row.parameters)
    return _of_family(row, parameters, theta)


def _of_family(row: Conjugate, parameters: tuple[Notation, ...], theta: sp.Symbol) -> Distribution:
    """The law of the parameter, in the prior's family."""
    family = NAMED[row.prior]
    names = [*(read(p).expr for p in family.parameters), sp.Symbol("x")]
    values = dict(zip(names, (*parameters, notation.name(theta)), strict=True))
    low, high = (read(end) for end in family.support)
    return Distribution(
        family, parameters, counted(put(read(family.density), values)), theta, (low, high)
    )


def _product(law: Distribution, prior: Distribution, draws: Draws, theta: sp.Symbol) -> list[Step]:
    """Bayes' rule, and both logarithms without what does not depend on the parameter."""
    chance = draws.over("product-over", law.density)
    whole = notation.multiply(chance, prior.density)
    fields = {"theta": text(notation.name(theta)), "prior": prior.name, "law": law.name}
    fields["draws"] = f"{text(draws.count)} draws"
    lines = {
        "log-prior": _with(logarithm(prior.density), theta),
        "log-likelihood": _with(draws.total(logarithm(law.density)), theta),
    }
    first = worded(WORDS, "bayes", whole, whole, fields, "implies")
    return [
        first,
        *(worded(WORDS, rule, whole, line, fields, "implies") for rule, line in lines.items()),
    ]


def _with(node: Notation, letter: sp.Symbol) -> Notation:
    return notation.add(*(t for t in notation.signed_terms(node) if letter in t.symbols))


def _matched(
    row: Conjugate, after: Distribution, letters: dict[sp.Basic, Notation], theta: sp.Symbol
) -> list[Step]:
    how, says = MATCHED[row.how]
    precision = text(put(read("1/B^2 + n/C^2"), letters)) if row.how == "square" else ""
    line = _with(logarithm(after.density), theta)
    name = text(notation.name(theta))
    fields = {"how": how, "says": says.format(theta=name, precision=precision)}
    first = worded(WORDS, "matched", line, line, fields, "implies")
    density = build("tuple", *after.parameters)
    last = worded(WORDS, "posterior", line, density, {"posterior": after.name}, "implies")
    return [first, last]


def _bear_out(
    law: Distribution,
    prior: Distribution,
    after: Distribution,
    draws: Draws,
    theta: sp.Symbol,
) -> None:
    """The logarithms differ by a constant: at two values of the parameter by the same."""
    sample = Sample((), _few(law))
    logs = logarithm(prior.density).expr + draws.total(logarithm(law.density)).expr
    gap = logs - logarithm(after.density).expr
    letters = [s for s in (*law.letters, *prior.letters) if s != theta]
    values = {s: sp.Rational(13 + 4 * k, 10) for k, s in enumerate(letters)}
    found = [sample.number(gap, draws.n, {**values, theta: sp.Rational(t, 10)}) for t in (2, 5, 7)]
    if not max(found) - min(found) <= 1e-9 * max(1.0, abs(found[0])):
        raise AssertionError(f"the posterior is not {after.name}: {found}")


def _few(law: Distribution) -> Floats:
    return np.array([1.0, 1.0, 1.0] if law.discrete else [0.4, 1.3, 2.2])


def _numbers(
    row: Conjugate,
    letters: dict[sp.Basic, Notation],
    sample: Sample,
    theta: sp.Symbol,
) -> tuple[Distribution, Step]:
    """The posterior with n and the sum of the draws put in."""
    total = sp.Add(*sample.exact) if sample.exact else sp.Float(float(sample.floats.sum()))
    known = {
        **letters,
        sp.Symbol("n"): notation.number(len(sample)),
        sp.Symbol("S"): rounded(total),
    }
    parameters = [put(read(p), known) for p in row.parameters]
    values = [arrange(p.expr) if sample.exact else rounded(p.expr) for p in parameters]
    after = _of_family(row, tuple(values), theta)
    fields = {"n": len(sample), "data": sample.told, "sums": f"They sum to {text(rounded(total))}."}
    line = build("tuple", *parameters)
    return after, worded(WORDS, "with-data", line, line, fields, "implies")


def _told(
    row: Conjugate,
    law: Distribution,
    prior: Distribution,
    after: Distribution,
    steps: tuple[Step, ...],
    sample: Sample | None,
    theta: sp.Symbol,
) -> Derivation:
    spelled = {"data": sample.spelled} if sample else {}
    question = asked(
        "posterior", after.density, (theta,), law=law.name, prior=prior.name, **spelled
    )
    picture = None
    if sample is not None and not (prior.letters or after.letters or set(law.letters) - {theta}):
        floats = tuple(map(float, sample.floats))
        picture = partial(
            posteriors.posterior, pictured(prior), pictured(after), law.density.expr, law.x, floats
        )
    return Updated(
        question,
        notation.name(theta),
        after.density,
        steps,
        conditions=(*prior.conditions, *(c for c in law.conditions if theta not in c.free_symbols)),
        remarks=(*law.remarks, *prior.remarks, *_means(row, prior, after, sample, law)),
        claims=(Equal(sp.log(after.density.expr), logarithm(after.density).expr),),
        ending=ENDING.format(posterior=after.name),
        picture=picture,
        law=after,
    )


def _means(
    row: Conjugate,
    prior: Distribution,
    after: Distribution,
    sample: Sample | None,
    law: Distribution,
) -> tuple[str, ...]:
    """The posterior mean beside the prior mean and the estimate from the data alone."""
    if sample is None:
        return ()
    a, b = sp.symbols("A B")
    means = [
        read(row.mean).expr.xreplace({a: d.parameters[0].expr, b: d.parameters[1].expr})
        for d in (after, prior)
    ]
    total = sp.Add(*sample.exact) if sample.exact else sp.Float(float(sample.floats.sum()))
    known = {sp.Symbol("S"): total, sp.Symbol("n"): sp.Integer(len(sample))}
    if len(law.parameters) > 1:
        known[sp.Symbol("C")] = law.parameters[1 - row.about].expr
    best = read(row.best).expr.xreplace(known)
    told = {"after": means[0], "before": means[1], "best": best}
    shown = {k: text(rounded(v)) for k, v in told.items()}
    numbers = [v for v in told.values() if v.is_number and v.is_finite]
    between = len(numbers) == 3 and min(means[1], best) <= means[0] <= max(means[1], best)
    return ((MEANS if between else PLAIN_MEAN).format(**shown),)
