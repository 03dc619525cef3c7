"""Definiteness of quadratic forms, and of matrices that are not symmetric."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.errors import UnsupportedError

FORMS = [  # by the eigenvalues of the symmetric matrix
    ("3x^2 + 4x y + 5y^2", "positive definite"),
    ("x^2 + 4x y + y^2", "indefinite"),
    ("x^2 + 2x y + y^2", "positive semidefinite"),
    ("-x^2 - y^2 - z^2", "negative definite"),
]


@pytest.mark.parametrize(("form", "kind"), FORMS)
def test_forms(form: str, kind: str) -> None:
    d = sc.definiteness(form)

    assert d.answer == kind
    assert sc.explain(d.question.text).answer == kind


@pytest.mark.parametrize("formula", ["x^2 + x", "sin(x)", "a x^2"])
def test_no_form(formula: str) -> None:
    with pytest.raises(UnsupportedError, match="quadratic form"):
        sc.definiteness(formula)


def test_a_skew_matrix_is_not_called_zero() -> None:
    d = sc.definiteness("[[0, 1], [-1, 0]]")

    assert d.ending.startswith("The form is zero")
    assert "The eigenvalues of S are" in d.text()
