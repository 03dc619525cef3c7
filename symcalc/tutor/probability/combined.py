"""The lesson on linear combinations: Var(3X + 2), E[2X − Y], Cov(2X + 1, 3Y)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read, sentences
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.data_lists import valued
from symcalc.tutor.probability.event_lines import line, written
from symcalc.tutor.probability.known_moments import Facts, facts_of
from symcalc.tutor.probability.moment_facts import from_facts, statements_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.statistics import CHECKED, CROSS, FAILS, HINTS, REMARKS, WORDS
from symcalc.writing.text import text

GIVENS = "{given:if|when|given|where|with|for}"
KNOWN = "{facts:facts}"
sentences.enter_part(
    "facts",
    r"(?:[A-Z]\s+and\s+[A-Z]\s+are\s+(?:independent|uncorrelated)(?:\s*,|\s+(?:and|with))?\s*)?"
    r"(?:Var(?:iance)?|V|Cov(?:ariance)?|Corr(?:elation)?|ρ|rho|E|sd|SD|standard\s+deviation|mean"
    r"|variance)\s*(?:[\[(]|of\s).+?=.+",
)


@lesson(
    "linear-combination",
    "{what} of {combination}[ and {other}] with {facts:facts}",
    f"{{what:variance|standard deviation|mean|expectation|expected value}} of {{combination}}[,]"
    f" {GIVENS} {KNOWN}",
    f"{{what:Var|Variance|SD|E}}[ ]({{combination}})[,] {GIVENS} {KNOWN}",
    f"{{what:Var|E}}[ ]\\[{{combination}}\\][,] {GIVENS} {KNOWN}",
    f"{{what:Cov|Covariance}}[ ]({{combination}},[ ]{{other}})[,] {GIVENS} {KNOWN}",
    f"{{what:covariance|correlation}} {{of:of|between}} {{combination}} {{and:and}} {{other}}[,]"
    f" {GIVENS} {KNOWN}",
    f"{{what:Corr|Correlation|ρ|rho}}[ ]({{combination}},[ ]{{other}})[,] {GIVENS} {KNOWN}",
    *(
        f"{what}[,] {{given:if|for|with|when|where}}[ two] independent[ random variables]"
        " {x} {and:and} {y} {with:with|of|have}[ the]"
        " {property:variances|means|standard deviations} {a} {too:and} {b}"
        for what in (
            "{what:Var|Variance|SD|E}[ ]({combination})",
            "{what:Var|E}[ ]\\[{combination}\\]",
            "{what:variance|standard deviation|mean} of {combination}",
        )
    ),
)
def combined(
    what: str, combination: str, facts: str = "", other: str = "", **said: str
) -> Derivation:
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
    facts = facts or _two(said)
    name = SAID.get(what.lower().strip(), what.lower().strip())
    if name == "correlation" or not _is_linear(combination, other, facts):
        return from_facts(name, combination, facts, other)
    known = facts_of(facts)
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
    told = name == "mean" or "independent" in facts or "uncorrelated" in facts
    remarks = () if told else _remarks(weights, known)
    return Derivation(
        asked("linear-combination", None, (), **parts),
        node,
        after,
        steps,
        remarks=remarks,
        claims=(claim,),
        ending="" if value.free_symbols else valued(name, after),
    )


def _two(said: Mapping[str, str]) -> str:
    """Facts of two independent variables, from a list of both."""
    kind = {"variances": "Var", "means": "E", "standard deviations": "SD"}
    name = kind[" ".join(said["property"].lower().split())]
    pairs = ((said["x"], said["a"]), (said["y"], said["b"]))
    both = ", ".join(f"{name}({x.strip()}) = {value}" for x, value in pairs)
    return f"{both}, {said['x']} and {said['y']} are independent"


def _is_linear(combination: str, other: str, facts: str) -> bool:
    """Whether variables stand alone in what is known, and in sums in what is asked."""
    said, _ = statements_of(facts)
    if any(s.kind == "correlation" or any(b.head != "name" for b in s.bodies) for s in said):
        return False
    named = {b.expr for s in said for b in s.bodies}
    for one in filter(None, (combination, other)):
        expr = _read(one).expr
        letters = [s for s in expr.free_symbols if s in named or s.name.isupper()]
        polynomial = bool(letters) and expr.is_polynomial(*letters)
        if polynomial and sp.Poly(expr, *letters).total_degree() > 1:
            return False
    return True


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
    "corr": "correlation",
    "ρ": "correlation",
    "rho": "correlation",
}
