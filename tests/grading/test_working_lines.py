"""The lines of a working: what is a line, and what of it is the formula."""

from __future__ import annotations

import pytest

from symcalc.grading.working.lines import is_remark, row, rows

SPLIT = [
    ("2x = 4\nx = 2", ["2x = 4", "x = 2"]),
    ("2x = 4\n\n   \nx = 2\n", ["2x = 4", "x = 2"]),
    ("2x = 4\r\nx = 2", ["2x = 4", "x = 2"]),
    (["2x = 4", "x = 2"], ["2x = 4", "x = 2"]),
    (["2x = 4\nx = 2", ""], ["2x = 4", "x = 2"]),
    (r"2x = 4 \\ x = 2", ["2x = 4", "x = 2"]),
    (r"\begin{align*} y &= x(x+1) \\ &= x^2 + x \end{align*}", ["y = x(x+1)", "x^2 + x"]),
    ("\\begin{aligned}\n2x &= 4 \\\\[2pt]\nx\n&= 2\n\\end{aligned}", ["2x = 4", "x = 2"]),
    (r"\begin{gathered} 2x = 4 \tag{1} \\ x = 2 \end{gathered}", ["2x = 4", "x = 2"]),
    (
        r"\begin{cases} 1 & x > 0 \\ 2 & x < 0 \end{cases}",
        [r"\begin{cases} 1 & x > 0 \\ 2 & x < 0 \end{cases}"],
    ),
]


@pytest.mark.parametrize(("lines", "found"), SPLIT, ids=range(len(SPLIT)))
def test_split(lines: str | list[str], found: list[str]) -> None:
    assert [one.forms[-1] for one in rows(lines)] == found


CLEANED = [
    # typed                          formula       goes on   introduces
    ("= 2x", "2x", True, False),
    ("=> x = 2", "x = 2", False, False),
    ("⇒ x = 2", "x = 2", False, False),
    (r"\Rightarrow x = 2", "x = 2", False, False),
    ("⇔ x = 2", "x = 2", False, False),
    ("so x = 2", "x = 2", False, False),
    ("Therefore, x = 2.", "x = 2", False, False),
    ("∴ x = 2", "x = 2", False, False),
    ("1) x = 2", "x = 2", False, False),
    ("$x = 2$", "x = 2", False, False),
    ("let u = x^2", "u = x^2", False, True),
    ("so let u = x^2", "u = x^2", False, True),
    ("x = 2  // divide by two", "x = 2", False, False),
    ('x = 2 "divide by two"', "x = 2", False, False),
    ("x = 2 (by the product rule)", "x = 2", False, False),
    ("x = 2, by the chain rule", "x = 2", False, False),
    (r"= \int x\,dx \quad \text{by parts}", r"\int x\,dx", True, False),
    ("2x = 4 | : 2", "2x = 4", False, False),
    ("= 2x =", "2x", True, False),
    ("x >= 3", "x >= 3", False, False),
    ("-x", "-x", False, False),
    ("≈ 2.5", "2.5", True, False),
]


@pytest.mark.parametrize(("typed", "formula", "goes_on", "introduces"), CLEANED)
def test_cleaned(typed: str, formula: str, goes_on: bool, introduces: bool) -> None:
    found = row(1, typed)

    assert found.forms[-1] == formula
    assert (found.goes_on, found.introduces) == (goes_on, introduces)
    assert found.typed == typed


@pytest.mark.parametrize("typed", ["// a remark", '"by the rule above"', "we use the chain rule"])
def test_remarks(typed: str) -> None:
    assert is_remark(row(1, typed))


@pytest.mark.parametrize("typed", ["x", "2x = 4", "x sin x", "sin", "(("])
def test_no_remarks(typed: str) -> None:
    assert not is_remark(row(1, typed))


@pytest.mark.parametrize("typed", [" " * 50_000, "=" * 20_000, "(" * 20_000, "a " * 20_000])
def test_long_lines_are_split_in_time(typed: str) -> None:
    rows([typed + "x"])
