"""Two events: what follows from what is given; the truth is by hand."""

from __future__ import annotations

import math

import pytest

import symcalc as sc
from symcalc.errors import SymcalcError

ASKED = [
    # question, value
    ("P(A | B) if P(B | A) = 0.8, P(A) = 0.3 and P(B) = 0.5", 0.8 * 0.3 / 0.5),
    ("P(A|B) where P(A) = 0.3, P(B|A) = 0.8, P(B|not A) = 0.2", 0.24 / 0.38),
    ("If P(A) = 0.3, P(B|A) = 0.8 and P(B|A') = 0.2, what is P(A|B)?", 0.24 / 0.38),
    ("P(A|B) if P(A and B) = 0.1 and P(B) = 0.2", 0.5),
    ("P(A or B) if P(A) = 0.5, P(B) = 0.4 and P(A and B) = 0.2", 0.7),
    ("P(A or B) if P(A) = 0.5, P(B) = 0.4 and A and B are independent", 0.7),
    ("P(A ∩ B) if P(A) = 1/2 and P(B|A) = 1/3", 1 / 6),
    ("P(not A and B) if P(A or B) = 0.7 and P(A) = 0.5", 0.2),
    ("P(B) if P(A) = 0.3, P(B|A) = 0.8 and P(B|A^c) = 0.2", 0.38),
    ("Given P(A) = 30%, P(B|A) = 80%, P(B) = 50%, find P(A|B)", 0.48),
    ("P(D|+) if P(D) = 0.01, P(+|D) = 0.99, P(+|not D) = 0.05", 0.0099 / 0.0594),
    ("P(spam | 'free') if P('free' | spam) = 0.4, P('free' | ham) = 0.05, P(spam) = 0.2", 2 / 3),
    ("Bayes with priors 0.6, 0.4 and likelihoods 0.02, 0.05", 0.012 / 0.032),
    (
        "positive predictive value with prevalence 0.005, sensitivity 0.9, specificity 0.97",
        0.0045 / (0.0045 + 0.995 * 0.03),
    ),
    (
        "probability of disease given a positive test with prior 0.02, sensitivity 0.95,"
        " specificity 0.9",
        0.019 / 0.117,
    ),
]


@pytest.mark.parametrize(("question", "value"), ASKED)
def test_values(question: str, value: float) -> None:
    told = sc.explain(question)

    assert math.isclose(float(told.answer), value, rel_tol=1e-9)
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


REFUSED = [
    ("P(A|B) if P(A and B) = 0.5 and P(B) = 0.2", "it is part of P\\(B\\)"),
    ("P(A|B) if P(B|A) = 0.8, P(A) = 0.9 and P(B) = 0.5", "it is part of P\\(B\\)"),
    ("P(A|B) if P(A) = 0.3 and P(B) = 0.5", "does not follow"),
    ("P(A|B) if P(B|A) = 1.8, P(A) = 0.3 and P(B) = 0.5", "no probability"),
    ("P(A) if P(B) = 0.5, P(not B) = 0.6 and P(A|B) = 0.1", "contradict"),
    ("P(A|B) if P(A) = 0.3, P(B) = 0.5 and P(C) = 0.2", "two events"),
]


@pytest.mark.parametrize(("question", "said"), REFUSED)
def test_refusals(question: str, said: str) -> None:
    with pytest.raises(SymcalcError, match=said):
        sc.explain(question)


def test_grading() -> None:
    question = "P(A|B) where P(A) = 0.3, P(B|A) = 0.8, P(B|not A) = 0.2"

    assert sc.grade(question, "P(A|B) = 0.632", timeout=None).status == "correct"
    assert sc.grade(question, "12/19", timeout=None).status == "correct"
    assert sc.grade(question, "0.8", timeout=None).status == "incorrect"
