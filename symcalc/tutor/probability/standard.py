"""z-scores, standard errors, confidence intervals, and means of many draws."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.probability.asked_scores import (
    ABOVE,
    CENTRE,
    MEAN,
    OF_MEAN,
    SIZES,
    SPREADS,
    TOTAL,
    WITH,
)
from symcalc.tutor.probability.chances import chance
from symcalc.tutor.probability.data_lists import numbers_of
from symcalc.tutor.probability.event import probability
from symcalc.tutor.probability.event_lines import decimal_of, line, written
from symcalc.tutor.probability.measures import score_of_level
from symcalc.tutor.worded import worded
from symcalc.tutor.words.standard import FAILS, HINTS, REMARKS, WORDS
from symcalc.writing.text import text


@lesson(
    "z-score",
    "z-score of {x} with mean {m} and standard deviation {s}",
    *(
        f"{name} {{of:of|for}}[ the][ a][ value][ x][ =] {{x:scalar}}[,]"
        f" {WITH}{CENTRE}{{m:scalar}}[,][ and][ a][ the]{spread}"
        for name in ("z-score", "z score", "standard score", "standardised value")
        for spread in SPREADS
    ),
)
def z_score(x: str, m: str, s: str = "", v: str = "", **_: str) -> Derivation:
    """How many standard deviations a value lies from the mean.

    Examples
    --------
    >>> z_score("85", "70", "6").answer
    5/2
    """
    spread, remarks = _spread(s, v)
    made = evaluate(f"({x} - ({m}))/({text(spread)})")
    question = asked("z-score", None, (), x=x, m=m, s=text(spread))
    first = _step("z-score", made.asked, x=x, m=m)
    return _before(made, first, question, remarks)


@lesson(
    "standard-error",
    "standard error with standard deviation {s} and n = {n}",
    *(
        f"standard error{OF_MEAN} {WITH}{spread}[,][ and][ with]{size}"
        for spread in SPREADS
        for size in SIZES
    ),
    *(
        f"standard error{OF_MEAN} {{of:of|for|from|over}}[ the]{SIZES[2]} {WITH}{spread}"
        for spread in SPREADS
    ),
    *(
        f"standard error{OF_MEAN} {WITH}{size}[,][ and][ a][ the]{spread}"
        for spread in SPREADS
        for size in SIZES
    ),
)
def standard_error(n: str, s: str = "", v: str = "", **_: str) -> Derivation:
    """The standard deviation of the mean of n draws.

    Examples
    --------
    >>> standard_error("64", "12").answer
    3/2
    """
    spread, remarks = _spread(s, v)
    made = evaluate(f"({text(spread)})/sqrt({_count(n)})")
    question = asked("standard-error", None, (), s=text(spread), n=n)
    return _before(made, _step("standard-error", made.asked, n=n), question, remarks)


@lesson(
    "error-of-data",
    "standard error of the data {data}",
    "standard error[ of[ the] mean] {of:of|for}[ the][ data][ sample][ values] {data:numbers}",
)
def error_of_data(data: str, **_: str) -> Derivation:
    """s/√n of numbers, with n − 1 in the variance.

    Examples
    --------
    >>> error_of_data("2, 4, 4, 6").answer
    sqrt(6)/3
    """
    values = numbers_of(data)
    n = len(values)
    if n < 2:
        raise UnsupportedError(FAILS["few"])
    mean = sp.Add(*values) / n
    terms = " + ".join(f"({text(written(v))} - {text(arrange(mean))})^2" for v in values)
    made = evaluate(f"sqrt(({terms})/{n - 1})/sqrt({n})")
    question = asked("error-of-data", None, (), data=data)
    return _before(made, _step("error-of-data", made.asked, n=n), question)


@lesson(
    "variance-of-mean",
    "variance of the mean of {n} draws with variance {v}",
    *(
        f"variance of[ the][ a][ sample] {{est:mean|average}} of{SIZES[2]}[ each] {WITH}{spread}"
        for spread in SPREADS
    ),
    *(
        f"variance of[ the][ a][ sample] {{est:mean|average}} {WITH}{spread}[,][ and]{size}"
        for spread in SPREADS
        for size in SIZES
    ),
)
def variance_of_mean(n: str, v: str = "", s: str = "", **_: str) -> Derivation:
    """σ²/n.

    Examples
    --------
    >>> variance_of_mean("25", "4").answer
    4/25
    """
    spread, _said = _spread(s, v)
    square = v or f"({text(spread)})^2"
    made = evaluate(f"{square}/{_count(n)}")
    told = text(arrange(spread.expr**2))
    question = asked("variance-of-mean", None, (), n=n, v=told)
    return _before(made, _step("variance-of-mean", made.asked, n=n), question)


@lesson(
    "confidence-interval",
    "{level} confidence interval for the mean with sample mean {mean}, standard deviation {s}"
    " and n = {n}",
    *(
        f"{{level:chance}} confidence interval[ for[ the] mean][,] {WITH}{MEAN}[,][ and]"
        f"[ a]{spread}[,][ and]{size}"
        for spread in SPREADS
        for size in SIZES
    ),
    *(
        f"{{level:chance}} confidence interval[ for[ the] mean] {{of:of|from|for}}{SIZES[2]}"
        f" {WITH}{MEAN}[,][ and][ a]{spread}"
        for spread in SPREADS
    ),
)
def confidence_interval(
    level: str, mean: str, n: str, s: str = "", v: str = "", **_: str
) -> Derivation:
    """The mean, plus and minus so many standard errors.

    Examples
    --------
    >>> confidence_interval("95%", "20", "36", "6").ending
    'The interval is ≈ (18.04, 21.96).'
    """
    share = chance(level)
    if not 0 < share.expr < 1:
        raise UnsupportedError(FAILS["level"].format(level=level), hint=HINTS["level"])
    spread, remarks = _spread(s, v)
    count, middle = sp.Integer(_count(n)), read(mean).expr
    error, z = spread.expr / sp.sqrt(count), score_of_level(level)
    ends = (middle - z * error, middle + z * error)
    quotient = notation.divide(spread, build("sqrt", notation.number(int(count))))
    first = _step("standard-error", line(quotient, error), n=n)
    after = build("vector", *map(decimal_of, ends))
    last = _step("interval", after, z=text(decimal_of(z)), level=level)
    half = sp.erf((ends[1] - middle) / (error * sp.sqrt(2)))
    claim = Same(((sp.N(half, 15), share.expr),), "the normal law", CHECKED, 1e-9)
    question = asked("confidence-interval", None, (), level=level, mean=mean, s=text(spread), n=n)
    shown = [in_figures(float(end), 4) for end in ends]
    return Derivation(
        question,
        after,
        after,
        (first, last),
        remarks=(*remarks, REMARKS["z"]),
        claims=(claim,),
        told=sp.Matrix(ends),
        ending=f"The interval is ≈ ({shown[0]}, {shown[1]}).",
    )


CHECKED = "Checked: the normal law has so much within; the difference is {error}."


@lesson(
    "mean-of-draws",
    "probability that the {what} of {n} draws with mean {mean} and standard deviation {s}"
    " {event:bound}",
    *(
        f"{{p:probability|chance}} that[ the] {TOTAL} of[ the]{SIZES[2]}"
        f"[ from a {{law:law|distribution|population}}][ each] {WITH}{CENTRE}"
        f"{{mean:scalar}}[,][ and]{spread} {ABOVE} {{bound:scalar}}"
        for spread in SPREADS
    ),
    *(
        f"P[ ]({TOTAL} of[ the]{SIZES[2]}[ ]{ABOVE}[ ]{{bound:scalar}})[,] {WITH}{CENTRE}"
        f"{{mean:scalar}}[,][ and]{spread}"
        for spread in SPREADS
    ),
)
def mean_of_draws(
    what: str, n: str, mean: str, s: str = "", v: str = "", **said: str
) -> Derivation:
    """How likely the mean of many draws is beyond a bound, by the normal law.

    Examples
    --------
    >>> print(mean_of_draws("mean", "100", "10", "5", sign=">", bound="11").ending)
    P(X > 11) ≈ 0.0227501
    """
    spread, _said = _spread(s, v)
    count = sp.Integer(_count(n))
    whole = what.lower() in ("sum", "total")
    centre = read(mean).expr * (count if whole else 1)
    width = spread.expr * sp.sqrt(count) if whole else spread.expr / sp.sqrt(count)
    sign, bound = _compared(said)
    event = f"X {sign} {bound}"
    law = f"normal({text(written(centre))}, {text(written(width))})"
    made = probability(event, law if written(width).expr == width else _exactly(centre, width))
    root = build("sqrt", notation.number(int(count)))
    product = notation.arithmetic("product", spread, root)
    before = line(product if whole else notation.divide(spread, root), width)
    noun = "sum" if whole else "mean"
    fields = {"n": n, "what": noun, "mean": text(written(centre)), "spread": text(written(width))}
    parts = {"what": noun, "n": n, "mean": mean, "s": text(spread), "event": f"{sign} {bound}"}
    question = asked("mean-of-draws", None, (), **parts)
    first = _step("central-limit", before, **fields)
    return _before(made, first, question, (REMARKS["limit"],))


def _exactly(centre: sp.Expr, width: sp.Expr) -> str:
    return f"normal({text(arrange(centre))}, {text(arrange(width))})"


def _compared(said: dict[str, str]) -> tuple[str, str]:
    """The sign and the bound; of a question that is read again, from its event."""
    if "event" in said:
        sign, _, bound = said["event"].partition(" ")
        return sign, bound
    word = said["sign"].strip().removeprefix("is ").lower()
    least = {"at least": ">=", "at most": "<=", "≥": ">=", "≤": "<="}
    below = word.startswith(("below", "less", "smaller", "<"))
    return least.get(word, word if word in (">=", "<=") else "<" if below else ">"), said["bound"]


def _spread(s: str, v: str) -> tuple[Notation, tuple[str, ...]]:
    """The standard deviation, from itself or from the variance."""
    node = read(s or v)
    if not node.expr.is_positive:
        raise UnsupportedError(FAILS["spread"].format(s=s or v))
    if s:
        return replace(node, remarks=()), ()
    root = arrange(sp.sqrt(node.expr))
    return root, (REMARKS["variance"].format(v=v, s=text(root)),)


def _count(n: str) -> int:
    if not n.isdecimal() or not int(n):
        raise UnsupportedError(FAILS["count"].format(n=n))
    return int(n)


def _before(
    made: Derivation, first: Step, question: Question, remarks: tuple[str, ...] = ()
) -> Derivation:
    steps = (first, *made.steps)
    return replace(made, question=question, steps=steps, remarks=(*remarks, *made.remarks))


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")
