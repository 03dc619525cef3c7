"""`extrema` without constraints: each row's answer was worked out by hand or with SciPy."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError

S = sp.sympify

ONE = [
    # formula               (x, value, class) by hand
    ("x^2", [(0, 0, "minimum")]),  # course 001-04-critical-point
    ("x^3 - 3x", [(-1, 2, "maximum"), (0, 0, "inflection"), (1, -2, "minimum")]),
    ("x^4", [(0, 0, "minimum")]),  # f'' = 0, so the sign of f' decides
    ("x^3", [(0, 0, "inflection")]),
    (
        "-x^4 + 2x^2",
        [
            (-1, 1, "maximum"),
            (-(3**-0.5), 5 / 9, "inflection"),
            (0, 0, "minimum"),
            (3**-0.5, 5 / 9, "inflection"),
            (1, 1, "maximum"),
        ],
    ),
    ("x e^(-x)", [(1, S("exp(-1)"), "maximum"), (2, S("2*exp(-2)"), "inflection")]),
    ("x ln x", [(S("exp(-1)"), S("-exp(-1)"), "minimum")]),
    ("x + 1/x", [(-1, -2, "maximum"), (1, 2, "minimum")]),
    ("|x|", [(0, 0, "minimum")]),
    ("|x^2 - 1|", [(-1, 0, "minimum"), (0, 1, "maximum"), (1, 0, "minimum")]),
    ("cbrt(x^2)", [(0, 0, "minimum")]),
    ("sqrt(x) - x", [(0, 0, "minimum"), (0.25, 0.25, "maximum")]),
    ("x^2/(x^2 - 1)", [(0, 0, "maximum")]),
    ("e^x", []),
    ("tanh(x)", [(0, 0, "inflection")]),
    (
        "x^2 e^(-x)",
        [
            (0, 0, "minimum"),
            (2 - 2**0.5, 0.19102, "inflection"),
            (2, S("4*exp(-2)"), "maximum"),
            (2 + 2**0.5, 0.383537, "inflection"),
        ],
    ),
    (
        "1/(1 + x^2)",
        [(-(3**-0.5), 0.75, "inflection"), (0, 1, "maximum"), (3**-0.5, 0.75, "inflection")],
    ),
    # one period of each
    (
        "sin x",
        [
            (0, 0, "inflection"),
            (sp.pi / 2, 1, "maximum"),
            (sp.pi, 0, "inflection"),
            (3 * sp.pi / 2, -1, "minimum"),
        ],
    ),
    (
        "sin(x)^2",
        [
            (0, 0, "minimum"),
            (sp.pi / 4, 0.5, "inflection"),
            (sp.pi / 2, 1, "maximum"),
            (3 * sp.pi / 4, 0.5, "inflection"),
        ],
    ),
    # only by numbers: scipy.optimize.brentq
    (
        "x^4/4 - x^2/2 - x",
        [
            (-(3**-0.5), 0.438461, "inflection"),
            (3**-0.5, -0.716239, "inflection"),
            (1.3247179572447, -1.432257884, "minimum"),
        ],
    ),
    ("e^x - 3x", [(1.09861228866811, -0.29583686600433, "minimum")]),
    ("cos(x) + x^2", [(0, 1, "minimum")]),
    ("e^x + x^2", [(-0.351733711249196, 0.827184026126, "minimum")]),
    (
        "sigmoid(x) - sigmoid(x)^2",
        [
            (-1.3169578969, 1 / 6, "inflection"),
            (0, 0.25, "maximum"),
            (1.3169578969, 1 / 6, "inflection"),
        ],
    ),  # course 001-11-max
    (
        "1 - tanh(x)^2",
        [
            (-0.6584789485, 2 / 3, "inflection"),
            (0, 1, "maximum"),
            (0.6584789485, 2 / 3, "inflection"),
        ],
    ),  # course 001-12-max
]

SEVERAL = [
    # formula                 (point in natural order, value, class)
    ("x^2 + y^2", [((0, 0), 0, "minimum")]),  # course 004-gd-min
    ("x^2 - y^2", [((0, 0), 0, "saddle")]),  # course 000-saddle
    ("x^2 + 4x y + y^2", [((0, 0), 0, "saddle")]),  # course 004-hessian-kind
    ("100(y-x^2)^2 + (1-x)^2", [((1, 1), 0, "minimum")]),  # course 002-rosenbrock-min
    ("x^3 - 3x + y^2", [((-1, 0), 2, "saddle"), ((1, 0), -2, "minimum")]),
    ("x^3 + y^3 - 3x y", [((0, 0), 0, "saddle"), ((1, 1), -1, "minimum")]),
    ("x^4 + y^4 - 4x y + 1", [((-1, -1), -1, "minimum"), ((0, 0), 1, "saddle"),
                              ((1, 1), -1, "minimum")]),
    ("x y (1 - x - y)", [((0, 0), 0, "saddle"), ((0, 1), 0, "saddle"), ((1, 0), 0, "saddle"),
                         ((1 / 3, 1 / 3), 1 / 27, "maximum")]),
    ("2x^3 + x y^2 + 5x^2 + y^2", [((-5 / 3, 0), 125 / 27, "maximum"), ((-1, -2), 3, "saddle"),
                                   ((-1, 2), 3, "saddle"), ((0, 0), 0, "minimum")]),
    ("e^y (y^2 - x^2)", [((0, -2), 4 * S("exp(-2)"), "maximum"), ((0, 0), 0, "saddle")]),
    ("x y + 1/x + 1/y", [((1, 1), 3, "minimum")]),
    ("x^2 + y^2 + x^2 y + 4", [((-(2**0.5), -1), 5, "saddle"), ((0, 0), 4, "minimum"),
                               ((2**0.5, -1), 5, "saddle")]),
    ("e^x cos y", []),
    ("x^2 + y^2 + z^2 - x y + x - 2z", [((-2 / 3, -1 / 3, 1), -4 / 3, "minimum")]),
    ("4 + x^3 + y^3 - 3x y", [((0, 0), 4, "saddle"), ((1, 1), 3, "minimum")]),
    ("ln(x^2 + y^2 + 1)", [((0, 0), 0, "minimum")]),
    # the Hessian does not decide
    ("x^4 + y^4", [((0, 0), 0, "minimum")]),
    ("x^3 - 3x y^2", [((0, 0), 0, "saddle")]),
    ("(y - x^2)(y - 2x^2)", [((0, 0), 0, "saddle")]),  # a minimum along every line
    # Himmelblau, by numbers: scipy.optimize.fsolve
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
     [((-3.77931, -3.283186), 0, "minimum"), ((-3.073026, -0.081353), 104.0152, "saddle"),
      ((-2.805118, 3.131313), 0, "minimum"), ((-0.270845, -0.923039), 181.6165, "maximum"),
      ((-0.127961, -1.953715), 178.3372, "saddle"), ((0.086678, 2.884255), 67.7192, "saddle"),
      ((3, 2), 0, "minimum"), ((3.385154, 0.073852), 13.3119, "saddle"),
      ((3.584428, -1.848127), 0, "minimum")]),
]  # fmt: skip


def same(found: Any, expected: Any) -> bool:
    return abs(float(found) - float(expected)) < 1e-5 * max(1, abs(float(expected)))


def agree(answer: Any, rows: Any) -> bool:
    """Points, values and classes, in any order."""
    left = list(answer)
    for place, value, kind in rows:
        wanted = place if isinstance(place, tuple) else (place,)
        for row in left:
            point = [row[0][s] for s in sorted(row[0], key=str)]
            near = all(same(a, b) for a, b in zip(point, wanted, strict=True))
            if near and same(row[1], value) and row[2] == kind:
                left.remove(row)
                break
        else:
            return False
    return not left


@pytest.mark.parametrize(("formula", "rows"), [*ONE, *SEVERAL], ids=lambda v: str(v)[:30])
def test_points_values_and_classes(formula: str, rows: Any) -> None:
    """Inflections where the slope is not 0 are part of the answer where they are asked for."""
    d = sc.extrema(formula)
    bent = sc.explain(f"inflection points of {formula}")

    assert agree(bent.answer, rows), bent.answer
    assert [row for row in bent.answer if row in d.answer or row[2] != "inflection"] == [*d.answer]
    assert d.verify().status == "agrees"
    assert all(step.title for step in d.steps)


INTERVALS = [
    # formula            interval         least  greatest
    ("x^3 - 3x", (0, 3), -2, 18),
    ("x^2", (-1, 2), 0, 4),
    ("|x - 1|", (-1, 2), 0, 2),
    ("sin x", (0, 10), -1, 1),
    ("x e^(-x)", (0, 2), 0, S("exp(-1)")),
    ("e^x", (0, 1), 1, S("E")),
    ("cos(x) - x^2", (-1, 2), -4.416146836547, 1),
    ("x - 2 sin x", (0, "2pi"), S("pi/3 - sqrt(3)"), S("5*pi/3 + sqrt(3)")),
]


@pytest.mark.parametrize(("formula", "on", "least", "greatest"), INTERVALS)
def test_on_a_closed_interval(formula: str, on: Any, least: Any, greatest: Any) -> None:
    d = sc.extrema(formula, on=on)

    values = [float(value) for _, value, _ in d.answer]
    assert same(min(values), least)
    assert same(max(values), greatest)
    assert "absolute minimum on" in d.ending
    assert d.check.status == "agrees"


IN_WORDS = [
    # formula          options                      what is said
    ("7", {}, "constant"),
    ("x^2 y^2", {}, "every point (0, y): f = 0"),
    ("sin(x + y)", {}, "every point (π/2 − y, y)"),
    ("e^x", {}, "no critical points"),
    ("max(0, x)", {}, "is constant"),
    ("tan x", {"on": (0, 3)}, "not defined at x = π/2"),
    ("1/x", {"on": (0, 1)}, "not defined at x = 0"),
    ("1/x", {"on": (-1, 1)}, "it has neither a least nor a greatest value on [−1, 1]"),
    ("ln x", {"on": (-1, 2)}, "not defined for −1 ≤ x ≤ 0"),
    ("ln x", {"on": (-1, 2)}, "The absolute maximum on [−1, 2] is ln(2)"),
    ("ln x", {"on": (-3, -1)}, "not defined anywhere"),
    ("e^x + x^2", {}, "Absolute minimum at x ≈ −0.351734"),
    ("sin(x) e^(-x)", {}, "Local minimum at x = 5π/4"),
    ("sin(x) e^(-x)", {}, "f(x + 2π) = e^(−2π)·f(x)"),
    ("e^(-x) cos x", {}, "Local maximum at x = 7π/4"),
    ("x - 2 sin x", {}, "f(x + 2π) = f(x) + 2π"),
    ("2x + 3y", {}, "no critical points"),
    ("a x^2", {"wrt": ["x"]}, "Undecided point at x = 0"),
]


@pytest.mark.parametrize(("formula", "options", "said"), IN_WORDS)
def test_what_has_no_plain_answer_is_told_in_words(formula: str, options: Any, said: str) -> None:
    assert said in sc.extrema(formula, **options).ending


def test_what_is_only_found_by_numbers_says_so() -> None:
    d = sc.extrema("e^x + x^2")

    step = next(s for s in d.steps if s.rule == "critical-points")
    assert step.status == "numeric"
    assert "cannot be solved by a formula" in step.explanation


def test_a_slope_that_is_never_zero_is_shown_so() -> None:
    step = next(s for s in sc.extrema("1/x", on=(-1, 1)).steps if s.rule == "critical-points")
    assert step.after.text == "!="


BAD = [
    ("x^2", {"on": (3, 0)}, "the smaller one first"),
    ("x^2 + y", {"on": (0, 1)}, "one variable"),
    ("[x, y]", {}, "one formula"),
    ("x^2 = 4", {}, "statement"),
    ("a+b+c+d+p+q+r+s", {}, "at most 6 variables"),
    ("x^2 + y^2", {"subject_to": "x < 1"}, "edge"),
    ("x^2", {"subject_to": "x + 1"}, "no constraint"),
    ("x^2", {"subject_to": "y = 1", "wrt": "x"}, "none of the variables"),
    ("besselj(0, x)", {}, "besselj"),
    ("", {}, "empty|nothing|no formula"),
]


@pytest.mark.parametrize(("formula", "options", "words"), BAD, ids=[str(b[:2]) for b in BAD])
def test_bad_input_is_one_clear_error(formula: str, options: Any, words: str) -> None:
    with pytest.raises(SymcalcError, match=words):
        sc.extrema(formula, **options)


QUESTIONS = [
    ("extrema of x^3 - 3x", 2),
    ("inflection points of x^3 - 3x", 3),
    ("critical points of x^3 - 3x + y^2", 2),
    ("find the local maxima and minima of x^3 - 3x", 2),
    ("extrema of x^3 - 3x on [0, 3]", 3),
    ("minimise x^2 + y^2 subject to x + y = 1", 1),
    ("maximize x y subject to x^2 + y^2 = 1", 4),
    ("minimize x^2 + y^2 subject to x + y >= 1, x >= 0", 1),
]


@pytest.mark.parametrize(("question", "count"), QUESTIONS)
def test_asked_in_words(question: str, count: int) -> None:
    d = sc.explain(question)

    assert len(d.answer) == count
    assert sc.explain(d.question.text).answer == d.answer  # the question is read again


CRITICAL = """\
extrema of x³ − 3x + y²

 1  Gradient
    ∇f = (3x² − 3, 2y)
 2  Critical points
    3x² − 3 = 0 and 2y = 0 hold together at (−1, 0) and (1, 0).
    (x, y) = (−1, 0) or (x, y) = (1, 0)
    (−1, 0)  (x − 1)(x + 1) = 0, case x + 1 = 0. x + 1 = 0 gives x = −1.
    (1, 0)   (x − 1)(x + 1) = 0, case x − 1 = 0. x − 1 = 0 gives x = 1.
 3  Hessian
    H = [[6x, 0], [0, 2]]
 4  At (−1, 0)
    Eigenvalues 2 and −6, of both signs: a saddle point, f = 2. D = −12.
    H = [[−6, 0], [0, 2]]
 5  At (1, 0)
    Eigenvalues 6 and 2, both positive: a local minimum, f = −2. D = 12. Condition number 3.
    H = [[6, 0], [0, 2]]

    Saddle point at (−1, 0): f = 2. Local minimum at (1, 0): f = −2."""


def test_a_whole_derivation_reads_well() -> None:
    assert sc.extrema("x^3 - 3x + y^2").text().rpartition("\n\n")[0] == CRITICAL


@pytest.mark.parametrize("formula", ["sign(x)", "floor(x)", "x + ceil(x)"])
def test_functions_with_jumps_are_refused(formula: str) -> None:
    with pytest.raises(sc.UnsupportedError, match="has jumps"):
        sc.extrema(formula, on=(-1, 1))
