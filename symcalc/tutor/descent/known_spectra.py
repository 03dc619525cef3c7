"""Rates and factors where the curvatures are given: "a quadratic with eigenvalues 1 and 9"."""

from __future__ import annotations

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.reading import read
from symcalc.reading.arrays import flat, numbers
from symcalc.reading.numbers import number
from symcalc.reading.sentences import NUMBER, enter_part
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.descent.put_in import put_in
from symcalc.tutor.extrema.numbers import shown
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.words.descent_asides import FACTOR, FAILS, RATE_OF
from symcalc.writing.text import text

enter_part("positive", NUMBER)
SIZE = "{word:learning rate|step size|rate|lr}"
BEST = "{best:best|optimal|fastest} [{fixed:fixed|constant} ]"
DESCENT = "{method:gradient descent|steepest descent|descent}"
QUADRATIC = "{what:a quadratic|a quadratic function|a quadratic loss|a Hessian|the Hessian|a bowl} "
QUADRATIC += "{with:with|whose Hessian has|that has} [the ][Hessian ]eigenvalues {values:numbers}"
FACTORS = "{factor:convergence rate|convergence factor|rate of convergence|contraction factor}"


@lesson(
    "rate-of-eigenvalues",
    "optimal rate for a quadratic with eigenvalues {values:numbers}",
    f"{BEST}{SIZE} {{for:for|of|on}} [{DESCENT} {{on:on|for}} ]{QUADRATIC}",
)
def rate_of_eigenvalues(values: str, **between: str) -> Derivation:
    """2/(μ + L).

    Examples
    --------
    >>> rate_of_eigenvalues("1 and 9").answer
    1/5
    """
    del between  # words
    found = _positive(values)
    ends = {"mu": min(found), "L": max(found)}
    told = f"μ = {text(shown(ends['mu']))}, L = {text(shown(ends['L']))}"
    body = unquoted(read("2/(mu + L)", names=["mu", "L"]))
    spelled = " and ".join(text(shown(v)) for v in sorted(set(found)))
    question = asked("rate-of-eigenvalues", body, values=spelled)
    return put_in(question, body, {sp.Symbol(n): v for n, v in ends.items()}, told, RATE_OF)


@lesson(
    "factor-of-condition",
    "convergence factor of gradient descent with condition number {kappa}",
    f"{FACTORS} of {DESCENT} {{with:with|for|at}} condition number {{kappa:positive}}",
    f"{FACTORS} of {DESCENT} {{with:with|for|at}} condition number {{kappa:positive}} "
    f"{{and:and|with|at}} the {BEST}{SIZE}",
)
def factor_of_condition(kappa: str, **between: str) -> Derivation:
    """(κ − 1)/(κ + 1), at the best fixed rate.

    Examples
    --------
    >>> factor_of_condition("9").answer
    4/5
    """
    del between  # words
    value = number(kappa)
    if not value >= 1:
        raise UnsupportedError(FAILS["condition"].format(value=kappa))
    body = unquoted(read("(kappa - 1)/(kappa + 1)", names=["kappa"]))
    question = asked("factor-of-condition", body, kappa=kappa)
    told = f"κ = {text(shown(value))}"
    return put_in(question, body, {sp.Symbol("kappa"): value}, told, FACTOR)


def _positive(values: str) -> list[sp.Expr]:
    bare = values.strip("()[]{} ").replace(" and ", ", ").replace(",,", ",").replace(";", ",")
    found = list(flat(numbers(f"[{bare}]")))
    if not all(v > 0 for v in found):
        raise UnsupportedError(FAILS["eigenvalues"], where=values)
    return found
