"""Linear systems: one solution, none, infinitely many; what is not linear is refused."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

x, y, z, t = sp.symbols("x y z t")
ONE = [
    ("2x + y = 5, x - y = 1", {x: 2, y: 1}),
    ("x + y + z = 6, 2x - y + z = 3, x + 2y - z = 2", {x: 1, y: 2, z: 3}),
    ("2x + 3 = 7", {x: 2}),
    ("2x + y = 5; x = 1 + y", {x: 2, y: 1}),
    ("2x + y = 5\nx - y = 1", {x: 2, y: 1}),
    ("{x + y = 2, x - y = 0}", {x: 1, y: 1}),
    ("x + y = 3, x - y = 1, 2x = 4", {x: 2, y: 1}),
    ("x(x + 1) - x^2 = 4", {x: 4}),
    ("0.1x = 1", {x: 10}),
]
NONE = ["x + y = 1, x + y = 2", "0x = 3", "x + y = 1, x - y = 1, x = 5", "x = x + 1"]
REFUSED = [
    ("solve x^2 = 4", "not linear"),
    ("solve x y = 1, x + y = 2", "not linear"),
    ("solve sin(x) = 0", "not linear"),
    ("solve 1/x = 2", "not linear"),
    ("solve x^2/x = 2", "not linear"),
    ("solve x + y > 2", "inequalities"),
    ("solve A x = b", "capital letters"),
    ("solve [[1, 2], [3, 4]] x = [1, 2, 3]", "2 rows and b has 3 entries"),
    ("solve [[1, 2], [3, 4]] [x, y, z] = [1, 2]", "2 columns, and 3 unknowns"),
]


@pytest.mark.parametrize(("equations", "values"), ONE)
def test_one_solution(equations: str, values: dict[sp.Symbol, int]) -> None:
    d = sc.solve(equations)
    assert d.named == values
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer
    assert sc.explain(f"solve {equations}").answer == d.answer


@pytest.mark.parametrize("equations", NONE)
def test_no_solution_is_an_answer(equations: str) -> None:
    d = sc.solve(equations)
    assert d.answer is sp.S.EmptySet
    assert not d.exists
    assert "There is no solution" in d.text()
    assert "A contradiction" in d.text()
    assert d.verify().status == "agrees"


@pytest.mark.parametrize(("question", "told"), REFUSED)
def test_refused(question: str, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.explain(question)


def test_infinitely_many() -> None:
    d = sc.solve("x + y + z = 3, x - y = 0")
    assert d.parameters == (t,)
    a, b = sp.Matrix([[1, 1, 1], [1, -1, 0]]), sp.Matrix([3, 0])
    assert sp.expand(a * d.answer - b).is_zero_matrix
    two = sc.solve("x + y + z = 3")
    assert len(two.parameters) == 2
    assert sp.expand(sum(two.answer)) == 3
    assert "z = s" in two.text()
    clash = sc.solve("t + s = 3")
    assert not {sp.Symbol("t"), sp.Symbol("s")} & set(clash.parameters)


def test_letters() -> None:
    a, b, c = sp.symbols("a b c")
    d = sc.explain("solve a x + b = c")
    assert sp.simplify(d.answer[0] - (c - b) / a) == 0
    assert d.conditions == (sp.Ne(a, 0),)
    assert "Taken as unknown: x" in d.text()
    assert sc.explain("solve x + y = 2 for x").named == {x: 2 - y}
    assert sc.solve("x + y = 2", wrt="y").named == {y: 2 - x}
    cramer = sc.solve("a x + b y = 1, b x + a y = 0")
    assert sp.simplify(cramer.answer[0] - a / (a**2 - b**2)) == 0


def test_a_contradiction_with_letters_has_its_condition() -> None:
    a = sp.Symbol("a")
    d = sc.solve("x + y = 1, x + y = a")
    assert d.answer is sp.S.EmptySet
    assert d.conditions == (sp.Ne(a - 1, 0),)


@pytest.mark.parametrize(
    "question",
    [
        "solve [[2,1],[1,3]] x = [3,5]",
        "solve [[2,1],[1,3]]x = (3,5)",
        "solve [[2,1],[1,3]] * x = [3,5]",
        "solve [[2,1],[1,3]] [u,v] = [3,5]",
        "solve A x = b with A = [[2,1],[1,3]] and b = [3,5]",
        "solve Ax = b where A = [[2,1],[1,3]], b = (3,5)",
        "A = [[2,1],[1,3]], b = (3,5). Solve A x = b",
        "solve the system 2x + y = 3, x + 3y = 5",
        "find the solution of the system 2x + y = 3 and x + 3y = 5",
        "solve for x and y: 2x + y = 3, x + 3y = 5",
        r"solve \begin{cases} 2x+y=3 \\ x+3y=5 \end{cases}",
    ],
)
def test_sentences(question: str) -> None:
    assert sc.explain(question).answer == sp.Matrix([[2, 1], [1, 3]]).LUsolve(sp.Matrix([3, 5]))


def test_given_as_objects() -> None:
    d = sc.solve([sp.Eq(2 * x + y, 5), sp.Eq(x - y, 1)])
    assert d.named == {x: 2, y: 1}
    assert sc.solve(["2x + y = 5", "x - y = 1"]).answer == d.answer
    assert sc.solve([[2, 1], [1, -1]], [5, 1], wrt="x, y").named == {x: 2, y: 1}


GRADED = [
    ("solve [[2,1],[1,3]] x = [3,5]", "(4/5, 7/5)", "correct"),
    ("solve [[2,1],[1,3]] x = [3,5]", "x1 = 0.8, x2 = 1.4", "correct"),
    ("solve [[2,1],[1,3]] x = [3,5]", "(1, 7/5)", "incorrect"),
    ("solve [[2,1],[1,3]] x = [3,5]", "no solution", "incorrect"),
    ("solve [[1,1],[2,2]] x = [2,5]", "There is no solution.", "correct"),
    ("solve [[1,1],[2,2]] x = [2,5]", "(1, 1)", "incorrect"),
    ("solve [[1,1],[2,2]] x = [2,4]", "(s, 2 - s)", "correct"),
    ("solve [[1,1],[2,2]] x = [2,4]", "(2,0) + t(-1,1)", "correct"),
    ("solve [[1,1],[2,2]] x = [2,4]", "x_1 = 2 - x_2", "correct"),
    ("solve [[1,1],[2,2]] x = [2,4]", "(1, 1)", "partial"),
    ("solve [[1,1],[2,2]] x = [2,4]", "infinitely many solutions", "partial"),
    ("solve [[1,1],[2,2]] x = [2,4]", "(t, t)", "incorrect"),
    ("solve 2x + y = 5, x - y = 1", "x = 2, y = 1", "correct"),
    ("solve 2x + y = 5, x - y = 1", "x = 2, y = 2", "incorrect"),
    ("solve x^2 = 4", "2, -2", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status
