"""The lesson on linear combinations: Var(3X + 2), E[2X − Y], Cov(2X + 1, 3Y)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read, sentences
from symcalc.reading.arrays import outside
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.data_lists import valued
from symcalc.tutor.probability.event_lines import line, written
from symcalc.tutor.worded import worded
from symcalc.tutor.words.statistics import CHECKED, CROSS, FAILS, HINTS, REMARKS, WORDS
from symcalc.writing.text import text

GIVEN = re.compile(
    r"\s*(?P<what>Var(?:iance)?|V|Cov(?:ariance)?|E|sd|SD|standard\s+deviation|mean|variance)\s*"
    r"(?:of\s+)?[\[(]?\s*(?P<x>[A-Za-z])\s*(?:,\s*(?P<y>[A-Za-z]))?\s*[\])]?\s*"
    r"(?:=|is)\s*(?P<value>[^=]+?)\s*",
    re.DOTALL,
)
APART = re.compile(r"\s*(?:[A-Za-z]\s+and\s+[A-Za-z]\s+are\s+)?(?:independent|uncorrelated)\s*")
GIVENS = "{given:if|when|given|where|with|for}"
KNOWN = "{facts:facts}"
sentences.enter_part(
    "facts",
    r"(?:Var(?:iance)?|V|Cov(?:ariance)?|E|sd|SD|standard\s+deviation|mean|variance)\s*"
    r"(?:[\[(]|of\s).+?=.+",
)


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


@lesson(
    "linear-combination",
    "{what} of {combination}[ and {other}] with {facts:facts}",
    f"{{what:variance|standard deviation|mean|expectation|expected value}} of {{combination}}[,]"
    f" {GIVENS} {KNOWN}",
    f"{{what:Var|Variance|SD|E}}[ ]({{combination}})[,] {GIVENS} {KNOWN}",
    f"{{what:Var|E}}[ ]\\[{{combination}}\\][,] {GIVENS} {KNOWN}",
    f"{{what:Cov|Covariance}}[ ]({{combination}},[ ]{{other}})[,] {GIVENS} {KNOWN}",
    f"{{what:covariance}} of {{combination}} {{and:and}} {{other}}[,] {GIVENS} {KNOWN}",
)
def combined(what: str, combination: str, facts: str, other: str = "", **_: str) -> Derivation:
    """The mean, variance or covariance of linear combinations of variables.

    Examples
    --------
    >>> combined("variance", "3X + 2", "Var(X) = 4").answer
    36

    Raises
    ------
    UnsupportedError
        If it is not linear, or something is not said.
    """
    known = facts_of(facts)
    name = SAID.get(what.lower().strip(), what.lower().strip())
    node = _read(combination)
    weights = _weights(node, known)
    parts = {"what": name, "combination": text(node), "facts": " ".join(facts.split())}
    second = _read(other) if other else node
    parts["other"] = text(second) if other else ""
    if name == "mean":
        steps, value, claim = _mean(node, weights, known)
    else:
        steps, value, claim = _spread(name, weights, _weights(second, known), known)
    after = arrange(value)
    remarks = _remarks(weights, known) if name != "mean" else ()
    return Derivation(
        asked("linear-combination", None, (), **parts),
        node,
        after,
        steps,
        remarks=remarks,
        claims=(claim,),
        ending="" if value.free_symbols else valued(name, after),
    )


def facts_of(given: str) -> Facts:
    """Means, variances and covariances from text.

    >>> facts_of("Var(X) = 4, Var(Y) = 9 and Cov(X, Y) = 1").variances
    {'X': 4, 'Y': 9}
    """
    means: dict[str, sp.Expr] = {}
    variances: dict[str, sp.Expr] = {}
    covariances: dict[frozenset[str], sp.Expr] = {}
    spelled = re.sub(r"\s+and\s+(?=[A-Za-z]+\s*[\[(])", ", ", given)
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


def _read(given: str) -> Notation:
    return replace(read(given), remarks=())


def _weights(node: Notation, known: Facts) -> dict[str, sp.Expr]:
    """The factor of each variable, and of 1 under ""."""
    named = {*known.means, *known.variances, *(x for pair in known.covariances for x in pair)}
    free = node.expr.free_symbols if isinstance(node.expr, sp.Expr) else set()
    drawn = [s for s in natural_order(free) if s.name in named or s.name.isupper()]
    letters = drawn or list(natural_order(free))
    wrong = FAILS["linear"].format(formula=text(node), letters=", ".join(s.name for s in letters))
    if not letters or not node.expr.is_polynomial(*letters):
        raise UnsupportedError(wrong, hint=HINTS["linear"])
    poly = sp.Poly(node.expr, *letters)
    if poly.total_degree() > 1:
        raise UnsupportedError(wrong, hint=HINTS["linear"])
    weights = {s.name: poly.coeff_monomial(s) for s in letters}
    return {**{x: w for x, w in weights.items() if w != 0}, "": poly.coeff_monomial(1)}


def _mean(
    node: Notation, weights: dict[str, sp.Expr], known: Facts
) -> tuple[tuple[Step, ...], sp.Expr, Same]:
    terms = []
    for x, w in weights.items():
        if x and x not in known.means:
            raise UnsupportedError(FAILS["mean"].format(x=x), hint=HINTS["given"])
        if x:
            terms.append(notation.arithmetic("product", written(w), written(known.means[x])))
        elif w != 0:
            terms.append(written(w))
    whole = notation.add(*terms)
    value = sp.expand(whole.expr)
    places = {sp.Symbol(x): known.means[x] for x in weights if x}
    claim = Same(((value, sp.expand(node.expr.xreplace(places))),), "put in", CHECKED["matrix"])
    return (_step("linear-mean", line(whole, value)),), value, claim


def _spread(
    name: str, one: dict[str, sp.Expr], other: dict[str, sp.Expr], known: Facts
) -> tuple[tuple[Step, ...], sp.Expr, Same]:
    """The variance is the covariance with itself."""
    xs, ys = [x for x in one if x], [y for y in other if y]
    alone = name != "covariance"
    terms = _squares(one, xs, known) if alone else _products(one, other, known)
    whole = notation.add(*terms) if terms else notation.number(0)
    value = sp.expand(whole.expr)
    crossed = any(known.covariance(x, y) != 0 for x in xs for y in xs if x < y)
    rule = "linear-variance" if alone else "linear-covariance"
    steps = [_step(rule, line(whole, value), cross=CROSS if crossed else "")]
    row = sp.Matrix([[one[x] for x in xs]])
    sigma = sp.Matrix(len(xs), len(ys), lambda i, j: known.covariance(xs[i], ys[j]))
    column = sp.Matrix([other[y] for y in ys])
    claim = Same(((value, (row * sigma * column)[0]),), "aᵀ Σ b", CHECKED["matrix"])
    if name != "standard deviation":
        return tuple(steps), value, claim
    root = sp.sqrt(value)
    return (*steps, _step("linear-root", line(arrange(root), root))), root, claim


def _squares(weights: dict[str, sp.Expr], xs: list[str], known: Facts) -> list[Notation]:
    """a² Var(X) for each, and 2ab Cov(X, Y) for each pair."""
    terms = []
    for x in xs:
        squared = notation.power(written(weights[x]), notation.number(2))
        terms.append(notation.arithmetic("product", squared, written(known.covariance(x, x))))
    for i, x in enumerate(xs):
        for y in xs[i + 1 :]:
            if known.covariance(x, y) != 0:
                factors = (
                    written(weights[x]),
                    written(weights[y]),
                    written(known.covariance(x, y)),
                )
                terms.append(notation.arithmetic("product", notation.number(2), *factors))
    return terms


def _products(one: dict[str, sp.Expr], other: dict[str, sp.Expr], known: Facts) -> list[Notation]:
    pairs = [(x, y) for x in one for y in other if x and y and known.covariance(x, y) != 0]
    return [
        notation.arithmetic(
            "product", written(one[x]), written(other[y]), written(known.covariance(x, y))
        )
        for x, y in pairs
    ]


def _remarks(weights: dict[str, sp.Expr], known: Facts) -> tuple[str, ...]:
    """That no covariance was given, where one would count."""
    several = len([x for x in weights if x]) > 1
    return (REMARKS["independent"],) if several and not known.covariances else ()


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")


SAID = {
    "var": "variance",
    "v": "variance",
    "sd": "standard deviation",
    "e": "mean",
    "expectation": "mean",
    "expected value": "mean",
    "cov": "covariance",
}
