"""Hints that name the sentence nearest to one that is not read."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.errors import SymcalcError

NEAR = [
    ("the standard error is what for n=3", "standard error with standard deviation s and n = n"),
    ("entropy from list 3 4", "entropy of p"),
    ("probability for getting a disease under test", "probability of event under law"),
]


@pytest.mark.parametrize(("question", "sentence"), NEAR)
def test_the_nearest_sentence_is_offered(question: str, sentence: str) -> None:
    with pytest.raises(SymcalcError) as caught:
        sc.explain(question)

    assert (caught.value.hint or "").endswith(sentence)


def test_a_name_in_a_formula_is_still_quoted() -> None:
    with pytest.raises(SymcalcError) as caught:
        sc.explain("d/dx sin(speed)")

    assert "nearest" not in (caught.value.hint or "")
    assert '"speed"' in (caught.value.hint or "")
