"""The gradient of an expectation: exact, by the score function, and reparameterised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.formula import natural_order, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.reading import read
from symcalc.reading.arrays import pairs
from symcalc.steps import Step, Table
from symcalc.tutor.conditions import simplified
from symcalc.tutor.diff import differentiated
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.about import drawn, name_of, opened
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import MeanIs
from symcalc.tutor.probability.continuous import log_density
from symcalc.tutor.probability.joined import SlopeIs
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.probability.moments import standard
from symcalc.tutor.probability.spread import Estimator, spread
from symcalc.tutor.probability.terms import terms_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.estimators import FAILS, HINTS, NAMES, WHY_NOT, WORDS
from symcalc.writing.text import text

Law = Masses | Distribution


@dataclass(frozen=True)
class Asked:
    """The formula, its variable, the law and the parameter by which is differentiated."""

    body: Notation
    x: sp.Symbol
    law: Law
    theta: sp.Symbol

    @property
    def fields(self) -> dict[str, str]:
        """For the words."""
        theta = text(notation.name(self.theta))
        return {"f": text(self.body), "law": name_of(self.law), "theta": theta}


@lesson(
    "expectation-gradient",
    "gradient of the expectation of {f} under {law} by {letter}[ at {point}][ with seed {seed}]",
    *(
        f"{what} E[ ]\\[{{f}}\\]{by}[,] {{given:if}} {{drawn:drawn}}[ ]{{law}}"
        "[[,] {when:at|when|where} {place:values}]"
        for what in (
            "{what:gradient|derivative|slope} of",
            "{what:REINFORCE|score-function|score function|reparameterised|reparametrised"
            "|reparameterization|reparameterisation|pathwise} {kind:gradient|estimator}"
            "[ estimator][ of the gradient] {of:of|for}",
        )
        for by in ("[ {by:in|with respect to|by|wrt|w.r.t.} {letter:letter}]",)
    ),
)
def expectation_gradient(
    f: str, law: str, letter: str = "", point: str = "", seed: str = "", **named: str
) -> Derivation:
    """The derivative of a mean by a parameter of the law, and two ways to estimate it.

    Examples
    --------
    >>> expectation_gradient("x^2", "normal(mu, sigma)", "mu").answer
    2*mu
    """
    body, x, given = opened(f, law, drawn(named))
    place = named.get("place", "").replace(" and ", ", ")
    point = point or place
    ask = Asked(body, x, given, _parameter(given, letter))
    _need_law(ask)
    mean = averaged(body, x, given)
    if mean.ending:
        raise NotFoundError(mean.ending, where=f)
    part = differentiated(mean.after, ask.theta, "∂")
    gradient = arrange(over_reals(sp.simplify, part.after.expr), like=part.after)
    fields = ask.fields
    line = build("relation", mean.whole, mean.after, text="=")
    steps: list[Step] = [
        _step("exact-mean", mean.whole, line, fields, "implies"),
        _step("its-derivative", part.steps[0].before, part.after, fields, "implies", part.steps),
    ]
    found, claims, told = _estimators(ask, gradient)
    others = natural_order(body.symbols - {x, *given.letters})
    last = spread(found, gradient, (given, others), point, seed or "0")
    claim = _slope(ask, mean, gradient)
    whole = Derivation(
        asked(
            "expectation-gradient",
            wrt=(x,),
            f=text(body),
            law=name_of(given),
            letter=fields["theta"],
            point=point,
            seed=seed,
        ),
        notation.derivative(mean.whole, notation.name(ask.theta), text="∂"),
        gradient,
        (*steps, *told, *last),
        conditions=simplified((*mean.conditions, *part.conditions)),
        remarks=mean.remarks,
        claims=(claim, *(() if isinstance(claim, SlopeIs) else (*mean.claims, *claims))),
    )
    return _there(whole, ask, place)


def _there(told: Derivation, ask: Asked, place: str) -> Derivation:
    """The gradient where its letters have the values that are asked for."""
    if not place:
        return told
    values = {read(name).expr: read(value).expr for name, value in pairs(place).items()}
    after = arrange(told.result.expr.xreplace(values))
    step = _step("gradient-there", told.result, after, {"place": place}, "implies")
    x = told.question.wrt[0].name
    asks = f"gradient of E[{ask.fields['f']}] in {ask.fields['theta']} for {x} ~ "
    question = replace(told.question, text=f"{asks}{ask.fields['law']} at {place}")
    return replace(told, question=question, result=after, steps=(*told.steps, step))


def _slope(ask: Asked, mean: Averaged, gradient: Notation) -> Claim:
    """The gradient from means on both sides of the parameter, where they are integrals."""
    if isinstance(ask.law, Masses) or ask.law.discrete:
        return Equal(sp.Derivative(mean.after.expr, ask.theta), gradient.expr)
    inside = ask.body.expr * ask.law.density.expr
    conditions = mean.conditions
    whole = MeanIs(inside, ask.x, ask.law.ends, mean.after.expr, f"E[{text(ask.body)}]", conditions)
    return SlopeIs(whole, ask.theta, gradient.expr)


def _parameter(law: Law, wrt: str) -> sp.Symbol:
    """The letter of the law that is meant.

    Raises
    ------
    UnsupportedError
        If it has none, or several and none is named.
    """
    letters, name = law.letters, name_of(law)
    shown = ", ".join(text(notation.name(s)) for s in letters)
    if not letters:
        raise UnsupportedError(FAILS["letter"].format(law=name), hint=HINTS["letter"])
    if not wrt:
        if len(letters) > 1:
            hint = HINTS["which"].format(first=letters[0].name)
            what = FAILS["which"].format(law=name, letters=shown)
            raise UnsupportedError(what, hint=hint)
        return letters[0]
    named = [s for s in letters if wrt in (s.name, text(notation.name(s)))]
    if not named:
        what = FAILS["absent"].format(wrt=wrt, law=name)
        raise UnsupportedError(what, hint=HINTS["absent"].format(letters=shown))
    return named[0]


def _need_law(ask: Asked) -> None:
    """Refuse what the estimators are not about.

    Raises
    ------
    UnsupportedError
        If the formula holds the parameter, or the probabilities sum to one only for some letters.
    """
    if ask.theta in ask.body.symbols:
        raise UnsupportedError(FAILS["held"].format(**ask.fields), hint=HINTS["held"])
    if not isinstance(ask.law, Masses):
        return
    total = sp.expand(sp.Add(*ask.law.values))
    if total.free_symbols:
        shown = text(arrange(total))
        what = FAILS["bound"].format(**ask.fields, total=shown)
        raise UnsupportedError(what, where=name_of(ask.law), hint=HINTS["bound"])


def _estimators(ask: Asked, gradient: Notation) -> tuple[list[Estimator], list[Claim], list[Step]]:
    """Both, where there are both, with the steps that lead to them."""
    if isinstance(ask.law, Masses):
        return _listed(ask, ask.law, gradient)
    steps, found, claims = [], [], []
    law, fields = ask.law, ask.fields
    if any(ask.theta in end.symbols for end in law.support):
        steps.append(_step("no-score", gradient, gradient, fields, "implies"))
    else:
        log = log_density(law)
        part = differentiated(log, ask.theta, "∂")
        inside = notation.multiply(ask.body, part.after)
        end = build("relation", part.steps[0].before, part.after, text="=")
        steps += [
            _step("score", part.steps[0].before, end, fields, "implies"),
            _step("score-function", inside, inside, fields, "definition"),
            *_mean(inside, ask.x, law, gradient),
        ]
        found.append(Estimator(NAMES["score"], inside.expr, ask.x, law))
        claims += _claimed(inside, ask.x, law, gradient)
    path = standard(law)
    if path is None or ask.theta not in path[0].symbols:
        why = WHY_NOT["discrete" if law.discrete else "unknown"].format(**fields)
        steps.append(_step("not-reparameterised", gradient, gradient, {"why": why}, "implies"))
        return found, claims, steps
    step, estimator = _path(ask, *path)
    z, base = estimator.x, path[1]
    claims += _claimed(step.after, z, base, gradient)
    return [*found, estimator], claims, [*steps, step, *_mean(step.after, z, base, gradient)]


def _mean(
    inside: Notation, x: sp.Symbol, law: Distribution, gradient: Notation
) -> tuple[Step, ...]:
    """How the mean of an estimator comes to the gradient, where its terms tell."""
    if terms_of(inside, x, law) is None:
        return ()
    mean = averaged(inside, x, law)
    if over_reals(sp.simplify, mean.after.expr - gradient.expr) != 0:
        raise AssertionError(f"the mean of {text(inside)} is not {text(gradient)}")
    return mean.steps[1:]


def _claimed(inside: Notation, x: sp.Symbol, law: Distribution, gradient: Notation) -> list[Claim]:
    if law.discrete:
        return list(averaged(arrange(sp.expand(inside.expr)), x, law).claims)
    what = f"the mean of {text(inside)}"
    return [MeanIs(inside.expr * law.density.expr, x, law.ends, gradient.expr, what)]


def _path(ask: Asked, change: Notation, base: Distribution) -> tuple[Step, Estimator]:
    """f′(x)·∂x/∂θ, as a formula of the variable without parameters."""
    outer = differentiated(ask.body, ask.x, "d").after
    inner = differentiated(change, ask.theta, "∂").after
    inside = notation.multiply(put(outer, {ask.x: change}), inner)
    z = text(notation.name(base.x))
    fields = {**ask.fields, "change": text(change), "z": z, "base": base.name}
    step = _step("reparameterised", inside, inside, fields, "definition")
    return step, Estimator(NAMES["path"], inside.expr, base.x, base)


def _listed(
    ask: Asked, law: Masses, gradient: Notation
) -> tuple[list[Estimator], list[Claim], list[Step]]:
    """Of listed probabilities: each with its score, and the sum."""
    rows, total = [], []
    values = dict[sp.Expr, sp.Expr]()
    for outcome, p in zip(outcomes_of(law), law.probabilities, strict=True):
        slope = differentiated(p, ask.theta, "∂").after
        score = arrange(sp.simplify(slope.expr / p.expr)) if p.expr != 0 else notation.number(0)
        value = arrange(ask.body.expr.subs(ask.x, outcome.expr))
        rows.append((outcome, p, value, score, arrange(value.expr * slope.expr)))
        total.append(value.expr * slope.expr)
        values[outcome.expr] = value.expr * score.expr
    if over_reals(sp.simplify, sp.Add(*total) - gradient.expr) != 0:
        raise AssertionError("the mean of f times the score is not the derivative")
    head = (notation.name(ask.x), "P", ask.body, "score", "P·f·score")
    step = _step("score-listed", gradient, gradient, ask.fields, "implies")
    step = replace(step, table=Table(head, tuple(rows)))
    why = WHY_NOT["discrete"].format(**ask.fields)
    no = _step("not-reparameterised", gradient, gradient, {"why": why}, "implies")
    pieces = [(v, sp.Eq(ask.x, at)) for at, v in values.items()]
    formula = sp.Piecewise(*pieces, (sp.nan, True))
    return [Estimator(NAMES["score"], formula, ask.x, law)], [], [step, no]


def _step(
    rule: str,
    before: Notation,
    after: Notation,
    fields: dict[str, str],
    relation: str = "equal",
    below: Sequence[Step] = (),
) -> Step:
    return worded(WORDS, rule, before, after, fields, relation, below)
