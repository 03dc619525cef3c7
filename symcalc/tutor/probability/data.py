"""The lesson on lists of data: mean, median, variance, covariance, correlation, z-scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.linear.given import shown
from symcalc.tutor.probability.data_lists import Data, Numbers, listed, numbers_of, valued
from symcalc.tutor.probability.event_lines import line, written
from symcalc.tutor.probability.tabled_lines import Told
from symcalc.tutor.worded import worded
from symcalc.tutor.words.statistics import (
    BESSEL,
    BOUND,
    CHECKED,
    CONSTANT,
    FAILS,
    HINTS,
    MIDDLE,
    POPULATION,
    REMARKS,
    WORDS,
)
from symcalc.writing.text import text

FEW = 8  # that a line lists
TABLED = 24
DATA = "[ the][ data][ sample][ values][ numbers][ list][ of][ dataset][:]"
ONE = (
    "{what:mean|average|arithmetic mean|sample mean|median|z-scores|z scores|z-score"
    "|standardised data}"
)
SPREADS = (
    "{what:variance|standard deviation|sample variance|sample standard deviation"
    "|population variance|population standard deviation}"
)
TWO = (
    "{what:covariance|correlation|correlation coefficient|Pearson correlation"
    "|Pearson correlation coefficient|sample covariance|population covariance}"
)


@lesson(
    "data-statistic",
    "{what} of the data {data}[ and {other}]",
    f"{TWO} of{DATA} {{data:numbers}} {{and:and|with}} {{other:numbers}}",
    f"{TWO} between {{data:numbers}} {{and:and}} {{other:numbers}}",
    f"{ONE} {{of:of|for}}{DATA} {{data:numbers}}",
    f"{SPREADS} {{of:of|for}}{DATA} {{data:numbers}}",
    "Var[iance][ ]({data:numbers})",
)
def statistic(data: str, what: str = "variance", other: str = "", **_: str) -> Derivation:
    """One number, or the scores, of a list of data or of two.

    Examples
    --------
    >>> statistic("2, 4, 4, 5", "variance").answer
    19/12
    >>> statistic("(1, 2, 3)", "covariance", "(2, 4, 7)").answer
    5/2

    Raises
    ------
    UnsupportedError
        If there are too few numbers, or they are all the same.
    """
    name, sample = _known(what)
    given = Data(numbers_of(data), numbers_of(other) if other else (), sample)
    if (name in ("covariance", "correlation")) != bool(other):
        raise UnsupportedError(FAILS["pair"].format(what=name), hint=HINTS["pair"])
    if other and len(given.xs) != len(given.ys):
        what = FAILS["lengths"].format(n=len(given.xs), m=len(given.ys))
        raise ShapeError(what, hint=HINTS["pair"])
    told = WAYS[name](given)
    named = name if sample or name in ("mean", "median", "correlation") else f"population {name}"
    parts = {"what": named, "data": listed(given.xs), "other": listed(given.ys) if other else ""}
    return Derivation(
        asked("data-statistic", None, (), **parts),
        told.after,
        told.after,
        told.steps,
        remarks=_other_way(given, name),
        claims=told.claims,
        ending=told.ending or valued(named, told.after),
    )


def _known(what: str) -> tuple[str, bool]:
    """The name of what is asked, and whether the data are a sample."""
    said = " ".join(what.lower().split())
    sample = not said.startswith("population ")
    plain = said.removeprefix("population ").removeprefix("sample ").removeprefix("pearson ")
    name = SAID.get(plain, plain)
    if name not in WAYS:
        hint = HINTS["what"].format(known=", ".join(WAYS))
        raise UnsupportedError(FAILS["what"].format(what=what), hint=hint)
    return name, sample


def _mean(given: Data) -> Told:
    value = given.mean(given.xs)
    made = _mean_step(given.xs, "")
    off = sp.Add(*(v - value for v in given.xs))
    return Told(arrange(value), (made,), (_same("mean", (off, sp.S.Zero)),))


def _mean_step(values: Numbers, of: str) -> Step:
    count = len(values)
    total = written(sp.Add(*values))
    terms = notation.add(*(written(v) for v in values)) if 1 < count <= FEW else total
    value = sp.Add(*values) / count
    shown_line = line(notation.divide(terms, notation.number(count)), value)
    return _step("data-mean", shown_line, n=count, of=of)


def _median(given: Data) -> Told:
    ordered = sorted(given.xs, key=lambda v: float(v))
    n = len(ordered)
    low, high = ordered[(n - 1) // 2], ordered[n // 2]
    value = (low + high) / 2
    fields = {"low": text(written(low)), "high": text(written(high))}
    made = _step("data-median", shown(sp.Matrix(ordered)), middle=MIDDLE[n % 2].format(**fields))
    below = sum(1 for v in ordered if v < value)
    above = sum(1 for v in ordered if v > value)
    balanced = max(below, above) <= n // 2
    claim = _same("median", (sp.Integer(balanced), sp.S.One))
    return Told(arrange(value), (made,), (claim,))


def _need_two(given: Data) -> None:
    if len(given.xs) < 2:
        raise UnsupportedError(FAILS["few"])


def _variance(given: Data) -> Told:
    _need_two(given)
    value = given.squares / given.divisor
    steps = (_mean_step(given.xs, ""), _squares(given.xs, given.off(given.xs)), _over(given))
    return Told(arrange(value), steps, (_by_pairs(given),))


def _squares(values: Numbers, off: Numbers, name: str = "x") -> Step:
    total = sp.Add(*(d**2 for d in off))
    made = _step("deviations", written(total))
    rows = [(written(v), written(d), written(d**2)) for v, d in zip(values, off, strict=True)]
    head = (name, f"{name} − mean", "squared")
    return replace(made, table=Table(head, tuple(rows[:TABLED])))


def _why(given: Data) -> str:
    return BESSEL.format(n=len(given.xs)) if given.sample else POPULATION


def _over(given: Data) -> Step:
    value = given.squares / given.divisor
    left = notation.divide(written(given.squares), notation.number(given.divisor))
    why = _why(given)
    return _step("data-variance", line(left, value), divisor=given.divisor, why=why, of="")


def _by_pairs(given: Data) -> Same:
    """∑ (x_i − x_j)² over pairs is n times the sum of squares."""
    n = len(given.xs)
    pairs = sp.Add(*((a - b) ** 2 for i, a in enumerate(given.xs) for b in given.xs[:i]))
    return _same("pairs", (given.squares, pairs / n))


def _deviation(given: Data) -> Told:
    found = _variance(given)
    variance = given.squares / given.divisor
    value = sp.sqrt(variance)
    root = notation.Notation("sqrt", (written(variance),), expr=value)
    left = arrange(value) if root.expr != value else root
    made = _step("data-deviation", line(left, value), of="")
    return Told(arrange(value), (*found.steps, made), found.claims)


def _covariance(given: Data) -> Told:
    _need_two(given)
    value = given.products / given.divisor
    steps = [_mean_step(given.xs, " of x"), _mean_step(given.ys, " of y"), _crossed(given)]
    left = notation.divide(written(given.products), notation.number(given.divisor))
    fields = {"divisor": given.divisor, "why": _why(given)}
    steps.append(_step("data-covariance", line(left, value), **fields))
    return Told(arrange(value), tuple(steps), (_crossed_claim(given),))


def _crossed(given: Data) -> Step:
    off = zip(given.xs, given.ys, given.off(given.xs), given.off(given.ys), strict=True)
    rows = [tuple(map(written, (x, y, a, b, a * b))) for x, y, a, b in off]
    head = ("x", "y", "x − mean", "y − mean", "product")
    made = _step("cross-deviations", written(given.products))
    return replace(made, table=Table(head, tuple(rows[:TABLED])))


def _crossed_claim(given: Data) -> Same:
    n = len(given.xs)
    pairs = sp.Add(
        *(
            (given.xs[i] - given.xs[j]) * (given.ys[i] - given.ys[j])
            for i in range(n)
            for j in range(i)
        )
    )
    return _same("pairs", (given.products, pairs / n))


def _correlation(given: Data) -> Told:
    _need_two(given)
    other = replace(given, xs=given.ys, ys=given.xs)
    if given.squares == 0 or other.squares == 0:
        raise UnsupportedError(FAILS["constant"].format(what=CONSTANT["correlation"]))
    value = sp.radsimp(given.products / sp.sqrt(given.squares * other.squares))
    steps = [_mean_step(given.xs, " of x"), _mean_step(given.ys, " of y"), _crossed(given)]
    sides = (given.off(given.xs), other.off(other.xs))
    steps += [_squares(given.xs, sides[0]), _squares(given.ys, sides[1], "y")]
    under = arrange(sp.sqrt(given.squares * other.squares))
    left = notation.divide(written(given.products), under)
    sign = "" if value > 0 else "−"
    bound = BOUND[bool(abs(value) == 1)].format(sign=sign)
    steps.append(_step("data-correlation", line(left, value), bound=bound))
    return Told(arrange(value), tuple(steps), (_crossed_claim(given),))


def _scores(given: Data) -> Told:
    found = _deviation(given)
    s = sp.sqrt(given.squares / given.divisor)
    if s == 0:
        raise UnsupportedError(FAILS["constant"].format(what=CONSTANT["z-scores"]))
    scores = [sp.radsimp(d / s) for d in given.off(given.xs)]
    after = shown(sp.Matrix(scores))
    near = ", ".join(text(written(z)) for z in scores)
    made = _step("z-scores", after, s=text(written(s)))
    sums = ((sp.Add(*scores), sp.S.Zero), (sp.Add(*(z**2 for z in scores)), given.divisor))
    told = CHECKED["scores"].replace("{divisor}", str(given.divisor))
    claim = Same(tuple((a, sp.Integer(b)) for a, b in sums), "sums of the scores", told)
    return Told(after, (*found.steps, made), (claim,), ending=f"z ≈ ({near})")


def _other_way(given: Data, name: str) -> tuple[str, ...]:
    """What the other divisor gives."""
    if name not in ("variance", "standard deviation", "covariance", "z-scores"):
        return ()
    n = len(given.xs)
    other = replace(given, sample=not given.sample)
    total = given.products if name == "covariance" else given.squares
    value = total / other.divisor
    value = sp.sqrt(value) if name in ("standard deviation", "z-scores") else value
    told = text(written(value)) if value.is_Rational else f"{float(value):.6g}"
    which = "sample" if given.sample else "population"
    named = REMARKS[which].format(n=n, less=n - 1, other=told)
    return (
        f"The standard deviation: {named[0].lower()}{named[1:]}" if name == "z-scores" else named,
    )


def _same(sentence: str, *pairs: tuple[object, object]) -> Same:
    return Same(tuple(pairs), "another way", CHECKED[sentence])


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")


WAYS: dict[str, Callable[[Data], Told]] = {
    "mean": _mean,
    "median": _median,
    "variance": _variance,
    "standard deviation": _deviation,
    "z-scores": _scores,
    "covariance": _covariance,
    "correlation": _correlation,
}
SAID = {
    "average": "mean",
    "arithmetic mean": "mean",
    "z scores": "z-scores",
    "z-score": "z-scores",
    "standardised data": "z-scores",
    "correlation coefficient": "correlation",
}
