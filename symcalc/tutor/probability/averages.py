"""The mean of a formula under a law, with its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.checking.definite import AreaIs, number
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.areas.parts import integral
from symcalc.tutor.probability.claims import LogarithmicMean, MeanIs, SumIs, lettered_places
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses, outcomes_of
from symcalc.tutor.probability.series import Growing, OverTrials
from symcalc.tutor.probability.terms import Terms, terms_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.expectation import CHECKED, FAILS, HINTS, NOT_THERE, SUMMED, WORDS
from symcalc.writing.text import text

FEW = 12  # products that are written in one line
TABLED = 24
CLOSE = 1e-8
MANY = 100  # values, from which a sum is taken around the likeliest
SHORT = 12  # characters of a constant that is told exactly


@dataclass(frozen=True)
class Averaged:
    """A mean worked out: the sum or integral, its steps, what it comes to.

    `ending` is said where it is no finite number, and `after` is then ±∞ or undefined.
    """

    whole: Notation
    steps: tuple[Step, ...]
    after: Notation
    ending: str = ""
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


def averaged(body: Notation, x: sp.Symbol, law: Masses | Distribution) -> Averaged:
    """The mean of `body` where x has the law.

    Raises
    ------
    NotFoundError
        If no way to it is found.
    """
    if isinstance(law, Masses):
        return _listed(body, x, law)
    return _whole_numbers(body, x, law) if law.discrete else _integrated(body, x, law)


def _listed(body: Notation, x: sp.Symbol, law: Masses) -> Averaged:
    """A sum over the outcomes, with its table."""
    values = [_value(body, x, outcome) for outcome in outcomes_of(law)]
    products = [notation.multiply(v, p) for v, p in zip(values, law.probabilities, strict=True)]
    total = sp.Add(*(part.expr for part in products))
    after = arrange(sp.simplify(total) if law.letters and len(law) <= FEW else total)
    head = (notation.name(x), "P", body, "product")
    pairs = zip(outcomes_of(law), law.probabilities, values, products, strict=True)
    rows: list[tuple[str | Notation, ...]]
    rows = [(o, p, v, arrange(part.expr)) for o, p, v, part in pairs]
    if len(rows) > TABLED:
        rows = [*rows[: TABLED - 2], ("…",) * 4, rows[-1]]
    columns = (0, 1, 3) if body.head == "name" else (0, 1, 2, 3)  # x itself stands there once
    table = Table(
        tuple(head[c] for c in columns), tuple(tuple(r[c] for c in columns) for r in rows)
    )
    whole = notation.add(*products) if len(products) <= FEW else after
    first = replace(
        _step("expectation-listed", whole, whole, {"f": text(body)}, "definition"), table=table
    )
    steps = (first, *(() if whole == after else (_step("add-products", whole, after, {}),)))
    pairs_of = tuple(
        (p, sp.exp(-v.expr)) for p, v in zip(law.values, values, strict=True) if p != 0
    )
    at = lettered_places(total, law)
    claim = LogarithmicMean(pairs_of, after.expr, sp.S.One, at, CHECKED)
    return Averaged(whole, steps, after, "", law.conditions, law.remarks, (claim,))


def _value(body: Notation, x: sp.Symbol, outcome: Notation) -> Notation:
    value = body.expr.subs(x, outcome.expr)
    if value.has(sp.nan, sp.zoo, sp.oo) or value.is_real is False:
        what = FAILS["value"].format(f=text(body), x=x.name, at=text(outcome))
        raise UnsupportedError(what, hint=HINTS["value"])
    return arrange(value, like=body)


def _whole_numbers(body: Notation, x: sp.Symbol, law: Distribution) -> Averaged:
    """A law on whole numbers that cannot be listed: Poisson, geometric, n trials."""
    found = terms_of(body, x, law)
    if found is None:
        return _diverging(body, x, law)
    low, high = law.support
    summand = notation.multiply(body, law.density)
    whole = build("summation", summand, notation.name(x), low, high)
    fields = {"f": text(body), "x": text(notation.name(x)), "law": law.name}
    first = _step("expectation-whole", whole, whole, fields, "definition")
    steps, after = _by_terms(body, found, whole, law)
    conditions = (*law.conditions, *found.conditions)
    claim: Claim = SumIs(summand.expr, x, law.ends, after.expr, conditions, SUMMED)
    count = law.ends[1] - law.ends[0]
    if count.is_Integer and count > MANY and not (law.letters or after.symbols):
        p = float(law.parameters[1].expr)
        claim = OverTrials(body.expr, x, int(count), p, after.expr)
    return Averaged(whole, (first, *steps), after, "", conditions, law.remarks, (claim,))


def _diverging(body: Notation, x: sp.Symbol, law: Distribution) -> Averaged:
    """A power under a geometric law whose series grows.

    Raises
    ------
    NotFoundError
        If it is none.
    """
    summand = notation.multiply(body, law.density)
    ratio = sp.simplify(summand.expr.subs(x, x + 1) / summand.expr)
    grows = ratio.is_number and ratio.is_positive and ratio >= 1
    if not grows or law.letters or not summand.expr.subs(x, law.ends[0]).is_positive:
        raise NotFoundError(FAILS["none"], where=text(body), hint=HINTS["none"])
    whole = build("summation", summand, notation.name(x), *law.support)
    fields = {"f": text(body), "x": text(notation.name(x)), "law": law.name}
    steps = (
        _step("expectation-whole", whole, whole, fields, "definition"),
        _step("series", whole, summand, {"ratio": text(arrange(ratio))}, "implies"),
    )
    ending, claims = NOT_THERE["sum"], (Growing(summand.expr, x),)
    return Averaged(whole, steps, arrange(sp.oo), ending, (), law.remarks, claims)


def _integrated(body: Notation, x: sp.Symbol, law: Distribution) -> Averaged:
    """An integral against the density."""
    need_mass(law)
    inside = notation.multiply(body, law.density)
    whole = build("integral", inside, notation.name(x), *law.support)
    fields = {"f": text(body), "law": law.name, "x": text(notation.name(x))}
    first = _step("expectation", whole, whole, fields, "definition")
    found = terms_of(body, x, law)
    if found is not None:
        steps, after = _by_terms(body, found, whole, law)
        conditions: tuple[sp.Basic, ...] = (*law.conditions, *found.conditions)
        mean = MeanIs(inside.expr, x, law.ends, after.expr, f"E[{text(body)}]", conditions)
        claims: tuple[Claim, ...] = (mean,)
        return Averaged(whole, (first, *steps), after, "", conditions, law.remarks, claims)
    try:
        told = integral(inside, x, *law.ends)
    except (NotFoundError, UnsupportedError, TypeError) as error:  # SymPy compares a NaN
        raise NotFoundError(FAILS["none"], where=text(body), hint=HINTS["none"]) from error
    claims = told.claims or (AreaIs(whole.expr, told.after.expr, law.conditions),)
    conditions = (*law.conditions, *told.conditions)
    ending = NOT_THERE.get(str(told.after.expr), NOT_THERE["undefined"]) if told.ending else ""
    return Averaged(
        whole, (first, *told.steps), told.after, ending, conditions, law.remarks, claims
    )


def _by_terms(
    body: Notation, found: Terms, whole: Notation, law: Distribution
) -> tuple[list[Step], Notation]:
    """The mean as a sum of known means."""
    line = build("relation", body, found.expanded, text="=")
    opened: list[Step] = []
    if found.change is not None:
        fields = {
            "x": text(notation.name(law.x)),
            "change": text(found.change),
            "z": text(notation.name(found.base.x)),
            "base": found.base.name,
            "law": law.name,
        }
        opened = [_step("standardise", whole, line, fields, "implies")]
    elif found.expanded != body:
        opened = [_step("multiply-powers", whole, line, {"f": text(body)}, "implies")]
    step = _step("moments", whole, found.after, {"why": found.why}, "implies")
    step = replace(step, table=found.table)
    return [*opened, step], found.after


def need_mass(law: Distribution) -> None:
    """Refuse a density of the user's own that does not integrate to one.

    Raises
    ------
    UnsupportedError
        With the integral, and what to multiply by.
    """
    if law.law is not None:
        return
    endless = any(end.is_infinite for end in law.ends)
    if endless and law.x not in law.density.symbols:
        raise UnsupportedError(FAILS["mass-infinite"], where=law.name)
    if law.letters:
        return
    total = number(sp.Integral(law.density.expr, (law.x, *law.ends)), {})
    if total is None or abs(total - 1) < CLOSE:
        return
    if not 0 < total < float("inf"):
        raise UnsupportedError(FAILS["mass-infinite"], where=law.name)
    near = sp.nsimplify(total, [sp.pi], tolerance=1e-9)
    exact = len(str(near)) < SHORT
    factor = text(arrange(1 / near)) if exact else in_figures(1 / total)
    shown = text(arrange(near)) if exact else in_figures(total)
    what, hint = FAILS["mass"].format(total=shown), HINTS["mass"].format(factor=factor)
    raise UnsupportedError(what, where=law.name, hint=hint)


_step = partial(worded, WORDS)
