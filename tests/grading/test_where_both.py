"""Where an answer that is right agrees with what was asked, and where one that is narrower does."""

from __future__ import annotations

import numpy as np
import pytest

import symcalc as sc

CORRECT = [
    # question, answer, where both have a value
    ("sqrt(x)^2", "x", "x ≥ 0"),
    ("e^(ln x)", "x", "x > 0"),
    ("ln x/ln x", "1", "0 < x < 1 or x > 1"),
    ("d/dx (x ln x - x)", "ln|x|", "x > 0"),
    ("x/x", "1", "x ≠ 0"),
    ("(x^2 - 1)/(x - 1)", "x + 1", "x ≠ 1"),
    ("x + 1", "(x^2 - 1)/(x - 1)", "x ≠ 1"),
    ("d/dx |x|", "sign(x)", "x ≠ 0"),
    ("log x + log y", "log(x y)", "where both sides are defined"),
    # They go together everywhere, or wherever there is an answer.
    ("d/dx ln x", "1/x", ""),
    ("d/dx x^2", "2x", ""),
    ("sqrt(x) + sqrt(x)", "2 sqrt(x)", ""),
    ("sin(x)^2 + cos(x)^2", "1", ""),
    ("1/(2x - 2)", "(1/2)/(x - 1)", ""),
]


@pytest.mark.parametrize(("question", "answer", "where"), CORRECT)
def test_a_right_answer_tells_where_it_agrees(question: str, answer: str, where: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.domain) == ("correct", where)


NARROWER = [
    ("1", "sqrt(x)/sqrt(x)", "x > 0"),
    ("x", "x sqrt(x)/sqrt(x)", "x > 0"),
    ("x", "sqrt(x)^2", "x ≥ 0"),
    ("1", "ln x/ln x", "0 < x < 1 or x > 1"),
    ("1", "sqrt(2 - x)/sqrt(2 - x)", "x < 2"),
]
AXIS = np.array([-2.5, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.5])


@pytest.mark.parametrize(("question", "answer", "where"), NARROWER)
def test_what_cancels_is_asked_for(question: str, answer: str, where: str) -> None:
    """NumPy is the oracle: at 0/0 and at roots of negative numbers it has no value."""
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.note) == ("partial", "domain-differs")
    assert verdict.domain == where
    assert " at ," not in verdict.feedback
    python = answer.replace("ln x", "np.log(x)").replace("x sqrt", "x*sqrt").replace("^", "**")
    with np.errstate(all="ignore"):
        finite = np.isfinite(eval(python.replace("sqrt", "np.sqrt"), {"np": np, "x": AXIS}))
    inside = where.replace("≥", ">=").replace("0 < x < 1", "((0 < x) & (x < 1))")
    held = eval(inside.replace(" or x > 1", " | (x > 1)"), {"x": AXIS})
    assert finite.tolist() == held.tolist()
