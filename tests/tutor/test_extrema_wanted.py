"""Where one kind of extremum is asked for, it comes first, or is said not to be there."""

from __future__ import annotations

import pytest

import symcalc as sc

CASES = [
    # what is asked, the kind that comes first, and how the ending begins
    ("maximize x + y subject to x^2 + y^2 = 1", "maximum", "Absolute maximum at (√2/2, √2/2)"),
    ("minimize x + y subject to x^2 + y^2 = 1", "minimum", "Absolute minimum"),
    ("maximize x^2 + y^2 subject to x + y = 1", "minimum", "There is no maximum: f is convex"),
    ("minimize -x^2 - y^2 subject to x + y = 1", "maximum", "There is no minimum: f is concave"),
    ("maximum of x^2", "minimum", "None of the points that are found is a maximum."),
    ("maximum of x^3 - 3x on [0, 3]", "maximum", "The absolute maximum on [0, 3] is 18"),
]


@pytest.mark.parametrize(("question", "kind", "ending"), CASES)
def test_what_is_wanted_comes_first(question: str, kind: str, ending: str) -> None:
    d = sc.explain(question)

    assert d.answer[0][2] == kind
    assert d.ending.startswith(ending)
    assert sc.explain(d.question.text).ending == d.ending


def test_all_kinds_keep_their_order() -> None:
    assert [
        row[2] for row in sc.explain("extrema of x^3 - 3x").answer if row[2] != "inflection"
    ] == [
        "maximum",
        "minimum",
    ]


WORDINGS = [
    # each has its minimum or maximum at (a, a)
    ("min x^2 + y^2 subject to x + y = 1", "1/2"),
    (r"\min_{x,y} x^2 + y^2 \text{ s.t. } x + y = 1", "1/2"),
    ("max x y subject to x + y = 10", "5"),
    ("minimise x^2 + y^2 on the line x + y = 4", "2"),
]


@pytest.mark.parametrize(("question", "value"), WORDINGS)
def test_as_it_is_asked(question: str, value: str) -> None:
    (point, _, _), *_ = sc.explain(question).answer

    assert {str(v) for v in point.values()} == {value}
