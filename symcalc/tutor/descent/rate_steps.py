"""The steps that tell how fast descent is: multipliers, bound, best rate, closed form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step, Table
from symcalc.tutor.descent.letters import named
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.descent.sizes import said, shown
from symcalc.tutor.differentiate import checked
from symcalc.tutor.extrema.numbers import tidied
from symcalc.tutor.extrema.records import listed
from symcalc.tutor.worded import worded
from symcalc.tutor.words.descent_rates import HEADS, SAYS, WORDS
from symcalc.writing.text import text

# With momentum: the next distance by the two lines of the update, and without the velocity.
RECURRENCE = (
    "e - rate*(β (e_last - e)/rate + λ e)",
    "(1 + β - rate λ) e - β e_last",
)


def _step(
    rule: str, after: Notation, fields: Mapping[str, object], table: Table | None = None
) -> Step:
    made = worded(WORDS, rule, after, after, fields, "definition")
    return replace(made, explanation=made.explanation.strip(), table=table)


def minimum(run: Rates) -> Step:
    """Where descent goes."""
    assert run.bowl.centre is not None
    goal = {"p": _goal(run)[0], "f": run.bowl.named.name, "place": run.bowl.place}
    at = [shown(v) for v in run.bowl.centre.values()]
    wrt = [notation.name(x) for x in run.bowl.named.wrt]
    sides = [part[0] if len(part) == 1 else build("tuple", *part) for part in (wrt, at)]
    rule = "critical-found" if run.is_singular else "minimum-found"
    return _step(rule, build("relation", *sides, text="="), goal)


def _goal(run: Rates) -> tuple[str, str]:
    """What the minimum is called, and the gradient there: p* and ∇f(p)."""
    wrt, f = run.bowl.named.wrt, run.bowl.named.name
    return ("p", f"∇{f}(p)") if len(wrt) > 1 else (wrt[0].name, f"{f}′({wrt[0].name})")


def _equation(left: str, right: Notation) -> Notation:
    return build("relation", named(left), right, text="=")


def curvatures(run: Rates) -> Step:
    """The eigenvalues and where they point."""
    found = run.bowl.spectrum
    values = [said(d.curvature) for d in found.directions]
    along = [
        SAYS["along"].format(value=v, direction=d) for v, d in zip(values, run.names, strict=True)
    ]
    how = SAYS["diagonal" if all(d.axis for d in found.directions) else "oblique"]
    told = how.format(values=listed(along))
    if len(values) == 1:
        row = "single" if run.bowl.is_quadratic else "single-near"
        told = SAYS[row].format(value=values[0])
    column = build("vector", *(shown(d.curvature) for d in found.directions))
    after = shown(found.directions[0].curvature) if len(values) == 1 else column
    fields = {"how": told, "range": _range(run), "f": run.bowl.named.name}
    return _step("curvatures", _equation("λ", after), fields)


def _range(run: Rates) -> str:
    found = run.bowl.spectrum
    if run.bowl.letters or not found.has_minimum:
        return ""
    if len(found.directions) == 1:
        return SAYS["range-one"]
    mu, big = said(found.smallest), said(found.largest)
    flat = any(d.sign == 0 for d in found.directions)
    row = "range-flat" if flat else "range-equal" if mu == big else "range"
    return SAYS[row].format(mu=mu, big=big)


def _near(run: Rates) -> str:
    """Where it holds, of a formula that is no quadratic."""
    if run.bowl.is_quadratic:
        return ""
    what = "Hessian" if len(run.bowl.named.wrt) > 1 else "second derivative"
    return SAYS["near"].format(p=_goal(run)[0], what=what)


def one_step(run: Rates) -> Step:
    """The multiplier 1 − rate·λ of each direction."""
    lambdas = [d.curvature for d in run.bowl.spectrum.directions]
    parts = [unquoted(arrange(1 - sp.Symbol("rate") * v)) for v in lambdas]
    after = parts[0] if len(parts) == 1 else build("vector", *parts)
    p, slope = _goal(run)
    near, sign = _near(run), "=" if run.bowl.is_quadratic else "≈"
    rule = "one-step" if len(parts) > 1 else "one-step-of-one"
    return _step(rule, after, {"near": near, "sign": sign, "p": p, "slope": slope})


def stability(run: Rates) -> Step:
    """0 < rate < 2/L."""
    found = run.bowl.spectrum
    rate = named("rate")
    bounds = [tidied(2 / d.curvature) for d in found.directions]
    told = [text(arrange(b)) for b in bounds]
    if run.bowl.letters:
        row = "decides-letters" if len(told) > 1 else "decides-letter"
        who = SAYS[row].format(bounds=listed(told))
        limit = sp.Min(*bounds, evaluate=False) if len(bounds) > 1 else bounds[0]
    else:
        limit = run.bound
        single = len(found.directions) == 1
        row = "decides-flat" if run.is_singular else "decides-one" if single else "decides"
        who = SAYS[row].format(bound=said(limit))
    written = arrange(limit) if limit.free_symbols else shown(limit)
    after = between(rate, written)
    return _step("stability", after, {"who": who})


def between(rate: Notation, bound: Notation) -> Notation:
    """0 < rate < bound."""
    low = build("relation", notation.number(0), rate, text="<")
    high = build("relation", rate, bound, text="<")
    return Notation("and", (low, high), expr=sp.And(low.expr, high.expr))


def best(run: Rates) -> Step:
    """Condition number, the best rate and its factor."""
    found = run.bowl.spectrum
    condition, rate, factor = found.condition, found.best_rate, found.best_factor
    if len(found.directions) == 1:
        equation = build("relation", named("rate"), shown(rate), text="=")
        rule = "best-of-one" if run.bowl.is_quadratic else "best-near"
        return _step(rule, equation, {"rate": said(rate), "p": _goal(run)[0]})
    alike = "round-flat" if run.flat else "round" if run.bowl.is_quadratic else "round-near"
    meaning = SAYS[alike if condition == 1 else "long"]
    fields = {
        "condition": said(condition),
        "rate": said(rate),
        "factor": said(factor),
        "meaning": meaning,
    }
    return _step("best-rate", _equation("κ", shown(condition)), fields)


def at_rate(run: Rates) -> Step:
    """A table: direction, eigenvalue, multiplier, what the distance does."""
    assert run.speed is not None
    third = "multiplier" if run.beta is None else "size"
    heads = tuple(HEADS[h] for h in ("direction", "eigenvalue", third, "behaviour"))
    rows = tuple(
        (name, shown(d.curvature), run.written(m), does)
        for name, d, m, does in zip(
            run.names, run.bowl.spectrum.directions, run.multipliers, run.behaviours, strict=True
        )
    )
    parts = [run.written(m) for m in run.multipliers]
    after = parts[0] if len(parts) == 1 else build("vector", *parts)
    fields = {"rate": text(run.speed)}
    return _step("at-rate", after, fields, Table(heads, rows))


def recurrence(run: Rates) -> list[Step]:
    """With momentum: the next distance from the last two, checked, and its roots."""
    p = _goal(run)[0]
    near = _near(run)
    before, after = (unquoted(read(side, names=["rate", "e_last", "e"])) for side in RECURRENCE)
    one = worded(WORDS, "momentum-step", before, after, {"near": near, "p": p})
    equation = unquoted(read("r^2 - (1 + β - rate λ) r + β = 0", names=["rate"]))
    root = said(tidied(sp.sqrt(run.momentum)), like=run.beta)
    assert run.beta is not None
    fields = {"beta": text(run.beta), "root": root}
    roots = _step("momentum-roots", equation, fields)
    plain = run.bowl.spectrum.bound()
    limit = {
        "bound": run.told(run.bound),
        "plain": said(plain),
        "times": text(arrange(1 + run.momentum, like=run.beta)),
    }
    return [
        checked(one),
        roots,
        _step("momentum-stability", between(named("rate"), run.written(run.bound)), limit),
    ]


def closed_form(run: Rates) -> Step | None:
    """The distance after k steps; None with momentum, or oblique directions without a start."""
    found = run.bowl.spectrum
    axes = all(d.axis for d in found.directions)
    if run.beta is not None or not axes or not run.bowl.is_quadratic or run.bowl.centre is None:
        return None
    k = sp.Symbol("k")
    rate = sp.Symbol("rate") if run.speed is None else run.speed.expr
    lines = []
    for d in found.directions:
        assert d.axis is not None
        centre = run.bowl.centre[d.axis]
        first = d.axis if run.start is None else run.start[d.axis]
        factor = 1 - rate * d.curvature
        value = _powered(run, centre, first - centre, factor, k)
        lines.append(value)
    after = lines[0] if len(lines) == 1 else build("vector", *lines)
    how = SAYS["acts" if len(lines) > 1 else "acts-one"]
    return _step("closed-form", after, {"how": how})


def _powered(
    run: Rates, centre: sp.Expr, offset: sp.Expr, factor: sp.Expr, k: sp.Symbol
) -> Notation:
    """c + offset·factor^k, the power left as it is."""
    whole = arrange(factor, like=run.rate)
    power = notation.power(unquoted(whole), notation.name(k))
    moved = notation.multiply(arrange(offset), power)
    return notation.add(arrange(centre), moved)


def needed(run: Rates) -> Step:
    """How many steps a tolerance takes."""
    assert run.tolerance is not None
    assert run.speed is not None
    count = "one step" if run.needed == 1 else f"{run.needed} steps"
    row = "needed-none" if run.needed is None else "needed"
    told = SAYS[row].format(tolerance=text(run.tolerance), count=count, rate=text(run.speed))
    number = notation.number(run.needed) if run.needed is not None else arrange(sp.oo)
    return _step("steps-needed", _equation("k", number), {"told": told})


def no_rate(run: Rates, k: int) -> Step:
    """Why no rate is good where a direction bends down."""
    way = run.bowl.spectrum.directions[k]
    fields = {"direction": run.names[k], "value": said(way.curvature)}
    after = unquoted(arrange(1 - sp.Symbol("rate") * way.curvature))
    return _step("no-rate", after, fields)
