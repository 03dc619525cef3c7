"""The verb `quadrature`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation, name, number, with_remarks
from symcalc.primitives import build
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.answer import variables
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


@verb(
    'symcalc quadrature "e^(-x^2)" --from 0 --to 1 --rule simpson --n 4',
    'symcalc quadrature "sin x" --from 0 --to pi --rule monte-carlo --n 1000 --seed 7',
    'symcalc "trapezoid rule for x^2 from 0 to 1 with n = 4"',
)
def quadrature(
    f: Given,
    x: Variable | None = None,
    a: Given | None = None,
    b: Given | None = None,
    rule: str = "simpson",
    n: int | None = None,
    seed: int | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Integrate F numerically by a rule, and show the sum, its error bound and its convergence.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The integrand, or a whole question: "int_0^1 e^(-x^2) dx".
    x : str or Symbol
        The variable. May be left out when there is just one.
    a : number, text or SymPy object
        The lower limit, a number.
    b : number, text or SymPy object
        The upper limit.
    rule : str
        "left", "right", "midpoint", "trapezoid", "simpson" or "monte-carlo".
    n : int
        How many panels, or random points; 8, or 1000, where it is left out.
    seed : int
        Of the random points; 0 where it is left out.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the rule's sum as a number; the steps have the values, the bound of the error,
        the error itself and how it falls.

    Raises
    ------
    UnsupportedError
        If a limit is missing or infinite, n does not fit, or a value is missing that is needed.

    Examples
    --------
    >>> quadrature("x^2", "x", 0, 1, rule="trapezoid", n=4).answer
    0.343750000000000
    >>> print(quadrature("x^2", "x", 0, 1, rule="trapezoid", n=4).ending)
    The trapezoid rule with n = 4 gives 0.34375. Its error is 0.0104.
    """
    asked = asking.question_of(f, [*names, *asking.declared(x)])
    whole = asked.body
    if asked.kind not in ("integral", "quadrature"):
        body, _ = asking.formula_of(asked, "quadrature")
        among = asking.written_symbols(body)
        by = variables(body, "quadrature")[0] if x is None else asking.symbol_of(x, among)
        whole = with_remarks(build("integral", body, name(by)), body.remarks)
    whole = _between(whole, a, b)
    return worked_out(
        replace(
            asked if asked.kind == "quadrature" else Question("quadrature", whole),
            body=whole,
            text=text(whole),
            method=asked.method if asked.method and rule == "simpson" else rule,
            degree=n if n is not None else asked.degree,
            given=asked.given if seed is None else ((sp.Symbol("seed"), number(_seed(seed))),),
        )
    )


def _between(whole: Notation, low: Given | None, high: Given | None) -> Notation:
    """The integral between limits that are given apart, if they are."""
    body, x, *limits = whole.parts
    if low is None and high is None:
        return whole
    if limits or low is None or high is None:
        what = "the limits are said twice" if limits else "an integral has two limits"
        raise UnsupportedError(what, where=text(whole), hint="give both, once: --from 0 --to 1")
    made = build("integral", body, x, asking.notation_of(low), asking.notation_of(high))
    return with_remarks(made, whole.remarks)


def _seed(seed: int) -> int:
    """A seed is not negative."""
    if seed < 0:
        raise UnsupportedError(f"{seed} is not a seed", hint="it is 0 or a larger whole number")
    return seed
