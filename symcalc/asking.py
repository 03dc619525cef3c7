"""From what users pass to what the rest works with: formulas, variables, points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError, shorten
from symcalc.formula import ORDERS, Question, measure, natural_order
from symcalc.notation import Notation
from symcalc.primitives import SPELLINGS, arrange, build
from symcalc.reading import key, numbers, read, read_question, right_side
from symcalc.reading.integrals import variables_of
from symcalc.reading.questions import CALCULUS
from symcalc.scope import need_value
from symcalc.writing.text import text

Given = Any  # text, LaTeX, Notation, a SymPy object, a Derivation, a number, or a sequence of them
Variable = Any  # a name or a symbol
Point = Mapping[Any, Any]
Range = Any  # a pair of numbers
Shapes = str | Mapping[str, Any]  # "W: (k, n), x: n", or {"W": ("k", "n"), "x": "n"}

DEEPEST = 100  # levels of a SymPy object that is to be worked out step by step
LARGEST = 5000  # nodes of it


def question_of(f: Given, names: Iterable[str | sp.Symbol] = ()) -> Question:
    """What is asked by a text, a Notation, a Derivation or an unevaluated SymPy object."""
    if isinstance(f, Derivation):
        return f.question
    if isinstance(f, str):
        return read_question(f, names=names)
    node = notation_of(f, names)
    if node.head == "derivative":
        body, *wrt = node.parts
        return Question("derivative", body, tuple(x.expr for x in wrt), text(node))
    kind = CALCULUS.get(node.head, "formula")
    return Question(kind, node, variables_of(node) if kind != "formula" else (), text(node))


def formula_of(asked: Question, kind: str) -> tuple[Notation, tuple[sp.Symbol, ...]]:
    """The formula in what was given, and the variables that a question of this kind names.

    Raises
    ------
    UnsupportedError
        If something else is asked about it.
    """
    if asked.kind not in (kind, "formula", *CALCULUS.values()):
        what = f"this asks for {_a(asked.kind)}, not for {_a(kind)}"
        raise UnsupportedError(what, where=asked.text, hint="`explain` answers what is asked")
    return right_side(asked.body), asked.wrt if asked.kind == kind else ()


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def notation_of(f: Given, names: Iterable[str | sp.Symbol] = ()) -> Notation:
    """A formula as written, from anything a user may pass.

    Raises
    ------
    UnsupportedError
        If it is none of these.
    TooLargeError
        If a SymPy object is too large to be worked out step by step.
    """
    if isinstance(f, Notation):
        return f
    if isinstance(f, str):
        return right_side(read(f, names=names))
    if isinstance(f, Derivation):
        return f.result
    if isinstance(f, list | tuple | sp.Tuple | sp.MatrixBase) and not len(f):
        what, hint = "the list of formulas is empty", 'pass formulas: ["x^2 + y", "x*y"]'
        raise UnsupportedError(what, hint=hint)
    if isinstance(f, list | tuple | sp.Tuple):
        parts = [notation_of(one, names) for one in f]
        together = all(part.head == "relation" for part in parts)
        return build("tuple" if together else "vector", *parts)
    expr = sympy_of(f)
    within_bounds(expr)
    return arrange(expr)


def sympy_of(f: Given) -> sp.Basic:
    """A SymPy object, from a number or an object that has `_sympy_`; text is never evaluated."""
    try:
        return sp.sympify(f, strict=True)
    except sp.SympifyError as error:
        raise UnsupportedError(
            f"a {type(f).__name__} is not a formula",
            hint="pass text, LaTeX, a SymPy object or a number",
        ) from error


def within_bounds(expr: sp.Basic) -> None:
    """Refuse what would take for ever to write out; a shared part counts as often as it is used."""
    depth, size = measure(expr)
    for bound, most, word in ((depth, DEEPEST, "levels deep"), (size, LARGEST, "parts large")):
        if bound > most:
            raise TooLargeError(
                f"the formula is more than {most} {word}",
                hint="`compile` takes formulas of any size; steps are for those a person can read",
            )


def written_symbols(node: Notation) -> tuple[sp.Symbol, ...]:
    """The variables that are written in a formula, in natural order."""
    return natural_order(node.symbols)


def symbol_of(variable: Variable, among: Iterable[sp.Symbol]) -> sp.Symbol:
    """A variable by name: the formula's own symbol if it has one of that name.

    Raises
    ------
    UnsupportedError
        If it is not a name.
    """
    if isinstance(variable, sp.Symbol):
        return variable
    if not isinstance(variable, str):
        raise UnsupportedError(
            f"{variable!r} is not a variable", hint='name it, as in diff("x^2", "x")'
        )
    for symbol in among:
        if key(symbol.name) == key(variable):
            return symbol
    if variable in SPELLINGS:
        raise UnsupportedError(f"{variable} is a function, not a variable", hint="name a letter")
    named = read(variable, names=[variable])
    if named.head != "name":
        raise UnsupportedError(f"{variable!r} is not a variable", hint='name it, as in "x"')
    return named.expr


def orders(wrt: Sequence[Any], among: Sequence[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """One symbol for each order: x, x, y from ("x", 2, "y") or (("x", 2), "y")."""
    found: list[sp.Symbol] = []
    for item in _flat(wrt):
        if isinstance(item, int | sp.Integer):
            if not (found and 0 <= item <= ORDERS):
                raise UnsupportedError(
                    f"{item} is not an order from 0 to {ORDERS}",
                    hint='say the variable first, then how often: diff("x^3", "x", 2)',
                )
            found[-1:] = [found[-1]] * int(item)
        else:
            found.append(symbol_of(item, among))
    return tuple(found)


def _flat(items: Sequence[Any]) -> list[Any]:
    return [x for item in items for x in (item if isinstance(item, list | tuple) else (item,))]


def listed(variables: Variable | Sequence[Variable] | None) -> list[Variable]:
    """Variables as a list: "x, y", a symbol, or a sequence of them."""
    if variables is None:
        return []
    if isinstance(variables, str):
        return [word.strip() for word in variables.split(",") if word.strip()]
    single = isinstance(variables, sp.Symbol | sp.MatrixSymbol)
    return [variables] if single else list(variables)


def declared(*groups: Any) -> list[str | sp.Symbol]:
    """The names and symbols that a call declares by using them: the formula has the same."""
    flat = [x for g in groups for x in (g if isinstance(g, list | tuple | dict) else (g,))]
    return [x for x in flat if isinstance(x, str | sp.Symbol)]


def points_of(
    at: Point | Sequence[Point] | None, among: Sequence[sp.Symbol]
) -> list[dict[Any, Any]]:
    """Points with the formula's own symbols: {"x": "pi/2"} to {x: π/2}.

    Raises
    ------
    UnsupportedError
        If a value is not a number.
    """
    if at is None:
        return []
    points = list(at) if isinstance(at, Sequence) else [at]
    if not all(isinstance(point, Mapping) for point in points):
        raise UnsupportedError("a point gives each variable a value", hint='write at={"x": 2}')
    found = [{symbol_of(x, among): number(v) for x, v in point.items()} for point in points]
    for symbol in {s for point in found for s in point} - set(among):
        raise UnsupportedError(
            f"{symbol} does not occur in the formula", hint="give values to its own variables"
        )
    return found


def number(value: Given) -> sp.Expr:
    """A real number, exact: 1/2 from "1/2", 0.5 or a SymPy object."""
    if isinstance(value, str | Notation | Derivation | sp.Basic):
        node = notation_of(value)
        need_value(node)
        shown = shorten(str(value))
        return numbers.number(node, hint="a point is given as x=3,y=1/2", value=shown)
    return numbers.number(value, hint="a point is given as x=3,y=1/2")
