"""How much of the variance principal components explain, and how many are enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.reading.sentences import enter_part
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.numbers import arranged, decimals, tidy
from symcalc.tutor.linear.pca import pca
from symcalc.tutor.linear.rows import column as stacked
from symcalc.tutor.linear.vector_lines import letter, total
from symcalc.tutor.words.linear_parts import CHECKS, ENDINGS, FAILS, HINTS, TOLD
from symcalc.writing.text import text

VALUE = re.compile(r"[-−+]?(?:\d+(?:\.\d+)?|\.\d+)(?:/\d+)?")
NAMED = re.compile(r"(?:the\s+)?(eigenvalues|singular values)\s+", re.IGNORECASE)
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = {"second": 2, "third": 3, "fourth": 4}
enter_part("percent", r"\d+(?:\.\d+)?\s*(?:\\?%|percent|per\s+cent)|0?\.\d+")
enter_part(
    "leading",
    r"(?:first|second|third|fourth|top|leading|largest|dominant)"
    rf"(?:\s+(?:\d+|{'|'.join(COUNTS)}))?",
)
VARIANCE = "[ the][ total] variance[ in the data]"
EXPLAINED = (
    "{e:is explained|explained|captured|is captured|kept|retained|is retained|accounted for}"
)
BY = "by[ the] {which:leading}[ principal] {c:component|components|pc|pcs}"
OF = "{of:eigenvalues|singular values|variances}"
GIVEN = f"{{w:when|if|for|with|given|of}}[ the][ covariance][ matrix][ has] {OF}"
TAIL = f"{GIVEN}[ of the covariance matrix][ of the data][ are][ =][:][ ]{{values:numbers}}"
DATA = "{w:of|for|in}[ the][ data][ matrix][ points][ samples][ X =] {data:list}"
POINTS = "{w:of|for|in}[ the][ data][ points][ samples] {data:points}"
HOW_MANY = (
    "how many[ principal] components[ are needed][ do you need][ do we need][ are required]"
    " {x:explain|keep|retain|capture|suffice for|for|to explain|to keep|to retain|to capture}"
    "[ at least]"
)
WHAT = "{what:fraction|share|proportion|percentage|percent|amount|part} of"


@lesson(
    "explained-variance",
    "explained variance ratio of {data}",
    f"explained variance ratio[s] {POINTS}",
    f"explained variance ratio[s] {DATA}",
    f"explained variance[ ratio][ ratios][s] {TAIL}",
    f"explained variance ratio[s] {{c:of|by}} the principal components {POINTS}",
)
def explained(data: Given = "", values: str = "", of: str = "eigenvalues", **_: str) -> Derivation:
    """Each variance over their sum, the largest first.

    Raises
    ------
    UnsupportedError
        If all variances are 0.
    """
    variances, steps, said = _variances(data, values, of)
    shares = _shares(variances)
    label = letter("s")
    near = [decimals(s) for s in shares]
    about = ", ".join(text(n) for n in near if n is not None)
    return Derivation(
        asked("explained-variance", label, data=said),
        label,
        stacked(shares),
        (*steps, _adding(variances), _dividing(variances, shares, about)),
        claims=(_whole(variances, shares),),
        told=sp.Matrix(shares),
    )


@lesson(
    "explained-share",
    "share of variance explained by the first {which} components of {data}",
    f"{WHAT}{VARIANCE} {EXPLAINED} {BY} {TAIL}",
    f"{WHAT}{VARIANCE} {EXPLAINED} {BY} {POINTS}",
    f"{WHAT}{VARIANCE} {EXPLAINED} {BY} {DATA}",
    f"how much[ of]{VARIANCE} {EXPLAINED} {BY} {TAIL}",
    f"how much[ of]{VARIANCE} {EXPLAINED} {BY} {POINTS}",
    f"variance {EXPLAINED} {BY} {TAIL}",
    f"explained variance[ ratio] {{o:of|by}}[ the] {{which:leading}}[ principal] "
    f"{{c:component|components|pc|pcs}} {TAIL}",
    f"explained variance[ ratio] {{o:of|by}}[ the] {{which:leading}}[ principal] "
    f"{{c:component|components|pc|pcs}} {POINTS}",
)
def explained_share(
    which: str, data: Given = "", values: str = "", of: str = "eigenvalues", **_: str
) -> Derivation:
    """The variances of the first components over the sum of all."""
    variances, steps, said = _variances(data, values, of)
    first, last = _which(which, len(variances))
    kept = tidy(sp.Add(*variances[first:last]))
    share = tidy(kept / sp.Add(*variances))
    put = notation.divide(arranged(kept), arranged(sp.Add(*variances)))
    about = TOLD["percent"].format(value=f"{float(100 * share):.4g}")
    claim = Same(((share * sp.Add(*variances), kept),), "the sum", CHECKS["entries"])
    label = letter("s")
    return Derivation(
        asked("explained-share", label, which=which.strip(), data=said),
        label,
        arranged(share),
        (
            *steps,
            _adding(variances),
            step("share-of", line(label, put, arranged(share)), told=about),
        ),
        claims=(claim,),
        told=share,
    )


@lesson(
    "components-needed",
    "components that explain {share:percent} of the variance of {data}",
    *(f"{HOW_MANY} {{share:percent}}[ of]{VARIANCE} {tail}" for tail in (TAIL, POINTS, DATA)),
    f"number of[ principal] components {{x:to explain|explaining|needed for|that explain|for|needed"
    f" to explain|to keep}}[ at least] {{share:percent}}[ of]{VARIANCE} {TAIL}",
)
def needed(
    share: str, data: Given = "", values: str = "", of: str = "eigenvalues", **_: str
) -> Derivation:
    """The least number of components whose shares add up to as much."""
    variances, steps, said = _variances(data, values, of)
    shares = _shares(variances)
    wanted = _percent(share)
    sums = [tidy(sp.Add(*shares[: k + 1])) for k in range(len(shares))]
    count = next(k for k, s in enumerate(sums, 1) if s >= wanted)
    told = ", ".join(f"{float(100 * s):.4g} %" for s in sums)
    before = sums[count - 2] if count > 1 else sp.S.Zero
    assert before < wanted <= sums[count - 1]
    label = letter("k")
    claim = Same(((sp.Add(*shares), sp.S.One),), "the sum", CHECKS["entries"])
    return Derivation(
        asked("components-needed", label, share=f"{sp.nsimplify(100 * wanted)} %", data=said),
        label,
        notation.number(count),
        (
            *steps,
            _adding(variances),
            step("cumulated", equalities(label, notation.number(count)), sums=told),
        ),
        claims=(claim,),
        ending=ENDINGS["needed"].format(
            count=count,
            noun="component" if count == 1 else "components",
            verb="explains" if count == 1 else "explain",
            share=f"{float(100 * sums[count - 1]):.4g}",
        ),
        told=sp.Integer(count),
    )


def _variances(data: Given, values: str, of: str) -> tuple[list[sp.Expr], list[Step], str]:
    """The variances, largest first, how they are found, and the question's words for them."""
    if isinstance(data, str) and (
        named := re.match(r"(?:the )?(eigenvalues|singular values)\s", data)
    ):
        data, values, of = "", data[named.end() :], named[1]
    if not values:
        found = pca(data)
        told = found.answer[0]
        made = [sp.sympify(v, strict=True) for v in _plain(told)]
        return _checked(made), list(found.steps), written(data)
    numbers = [sp.Rational(v.replace("−", "-")) for v in VALUE.findall(values)]
    said = f"{of.lower()} {', '.join(map(str, numbers))}"
    if "singular" not in of.lower():
        return _checked(sorted(numbers, reverse=True)), [], said
    squares = sorted((v**2 for v in numbers), reverse=True)
    names = ", ".join(map(str, squares))
    return _checked(squares), [step("squared-values", stacked(squares), values=names)], said


def _plain(values: Any) -> list[Any]:
    return [v.item() if isinstance(v, np.generic) else v for v in values]


def _checked(variances: list[sp.Expr]) -> list[sp.Expr]:
    if any(v < 0 for v in variances):
        raise UnsupportedError(FAILS["negative-variance"], hint=HINTS["negative-variance"])
    if not any(variances):
        raise UnsupportedError(FAILS["no-variance"], hint=HINTS["no-variance"])
    return variances


def _shares(variances: Sequence[sp.Expr]) -> list[sp.Expr]:
    whole = sp.Add(*variances)
    return [tidy(v / whole) for v in variances]


def _which(said: str, most: int) -> tuple[int, int]:
    """First two: from 0 to 2; second: from 1 to 2."""
    words = said.lower().split()
    count = next((int(w) for w in words if w.isdecimal()), 0)
    count = count or next((COUNTS.index(w) + 1 for w in words if w in COUNTS), 1)
    start = ORDINALS.get(words[0], 1) - 1 if words else 0
    if start + count > most:
        what = FAILS["too-many-components"].format(count=start + count, most=most)
        raise UnsupportedError(what, hint=HINTS["too-many-components"])
    return start, start + count


def _percent(said: str) -> sp.Expr:
    """0.95 of "95 %"."""
    found = VALUE.search(said)
    assert found is not None
    value = sp.Rational(found[0])
    share = value if re.fullmatch(r"0?\.\d+", said.strip()) else value / 100
    if not 0 < share <= 1:
        raise UnsupportedError(FAILS["percent"].format(share=said), hint=HINTS["percent"])
    return share


def _over(quotient: Notation, told: str) -> Step:
    return step("share-of", quotient, told=told)


def _adding(variances: Sequence[sp.Expr]) -> Step:
    put = total([arranged(v) for v in variances])
    return step("variance-total", line(letter("t"), put, arranged(tidy(sp.Add(*variances)))))


def _dividing(variances: Sequence[sp.Expr], shares: Sequence[sp.Expr], about: str) -> Step:
    whole = arranged(tidy(sp.Add(*variances)))
    parts = [notation.divide(arranged(v), whole) for v in variances]
    put = build("vector", *parts) if len(parts) > 1 else parts[0]
    told = TOLD["near"].format(values=about) if about else ""
    return step("variance-shares", _line(letter("s"), put, stacked(shares)), told=told)


def _line(label: Notation, put: Notation, result: Notation) -> Notation:
    return line(label, put, result) if len(put.parts) > 1 else equalities(label, put, result)


def _whole(variances: Sequence[sp.Expr], shares: Sequence[sp.Expr]) -> Same:
    back = Matrix([s * sp.Add(*variances) for s in shares])
    return Same(
        ((sp.Add(*shares), sp.S.One), (back, Matrix(variances))), "the sum", CHECKS["shares"], 1e-12
    )
