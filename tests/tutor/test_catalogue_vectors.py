"""Entries of the catalogue with three components, worked out for n by the matrix engine."""

from __future__ import annotations

import pytest

import symcalc as sc

ENTRIES = [
    # entry        what holds for n components, from books
    ("softmax", "diag(softmax(z)) − softmax(z) softmax(z)ᵀ"),
    ("cce", "−y ⊘ p"),
    ("cce-logits", "softmax(z) − y"),
    ("kl", "−p ⊘ q"),
]


@pytest.mark.parametrize(("name", "true"), ENTRIES)
def test_n_components_are_worked_out(name: str, true: str) -> None:
    d = sc.catalogue(name)
    (step,) = [step for step in d.steps if step.rule == "n-components"]
    told = d.text()

    assert true in told[told.index("For n components") :]
    assert len(step.substeps) >= 3
    assert d.verify()


def test_other_entries_have_no_vectors() -> None:
    assert "For n components" not in sc.catalogue("gelu").text()
