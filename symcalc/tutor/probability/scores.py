"""Score, Fisher information and the Cramér–Rao bound, each asked for by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.average_parts import from_one
from symcalc.tutor.probability.claims import MeanIs, SumIs
from symcalc.tutor.probability.described import Described
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.distribution import distribution, unsmooth
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.probability.placing import values_at
from symcalc.tutor.worded import worded
from symcalc.tutor.words.scores import FAILS, HINTS, SQUARED, SUMMED, WORDS
from symcalc.writing.text import text

BEFORE = ("density", "log-density")
AT = "[[,] {when:at|when|where|if|for} {point:values}]"
OF = "{of:for|of|in}[ the][ a][ an] {law:family}"
OWN = "{of:for|of|in}[ {density:density}][ ]{law:own}"
DRAWS = "[ {from:from|for|in|of} {n:whole}[ {kind:independent|i.i.d.|iid}] {draws:draws}]"


@lesson(
    "score",
    "score of {law:family}[ in {letter:letter}][ at {point:values}]",
    *(
        f"{word} {law}[ {{by:in|with respect to|by}} {{letter:letter}}]{AT}"
        for word in ("score", "score function")
        for law in (OF, OWN)
    ),
)
def score(law: str, letter: str = "", point: str = "", **_: str) -> Derivation:
    """The slope of the log-density in a parameter.

    Examples
    --------
    >>> score("exponential(lambda)").answer
    -x + 1/lambda
    """
    found = distribution(law)
    given = law_of(law)
    slopes = _slopes(found, given, letter)
    steps = [s for s in found.steps if s.rule in BEFORE] + [s.step for s in slopes]
    parts: list[Notation] = [arrange(s.score) for s in slopes]
    after = build("vector", *parts) if len(parts) > 1 else parts[0]
    kinks = tuple(c for s in slopes for c in s.conditions)
    claims = tuple(c for s in slopes for c in s.claims) or found.claims[-len(found.score) :]
    told = _told("score", found, given, after, tuple(steps), claims, letter=letter)
    return _placed(replace(told, conditions=(*told.conditions, *kinks)), given, point)


@lesson(
    "fisher-information",
    "Fisher information of {law:family}[ in {letter:letter}][ from {n:whole} draws]"
    "[ at {point:values}]",
    *(
        f"{name} {words}{DRAWS}{AT}"
        for name in ("Fisher information", "expected information")
        for words in (
            f"{{about:about|on|of|for}} {{letter:letter}} {OF}",
            f"{{about:about|on|of|for}} {{letter:letter}} {OWN}",
            f"{OF}[ in {{letter:letter}}]",
            f"{OWN}[ in {{letter:letter}}]",
        )
    ),
    f"Fisher information {{start:of|from|in}} {{n:whole}}[ {{kind:independent|i.i.d.|iid}}]"
    f" {{draws:draws}} {{about:from|of}}[ the][ a][ an] {{law:family}}{AT}",
)
def fisher_information(
    law: str, letter: str = "", n: str = "", point: str = "", **_: str
) -> Derivation:
    """The mean of the negative second slope of the log-density.

    Examples
    --------
    >>> fisher_information("poisson(lambda)").answer
    1/lambda
    """
    found, given = distribution(law), law_of(law)
    value, steps, claims = _information(found, given, letter, n)
    told = _told(
        "fisher-information", found, given, arrange(value), steps, claims, letter=letter, n=n
    )
    return _placed(told, given, point)


@lesson(
    "cramer-rao",
    "Cramér–Rao bound of {law:family}[ in {letter:letter}][ from {n:whole} draws]"
    "[ at {point:values}]",
    *(
        f"{{name:Cramér–Rao|Cramer-Rao|Cramér-Rao|Cramer–Rao}} {{what:bound|lower bound}} {words}"
        f"{DRAWS}{AT}"
        for words in (
            f"{OF}[ in {{letter:letter}}]",
            f"{{about:about|on|of|for}} {{letter:letter}} {OF}",
            "{about:about|on|of|for}[ the variance of][ an][ unbiased] {est:estimator|estimators}"
            f" of {{letter:letter}} {OF}",
        )
    ),
)
def cramer_rao(law: str, letter: str = "", n: str = "", point: str = "", **_: str) -> Derivation:
    """The least variance that an unbiased estimator of a parameter can have.

    Examples
    --------
    >>> cramer_rao("normal(mu, 3)", n="12").answer
    3/4
    """
    found, given = distribution(law), law_of(law)
    value, steps, claims = _information(found, given, letter, n)
    after = arrange(from_one(sp.factor(1 / value)))
    last = worded(WORDS, "cramer-rao", arrange(value), after, {}, "implies")
    told = _told("cramer-rao", found, given, after, (*steps, last), claims, letter=letter, n=n)
    return _placed(told, given, point)


@dataclass(frozen=True)
class Slope:
    """The score in one letter, its step, where it holds, and what bears it out."""

    letter: str
    score: sp.Expr
    step: Step
    conditions: tuple[sp.Basic, ...] = ()
    claims: tuple[Claim, ...] = ()


def _slopes(found: Described, law: Distribution, letter: str) -> list[Slope]:
    """The scores that are meant.

    Raises
    ------
    UnsupportedError
        If there is none, with the reason.
    """
    known = [s for s in found.steps if s.rule == "first-derivative"]
    smooth = {
        name: Slope(name, value, step)
        for (name, value), step in zip(found.score.items(), known, strict=True)
    }
    if not letter and smooth:
        return list(smooth.values())
    wanted = [s for s in law.letters if not letter or letter in (s.name, _shown(s))]
    if not wanted or (not letter and len(wanted) > 1):
        raise UnsupportedError(FAILS["none"].format(law=law.name), hint=HINTS["none"])
    symbol = wanted[0]
    if symbol.name in smooth:
        return [smooth[symbol.name]]
    if not _is_centre(law, symbol):
        why = unsmooth(law, symbol).rstrip(".")
        raise UnsupportedError(f"{why[:1].lower()}{why[1:]}", where=law.name)
    return [_of_centre(found, law, symbol)]


def _shown(letter: sp.Symbol) -> str:
    return text(arrange(letter))


def _is_centre(law: Distribution, letter: sp.Symbol) -> bool:
    """Whether it is the centre of a Laplace law, where only one point has no slope."""
    named = law.law is not None and law.law.name == "laplace"
    return named and law.parameters[0].expr == letter


def _of_centre(found: Described, law: Distribution, letter: sp.Symbol) -> Slope:
    """−|x − μ|/b falls with slope 1/b to both sides."""
    value = sp.sign(law.x - letter) / law.parameters[1].expr
    after = arrange(value)
    fields = {"theta": _shown(letter), "x": law.x.name}
    step = worded(WORDS, "score-of-centre", arrange(found.log_density), after, fields, "implies")
    claim = Equal(sp.Derivative(found.log_density, letter), value)
    return Slope(letter.name, value, step, (sp.Ne(law.x, letter),), (claim,))


def _squared(law: Distribution, score: sp.Expr, value: sp.Expr) -> Claim:
    """The mean of the square of the score, worked out by numbers."""
    inside = score**2 * law.density.expr
    if law.discrete:
        return SumIs(inside, law.x, law.ends, value, law.conditions, SUMMED)
    return MeanIs(inside, law.x, law.ends, value, SQUARED, law.conditions)


def _information(
    found: Described, law: Distribution, letter: str, n: str
) -> tuple[sp.Expr, tuple[Step, ...], tuple[Claim, ...]]:
    """The Fisher information, its steps, and what bears it out."""
    slopes = _slopes(found, law, letter)
    if len(slopes) > 1:
        names = [s.letter for s in slopes]
        fields = {"law": law.name, "letters": ", ".join(names), "first": names[0]}
        what = FAILS["several"].format(**fields)
        raise UnsupportedError(what, hint=HINTS["several"].format(**fields))
    (slope,) = slopes
    first = [s for s in found.steps if s.rule in BEFORE]
    if slope.claims:
        value = 1 / law.parameters[1].expr ** 2
        fields = {"x": law.x.name}
        last = worded(WORDS, "square-of-score", slope.step.after, arrange(value), fields, "implies")
    elif slope.letter in found.information:
        value = found.information[slope.letter]
        others = [s for s in found.steps if s.rule == "fisher"]
        last = others[list(found.information).index(slope.letter)]
    else:
        raise NotFoundError(FAILS["no-information"].format(law=law.name))
    claims = (_squared(law, slope.score, value),)
    steps = (*first, slope.step, last)
    if not n:
        return value, steps, claims
    count = read(n).expr
    whole = sp.factor(count * value)
    step = worded(WORDS, "n-draws", arrange(value), arrange(from_one(whole)), {"n": n}, "implies")
    return from_one(whole), (*steps, step), claims


def _told(
    kind: str,
    found: Described,
    law: Distribution,
    after: Notation,
    steps: tuple[Step, ...],
    claims: tuple[Claim, ...],
    **parts: str,
) -> Derivation:
    value = after.expr
    ends = [c for c in found.conditions if isinstance(c, sp.Le | sp.Ge) and c.lhs.is_Symbol]
    poles = [
        sp.Ne(c.lhs, c.rhs) for c in ends if value.subs(c.lhs, c.rhs).has(sp.zoo, sp.nan, sp.oo)
    ]
    return Derivation(
        asked(kind, None, (law.x,), law=law.name, **parts),
        found.asked,
        after,
        steps,
        conditions=simplified((*found.conditions, *poles)),
        remarks=law.remarks,
        claims=claims,
    )


def _placed(told: Derivation, law: Distribution, point: str) -> Derivation:
    """The value where letters have values, in a last step."""
    if not point:
        return told
    values = values_at(law, point.replace(" and ", ", ") if " and " in point else point)
    expr = told.result.expr.xreplace(values)
    if expr.has(sp.zoo, sp.nan, sp.oo):
        raise UnsupportedError(FAILS["no-value"].format(point=point), where=told.question.text)
    after = arrange(sp.simplify(expr))
    left = tuple(c.xreplace(values) for c in told.conditions)
    fields = {"point": ", ".join(f"{_shown(s)} = {text(arrange(v))}" for s, v in values.items())}
    step = worded(WORDS, "at-values", told.result, after, fields, "implies")
    question = replace(told.question, text=f"{told.question.text} at {fields['point']}")
    kept = tuple(c for c in left if c != sp.true)
    return replace(
        told, question=question, result=after, steps=(*told.steps, step), conditions=kept
    )
