"""Rules about functions without a formula, graded."""

from __future__ import annotations

import pytest

import symcalc as sc

PRODUCT, CHAIN = "d/dx (f(x) g(x))", "d/dx f(g(x))"
QUOTIENT = "d/dx (f(x)/g(x))"
ROWS = [
    # question, answer, status
    ("d/dx (f(x) + g(x))", "f'(x) + g'(x)", "correct"),
    ("d/dx (f(x) + g(x))", "f' + g'", "correct"),  # without their argument
    ("d/dx (c f(x))", "c f'(x)", "correct"),
    ("d/dx (c f(x))", "f'(x)", "incorrect"),
    (PRODUCT, "f'g + fg'", "correct"),
    (PRODUCT, "g(x) f'(x) + f(x) g'(x)", "correct"),
    (PRODUCT, "f'(x) g'(x)", "incorrect"),
    (QUOTIENT, "(f'(x) g(x) - f(x) g'(x))/g(x)^2", "correct"),
    (QUOTIENT, "(f(x) g'(x) - f'(x) g(x))/g(x)^2", "incorrect"),
    (QUOTIENT, "f'(x)/g'(x)", "incorrect"),
    (CHAIN, "f'(g(x)) g'(x)", "correct"),
    (CHAIN, "f'(g(x))", "incorrect"),
    (CHAIN, "f'(x) g'(x)", "incorrect"),
    ("d/dx f(g(h(x)))", "f'(g(h(x))) g'(h(x)) h'(x)", "correct"),
    ("d/dx f(x)^2", "2 f(x) f'(x)", "correct"),
    ("d/dx f(x)^2", "2 f(x)", "incorrect"),
    ("d/dx f(x)", "df/dx", "correct"),
    ("d/dx f(x)", "f(x)", "incorrect"),
    ("d^2/dx^2 f(x)", "f''(x)", "correct"),
    ("d/dx f(x y)", "y f'(x y)", "correct"),
    ("d/dx int_a^x f(t) dt", "f(x)", "correct"),
    ("d/dx int_a^x f(t) dt", "f(x) - f(a)", "incorrect"),
    (PRODUCT, "u'v + uv'", "incorrect"),  # other letters
    (PRODUCT, "h'(x)", "incorrect"),
    (PRODUCT, "2x", "incorrect"),
    (PRODUCT, "d/dx (f(x) g(x))", "incorrect"),
    (PRODUCT, "(x", "unreadable"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_rule(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


SAID = [
    (PRODUCT, "h'(x)", "unknown-variable", "Incorrect. The question has no h."),
    (
        PRODUCT,
        "f'(x) g'(x)",
        "different",
        "Incorrect. That is not so for all functions: "
        "for smooth f and g that I tried, the two differ.",
    ),
    (
        PRODUCT,
        "d/dx (f(x) g(x))",
        "question-echoed",
        "Incorrect. The answer still contains a derivative: work it out.",
    ),
]


@pytest.mark.parametrize(("question", "answer", "note", "feedback"), SAID)
def test_what_is_said(question: str, answer: str, note: str, feedback: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.note, verdict.feedback) == (note, feedback)
