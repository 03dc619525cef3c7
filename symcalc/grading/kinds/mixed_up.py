"""Numbers that answer a neighbouring question: the sum for the mean, KL the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.numbers import OTHER, agreement
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.reading.arrays import outside
from symcalc.reading.sentences import parts_of
from symcalc.tutor.lessons import lesson_of

BY_N = (
    "Yours divides the squared deviations by n = {n}; the {noun} asked for divides by n − 1 = {m}."
)
BY_LESS = (
    "Yours divides the squared deviations by n − 1 = {m}; the {noun} asked for divides by n = {n}."
)
SQUARE = "That is the variance; the standard deviation is its square root."
ROOT = "That is the standard deviation; the variance is its square."
SUM = "That is the sum over the {n} pairs; the mean divides it by {n}."
MEAN = "That is the mean; the sum over the {n} pairs is asked for."
NO_ROOT = "The root of the mean of the squares is missing."
TURNED = "That is the divergence the other way round, KL(q‖p): it is not symmetric."
ENTROPY = "That is the entropy of p alone; the cross-entropy takes the logarithm of q."
EXCESS = "That is the KL divergence; the entropy of p has to be added."
FORGOTTEN = "That is the likelihood; Bayes' rule also needs the prior."
JOINT = "That is P(E | H)·P(H); it has to be divided by the probability of the observation."
Others = Iterator[tuple[sp.Expr, str]]


@answer_kind("mixed-up", rank=5)
def mixed_up(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """A wrong number with the neighbouring question that it answers."""
    del policy
    others = NEIGHBOURS.get(asked.kind)
    mine = told.expr
    if others is None or not isinstance(mine, sp.Expr) or mine.is_Matrix or mine.free_symbols:
        return None
    right = asked.right.expr
    if not isinstance(right, sp.Expr) or right.free_symbols or not right.is_finite:
        return None
    if agreement(right, told.node) != OTHER:
        return None
    for value, why in others(right, parts_of(asked.kind, asked.question.text)):
        if agreement(value, told.node) != OTHER:
            return wrong(why, proof="certified")
    return None


def _statistic(right: sp.Expr, said: dict[str, str]) -> Others:
    """The other denominator, or a root too much."""
    what = said.get("what", "").lower()
    n = _count(said.get("data", ""))
    spread = "deviation" in what
    if n < 2 or not ("variance" in what or spread):
        return
    ratio = sp.Rational(n - 1, n)
    noun = "standard deviation" if spread else "variance"
    factor = sp.sqrt(ratio) if spread else ratio
    yield right * factor, BY_N.format(n=n, m=n - 1, noun=noun)
    yield right / factor, BY_LESS.format(n=n, m=n - 1, noun=noun)
    if right not in (0, 1):
        yield (right**2, SQUARE) if spread else (sp.sqrt(right), ROOT)


def _count(data: str) -> int:
    inner = data.strip().strip("()[]{}").replace(" and ", ", ")
    return len(outside(inner)) if "," in inner else len(inner.split())


def _loss(right: sp.Expr, said: dict[str, str]) -> Others:
    """A sum for a mean, a mean for a sum, a root left out."""
    name, n = said.get("loss", "").lower(), _count(said.get("p", ""))
    if n < 2 or right == 0:
        return
    if name in ("sse", "cross-entropy", "absolute error"):
        yield right / n, MEAN.format(n=n)
    elif name == "rmse":
        yield right**2, NO_ROOT
    else:
        yield right * n, SUM.format(n=n)


def _divergence(right: sp.Expr, said: dict[str, str]) -> Others:
    """From q to p."""
    del right
    yield from _lesson("kl-divergence", TURNED, p=said["q"], q=said["p"], unit=said.get("unit", ""))


def _cross(right: sp.Expr, said: dict[str, str]) -> Others:
    """One of its two parts alone."""
    del right
    unit = said.get("unit", "")
    yield from _lesson("entropy", ENTROPY, p=said["p"], unit=unit)
    yield from _lesson("kl-divergence", EXCESS, p=said["p"], q=said["q"], unit=unit)


def _bayes(right: sp.Expr, said: dict[str, str]) -> Others:
    """Without the prior, or without the evidence."""
    del right
    try:
        told = lesson_of("bayes")(**said)
    except SymcalcError:
        return
    parts = parts_of("bayes", told.question.text)
    if "times" in parts:
        return
    rows = [outside(parts[name].strip("()")) for name in ("prior", "likelihoods")]
    first = [sp.Rational(row[0]) for row in rows if _is_number(row[0])]
    if len(first) == 2:
        yield first[1], FORGOTTEN
        yield first[0] * first[1], JOINT


def _is_number(said: str) -> bool:
    return said.strip().replace(".", "", 1).replace("/", "", 1).isdecimal()


def _lesson(kind: str, why: str, **parts: str) -> Others:
    """The answer of another lesson, where it has one."""
    try:
        told = lesson_of(kind)(**parts)
    except SymcalcError:
        return
    if isinstance(told.answer, sp.Expr) and told.answer.is_finite:
        yield told.answer, why


NEIGHBOURS: dict[str, Callable[[sp.Expr, dict[str, str]], Others]] = {
    "data-statistic": _statistic,
    "loss-of-pairs": _loss,
    "kl-divergence": _divergence,
    "cross-entropy": _cross,
    "bayes": _bayes,
}
