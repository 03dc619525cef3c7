"""The verb `limit`."""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.scope import need_value
from symcalc.tutor.answer import variables
from symcalc.tutor.continuity import continuity as looked_at
from symcalc.tutor.limits import limit as worked_out
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

SIDES = {"both": "", "+-": "", "": "", "left": "-", "right": "+", "-": "-", "+": "+"}
METHODS = ("", "lhopital")


@verb(
    'symcalc limit "sin(x)/x" --to 0',
    'symcalc limit "|x|/x" --to 0 --side right',
    'symcalc limit "(1 + 1/x)^x" --to oo',
    'symcalc limit "(e^x - 1)/x" --to 0 --method lhopital',
)
def limit(
    f: Given,
    x: Variable | None = None,
    to: Given | None = None,
    side: str = "both",
    *,
    method: str = "",
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the limit of F as X tends to a point, step by step.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula, or a whole question: "limit of sin(x)/x as x -> 0".
    x : str or Symbol
        The variable. May be left out when there is just one.
    to : text, number or SymPy object
        Where it goes: 2, pi/2, oo, -oo, or another letter.
    side : str
        "both", "left" or "right"; "+-", "-" and "+" as in SymPy.
    method : str
        "lhopital" to take L'Hôpital's rule wherever it applies.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the limit: oo or -oo where the values grow without bound, nan where there is
        no limit; the sentence at the end says why.

    Raises
    ------
    UnsupportedError
        If it is not said where the limit is taken, or no method leads to it.

    Examples
    --------
    >>> limit("sin(3x)/x", to=0).answer
    3
    >>> limit("|x|/x", to=0, side="left").answer
    -1
    >>> limit("1/x^2", to=0).answer
    oo
    """
    asked = asking.question_of(f, [*names, *asking.declared(x)])
    sign, _ = SIDES[_one_of("side", side, SIDES)], _one_of("method", method, METHODS)
    if asked.kind == "limit":
        body, among, point, written = (
            asked.body.parts[0],
            asked.wrt,
            asked.body.parts[2].expr,
            asked.body.text,
        )
        sign, to = sign or written, to if to is not None else point
    else:
        body, among = asking.formula_of(asked, "limit")[0], ()
    return worked_out(body, _variable(x, body, among, "limit"), _place(to, body), sign, method)


def _one_of(what: str, said: str, known: Iterable[str]) -> str:
    """A word that is known.

    Raises
    ------
    UnsupportedError
        If it is not.
    """
    if said not in known:
        words = ", ".join(word for word in known if word.isalpha())
        raise UnsupportedError(f"there is no {what} {said!r}", hint=f"{what} is one of: {words}")
    return said


def _variable(
    x: Variable | None, body: Notation, among: tuple[sp.Symbol, ...], kind: str
) -> sp.Symbol:
    """The variable that is said, or the only one."""
    if x is not None:
        return asking.symbol_of(x, asking.written_symbols(body))
    return (among or variables(body, kind))[0]


def _place(to: Given | None, body: Notation) -> sp.Expr:
    """Where the variable goes, in the formula's own symbols."""
    if to is None:
        raise UnsupportedError(
            "it is not said where the limit is taken",
            where=text(body),
            hint=f'say to: limit("{text(body)}", to=0), or --to 0 in a shell',
        )
    node = asking.notation_of(to)
    need_value(node)
    point = node.expr
    if point.is_Matrix:
        raise UnsupportedError(f"{text(node)} is not one point", hint="give one number, or oo")
    own = {s.name: s for s in asking.written_symbols(body)}
    return point.xreplace({s: own[s.name] for s in point.free_symbols if s.name in own})


@verb(
    'symcalc continuity "(x^2 - 4)/(x - 2)"',
    'symcalc continuity "1/(x^2 - 1)"',
)
def continuity(f: Given, x: Variable | None = None, *, names: Iterable[str] = ()) -> Derivation:
    """Say where F is continuous, and what happens where it is not.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula.
    x : str or Symbol
        The variable. May be left out when there is just one.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is a tuple of pairs (point, class): "hole", "jump", "infinite" or "oscillating".
        In a point that stands for many, n is any whole number.

    Examples
    --------
    >>> continuity("(x^2 - 4)/(x - 2)").answer
    ((2, 'hole'),)
    >>> continuity("|x|/x").answer
    ((0, 'jump'),)
    >>> continuity("tan(x)").answer
    ((pi*n + pi/2, 'infinite'),)
    """
    asked = asking.question_of(f, [*names, *asking.declared(x)])
    body, said = asking.formula_of(asked, "continuity")
    return looked_at(body, _variable(x, body, said, "continuity"))
