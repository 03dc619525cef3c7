"""For which rates descent converges, and how fast: from the Hessian's eigenvalues."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read, right_side
from symcalc.steps import Step
from symcalc.tutor.descent import rate_steps
from symcalc.tutor.descent.bowl import bowl_of, derivative_steps, directions_said, remarks
from symcalc.tutor.descent.letters import names_of, number_of, place_of
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.speed import Convergence, slopes, steps_claimed
from symcalc.tutor.extrema.numbers import decimal, said, shown, tidied
from symcalc.tutor.extrema.records import Function
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.descent_rates import ENDINGS, FAILS, HINTS, METHODS, REMARKS
from symcalc.writing.text import text

SENTENCE = (
    "convergence of descent on {formula}[ by {variables}][ at rate {rate}][ with momentum {beta}]"
    "[ from {start}][ until the gradient is below {tolerance}][ near {at}]"
)


@lesson("convergence", SENTENCE)
def convergence(
    formula: str,
    variables: str = "",
    rate: str = "",
    beta: str = "",
    start: str = "",
    tolerance: str = "",
    at: str = "",
) -> Convergence:
    """For which rates gradient descent converges, and how fast.

    Examples
    --------
    >>> d = convergence("x^2 + 10y^2", rate="0.1")
    >>> d.bound, d.multipliers, d.behaviours[1]
    (1/10, (4/5, -1), 'flips sign for ever')
    """
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
    steps += _general(run)
    found = bowl.spectrum
    result = _result(run)
    closed = next((s.after.expr for s in steps if s.rule == "closed-form"), None)
    return Convergence(
        asked("convergence", formula="f"),
        named.equation(),
        result,
        tuple(steps),
        remarks=tuple(_remarks(run)),
        claims=(*claims, *steps_claimed(run)),
        ending=_ending(run),
        bound=run.bound,
        condition=found.condition,
        best_rate=found.best_rate,
        best_factor=found.best_factor,
        multipliers=run.multipliers,
        behaviours=run.behaviours,
        closed_form=closed,
        needed=run.needed,
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
    steps += [rate_steps.needed(run)] if run.tolerance is not None and run.start else []
    return steps


def _result(run: Rates) -> Notation:
    """The multipliers at a rate, else the bound."""
    if run.rate is None:
        return run.written(run.bound)
    parts = [run.written(m) for m in run.multipliers]
    return parts[0] if len(parts) == 1 else build("vector", *parts)


def _method(run: Rates) -> str:
    if run.beta is None:
        return METHODS["gradient"]
    return METHODS["momentum"].format(beta=text(run.beta))


def _ending(run: Rates) -> str:
    """One sentence: for which rates, or what happens at this one."""
    near = "" if run.bowl.is_quadratic else f"near {run.bowl.place} "
    fields = {"method": _method(run), "where": near, "bound": _bound_said(run)}
    if run.speed is None:
        return ENDINGS["bound"].format(**fields)
    fields["rate"] = text(run.speed)
    if not run.speed.expr > 0:
        return ENDINGS["nothing"].format(**fields)
    k = run.worst
    moving = [
        m for m, d in zip(run.multipliers, run.bowl.spectrum.directions, strict=True) if d.sign
    ]
    row = "one-step" if all(m == 0 for m in moving) else run.verdict
    slowest = run.behaviours[k]
    if len(run.names) > 1:
        slowest = f"the distance along {run.names[k]} {slowest}"
    else:
        slowest = f"the distance {slowest}"
    return ENDINGS[row].format(**fields, slowest=slowest)


def _bound_said(run: Rates) -> str:
    """The bound; where it is only known in decimals, that is said behind it."""
    told = run.told(run.bound)
    return f"{told[2:]}, rounded" if told.startswith("≈ ") else told


def _remarks(run: Rates) -> list[str]:
    bowl = run.bowl
    told = remarks(bowl)
    flat = [n for n, d in zip(run.names, bowl.spectrum.directions, strict=True) if d.sign == 0]
    told += [REMARKS["flat-direction"].format(direction=name) for name in flat]
    if run.beta is not None and bowl.spectrum.condition != 1:
        big, mu = float(bowl.spectrum.largest) ** 0.5, float(bowl.spectrum.smallest) ** 0.5
        factor = (big - mu) / (big + mu)
        values = {"factor": factor, "rate": 4 / (big + mu) ** 2, "beta": factor**2}
        values["plain"] = float(bowl.spectrum.best_factor)
        shown_ = {k: text(decimal(sp.Float(v), 4)) for k, v in values.items()}
        told.append(REMARKS["best-momentum"].format(**shown_))
    return told


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
        method=_method(run), direction=run.names[k], f=run.bowl.named.name
    )
    return _nowhere(run, steps, (*claims, *steps_claimed(run)), ending)


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
        fields["method_small"] = _method(run)[0].lower() + _method(run)[1:]
    return _nowhere(run, steps, tuple(claims), ENDINGS[row].format(**fields))


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
