"""Small lessons: perplexity, Jensen–Shannon divergence, label smoothing, sample size."""

from __future__ import annotations

import re
from dataclasses import replace

import mpmath
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.chances import chance
from symcalc.tutor.probability.data_lists import valued
from symcalc.tutor.probability.event_lines import decimal_of, line, written
from symcalc.tutor.probability.information import BASES, paired, unit_of, unit_said
from symcalc.tutor.probability.masses import Masses, items
from symcalc.tutor.probability.size_claims import LeastSize
from symcalc.tutor.probability.subject import subject_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.statistics import CHECKED, FAILS, HINTS, LEVEL, REMARKS, WORDS
from symcalc.writing.text import text

FEW = 8
TOKENS = re.compile(r"^.*?(?=[\d.])", re.DOTALL)  # what stands before the first number
SMALL = 1_000_000_000


@lesson(
    "perplexity",
    "perplexity of {p}",
    "perplexity of {tokens:tokens with probabilities|tokens with the probabilities|token"
    " probabilities|a sequence with token probabilities|a sentence with token probabilities} {p}",
)
def perplexity(p: str, tokens: str = "") -> Derivation:
    """The exponential of an entropy, or of the mean surprise of tokens.

    Examples
    --------
    >>> perplexity("(0.5, 0.25, 0.25)").answer
    2*sqrt(2)
    """
    if tokens or "token" in p:
        return _of_tokens(p[p.find("(") :] if "(" in p else f"({TOKENS.sub('', p)})")
    law = _listed(p)
    kept = [v for v in law.values if v != 0]
    terms = [-v * sp.log(v) for v in kept]
    entropy = sp.Add(*terms)
    near = notation.add(*(decimal_of(t) for t in terms if t != 0)) if entropy != 0 else None
    value = sp.powsimp(sp.Mul(*((1 / v) ** v for v in kept)), force=True)
    first = _step("entropy-before", line(near or notation.number(0), entropy))
    power = notation.power(read("e"), written(entropy))
    last = _step("perplexity", line(power, value), entropy=text(written(entropy)))
    claim = Same(
        ((value, sp.exp(sp.N(entropy, 40))),), "the exponential", CHECKED["product"], 1e-18
    )
    after = arrange(value)
    return Derivation(
        asked("perplexity", None, (), p=str(law)),
        after,
        after,
        (first, last),
        remarks=law.remarks,
        claims=(claim,),
        ending=valued("perplexity", after),
    )


def _of_tokens(p: str) -> Derivation:
    """exp of the mean of −log p."""
    shares = [chance(part) for part in items(p.strip()[1:-1])]
    for share in shares:
        if not share.expr.is_number or share.expr == 0:
            raise UnsupportedError(FAILS["token"].format(value=text(share)))
    n = len(shares)
    mean = sp.Add(*(-sp.log(s.expr) for s in shares)) / n
    product = sp.Mul(*(s.expr for s in shares))
    value = sp.root(1 / product, n)
    terms = notation.add(*(decimal_of(-sp.log(s.expr)) for s in shares if s.expr != 1))
    left = notation.divide(terms, notation.number(n)) if n <= FEW else written(mean)
    first = _step("token-mean", line(left, mean), n=n)
    last = _step("token-perplexity", line(notation.power(read("e"), written(mean)), value))
    pair = (value, sp.exp(sp.N(mean, 40)))
    claim = Same((pair,), "a geometric mean", CHECKED["product"], 1e-18)
    after = arrange(value)
    return Derivation(
        asked("perplexity", None, (), p=f"tokens ({', '.join(map(text, shares))})"),
        after,
        after,
        (first, last),
        remarks=(REMARKS["tokens"],),
        claims=(claim,),
        ending=valued("perplexity", after),
    )


def _listed(p: str) -> Masses:
    """Probabilities that are numbers."""
    law = subject_of(p)
    if not isinstance(law, Masses) or law.letters:
        raise UnsupportedError(FAILS["letters"].format(what="this"), where=p)
    return law


@lesson(
    "jensen-shannon",
    "Jensen–Shannon divergence of {p} and {q}[ in {unit}]",
    *(
        f"{name} {words}[ in {{unit}}]"
        for name in ("Jensen–Shannon divergence", "Jensen-Shannon divergence", "JS divergence")
        for words in ("between {p} and {q}", "of {p} and {q}", "of {p} from {q}")
    ),
    "JS[D]({p} || {q})",
    "JS[D]({p}‖{q})",
)
def jensen_shannon(p: str, q: str, unit: str = "") -> Derivation:
    """The mean divergence of two laws from their mixture.

    Examples
    --------
    >>> jensen_shannon("(1, 0)", "(0, 1)").answer
    log(2)
    """
    base = unit_of(unit or "e")
    one, other = paired(_listed(p), _listed(q))
    middle = [(a + b) / 2 for a, b in zip(one.values, other.values, strict=True)]
    cells = zip(
        map(written, one.values), map(written, other.values), map(written, middle), strict=True
    )
    rows = tuple((str(i + 1), *row) for i, row in enumerate(cells))
    mixture = build("vector", *map(arrange, middle)) if len(middle) > 1 else arrange(middle[0])
    first = replace(_step("mixture", mixture), table=Table(("i", "p", "q", "m"), rows))
    sides = [_divergence(law.values, middle, base) for law in (one, other)]
    named = zip("pq", (one, other), sides, strict=True)
    halves = [_half(name, law.values, middle, base, side) for name, law, side in named]
    value = sp.expand(sp.Add(*sides) / 2)
    total = notation.divide(notation.add(*map(written, sides)), notation.number(2))
    most = {"e": "log 2", "2": "1", "10": "log₁₀ 2"}[base]
    last = _step("jensen-shannon", line(total, value), most=most)
    gap = _entropy(middle, base) - (_entropy(one.values, base) + _entropy(other.values, base)) / 2
    claim = Same(((value, gap),), "entropies", CHECKED["js"])
    after = arrange(value)
    named_unit = {"e": "nats", "2": "bits", "10": "hartleys"}[base]
    return Derivation(
        asked("jensen-shannon", None, (), p=str(one), q=str(other), unit=unit_said(base)),
        after,
        after,
        (first, *halves, last),
        remarks=tuple(dict.fromkeys((*one.remarks, *other.remarks))),
        claims=(claim,),
        ending=f"{valued('JS(p, q)', after)} {named_unit}",
    )


def _divergence(p: tuple[sp.Expr, ...], m: list[sp.Expr], base: str) -> sp.Expr:
    logs = (a * sp.log(a / b) for a, b in zip(p, m, strict=True) if a != 0)
    return sp.expand(sp.expand_log(sp.Add(*logs), force=True, factor=True) / BASES[base])


def _half(name: str, p: tuple[sp.Expr, ...], m: list[sp.Expr], base: str, value: sp.Expr) -> Step:
    pairs = zip(p, m, strict=True)
    terms = [decimal_of(a * sp.log(a / b) / BASES[base]) for a, b in pairs if a not in (0, b)]
    whole = notation.add(*terms) if terms else notation.number(0)
    return _step("half-divergence", line(whole, value), name=name)


def _entropy(p: tuple[sp.Expr, ...] | list[sp.Expr], base: str) -> sp.Expr:
    return sp.Add(*(-v * sp.log(v) for v in p if v != 0)) / BASES[base]


@lesson(
    "label-smoothing",
    "label smoothing of {y} with ε = {epsilon}",
    *(
        f"{word} {of} {{y:list}} {with_} {{epsilon}}"
        for word, of in (
            ("label smoothing", "of"),
            ("label smoothing", "for"),
            ("smooth", "the label"),
        )
        for with_ in ("with {eps:epsilon|ε|eps|smoothing|alpha}[ ][=][ ]", "by", "with")
    ),
)
def smoothed(y: str, epsilon: str, **_: str) -> Derivation:
    """A label that keeps 1 − ε and spreads ε over all classes.

    Examples
    --------
    >>> smoothed("(0, 1)", "0.1").answer.T
    Matrix([[1/20, 19/20]])
    """
    law = subject_of(y)
    if not isinstance(law, Masses):
        raise UnsupportedError(FAILS["label"], where=y)
    share = chance(epsilon)
    k = len(law)
    values = [sp.expand((1 - share.expr) * v + share.expr / k) for v in law.values]
    after = build("vector", *(written(v) if v.is_number else arrange(v) for v in values))
    fields = {"keep": text(arrange(1 - share.expr, like=share)), "epsilon": text(share), "k": k}
    fields["each"] = text(written(share.expr / k))
    made = _step("smooth", after, **fields)
    claim = Same(((sp.Add(*values), sp.Add(*law.values)),), "the sum", CHECKED["smooth"])
    return Derivation(
        asked("label-smoothing", None, (), y=str(law), epsilon=text(share)),
        after,
        after,
        (made,),
        claims=(claim,),
    )


@lesson(
    "sample-size",
    "sample size for the error {error} with standard deviation {sigma}[ at level {level}]",
    *(
        "{how:sample size|how many samples|number of samples|how many draws}[ are needed]"
        "[ do I need] for[ a][ an][ the][ Monte Carlo][ standard] error[ of] {error}[,]"
        " {with:with|if|when|for}[ the][ a] {sd:standard deviation|σ|sigma|sd|variance}"
        "[ of][ is][ ][=][ ]"
        f"{{sigma}}{level}"
        for level in (
            " {at:at|with}[ the][ a][ level][ confidence] {level}[ {of:confidence|level}]",
            "",
        )
    ),
)
def sample_size(error: str, sigma: str, level: str = "", sd: str = "", **_: str) -> Derivation:
    """How many values the mean needs for its error to be this small.

    Examples
    --------
    >>> sample_size("0.01", "1").answer
    10000
    """
    most, spread = _positive(error), _positive(sigma)
    if sd.lower() == "variance":
        spread = arrange(sp.sqrt(spread.expr))
    z = score_of_level(level)
    exact = (z * spread.expr / most.expr) ** 2
    root = z * spread.expr / most.expr
    size = sp.ceiling(exact)
    if size > SMALL**2:
        raise UnsupportedError(FAILS["positive"].format(value=text(most)))
    n = notation.name(sp.Symbol("n"))
    under = notation.divide(spread, build("sqrt", n))
    times = LEVEL.format(level=level, z=text(decimal_of(z))) if level else ""
    steps = [_step("standard-error", under, line=text(under), times=times)]
    square = notation.power(written(root), notation.number(2))
    fields = {"error": text(most), "root": text(written(root))}
    steps.append(_step("sample-size", line(square, exact), **fields))
    steps += [_step("round-up", arrange(size))] if size != exact else []
    return Derivation(
        asked("sample-size", None, (), error=text(most), sigma=text(spread), level=level),
        n,
        arrange(size),
        tuple(steps),
        claims=(LeastSize(size, z * spread.expr, most.expr, CHECKED["size"]),),
    )


def _positive(given: str) -> Notation:
    node = replace(read(given), remarks=())
    if not (isinstance(node.expr, sp.Expr) and node.expr.is_Rational and node.expr > 0):
        raise UnsupportedError(FAILS["positive"].format(value=given), where=given)
    return node


def score_of_level(level: str) -> sp.Expr:
    """How many standard errors lie to each side at a level; 1 without one."""
    if not level:
        return sp.S.One
    share = chance(level).expr
    if not 0 < share < 1:
        raise UnsupportedError(FAILS["level"].format(value=level), hint=HINTS["level"])
    with mpmath.workdps(20):
        score = mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(int(share.p)) / int(share.q))
        return sp.Rational(mpmath.nstr(score, 15))


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")
