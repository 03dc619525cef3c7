"""For which rates descent converges, and how fast: from the Hessian's eigenvalues."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.plotting.rates import drawn
from symcalc.primitives import arrange, build
from symcalc.reading import read, right_side
from symcalc.steps import Step
from symcalc.tutor.descent import endings, rate_steps
from symcalc.tutor.descent.bowl import bowl_of, derivative_steps, directions_said, remarks
from symcalc.tutor.descent.letters import names_of, number_of, place_of
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.speed import Convergence, pictured, slopes, steps_claimed
from symcalc.tutor.extrema.numbers import said, shown, tidied
from symcalc.tutor.extrema.records import Function, listed
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.descent_rates import ENDINGS, FAILS, HINTS
from symcalc.writing.text import text

SENTENCE = (
    "convergence of descent on {formula}[ by {variables}][ at rate {rate}][ with momentum {beta}]"
    "[ from {start}][ until the gradient is below {tolerance}][ near {at}]"
)
DESCENT = "{method:gradient descent|steepest descent|plain gradient descent|gd|descent}"
SIZE = "{word:learning rate|step size|rate|lr}"
RATE = f"{{by:at|with|for|using}} [{{a:a|the}} ]{SIZE} [{{sign:=|of}} ]{{rate}}"
MOST = "{most:largest|maximum|maximal|biggest|greatest|highest|critical}"
SAFE = "{stable:stable|safe|convergent|allowed|possible}"
DOES = "{is:is|does|will}"
SO = "{verb:stable|converge|convergent|diverge|unstable}"
# How people put it.
SPOKEN = (
    f"convergence of {DESCENT} {{on:on|for}} {{formula}} {RATE}",
    f"convergence of {DESCENT} {{on:on|for}} {{formula}}",
    f"{DOES} {DESCENT} {{on:on|for}} {{formula}} {RATE} {SO}",
    f"{DOES} {DESCENT} {{on:on|for}} {{formula}} {SO} {RATE}",
    f"{DOES} {DESCENT} {SO} {{on:on|for}} {{formula}} {RATE}",
    f"{DOES} {DESCENT} {RATE} {SO} {{on:on|for}} {{formula}}",
    f"{MOST} [{SAFE} ]{SIZE} {{for:for|of}} [{DESCENT} {{on:on|for}} ]{{formula}}",
    f"{{for:for which|which}} {{word:learning rates|step sizes|rates}} {{does:does|do}} {DESCENT} "
    "{on:on|for} {formula} converge",
)


@lesson("convergence", SENTENCE, *SPOKEN)
def convergence(
    formula: str,
    variables: str = "",
    rate: str = "",
    beta: str = "",
    start: str = "",
    tolerance: str = "",
    at: str = "",
    **between: str,
) -> Convergence:
    """For which rates gradient descent converges, and how fast.

    Examples
    --------
    >>> d = convergence("x^2 + 10y^2", rate="0.1")
    >>> d.bound, d.multipliers, d.behaviours[1]
    (1/10, (4/5, -1), 'flips sign for ever')
    """
    del between  # words
    body = right_side(read(formula, names=[w.strip() for w in variables.split(",") if w.strip()]))
    letters = natural_order(body.symbols)
    named = Function.of(body, names_of(variables, letters) or letters or (sp.Symbol("x"),))
    bowl = bowl_of(named, place_of(at, named.wrt))
    run = Rates(
        bowl,
        number_of(rate),
        _beta(beta),
        place_of(start, named.wrt),
        _tolerance(tolerance),
    )
    if bowl.letters and (rate or start or beta or tolerance):
        names = ", ".join(bowl.letters)
        fails = FAILS["letters-rate"].format(f=text(body), names=names)
        raise UnsupportedError(fails, where=formula, hint=HINTS["letters-rate"])
    parts = {"variables": variables, "rate": rate, "beta": beta, "start": start}
    question = asked(
        "convergence", body, named.wrt, formula=formula, **parts, tolerance=tolerance, at=at
    )
    told = _told(run)
    return replace(told, question=question, remarks=(*body.remarks, *told.remarks))


def _beta(given: str) -> Notation | None:
    found = number_of(given)
    if found is not None and not 0 <= found.expr < 1:
        raise UnsupportedError(FAILS["beta"].format(beta=given))
    return None if found is None or found.expr == 0 else found


def _tolerance(given: str) -> Notation | None:
    found = number_of(given)
    if found is not None and not found.expr > 0:
        raise UnsupportedError(FAILS["tolerance"].format(tolerance=given))
    return found


def _told(run: Rates) -> Convergence:
    """The whole answer, for a bowl, a saddle, a valley that falls for ever, or letters."""
    bowl, named = run.bowl, run.bowl.named
    steps = derivative_steps(bowl)
    claims = slopes(bowl)
    if bowl.centre is None or not (bowl.spectrum.positive or bowl.letters):
        return _without(run, steps, claims)
    if bowl.letters:
        return _lettered(run, steps, claims)
    steps += [rate_steps.minimum(run)] if bowl.spectrum.has_minimum else []
    steps.append(rate_steps.curvatures(run))
    if not bowl.spectrum.has_minimum:
        return _saddle(run, steps, claims)
    if run.is_singular:
        return _singular(run, steps, claims)
    steps += _general(run)
    found = bowl.spectrum
    result = _result(run)
    closed = next((s.after.expr for s in steps if s.rule == "closed-form"), None)
    return Convergence(
        asked("convergence", formula="f"),
        named.equation(),
        result,
        tuple(steps),
        remarks=tuple(endings.all_remarks(run)),
        claims=(*claims, *steps_claimed(run)),
        ending=endings.ending(run),
        bound=run.bound,
        condition=found.condition,
        best_rate=found.best_rate,
        best_factor=found.best_factor,
        picture=partial(drawn, *pictured(run)),
        multipliers=run.multipliers,
        behaviours=run.behaviours,
        closed_form=closed,
        needed=run.needed,
        verdict=run.verdict,
    )


def _general(run: Rates) -> list[Step]:
    """Multipliers, bound, best rate; then what is asked of this rate and start."""
    if run.beta is None:
        steps = [rate_steps.one_step(run), rate_steps.stability(run), rate_steps.best(run)]
    else:
        steps = rate_steps.recurrence(run)
    if run.speed is not None:
        steps.append(rate_steps.at_rate(run))
    closed = rate_steps.closed_form(run)
    steps += [closed] if closed is not None else []
    counted = run.tolerance is not None and run.start and run.bowl.is_quadratic
    steps += [rate_steps.needed(run)] if counted else []
    return steps


def _result(run: Rates) -> Notation:
    """The multipliers at a rate, else the bound."""
    if run.rate is None:
        return run.written(run.bound)
    parts = [run.written(m) for m in run.multipliers]
    return parts[0] if len(parts) == 1 else build("vector", *parts)


def _singular(run: Rates, steps: list[Step], claims: list[Claim]) -> Convergence:
    """A direction that the Hessian does not decide: the others bound the rate."""
    if run.beta is None:
        steps += [rate_steps.one_step(run), rate_steps.stability(run)]
    else:
        steps += rate_steps.recurrence(run)
    fields = {"flat": listed(run.flat), "where": f"at {run.bowl.place}"}
    if run.rate is None:
        ending = ENDINGS["singular"].format(**fields, bound=endings.bound_said(run))
    else:
        steps.append(rate_steps.at_rate(run))
        if run.verdict == "diverges" or not run.rate.expr > 0:
            ending = endings.ending(run)
        else:
            fields |= {"rate": text(run.rate), "slowest": endings.slowest(run)}
            ending = ENDINGS["singular-at"].format(**fields)
    return Convergence(
        asked("convergence", formula="f"),
        run.bowl.named.equation(),
        _result(run),
        tuple(steps),
        remarks=tuple(remarks(run.bowl)),
        claims=(*claims, *steps_claimed(run)),
        ending=ending,
        bound=run.bound,
        best_rate=sp.nan,
        picture=partial(drawn, *pictured(run)),
        multipliers=run.multipliers if run.rate is not None else (),
        behaviours=run.behaviours if run.rate is not None else (),
    )


def _lettered(run: Rates, steps: list[Step], claims: list[Claim]) -> Convergence:
    """With letters: multipliers, the bound of each, the closed form."""
    bowl = run.bowl
    steps += [rate_steps.curvatures(run), rate_steps.one_step(run), rate_steps.stability(run)]
    closed = rate_steps.closed_form(run)
    assert closed is not None
    steps.append(closed)
    bounds = [tidied(2 / d.curvature) for d in bowl.spectrum.directions]
    conditions = tuple(_positive(d.curvature) for d in bowl.spectrum.directions)
    return Convergence(
        asked("convergence", formula="f"),
        bowl.named.equation(),
        closed.after,
        tuple(steps),
        conditions=conditions,
        claims=tuple(claims),
        bound=sp.Min(*bounds, evaluate=False) if len(bounds) > 1 else bounds[0],
        multipliers=tuple(1 - sp.Symbol("rate") * d.curvature for d in bowl.spectrum.directions),
        closed_form=closed.after.expr,
    )


def _saddle(run: Rates, steps: list[Step], claims: list[Claim]) -> Convergence:
    """A direction that bends down: no rate is good."""
    k = next(k for k, d in enumerate(run.bowl.spectrum.directions) if d.sign < 0)
    steps.append(rate_steps.no_rate(run, k))
    steps += [rate_steps.at_rate(run)] if run.speed is not None else []
    ending = ENDINGS["saddle"].format(
        method=endings.method_said(run), direction=run.names[k], f=run.bowl.named.name
    )
    told = _nowhere(run, steps, (*claims, *steps_claimed(run)), ending)
    return replace(told, verdict="nowhere")


def _without(run: Rates, steps: list[Step], claims: list[Claim]) -> Convergence:
    """No minimum, or no curvature."""
    bowl = run.bowl
    if bowl.centre is None:
        (way,) = directions_said([bowl.fall])
        if len(bowl.named.wrt) == 1:
            way = text(arrange(bowl.named.wrt[0]))
        row = "no-minimum" if bowl.spectrum.positive else "affine"
        fields = {"f": bowl.named.name, "direction": way, "slope": said(bowl.slope)}
    elif any(d.sign for d in bowl.spectrum.directions):
        return _saddle(run, [*steps, rate_steps.curvatures(run)], claims)
    else:
        row = "constant" if bowl.is_quadratic else "flat"
        fields = {"f": bowl.named.name, "place": bowl.place}
        fields["method_small"] = endings.method_small(run)
    found = _nowhere(run, steps, tuple(claims), ENDINGS[row].format(**fields))
    if row == "flat":
        unknown = dict.fromkeys(("told", "bound", "best_rate", "best_factor"), sp.nan)
        return replace(found, result=shown(sp.nan), **unknown)
    return found if row == "constant" else replace(found, verdict="nowhere")


def _nowhere(run: Rates, steps: list[Step], claims: tuple[Claim, ...], ending: str) -> Convergence:
    return Convergence(
        asked("convergence", formula="f"),
        run.bowl.named.equation(),
        shown(sp.S.Zero),
        tuple(steps),
        remarks=tuple(remarks(run.bowl)) if run.multipliers else (),
        claims=claims,
        told=sp.S.EmptySet,
        ending=ending,
        multipliers=run.multipliers,
        behaviours=run.behaviours,
    )


def _positive(curvature: sp.Expr) -> sp.Basic:
    """λ > 0, without a number in front."""
    factor, rest = curvature.as_coeff_Mul()
    return rest > 0 if factor > 0 else rest < 0
