"""Averages of gradients: the bias correction, weighted averages, the effective rate."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import name
from symcalc.primitives import build
from symcalc.reading import read
from symcalc.reading.arrays import flat, numbers
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.descent.put_in import put_in
from symcalc.tutor.descent.told_values import need, values_in
from symcalc.tutor.extrema.numbers import shown, tidied
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.small import AVERAGE, CORRECTED, EFFECTIVE, FAILS, HINTS
from symcalc.writing.text import text

BETA = r"\\?(?:beta|β)(?:_?\{?[12]\}?|[₁₂])? = {v}"
SAID = {
    "beta": BETA,
    "t": "(?:t|(?:step|iteration|time|epoch)(?:\\s+t)?) = {v}|after\\s+{v}\\s+(?:steps|iterations)",
    "average": "(?:m|v|s|(?:first|second)\\s+moment|average|value)(?:_?t)? = {v}",
    "start": r"(?:(?:starting|start)\s+(?:at|from|with)|from)\s+{v}",
}
WEIGHTED = (
    "exponentially weighted average|exponentially weighted moving average|exponential moving "
)
WEIGHTED += "average|exponentially decaying average|moving average with exponential weights|EMA"
MOMENT = "first moment|second moment|moment|average|moving average|m|v"
GIVES = "{with:with|using|and|for}"


@lesson(
    "bias-correction",
    "bias correction factor with {rest}",
    "bias-correction {word:factor|term} [of {method:Adam|Adam's} ][{of:of|for} [the ][Adam's ]"
    f"{{moment:{MOMENT}}} ]{{with:at|with|for|after|when}} {{rest}}",
    "bias correction {word:factor|term} [of {method:Adam|Adam's} ][{of:of|for} [the ][Adam's ]"
    f"{{moment:{MOMENT}}} ]{{with:at|with|for|after|when}} {{rest}}",
)
def bias_correction(rest: str, **between: str) -> Derivation:
    """1/(1 − β^t).

    Examples
    --------
    >>> bias_correction("t = 2, beta = 0.9").answer
    100/19
    """
    del between  # words
    return _with("bias-correction", "1/(1 - beta^t)", rest, {"beta": "beta", "t": "t"})


@lesson(
    "bias-corrected",
    "bias-corrected average with {rest}",
    f"bias-corrected {{moment:{MOMENT}}} {{with:at|with|for|after|when}} {{rest}}",
    f"bias corrected {{moment:{MOMENT}}} {{with:at|with|for|after|when}} {{rest}}",
)
def bias_corrected(rest: str, **between: str) -> Derivation:
    """m/(1 − β^t).

    Examples
    --------
    >>> bias_corrected("t = 3, beta1 = 0.9, m = 0.271").answer
    1
    """
    del between  # words
    names = {"average": "the average", "beta": "beta", "t": "t"}
    return _with("bias-corrected", "average/(1 - beta^t)", rest, names)


@lesson(
    "effective-rate",
    "effective learning rate with {rest}",
    "effective {word:learning rate|step size|rate} {of:of|with} {rest}",
)
def effective_rate(rest: str, **between: str) -> Derivation:
    """rate/(1 − β).

    Examples
    --------
    >>> effective_rate("momentum 0.95 and learning rate 0.01").answer
    1/5
    """
    del between  # words
    said = {
        "beta": rf"(?:momentum|{BETA.removesuffix(' = {v}')}) = {{v}}",
        "rate": r"(?:learning\s+rate|rate|lr|step\s+size) = {v}",
    }
    names = {"beta": "beta", "rate": "the rate"}
    return _with("effective-rate", "rate/(1 - beta)", rest, names, said)


def _with(
    kind: str,
    formula: str,
    rest: str,
    names: dict[str, str],
    patterns: dict[str, str] | None = None,
) -> Derivation:
    """A formula with its numbers."""
    known = patterns or {n: p for n, p in SAID.items() if n in names}
    found = values_in(rest, known, HINTS["corrected"])
    need(found, names, rest, HINTS["corrected"])
    body = unquoted(read(formula, names=list(names)))
    given = ", ".join(f"{n} = {text(shown(v))}" for n, v in found.items())
    step = EFFECTIVE if kind == "effective-rate" else CORRECTED
    question = asked(kind, body, rest=given)
    return put_in(question, body, {sp.Symbol(n): v for n, v in found.items()}, given, step)


@lesson(
    "weighted-average",
    "exponentially weighted average of {values} with beta = {beta}[ from {start}][, {corrected}]",
    f"{{word:{WEIGHTED}}} of {{values:numbers}} {{rest}}",
    f"{{word:{WEIGHTED}}} of {{values:numbers}}, {{rest}}",
    f"{{word:{WEIGHTED}}} {{rest}} of {{values:numbers}}[,]",
    f"{{word:{WEIGHTED}}} {{rest}} of {{values:numbers}}[,] {{more}}",
    f"{{word:{WEIGHTED}}} {{rest}} of {{values:numbers}}, {{more}}",
)
def weighted_average(
    values: str,
    beta: str = "",
    start: str = "",
    corrected: str = "",
    rest: str = "",
    more: str = "",
    **between: str,
) -> Derivation:
    """v = β·v + (1 − β)·x, from 0, number after number.

    Examples
    --------
    >>> weighted_average("10, 12", "0.9").answer
    21/10
    """
    del between  # words
    told = f"{f'beta = {beta}' if beta else ''} {f'starting at {start}' if start else ''} "
    told = f"{told}, {corrected}, {rest}, {more}"
    plain = told.lower().replace("bias-correct", "bias correct")
    plain = plain.replace("without bias correction", "")
    is_corrected = "bias correct" in plain
    for word in ("with bias correction", "bias correction", "bias corrected"):
        plain = plain.replace(word, "")
    found = values_in(plain, {n: SAID[n] for n in ("beta", "start")}, HINTS["average"])
    need(found, {"beta": "beta"}, rest or told, HINTS["average"])
    if is_corrected and found.get("start"):
        raise UnsupportedError(FAILS["clause"].format(part="bias correction"), where=told)
    return _averaged(_listed(values), found["beta"], found.get("start"), corrected=is_corrected)


def _listed(values: str) -> list[sp.Expr]:
    bare = values.strip("()[]{} ").replace(" and ", ", ").replace(",,", ",").replace(";", ",")
    return list(flat(numbers(f"[{bare}]")))


def _averaged(
    values: list[sp.Expr], beta: sp.Expr, start: sp.Expr | None, *, corrected: bool
) -> Derivation:
    v, before = start or sp.S.Zero, shown(start or sp.S.Zero)
    steps = []
    for t, x in enumerate(values, 1):
        v = tidied(beta * v + (1 - beta) * x)
        fields = {"t": t, "x": text(shown(x))}
        steps.append(worded(AVERAGE, "average-step", before, shown(v), fields, "definition"))
        before = shown(v)
    n = len(values)
    meant = beta**n * (start or 0) + sum(
        (1 - beta) * beta ** (n - k) * x for k, x in enumerate(values, 1)
    )
    if corrected:
        v, meant = tidied(v / (1 - beta**n)), meant / (1 - beta**n)
        fields = {"t": n}
        steps.append(worded(AVERAGE, "average-corrected", before, shown(v), fields, "definition"))
    about = build("vector", *map(shown, values)) if n > 1 else name(sp.Symbol("v"))
    question = asked(
        "weighted-average",
        about,
        values=", ".join(text(shown(x)) for x in values),
        beta=text(shown(beta)),
        start="" if start is None else text(shown(start)),
        corrected="with bias correction" if corrected else "",
    )
    return Derivation(question, about, shown(v), tuple(steps), claims=(Equal(meant, v),))
