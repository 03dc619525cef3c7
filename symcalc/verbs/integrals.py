"""The verb `integrate`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation, name, with_remarks
from symcalc.primitives import build
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.answer import variables
from symcalc.tutor.words.integrals_honest import EQUATION, RIGHT_SIDE
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


@verb(
    'symcalc integrate "x e^(-x^2)"',
    'symcalc integrate "x e^x" --from 0 --to 1',
    'symcalc integrate "a sin(b x)" --wrt x',
    'symcalc "int_0^1 int_0^x x y dy dx"',
)
def integrate(
    f: Given,
    *wrt: Variable | tuple[Any, ...],
    from_: Given | None = None,
    to: Given | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Integrate F and show every step.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The integrand, or a whole question: "int_0^1 x e^x dx".
    *wrt : name or symbol, or triples (x, low, high)
        The variables, the innermost first; with two limits for a definite integral. May be left
        out when there is just one.
    from_, to : number, text or SymPy object
        The limits, where there is one variable; oo and -oo are infinity.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is an antiderivative with the constant C, or the value of a definite integral.

    Raises
    ------
    NotFoundError
        If no method that is known leads to an antiderivative.
    UnsupportedError
        If it is not clear by which variable, or one limit is missing.

    Examples
    --------
    >>> integrate("x e^(-x^2)").answer
    C - exp(-x**2)/2
    """
    asked = asking.question_of(f, [*names, *asking.declared(*map(_variable, wrt))])
    whole = asked.body
    if asked.kind != "integral":
        body, _ = asking.formula_of(asked, "integral")
        if body.head in ("vector", "matrix", "tuple"):
            what = "this is a vector, and one formula is integrated at a time"
            hint = "integrate its components one by one"
            raise UnsupportedError(what, where=asked.text, hint=hint)
        by = wrt or variables(body, "integral")
        whole = _integrals(_right_side(asked.body, body, by), by)
    elif wrt and wrt not in (names_of := (whole.parts[1].expr,), tuple(map(str, names_of))):
        raise UnsupportedError("the variable is said twice", where=asked.text)
    if from_ is not None or to is not None:
        whole = _between(whole, from_, to)
    return worked_out(Question("integral", whole, (), text(whole)))


def _variable(by: Any) -> Any:
    """The x of x and of (x, 0, pi): what the limits are made of is declared by nobody."""
    return by[0] if isinstance(by, list | tuple) and by else by


def _right_side(asked: Notation, body: Notation, by: Iterable[Any]) -> Notation:
    """Of y = f(x) the right side, which is said; x = 3 is no formula of x."""
    if asked.head != "relation":
        return body
    left = asked.parts[0]
    if asked.text != "=" or any(
        str(x) in map(str, left.symbols) for x in by if left.head == "name"
    ):
        raise UnsupportedError(EQUATION, where=text(asked), hint="give a formula: x^2")
    return with_remarks(body, (*body.remarks, RIGHT_SIDE))


def _integrals(body: Notation, wrt: Iterable[Any]) -> Notation:
    """The body inside an integral by each variable, the first innermost."""
    among = asking.written_symbols(body)
    for item in wrt:
        x, *limits = item if isinstance(item, list | tuple | sp.Tuple) else (item,)
        if len(limits) not in (0, 2):
            raise UnsupportedError(
                "an integral has two limits or none", hint='write ("x", 0, 1), or "x" alone'
            )
        variable = name(asking.symbol_of(x, among))
        body = build("integral", body, variable, *map(asking.notation_of, limits))
    return body


def _between(whole: Notation, low: Given | None, high: Given | None) -> Notation:
    """The integral between limits that are given apart."""
    if low is None or high is None:
        raise UnsupportedError(
            "an integral has two limits or none", hint="give both: --from 0 --to 1"
        )
    body, x, *limits = whole.parts
    if limits or body.head == "integral":
        raise UnsupportedError("the limits are said twice", where=text(whole))
    return build("integral", body, x, asking.notation_of(low), asking.notation_of(high))
