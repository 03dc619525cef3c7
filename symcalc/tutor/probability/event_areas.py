"""Probabilities under a density: by Φ for a normal law, by an integral for any other."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import sympy as sp

from symcalc import notation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.areas.parts import equal, integral, near
from symcalc.tutor.probability.event_claims import Integrated
from symcalc.tutor.probability.event_lines import Found, decimal_of, is_short, step
from symcalc.tutor.probability.events import Event, Span, shown
from symcalc.tutor.probability.expectation import over_positive
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.words.events import FAILS, HINTS, OUTSIDE, PHI
from symcalc.writing.text import text

MARKS = range(-8, 9, 2)  # standard deviations at which quadrature is cut
FIGURES = 6


def by_area(event: Event, law: Distribution) -> Found:
    """The probability of an event under a law with a density."""
    spans = [s for s in (_clipped(s, law) for s in event.spans) if s is not None]
    wide = [s for s in spans if s.low != s.high]
    if not wide:
        return _nothing(event, law, spans)
    if not law.letters and _covers(wide, law):
        return _certain(event, law, 1)
    if law.law is not None and law.law.name == "normal":
        return _normal(event, law, wide)
    return _integrated(event, law, wide)


def _clipped(span: Span, law: Distribution) -> Span | None:
    """The part of a span that lies in the support; None if that is nothing."""
    low, high = law.ends
    if any(end.free_symbols for end in (span.low, span.high, low, high)):
        start = low if span.low == -sp.oo else span.low
        return Span(start, high if span.high == sp.oo else span.high)
    start, end = max(span.low, low), min(span.high, high)
    return Span(start, end, span.left_open, span.right_open) if start <= end else None


def _covers(spans: list[Span], law: Distribution) -> bool:
    low, high = law.ends
    return any(s.low == low and s.high == high for s in spans)


def _nothing(event: Event, law: Distribution, spans: list[Span]) -> Found:
    """Single values only, or nothing of the support."""
    zero = arrange(sp.S.Zero)
    if spans:
        claims = (Integrated(law.density.expr, law.x, (), sp.S.Zero),)
        return Found((step("single-point", zero, x=event.x),), zero, claims=claims)
    return _certain(event, law, 0)


def _certain(event: Event, law: Distribution, value: int) -> Found:
    low, high = map(text, law.support)
    after = arrange(sp.Integer(value))
    why = OUTSIDE[value].format(event=event.told)
    spans = (law.ends,) if value else ()
    claims = (Integrated(law.density.expr, law.x, spans, after.expr, marks=marks_of(law)),)
    made = step("outside", after, x=event.x, low=low, high=high, why=why)
    return Found((made,), after, claims=claims, remarks=law.remarks)


def _normal(event: Event, law: Distribution, spans: list[Span]) -> Found:
    """Bounds in standard deviations, and Φ of them."""
    mean, spread = law.parameters
    bounds = [e for s in spans for e in (s.low, s.high) if e.is_finite is not False]
    plain = mean.expr == 0 and spread.expr == 1
    steps: list[Step] = [] if plain else [_standard(event, b, mean, spread) for b in bounds]
    scores = {b: over_positive((b - mean.expr) / spread.expr) for b in bounds}
    pieces = [_piece(scores.get(s.low), scores.get(s.high)) for s in spans]
    whole = notation.add(*pieces)
    steps.append(step("by-phi", whole, why=PHI[_kind(spans, scores)]))
    exact = sp.Add(*(_accurate(scores.get(s.low), scores.get(s.high)) for s in spans))
    if not exact.free_symbols:
        steps.append(step("value", near(whole, decimal_of(exact))))
    asked = _conditions(spans, law)
    ends = tuple((s.low, s.high) for s in spans)
    claim = Integrated(law.density.expr, law.x, ends, exact, asked, marks_of(law))
    told = exact if not exact.free_symbols else None
    return Found(tuple(steps), whole, told, (claim,), asked, law.remarks)


def _standard(event: Event, bound: sp.Expr, mean: Notation, spread: Notation) -> Step:
    fields = {"x": event.x, "mean": _grouped(mean), "deviation": text(spread), "bound": ""}
    top = notation.subtract(arrange(bound), mean)
    value = over_positive((bound - mean.expr) / spread.expr)
    fields["bound"] = f"The bound {text(arrange(bound))}"
    left = notation.divide(top, spread)
    exact = value.free_symbols or is_short(value)
    return step(
        "standardise",
        equal(left, arrange(value)) if exact else near(left, decimal_of(value)),
        **fields,
    )


def _grouped(node: Notation) -> str:
    return f"({text(node)})" if node.parts else text(node)


def _kind(spans: list[Span], scores: dict[sp.Expr, sp.Expr]) -> str:
    if len(spans) > 1:
        return "several"
    low, high = scores.get(spans[0].low), scores.get(spans[0].high)
    if low is not None and high is not None:
        return "symmetric" if low == -high else "between"
    return "below" if low is None else "above"


def _piece(low: sp.Expr | None, high: sp.Expr | None) -> Notation:
    """Φ(high) − Φ(low), with what is missing at the ends."""
    if low is not None and high is not None and low == -high:
        double = notation.multiply(notation.number(2), _phi(high))
        return notation.subtract(double, notation.number(1))
    above = notation.number(1) if high is None else _phi(high)
    return above if low is None else notation.subtract(above, _phi(low))


def _phi(z: sp.Expr) -> Notation:
    return put(_pattern(), {sp.Symbol("u"): arrange(z)})


@lru_cache(maxsize=1)
def _pattern() -> Notation:
    return replace(read("Phi(u)"), remarks=())


def _accurate(low: sp.Expr | None, high: sp.Expr | None) -> sp.Expr:
    """The same by erfc, which loses no digits far from the mean."""
    root = sp.sqrt(2)
    if low is None:
        return sp.erfc(-(high or sp.S.Zero) / root) / 2 if high is not None else sp.S.One
    if high is None:
        return sp.erfc(low / root) / 2
    if low.is_positive or high.is_negative:
        near, far = (low, high) if low.is_positive else (-high, -low)
        return (sp.erfc(near / root) - sp.erfc(far / root)) / 2
    return (sp.erf(high / root) - sp.erf(low / root)) / 2


def marks_of(law: Distribution) -> tuple[sp.Expr, ...]:
    """Where quadrature of the density is cut."""
    if law.law is None or law.law.name not in ("normal", "laplace", "cauchy"):
        return ()
    centre, spread = (p.expr for p in law.parameters)
    return tuple(centre + k * spread for k in MARKS)


def _conditions(spans: list[Span], law: Distribution) -> tuple[sp.Basic, ...]:
    """What is asked of letters: each bound lies in the support, and bounds are in order."""
    low, high = law.ends
    asked = list(law.conditions)
    for span in spans:
        inner = [end for end in (span.low, span.high) if end not in (low, high)]
        asked += [sp.Ge(end, low) for end in inner if low != -sp.oo]
        asked += [sp.Le(end, high) for end in inner if high != sp.oo]
        asked += [sp.Lt(*inner)] if len(inner) == 2 else []
    return tuple(dict.fromkeys(c for c in asked if c.free_symbols))


def _integrated(event: Event, law: Distribution, spans: list[Span]) -> Found:
    """The integral of the density over each span."""
    steps, values, claims = [], [], []
    asked = _conditions(spans, law)
    for span in spans:
        try:
            found = integral(law.density, law.x, span.low, span.high)
        except (NotFoundError, UnsupportedError) as error:
            what = FAILS["law"].format(law=law.name)
            raise NotFoundError(what, hint=HINTS["law"]) from error
        fields = {"x": event.x, "event": event.told, "range": shown(span, law.x.name)}
        framed = step("area", equal(found.whole, found.after), **fields)
        steps.append(replace(framed, substeps=found.steps))
        values.append(found.after)
        claims += list(found.claims)
    whole = values[0] if len(values) == 1 else arrange(sp.Add(*(v.expr for v in values)))
    if len(values) > 1:
        steps.append(step("add-areas", equal(notation.add(*values), whole)))
    ends = tuple((s.low, s.high) for s in spans)
    claim = Integrated(law.density.expr, law.x, ends, whole.expr, asked, marks_of(law))
    return Found(tuple(steps), whole, None, (claim,), asked, law.remarks, law.x)
