"""The two data files: LaTeX that people type, and what the hostile send."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest
import sympy as sp

from symcalc.errors import ReadingError, SymcalcError
from symcalc.reading import read, read_question

DATA = Path(__file__).parents[1] / "data"
LATEX = json.loads((DATA / "latex_inputs.json").read_text(encoding="utf-8"))
HOSTILE = runpy.run_path(str(DATA / "hostile_inputs.py"))["CASES"]

x, y, f = sp.Symbol("x"), sp.Symbol("y"), sp.Function("f")
# The upper-case words of the file: what they stand for, row by row.
SHORTHAND = {
    "BOLD(x)": x,
    "BOLD(theta)": sp.Symbol("theta"),
    "DOT(x)": sp.Symbol("x_dot"),
    "PD(y,x)": sp.Derivative(y, x),
    "PD2(y,x)": sp.Derivative(y, x, x),
    "PD2(f,x)": sp.Derivative(sp.Symbol("f"), x, x),
    "DER(f,x,1)": sp.Derivative(f(x), x),
    "FUNCN(ReLU,x)": sp.Max(0, x),
    "FUNCN(sigmoid,x)": 1 / (1 + sp.exp(-x)),
    "EQSAME": sp.Eq(2 * x + 1, 2 * x + 1, evaluate=False),
    "EQPD": sp.Eq(sp.Derivative(y, x), 2 * x),
    "EQPW": sp.Eq(f(x), sp.Piecewise((x**2, x >= 0), (0, True))),
    "NORM": sp.Function("norm")(x),
    "TRANS": sp.Function("transpose")(sp.Symbol("A", commutative=False))
    * sp.Symbol("x", commutative=False),
    "NABLA": sp.Function("grad")(sp.Symbol("f")),
    "X_DX": x * sp.Symbol("dx"),
    "TUP": sp.Tuple(sp.Eq(x, 1), sp.Eq(y, 2)),
    "ALIGN": sp.Tuple(sp.Eq(y, x**2), sp.Eq(sp.Symbol("z"), 2 * x)),
    "BRACKET": sp.Rational(1, 3),
}
POINTS = (sp.Rational(3, 7), sp.Rational(5, 3), sp.Rational(-4, 9))


def alternatives(expected: str) -> list[sp.Basic]:
    """The SymPy objects that `expected` names; the file is ours, so sympify may read it."""
    words = [part.strip() for part in expected.split("||")]
    known = [SHORTHAND[word] for word in words if word in SHORTHAND]
    return known + [sp.sympify(word) for word in words if word not in SHORTHAND]


def agree(got: sp.Basic, wanted: sp.Basic) -> bool:
    """Equal as SymPy sees it, or at points."""
    if isinstance(got, sp.And) and isinstance(wanted, sp.And):
        return {part.canonical for part in got.args} == {part.canonical for part in wanted.args}
    if got == wanted or not (isinstance(got, sp.Expr) and isinstance(wanted, sp.Expr)):
        return got == wanted
    if got.has(sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Subs):
        return False  # its value is compared
    names = sorted(got.free_symbols | wanted.free_symbols, key=str)
    at = [{n: p + sp.Rational(i, 5) for i, n in enumerate(names)} for p in POINTS]
    values = [sp.N((got - wanted).subs(point)) for point in at]
    return all(value.is_number and abs(value) < 1e-12 for value in values)


def outcome(row: dict[str, str]) -> str:
    """What came of a row: "right", or what was read instead."""
    try:
        got = read(row["latex"]).expr
    except ReadingError:
        return "right" if row["expected"] == "ERR" else "refused"
    meanings = (got, got.doit())
    wanted = alternatives(row["expected"])
    return "right" if any(agree(g, w) for w in wanted for g in meanings) else str(got)


OUTCOMES = [(row["latex"], outcome(row)) for row in LATEX]


@pytest.mark.parametrize(("latex", "came_out"), OUTCOMES)
def test_latex_is_read_right(latex: str, came_out: str) -> None:
    assert came_out == "right"


def places(text: str) -> list[int | None]:
    """The positions of the errors that a text meets, if any."""
    found: list[int | None] = []
    for ask in (read, read_question):
        try:
            ask(text)
        except SymcalcError as error:
            found.append(error.position)
    return found


@pytest.mark.parametrize(("name", "text", "latex"), HOSTILE, ids=lambda value: str(value)[:20])
def test_hostile(name: str, text: str, latex: str) -> None:
    """An answer or a clear error, no code run, and the next input is read as ever."""
    for hostile in (text, latex):
        assert all(place is None or 0 <= place <= len(hostile) for place in places(hostile))

    mark = Path(runpy.run_path(str(DATA / "hostile_inputs.py"))["MARK"])
    assert not list(mark.parent.glob(f"{mark.name}*"))
    assert read("x^2 + 1").expr == x**2 + 1
