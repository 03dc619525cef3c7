"""Entropy, cross-entropy and divergence of laws on numbers, as means of logarithms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.relations import check_equal
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked
from symcalc.tutor.probability.averages import Averaged, averaged
from symcalc.tutor.probability.claims import Outside
from symcalc.tutor.probability.information import BASES, NAMES, unit_said
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.worded import worded
from symcalc.tutor.words.information import (
    FAILS,
    HINTS,
    LOG_OF,
    NEGATIVE,
    NO_ROOM,
    UNITS,
    VERDICT,
    WORDS,
)
from symcalc.writing.text import text

# Of normal laws, in the form that books give; "vae" is the divergence from normal(0, 1).
CLOSED = {
    "entropy": "1/2 log(2 pi e sigma^2)",
    "kl": "log(s/sigma) + (sigma^2 + (mu - m)^2)/(2 s^2) - 1/2",
    "vae": "(mu^2 + sigma^2 - 1)/2 - log(sigma)",
}
KINDS = {"kl": "kl-divergence"}


@dataclass(frozen=True)
class Logarithm:
    """The formula whose mean is asked: −log p, −log q or log p − log q, multiplied out."""

    before: Notation
    after: Notation


def of_laws(kind: str, p: Distribution, q: Distribution, base: str) -> Derivation:
    """The mean under p of a logarithm of densities.

    Raises
    ------
    NotFoundError
        If no way to the mean is found.
    """
    if p.discrete != q.discrete:
        raise UnsupportedError(FAILS["kinds"], hint=HINTS["kinds"])
    q = q.called(p.x)
    parts = {"p": p.name} if kind == "entropy" else {"p": p.name, "q": q.name}
    question = asked(KINDS.get(kind, kind), None, (p.x,), **parts, unit=unit_said(base))
    if not _has_room(p, q):
        return _without_room(question, kind, p, q)
    log = logarithm_of(kind, p, q)
    first = _step("log-density", log.before, _equation(log), {"what": LOG_OF[kind]}, "implies")
    try:
        mean = averaged(log.after, p.x, p)
    except NotFoundError as error:
        what = FAILS["none"].format(what=NAMES[kind])
        raise NotFoundError(what, where=text(log.after), hint=HINTS["none"]) from error
    asked_of = (*mean.conditions, *q.conditions)
    value, steps = _closed(kind, p, q, mean)
    value, steps = _in_unit(value, [first, *mean.steps, *steps], base)
    told = Derivation(
        question,
        mean.whole,
        value,
        tuple(steps),
        conditions=simplified((*asked_of, *_apart(asked_of, log.after.expr))),
        remarks=_remarks(kind, p, q, value),
        claims=mean.claims,
        ending=mean.ending,
    )
    if mean.ending or value.expr.free_symbols:
        return told
    return _valued(told, "h(p)" if kind == "entropy" and not p.discrete else NAMES[kind], base)


def _apart(conditions: Sequence[sp.Basic], log: sp.Expr) -> list[sp.Basic]:
    """Ends of what is asked where a logarithm has no value: p ≠ 1 beside p ≤ 1, of log(1 − p)."""
    inner = [part.args[0] for part in log.atoms(sp.log)]
    ends = [c for c in conditions if isinstance(c, sp.Le | sp.Ge) and c.lhs.is_Symbol]
    return [sp.Ne(c.lhs, c.rhs) for c in ends if any(u.subs(c.lhs, c.rhs).is_zero for u in inner)]


def logarithm_of(kind: str, p: Distribution, q: Distribution) -> Logarithm:
    """The logarithm before and after it is multiplied out; each line is checked."""
    logs = {"p": _log(p.density), "q": _log(q.density)}
    before, after = {
        "entropy": lambda: (notation.negative(logs["p"][0]), -logs["p"][1]),
        "cross-entropy": lambda: (notation.negative(logs["q"][0]), -logs["q"][1]),
        "kl": lambda: (notation.subtract(logs["p"][0], logs["q"][0]), logs["p"][1] - logs["q"][1]),
    }[kind]()
    if check_equal(before.expr, after).status == "disagrees":
        raise AssertionError(f"the logarithm of {text(p.density)} is wrong")
    return Logarithm(before, arrange(after, like=before))


def _log(density: Notation) -> tuple[Notation, sp.Expr]:
    """log p, as written and with products and powers taken apart."""
    expr = sp.expand_log(sp.log(density.expr), force=True)
    kept = sp.Add(*(sp.expand_log(part, force=True) for part in sp.Add.make_args(expr)))
    return put(read("log(u)"), {sp.Symbol("u"): density}), kept


def log_density(law: Distribution) -> Notation:
    """log p, products and powers taken apart."""
    before, after = _log(law.density)
    return arrange(after, like=before)


def _equation(log: Logarithm) -> Notation:
    return build("relation", log.before, log.after, text="=")


def _has_room(p: Distribution, q: Distribution) -> bool:
    """Whether q is positive wherever p is.

    Raises
    ------
    NotFoundError
        If that depends on letters.
    """
    inside = []
    for mine, theirs, sign in zip(p.ends, q.ends, (1, -1), strict=True):
        gap = sp.S.Zero if mine == theirs or theirs == -sign * sp.oo else sign * (mine - theirs)
        if gap.is_extended_nonnegative is None:
            raise NotFoundError(FAILS["room"], hint=HINTS["room"])
        inside.append(bool(gap.is_extended_nonnegative))
    return all(inside)


def _without_room(question: Question, kind: str, p: Distribution, q: Distribution) -> Derivation:
    """Where q is 0 and p is not, the logarithm is infinite."""
    infinite = arrange(sp.oo)
    low, high = map(text, q.support)
    fields = {"p": p.name, "q": q.name, "low": low, "high": high}
    step = _step("no-room", infinite, infinite, fields, "implies")
    return Derivation(
        question,
        infinite,
        infinite,
        (step,),
        conditions=simplified((*p.conditions, *q.conditions)),
        remarks=(NO_ROOM,),
        claims=(Outside(p, q),),
        ending=f"{NAMES[kind]} = ∞",
    )


def _closed(
    kind: str, p: Distribution, q: Distribution, mean: Averaged
) -> tuple[Notation, list[Step]]:
    """Of two normal laws with letters, the form that books give."""
    names = [law.law.name for law in (p, q) if law.law is not None]
    if names != ["normal", "normal"] or not (p.letters or q.letters) or kind == "cross-entropy":
        return mean.after, []
    letters = map(sp.Symbol, ("mu", "sigma", "m", "s"))
    values = dict(zip(letters, (*p.parameters, *q.parameters), strict=True))
    known = CLOSED["vae" if kind == "kl" and q.name == "normal(0, 1)" else kind]
    form = put(read(known), values)
    gap = sp.expand(sp.expand_log(form.expr - mean.after.expr, force=True))
    if sp.simplify(gap) != 0:
        raise AssertionError(f"{text(form)} is not {text(mean.after)}")
    if form == mean.after:
        return form, []
    line = build("relation", mean.after, form, text="=")
    return form, [_step("closed-form", mean.after, line, {}, "implies")]


def _in_unit(value: Notation, steps: list[Step], base: str) -> tuple[Notation, list[Step]]:
    if base == "e":
        return value, steps
    scaled = arrange(sp.simplify(value.expr / BASES[base]), like=value)
    fields = {"base": base, "unit": UNITS[base]}
    return scaled, [*steps, _step("in-unit", value, scaled, fields, "implies")]


def _remarks(kind: str, p: Distribution, q: Distribution, value: Notation) -> tuple[str, ...]:
    said = [*p.remarks, *q.remarks]
    if kind == "entropy" and not p.discrete:
        said.append(NEGATIVE)
    if kind == "kl" and p.name != q.name and not (p.letters or q.letters) and _has_room(q, p):
        other = averaged(logarithm_of("kl", q, p).after, p.x, q).after
        near = {side: float(side.expr) for side in (value, other)}
        fields = {"other": in_figures(near[other]), "value": in_figures(near[value])}
        same = abs(near[other] - near[value]) < 1e-12
        said.append(WORDS["other-way"].explanation.format(**fields, verdict=VERDICT[same]))
    return tuple(dict.fromkeys(said))


def _valued(told: Derivation, name: str, base: str) -> Derivation:
    """A number, with its decimals and its unit."""
    value = told.result.expr
    sign = "=" if value.is_Rational else "≈"
    shown = text(told.result) if value.is_Rational else in_figures(value)
    unit = UNITS[base][:-1] if value == 1 else UNITS[base]
    return replace(told, ending=f"{name} {sign} {shown} {unit}")


_step = partial(worded, WORDS)
