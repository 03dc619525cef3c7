"""A derivation is data: it goes through pickle and reads as before."""

from __future__ import annotations

import pickle

import pytest
from lesson_calls import LESSONS, Given

from symcalc.verbs import VERBS

MORE: dict[str, Given] = {
    "bfgs": ("descend", ("x^2 + y^2", {"x": 1, "y": 2}), {"method": "bfgs"}),
    "newton": ("descend", ("x^2 + y^2", {"x": 1, "y": 2}), {"method": "newton", "steps": 2}),
    "data": (
        "descend",
        ("(w x - y)^2", {"w": 0}),
        {"rate": 0.1, "steps": 4, "batch": 1, "data": {"x": [1, 2, 3], "y": [2, 4, 6]}},
    ),
    "arrays": ("descend", ("sum(w^2)", {"w": [1.0, 2.0]}), {"rate": 0.1, "steps": 2}),
    "gradients": ("descend", (None,), {"gradients": [[1, 2], [3, 4]], "rate": 0.1}),
}


@pytest.mark.parametrize("question", [*LESSONS, *MORE])
def test_derivations_pickle(question: str) -> None:
    verb, given, named = (LESSONS | MORE)[question]
    derivation = VERBS[verb].function(*given, **named)
    told, status = derivation.text(), derivation.verify().status
    again = pickle.loads(pickle.dumps(derivation))
    assert type(again) is type(derivation)
    assert again.text() == told
    assert again.markdown() == derivation.markdown()
    assert again.verify().status == status
    assert again.question.text == derivation.question.text
