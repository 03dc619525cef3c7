"""Lessons: a sentence with parts asks for one, and is written again as it is read."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.derivation import Derivation
from symcalc.notation import name
from symcalc.reading import sentences
from symcalc.tutor import lessons


@pytest.fixture
def halving(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson of this test's own, forgotten after it."""
    monkeypatch.setattr(sentences, "_TEMPLATES", dict(sentences._TEMPLATES))
    monkeypatch.setattr(lessons, "_LESSONS", dict(lessons._LESSONS))

    @lessons.lesson("halved", "half of {number}[ cut {times} times]")
    def halved(number: str, times: str = "1") -> Derivation:
        question = lessons.asked("halved", number=number, times=times)
        half = sp.Integer(number) / 2 ** sp.Integer(times)
        return Derivation(question, name(sp.Symbol("h")), name(sp.Symbol("h")), (), told=half)


@pytest.mark.usefixtures("halving")
def test_a_sentence_asks_for_its_lesson() -> None:
    assert sc.explain("half of 12").answer == 6
    assert sc.explain("The half  of 12 cut 2 times").answer == 3


@pytest.mark.usefixtures("halving")
def test_the_question_of_a_lesson_is_read_again() -> None:
    d = sc.explain("half of 12 cut 2 times")
    assert d.question.text == "half of 12 cut 2 times"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.usefixtures("halving")
def test_what_is_left_out_is_not_written() -> None:
    assert sentences.sentence("halved", number="3") == "half of 3"
    assert sentences.said("a third of 3") is None
