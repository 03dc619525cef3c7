"""What is said of variables: their means, variances and covariances."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.tutor.probability.moment_facts import JOINED
from symcalc.tutor.words.statistics import FAILS, HINTS
from symcalc.writing.text import text

GIVEN = re.compile(
    r"\s*(?P<what>Var(?:iance)?|V|Cov(?:ariance)?|E|sd|SD|standard\s+deviation|mean|variance)\s*"
    r"(?:of\s+)?[\[(]?\s*(?P<x>[A-Za-z])\s*(?:,\s*(?P<y>[A-Za-z]))?\s*[\])]?\s*"
    r"(?:=|is)\s*(?P<value>[^=]+?)\s*",
    re.DOTALL,
)
APART = re.compile(r"\s*(?:[A-Za-z]\s+and\s+[A-Za-z]\s+are\s+)?(?:independent|uncorrelated)\s*")


@dataclass(frozen=True)
class Facts:
    """What is known of the variables."""

    means: Mapping[str, sp.Expr] = field(default_factory=dict)
    variances: Mapping[str, sp.Expr] = field(default_factory=dict)
    covariances: Mapping[frozenset[str], sp.Expr] = field(default_factory=dict)

    def covariance(self, x: str, y: str) -> sp.Expr:
        """Of two variables; 0 where none is given."""
        if x == y:
            if x not in self.variances:
                raise UnsupportedError(FAILS["variance"].format(x=x), hint=HINTS["given"])
            return self.variances[x]
        return self.covariances.get(frozenset((x, y)), sp.S.Zero)


def facts_of(given: str) -> Facts:
    """Means, variances and covariances from text.

    >>> facts_of("Var(X) = 4, Var(Y) = 9 and Cov(X, Y) = 1").variances
    {'X': 4, 'Y': 9}
    """
    means: dict[str, sp.Expr] = {}
    variances: dict[str, sp.Expr] = {}
    covariances: dict[frozenset[str], sp.Expr] = {}
    spelled = JOINED.sub(", ", given)
    for part in outside(spelled):
        said = re.sub(r"^\s*and\s+", "", part)
        if APART.fullmatch(said):
            continue
        found = GIVEN.fullmatch(said)
        if found is None:
            raise UnsupportedError(FAILS["given"].format(part=part.strip()), hint=HINTS["given"])
        value, kind = _value(found["value"]), found["what"].lower()
        if found["y"] and found["y"] != found["x"]:
            covariances[frozenset((found["x"], found["y"]))] = value
        elif kind in ("e", "mean"):
            means[found["x"]] = value
        else:
            squared = value**2 if kind in ("sd", "standard deviation") else value
            variances[found["x"]] = _positive(squared)
    return _possible(Facts(means, variances, covariances))


def _value(given: str) -> sp.Expr:
    node = read(given)
    if not isinstance(node.expr, sp.Expr) or node.expr.has(sp.I, sp.oo, sp.nan):
        raise UnsupportedError(FAILS["given"].format(part=given), hint=HINTS["given"])
    return node.expr


def _positive(value: sp.Expr) -> sp.Expr:
    if value.is_number and value < 0:
        raise UnsupportedError(FAILS["negative"].format(value=text(arrange(value))))
    return value


def _possible(facts: Facts) -> Facts:
    """Refuse a covariance that is larger than the variances allow."""
    for pair, value in facts.covariances.items():
        x, y = sorted(pair)
        product = facts.variances.get(x, sp.oo) * facts.variances.get(y, sp.oo)
        if value.is_number and product.is_number and value**2 > product:
            raise UnsupportedError(FAILS["impossible"])
    return facts
