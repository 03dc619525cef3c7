"""The lesson on quantiles and medians of a law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

import mpmath
import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Table
from symcalc.tutor.areas.parts import equal, integral, near
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.about import drawn, need_drawn
from symcalc.tutor.probability.asked_scores import SCORES
from symcalc.tutor.probability.claims import MeanIs
from symcalc.tutor.probability.event_areas import marks_of
from symcalc.tutor.probability.event_claims import Integrated, Reached
from symcalc.tutor.probability.event_lines import Found, decimal_of, ending_of, is_short, step
from symcalc.tutor.probability.law import Distribution, law_of
from symcalc.tutor.probability.levels import QUARTERS, level_of
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.probability.refined import refined
from symcalc.tutor.probability.subject import subject_of
from symcalc.tutor.words.events import FAILS, HINTS, LAPLACE, MEDIAN
from symcalc.writing.text import text

MOST = 1000  # values that are added up
TABLED = 20  # rows of a table
DIGITS = 20
HALVED, NEWTON, CLOSE = 6, 60, 1e-13


@lesson(
    "quantile",
    "quantile of {law} at {level}",
    "{level} quantile of {law:law}",
    "{level} quantile of {drawn:drawn}[ ]{law}",
    "{percent} percentile of {law:law}",
    "{middle:median} of {law:law}",
    "{middle:median} of {law:own}",
    "{middle:median} of {drawn:drawn}[ ]{law}",
    "{middle:median} of {x} {given:if} {drawn:drawn}[ ]{law}",
    "inverse cdf of {law} at {level}",
    "{quarter:first|third|lower|upper} quartile of {law:law}",
    "{quarter:first|third|lower|upper} quartile of {drawn:drawn}[ ]{law}",
    *SCORES,
)
def quantile(
    law: str = "normal(0, 1)", level: str = "", percent: str = "", **said: str
) -> Derivation:
    """The value up to which a law has so much of its probability.

    Examples
    --------
    >>> quantile("exponential(2)", "1/2").answer
    log(2)/2

    Raises
    ------
    UnsupportedError
        If the level is none between 0 and 1.
    """
    need_drawn(said.get("x", ""), drawn(said))
    level = level or QUARTERS.get(said.get("quarter", "").lower(), "")
    alpha = level_of(level or (f"{percent}%" if percent else "1/2"))
    if "above" in said or said.get("side", "").lower() in ("top", "upper"):
        alpha = 1 - alpha
    listed = subject_of(law)
    subject = listed if isinstance(listed, Masses) else law_of(law)
    name = str(subject) if isinstance(subject, Masses) else subject.name
    x = "X" if isinstance(subject, Masses) else subject.x.name
    shown = text(arrange(alpha))
    half = alpha == sp.Rational(1, 2)
    q = notation.name(sp.Symbol("q"))
    first = step("quantile", q, x=x, level=shown, median=MEDIAN if half else "")
    found = _separate(subject, alpha) if _is_separate(subject) else _dense(subject, alpha)
    label = "median" if half else f"quantile at {shown}"
    return Derivation(
        asked("quantile", None, () if found.x is None else (found.x,), law=name, level=shown),
        q,
        found.after,
        (first, *found.steps),
        conditions=simplified(found.conditions),
        remarks=found.remarks,
        claims=found.claims,
        told=found.told,
        ending=ending_of(label, found.value, found.after),
    )


def _is_separate(subject: Masses | Distribution) -> bool:
    return isinstance(subject, Masses) or subject.discrete


def _separate(subject: Masses | Distribution, alpha: sp.Rational) -> Found:
    """Add the probabilities up until they reach the level."""
    rows: list[tuple[sp.Expr, sp.Expr]] = []
    total = sp.S.Zero
    for value, mass in _values(subject):
        total += mass
        rows.append((value, total))
        if total >= alpha:
            break
    after = arrange(rows[-1][0])
    shown = rows if len(rows) <= TABLED else rows[-TABLED:]
    cells = tuple((str(k), _cell(t)) for k, t in shown)
    x = "X" if isinstance(subject, Masses) else subject.x.name
    table = Table(("k", f"P({x} ≤ k)"), cells)
    made = step("cumulate", after, x=x, level=text(arrange(alpha)))
    made = replace(made, table=table)
    masses = tuple(islice(_values(subject), len(rows)))
    if total < alpha:
        raise NotFoundError(FAILS["many"].format(count=f"more than {MOST}", most=MOST))
    claim = Reached(masses, alpha, after.expr)
    return Found((made,), after, claims=(claim,), remarks=subject.remarks)


def _cell(value: sp.Expr) -> str:
    return text(arrange(value) if is_short(value) else decimal_of(value))


def _values(subject: Masses | Distribution) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Each value with its probability, the smallest first."""
    if subject.letters:
        name = str(subject) if isinstance(subject, Masses) else subject.name
        raise UnsupportedError(FAILS["law-letters"].format(law=name), hint=HINTS["law"])
    if isinstance(subject, Masses):
        pairs = zip((o.expr for o in outcomes_of(subject)), subject.values, strict=True)
        return iter(sorted(pairs, key=lambda pair: float(pair[0])))
    low, high = subject.ends
    last = min(int(high), int(low) + MOST) if high.is_finite else int(low) + MOST
    values = (sp.Integer(k) for k in range(int(low), last + 1))
    return ((k, subject.density.expr.xreplace({subject.x: k})) for k in values)


def _dense(law: Masses | Distribution, alpha: sp.Rational) -> Found:
    assert isinstance(law, Distribution)
    if law.law is not None and law.law.name == "normal":
        return _normal(law, alpha)
    if law.law is not None and law.law.name == "laplace":
        return _laplace(law, alpha)
    low, q = law.ends[0], sp.Symbol("q")
    try:
        found = integral(law.density, law.x, low, q)
    except (NotFoundError, UnsupportedError):
        return _by_numbers(law, alpha)
    fields = {"x": law.x.name, "low": text(law.support[0]), "level": text(arrange(alpha))}
    line = equal(notation.name(sp.Symbol("F")), found.after)
    framed = replace(step("distribution-function", line, **fields), substeps=found.steps)
    value = _solved(found.after.expr, q, alpha, law)
    if value is None:
        return _by_numbers(law, alpha)
    after = arrange(value)
    how = f"Set {text(found.after)} equal to {fields['level']}:"
    solved = step("solve-quantile", equal(q_name(), after), how=how, level=fields["level"])
    claim = _claim(law, value, alpha)
    return Found((framed, solved), after, None, (claim,), law.conditions, law.remarks, law.x)


def q_name() -> Notation:
    """q, the quantile."""
    return notation.name(sp.Symbol("q"))


def _solved(
    function: sp.Expr, q: sp.Symbol, alpha: sp.Rational, law: Distribution
) -> sp.Expr | None:
    """Where the distribution function has this value, inside of the support."""
    positive = {s: sp.Dummy(s.name, positive=True) for s in law.letters}
    back = {d: s for s, d in positive.items()}
    real = sp.Dummy("q", real=True)
    body = function.xreplace(positive).xreplace({q: real})
    if body.has(sp.erf, sp.uppergamma, sp.lowergamma, sp.Abs, sp.sign, sp.Piecewise, sp.Float):
        return None
    moving = body - body.subs(real, 0)
    if body.is_polynomial(real) and sp.degree(body, real) > 2 and moving.expand().is_Add:
        return None
    try:
        found = sp.solve(body - alpha, real)
    except NotImplementedError:
        return None
    for value in found:
        at = value.xreplace(back)
        if at.has(sp.LambertW):
            return None
        if not law.letters and at.is_number and law.ends[0] <= at <= law.ends[1]:
            return sp.simplify(at)
        if law.letters:
            return sp.simplify(value).xreplace(back)
    return None


def _claim(law: Distribution, value: sp.Expr, alpha: sp.Rational) -> Claim:
    span = ((law.ends[0], value),)
    given = law.conditions
    return Integrated(law.density.expr, law.x, span, alpha, given, marks_of(law), "level")


def _laplace(law: Distribution, alpha: sp.Rational) -> Found:
    """Both sides of the centre have an exponential tail of total mass 1/2."""
    centre, scale = (p.expr for p in law.parameters)
    below = alpha <= sp.Rational(1, 2)
    tail = 2 * alpha if below else 2 * (1 - alpha)
    value = centre + scale * sp.log(tail) * (1 if below else -1)
    after = arrange(value)
    how = LAPLACE[below].format(centre=text(law.parameters[0]), scale=text(law.parameters[1]))
    made = step("solve-quantile", equal(q_name(), after), how=how, level=text(arrange(alpha)))
    marks = (centre, *marks_of(law))
    span = ((law.ends[0], value),)
    claim = Integrated(law.density.expr, law.x, span, alpha, law.conditions, marks, "level")
    return Found((made,), after, None, (claim,), law.conditions, law.remarks)


def _normal(law: Distribution, alpha: sp.Rational) -> Found:
    mean, spread = law.parameters
    root = sp.sqrt(2) * sp.erfinv(2 * alpha - 1)
    with mpmath.workdps(DIGITS):
        near_z = mpmath.sqrt(2) * mpmath.erfinv(
            mpmath.mpf(int(2 * alpha.p - alpha.q)) / int(alpha.q)
        )
    half = alpha == sp.Rational(1, 2)
    z = notation.number(0) if half else decimal_of(sp.Float(str(near_z), DIGITS))
    value = mean.expr + spread.expr * root
    why = ", by symmetry" if half else ""
    lettered = bool(value.free_symbols)
    line = notation.add(mean, notation.multiply(z, spread))
    after = arrange(mean.expr) if half else line if lettered else decimal_of(value)
    shown = equal(q_name(), after) if half or lettered else near(q_name(), after)
    made = step("quantile-normal", shown, level=text(arrange(alpha)), z=text(z), why=why)
    claims: tuple[Claim, ...] = (_claim(law, value, alpha),)
    told = None if half or lettered else value
    return Found((made,), after, told, claims, law.conditions, law.remarks)


def _by_numbers(law: Distribution, alpha: sp.Rational) -> Found:
    """By halving an interval, where no formula leads to it."""
    if law.letters:
        raise NotFoundError(FAILS["law-letters"].format(law=law.name), hint=HINTS["law"])
    function = partial(_up_to, law)
    low, high = (float(e) if e.is_finite else float("nan") for e in law.ends)
    low = -1.0 if low != low else low
    high = 1.0 if high != high else high
    while law.ends[0].is_infinite and function(low) > alpha:
        low *= 2
    while law.ends[1].is_infinite and function(high) < alpha:
        high *= 2
    for _ in range(HALVED):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < alpha else (low, middle)
    value = sp.Float(refined(law, alpha, _improved(law, float(alpha), low, high)))
    made = step(
        "solve-quantile",
        near(q_name(), decimal_of(value)),
        how="No formula leads to it. An interval in which it lies is halved several times; then "
        "Newton's method takes over, with the density as the slope.",
        level=text(arrange(alpha)),
    )
    made = replace(made, status="numeric")
    return Found((made,), decimal_of(value), value, (_claim(law, value, alpha),), (), law.remarks)


def _improved(law: Distribution, alpha: float, low: float, high: float) -> float:
    """Newton's method on P(X ≤ q) = alpha; the middle, where that leaves the interval."""
    q = (low + high) / 2
    for _ in range(NEWTON):
        slope = float(sp.N(law.density.expr.xreplace({law.x: sp.Float(q)})))
        gap = _up_to(law, q) - alpha
        low, high = (q, high) if gap < 0 else (low, q)
        move = gap / slope
        if abs(move) < CLOSE * max(1.0, abs(q)):
            return q - move
        q = q - move if low < q - move < high else (low + high) / 2
    raise NotFoundError(FAILS["law"].format(law=law.name), hint=HINTS["law"])


def _up_to(law: Distribution, q: float) -> float:
    """P(X ≤ q), by quadrature."""
    low, high = law.ends
    below = low.is_finite
    ends = (low, sp.Float(q)) if below else (sp.Float(q), high)
    part = MeanIs(law.density.expr, law.x, ends, sp.S.Zero).value({})
    return part if below else 1 - part
