"""Every row of the table of misconceptions on its example; those of a question share the work."""

from __future__ import annotations

import pytest
import sympy as sp
from diagnosed import is_clean

import symcalc as sc
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.misconceptions import failures
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.row import Misconception, all_rows
from symcalc.grading.misconceptions.sites import Partial, Slope, Whole
from symcalc.reading import read_question

ROWS: dict[str, list[Misconception]] = {}
for one in all_rows().values():
    ROWS.setdefault(one.example[0], []).append(one)
PARTLY = ("bars-left-out", "missing-constant")  # such an answer is true, and not whole


@pytest.mark.parametrize("question", sorted(ROWS))
def test_rows_on_their_examples(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """None fails, each is found by its wrong answer, and none by the right one."""
    asked = asked_of(read_question(question))
    assert asked.right
    book_of.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(failures, "FAILURES", ())  # what would be survived is seen here
        book_of(asked)

    for row in ROWS[question]:
        verdict = sc.grade(question, row.example[1], timeout=None)
        assert row.slug in verdict.misconceptions
        assert verdict.status == "incorrect" or row.slug in PARTLY
    answer = right_answer(asked, ROWS[question])
    if answer is not None:
        is_clean(question, answer)


def right_answer(asked: Asked, rows: list[Misconception]) -> sp.Basic | None:
    """Of a derivative, as SymPy has it; None of a value and of another kind of question."""
    told = asked.derivation if any(row.site in (Slope, Partial, Whole) for row in rows) else None
    answer = None if told is None or told.value else told.answer
    return answer if isinstance(answer, sp.Basic) else None
