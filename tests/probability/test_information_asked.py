"""Questions about information as courses put them; the truth is NumPy's or by hand."""

from __future__ import annotations

import math
from math import log, log2

import pytest

import symcalc as sc
from symcalc.errors import SymcalcError


def entropy(*p: float) -> float:
    return -sum(x * log(x) for x in p if x)


def kl(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True) if a)


ASKED = [
    # question, value
    ("perplexity for a cross-entropy of 2.5 nats", math.exp(2.5)),
    ("perplexity of a model with average cross-entropy 3 bits per token", 8),
    ("perplexity of the token probabilities 0.2, 0.5, 0.1, 0.4", 0.004**-0.25),
    ("self-information of 1/32 in bits", 5),
    ("information content of an event with probability 0.25", log(4)),
    ("binary entropy of 0.11", entropy(0.11, 0.89) / log(2)),  # in bits, as books have it
    ("binary entropy of 0.11 in nats", entropy(0.11, 0.89)),
    ("entropy of (1/2, 1/4, 1/8, 1/8) in base 2", 1.75),
    ("entropy in bits of (1/2, 1/4, 1/8, 1/8)", 1.75),
    ("entropy of counts 3, 5, 2", entropy(0.3, 0.5, 0.2)),
    ("cross entropy H(p, q) for p = (0, 1, 0) and q = (0.1, 0.6, 0.3)", -log(0.6)),
    ("cross-entropy of one-hot (0, 0, 1) and prediction (0.1, 0.3, 0.6)", -log(0.6)),
    ("categorical cross-entropy of (0.1, 0.3, 0.6) against (0, 0, 1)", -log(0.6)),
    ("KL of p = (0.1, 0.9) and q = (0.5, 0.5)", kl((0.1, 0.9), (0.5, 0.5))),
    ("KL(p || q) for p = (0.1, 0.9), q = (0.5, 0.5)", kl((0.1, 0.9), (0.5, 0.5))),
    ("KL divergence from q = [0.5, 0.5] to p = [0.8, 0.2]", kl((0.8, 0.2), (0.5, 0.5))),
    ("KL(N((1, 0), diag(0.25, 4)) || N(0, I))", 1.625),
    ("KL(N((1, 0), I) || N((0, 0), diag(4, 1)))", (2 / 4 - 1 + log(4)) / 2),
    ("ELBO with prior (0.3, 0.7), likelihood (0.5, 0.1) and q (0.5, 0.5)", log(0.3 * 0.14) / 2),
    ("Gini impurity of (0.5, 0.3, 0.2)", 0.62),
    ("Gini impurity of (9, 5)", 1 - (81 + 25) / 196),
    (
        "information gain of splitting (9, 5) into (6, 2) and (3, 3) in bits",
        (entropy(9 / 14, 5 / 14) - 8 / 14 * entropy(0.75, 0.25)) / log(2) - 6 / 14,
    ),
    ("sigmoid of 1.5", 1 / (1 + math.exp(-1.5))),
    ("logit of 0.8", log(4)),
    ("log-odds of 20%", -log(4)),
    ("P(X = 1 | Y = 0) of the joint table [[0.3, 0.2],[0.1, 0.4]]", 0.25),
    ("P(Y = 1) of the joint table [[0.3, 0.2],[0.1, 0.4]]", 0.6),
    (
        "P(X > 1 | Y = 5) of the joint table [[3, 2], [1, 4]] with x = (1, 2) and y = (3, 5)",
        2 / 3,
    ),
    ("E[XY] of the joint table [[0.3, 0.2],[0.1, 0.4]]", 0.4),
    ("conditional entropy H(X|Y) of the joint table [[0.5, 0.25],[0, 0.25]] in bits", 0.5),
]


@pytest.mark.parametrize(("question", "value"), ASKED)
def test_values(question: str, value: float) -> None:
    told = sc.explain(question)

    assert math.isclose(float(told.answer), value, rel_tol=1e-9)
    assert told.verify().status == "agrees"
    assert math.isclose(float(sc.explain(told.question.text).answer), value, rel_tol=1e-9)


REFUSED = [
    ("binary entropy of 1.2", "no probability"),
    ("self-information of 0 in bits", "no probability"),
    ("information gain of splitting (9, 5) into (6, 2) and (3, 4)", "the parts have"),
    ("P(X = 1 | Y = 8) of the joint table [[0.3, 0.2],[0.1, 0.4]]", "probability 0"),
    ("KL(N((1, 0), [[2, 1], [1, 2]]) || N(0, I))", "not diagonal"),
]


@pytest.mark.parametrize(("question", "said"), REFUSED)
def test_refusals(question: str, said: str) -> None:
    with pytest.raises(SymcalcError, match=said):
        sc.explain(question)


GRADED = [
    ("self-information of 1/32 in bits", "5 bits", "correct"),
    ("self-information of 1/32 in bits", "3.466 nats", "correct"),
    ("binary entropy of 0.11", "0.3465", "incorrect"),  # nats
    ("perplexity for a cross-entropy of 2.5 nats", f"{2**2.5:.4f}", "incorrect"),
    ("Gini impurity of (0.5, 0.3, 0.2)", "0.62", "correct"),
    ("entropy in bits of (0.5, 0.5)", f"{-log2(0.5)}", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
