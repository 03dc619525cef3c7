"""The repository's own table of integrals: every technique, every kind of definite integral."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import mpmath
import pytest
import sympy as sp
from numerically import CLOSE, numeric, with_numbers, wrong_between

import symcalc as sc
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError
from symcalc.reading import read, read_question
from symcalc.steps import walk
from symcalc.writing import lines

TABLE = Path(__file__).parent.parent / "data" / "integrals_own.json"
ROWS: list[dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
SAMPLE = 90  # rows that `make test` takes
MOST = 60  # lines at normal detail
DIVERGES = "diverges"
# Rows that are not worked out yet: what is answered must say so, or be right.
NOT_YET: tuple[str, ...] = (
    "improper-infinite-16",  # a number only
    "improper-singular-05",  # the same: |x|^(-2/3), written as a root of a square
)
# Where mpmath's plain quadrature needs to be told where the integrand has no value, or swings.
SPLIT = {
    "int_(-1)^1 1/cbrt(x^2) dx": [-1, 0, 1],
    "int_(-1)^8 1/cbrt(x) dx": [-1, 0, 8],
    "int_0^2 1/sqrt(|x - 1|) dx": [0, 1, 2],
    "int_0^oo 1/(sqrt(x) (1 + x)) dx": [0, 1, mpmath.inf],
    "int_1^oo 1/(x sqrt(x^2 - 1)) dx": [1, 2, mpmath.inf],
}
SWINGS = ("int_0^oo sin(x)/x dx",)
SLOW = ("int_e^oo 1/(x ln(x)^2) dx",)  # falls so slowly that x = e^t has to be put in


def chosen() -> list[dict[str, str]]:
    """All rows, or a sample that is the same every time."""
    if os.environ.get("SYMCALC_EXAMPLES") == "new":
        return ROWS
    return random.Random(6).sample(ROWS, SAMPLE)


INDEFINITE = [row for row in chosen() if "value" not in row]
DEFINITE = [row for row in chosen() if "value" in row]


def derivation(row: dict[str, str]) -> Derivation:
    """The answer to a row; of the list, it may be that nothing was found."""
    try:
        return sc.explain(row["ask"])
    except NotFoundError:
        assert row["id"] in NOT_YET, f"{row['ask']} is not worked out"
        pytest.skip(f"not worked out yet: {row['ask']} ({row['technique']})")


def is_told_well(d: Derivation, row: dict[str, str]) -> None:
    """No look-up, not too long, and by the rule that the row names."""
    steps = list(walk(d.steps))
    assert {step.status for step in steps} <= {"proved"} or row["id"] in NOT_YET
    assert sum(bool(line.title) for line in lines.of(d.steps, "normal")) <= MOST
    if "rule" in row:
        wanted = tuple(row["rule"].split("|"))
        assert any(step.rule.startswith(wanted) for step in steps)


@pytest.mark.parametrize("row", INDEFINITE, ids=lambda row: row["id"])
def test_antiderivatives(row: dict[str, str]) -> None:
    d = derivation(row)
    body, x = read_question(row["ask"]).body.parts
    is_told_well(d, row)
    assert not d.answer.has(sp.Integral, sp.I)
    assert sp.Symbol("C") in d.answer.free_symbols
    everywhere = not d.conditions
    assert wrong_between(body.expr, d.answer, x.expr, wide=everywhere) is None


@pytest.mark.parametrize("row", DEFINITE, ids=lambda row: row["id"])
def test_values(row: dict[str, str]) -> None:
    d = derivation(row)
    is_told_well(d, row)
    if row["value"] == DIVERGES:
        assert DIVERGES in d.ending
        assert d.answer in (sp.oo, -sp.oo, sp.nan)
        return
    (found, expected) = with_numbers(d.answer, read(row["value"]).expr, but=())
    assert abs(complex((found - expected).evalf(25))) < CLOSE * max(
        1, abs(complex(expected.evalf()))
    )


NUMBERS = [row for row in DEFINITE if row["value"] != DIVERGES and not read(row["value"]).symbols]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["id"])
def test_the_values_of_the_table_are_true(row: dict[str, str]) -> None:
    """By mpmath, not by us."""
    expected = float(read(row["value"]).expr.evalf())
    body = read_question(row["ask"]).body
    with mpmath.workdps(15):
        found = float(by_mpmath(body, row["ask"]))
    assert abs(found - expected) < 1e-6 * max(1, abs(expected))


def by_mpmath(body, ask: str) -> mpmath.mpf:
    """An integral, or integrals inside one another."""
    inner, x, *ends = body.parts
    if inner.head == "integral":
        return nested(body.expr, {})
    f = numeric(inner.expr, x.expr)
    if ask in SWINGS:
        return mpmath.quadosc(f, [0, mpmath.inf], period=2 * mpmath.pi)
    low, high = (end_of(end.expr) for end in ends)
    if ask in SLOW:
        return mpmath.quad(lambda t: f(mpmath.exp(t)) * mpmath.exp(t), [mpmath.log(low), high])
    middle = [k for k in range(-12, 33) if low < k < high and mpmath.isfinite(low + high)]
    return mpmath.quad(f, SPLIT.get(ask, [low, *middle, high]))


def end_of(end: sp.Expr) -> mpmath.mpf:
    """A limit as a number of mpmath's."""
    if end in (sp.oo, -sp.oo):
        return mpmath.inf if end == sp.oo else -mpmath.inf
    return mpmath.mpmathify(sp.N(end, 20))


def nested(integral: sp.Integral, place: dict[sp.Symbol, float]) -> mpmath.mpf:
    """Integrals inside one another, the outermost first."""
    *inner, (x, low, high) = integral.limits
    ends = [end_of(end.subs(place)) for end in (low, high)]
    if not inner:
        return mpmath.quad(numeric(integral.function.subs(place), x), ends, maxdegree=4)
    rest = sp.Integral(integral.function, *inner)
    return mpmath.quad(lambda t: nested(rest, {**place, x: sp.Float(t)}), ends, maxdegree=4)


def test_the_table_is_wide_enough() -> None:
    assert len(ROWS) >= 260
    assert len({row["ask"] for row in ROWS}) == len(ROWS)
    assert len({row["technique"] for row in ROWS}) >= 40


def test_what_is_not_worked_out_yet_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    known = {row["id"]: row["ask"] for row in ROWS}
    with capsys.disabled():
        for name in NOT_YET:
            print(f"\nnot worked out yet: {name}  {known[name]}", end="")
