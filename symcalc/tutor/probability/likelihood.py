"""Maximum likelihood, step by step: from the density of one draw to the estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.lessons import lesson
from symcalc.tutor.probability.chosen import MOMENT, chosen
from symcalc.tutor.probability.draws import rounded, sample_of, within
from symcalc.tutor.probability.edges import special
from symcalc.tutor.probability.estimates import Estimate, solved
from symcalc.tutor.probability.law import Distribution, Given, law_of
from symcalc.tutor.probability.likelihood_values import kind_of, likelihood_value
from symcalc.tutor.probability.mass import need_density
from symcalc.tutor.probability.newton import by_numbers
from symcalc.tutor.probability.second_order import curvature
from symcalc.tutor.probability.setting import (
    Setting,
    hat,
    no_maximum,
    opening,
    told,
    with_data,
)
from symcalc.tutor.probability.tosses import observed
from symcalc.tutor.words.distributions import FAILS
from symcalc.tutor.words.likelihood import EDGES, HINTS
from symcalc.writing.text import text

FEW = 4  # letters that are estimated at once
SLACK = 1e-6  # of a score that is zero


ESTIMATE = (
    "{estimate:MLE|ML estimate|ML estimator|maximum likelihood estimate|maximum likelihood"
    " estimator|maximum likelihood estimation|maximum likelihood}"
)


LIKELIHOOD = (
    "{log:likelihood|likelihood function|log-likelihood|log likelihood|negative log-likelihood"
    "|negative log likelihood|NLL}"
)
DATA = (
    "[,][ {with:with|given|from|for|and|if}][ the]"
    "[ {what:data points|data|samples|sample|observations|observed values|observed data|draws"
    "|values}][ {are:are}][:][ ]{data:numbers}"
)
COUNTED = (
    "{hits} {hit:heads|successes|ones|hits} and {misses} {miss:tails|failures|zeros|misses}",
    "{hits} {hit:heads|successes|ones|hits} {among:in|out of|from|among} {tosses}"
    " {trials:tosses|trials|flips|throws|draws|coin tosses|coin flips|attempts}",
)


@lesson(
    "likelihood",
    "likelihood of {law:without}[ for the data {data}][, estimate of {letter}]",
    *(
        f"{ESTIMATE}[ of {{letter}}] {words}"
        for words in (
            *(
                f"{{of:for|of|from|in|under}}[ a][ an][ the] {law}{data}"
                for law in ("{law:family}", "{density:density}[ ]{law:own}", "{law:own}")
                for data in (DATA, "")
            ),
            "{of:for|of|from|given|with}[ the][ {what:data|sample|observations}][ ]{data:numbers}"
            " {with:from|of|under}[ a][ an][ the] {law:family}",
            *(f"{{of:for|from|given|after|with|if}} {counts}" for counts in COUNTED),
            *(
                f"{{of:for|from|given|after|with|if}} {counts}"
                " {with:from|of|under|in}[ a][ an][ the] {law:family}"
                for counts in COUNTED
            ),
            "{of:for|of|from|in|under}[ a][ an][ the] {law:family}"
            " {with:from|given|with|for|and}[ the] {what:counts}[:][ ]{counts:numbers}",
        )
    ),
    f"{LIKELIHOOD} {{of:of|for}}[ a][ an][ the] {{law:family}}{DATA}",
)
def likelihood(
    law: Given = "", data: Any = None, truth: Given | None = None, letter: str = "", **said: str
) -> Derivation:
    """The log-likelihood of draws from a law, its score, and the estimate at which it is zero.

    Raises
    ------
    UnsupportedError
        If the law cannot give the data, or there is nothing to estimate.

    Examples
    --------
    >>> likelihood("exponential(lambda)", [1, 2, 6]).answer
    1/3
    """
    law, data = observed(law, data, said)
    given = law_of(_lettered(law, letter) if letter else law)
    sample = None if data is None else sample_of(data)
    if sample is not None:
        within(sample, given)
    here = Setting(given, sample, None if truth is None else law_of(truth, x=given.x.name))
    what = kind_of(said.get("log", "likelihood"))
    if sample is not None and (what != "likelihood" or not given.letters):
        return likelihood_value(what, given.name, sample.spelled)
    if not given.letters:
        raise UnsupportedError(
            EDGES["fixed"].format(law=given.name).split(";")[0],
            hint='name what is to be estimated: likelihood("normal(mu, sigma)")',
        )
    _need_letters(given)
    if len(given.letters) > FEW and given.law is not None and given.law.parameters:
        raise UnsupportedError(f"{given.name} has more than {FEW} letters", hint="fix some")
    _need_mass(given)
    own = special(here)
    found = own if own is not None else _by_score(here)
    return chosen(found, given, letter, sample) if letter else found


def _lettered(law: str, letter: str) -> str:
    """A family of one parameter with this letter for it: bernoulli(theta)."""
    row = law_of(law).law
    bare = row is not None and len(row.parameters) == 1 and "(" not in law
    bare = bare and not MOMENT.fullmatch(letter) and read(letter).head == "name"
    return f"{row.name}({letter})" if row is not None and bare else law


def _need_mass(law: Distribution) -> None:
    """Refuse a formula that is no density; one whose mass is not found may be one."""
    wrong = need_density(law)
    if wrong is not None and wrong.ending != FAILS["unknown"]:
        raise UnsupportedError(wrong.ending.rstrip("."), where=law.name, hint=HINTS["no-density"])


def _need_letters(law: Distribution) -> None:
    """Each parameter is a letter of its own, or a number."""
    formula = next((p for p in law.parameters if p.symbols and p.head != "name"), None)
    if formula is not None:
        what = EDGES["formula"].format(parameter=text(formula), law=law.name)
        raise UnsupportedError(what, hint=EDGES["formula-hint"])
    names = [p.expr for p in law.parameters if p.symbols]
    if len(set(names)) < len(names):
        raise UnsupportedError(EDGES["twice"].format(law=law.name), hint=EDGES["twice-hint"])


def _by_score(here: Setting) -> Derivation:
    moving = [s for s in here.law.letters if any(s in end.symbols for end in here.law.support)]
    if moving:
        what = EDGES["moving"].format(theta=text(notation.name(moving[0])))
        raise UnsupportedError(what, where=here.law.name, hint=EDGES["uniform-only"])
    letters = here.law.letters
    parts = {s: differentiated(here.terms(s), s, "∂") for s in letters}
    scores = {s: here.draws.total(part.after) for s, part in parts.items()}
    for s, part in parts.items():
        here.bear_out(scores[s].expr, part.after.expr)
    positive = [s for s in letters if any(c.xreplace({s: -1}) == sp.false for c in _own(here, s))]
    exprs = {s: line.expr for s, line in scores.items()}
    found = solved(exprs, positive, here.trial)
    steps = [*opening(here), *_scores(here, parts, scores)]
    if len(found) < len(letters):
        return by_numbers(here, steps, scores)
    steps += [step for one in found for step in _solution(here, one)]
    named = {one.letter: _hatted(here, one) for one in found}
    steps_, remarks, values = _data(here, found, exprs) if here.sample else ((), (), {})
    steps.append(curvature(here, parts, found, at_edge=bool(remarks)))
    return told(here, (*steps, *steps_), named, values, remarks)


def _own(here: Setting, letter: sp.Symbol) -> list[sp.Basic]:
    return [c for c in here.law.conditions if c.free_symbols == {letter}]


def _scores(
    here: Setting, parts: Mapping[sp.Symbol, Part], scores: Mapping[sp.Symbol, Notation]
) -> list[Step]:
    steps: list[Step] = []
    for s, part in parts.items():
        theta = text(notation.name(s))
        first = here.step("first-derivative", part.after, part.steps[0].before, theta=theta)
        steps.append(replace(first, relation="equal", substeps=part.steps))
        steps.append(here.step("score", scores[s], part.after, theta=theta))
    return steps


def _solution(here: Setting, one: Estimate) -> tuple[Step, ...]:
    theta, hatted = text(notation.name(one.letter)), notation.name(hat(one.letter))
    zero = build("relation", arrange(one.cleared), notation.number(0), text="=")
    line = build("relation", hatted, _hatted(here, one), text="=")
    return (
        here.step("zero-of-score", zero, theta=theta),
        here.step("estimate", line, zero, theta=theta, hat=text(hatted)),
    )


def _hatted(here: Setting, one: Estimate) -> Notation:
    others = {s: hat(s) for s in here.law.letters if s != one.letter}
    return arrange(one.value.xreplace(others))


def _together(value: sp.Expr) -> sp.Expr:
    """One logarithm for a sum of logarithms of numbers."""
    return sp.logcombine(value, force=True) if value.has(sp.log) and value.is_number else value


def _data(
    here: Setting, found: Sequence[Estimate], scores: Mapping[sp.Symbol, sp.Expr]
) -> tuple[tuple[Step, ...], tuple[str, ...], dict[sp.Symbol, sp.Expr]]:
    """The estimates from the draws, and the log-likelihood there."""
    assert here.sample is not None
    values: dict[sp.Symbol, sp.Expr] = {}
    rows: list[tuple[Notation, Notation]] = []
    remarks: list[str] = []
    for one in found:
        sums = sorted(one.value.atoms(sp.Sum), key=str)
        rows += [(arrange(s), rounded(here.sample.put(s, here.draws.n, values))) for s in sums]
        value = _together(here.sample.put(one.value, here.draws.n, values))
        theta, hatted = text(notation.name(one.letter)), text(notation.name(hat(one.letter)))
        if not value.is_finite:
            raise UnsupportedError(EDGES["endless"].format(theta=theta), where=here.sample.told)
        conditions = [c.xreplace({**values, one.letter: value}) for c in _own(here, one.letter)]
        if sp.false in conditions:
            raise no_maximum(here, theta, value)
        values[one.letter] = value
        rows.append((notation.name(hat(one.letter)), rounded(value)))
        if not abs(here.sample.number(scores[one.letter], here.draws.n, values)) < SLACK:
            shown = text(rounded(value))
            remarks.append(EDGES["edge"].format(hat=hatted, value=shown, theta=theta))
    return with_data(here, rows, values), tuple(remarks), values
