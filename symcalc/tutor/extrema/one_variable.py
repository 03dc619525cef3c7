"""Extrema of a function of one variable: critical points, the sign table, the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.differentiate import checked
from symcalc.tutor.extrema.lines import Interval, Zeros
from symcalc.tutor.extrema.numbers import (
    is_exact,
    said,
    shown,
    sign_of,
    value_at,
)
from symcalc.tutor.extrema.places import growth_after, scale_after
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    INFLECTION,
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    equal,
    equation_said,
    joined,
    listed,
    place_said,
    step,
    wanted_first,
    with_article,
)
from symcalc.tutor.extrema.sign_table import (
    interval_said,
    table_step,
)
from symcalc.tutor.extrema.study import Study, sign_of_all
from symcalc.tutor.extrema.zeros import factors
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

WORDED = {1: "positive", 0: "zero", -1: "negative", None: "nothing"}


def steps_of(study: Study, found: Sequence[Extremum]) -> list[Step]:
    """Derivative, critical points, second derivative, table, and each point."""
    first = derivative_steps(study)
    if study.flat.exact and sign_of_all(study) == 0:
        return [*first, critical_step(study)]
    tests = [point_step(study, e) for e in found]
    return [*first, critical_step(study), second_step(study), table_step(study), *tests]


def derivative_steps(study: Study) -> list[Step]:
    """f′ with its steps below, and as a product where that shows its zeros."""
    named, part = study.named, study.line.slope
    left = named.at(notation.name(study.x), primes=1)
    steps = [step("first-derivative", left, part.after, substeps=part.steps, relation="definition")]
    product = factored(part.after)
    if product is not None:
        shown_as = checked(
            step("factor", part.after, product, fields={"f": text(part.after)}, relation="equal")
        )
        steps.append(shown_as)
    return steps


def factored(node: Notation) -> Notation | None:
    """A sum as a product of at least two factors with the variable in them."""
    parts = factors(node.expr)
    if parts is None or node.head not in ("sum", "difference"):
        return None
    product = sp.factor(node.expr)
    count = len([p for p in parts if p.free_symbols]) + sum(
        1 for p in sp.Mul.make_args(product) if p.is_Pow and p.exp.is_Integer and p.exp > 1
    )
    written = arrange(product, like=node)
    shape = written.parts[0] if written.head == "negation" else written
    return written if count > 1 and shape.head == "product" else None


def critical_step(study: Study) -> Step:
    """Where f′ is zero or does not exist."""
    x, flat = notation.name(study.x), study.flat
    slope = study.line.slope.after
    nothing = notation.number(0)
    zero = equal(slope, nothing)
    places = [p for p in study.critical if study.told(p)]
    kinks = [p for p in study.kinks if study.told(p) and is_inside(study, p)]
    fields = {
        "f": study.named.name if sign_of_all(study) == 0 else text(slope),
        "zero": listed(flat_ranges(study)),
        "places": named_places(study.x, places),
        "kinks": named_places(study.x, kinks),
        **looked(flat, study.period),
    }
    words = _critical_words(study, places, kinks)
    said_ = SAYS[words].format(**fields) if words else "{f} = 0 gives {places}.".format(**fields)
    if study.period is not None and (places or kinks):
        said_ += SAYS["family"].format(period=said(study.period))
    said_ += SAYS["inside-only"] if study.line.on is not None and places else ""
    exact = [equal(x, shown(p)) for p in places if is_exact(p)]
    never = flat.exact and not places and not flat.flat and sign_of_all(study) != 0
    after = either(exact) if places and len(exact) == len(places) else zero
    after = equal(slope, nothing, "!=") if never else after
    return step(
        "critical-points",
        zero,
        after,
        explanation=said_,
        status="proved" if flat.exact else "numeric",
    )


def again(study: Study) -> str:
    """How the values change from one period to the next; nothing where f has the period."""
    period, x = study.period, study.x
    if period is None or study.line.repeats:
        return ""
    expr, there = study.named.expr, arrange(x + period)
    fields = {
        "period": said(period),
        "there": text(study.named.at(there)),
        "here": text(study.named.called()),
    }
    scale = scale_after(expr, x, period)
    if scale is not None:
        return SAYS["family-scaled"].format(**fields, number=text(arrange(scale)))
    growth = growth_after(expr, x, period)
    if growth is not None:
        change = text(notation.add(study.named.called(), arrange(growth)))
        return SAYS["family-grows"].format(**fields, change=change)
    return SAYS["family-classes"].format(**fields)


def flat_ranges(study: Study) -> list[str]:
    """The intervals on which the function is constant."""
    x = text(notation.name(study.x))
    return [interval_said(x, Interval(low, high, 0, 0)) for low, high in study.flat.flat]


def is_inside(study: Study, place: sp.Expr) -> bool:
    """Whether the function is defined on both sides."""
    return None not in [side.slope for side in study.sides(place)]


def _critical_words(study: Study, places: Sequence[sp.Expr], kinks: Sequence[sp.Expr]) -> str:
    if sign_of_all(study) == 0:
        return "constant"
    if not study.flat.exact:
        return "zeros-numeric" if places else "zeros-none-seen"
    if study.flat.flat:
        return "zero-on"
    if kinks:
        return "also-kinks" if places else "only-kinks"
    return "" if places else "no-zero" if study.line.on is None else "no-zero-on"


def either(equations: Sequence[Notation]) -> Notation:
    """x = −1 or x = 1."""
    return equations[0] if len(equations) == 1 else build("or", *equations)


def named_places(x: sp.Symbol, places: Sequence[sp.Expr]) -> str:
    """x = −1 and x = 1."""
    return listed([place_said({x: p}) for p in places])


def looked(zeros: Zeros, period: sp.Expr | None) -> dict[str, str]:
    """Where zeros were looked for by numbers."""
    low, high = zeros.looked or (0.0, 0.0)
    if period is not None:
        return {"low": "0", "high": text(shown(period))}
    return {"low": in_figures(low), "high": in_figures(high)}


def second_step(study: Study) -> Step:
    """f″ with its steps below."""
    part = study.line.second
    left = study.named.at(notation.name(study.x), primes=2)
    return step("second-derivative", left, part.after, substeps=part.steps, relation="definition")


def point_step(study: Study, found: Extremum) -> Step:
    """The test that tells what kind of point a place is."""
    (place,) = found.point.values()
    where, name = found.place(), study.named.name
    second = value_at(study.line.second.after.expr, dict(found.point))
    left, right = study.sides(place)
    fields = {
        "place": where,
        "f": name,
        "kind": with_article(found.kind_said),
        "result": equation_said(study.named, found.value),
        "left": WORDED[left.slope],
        "right": WORDED[right.slope],
        "side": WORDED[right.slope if left.slope is None else left.slope],
    }
    sign = None if second is None else sign_of(second)
    number = notation.name(study.x) if not is_exact(place) else shown(place)
    before = equal(study.named.at(number), shown(found.value))
    if place in study.critical and sign and found.kind in (MINIMUM, MAXIMUM):
        tested = {**fields, "value": said(second), "sign": WORDED[sign]}
        return step("second-derivative-test", before, _valued(study, place, second), fields=tested)
    why = _why(study, place, found, left, right, sign)
    return step(
        "first-derivative-test",
        before,
        _result(study, place, found),
        fields=fields,
        explanation=why.format(**{**fields, **_bends(found, left, right)}),
    )


def _bends(found: Extremum, left: Interval, right: Interval) -> dict[str, str]:
    if found.kind != INFLECTION:
        return {}
    return {"both": WORDED[left.slope], "left": WORDED[left.bend], "right": WORDED[right.bend]}


def _why(
    study: Study,
    place: sp.Expr,
    found: Extremum,
    left: Interval,
    right: Interval,
    sign: int | None,
) -> str:
    """The template of the reason."""
    if left.slope is None or right.slope is None:
        return SAYS["end-point"]
    if found.kind == INFLECTION:
        return (SAYS["level"] if place in study.critical else "") + SAYS["bends"]
    if found.kind == INCONCLUSIVE:
        return SAYS["jump"] if place in study.edges else SAYS["no-change"]
    lead = "kinked" if place in study.kinks else "test-zero" if sign == 0 else ""
    return (SAYS[lead] if lead else "") + SAYS["change"]


def _valued(study: Study, place: sp.Expr, second: sp.Expr | None) -> Notation:
    """f″(1) = 6, or only f″(x) > 0 where the numbers are long."""
    if second is None or not (is_exact(place) and is_exact(second)):
        sign = ">" if second is not None and sign_of(second) == 1 else "<"
        left = study.named.at(notation.name(study.x), primes=2)
        return equal(left, notation.number(0), sign)
    return equal(study.named.at(shown(place), primes=2), shown(second))


def _result(study: Study, place: sp.Expr, found: Extremum) -> Notation:
    if not (is_exact(place) and is_exact(found.value)):
        primes = 2 if found.kind == INFLECTION else 1
        left = study.named.at(notation.name(study.x), primes=primes)
        return equal(left, notation.number(0))
    return equal(study.named.at(shown(place)), shown(found.value))


def with_reach(
    found: Sequence[Extremum], least: sp.Expr | None, greatest: sp.Expr | None
) -> list[Extremum]:
    """Extremes that take the least or the greatest value are absolute."""
    best = {MINIMUM: least, MAXIMUM: greatest}
    told = []
    for e in found:
        bound = best.get(e.kind)
        absolute = bound is not None and sign_of(e.value - bound) == 0
        told.append(replace(e, reach="absolute") if absolute else e)
    return told


def ending_of(named: Function, found: Sequence[Extremum]) -> str:
    """All that was found, the extremes first."""
    if not found:
        return SAYS["nothing"]
    sentences = [e.sentence(named) for e in wanted_first(named, found)]
    told = [s[0].upper() + s[1:] for s in sentences]
    if named.wanted and not {named.wanted, INCONCLUSIVE} & {e.kind for e in found}:
        told.insert(0, SAYS["not-wanted"].format(kind=named.wanted))
    return joined(told)
