"""Entropies of a joint table, and what its variables tell of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.event_lines import decimal_of, line
from symcalc.tutor.probability.information import BASES
from symcalc.tutor.probability.joint import Joint
from symcalc.tutor.probability.tabled_lines import Told, step
from symcalc.tutor.words.tables import CHECKED, ZERO
from symcalc.writing.text import text

UNITS = {"e": "nats", "2": "bits", "10": "hartleys"}
LOGS = {"e": "log", "2": "log₂", "10": "log₁₀"}
OF = {"X": "the marginal of X", "Y": "the marginal of Y", "X, Y": "all entries of the table"}


def _entropy(masses: Sequence[sp.Expr], base: str) -> sp.Expr:
    """−∑ p log p."""
    kept = [p for p in masses if p != 0]
    terms = (-p * sp.expand_log(sp.log(p), factor=True, force=True) for p in kept)
    return sp.expand(sp.Add(*terms) / BASES[base])


def _masses(joint: Joint, name: str) -> Sequence[sp.Expr]:
    return list(joint.table) if name == "X, Y" else joint.marginal(name)


def _of(joint: Joint, name: str, base: str) -> tuple[sp.Expr, Step]:
    """An entropy with its step."""
    value = _entropy(_masses(joint, name), base)
    fields = {"name": f"H({name})", "log": LOGS[base], "of": OF[name]}
    return value, step("table-entropy", line(_terms(_masses(joint, name), base), value), **fields)


def _terms(masses: Sequence[sp.Expr], base: str) -> Notation:
    """The terms −p log p in decimals."""
    near = [decimal_of(-p * sp.log(p) / BASES[base]) for p in masses if p not in (0, 1)]
    return notation.add(*near) if near else notation.number(0)


def _near(value: sp.Expr) -> Notation:
    return decimal_of(value)


def _told(
    name: str, value: sp.Expr, steps: tuple[Step, ...], base: str, pair: tuple[sp.Expr, str]
) -> Told:
    other, sentence = pair
    ending = f"{name} = {text(arrange(value))} {UNITS[base]}"
    if not value.is_Rational:
        ending = f"{name} ≈ {text(_near(value))} {UNITS[base]}"
    claim = Same(((value, other),), "another way", CHECKED[sentence])
    return Told(arrange(value), steps, (claim,), ending=ending)


def _alone(joint: Joint, name: str, base: str) -> Told:
    """H(X), H(Y) or H(X, Y)."""
    which = "X, Y" if name == "joint entropy" else name[-1]
    value, made = _of(joint, which, base)
    masses = [p for p in reversed(_masses(joint, which)) if p != 0]
    other = sp.Add(*(p * sp.log(1 / p) for p in masses)) / BASES[base]
    return _told(f"H({which})", value, (made,), base, (other, "numeric"))


def _conditional(joint: Joint, name: str, base: str) -> Told:
    """H(Y|X) = H(X, Y) − H(X)."""
    given, x = name[-1], "X" if name[-1] == "Y" else "Y"
    whole, first = _of(joint, "X, Y", base)
    known, second = _of(joint, given, base)
    value = sp.expand(whole - known)
    before = notation.subtract(_near(whole), _near(known))
    last = step("chain-rule", line(before, value), x=x, given=given)
    pair = (_mean_entropy(joint, given, base), "mean-entropy")
    return _told(f"H({x}|{given})", value, (first, second, last), base, pair)


def _mean_entropy(joint: Joint, given: str, base: str) -> sp.Expr:
    """The entropies of the conditional laws, each with the probability of its condition."""
    table = joint.table if given == "X" else joint.table.T
    parts = []
    for i, total in enumerate(joint.marginal(given)):
        row = [p / total for p in table.row(i) if p != 0]
        parts += [-total * q * sp.log(q) for q in row]
    return sp.Add(*parts) / BASES[base]


def _mutual(joint: Joint, name: str, base: str) -> Told:
    del name
    found = [_of(joint, which, base) for which in ("X", "Y", "X, Y")]
    one, other, both = (value for value, _ in found)
    value = sp.S.Zero if joint.apart is None else sp.expand(one + other - both)
    before = notation.subtract(notation.add(_near(one), _near(other)), _near(both))
    zero = ZERO["mutual-information"] if value == 0 else ""
    last = step("mutual-information", line(before, value), zero=zero)
    products = [one * other for one in joint.px for other in joint.py]
    pairs = [(p, q) for p, q in zip(joint.table, products, strict=True) if p != 0]
    divergence = sp.Add(*(p * sp.log(p / q) for p, q in pairs)) / BASES[base]
    steps = (*(made for _, made in found), last)
    return _told("I(X; Y)", value, steps, base, (divergence, "kl"))


ENTROPIES: dict[str, Callable[[Joint, str, str], Told]] = {
    "entropy of X": _alone,
    "entropy of Y": _alone,
    "joint entropy": _alone,
    "conditional entropy of Y given X": _conditional,
    "conditional entropy of X given Y": _conditional,
    "mutual information": _mutual,
}
