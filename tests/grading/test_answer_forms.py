"""Each form on its own example; what it says is of the answer as written."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import UnsupportedError
from symcalc.grading.forms.registry import AnswerForm, all_forms
from symcalc.grading.tolerance import tolerance_of

PROMISED = {
    *("expanded", "factored", "single-fraction", "partial-fractions", "lowest-terms"),
    *("completed-square", "same-as"),
}


def name(form: AnswerForm) -> str:
    return form.name


@pytest.mark.parametrize("form", all_forms().values(), ids=name)
def test_examples(form: AnswerForm) -> None:
    good, bad = form.example, form.counterexample

    assert sp.simplify(sc.parse(good) - sc.parse(bad)) == 0
    assert sc.grade(good, good, form=form.name, timeout=None).status == "correct"
    verdict = sc.grade(good, bad, form=form.name, timeout=None, partial=0.25)
    assert (verdict.status, verdict.note, verdict.score) == ("partial", "wrong-form", 0.25)


def test_the_promised_forms_are_there() -> None:
    assert set(all_forms()) >= PROMISED


def test_a_wrong_answer_is_wrong_in_any_form() -> None:
    for form in all_forms():
        assert sc.grade("(x+1)^2", "x^2 + 1", form=form, timeout=None).status == "incorrect"


def test_what_is_missing_is_said() -> None:
    verdict = sc.grade("x^3 - x", "x(x^2 - 1)", form="factored", timeout=None)
    assert str(verdict) == (
        "Partly right. It is equal to the right answer. x² − 1 can be factored further."
    )


def test_a_vector_is_looked_at_entry_by_entry() -> None:
    question = "gradient of (x+y)^2"
    assert sc.grade(question, "[2x+2y, 2x+2y]", form="expanded", timeout=None).status == "correct"
    assert sc.grade(question, "[2x+2y, 2(x+y)]", form="expanded", timeout=None).note == "wrong-form"


@pytest.mark.parametrize(
    ("option", "word", "known"),
    [
        ("form", "expandd", "expanded"),
        ("constant", "maybe", "required, optional"),
        ("absolute", "loose", "strict, consistent, lenient"),
    ],
)
def test_a_word_that_is_not_known(option: str, word: str, known: str) -> None:
    with pytest.raises(UnsupportedError, match=f"{option} cannot be '{word}'") as raised:
        sc.grade("x", "x", timeout=None, **{option: word})
    assert known in raised.value.hint


@pytest.mark.parametrize("text", ["-1", "0", "abc", "0 figures", "99 places", "nan", "1%%x"])
def test_no_tolerance(text: str) -> None:
    with pytest.raises(UnsupportedError):
        tolerance_of(text)


def test_a_score_that_is_none() -> None:
    with pytest.raises(UnsupportedError, match="not between 0 and 1"):
        sc.grade("x", "x", partial=2.0)
