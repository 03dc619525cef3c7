"""The derivatives of the literature: by value at random sizes, and in the form of the books."""

from __future__ import annotations

import pickle
import re

import pytest
from identities import IDENTITIES, SHAPES, Identity

from symcalc.checking.matrices import check_equal_matrices, check_matrix
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.term import Term
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import meaning, written
from symcalc.writing.text import text

DECLARED = dict(re.findall(r"(\w+): (\([^)]*\)|\w+)", SHAPES))


def shapes_of(*texts: str) -> dict[str, tuple[str, ...] | str]:
    """The letters that stand in texts, with their shapes."""
    words = {word for one in texts for word in re.findall(r"[A-Za-z]+\d*", one)}
    return {
        name: tuple(re.findall(r"\w+", shape)) if shape.startswith("(") else shape
        for name, shape in DECLARED.items()
        if name in words
    }


def facts_of(row: Identity) -> dict[str, frozenset[str]]:
    pairs = (fact.split() for fact in row.facts.split("; ") if fact)
    return {name: frozenset({fact}) for name, fact in pairs}


def gradient(row: Identity) -> tuple[Term, Term, Term]:
    """The loss, the symbol and the tidied gradient."""
    formula = interpreted(row.text, shapes_of(row.text, row.wrt, row.answer))
    wrt = formula.symbol(row.wrt)
    facts = {formula.symbol(name): known for name, known in facts_of(row).items()}
    return formula.scalar(), wrt, tidy(adjoints(formula.term, [wrt])[wrt], facts)


def name_of(row: Identity) -> str:
    return f"{row.text} by {row.wrt}"


@pytest.mark.parametrize("row", IDENTITIES, ids=name_of)
def test_gradient_agrees_with_differences(row: Identity) -> None:
    loss, wrt, found = gradient(row)

    report = check_matrix(meaning(loss), meaning(wrt), meaning(found), facts_of(row))

    assert report.status == "agrees", report.text()
    assert found.shape == wrt.shape


@pytest.mark.parametrize("row", IDENTITIES, ids=name_of)
def test_gradient_is_that_of_the_book(row: Identity) -> None:
    book = interpreted(row.answer, shapes_of(row.text, row.wrt, row.answer)).term
    found = gradient(row)[2]

    report = check_equal_matrices(meaning(book), meaning(found), facts_of(row))

    assert report.status == "agrees", report.text()


@pytest.mark.parametrize("row", [row for row in IDENTITIES if row.printed], ids=name_of)
def test_gradient_is_printed_as_in_the_book(row: Identity) -> None:
    assert text(written(gradient(row)[2])) == row.printed


@pytest.mark.parametrize("row", IDENTITIES[::6], ids=name_of)
def test_meanings_pickle(row: Identity) -> None:
    loss, wrt, found = gradient(row)
    meant = (meaning(loss), meaning(wrt), meaning(found))

    assert pickle.loads(pickle.dumps(meant)) == meant


def test_the_table_is_as_long_as_it_says() -> None:
    assert len(IDENTITIES) >= 70
    assert sum(bool(row.printed) for row in IDENTITIES) >= 25
