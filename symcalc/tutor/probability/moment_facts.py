"""Means of products from means, variances and covariances: E[X²] = Var(X) + E[X]²."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.steps import Step
from symcalc.tutor.lessons import asked
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.data_lists import valued
from symcalc.tutor.worded import worded
from symcalc.tutor.words.moment_facts import CHECKED, FAILS, HINTS, MEANINGS, WORDS
from symcalc.writing.text import text

FACT = re.compile(
    r"(?P<what>E|Var(?:iance)?|V|Cov(?:ariance)?|Corr(?:elation)?|ρ|rho|SD|mean|variance"
    r"|standard\s+deviation)\s*(?:of\s+)?[\[(]?\s*(?P<inner>[^\[\]=]+?)\s*[\])]?\s*(?:=|is)\s*"
    r"(?P<value>[^=]+?)\s*",
    re.IGNORECASE,
)
APART = re.compile(r"(?:[A-Za-z]\s+and\s+[A-Za-z]\s+are\s+)?(independent|uncorrelated)")
KINDS = {
    **dict.fromkeys(("e", "mean"), "mean"),
    **dict.fromkeys(("var", "variance", "v"), "variance"),
    **dict.fromkeys(("cov", "covariance"), "covariance"),
    **dict.fromkeys(("corr", "correlation", "ρ", "rho"), "correlation"),
    **dict.fromkeys(("sd", "standard deviation"), "standard deviation"),
}
DEGREE = 2  # of a product whose mean tells a covariance
JOINED = re.compile(
    r"\s+and\s+(?=[A-Za-zρ]+\s*[\[(]|[A-Za-z]\s+and\s+[A-Za-z]\s+are\b|(?:independent|uncorrelated)\b)"
)


@dataclass(frozen=True)
class Statement:
    """What is said: of which formulas, of what kind, and the value."""

    kind: str
    bodies: tuple[Notation, ...]
    value: Notation

    @property
    def told(self) -> str:
        """E[X²]."""
        inner = ", ".join(map(text, self.bodies))
        letter = {"mean": "E", "variance": "Var", "covariance": "Cov", "correlation": "Corr"}
        name = letter.get(self.kind, "SD")
        return f"E[{inner}]" if name == "E" else f"{name}({inner})"


@dataclass
class Known:
    """The means of products, as far as they are known; names for those that are not."""

    letters: tuple[sp.Symbol, ...]
    apart: str
    names: dict[tuple[int, ...], sp.Dummy] = field(default_factory=dict)
    values: dict[sp.Dummy, sp.Expr] = field(default_factory=dict)

    def mean(self, formula: sp.Expr) -> sp.Expr:
        """E[formula], in the means of products."""
        terms = sp.Poly(sp.expand(formula), *self.letters).terms()
        return self.put(sp.Add(*(c * self._product(powers) for powers, c in terms)))

    def _product(self, powers: tuple[int, ...]) -> sp.Expr:
        """The mean of one product; of independent factors the product of their means."""
        if not any(powers):
            return sp.S.One
        places = [i for i, k in enumerate(powers) if k]
        apart = self.apart == "independent" or (self.apart and sum(powers) == DEGREE)
        if apart and len(places) > 1:
            alone = (tuple(k * (i == j) for i, k in enumerate(powers)) for j in places)
            return sp.Mul(*map(self._product, alone))
        return self.names.setdefault(powers, sp.Dummy("".join(map(str, powers))))

    def put(self, expr: sp.Expr) -> sp.Expr:
        """With what is known put in."""
        while expr.free_symbols & self.values.keys():
            expr = expr.xreplace(self.values)
        return sp.expand(expr)

    def value(self, kind: str, bodies: Sequence[sp.Expr]) -> sp.Expr:
        """A mean, a variance, a covariance … in the means of products."""
        if kind == "mean":
            return self.mean(bodies[0])
        one, other = bodies[0], bodies[-1]
        both = self.put(self.mean(one * other) - self.mean(one) * self.mean(other))
        if kind in ("variance", "covariance"):
            return both
        own = [self.put(self.mean(b**2) - self.mean(b) ** 2) for b in (one, other)]
        if kind == "standard deviation":
            return sp.sqrt(own[0])
        return both / sp.sqrt(own[0] * own[1])

    def learn(self, said: Statement) -> tuple[sp.Dummy, sp.Expr] | None:
        """What a statement tells of the largest product in it that is not known."""
        gap = self._gap(said)
        unknown = sorted(
            (gap.free_symbols & set(self.names.values())) - self.values.keys(),
            key=lambda s: (sum(map(int, s.name)), s.name),
        )
        if not unknown:
            if gap != 0 and sp.simplify(gap) != 0:
                raise UnsupportedError(FAILS["against"].format(fact=said.told))
            return None
        best = unknown[-1]
        if sp.degree(gap, best) != 1 or gap.coeff(best).free_symbols & set(unknown):
            return None
        found = sp.expand(sp.solve(gap, best)[0])
        self.values[best] = found
        return best, found

    def _gap(self, said: Statement) -> sp.Expr:
        bodies, value = [b.expr for b in said.bodies], said.value.expr
        if said.kind == "standard deviation":
            return self.value("variance", bodies) - value**2
        if said.kind != "correlation":
            return sp.expand(self.value(said.kind, bodies) - value)
        own = [self.value("variance", [b]) for b in bodies]
        return sp.expand(self.value("covariance", bodies) - value * sp.sqrt(own[0] * own[1]))

    def shown(self, name: sp.Dummy) -> str:
        """The product behind a name, as a formula."""
        powers = next(p for p, n in self.names.items() if n == name)
        product = sp.Mul(*(s**k for s, k in zip(self.letters, powers, strict=True)))
        return text(arrange(product))


def statements_of(facts: str) -> tuple[list[Statement], str]:
    """What is said of means, variances and covariances; then "independent" or "uncorrelated".

    >>> statements_of("E[X^2] = 13 and Var(X) = 4")[0][0].told
    'E[X²]'
    """
    found, apart = [], ""
    spelled = JOINED.sub(", ", facts)
    for part in outside(spelled):
        said = re.sub(r"^\s*and\s+", "", part.strip())
        if (alone := APART.fullmatch(said)) is not None:
            apart = alone[1].lower()
            continue
        fact = FACT.fullmatch(said)
        if fact is None:
            raise UnsupportedError(FAILS["given"].format(part=said), hint=HINTS["given"])
        kind = KINDS[" ".join(fact["what"].lower().split())]
        bodies = tuple(replace(read(b), remarks=()) for b in outside(fact["inner"]))
        found.append(Statement(kind, bodies, replace(read(fact["value"]), remarks=())))
        _need_count(found[-1], said)
    return found, apart


def _need_count(said: Statement, part: str) -> None:
    wanted = 2 if said.kind in ("covariance", "correlation") else 1
    plain = all(isinstance(b.expr, sp.Expr) for b in (*said.bodies, said.value))
    if len(said.bodies) != wanted or not plain or said.value.expr.has(sp.I, sp.oo, sp.nan):
        raise UnsupportedError(FAILS["given"].format(part=part), hint=HINTS["given"])


def from_facts(what: str, formula: str, facts: str, other: str = "") -> Derivation:
    """A mean, a variance or a covariance from others.

    Examples
    --------
    >>> from_facts("mean", "X^2", "Var(X) = 4 and E[X] = 3").answer
    13

    Raises
    ------
    UnsupportedError
        If something is missing, or what is said cannot all be true.
    """
    said, apart = statements_of(facts)
    bodies = tuple(replace(read(f), remarks=()) for f in (formula, other) if f)
    letters = natural_order(
        {s for b in (*bodies, *(b for one in said for b in one.bodies)) for s in b.symbols}
    )
    _need_degree(bodies, letters)
    known = Known(tuple(letters), apart)
    steps = _learned(known, said)
    _need_possible(known)
    exprs = [b.expr for b in bodies]
    value = sp.simplify(known.value(what, exprs))
    missing = natural_order(value.free_symbols & set(known.names.values()))
    if missing:
        shown = ", ".join(f"E[{known.shown(m)}]" for m in missing)
        raise UnsupportedError(FAILS["missing"].format(means=shown), hint=HINTS["given"])
    after = arrange(value)
    wanted = Statement(what, bodies, after)
    fields = {"meaning": MEANINGS[what].format(**_spelled(bodies)), "told": wanted.told}
    last = worded(WORDS, "from-facts", after, after, fields, "implies")
    parts = {"what": what, "combination": text(bodies[0]), "facts": " ".join(facts.split())}
    parts["other"] = text(bodies[1]) if other else ""
    return Derivation(
        asked("linear-combination", None, (), **parts),
        bodies[0],
        after,
        (*steps, last),
        claims=(_borne_out(known, said),),
        ending="" if value.free_symbols else valued(wanted.told, after),
    )


def _spelled(bodies: Sequence[Notation]) -> dict[str, str]:
    f, g = text(bodies[0]), text(bodies[-1])
    squared = text(notation.power(bodies[0], notation.number(2)))
    product = text(notation.multiply(bodies[0], bodies[-1]))
    return {"f": f, "g": g, "square": squared, "product": product}


def _need_degree(bodies: Sequence[Notation], letters: Sequence[sp.Symbol]) -> None:
    for body in bodies:
        if not isinstance(body.expr, sp.Expr) or not body.expr.is_polynomial(*letters):
            raise UnsupportedError(FAILS["polynomial"].format(f=text(body)), hint=HINTS["given"])


def _learned(known: Known, said: Sequence[Statement]) -> list[Step]:
    """Each mean that follows from a statement, those of low degree first."""
    steps = []
    order = sorted(said, key=lambda one: (one.kind == "correlation", one.kind != "mean"))
    for one in order:
        found = known.learn(one)
        if found is None:
            continue
        name, value = found
        if known.put(value).free_symbols & set(known.names.values()) or one.kind == "mean":
            continue
        after = arrange(known.put(value))
        fields = {
            "fact": one.told,
            "value": text(one.value),
            "product": known.shown(name),
            "meaning": MEANINGS[one.kind].format(**_spelled(one.bodies)),
        }
        steps.append(worded(WORDS, "mean-from-fact", after, after, fields, "implies"))
    return steps


def _need_possible(known: Known) -> None:
    """No variance is negative, and no covariance too large for them."""
    own = [sp.simplify(known.value("variance", [s])) for s in known.letters]
    if any(v.is_negative for v in own):
        raise UnsupportedError(FAILS["negative"])
    for i, one in enumerate(known.letters):
        for j, other in list(enumerate(known.letters))[i + 1 :]:
            both = known.value("covariance", [one, other])
            if (sp.expand(own[i] * own[j] - both**2)).is_negative:
                raise UnsupportedError(FAILS["impossible"])


def _borne_out(known: Known, said: Sequence[Statement]) -> Same:
    """Every statement holds with the means that were found."""
    pairs = []
    for one in said:
        bodies = [b.expr for b in one.bodies]
        pairs.append((sp.simplify(known.value(one.kind, bodies)), one.value.expr))
    return Same(tuple(pairs), "put in", CHECKED)
